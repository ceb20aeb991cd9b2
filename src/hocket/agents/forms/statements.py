"""A task as plain sentences: the points of a list and lines of their own are sentences too."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_POINT = late_pattern(r"[ \t]*(?:[-*\u2022\u2013\u2023]|\(?\d{1,2}[.)])[ \t]+")
_ENDED = late_pattern(r"[.!?:;,]\s*$")
_BREAK = late_pattern(
    r"(?<=[.!?])\s+(?=[A-Z\"'(\[])|(?<=[\w)\]}%\"'][.!?])\s+(?=[a-z])|(?<=[a-z)\]}][.!?])\s+(?=\d)"
)
_SHORT = late_pattern(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|incl|excl|resp|no|nos|max|min|ca|[ap]\.m)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
"""What a full stop ends that is no sentence."""


def sentences(text: str) -> list[str]:
    r"""The sentences of a text, each without line breaks.

    A line is a sentence if it is a point of a list, or is followed by a point, a blank line or a
    line that begins with a capital; other lines go on.

    Examples:
        >>> sentences("1. Read a.csv\n2. Count the rows\n   by town")
        ['Read a.csv', 'Count the rows by town']
        >>> sentences("Sum per day, e.g. 5. out.json: {day: sum}.")
        ['Sum per day, e.g. 5.', 'out.json: {day: sum}.']
    """
    found: list[str] = []
    for line in _lines(text):
        pieces = _pieces(line)
        for piece in pieces:
            goes_on = found and piece is not pieces[0] and _SHORT.search(found[-1])
            if goes_on:
                found[-1] = f"{found[-1]} {piece}"
            else:
                found.append(piece)
    return found


def _pieces(line: str) -> list[str]:
    """A line cut where a sentence may end, outside of brackets."""
    blank = re.sub(r"\([^()]*\)", lambda aside: f"({'_' * (len(aside.group()) - 2)})", line)
    starts = [0, *(match.end() for match in _BREAK.finditer(blank))]
    return [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def points_as_sentences(text: str) -> str:
    r"""The text in one line, in which each point of a list ends as a sentence does.

    A text without lists and line breaks stays as it is.

    Examples:
        >>> points_as_sentences("- read a.csv\n- columns: day, rain\n- oldest first")
        'Read a.csv. columns: day, rain. Oldest first.'
    """
    lines = _lines(text)
    if len(lines) < 2 and "\n" not in text:  # noqa: PLR2004 - one line needs nothing
        return text
    ended = [line if _ENDED.search(line) else f"{line}." for line in lines]
    return " ".join(line[:1].upper() + line[1:] if _is_word(line) else line for line in ended)


def _is_word(line: str) -> bool:
    """Whether a line begins with a word, and not with a name that is to be kept."""
    return re.match(r"[a-z]+(?=[ :,])(?!\s*[:=,])", line) is not None


def _lines(text: str) -> list[str]:
    """The lines, without the marks of points, those that go on in one."""
    found: list[str] = []
    is_open = False
    for line in text.splitlines():
        point = _POINT.match(line)
        words = line[point.end() :].strip() if point else line.strip()
        starts = point is not None or not words or words[:1].isupper() or not is_open
        if words and starts:
            found.append(words)
        elif words:
            found[-1] = f"{found[-1]} {words}"
        is_open = bool(words)
    return found
