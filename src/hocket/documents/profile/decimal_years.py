"""Times written as years with a fraction, as R writes a series: 1949.25 is April 1949.

Some number the quarter or the month behind the point: 1949.1 to 1949.4, 1949.01 to 1949.12.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile.nouns import Column

_DECIMAL_YEAR = re.compile(r"[12]\d{3}(?:\.\d+)?")
QUARTERS, MONTHS = 4, 12
PER_YEAR = (QUARTERS, MONTHS)
"""Quarters, or months."""
APART = 0.06
"""How far a fraction with two decimals can be from a month, in months."""
REGULAR = 0.9
"""Share of the steps that are those to the next period."""


_NUMBERED = {QUARTERS: re.compile(r"[1-4]"), MONTHS: re.compile(r"0[1-9]|1[0-2]?")}
"""The number of a quarter or month behind the point; as a number, 1949.10 is 1949.1."""
UNITS = {QUARTERS: "quarter", MONTHS: "month"}


class Periods(NamedTuple):
    """The periods of a column.

    Attributes:
        per_year: 4 for quarters, 12 for months.
        of: (year, number of the period from 1 on) of each text, in their order.
    """

    per_year: int
    of: tuple[tuple[int, int], ...]


def periods_in(texts: Sequence[str]) -> Periods | None:
    """The months or quarters that texts are, all of them; None if they are no such times.

    Every month or quarter has to be there, and most have to follow one another.

    Examples:
        >>> months = [f"{1949 + n / 12:.4f}" for n in range(24)]
        >>> periods_in(months).of[:2], periods_in(["1949.5", "1950.1"])
        (((1949, 1), (1949, 2)), None)
        >>> periods_in(["1959.1", "1959.2", "1959.3", "1959.4", "1960.1"]).of[-1]
        (1960, 1)
    """
    if not texts or not all(_DECIMAL_YEAR.fullmatch(text.strip()) for text in texts):
        return None
    for per_year in PER_YEAR:
        for whole in (_fractions(texts, per_year), _numbered(texts, per_year)):
            if len({number % per_year for number in whole}) < per_year:
                continue
            known = sorted(set(whole))
            steps = [after - before == 1 for before, after in pairwise(known)]
            if sum(steps) >= REGULAR * len(steps):
                of = tuple((number // per_year, number % per_year + 1) for number in whole)
                return Periods(per_year, of)
    return None


def decimal_years(
    columns: Sequence[Column], cells: Mapping[str, Sequence[Any]]
) -> tuple[Column, Periods] | None:
    """The only column of quarters or months as years with a fraction; None if none or several are.

    A table that has columns of its own for the year, the date or the quarter needs no others.

    Args:
        columns: The columns.
        cells: Their cells in the file.
    """
    names = {column.name.strip().lower() for column in columns}
    found = [
        (column, periods)
        for column in columns
        if column.type == "number" and not column.missing and not column.odd_count
        if (periods := periods_in([str(cell) for cell in cells[column.name]])) is not None
    ]
    if len(found) != 1:
        return None
    [(column, periods)] = found
    others = names - {column.name.strip().lower()} if "year" not in names else names
    return None if others & {"year", "date", UNITS[periods.per_year]} else (column, periods)


def _fractions(texts: Sequence[str], per_year: int) -> list[int]:
    """The quarters or months since the year 0 of years with a fraction; none if one is none."""
    counts = [float(text) * per_year for text in texts]
    whole = [round(count) for count in counts]
    is_apart = any(abs(c - w) > APART for c, w in zip(counts, whole, strict=True))
    return [] if is_apart else whole


def _numbered(texts: Sequence[str], per_year: int) -> list[int]:
    """The same where the number of the quarter or month stands behind the point."""
    whole = []
    for text in texts:
        year, _, number = text.strip().partition(".")
        if not _NUMBERED[per_year].fullmatch(number):
            return []
        month = 10 if per_year == MONTHS and number == "1" else int(number)
        whole.append(int(year) * per_year + month - 1)
    return whole
