"""Numbers that a statement takes for dates: years with a fraction, whole years, months.

A small LLM writes ``strftime('%Y', time)`` of whatever is a time, and repeats it after the message
of DuckDB, which names the types alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.dated import DATE, PERIOD, DateParts
from hocket.documents.profile.decimal_years import UNITS, decimal_years
from hocket.documents.profile.nameless import YEAR
from hocket.execute.tables.inside.periods import dates_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile import TableProfile

FRACTIONS = "fractions"
"""The attribute of a table with the name of its column of years with a fraction, and the unit."""
_CALL = (
    r"\b(?P<call>(?:strftime|year|quarter|month|monthname|date_part|datepart|date_trunc|extract"
    r"|dayofweek|isodow|week|last_day|to_date|date)"
    r"\s*\(\s*(?:'[^']*'\s*,\s*|\w+\s+from\s+)?)"
)
_COLUMN = r"""(?P<of>(?:\w+\.)?"?{name}"?)(?=\s*[,)])"""
_TYPES = re.compile(
    r"types '(?:strf|year|quarter|month|date|week|day|iso|last)\w*\([^']*(?:DOUBLE|INT\w*|BIGINT"
    r"|DECIMAL|FLOAT)|cast \((?:DOUBLE|\w*INT\w*|DECIMAL\S*|FLOAT) -> (?:DATE|TIMESTAMP)",
    re.IGNORECASE,
)
_CANDIDATES = re.compile(r"\s*(?:Candidate functions:\s*)?(?:\n\t[^\n]*)+")
_FIRST, _LAST, _MONTHS = 1000, 2999, 12
_MOST_COLUMNS = 3


def add_fractions(
    table: Any, profile: TableProfile, cells: Mapping[str, Sequence[Any]], code: str
) -> DateParts | None:
    """Give a table the year and the quarter or month of its years with a fraction, where named.

    Args:
        table: The table, which is changed.
        profile: What it holds.
        cells: The cells of the file by the names of their columns.
        code: The program or statement.

    Returns:
        The columns that it was given; None if it has no such years or the code does not need them.
    """
    found = decimal_years(profile.columns, cells)
    if found is None:
        return None
    column, periods = found
    unit = UNITS[periods.per_year]
    table.attrs[FRACTIONS] = (column.name, unit)
    is_named = any(takes(name, code) for name in (YEAR, unit, DATE, PERIOD))
    if not is_named and not takes_dates_of(code, column.name):
        return None
    table[YEAR] = pd.Series([year for year, _ in periods.of], index=table.index)
    table[unit] = pd.Series([number for _, number in periods.of], index=table.index)
    parts = DateParts(YEAR, unit, unit="quarter" if unit == "quarter" else "month")
    if takes_dates_of(code, column.name) and DATE not in table.columns:
        table[DATE] = dates_of(table, parts)
    return parts


def takes_dates_of(code: str, name: str) -> bool:
    """Whether a statement takes a column for dates.

    Examples:
        >>> takes_dates_of("SELECT strftime('%Y', time) FROM t", "time")
        True
        >>> takes_dates_of("SELECT round(time) FROM t", "time")
        False
    """
    return re.search(_of_call(name), code, re.IGNORECASE) is not None


def of_dates(sql: str, tables: Mapping[str, Any]) -> str:
    """The statement with dates in place of the years with a fraction that it takes for some."""
    for table in tables.values():
        name, _ = table.attrs.get(FRACTIONS, ("", ""))
        if name and DATE in table.columns and pd.api.types.is_datetime64_any_dtype(table[DATE]):
            call = re.compile(_of_call(name), re.IGNORECASE)
            sql = call.sub(lambda match: f'{match["call"]}"{DATE}"', sql)
    return sql


def about_numbers(fault: str, sql: str, tables: Mapping[str, Any]) -> str:
    """What to use in place of the numbers that a statement takes for dates, with its fault.

    It is empty if that is not the fault.
    """
    if _TYPES.search(fault) is None:
        return ""
    said = [
        _said(str(name), table)
        for table in tables.values()
        for name in table.columns
        if table[name].dtype.kind in "iuf" and takes_dates_of(sql, str(name))
    ]
    if not said:
        return ""
    return "; ".join(dict.fromkeys(said[:_MOST_COLUMNS])) + ". " + _CANDIDATES.sub("", fault)


def _said(name: str, table: Any) -> str:
    fraction, unit = table.attrs.get(FRACTIONS, ("", ""))
    if name == fraction:
        return f'"{name}" is a number: use the columns "{YEAR}" and "{unit}", which are there'
    values = table[name].dropna()
    is_whole = len(values) > 0 and bool((values % 1 == 0).all())
    if is_whole and values.between(_FIRST, _LAST).all():
        return f'"{name}" is the number of the year itself: use it as it is'
    if is_whole and values.between(1, _MONTHS).all() and name.lower().startswith("mon"):
        return f'"{name}" is the number of the month itself: use it as it is'
    dates = [c for c in table.columns if pd.api.types.is_datetime64_any_dtype(table[c])]
    instead = f"; the dates are in {', '.join(f'{chr(34)}{c}{chr(34)}' for c in dates)}"
    return f'"{name}" is a number and no date{instead if dates else ""}'


def _of_call(name: str) -> str:
    return _CALL + _COLUMN.format(name=re.escape(name))


_STATEMENT = re.compile(
    r"(?:\s|--[^\n]*\n)*(?:select\b|(?:with|from)\b(?s:.*)\bselect\b)", re.IGNORECASE
)


def takes(name: str, code: str) -> bool:
    """Whether code takes a column of this name that it does not make itself."""
    made = rf"""\bas\s+"?{name}\b|\[["']{name}["']\]\s*=(?!=)"""
    if _STATEMENT.match(code) is None:
        made += rf"|\b{name}\s*=(?!=)"  # which compares in a statement
    quoted, bare = rf"""["']{name}["']""", rf"""(?<![\w."'%]){name}\b(?!\s*[('"])"""
    taken = rf"(?:{quoted}|(?<!\.dt)\.{name}\b(?!\s*\()|{bare})"
    first, own = (re.search(one, code, re.IGNORECASE) for one in (taken, made))
    return first is not None and (own is None or first.start() < own.start())
