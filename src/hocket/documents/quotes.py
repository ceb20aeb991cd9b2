"""Quotes: whether words stand in a text as they are quoted, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAST_CHARS = 2
LEAST_WORDS, MOST_OTHER = 5, 2
"""Words of a quote that stand in the text in a row, and words before or behind them that do not."""

_MARKS = "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a`"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_GAP = re.compile(r"\s*(?:\.{3}|\u2026|\[\.{3}\]|\[\u2026\])\s*")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: numbers of its lines from 1, and the words as the text has them."""

    first: int
    last: int
    text: str

    def described(self, name: str = "") -> str:
        """The place in words, such as ``minutes.txt, line 4``."""
        lines = (
            f"line {self.first}" if self.first == self.last else f"lines {self.first}-{self.last}"
        )
        return f"{name}, {lines}" if name else lines


def place_of(quote: str, text: str) -> Place | None:
    r"""Where a quote stands in a text; None if it does not.

    White space, line numbers of a prompt, kinds of quotation marks and dashes, and case make no
    difference; an ellipsis stands for words that are left out of one sentence or the next.

    Examples:
        >>> place_of("the roof leaks", "Note:\nIt rains, and\nthe  roof\nleaks.")
        Place(first=3, last=4, text='the  roof\nleaks')
        >>> place_of("the roof leaked", "the roof leaks") is None
        True
    """
    parts = [_pattern(part) for part in _GAP.split(_unnumbered(quote)) if _plain(part)]
    if not parts or sum(len(_plain(part)) for part in _GAP.split(quote)) < LEAST_CHARS:
        return None
    pattern = r"[^\0]{0,300}?".join(parts)
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return None
    first = text.count("\n", 0, match.start()) + 1
    return Place(first, first + match.group().count("\n"), match.group())


def nearest_place(quote: str, text: str) -> Place | None:
    """Where a quote stands whose first or last few words may be others; None if it does not.

    LLMs write the thing for a pronoun at the beginning of a sentence. What counts is what the text
    has at that place, so nothing is told that it does not say.

    Examples:
        >>> nearest_place("The boat costs five euros an hour", "It costs five euros an hour")
        Place(first=1, last=1, text='costs five euros an hour')
        >>> nearest_place("The boat is dear", "The boat is cheap") is None
        True
    """
    whole = place_of(quote, text)
    words = quote.split()
    if whole is not None or len(words) < LEAST_WORDS + 1:
        return whole
    for dropped in range(1, min(MOST_OTHER, len(words) - LEAST_WORDS) + 1):
        for left, kept in (
            (words[:dropped], words[dropped:]),
            (words[-dropped:], words[:-dropped]),
        ):
            if not any(char.isdigit() for word in left for char in word):
                place = place_of(" ".join(kept), text)
                if place is not None:
                    return place
    return None


def _unnumbered(quote: str) -> str:
    return re.sub(r"(?m)^\s*\d+\|\s?", "", quote)


def _plain(part: str) -> str:
    return part.strip().strip(f"{_MARKS}.,;: ")


def _pattern(part: str) -> str:
    """A pattern for words as they may be set and broken into lines."""
    tokens = [_token(t) for t in _TOKEN.findall(_plain(part)) if t not in _MARKS]
    begins = r"(?<!\w)" if tokens[0][:1].isalnum() else ""
    ends = r"(?!\w)" if tokens[-1][-1:].isalnum() else ""
    return begins + rf"[\s{_MARKS}]*".join(tokens) + ends


def _token(token: str) -> str:
    return rf"[-{_DASHES}]" if token in f"-{_DASHES}" else re.escape(token)
