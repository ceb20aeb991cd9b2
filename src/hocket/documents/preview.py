"""A file for a prompt, or for a person: its text or its first rows, and how it is to be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from hocket.documents.delimited import Dialect, first_rows, is_table
from hocket.documents.encoding import Decoded, decoded
from hocket.documents.kind import kind_of, parts_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMED = {".tsv": "\t", ".tab": "\t", ".psv": "|"}
"""The delimiter that the name of a table states."""


def _dialect(text: Decoded) -> Dialect:
    from hocket.documents.profile.leading import located_dialect  # noqa: PLC0415 - rarely needed

    return located_dialect(text.text)


def reading_note(name: str, content: bytes) -> str:
    r"""How a text file is read, or why it is not; empty if a program reads it without options.

    Examples:
        >>> reading_note("orte.csv", "Ort;Größe".encode("cp1252"))
        "read as cp1252 (a guess), columns separated by ';'"
        >>> reading_note("a.png", b"\x89PNG"), reading_note("a.txt", b"plain")
        ('not read: it is an image', '')
    """
    if not content:
        return "it is empty"
    text = decoded(content)
    if text is None:
        return f"not read: it is {unreadable(name, content)}"
    if not text.text:
        return "it is empty"  # but for its byte order mark
    parts = []
    if text.guessed:
        parts.append(f"read as {text.encoding} (a guess)")
    if text.damaged:
        places = "1 place is" if text.damaged == 1 else f"{text.damaged} places are"
        parts.append(f"{places} no text and read as \ufffd")
    if is_table(name):
        dialect = _dialect(text)
        if dialect.delimiter == NAMED.get(PurePath(name).suffix.lower()):
            dialect = replace(dialect, delimiter=",")  # as the name says
        parts += [dialect.described()] if dialect.described() else []
    return ", ".join(parts)


def how_to_read(name: str, text: Decoded) -> str:
    """How a Python program reads a file that it cannot read without options; else empty."""
    if is_table(name):
        dialect = _dialect(text)
        if dialect.is_plain and text.is_plain:
            return ""
        return dialect.reading(name, text.encoding)
    return "" if text.is_plain else f'text = open("{name}", encoding="{text.encoding}").read()'


def first_lines(name: str, text: Decoded, count: int) -> str:
    """The first lines of a text, or rows of a table."""
    if is_table(name):
        return first_rows(text.text, _dialect(text), count).rstrip("\r\n")
    return "\n".join(text.text.splitlines()[:count])


def stand_in(name: str, content: bytes, names: Iterable[str]) -> str:
    """What a prompt says instead of the text of a document: where its contents are; else empty."""
    if not kind_of(name, content):
        return ""
    parts = parts_of(name, names)
    return f"its contents are in {', '.join(parts)}" if parts else ""
