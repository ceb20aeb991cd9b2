"""Bibliographies (BibTeX): a row for each entry, a column for each field."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hocket.documents.profile.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.documents.profile.nouns import Table

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]")
_KEY = re.compile(r"\s*([^\s,{}=]*)\s*,")
_FIELD = re.compile(r"\s*,?\s*([\w:.-]+)\s*=\s*")
_BARE = re.compile(r"[\w.:/-]+")
_JOINT = re.compile(r"\s*#\s*")
_ACCENT = re.compile(r"\\([\"'`^~=.]|[cvuHkr](?=[\s{]))\s*\{?\\?([A-Za-z])\}?")
_MARKS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a",
}  # fmt: skip
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł"}
_LETTER = re.compile(rf"\\({'|'.join(_LETTERS)})(?![A-Za-z])\s?(?:\{{\}})?")
OTHERS = frozenset({"comment", "preamble", "string"})


def read(text: str) -> Table | None:
    r"""The entries of a bibliography; None if there are none.

    Examples:
        >>> table = read('@book{byron, author = {G{\\"u}nter "Ada"}, year = 1843}')
        >>> table.names, table.rows
        (('type', 'key', 'author', 'year'), [['book', 'byron', 'Günter "Ada"', '1843']])
    """
    words: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    at = 0
    while match := _ENTRY.search(text, at):
        kind, at = match[1].lower(), match.end()
        key = _KEY.match(text, at) if kind not in OTHERS else None
        at = key.end() if key else at
        fields: dict[str, str] = {}
        for name, value, end in _fields(text, at, words):
            fields.setdefault(name, value)
            at = end
        if kind == "string":
            words |= fields
        elif key is not None:
            rows.append({"type": kind, "key": key[1], **fields})
    return table_of(rows, "each row is an entry") if rows else None


def _fields(text: str, at: int, words: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """The fields from a place on: name, value, and where it ends."""
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end(), words)
        while (joint := _JOINT.match(text, at)) and joint[0].strip():
            more, at = _value(text, joint.end(), words)
            value += more
        yield match[1].lower(), _plain(value), at


def _value(text: str, at: int, words: dict[str, str]) -> tuple[str, int]:
    """(a value as it is written, where it ends)."""
    opening = text[at : at + 1]
    if opening not in {"{", '"'}:
        bare = _BARE.match(text, at)
        return (words.get(bare[0].lower(), bare[0]), bare.end()) if bare else ("", at)
    depth = 0
    for place in range(at, len(text)):
        sign = text[place]
        if place > at and sign == '"' == opening and not depth and text[place - 1] != "\\":
            return text[at + 1 : place], place + 1
        depth += (sign == "{") - (sign == "}")
        if opening == "{" and not depth:
            return text[at + 1 : place], place + 1
    return text[at + 1 :], len(text)


def _plain(value: str) -> str:
    """A value without the marks of LaTeX."""
    value = _LETTER.sub(lambda match: _LETTERS[match[1]], value)
    value = _ACCENT.sub(
        lambda match: unicodedata.normalize("NFC", match[2] + _MARKS[match[1]]), value
    )
    value = re.sub(r"\\([&%$#_])", r"\1", value).replace("--", "\u2013").replace("~", " ")
    return " ".join(value.replace("{", "").replace("}", "").split())
