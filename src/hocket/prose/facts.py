"""The facts that a series gives: values, changes, extremes, steps and ranks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hocket.core.fact import Fact
from hocket.prose.times import worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.series import Series
    from hocket.prose.times import Time

PERCENT, POINTS = "percent", "percentage points"


def unit_text(series: Series) -> str:
    """The unit of a value, with its factor."""
    return series.unit.after("").strip()


def change_unit(series: Series) -> str:
    """The unit of a difference: of percentages it is percentage points."""
    return POINTS if series.unit.is_percent else unit_text(series)


def value_at(series: Series, time: Time, name: str = "value") -> Fact:
    """The value at a time."""
    program = f"{series.column} of {worded(time)}{_selected(series)}"
    if series.figure:
        of = f"{series.column} among the rows of {worded(time)}{_selected(series)}"
        program = f"{series.figure.split()[-1]} of {of}"
    if series.sum_of:
        program = f"sum of {series.column} over the rows of {worded(time)}{_selected(series)}"
    if series.mean_of:
        program = f"mean of {series.column} over the rows of {worded(time)}{_selected(series)}"
    return _fact(series, name, series.values[time], unit_text(series), (time,), program)


def change(series: Series, start: Time, end: Time) -> Fact:
    """The later value minus the earlier one."""
    difference = series.change(start, end)
    program = f"value of {worded(end)} minus value of {worded(start)}"
    return _fact(series, "change", difference, change_unit(series), (start, end), program)


def percent(series: Series, start: Time, end: Time) -> Fact | None:
    """The change in percent of the earlier value; None where that says nothing."""
    share = series.percent(start, end)
    if share is None:
        return None
    program = f"100 * (value of {worded(end)} / value of {worded(start)} - 1)"
    return _fact(series, "change in percent", share, PERCENT, (start, end), program)


def extremes(series: Series) -> tuple[Fact, Fact]:
    """The lowest and the highest value, with their times."""
    return value_at(series, series.low, "lowest value"), value_at(
        series, series.high, "highest value"
    )


def mean(series: Series) -> Fact:
    """The mean of all values."""
    program = f"mean of the values of {series.column}{_selected(series)}"
    ends = (series.first, series.last)
    return _fact(series, "mean", series.mean, unit_text(series), ends, program)


def whole_years(series: Series) -> list[int]:
    """The years that have as many values as any, where a year has several."""
    counts = Counter(time[0] for time in series.times)
    most = max(counts.values())
    return [year for year, count in sorted(counts.items()) if count == most > 1]


def mean_of_year(series: Series, year: int) -> Fact:
    """The mean of the values of a year."""
    times = [time for time in series.times if time[0] == year]
    value = sum(series.values[time] for time in times) / len(times)
    program = f"mean of {series.column} over the rows of {year}{_selected(series)}"
    fact = _fact(series, "mean of the year", value, unit_text(series), tuple(times), program)
    return fact.model_copy(update={"when": (str(year),)})


def gaps(series: Series) -> Fact:
    """How many times have no value."""
    program = f"times without a value of {series.column}{_selected(series)}"
    count = float(len(series.gaps))
    return _fact(series, "number of times without a value", count, "", (), program)


def trend(series: Series) -> Fact:
    """Whether every value is above, or below, the one before it."""
    ways = {1: "every value is above the one before", -1: "every value is below the one before"}
    way = ways.get(series.trend, "values go up and down")
    ends = (series.first, series.last)
    return _fact(series, "trend", way, "", ends, "comparison of neighbouring values")


def largest_step(series: Series, sign: int) -> Fact | None:
    """The largest rise (sign 1) or fall (sign -1) between neighbouring times."""
    steps = [step for step in series.steps if step[2] * sign > 0]
    if not steps:
        return None
    start, end, difference = max(steps, key=lambda step: step[2] * sign)
    name = "largest rise" if sign > 0 else "largest fall"
    program = "largest difference between neighbouring values"
    return _fact(series, name, difference, change_unit(series), (start, end), program)


def ranked(series: Sequence[Series], time: Time) -> list[Series]:
    """Those that have a value at a time, the highest first."""
    known = [one for one in series if time in one.values]
    return sorted(known, key=lambda one: -one.values[time])


def facts_of(series: Sequence[Series]) -> list[Fact]:
    """All facts of some series, in their order."""
    facts: list[Fact] = []
    for one in series:
        start, end = one.first, one.last
        facts += [value_at(one, start, "first value"), value_at(one, end, "last value")]
        optional = (percent(one, start, end), largest_step(one, 1), largest_step(one, -1))
        facts += [change(one, start, end), *extremes(one), mean(one), trend(one)]
        facts += [fact for fact in optional if fact is not None]
    return facts


def with_digests(facts: Sequence[Fact], digests: Mapping[str, str]) -> list[Fact]:
    """The facts with the digests of the files that they come from."""
    return [fact.model_copy(update={"digest": digests.get(fact.source, "")}) for fact in facts]


def _fact(
    series: Series, name: str, value: float | str, unit: str, times: tuple[Time, ...], program: str
) -> Fact:
    return Fact(
        name=name,
        value=value,
        unit=unit,
        of=series.name,
        when=tuple(worded(time) for time in times),
        source=series.source,
        program=program,
        rows=tuple(row for time in times for row in series.rows.get(time, ()))[:MAX_ROWS],
    )


MAX_ROWS = 12
"""How many rows a fact names: those of a mean over a year would fill a page."""


def _selected(series: Series) -> str:
    by_column = not series.entity or series.entity == series.column
    return "" if by_column else f" where the row names {series.entity}"
