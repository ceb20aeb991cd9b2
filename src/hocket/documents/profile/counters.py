"""Columns of readings of a counter, such as a meter or a mileage: they rise from row to row.

What was used between two readings is their difference; their sum says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.documents.profile.conversion import converted

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table, TableProfile

FEWEST = 6
"""Readings by which a counter is told."""
RISING = 0.85
"""Share of steps that rise or stay; it falls where a new counter begins, or another one's rows."""
_NAMED = re.compile(
    r"(?i)(?:reading|odometer|mileage|cumul|running|counter|meter(?!s)|tacho|so_?far|to_?date"
    r"|total_(?:km|miles|cases|deaths)|(?:km|hour|hours)_?(?:stand|count))"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """A column of readings, and the rows before which a new counter begins (from 1)."""

    column: str
    anew: tuple[int, ...] = ()


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
    found = []
    for place, column in enumerate(profile.columns):
        if not column.is_number or not _NAMED.search(column.name):
            continue
        cells = [converted(column, row[place]) for row in table.rows]
        known = [(n, v) for n, v in enumerate(cells, 1) if isinstance(v, int | float)]
        steps = [(row, after - before) for (_, before), (row, after) in pairwise(known)]
        rising = sum(step > 0 for _, step in steps)
        falls = tuple(row for row, step in steps if step < 0)
        is_rising = rising > len(steps) / 2 and len(falls) <= (1 - RISING) * len(steps)
        if len(known) >= FEWEST and is_rising:
            found.append(Counter(column.name, falls))
    return found
