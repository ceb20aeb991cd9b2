"""The columns of tables that follow from their times, where a program names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.moments import MONTHS
from hocket.documents.profile.nameless import YEAR
from hocket.documents.profile.seasons import OF_MONTH, SEASON
from hocket.documents.profile.time_parts import DECADE, HALF, WEEKDAY, WEEKEND
from hocket.execute.tables.inside.fractions import takes
from hocket.execute.tables.inside.periods import dates_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile.dated import DateParts
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
