"""Profiles as JSON, so that they can be kept."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar

from hocket.documents.delimited import Dialect
from hocket.documents.profile.code import CodeProfile, Definition
from hocket.documents.profile.nouns import Column, TableProfile
from hocket.documents.profile.prose import Place, TextProfile

if TYPE_CHECKING:
    from hocket.documents.profile.file import Profile

PLACES = ("headings", "people", "dates", "amounts")

NounT = TypeVar("NounT")


def profile_json(profile: Profile) -> bytes:
    """A profile as JSON; equal profiles give equal bytes."""
    return json.dumps(asdict(profile), ensure_ascii=False, separators=(",", ":")).encode()


def profile_from(content: bytes) -> Profile:
    """The profile that was written as JSON.

    Raises:
        ValueError: It is no profile.
    """
    data = json.loads(content)
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind == "text":
        places = {name: _nouns(Place, data[name]) for name in PLACES}
        return _noun(TextProfile, {**data, **places})
    if kind == "code":
        return _noun(CodeProfile, {**data, "definitions": _nouns(Definition, data["definitions"])})
    if kind != "table":
        raise ValueError("this is no profile of a file; make it again from the file")
    columns = _nouns(Column, data.pop("columns"))
    dialect = Dialect(**data.pop("dialect"))
    return _noun(TableProfile, {**data, "columns": columns, "dialect": dialect})


def _nouns(noun: type[NounT], items: list[dict[str, Any]]) -> tuple[NounT, ...]:
    return tuple(_noun(noun, item) for item in items)


def _noun(noun: type[NounT], data: dict[str, Any]) -> NounT:
    """A noun whose lists are tuples; fields that it does not know are left out."""
    known = {field.name for field in fields(noun)}  # type: ignore[arg-type]
    return noun(**{key: _tuples(value) for key, value in data.items() if key in known})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
