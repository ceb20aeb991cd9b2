"""What hocket read in the input files of a run, as the API returns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.noun import Noun
from hocket.documents.profile import CodeProfile, TableProfile, TextProfile, joins_of

if TYPE_CHECKING:
    from hocket.app.file_profiles import Profiled


class InputReading(Noun):
    """An input file and what it holds."""

    name: str
    digest: str
    size_bytes: int
    note: str = Field(description="how it is read if not as plain UTF-8")
    source: str = Field(description="the document that it is a part of; empty if none")
    profile: TableProfile | TextProfile | CodeProfile | None = Field(
        description="what it holds; null if that is not known"
    )
    joins: tuple[str, ...] = Field(description="columns that join it with other input files")


def readings_of(profiled: Profiled) -> list[InputReading]:
    """The input files of a run with what they hold."""
    tables = [profile for _, profile in profiled if profile and profile.kind == "table"]
    joins = joins_of(tables)
    return [
        InputReading(
            name=file.name,
            digest=file.digest,
            size_bytes=file.size_bytes,
            note=file.note,
            source=file.source,
            profile=profile,
            joins=tuple(j.described() for j in joins if file.name in (j.left, j.right)),
        )
        for file, profile in profiled
    ]
