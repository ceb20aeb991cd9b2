"""Values as databases write them into statements (SQL)."""

from __future__ import annotations

import re
from functools import cache

from hocket.documents.profile.escapes import BREAKS, CODE, unescaped

MEANT = BREAKS | {"0": "", "b": "\b", "f": "\f", "v": "\v"}
# What follows a text is never a word: else its end was taken for another quote.
_ESCAPED = r"'[^'\\]*(?:(?:''|\\.)[^'\\]*)*'(?![\w\\'])"
_STANDARD = r"'[^']*(?:''[^']*)*'(?![\w\\'])"
_NAMED = r'"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`'
_COMMENT = r"--[^\n]*|/\*(?:.*?\*/|.*)"
_BEFORE = r"N|_\w+\s*|(?:DATE|TIME|TIMESTAMP)\s*"
_BROKEN = frozenset({"'", '"', "`", ";"})
ROW_CHARS = 1 << 22
"""A longer row is not read: its end is missing."""

_DEPTHS = {"(": 1, "[": 1, ")": -1, "]": -1}
_BREAK = re.compile(r"replace\((.+),'([^']+)',char\((1[03])\)\)", re.DOTALL)
"""How SQLite writes a text with breaks of lines."""


def parts_in(text: str, at: int, *, escapes: bool) -> tuple[list[str], int] | None:
    r"""What stands in brackets, parted by commas, and where these end; None if they do not end.

    Args:
        text: The text.
        at: The place behind the opening bracket.
        escapes: Whether backslashes escape in plain texts, as in MySQL.

    Examples:
        >>> parts_in("('a,b', f(1, 2) /* no */, NULL), (2)", 1, escapes=False)
        (["'a,b'", 'f(1, 2)', 'NULL'], 31)
    """
    parts: list[str] = []
    pieces: list[str] = []
    depth = 1
    for match in _tokens(escapes=escapes).finditer(text, at, at + ROW_CHARS):
        piece = match[0]
        if match["comment"]:
            continue
        depth += _DEPTHS.get(piece, 0)
        if depth and (piece != "," or depth > 1):
            if piece in _BROKEN:
                return None
            pieces.append(piece)
            continue
        parts.append("".join(pieces).strip())
        pieces = []
        if not depth:
            return parts, match.end()
    return None


def value_of(part: str, *, escapes: bool) -> str:
    r"""The value that a part of a row states; as it is written if that is no plain value.

    Examples:
        >>> [value_of(part, escapes=False) for part in ("NULL", "'it''s'", r"'C:\dir\'", "X'00ff'")]
        ['', "it's", 'C:\\dir\\', "X'00ff'"]
        >>> value_of(r"E'a\tb'", escapes=False), value_of(r"_binary 'it\'s'", escapes=True)
        ('a\tb', "it's")
    """
    if part.isalnum():
        return "" if part.upper() == "NULL" else part
    match = _literal(escapes=escapes).fullmatch(part)
    if match is not None:
        return _text(match, escapes=escapes)
    broken = _BREAK.fullmatch(part)
    if broken is None:
        return part
    return value_of(broken[1], escapes=escapes).replace(broken[2], chr(int(broken[3])))


def name_of(part: str) -> str:
    """The name of a table or a column, without its quotes.

    Examples:
        >>> name_of('"a ""b"" c"'), name_of("[a b]"), name_of("`c`"), name_of("d$")
        ('a "b" c', 'a b', 'c', 'd$')
    """
    quote = part[:1]
    if quote == "[":
        return part[1:-1]
    return part[1:-1].replace(2 * quote, quote) if quote in {'"', "`"} else part


def _text(match: re.Match[str], *, escapes: bool) -> str:
    """The text of a quoted value."""
    if match["named"]:
        return name_of(match["named"])
    inner = (match["escaped"] or match["text"])[1:-1].replace("''", "'")
    if match["escaped"]:
        return unescaped(inner, MEANT | CODE)
    return unescaped(inner, MEANT) if escapes else inner


@cache
def _tokens(*, escapes: bool) -> re.Pattern[str]:
    text = _ESCAPED if escapes else _STANDARD
    return re.compile(
        rf"(?P<comment>{_COMMENT})|[eE]{_ESCAPED}|{text}|{_NAMED}|\s+|[\w.$]+|.", re.DOTALL
    )


@cache
def _literal(*, escapes: bool) -> re.Pattern[str]:
    text = _ESCAPED if escapes else _STANDARD
    return re.compile(
        rf"(?:E(?P<escaped>{_ESCAPED})|(?:{_BEFORE})?(?P<text>{text})|(?P<named>{_NAMED}))(?:::.*)?",
        re.DOTALL | re.IGNORECASE,
    )
