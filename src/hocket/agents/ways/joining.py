"""The columns by which the tables of a task can be joined, found by the values that they share."""

from __future__ import annotations

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
MOST_ROWS, MOST_COLUMNS = 20_000, 30
ID = 1000
"""From here on numbers are no counts, ages or days, so that two columns of them may be the same."""
_JOINING = frozenset(("text", "integer", "date", "month"))


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a column, as they are compared; a key has none twice."""

    variable: str
    column: Column
    known: frozenset[str]
    is_key: bool

    @property
    def is_id(self) -> bool:
        """Whether they are texts, or numbers that are large enough to stand for things."""
        least = self.column.minimum
        return self.column.type != "integer" or (isinstance(least, int) and least >= ID)


def joins_in(tables: Mapping[str, tuple[TableProfile, Table]]) -> list[str]:
    """Which columns refer to which, the surest first, such as ``sales 'shop' = shops 'name'``.

    Args:
        tables: What each table holds and its rows, by the variable under which it is known.
    """
    columns = [
        _values(variable, column, [row[place] for row in table.rows[:MOST_ROWS]])
        for variable, (profile, table) in tables.items()
        for place, column in [*enumerate(profile.columns)][:MOST_COLUMNS]
        if column.type in _JOINING
    ]
    scored = [
        (score, f"{a.variable} {a.column.name!r} = {b.variable} {b.column.name!r}")
        for a, b in permutations(columns, 2)
        if a.variable != b.variable and (score := _score(a, b))
    ]
    return [text for _, text in sorted(scored, reverse=True)[:MOST]]


def _values(variable: str, column: Column, cells: list[Any]) -> _Values:
    texts = [str(cell).strip().casefold() for cell in cells if cell is not None]
    texts = [text for text in texts if text]
    known = frozenset(texts)
    return _Values(variable, column, known, is_key=bool(texts) and len(known) == len(texts))


def _score(a: _Values, key: _Values) -> tuple[bool, float, int] | None:
    """How surely a column refers to a key of another table; None if it does not."""
    if not key.is_key or (a.is_key and a.variable > key.variable):
        return None  # of two keys the first in order refers to the other
    same_type = a.column.type == key.column.type
    same_name = a.column.name.casefold() == key.column.name.casefold()
    if not same_type or not (same_name or a.is_id):
        return None
    if same_name and a.is_key and not a.is_id:
        return None  # the numbers of the rows of each
    shared = len(a.known & key.known)
    contained = shared / max(1, len(a.known))
    either = shared / max(1, min(len(a.known), len(key.known)))
    if shared < FEWEST or (contained if not a.is_key else either) < CONTAINED:
        return None
    return same_name, contained, shared
