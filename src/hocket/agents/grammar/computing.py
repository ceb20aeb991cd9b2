"""What a question asks for, computed from the rows: figures by group, extremes, ranks, shares."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Condition, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hocket.agents.grammar.sheet import Sheet

Row = tuple[Any, ...]
PAIR = 2
LEAST_PAIRS = 3
"""Pairs of values that a correlation needs."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of some rows.

    Attributes:
        kind: ``mean``, ``median``, ``sum``, ``max``, ``min``, ``sd``, ``count``, ``distinct``,
            ``share``, ``missing``, ``correlation``, or ``value`` for that of a single row.
        place: Its column; -1 for a number of rows.
        other: The second column of a correlation.
        part: The conditions on the part of a share.
    """

    kind: str
    place: int = -1
    other: int = -1
    part: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the rows that meet some conditions.

    Attributes:
        measure: The figure.
        groups: The columns by which the rows are grouped.
        where: The conditions.
        least: Rows that a group has at least.
        is_down: Whether the smallest figures come first, where the question ranks.
        top: How many of the first are wanted: 0 for all in no order, -1 for all in their order.
        label: The column that says which row is meant, where rows and no groups are ranked.
        within: The columns within which is ranked.
    """

    measure: Measure
    groups: tuple[int, ...] = ()
    where: tuple[Condition, ...] = ()
    least: int = 0
    is_down: bool = False
    top: int = 0
    label: int = -1
    within: tuple[int, ...] = field(default=())


def selected(sheet: Sheet, where: Iterable[Condition]) -> list[Row]:
    """The rows that meet all conditions."""
    conditions = [*where]
    return [row for row in sheet.rows if all(one.holds(row) for one in conditions)]


def figure(rows: Sequence[Row], measure: Measure) -> Any:
    """The figure of some rows; None if they have no values for it.

    Raises:
        Unread: Its values are no numbers, or several where one is meant.

    Examples:
        >>> figure([(1,), (4,), (None,)], Measure("mean", 0))
        2.5
        >>> figure([("a",), ("b",)], Measure("share", part=(Condition(0, "eq", "a"),)))
        50.0
    """
    if measure.kind == "count":
        return len(rows)
    if measure.kind == "share":
        part = sum(all(one.holds(row) for one in measure.part) for row in rows)
        return 100 * part / len(rows) if rows else None
    if measure.kind == "missing":
        return sum(row[measure.place] is None for row in rows)
    if measure.kind == "correlation":
        return _correlation([(row[measure.place], row[measure.other]) for row in rows])
    values = [row[measure.place] for row in rows if row[measure.place] is not None]
    if measure.kind == "distinct":
        return len(set(values))
    return _aggregated(values, measure.kind)


def grouped(rows: Iterable[Row], places: Sequence[int]) -> dict[tuple[Any, ...], list[Row]]:
    """The rows of each group in the order of the groups; rows without one are left out."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row[place] for place in places)
        if None not in key:
            groups.setdefault(key, []).append(row)
    try:
        return dict(sorted(groups.items()))
    except TypeError as error:
        raise Unread from error


def ranked(items: Sequence[tuple[Any, Any]], *, is_down: bool, top: int) -> list[tuple[Any, Any]]:
    """The first so many of (name, figure), those without a figure left out.

    Raises:
        Unread: Which are the first is open, as two of them are alike at the end.

    Examples:
        >>> ranked([("a", 3), ("b", 5), ("c", None)], is_down=False, top=1)
        [('b', 5)]
    """
    known = [one for one in items if one[1] is not None]
    known.sort(key=lambda one: one[1], reverse=not is_down)
    if top < 0:
        return known
    if len(known) < top or not known:
        raise Unread
    if len(known) > top and known[top - 1][1] == known[top][1]:
        raise Unread
    return known[:top]


def _aggregated(values: Sequence[Any], kind: str) -> Any:
    if not values:
        return None
    if kind == "value":
        if len(values) > 1:
            raise Unread
        return values[0]
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        raise Unread
    return _AGGREGATED[kind](values)


def _sum(values: Sequence[float]) -> float:
    total = math.fsum(values)
    return round(total) if all(isinstance(v, int) for v in values) else total


_AGGREGATED: dict[str, Callable[[Sequence[float]], float | None]] = {
    "sum": _sum,
    "sd": lambda values: statistics.stdev(values) if len(values) > 1 else None,
    "mean": lambda values: math.fsum(values) / len(values),
    "median": statistics.median,
    "max": max,
    "min": min,
}


def _correlation(pairs: Iterable[tuple[Any, Any]]) -> float | None:
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not all(isinstance(v, int | float) for pair in known for v in pair):
        raise Unread
    if len(known) < LEAST_PAIRS:
        return None
    try:
        return statistics.correlation([a for a, _ in known], [b for _, b in known])
    except statistics.StatisticsError as error:
        raise Unread from error
