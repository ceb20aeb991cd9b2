"""Columns that a table gets where a program names them: dates, bounds of ranges, words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.dated import DATE, PERIOD, date_parts
from hocket.documents.profile.nameless import YEAR, nameless_years
from hocket.documents.profile.odd import WORD, words_beside, words_of
from hocket.documents.profile.ranges import bounds, ranges_in
from hocket.documents.profile.time_parts import parts_in
from hocket.execute.tables.inside.fractions import add_fractions
from hocket.execute.tables.inside.periods import IN_TIME, dates_of
from hocket.execute.tables.inside.time_parts import add_time_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile import TableProfile
    from hocket.documents.profile.dated import DateParts
    from hocket.documents.profile.ranges import Ranges

NAMES_DATE = re.compile(
    r"""["']date["']|(?<!\.dt)\.date\b(?!\s*\()"""
    r"""|(?<!\bas )(?<!\bimport )(?<![\w."'])date\b(?!\s*['(]|\s+import)""",
    re.IGNORECASE,
)
"""What takes a column of dates, in a program or a statement; not the type or the class."""
_IMPORTS = re.compile(r"^\s*from\s+\w+\s+import\s.*$", re.MULTILINE)
NAMES_YEAR = re.compile(
    r"""["']year["']|(?<!\.dt)\.year\b(?!\s*\()|(?<!\bas )(?<![\w."'])year\b(?!\s*['("])""",
    re.IGNORECASE,
)
"""What takes a column of years; not the function, nor a name that is given."""
NAMES_PERIOD = re.compile(
    r"""["']period["']|\.period\b(?!\s*\()|(?<![\w."'])period\b(?!\s*[('])""", re.IGNORECASE
)
"""What takes a column of periods; not the type."""
QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n])+)\1""")
"""A text in a program or a statement."""


def add_derived(
    table: Any, profile: TableProfile, cells: Mapping[str, Sequence[Any]], code: str
) -> None:
    """Give a table the columns that follow from others, as far as the code names them.

    Args:
        table: The table, which is changed.
        profile: What it holds.
        cells: The cells of the file by the names of their columns.
        code: The program or statement.
    """
    said = code.casefold()
    quoted = {text for _, text in QUOTED.findall(code)}
    years = nameless_years(profile)
    if years is not None and is_called_year(years.name, code):
        table.columns = [YEAR if name == years.name else name for name in table.columns]
    stated = date_parts(profile)
    parts = stated or add_fractions(table, profile, cells, code)
    if parts is not None:
        add_dates(table, parts, code)
    add_time_parts(table, parts_in(profile), code, stated)
    for ranges in ranges_in(profile):
        if ranges.begins.casefold() in said or ranges.ends.casefold() in said:
            _bounds(table, ranges)
    for column in words_beside(profile):
        name, own = column.name + WORD, cells[column.name]
        is_named = name.casefold() in said
        if not is_named and quoted.isdisjoint(str(cell).strip() for cell in own):
            continue
        words = words_of(column, own)
        if is_named:
            table[name] = pd.Series(words, index=table.index, dtype=object)
        elif not quoted.isdisjoint(words):
            _with_words(table, column.name, words)


def is_called_year(own: str, code: str) -> bool:
    """Whether code calls a column of years so that has no name in its file.

    Where the code has the name that such a column gets, it keeps that.
    """
    return own.casefold() not in code.casefold() and NAMES_YEAR.search(code) is not None


def _with_words(table: Any, name: str, words: Sequence[str]) -> None:
    """Put the words of a column among its values, for a program that compares it with one."""
    values = [word or value for word, value in zip(words, table[name], strict=True)]
    table[name] = pd.Series(values, index=table.index, dtype=object)


def add_dates(table: Any, parts: DateParts, code: str) -> None:
    """Give a table what columns of its dates state together, as far as the code names it."""
    table.attrs[IN_TIME] = parts
    own = {str(name).lower() for name in table.columns}
    is_named = (
        NAMES_DATE.search(_IMPORTS.sub("", code))
        if parts.called == DATE
        else parts.called in code.lower()
    )
    if is_named and parts.called not in own:
        table[parts.called] = dates_of(table, parts)
    if not parts.day and PERIOD not in own and NAMES_PERIOD.search(code):
        rows = zip(table[parts.year], table[parts.period], strict=True)
        table[PERIOD] = pd.Series([parts.label_of(*row) for row in rows], dtype=object)


def _bounds(table: Any, ranges: Ranges) -> None:
    """Give a table the columns of where its ranges begin and end."""
    pairs = [bounds(cell) if isinstance(cell, str) else None for cell in table[ranges.column]]
    for place, name in enumerate((ranges.begins, ranges.ends)):
        ends = [pair[place] if pair else None for pair in pairs]
        table[name] = pd.Series(ends, index=table.index, dtype=float)
