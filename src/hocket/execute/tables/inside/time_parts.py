"""The columns of tables that follow from their times, where a program names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.day_parts import DAY_PART, HOUR, clock_in, minutes_of
from hocket.documents.profile.moments import MONTHS
from hocket.documents.profile.nameless import YEAR
from hocket.documents.profile.seasons import OF_MONTH, SEASON
from hocket.documents.profile.time_parts import DECADE, HALF, WEEKDAY, WEEKEND
from hocket.execute.tables.inside.fractions import takes
from hocket.execute.tables.inside.numbers import seconds_of
from hocket.execute.tables.inside.periods import dates_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile import TableProfile
    from hocket.documents.profile.dated import DateParts
    from hocket.documents.profile.day_parts import Hours
    from hocket.documents.profile.time_parts import Kind, TimePart

_FIRST_OF_SECOND = {"date": 7, "month": 7, "quarter": 3}
"""The first month or quarter of the second half of a year."""


def add_time_parts(
    table: Any,
    found: Iterable[tuple[TimePart, str, Kind]],
    code: str,
    parts: DateParts | None = None,
) -> None:
    """Give a table the columns that follow from its times and that the code names.

    Args:
        table: The table, which is changed.
        found: The columns, with those that they follow from.
        code: The program or statement.
        parts: The columns that state its dates together, if no column does alone.
    """
    for part, column, kind in found:
        if not takes(part.name, code):
            continue
        is_stated = parts is not None and kind == "date"
        times = dates_of(table, parts) if parts and is_stated else table.get(column)
        if times is None and kind == "year":
            times = table.get(YEAR)  # a column without a name, as the code calls it
        if times is None or (kind == "date" and not pd.api.types.is_datetime64_any_dtype(times)):
            continue
        table[part.name] = _values(part.name, times, kind)


def add_day_part(table: Any, profile: TableProfile, hours: Hours, code: str) -> None:
    """Give a table the part of the day of its times, if the code names it.

    Args:
        table: The table, which is changed.
        profile: What it holds.
        hours: Those of each part.
        code: The program or statement.
    """
    column = clock_in(profile) if hours and takes(DAY_PART, code) else ""
    if not column:
        return
    times = table[column]
    if pd.api.types.is_datetime64_any_dtype(times):
        minutes = times.dt.hour * HOUR + times.dt.minute
    elif pd.api.types.is_numeric_dtype(times):
        minutes = times * HOUR
    else:
        minutes = seconds_of(times) // 60
    known = {minute: name for name, *ends in hours for minute in minutes_of(*ends)}
    table[DAY_PART] = minutes.map(known)


def _values(name: str, times: Any, kind: Kind) -> Any:
    """A part of each time; nothing for a row without a time."""
    if name == DECADE:
        years = times.dt.year if kind == "date" else times
        return years // 10 * 10
    if name == WEEKDAY:
        return times.dt.day_name()
    if name == WEEKEND:
        is_end = times.dt.day_name().isin(["Saturday", "Sunday"])
        return is_end.map({True: "weekend", False: "weekday"}).where(times.notna())
    numbers = times.dt.month if kind == "date" else times
    if kind == "month" and not pd.api.types.is_numeric_dtype(numbers):
        numbers = numbers.map(lambda name: MONTHS.get(str(name).strip(" .").lower()))
    if name == SEASON:
        return numbers.map(OF_MONTH, na_action="ignore")
    if name == HALF:
        halves = (numbers >= _FIRST_OF_SECOND[kind]) + 1
        return halves if numbers.notna().all() else halves.where(numbers.notna())
    raise ValueError(name)
