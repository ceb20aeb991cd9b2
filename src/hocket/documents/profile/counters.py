"""Columns of readings of a counter, such as a meter or a mileage: they rise from row to row.

What was used between two readings is their difference; their sum says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.conversion import converted

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table, TableProfile

FEWEST = 6
"""Readings by which a counter is told."""
RISING = 0.85
"""Share of steps that rise or stay; it falls where a new counter begins, or another one's rows."""
_NAMED = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:readings?(?![a-z])|odometer|mileage|cumul|running"
    r"|counter|meter(?!s)|tacho|so_?far|to_?date|total_(?:km|miles|cases|deaths)"
    r"|(?:kilometer|km|hour|hours)_?(?:stand|count))"
)
_TIMED = re.compile(r"(?i)(?:date|day|week|month|year|quarter|time|when|no|nr|row|step)s?")
"""Names of columns of numbers that tell the order of the rows."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A column of readings, and the rows before which a new counter begins (from 1)."""

    column: str
    anew: tuple[int, ...] = ()


def names_counters(profile: TableProfile) -> bool:
    """Whether a column of numbers is called as readings are, so that its rows are worth a look."""
    return any(one.is_number and _NAMED.search(one.name) for one in profile.columns)


def counters_in(profile: TableProfile, table: Table) -> list[Counter]:
    r"""The columns of readings of a table whose rows are in the order of time.

    Args:
        profile: What the table holds.
        table: Its rows.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> from hocket.documents.loading import loaded_table
        >>> content = b"day,reading\n1,10\n2,14\n3,19\n4,25\n5,2\n6,9\n7,15\n8,20\n"
        >>> counters_in(table_profile("a.csv", content), loaded_table("a.csv", content))
        [Counter(column='reading', anew=(5,))]
    """
    found: list[Counter] = []
    named = [one for one in profile.columns if one.is_number and _NAMED.search(one.name)]
    if not named or not _is_in_time(profile, table):
        return found
    for column in named:
        place = profile.columns.index(column)
        cells = [converted(column, row[place]) for row in table.rows]
        known = [(n, v) for n, v in enumerate(cells, 1) if isinstance(v, int | float)]
        steps = [(row, after - before) for (_, before), (row, after) in pairwise(known)]
        rising = sum(step > 0 for _, step in steps)
        falls = tuple(row for row, step in steps if step < 0)
        is_rising = rising > len(steps) / 2 and len(falls) <= (1 - RISING) * len(steps)
        if len(known) >= FEWEST and is_rising:
            found.append(Counter(column.name, falls))
    return found


def _is_in_time(profile: TableProfile, table: Table) -> bool:
    """Whether a column of times shows that the rows are in their order.

    One of cars by their mileage rises as well, and its readings are of many counters.
    """
    for place, column in enumerate(profile.columns):
        if column.is_moment or (column.is_number and _TIMED.fullmatch(column.name)):
            cells = [converted(column, row[place]) for row in table.rows]
            kind = str if column.is_moment else int | float
            known: list[Any] = [cell for cell in cells if isinstance(cell, kind)]
            steps = [before <= after for before, after in pairwise(known)]
            if steps and sum(steps) >= RISING * len(steps):
                return True
    return False
