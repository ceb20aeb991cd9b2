"""The units of a text: the least parts that are kept or left out as a whole.

A row of a table, a line of a log, a turn of a chat, a short paragraph or a sentence is a unit.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.delimited import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hocket.llm.compaction.layout import Part

UNIT_CHARS = 400
SHORT_CHARS = 300
"""A paragraph of up to this many characters is one unit."""

FEW_LINES = 3
TABLE_LINES = 4
TABLE_SHARE = 0.8
WRAPPED_SHARE = 0.3
MAX_UNITS = 5000
"""A longer text has longer units."""

LEFT_OUT = "[…]"
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[}\]],)")
GAPS = " \t,;|"
"""Where a long line is cut, so that no number is cut in two; the first that it has."""
_RULE = re.compile(r"[|+\-=: ]{3,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A span of a text.

    Attributes:
        head: Index of the unit with the names of its columns, if it is a row of a table; else -1.
        must: It is kept in any case.
    """

    start: int
    end: int
    head: int = -1
    must: bool = False


def units_of(content: str, parts: Sequence[Part]) -> list[Unit]:
    """The units of a message in order; between them is nothing but white space.

    The first and the last unit of each part that is material must be kept, and all fixed parts.
    """
    units: list[Unit] = []
    for part in parts:
        if part.fixed:
            units.append(Unit(part.start, part.end, must=True))
            continue
        first = len(units)
        for start, end in _blocks(content, part.start, part.end):
            units += _of_block(content, start, end, len(units))
        # The names of columns must be kept as well.
        for number in {first, len(units) - 1} if len(units) > first else ():
            unit = units[number]
            units[number] = Unit(unit.start, unit.end, unit.head, must=True)
    return units if len(units) <= MAX_UNITS else _joined(units, -(-len(units) // MAX_UNITS))


def shortened(content: str, units: Sequence[Unit], kept: Collection[int]) -> str:
    r"""The text with only these units, and notes of what is left out.

    Examples:
        >>> from hocket.llm.compaction.layout import Part
        >>> text = "One.\n\nTwo.\n\nThree."
        >>> print(shortened(text, units_of(text, [Part(0, len(text))]), {0, 2}))
        One.
        [6 characters left out here to fit the window]
        Three.
    """
    gaps = _gaps(content, units, kept)
    if not gaps:
        return content
    chars = sum(end - start for start, end in gaps)
    more = f", here and at each {LEFT_OUT}" if len(gaps) > 1 else " here"
    note = f"[{chars} characters left out{more} to fit the window]"
    pieces, at = [], 0
    for start, end in gaps:
        pieces += [content[at:start].rstrip("\n"), note]
        note, at = LEFT_OUT, end
    pieces.append(content[at:].lstrip("\n"))
    return "\n".join(piece for piece in pieces if piece)


def excerpts(content: str, units: Sequence[Unit], kept: Collection[int]) -> str:
    """Only these units, with a mark where something is left out between them."""
    pieces: list[str] = []
    at = -1
    for number in sorted(kept):
        if number != at and pieces:
            pieces.append(LEFT_OUT)
        pieces.append(content[units[number].start : units[number].end])
        at = number + 1
    return "\n".join(pieces)


def _gaps(content: str, units: Sequence[Unit], kept: Collection[int]) -> list[tuple[int, int]]:
    """The spans that are left out; neighbours are one."""
    gaps: list[tuple[int, int]] = []
    for number, unit in enumerate(units):
        if number in kept:
            continue
        end = units[number + 1].start if number + 1 < len(units) else len(content)
        if gaps and gaps[-1][1] == unit.start:
            gaps[-1] = (gaps[-1][0], end)
        else:
            gaps.append((unit.start, end))
    return gaps


def _blocks(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between blank lines."""
    at = start
    for blank in [*_BLANK.finditer(content, start, end)]:
        yield at, blank.start()
        at = blank.end()
    yield at, end


def _of_block(content: str, start: int, end: int, first: int) -> Iterator[Unit]:
    text = content[start:end].rstrip()
    if not text.strip():
        return
    lines = _lines(text, start)
    if len(text) <= SHORT_CHARS and len(lines) <= FEW_LINES:
        yield Unit(start, start + len(text))
        return
    texts = [content[a:b] for a, b in lines]
    skip = int(texts[0].endswith(":") and len(texts) > 1)  # the heading of a part
    head = -1
    if _is_table(texts[skip:]):
        head = first + skip
    elif _is_wrapped(texts):
        lines = [*_grouped(lines)]
    number = first
    for line in lines:
        for a, b in _pieces(content, *line):
            yield Unit(a, b, head if number > head >= 0 else -1, must=number == head)
            number += 1


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    spans, at = [], start
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _is_table(lines: Sequence[str]) -> bool:
    """Whether most lines have as many delimiters as the first one."""
    if len(lines) < TABLE_LINES:
        return False
    for delimiter in DELIMITERS:
        count = lines[0].count(delimiter)
        same = sum(line.count(delimiter) == count or bool(_RULE.fullmatch(line)) for line in lines)
        if count and same >= TABLE_SHARE * len(lines):
            return True
    return False


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether sentences go on from line to line."""
    pairs = [*itertools.pairwise(lines)]
    goes_on = sum(a[-1:].isalpha() and b.lstrip()[:1].islower() for a, b in pairs)
    return bool(pairs) and goes_on >= WRAPPED_SHARE * len(pairs)


def _grouped(lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = lines[0]
    for a, b in lines[1:]:
        if b - start > UNIT_CHARS:
            yield start, end
            start = a
        end = b
    yield start, end


def _pieces(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span, cut into sentences if it is long, and these at blanks if they are."""
    if end - start <= UNIT_CHARS:
        yield start, end
        return
    cuts = [m.end() for m in _SENTENCE.finditer(content, start, end)]
    at = start
    for cut in [*cuts, end]:
        while cut - at > UNIT_CHARS:
            stop = _gap_before(content, at + 1, at + UNIT_CHARS)
            yield at, stop
            at = stop
        if cut > at:
            yield at, cut
        at = cut


def _gap_before(content: str, start: int, end: int) -> int:
    """Where words or values part, as near to the end as may be; the end if nowhere."""
    found = (content.rfind(sign, start, end) for sign in GAPS)
    return next((at for at in found if at > 0), end)


def _joined(units: Sequence[Unit], count: int) -> list[Unit]:
    """Every few neighbours as one unit, without what must be kept and its neighbours."""
    joined: list[Unit] = []
    group: list[Unit] = []
    for unit in units:
        if group and (unit.must or group[-1].must or len(group) == count):
            joined.append(Unit(group[0].start, group[-1].end, must=group[0].must))
            group = []
        group.append(unit)
    joined.append(Unit(group[0].start, group[-1].end, must=group[0].must))
    return joined
