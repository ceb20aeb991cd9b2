"""The columns by which the tables of a task can be joined, found by the values that they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.documents.profile import Column, Table, TableProfile

CONTAINED = 0.5
"""Share of the values of a column that must stand in the key that it refers to."""
FEWEST, MOST = 2, 6
"""Shared values, and joins that are named."""
_JOINING = frozenset(("text", "integer", "date", "month"))


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a column, as they are compared."""

    variable: str
    column: Column
    counts: Counter[str]

    @property
    def is_key(self) -> bool:
        return max(self.counts.values(), default=0) == 1

    @property
    def is_numbering(self) -> bool:
        """Whether they are the numbers of rows, which other tables have too."""
        numbers = self.column.type == "integer" and self.is_key
        return (
            numbers
            and self.column.minimum in (0, 1)
            and self.column.maximum
            in (
                len(self.counts),
                len(self.counts) - 1,
            )
        )


def joins_in(tables: Mapping[str, tuple[TableProfile, Table]]) -> list[str]:
    """Which columns refer to which, the surest first, such as ``sales 'shop' = shops 'name'``.

    Args:
        tables: What each table holds and its rows, by the variable under which it is known.
    """
    columns = [
        _Values(variable, column, _counted([row[place] for row in table.rows]))
        for variable, (profile, table) in tables.items()
        for place, column in enumerate(profile.columns)
        if column.type in _JOINING
    ]
    scored = [
        (score, f"{a.variable} {a.column.name!r} = {b.variable} {b.column.name!r}")
        for a, b in permutations(columns, 2)
        if a.variable != b.variable and (score := _score(a, b))
    ]
    return [text for _, text in sorted(scored, reverse=True)[:MOST]]


def _counted(values: list[Any]) -> Counter[str]:
    texts = (str(value).strip().casefold() for value in values if value is not None)
    return Counter(text for text in texts if text)


def _score(a: _Values, key: _Values) -> tuple[bool, float, int] | None:
    """How surely a column refers to a key of another table; None if it does not."""
    if not key.is_key or (a.is_key and a.variable > key.variable):
        return None  # of two keys the first in order refers to the other
    same_type = a.column.type == key.column.type
    same_name = a.column.name.casefold() == key.column.name.casefold()
    if not same_type or (not same_name and (key.is_numbering and a.is_numbering)):
        return None
    shared = len(a.counts.keys() & key.counts.keys())
    contained = shared / max(1, len(a.counts))
    either = shared / max(1, min(len(a.counts), len(key.counts)))
    if shared < FEWEST or (contained if not a.is_key else either) < CONTAINED:
        return None
    return same_name, contained, shared
