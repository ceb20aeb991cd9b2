"""The command `profile`: says what files hold, as agents are told. Calls no LLM."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hocket.app.defaults import default_documents
from hocket.app.file_profiles import profiles_of_files
from hocket.cli.invocation import Invocation, json_option
from hocket.documents.profile import described, joins_of

if TYPE_CHECKING:
    from hocket.app.file_profiles import Profiled

MOST_CHARS = 100_000


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--about", default="", help="A goal: the columns that it names come first.")
@json_option
@click.pass_obj
def profile(invocation: Invocation, files: tuple[Path, ...], about: str) -> None:
    """Say what FILES hold: columns with types, ranges and what is missing; what joins tables."""
    profiled = invocation.run(profiles_of_files(files, default_documents()))
    if invocation.json:
        invocation.print_json([_document(*entry) for entry in profiled])
        return
    click.echo("\n\n".join(_text(*entry, about) for entry in profiled))
    joins = _joins(profiled)
    if joins:
        click.echo("\nTables that can be joined:\n" + "\n".join(f"- {join}" for join in joins))


def _text(file: Any, content: Any, about: str) -> str:
    if content is None:
        return f"{file.name}: {file.note or f'{file.size_bytes} bytes of an unknown form'}"
    note = f"\n({file.note})" if file.note else ""
    return f"{described(content, MOST_CHARS, about)}{note}"


def _document(file: Any, content: Any) -> dict[str, Any]:
    return {
        "name": file.name,
        "size_bytes": file.size_bytes,
        "note": file.note,
        "source": file.source,
        "profile": None if content is None else asdict(content),
    }


def _joins(profiled: Profiled) -> list[str]:
    tables = [content for _, content in profiled if content is not None and content.kind == "table"]
    return [join.described() for join in joins_of(tables)]
