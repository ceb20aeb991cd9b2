"""A table with the goal it is read for: which columns, rows and things the goal is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.prose.columns import Table, naming, number_of, numeric, times_in
from hocket.prose.naming import in_words_of, is_named, is_total
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.times import Time
    from hocket.prose.wanted import Wanted

_INDICATOR = r"indicator|measure|variable|metric|series|item|statistic"
IDS = {"", "id", "index", "nr", "no", "number", "code", "rank", "row", "key", "day", "quarter"}


@dataclass(frozen=True, slots=True)
class Source:
    """A table of a file with the goal it is read for."""

    name: str
    table: Table
    goal: str
    wanted: Wanted

    @property
    def names(self) -> list[str]:
        """The names of things in its rows, each once."""
        columns = naming(self.table, times_in(self.table)[1])
        return list(dict.fromkeys(name for c in columns for name in self.table.column(c)))

    @property
    def indicators(self) -> list[str]:
        """The names of what is measured that stand in rows and that the goal names."""
        columns = _indicators(self.table, naming(self.table, times_in(self.table)[1]))
        every = dict.fromkeys(name for c in columns for name in self.table.column(c))
        return [name for name in every if is_named(of_header(name)[0], self.goal)]


def measures_of(source: Source, used: set[int]) -> list[int]:
    """The columns of values: those that the goal names, else all."""
    header = source.table.header
    columns = [i for i in numeric(source.table, used) if header[i].strip().lower() not in IDS]
    if not any(_is_of_words(source.table, i) for i in naming(source.table, used)):
        columns = [i for i in columns if not _numbers_things(source.table, i)]
    named = [i for i in columns if in_words_of(of_header(header[i])[0], source.goal)]
    return named or columns


def _is_of_words(table: Table, column: int) -> bool:
    """Whether a column has names that are no numbers."""
    return any(text and number_of(text) is None for text in table.column(column))


def _numbers_things(table: Table, column: int) -> bool:
    """Whether a column numbers the things of each time: the same whole numbers, once in each."""
    numbers: dict[Time | None, list[str]] = {}
    for time, text in zip(times_in(table)[0], table.column(column), strict=True):
        numbers.setdefault(time, []).append(text)
    if len(numbers) < 2:  # noqa: PLR2004 - what is the same in one time alone may be anything
        return False
    first, *others = (sorted(texts) for texts in numbers.values())
    is_key = len(first) > 1 and len({*first}) == len(first) and all(map(str.isdecimal, first))
    return is_key and all(texts == first for texts in others)


def entities_of(
    source: Source, times: Sequence[Time | None], besides: set[int]
) -> tuple[list[int], list[str]]:
    """The rows to take, and the entity of each row; empty texts where there are none."""
    table = source.table
    rows = list(range(len(table.rows)))
    columns = naming(table, besides)
    if not columns:
        return rows, [""] * len(table.rows)
    best = _telling(table, times, rows, columns)
    for column in columns:
        names = sorted(set(table.column(column)))
        is_indicator = column in _indicators(table, columns)
        known = [n for n in names if is_named(of_header(n)[0] if is_indicator else n, source.goal)]
        named = [n for n in known if _is_meant(n, table.header[column], source.goal)]
        if named:
            rows = [r for r in rows if table.rows[r][column] in named]
        elif column != best and any(is_total(name) for name in names):
            rows = [r for r in rows if is_total(table.rows[r][column])]
    best = _telling(table, times, rows or list(range(len(table.rows))), columns)
    entities = table.column(best)
    if len({entities[r] for r in rows}) == 1 and not is_named(entities[rows[0]], source.goal):
        return rows, [""] * len(table.rows)
    return rows, entities


def _is_meant(name: str, header: str, goal: str) -> bool:
    """Whether a name that the goal says is meant: a number only behind the word for the thing.

    Examples:
        >>> _is_meant("46", "state", "the average over the 46 states")
        False
        >>> _is_meant("46", "state", "in state 46"), _is_meant("Kent", "state", "in Kent")
        (True, True)
    """
    said = rf"\b{re.escape(header.strip())}\w* (?:no\.? |number )?{re.escape(name)}\b"
    return number_of(name) is None or re.search(said, goal, re.IGNORECASE) is not None


def _telling(
    table: Table, times: Sequence[Time | None], rows: Sequence[int], columns: Sequence[int]
) -> int:
    """The column that tells most rows of one time apart; of several the one with most letters."""

    def rank(column: int) -> tuple[int, int, int]:
        names = {table.rows[r][column] for r in rows}
        apart = len({(times[r], table.rows[r][column]) for r in rows})
        worded = sum(1 for name in names if number_of(name) is None)
        return apart, worded, -int(column in _indicators(table, columns))

    return max(columns, key=rank)


def _indicators(table: Table, columns: Sequence[int]) -> list[int]:
    """The columns that say what is measured, not of whom."""
    return [c for c in columns if re.search(_INDICATOR, table.header[c], re.IGNORECASE)]


def is_pooled(source: Source, rows: Sequence[int], entities: Sequence[str]) -> bool:
    """Whether the total of, or the average over, several things is asked for that no row has."""
    names = {entities[row] for row in rows} - {""}
    known = any(
        is_total(name) or (number_of(name) is None and is_named(name, source.goal))
        for name in names
    )
    is_asked = source.wanted.total or bool(source.wanted.averaged)
    return is_asked and len(names) > 1 and not known
