"""By how much a column changed from one time to another, such as over twelve months."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from hocket.documents.profile.dated import DATE, PERIOD
from hocket.execute.tables.inside.periods import dates_of, parts_of
from hocket.execute.tables.inside.spans import are_moments, moments_of, pairs_of, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.dated import DateParts

COLUMNS = ("start", "end", "before", "after", "difference", "percent")
PLACES, TINY = 9, 1e-4
_PART = re.compile(r"(?i)quarters?|qtr|months?|weeks?|days?")
_YEAR, _FIRST, _LAST = re.compile(r"(?i)years?|jahr"), 1000, 2200


def changes(
    table: pd.DataFrame,
    value: str,
    over: float | str = 1,
    time: str = "",
    by: str | Sequence[str] = "",
) -> pd.DataFrame:
    """The changes of a column over a span of time, a row for each, in order of time.

    Args:
        table: Rows in any order, one for each time, or one for each time of each group.
        value: The column that changes; rows without it are left out.
        over: A span such as ``"12 months"`` or ``"1 year"``, between whose two ends each change
            lies, or ``"within 2 years"`` for all that lie so far apart at most; a number counts
            rows, or years where the time is a year, and months where it is a month beside one.
        time: The column of times: dates, years, or texts such as ``2003-Q2``; by default the only
            one, also where columns such as the year and the month state it together.
        by: The column of groups, each of which is looked at for itself, or several.

    Returns:
        The columns ``start``, ``end``, ``before``, ``after``, ``difference`` (after less before)
        and ``percent`` (of before), behind that of the groups; times are as the table has them.
        ``from`` and ``to`` are the start and the end again, as programs also call them.

    Raises:
        ValueError: There is no such time, or several rows of one time, or the span is unknown.

    Examples:
        >>> days = pd.to_datetime(["2005-01-01", "2005-02-01", "2005-04-01", "2005-05-01"])
        >>> table = pd.DataFrame({"month": days, "level": [1.0, 2.0, 4.0, 3.0]})
        >>> found = changes(table, "level", over="3 months")
        >>> found[["before", "after", "difference", "percent"]].values.tolist()
        [[1.0, 4.0, 3.0, 300.0], [2.0, 3.0, 1.0, 50.0]]
    """
    names = [by] if isinstance(by, str) else [*by]
    names = [name for name in names if name]
    parts = parts_of(table)
    if parts is not None and time == parts.year and parts.period in names:
        over = f"{over} years" if isinstance(over, int) else over  # of the same month
    elif parts is not None and time == parts.period and isinstance(over, int):
        over = f"{over} {parts.unit}s"
    table = _dated(table, time, names, parts)
    time, names = _of_whole_dates(table, time or _time_of(table, names), names, parts)
    groups = [*table.groupby(names, sort=False)] if names else [((), table)]
    if not groups:
        message = f"no row has a value of {' and '.join(names)}"
        raise ValueError(message)
    found = []
    for key, rows in groups:
        part = _of_one(rows.dropna(subset=[value, time]), value, time, over)
        for place, name in enumerate(names):
            part.insert(place, name, key[place])
        found.append(part)
    return pd.concat(found, ignore_index=True)


def _of_one(rows: pd.DataFrame, value: str, time: str, over: float | str) -> pd.DataFrame:
    moments = moments_of(rows[time])
    order = moments.argsort(kind="stable").to_numpy()
    moments, rows = moments.iloc[order], rows.iloc[order]
    if moments.duplicated().any():
        twice = rows[time][moments.duplicated().to_numpy()].iloc[0]
        others = [name for name in rows.columns if name not in (time, value)]
        telling = [name for name in others if not rows.duplicated([name, time]).any()]
        named = ", ".join(repr(str(name)) for name in telling or others)
        message = f"several rows have the {time} {twice}; say by=… with one of {named}"
        raise ValueError(message)
    pairs = pairs_of(moments, span_of(over), are_years=_are_years(moments))
    starts, ends = [start for start, _ in pairs], [end for _, end in pairs]
    before, after = rows[value].to_numpy()[starts], rows[value].to_numpy()[ends]
    times = rows[time].to_numpy()
    found = pd.DataFrame(
        {"start": times[starts], "end": times[ends], "before": before, "after": after},
        columns=[*COLUMNS[:4]],
    )
    moved = found["after"] - found["before"]
    if pd.api.types.is_float_dtype(moved):
        # Digits behind these come of how numbers are stored, except those of tiny ones.
        moved = moved.round(PLACES).where(moved.abs() > TINY, moved)
    found["difference"] = moved
    # From nothing there is no change in percent.
    found["percent"] = 100 * found["difference"] / found["before"].where(found["before"] != 0)
    return found.assign(**{"from": found["start"], "to": found["end"]})


def _dated(
    table: pd.DataFrame, time: str, by: Sequence[str], parts: DateParts | None
) -> pd.DataFrame:
    """The table with the dates that its columns state together, where they are the time."""
    if parts is None or time not in ("", *parts.names, DATE, PERIOD):
        return table
    if parts.called in table.columns:
        return table
    if time == PERIOD and PERIOD in table.columns:
        return table
    if not time and any(is_of_dates(table[name]) for name in table.columns):
        return table
    dates = dates_of(table, parts)
    if parts.day and time in (parts.year, parts.period):
        # What is called the time is the month, not the day in it, if the table has one of each.
        firsts = table.assign(**{parts.called: dates_of(table, replace(parts, day=""))})
        if not firsts.duplicated([*_without_parts(by, parts), parts.called]).any():
            return firsts
    return table.assign(**{parts.called: dates})


def _without_parts(by: Sequence[str], parts: DateParts | None) -> list[str]:
    """The groups without those that are parts of the time: a date tells them as well."""
    own = parts.names if parts is not None else ()
    return [n for n in by if n not in own and not (_PART.fullmatch(n) or _YEAR.fullmatch(n))]


def _of_whole_dates(
    table: pd.DataFrame, time: str, by: list[str], parts: DateParts | None
) -> tuple[str, list[str]]:
    """The time and the groups; a part of a date, such as the quarter, means the only dates.

    Programs call a column of months or quarters the time although the year stands in another one.
    """
    dates = [str(n) for n in table.columns if is_of_dates(table[n])]
    is_of_parts = parts is not None and time in parts.names
    is_missing = time == PERIOD and PERIOD not in table.columns
    is_part = (_PART.fullmatch(time) or is_of_parts or is_missing) and time not in dates
    groups = _without_parts(by, parts)
    if not is_part or len(dates) != 1 or table.duplicated([*groups, *dates]).any():
        return time, by
    return dates[0], groups


def is_of_dates(column: pd.Series) -> bool:
    """Whether a column has the type of dates."""
    return bool(pd.api.types.is_datetime64_any_dtype(column))


def _time_of(table: pd.DataFrame, by: Sequence[str]) -> str:
    """The only column of dates, or that of years, or of texts such as quarters."""
    columns = [str(name) for name in table.columns if name not in by]
    dates = [n for n in columns if is_of_dates(table[n])]
    years = [n for n in columns if _YEAR.fullmatch(n) and _are_years(table[n])]
    texts = [n for n in columns if not is_of_dates(table[n]) and are_moments(table[n])]
    for found in (dates, years, texts):
        if len(found) == 1:
            return found[0]
        if found:
            break
    message = f"say time=… with one of {', '.join(map(repr, dates or columns))}"
    raise ValueError(message)


def _are_years(times: pd.Series) -> bool:
    numbers = times.dropna()
    is_whole = pd.api.types.is_numeric_dtype(numbers) and bool((numbers % 1 == 0).all())
    return is_whole and bool(numbers.between(_FIRST, _LAST).all())
