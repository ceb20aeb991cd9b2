"""From a table and a goal to the series that a report is about."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from hocket.prose.calling import Name, name_of
from hocket.prose.columns import (
    MISSING,
    Table,
    month_headers,
    naming,
    number_of,
    numeric,
    table_of,
    times_in,
    unit_sign,
)
from hocket.prose.mentions import MONEY
from hocket.prose.naming import (
    IMPLIED,
    TOTALS,
    humanised,
    in_words_of,
    is_named,
    is_total,
    links_of,
    measured_of,
    tokens,
)
from hocket.prose.series import Series
from hocket.prose.times import SEASON, month_of, years_between
from hocket.prose.unit import Unit, in_goal, of_header
from hocket.prose.wanted import Wanted, wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.times import Time

MAX_SERIES = 8
MAX_UNNAMED = 5
MAX_POINTS = 400
"""A series with more values than that is told by its averages."""
MAX_DAYS = 62
FEW_YEARS = 3
PLACES = {"country", "city", "state", "town", "county", "continent", "place", "station", "nation"}
MIN_SHARE = 0.5
_INDICATOR = r"indicator|measure|variable|metric|series|item|statistic"
IDS = {"", "id", "index", "nr", "no", "number", "code", "rank", "row", "key", "day", "quarter"}

Values = dict["Time", list[tuple[float, int]]]
"""The values of each time with the numbers of their rows; none where the row has no value."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table of a file with the goal it is read for."""

    name: str
    table: Table
    goal: str
    wanted: Wanted


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
    source = Source(name, table, goal, wanted_of(goal))
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
    measures = _measures(source, used)
    rows, entities = _entities(source, times, used | set(measures))
    raw: dict[tuple[int, str], Values] = {}
    for column in measures:
        numbers = table.numbers(column)
        for row in rows:
            time, number = times[row], numbers[row]
            if time is None or not _in_period(time, source.wanted):
                continue
            values = raw.setdefault((column, entities[row]), defaultdict(list))
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
    return after and (wanted.end is None or time[0] <= wanted.end)


def _measures(source: Source, used: set[int]) -> list[int]:
    """The columns of values: those that the goal names, else all."""
    header = source.table.header
    columns = [i for i in numeric(source.table, used) if header[i].strip().lower() not in IDS]
    named = [i for i in columns if in_words_of(of_header(header[i])[0], source.goal)]
    return named or columns


def _entities(
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
        named = [name for name in names if is_named(name, source.goal)]
        if named:
            rows = [r for r in rows if table.rows[r][column] in named]
        elif column != best and any(is_total(name) for name in names):
            rows = [r for r in rows if is_total(table.rows[r][column])]
    best = _telling(table, times, rows or list(range(len(table.rows))), columns)
    entities = table.column(best)
    if len({entities[r] for r in rows}) == 1 and not is_named(entities[rows[0]], source.goal):
        return rows, [""] * len(table.rows)
    return rows, entities


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
    grouped, mean_of = _grouped({t: p for t, p in raw.items() if p}, source.wanted)
    means = {time: sum(n for n, _ in pairs) / len(pairs) for time, pairs in grouped.items()}
    if len(means) < 2:  # noqa: PLR2004 - what does not change is no series
        return None
    header, unit = of_header(source.table.header[column])
    if not unit:
        unit = _unit_of(source, column)
    measure = _measure_of(source, header)
    if not unit and measure.text.lower() in IMPLIED:
        unit = Unit(IMPLIED[measure.text.lower()])
    averaged = any(len(pairs) > 1 for pairs in grouped.values())
    entities = [name for name in dict.fromkeys(_names(source)) if is_named(name, source.goal)]
    return Series(
        measure=measure.text,
        entity=entity,
        values=dict(sorted(means.items())),
        unit=unit,
        decimals=_decimals(source, column, means, averaged=averaged),
        source=source.name,
        column=source.table.header[column],
        link=_link_of(source, entities or [entity]) if entity else "",
        mean_of=mean_of if averaged else "",
        is_total=is_total(entity or header),
        rows={time: tuple(row for _, row in pairs) for time, pairs in grouped.items()},
        definite=measure.definite,
        absent=() if averaged else absent,
    )


def _names(source: Source) -> list[str]:
    columns = naming(source.table, times_in(source.table)[1])
    return [name for column in columns for name in source.table.column(column)]


def _grouped(raw: Values, wanted: Wanted) -> tuple[Values, str]:
    """The values of each period that is asked for, or as they are."""
    mean_of = wanted.mean_of or _usual_period(raw, wanted)
    if not mean_of:
        return raw, ""
    grouped: Values = defaultdict(list)
    for time, pairs in raw.items():
        grouped[(time[0], 0, 0) if mean_of == "yearly" else (*time[:2], 0)] += pairs
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
    others = [c for c in numeric(source.table, {column}) if c != column]
    if any(in_goal(source.goal, header[c], alone=False) for c in others):
        return Unit()
    return in_goal(source.goal, header[column], alone=True)


def _link_of(source: Source, entities: list[str]) -> str:
    link = links_of(entities, source.goal)
    columns = naming(source.table, times_in(source.table)[1])
    headers = [source.table.header[c] for c in columns if entities[0] in source.table.column(c)]
    places = any(token in PLACES for header in headers for token in tokens(header))
    return link or ("in" if places else "for")


def _measure_of(source: Source, header: str) -> Name:
    table, goal = source.table, source.goal
    months = month_headers(table)
    measures = [months[0]] if months else _measures(source, times_in(table)[1])
    headers = [of_header(table.header[i])[0] for i in measures]
    entities = list(dict.fromkeys(_names(source)))
    # A share is no amount, so words for shares do not name the amounts.
    subject = "" if source.wanted.shares else _without_groups(source)
    named = name_of(header, goal, subject, [h for h in headers if h != header], entities)
    if named or len(measures) > 1:
        named = named or Name(humanised(header))
        return Name(named.text, definite=True) if named.text.lower() in TOTALS else named
    meant = [name for name in entities if is_named(name, goal)]
    measured = (measured_of(meant, goal) if meant else "") or subject
    if not measured and (months or header == "value"):
        return Name(humanised(source.name.rpartition(".")[0]) or header)
    is_definite = bool(re.search(rf"\bthe\s+{re.escape(measured)}\b", goal)) and bool(measured)
    return Name(measured or humanised(header), is_definite)


def _without_groups(source: Source) -> str:
    """The subject without the column that it is parted by: sales 'by region'."""
    headers = "|".join(re.escape(name) for name in source.table.header if name.strip())
    form = rf"\s+(?:by|per|across|for each|in each|in every)\s+(?:the\s+)?(?:{headers})(?:s|es)?$"
    return re.sub(form, "", source.wanted.subject, flags=re.IGNORECASE)


def _decimals(source: Source, column: int, values: Mapping[Time, float], *, averaged: bool) -> int:
    """With how many decimals a value is written: about four digits, never more than there are."""
    typical = median(abs(value) for value in values.values())
    useful = 0 if typical >= 1000 else 1 if typical >= 10 else 2 if typical >= 1 else 3  # noqa: PLR2004
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
