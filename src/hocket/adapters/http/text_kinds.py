"""The kinds of text in a prompt, and samples of them: tokenizers differ most from kind to kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from hocket.adapters.http.token_estimate import most_tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["prose", "digits", "symbols", "wide"]
"""Digits and symbols are the kinds of tables and code; ``wide`` is most text outside ASCII."""

PIECE_CHARS = 200
_MOST_DIGITS, _MOST_SYMBOLS, _MOST_WIDE = 0.3, 0.12, 0.2

_DIGIT = re.compile(r"[0-9]")
_SYMBOL = re.compile(r"[!-/:-@\[-`{-~]")
_BREAK = re.compile(r"\s")


def kind_of(text: str) -> Kind:
    """The kind of a piece of text.

    Examples:
        >>> kind_of("Rain falls mainly on the plain."), kind_of("2024-01-01;17,5")
        ('prose', 'digits')
        >>> kind_of("if (x[0] != y) { f(x); }"), kind_of("東京は日本の首都")
        ('symbols', 'wide')
    """
    chars = len(text) - len(_BREAK.findall(text)) or 1
    if not text.isascii() and len(text) - sum(map(str.isascii, text)) > _MOST_WIDE * chars:
        return "wide"
    if len(_DIGIT.findall(text)) > _MOST_DIGITS * chars:
        return "digits"
    if len(_SYMBOL.findall(text)) > _MOST_SYMBOLS * chars:
        return "symbols"
    return "prose"


def pieces_of(text: str) -> Iterator[str]:
    """The text in pieces of about equal length, broken at white space where there is any."""
    start = 0
    while start < len(text):
        end = start + PIECE_CHARS
        if end < len(text):
            near = text.rfind("\n", start + PIECE_CHARS // 2, end)
            near = near if near > 0 else text.rfind(" ", start + PIECE_CHARS // 2, end)
            end = near if near > 0 else end
        yield text[start:end]
        start = end


def by_kind(texts: Iterable[str]) -> dict[Kind, list[str]]:
    """The pieces of these texts, by kind."""
    pieces: dict[Kind, list[str]] = {}
    for text in texts:
        for piece in pieces_of(text):
            pieces.setdefault(kind_of(piece), []).append(piece)
    return pieces


def sample_of(pieces: Sequence[str], tokens: int) -> list[str]:
    """Pieces spread evenly over all, with up to this upper estimate of tokens; at least one."""
    sizes = [most_tokens_in(piece) for piece in pieces]
    if sum(sizes) <= tokens:
        return list(pieces)
    count = max(1, tokens * len(pieces) // sum(sizes))
    step = len(pieces) / count
    return [pieces[int((n + 0.5) * step)] for n in range(count)]


def parts_of(texts: Iterable[str], tokens: int) -> Iterator[str]:
    """All of these texts in parts with up to this upper estimate of tokens each."""
    part: list[str] = []
    room = tokens
    for text in texts:
        for piece in pieces_of(text):
            size = most_tokens_in(piece)
            if part and size > room:
                yield "".join(part)
                part, room = [], tokens
            part.append(piece)
            room -= size
    if part:
        yield "".join(part)
