"""Rows within a table that sum up those above them, such as ``Total North`` behind its rows.

They are known by their label and by their numbers together, so that no sum counts them again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.values import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL = re.compile(
    r"(?i)\W*(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|summe|zwischensumme|gesamt|insgesamt)\b.*"
    r"|.*\b(?:sub-?)?(?:totals?|summe)\W*"
)
_DECIMALS = re.compile(r"[.,](\d+)\D*$")
PARTS = 2
"""Rows of which at least one of such sums is."""
NEAR = 0.005
"""How far rounding may move a sum at most, as a share."""


def subtotals_in(rows: Sequence[Sequence[str]]) -> list[int]:
    """The places of the rows that sum up others above them; none if that is not certain.

    A row is one if its first text says so and most of its numbers are the sums of the rows since
    the sum before, of all rows above, or of the sums above; one at least is of several rows.

    Examples:
        >>> subtotals_in([["Ulm", "1"], ["Bonn", "2"], ["Total", "3"], ["Kiel", "4"], ["Sum", "4"]])
        [2, 4]
        >>> subtotals_in([["Ulm", "1"], ["Bonn", "2"], ["Total", "5"], ["Kiel", "4"]])
        []
    """
    found: list[int] = []
    own: list[int] = []
    block: list[int] = []
    is_certain = False
    for place, row in enumerate(rows):
        is_sum = False
        if _LABEL.fullmatch(next((cell for cell in row if cell.strip()), "")):
            for above in (block, own, found):
                if sums := _sums(row, [rows[other] for other in above]):
                    is_sum = True
                    is_certain = is_certain or sums >= PARTS
                    break
        if is_sum:
            found.append(place)
            block = []
        else:
            own.append(place)
            block.append(place)
    return found if is_certain else []


def _sums(row: Sequence[str], above: Sequence[Sequence[str]]) -> int:
    """Of how many rows the numbers of a row are sums; 0 if they are none."""
    held = most = 0
    numbers = list(_numbers(row))
    for place, total in numbers:
        texts = [other[place] for other in above if place < len(other)]
        parts = [(number, text) for text in texts if (number := _number(text)) is not None]
        if not parts:
            continue
        exact = sum(number for number, _ in parts)
        decimals = max(_decimals(text) for text in (row[place], *(text for _, text in parts)))
        rounded = 0.5 * 10**-decimals * (len(parts) + 1) if decimals else 0.0
        if abs(exact - total) <= min(rounded, NEAR * abs(exact)) + 1e-9 * abs(exact):
            held += 1
            most = max(most, len(parts) if exact else 0)
    return most if held * 2 >= len(numbers) else 0


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
