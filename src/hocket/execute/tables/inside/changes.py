"""By how much a column changed from one time to another, such as over twelve months."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.dated import DATE
from hocket.execute.tables.inside.periods import IN_TIME, dates_of

if TYPE_CHECKING:
    from hocket.documents.profile.dated import DateParts

COLUMNS = ("start", "end", "before", "after", "difference", "percent")
_SPAN = re.compile(r"\s*(\d+|[a-z]+)?[\s-]*(day|week|month|quarter|year|row)s?\s*", re.IGNORECASE)
_WORDS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
          "ten": 10, "twelve": 12}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_PART = re.compile(r"(?i)quarters?|qtr|months?|weeks?|days?")
_YEAR, _FIRST, _LAST = re.compile(r"(?i)years?|jahr"), 1000, 2200


def changes(
    table: pd.DataFrame, value: str, over: float | str = 1, time: str = "", by: str = ""
) -> pd.DataFrame:
    """The changes of a column over a span of time, a row for each, in order of time.

    Args:
        table: Rows in any order, one for each time, or one for each time of each group.
        value: The column that changes; rows without it are left out.
        over: A span such as ``"12 months"`` or ``"1 year"``, between whose two ends each change
            lies; a number counts rows, or years where the time is a year.
        time: The column of times; by default the only one of dates, or the years.
        by: The column of groups, each of which is looked at for itself.

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
    table = _dated(table, time)
    time, by = _of_whole_dates(table, time or _time_of(table, by), by)
    groups = [*table.groupby(by, sort=False)] if by else [(None, table)]
    if not groups:
        message = f"no row has a value of {by}"
        raise ValueError(message)
    parts = []
    for name, rows in groups:
        part = _of_one(rows.dropna(subset=[value, time]), value, time, over)
        if by:
            part.insert(0, by, name)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _of_one(rows: pd.DataFrame, value: str, time: str, over: float | str) -> pd.DataFrame:
    rows = rows.sort_values(time)
    if rows[time].duplicated().any():
        twice = rows[time][rows[time].duplicated()].iloc[0]
        others = ", ".join(repr(str(name)) for name in rows.columns if name not in (time, value))
        message = f"several rows have the {time} {twice}; say by=… with one of {others}"
        raise ValueError(message)
    starts, ends = _pairs(rows[time], over)
    before, after = rows[value].to_numpy()[starts], rows[value].to_numpy()[ends]
    times = rows[time].to_numpy()
    found = pd.DataFrame(
        {"start": times[starts], "end": times[ends], "before": before, "after": after},
        columns=[*COLUMNS[:4]],
    )
    found["difference"] = found["after"] - found["before"]
    # From nothing there is no change in percent.
    found["percent"] = 100 * found["difference"] / found["before"].where(found["before"] != 0)
    return found.assign(**{"from": found["start"], "to": found["end"]})


def _dated(table: pd.DataFrame, time: str) -> pd.DataFrame:
    """The table with the dates that its columns state together, where one of them is the time."""
    parts: DateParts | None = table.attrs.get(IN_TIME)
    if parts is None or time not in (parts.year, parts.period) or DATE in table.columns:
        return table
    # What is called the time is the month, not the day in it.
    return table.assign(**{DATE: dates_of(table, replace(parts, day=""))})


def _of_whole_dates(table: pd.DataFrame, time: str, by: str) -> tuple[str, str]:
    """The time and the groups; a part of a date, such as the quarter, means the only dates.

    Programs call a column of months or quarters the time although the year stands in another one.
    """
    dates = [n for n in table.columns if pd.api.types.is_datetime64_any_dtype(table[n])]
    parts: DateParts | None = table.attrs.get(IN_TIME)
    is_of_parts = parts is not None and time in (parts.year, parts.period)
    is_part = _PART.fullmatch(str(time)) or is_of_parts
    is_part = is_part and time not in dates
    if not is_part or len(dates) != 1 or table[dates[0]].duplicated().any():
        return time, by
    is_date_too = _PART.fullmatch(str(by)) or _YEAR.fullmatch(str(by))
    return str(dates[0]), "" if is_date_too else by


def _pairs(times: pd.Series, over: float | str) -> tuple[list[int], list[int]]:
    """The places of the two ends of each span, in sorted times."""
    count, unit = _span(over)
    if unit in _MONTHS and not count * _MONTHS[unit] % _MONTHS["year"]:
        count, unit = count * _MONTHS[unit] // _MONTHS["year"], "year"
    is_date = pd.api.types.is_datetime64_any_dtype(times)
    if unit == "row" and not is_date and _are_years(times):
        unit = "year"
    if unit == "row":
        return [*range(len(times) - count)], [*range(count, len(times))]
    numbers = _numbers(times, unit) if is_date else _whole_years(times, unit)
    place_of = {number: place for place, number in enumerate(numbers)}
    apart = count * (_MONTHS[unit] if unit in _MONTHS else _DAYS[unit])
    if not is_date or (unit == "year" and len({*times.dt.year}) == len(times)):
        apart = count
        place_of = {int(n): p for p, n in enumerate(times.dt.year if is_date else times)}
    pairs = [(p, place_of[n + apart]) for n, p in place_of.items() if n + apart in place_of]
    return [start for start, _ in pairs], [end for _, end in pairs]


def _numbers(times: pd.Series, unit: str) -> list[Any]:
    """Months since the year 0, or days; both tell the times apart."""
    if unit in _DAYS:
        return [day.toordinal() for day in times]
    months = [12 * day.year + day.month for day in times]
    if len(set(months)) == len(months):
        return months
    # Several days of a month: the same day of another month.
    return [12 * day.year + day.month + day.day / 32 for day in times]


def _whole_years(times: pd.Series, unit: str) -> list[Any]:
    if unit != "year":
        message = f"the times are numbers such as {times.iloc[0]}, which have no {unit}s"
        raise ValueError(message)
    return [int(number) for number in times]


def _span(over: float | str) -> tuple[int, str]:
    if isinstance(over, int | float) and over >= 1 and over == int(over):
        return int(over), "row"
    over = str(over)
    match = _SPAN.fullmatch(over)
    number = (match[1] or "").lower() if match else ""
    count = int(number) if number.isdigit() else _WORDS.get(number, 0)
    if match is None or count < 1:
        message = f"{over!r} is no span of time; write such as '12 months' or '1 year'"
        raise ValueError(message)
    return count, match[2].lower()


def _time_of(table: pd.DataFrame, by: str) -> str:
    """The only column of dates, or that of years."""
    dates = [n for n in table.columns if pd.api.types.is_datetime64_any_dtype(table[n]) and n != by]
    years = [n for n in table.columns if _YEAR.fullmatch(str(n)) and _are_years(table[n])]
    if len(dates) == 1 or (not dates and len(years) == 1):
        return str([*dates, *years][0])
    message = f"say time=… with one of {', '.join(repr(str(n)) for n in dates or table.columns)}"
    raise ValueError(message)


def _are_years(times: pd.Series) -> bool:
    numbers = times.dropna()
    is_whole = pd.api.types.is_numeric_dtype(numbers) and bool((numbers % 1 == 0).all())
    return is_whole and bool(numbers.between(_FIRST, _LAST).all())
