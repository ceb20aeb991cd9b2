"""A second reading of the rows that a report rests on, by another path than the writing took.

The writing reads a table by its texts, with one decimal mark for all. Here the profile of the file
says of each column what it holds, each row is asked for its own time and name, and averages are
taken anew.
"""

from __future__ import annotations

import re
from math import fsum, isclose
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.conversion import converted
from hocket.documents.profile.table import read_table, table_profile
from hocket.prose.times import MONTHS, SEASON, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile
    from hocket.prose.series import Series
    from hocket.prose.times import Time

TOLERANCE = 1e-9
MOST_ROWS = 20_000
"""Rows that are searched for values which the first reading missed."""


def difference_of(series: Series, content: bytes) -> str:
    """The first value that a second reading of the file does not give; empty if it gives all.

    Args:
        series: Values with the numbers of their rows.
        content: The file that they come from.
    """
    profile, table = table_profile(series.source, content), read_table(series.source, content)
    if profile is None or table is None:
        return f"{series.source} could not be read a second time"
    for time, places in series.rows.items():
        columns = _columns_of(series, time, profile)
        rows = [[*zip(profile.columns, table.rows[place - 1], strict=True)] for place in places]
        read = [_value(row, columns, time, series.entity) for row in rows]
        known = [value for value in read if value is not None]
        if len(known) < len(read):
            return f"a second reading of {series.source} misses the value of {worded(time)}"
        again = fsum(known) if series.sum_of else fsum(known) / len(known)
        if not isclose(again, series.values[time], rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            return f"a second reading of {series.source} gives {again:.10g} for {worded(time)}"
    if series.picked and (why := _picked_otherwise(series, profile, table)):
        return why
    missed = _missed(series, profile, table)
    if missed is not None:
        return f"a second reading of {series.source} has a value for {worded(missed)}"
    odd = [text for column in _every_column(series, profile) for text in column.odd]
    return f"{series.source} holds {odd[0]!r} where a number should be" if odd else ""


def _picked_otherwise(series: Series, profile: TableProfile, table: Table) -> str:
    """Why another row may hold the first or last figure of a period, by its dates here."""
    pick, per = series.picked
    size = len("2001") if per == "year" else len("2001-01")
    if any(column.is_open and column.type == "date" for column in profile.columns):
        return f"{series.source} leaves open which is the day and which the month"
    columns = _columns_of(series, series.first, profile)
    dated: dict[str, list[tuple[str, int]]] = {}
    for place, cells in enumerate(table.rows, 1):
        row = [*zip(profile.columns, cells, strict=True)]
        texts = [str(converted(column, cell)) for column, cell in row]
        days = [text for text in texts if re.match(r"\d{4}-\d\d", text)]
        time = (int(days[0][:4]), int(days[0][5:7]), 0) if len(days) == 1 else None
        if time and _value(row, columns, time, series.entity) is not None:
            dated.setdefault(days[0][:size], []).append((days[0], place))
    for time, places in series.rows.items():
        known = dated.get(f"{time[0]}" if per == "year" else f"{time[0]}-{time[1]:02}")
        if known and (max(known) if pick == "last" else min(known))[1] not in places:
            return (
                f"a second reading of {series.source} has another {pick} figure of {worded(time)}"
            )
    return ""


def _missed(series: Series, profile: TableProfile, table: Table) -> Time | None:
    """A time that the first reading has no value of, and this one has."""
    if len(series.absent) * len(table.rows) > MOST_ROWS:
        return None
    for time in series.absent:
        columns = _columns_of(series, time, profile)
        rows = [[*zip(profile.columns, row, strict=True)] for row in table.rows]
        if any(_value(row, columns, time, series.entity) is not None for row in rows):
            return time
    return None


def _every_column(series: Series, profile: TableProfile) -> list[Column]:
    names = {column.name for time in series.times for column in _columns_of(series, time, profile)}
    return [column for column in profile.columns if column.name in names and column.is_number]


def _columns_of(series: Series, time: Time, profile: TableProfile) -> list[Column]:
    """The columns that may hold the value of a time: its own, or that of the year or month."""
    own = profile.column(series.column)
    if own is not None and not _month_of(own.name):
        return [own]
    if own is not None:
        return [c for c in profile.columns if _month_of(c.name) == time[1]]
    return [c for c in profile.columns if _is_year_of(c.name, series.column, time[0])]


def _month_of(name: str) -> int:
    text = name.strip(" .").lower()
    known = (n for n, month in enumerate(MONTHS, 1) if text in (month.lower(), month[:3].lower()))
    return next(known, 0)


def _is_year_of(name: str, measure: str, year: int) -> bool:
    plain = re.sub(r"\[YR\d{4}\]", "", name)
    rest = re.sub(r"[\W_]+", "", plain.replace(str(year), "", 1)).lower()
    return str(year) in plain and rest in {"", re.sub(r"[\W_]+", "", measure).lower()}


def _value(
    row: Sequence[tuple[Column, Any]], columns: Sequence[Column], time: Time, entity: str
) -> float | None:
    """The number of a row, if the row itself says its time and names the entity."""
    cells = [(column, converted(column, cell)) for column, cell in row]
    entity = "" if entity in {column.name for column in columns} else entity
    texts = [str(value).strip() for _, value in cells if value is not None]
    if entity and entity not in texts and entity not in [str(cell).strip() for _, cell in row]:
        return None
    is_wide = any(_month_of(c.name) or str(time[0]) in c.name for c in columns)
    if not is_wide and not any(_is_at(text, time, texts) for text in texts):
        return None
    numbers = [value for column, value in cells if column in columns and _is_number(value)]
    return float(numbers[0]) if len(numbers) == 1 else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_at(text: str, time: Time, texts: Sequence[str]) -> bool:
    """Whether a cell is a time, or its year with the month or quarter in another cell.

    A year may be written without its century.
    """
    year, month, day = time
    if not month or month == SEASON:
        return str(year) in text or text.zfill(2) == f"{year % 100:02}"
    if month > len(MONTHS):
        number = month - len(MONTHS)
        others = {str(number), f"q{number}"}
        inside = [3 * number - 2, 3 * number - 1, 3 * number]
        if any(_is_at(text, (year, inner, 0), texts) for inner in inside):
            return True
        own = re.search(rf"{year}.?q{number}|q{number}.?{year}", text, re.IGNORECASE)
        return bool(own) or (text == str(year) and any(t.lower() in others for t in texts))
    if re.match(rf"{year}-{month:02}" + (rf"-{day:02}" if day else r"(?:-|$)"), text):
        return True
    return text == str(year) and any(t == str(month) or _month_of(t) == month for t in texts)
