"""Rows within a table that sum up those above them, such as ``Total North`` behind its rows.

They are known by their label and by their numbers together, so that no sum counts them again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.documents.profile.values import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL = re.compile(
    r"(?i)\W*(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|summe|zwischensumme|gesamt|insgesamt)\b.*"
    r"|.*\b(?:sub-?)?(?:totals?|summe)\W*"
)
_NOTED = re.compile(r"\d+ rows? that sums? up others (?:is|are) left out")
_DECIMALS = re.compile(r"[.,](\d+)\D*$")
PARTS = 2
"""Rows of which at least one of such sums is."""
NEAR = 0.005
"""How far rounding may move a sum at most, as a share."""


@dataclass(frozen=True, slots=True)
class _Above:
    """What rows have in each column with numbers: how many, their sum and most decimals."""

    columns: dict[int, tuple[int, float, int]] = field(default_factory=dict)

    def add(self, row: Sequence[str]) -> None:
        """Count a row in."""
        for place, number in _numbers(row):
            count, exact, decimals = self.columns.get(place, (0, 0, 0))
            more = max(decimals, _decimals(row[place]))
            self.columns[place] = count + 1, exact + number, more

    def summed_by(self, row: Sequence[str]) -> int:
        """Of how many of the rows the numbers of a row are sums; 0 if they are none."""
        held = most = 0
        numbers = list(_numbers(row))
        for place, total in numbers:
            if place not in self.columns:
                continue
            count, exact, decimals = self.columns[place]
            decimals = max(decimals, _decimals(row[place]))
            rounded = 0.5 * 10**-decimals * (count + 1) if decimals else 0.0
            if abs(exact - total) <= min(rounded, NEAR * abs(exact)) + 1e-9 * abs(exact):
                held += 1
                most = max(most, count if exact else 0)
        return most if held * 2 >= len(numbers) else 0


def subtotals_in(rows: Sequence[Sequence[str]]) -> list[int]:
    """The places of the rows that sum up others above them; none if that is not certain.

    A row is one if its first text says so and most of its numbers are the sums of the rows since
    the sum before, of all rows above, or of the sums above; one at least is of several rows. Where
    such a text stands as often in rows that are no sums, it says nothing: a shop can be called so.

    Examples:
        >>> subtotals_in([["Ulm", "1"], ["Bonn", "2"], ["Total", "3"], ["Kiel", "4"], ["Sum", "4"]])
        [2, 4]
        >>> subtotals_in([["Ulm", "1"], ["Bonn", "2"], ["Total", "5"], ["Kiel", "4"]])
        []
    """
    places: list[int] = []
    block, own, found = _Above(), _Above(), _Above()
    is_certain = False
    others = 0
    for place, row in enumerate(rows):
        is_called = _LABEL.fullmatch(next((cell for cell in row if cell.strip()), ""))
        tried = (above.summed_by(row) for above in (block, own, found)) if is_called else ()
        if sums := next(filter(None, tried), 0):
            is_certain = is_certain or sums >= PARTS
            places.append(place)
            found.add(row)
            block = _Above()
        else:
            others += is_called is not None
            own.add(row)
            block.add(row)
    return places if is_certain and others < len(places) else []


def noted(count: int, label: str) -> str:
    """What is said of a table of which such rows are left out.

    Examples:
        >>> noted(1, "Total")
        "1 row that sums up others is left out, such as 'Total'"
    """
    said = "rows that sum up others are" if count > 1 else "row that sums up others is"
    return f"{count} {said} left out, such as {label!r}"


def are_left_out(notes: Sequence[str]) -> bool:
    """Whether the notes on a table say that such rows are left out.

    Examples:
        >>> are_left_out([noted(1, "Total")]), are_left_out(["1 rows may be totals of others"])
        (True, False)
    """
    return any(_NOTED.match(note) for note in notes)


def _numbers(row: Sequence[str]) -> Iterator[tuple[int, float]]:
    for place, text in enumerate(row):
        if (number := _number(text)) is not None:
            yield place, number


def _number(text: str) -> float | None:
    number = read_number(text.strip())
    return None if number is None else number.value


def _decimals(text: str) -> int:
    match = _DECIMALS.search(text.strip())
    return len(match[1]) if match else 0
