"""From a table and a goal to the series that a report is about."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import replace
from math import floor, log10
from statistics import median
from typing import TYPE_CHECKING

from hocket.prose.calling import called_after_columns, link_of_entities, measure_of, proper_headers
from hocket.prose.columns import (
    MISSING,
    Table,
    month_headers,
    numeric,
    table_of,
    times_in,
    unit_sign,
    with_centuries,
)
from hocket.prose.mentions import MONEY
from hocket.prose.naming import IMPLIED, is_named, is_total
from hocket.prose.selection import Values, every_nth, period_of, selected
from hocket.prose.series import Series
from hocket.prose.source import Source, entities_of, is_pooled, measures_of
from hocket.prose.times import SEASON, month_of, years_between
from hocket.prose.unit import Unit, in_goal, of_header
from hocket.prose.wanted import wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.times import Time
    from hocket.prose.wanted import Wanted

MAX_SERIES = 8
MAX_UNNAMED = 5
MAX_POINTS = 400
"""A series with more values than that is told by its averages."""
MAX_DAYS = 62
FEW_YEARS = 3
MIN_SHARE = 0.5


def series_in(name: str, content: bytes, goal: str) -> list[Series]:
    """The series of a table that a goal is about; none if it holds no values over time.

    Args:
        name: Name of the file.
        content: Its content.
        goal: Text of the goal: names, units and the period count.
    """
    try:
        table = table_of(name, content)
    except (csv.Error, ValueError):
        return []
    if table is None or not table.rows:
        return []
    wanted = wanted_of(goal)
    if wanted.start and wanted.end:
        table = with_centuries(table, wanted.start, wanted.end)
    source = Source(name, table, wanted.rest, wanted)
    raw = _raw(source)
    wide = [_series(source, key, values) for key, values in raw.items()]
    series = [one for one in wide if one is not None]
    return series[:MAX_SERIES]


def _raw(source: Source) -> dict[tuple[int, str], Values]:
    """The values by column and entity."""
    table = source.table
    times, used = times_in(table)
    if not used:
        return {}
    times = _shortened(times)
    months = month_headers(table)
    if months:
        by_month = _by_month(table, times, months)
        return {
            (months[0], ""): {t: v for t, v in by_month.items() if _in_period(t, source.wanted)}
        }
    measures = measures_of(source, used)
    rows, entities = entities_of(source, times, used | set(measures))
    pooled = is_pooled(source, rows, entities)
    raw: dict[tuple[int, str], Values] = {}
    for column in measures:
        numbers = table.numbers(column)
        for row in rows:
            time, number = times[row], numbers[row]
            if time is None or not _in_period(time, source.wanted):
                continue
            entity = "" if pooled else entities[row]
            values = raw.setdefault((column, entity), defaultdict(list))
            values[time] += [] if number is None else [(number, table.places[row])]
    return _chosen(source, {key: values for key, values in raw.items() if any(values.values())})


def _shortened(times: Sequence[Time | None]) -> list[Time | None]:
    """The times without the parts that are alike in all: 1 January of each year is the year."""
    days = len({time[2] for time in times if time}) > 1
    parts = {time[1] for time in times if time}
    months = days or len(parts) > 1 or SEASON in parts
    return [(t[0], t[1] * months, t[2] * days) if t else None for t in times]


def _by_month(table: Table, times: Sequence[Time | None], months: Sequence[int]) -> Values:
    values: Values = defaultdict(list)
    for column in months:
        month = month_of(table.header[column])
        for row, (time, number) in enumerate(zip(times, table.numbers(column), strict=True)):
            if time is not None and number is not None:
                values[time[0], month, 0].append((number, table.places[row]))
    return values


def _in_period(time: Time, wanted: Wanted) -> bool:
    after = wanted.start is None or time[0] >= wanted.start
    after = after and wanted.selection.holds(time)
    return after and (wanted.end is None or time[0] <= wanted.end)


def _chosen(source: Source, raw: dict[tuple[int, str], Values]) -> dict[tuple[int, str], Values]:
    """The series to tell of, where the goal names none and there are many: the greatest."""
    if len(raw) <= MAX_SERIES or any(is_named(entity, source.goal) for _, entity in raw):
        return raw

    def latest(key: tuple[int, str]) -> float:
        last = max(time for time, pairs in raw[key].items() if pairs)
        return max(number for number, _ in raw[key][last])

    kept = sorted(raw, key=latest, reverse=True)[:MAX_UNNAMED]
    return {key: values for key, values in raw.items() if key in kept}


def _series(source: Source, key: tuple[int, str], raw: Values) -> Series | None:
    column, entity = key
    absent = tuple(sorted(time for time, pairs in raw.items() if not pairs))
    grouped, mean_of, doubt = _meant({t: p for t, p in raw.items() if p}, source.wanted)
    if len(grouped) < 2:  # noqa: PLR2004 - what does not change is no series
        return None
    chosen = source.wanted.selection
    is_even = len({len(pairs) for pairs in grouped.values()}) == 1
    sum_of = is_even and bool(source.wanted.sum_of or (not entity and source.wanted.total))
    averaged = any(len(pairs) > 1 for pairs in grouped.values()) and not sum_of
    if averaged and source.wanted.averaged and not (entity or any(time[1] for time in grouped)):
        mean_of = "yearly"
    means = {time: sum(n for n, _ in pairs) for time, pairs in grouped.items()}
    if averaged:
        means = {time: total / len(grouped[time]) for time, total in means.items()}
    if len(means) < 2:  # noqa: PLR2004 - what does not change is no series
        return None
    header, unit = of_header(source.table.header[column])
    if not unit:
        stated = [of_header(name)[1] for name in source.indicators]
        unit = _unit_of(source, column) or (stated[0] if len(stated) == 1 else Unit())
    measure = measure_of(source, header)
    if not unit and measure.text.lower() in IMPLIED:
        unit = Unit(IMPLIED[measure.text.lower()])
    thing = "" if entity else called_after_columns(source, header)
    entities = [name for name in source.names if is_named(name, source.goal)]
    entities = [*entities, *proper_headers(source)] if thing else entities
    return Series(
        measure=measure.text,
        entity=entity or thing,
        values=dict(sorted(means.items())),
        unit=unit,
        decimals=_decimals(source, column, means, averaged=averaged),
        source=source.name,
        column=source.table.header[column],
        link=link_of_entities(source, entities or [entity or thing]) if entity or thing else "",
        mean_of=mean_of if averaged else "",
        is_total=is_total(entity or header),
        rows={time: tuple(row for _, row in pairs) for time, pairs in grouped.items()},
        definite=measure.definite,
        absent=() if averaged or sum_of or chosen.pick or chosen.stride else absent,
        figure=chosen.figure,
        left_out=chosen.without,
        picked=() if mean_of else chosen.picked,
        doubt=doubt,
        sum_of=sum_of and any(len(pairs) > 1 for pairs in grouped.values()),
    )


def _meant(raw: Values, wanted: Wanted) -> tuple[Values, str, str]:
    """The values that are meant, the period of averages, and why they may not be meant."""
    chosen = wanted.selection
    values, doubt = selected(raw, chosen, (wanted.start, wanted.end))
    again = wanted.mean_of or wanted.sum_of
    if again.startswith(chosen.per or "-"):
        doubt = doubt or f"the goal asks for more than one figure of each {chosen.per}"
    if not values or (chosen.pick and not again):
        mean_of = ""
    else:
        values, mean_of = _grouped(values, wanted)
    values, missing = every_nth(values, chosen.stride)
    return values, mean_of, doubt or missing


def _grouped(raw: Values, wanted: Wanted) -> tuple[Values, str]:
    """The values of each period that is asked for, or as they are."""
    mean_of = wanted.sum_of or wanted.mean_of or _usual_period(raw, wanted)
    if not mean_of:
        return raw, ""
    grouped: Values = defaultdict(list)
    for time, pairs in raw.items():
        grouped[period_of(time, mean_of.removesuffix("ly")) or time] += pairs
    if wanted.sum_of:
        most = max(len(pairs) for pairs in grouped.values())
        # A period that is not whole has another total.
        return {time: pairs for time, pairs in grouped.items() if len(pairs) == most}, mean_of
    usual = median(len(pairs) for pairs in grouped.values())
    for end in {min(grouped), max(grouped)}:
        asked = end[0] in (wanted.start, wanted.end)
        if not asked and len(grouped[end]) < MIN_SHARE * usual:
            del grouped[end]  # a year that is not whole has another average
    return grouped, mean_of


def _usual_period(raw: Values, wanted: Wanted) -> str:
    """The period whose averages tell many values best; empty if they are few."""
    is_daily = any(time[2] for time in raw)
    is_long = years_between(min(raw), max(raw)) >= FEW_YEARS
    if is_daily and len(raw) > MAX_DAYS:
        return "yearly" if is_long and not wanted.months else "monthly"
    return "yearly" if len(raw) > MAX_POINTS and not wanted.months else ""


def _unit_of(source: Source, column: int) -> Unit:
    sign = unit_sign(source.table, column)
    if sign:
        return Unit(MONEY.get(sign, "percent"))
    header = source.table.header
    own = in_goal(source.goal, header[column], alone=False)
    if own:
        return own
    for other in numeric(source.table, {column}):
        unit = in_goal(source.goal, header[other], alone=False)
        if unit:
            return unit if _are_listed(header[column], header[other], source.goal) else Unit()
    return in_goal(source.goal, header[column], alone=True)


def _are_listed(header: str, last: str, goal: str) -> bool:
    """Whether a unit after the last name of a list holds for another name of it as well."""
    ends = rf"\b{re.escape(header)}\b(.{{1,80}}?)\b{re.escape(last)}\b"
    match = re.search(ends, goal, re.IGNORECASE)
    item = r"\w+(?=,|\s+and\b|\s+or\b)"
    return bool(match and re.fullmatch(rf"(?:[\s,]+|and\b|or\b|{item})+", match[1]))


def _decimals(source: Source, column: int, values: Mapping[Time, float], *, averaged: bool) -> int:
    """With how many decimals a value is written: about four digits, never more than there are."""
    typical = median(abs(value) for value in values.values())
    small = 2 - floor(log10(typical)) if 0 < typical < 1 else 3
    steps = ((1000, 0), (10, 1), (1, 2))
    useful = next((decimals for least, decimals in steps if typical >= least), small)
    if averaged:
        return useful
    mark = source.table.decimal
    texts = [t for t in source.table.column(column) if t.lower() not in MISSING]
    stated = max((len(t.partition(mark)[2]) for t in texts if mark in t), default=0)
    return min(useful, stated)


def with_shares(series: Sequence[Series]) -> list[Series]:
    """The share of each in the total where there is one, then the series."""
    totals = [one for one in series if one.is_total]
    if len(totals) != 1:
        return list(series)
    total = totals[0]
    shares = []
    for one in series:
        times = [t for t in one.times if total.values.get(t)]
        if one is not total and len(times) > 1:
            values = {t: 100 * one.values[t] / total.values[t] for t in times}
            measure = f"the share of {one.name}"
            shares.append(
                replace(
                    one,
                    measure=measure,
                    entity="",
                    values=values,
                    unit=Unit("percent"),
                    decimals=1,
                    is_share=True,
                )
            )
    return [*shares, *series]
