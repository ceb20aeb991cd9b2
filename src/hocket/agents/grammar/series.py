"""Rows as a series in time: the longest run of years, the largest rise, when a limit was passed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.agents.grammar.computing import Row
    from hocket.agents.grammar.sheet import Sheet


PLACES, TINY = 9, 1e-4
SAME = 1e-12
"""Differences below it are those of how numbers are stored."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of time, one a year, month or day.

    Attributes:
        times: Years, or ISO months and dates.
        values: Their values.
    """

    times: tuple[Any, ...]
    values: tuple[Any, ...]

    def is_next(self, place: int) -> bool:
        """Whether the time at a place follows that before it without a gap."""
        return ordinal(self.times[place]) - ordinal(self.times[place - 1]) == 1


def series_of(sheet: Sheet, rows: Sequence[Row], place: int, time: int) -> Series:
    """The values of a column in the order of time.

    Raises:
        Unread: A time has several rows, or is missing.
    """
    times = [row[time] for row in rows]
    if None in times or len(set(times)) < len(times) or not times:
        raise Unread
    if sheet.columns[place].odd_count or sheet.columns[time].odd_count:
        raise Unread
    ordered = sorted(rows, key=lambda row: row[time])
    return Series(tuple(r[time] for r in ordered), tuple(r[place] for r in ordered))


def ordinal(time: Any) -> int:
    """The number of a year, a quarter, a month or a date, so that the next has the next number.

    Examples:
        >>> ordinal(1990), ordinal("1990-02") - ordinal("1989-12")
        (1990, 2)
        >>> ordinal("2024-03-01") - ordinal("2024-02-28"), ordinal("2024-Q1") - ordinal("2023-Q4")
        (2, 1)
    """
    if isinstance(time, int):
        return time
    year, _, quarter = str(time).partition("-Q")
    if quarter.isdigit() and year.isdigit():
        return int(year) * 4 + int(quarter)
    parts = str(time).split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError as error:
        raise Unread from error
    if len(numbers) == 2:  # noqa: PLR2004 - a year and a month
        return numbers[0] * 12 + numbers[1]
    if len(numbers) == 3:  # noqa: PLR2004 - a date
        from datetime import date  # noqa: PLC0415 - few questions are on dates

        return date(*numbers).toordinal()
    raise Unread


def longest(series: Series, holds: Callable[[int], bool]) -> tuple[int, Any, Any]:
    """(length, first, last) of the longest unbroken time in which something holds.

    Raises:
        Unread: It never does, two such times are equally long, or a value is missing in between.

    Examples:
        >>> longest(Series((1, 2, 3, 4), (5, 1, 7, 8)), lambda n: (5, 1, 7, 8)[n] > 4)
        (2, 3, 4)
    """
    runs: list[list[int]] = []
    for place in range(len(series.times)):
        if not holds(place):
            continue
        is_on = runs and runs[-1][-1] == place - 1 and series.is_next(place)
        if is_on:
            runs[-1].append(place)
        else:
            runs.append([place])
    runs.sort(key=len, reverse=True)
    if not runs or (len(runs) > 1 and len(runs[0]) == len(runs[1])):
        raise Unread
    return len(runs[0]), series.times[runs[0][0]], series.times[runs[0][-1]]


def differences(series: Series, apart: int = 1, *, in_percent: bool = False) -> dict[int, float]:
    """By place, how much more each value is than that so many years, months or days before."""
    by_time = {
        ordinal(time): value for time, value in zip(series.times, series.values, strict=True)
    }
    found: dict[int, float] = {}
    for place, time in enumerate(series.times):
        before, now = by_time.get(ordinal(time) - apart), series.values[place]
        if before is not None and now is not None:
            if in_percent and before <= 0:
                raise Unread
            moved = now - before
            if isinstance(moved, float) and abs(moved) > TINY:
                moved = round(moved, PLACES)  # the rest comes of how numbers are stored
            found[place] = 100 * moved / before if in_percent else moved
    return found


def earlier(series: Series, place: int, apart: int) -> Any:
    """The time so many years, months or days before one.

    Raises:
        Unread: There is none.
    """
    wanted = ordinal(series.times[place]) - apart
    for time in series.times:
        if ordinal(time) == wanted:
            return time
    raise Unread


def extreme(of: dict[int, float], *, is_down: bool) -> int:
    """The place of the largest value, or of the smallest.

    Raises:
        Unread: There is none, or there are two.
    """
    if not of:
        raise Unread
    best = min(of.values()) if is_down else max(of.values())
    found = [place for place, value in of.items() if abs(value - best) < SAME]
    if len(found) != 1:
        raise Unread
    return found[0]


def is_without_gaps(series: Series) -> bool:
    """Whether each time follows the one before, and has a value."""
    places = range(1, len(series.times))
    return None not in series.values and all(series.is_next(b) for _, b in pairwise((0, *places)))
