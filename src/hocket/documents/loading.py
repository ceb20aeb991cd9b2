"""The names under which files are loaded as tables, by agents' programs and queries."""

from __future__ import annotations

import keyword
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hocket.documents.encoding import decoded
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.endings import ending_of, may_hold_table
from hocket.documents.profile.nouns import Column, Table, TableProfile
from hocket.documents.profile.table import read_table, table_profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE = "line"
"""The column of a text file that holds no table: each of its lines is a row.

If all of them are times or numbers, it is called so.
"""

ONLY = "df"
"""The variable of a table that is the only one."""

WHOLE = "*"
"""Stands for all columns of a row, where rows that are alike count once."""

PARQUET = ".parquet"
LONG = "_long"
"""How the variable of a table's long form ends."""


def is_loaded(name: str) -> bool:
    """Whether a file is loaded, by its name: each that may hold a table, and Parquet."""
    return may_hold_table(name) or ending_of(name) == PARQUET


def variables_of(names: Iterable[str]) -> dict[str, str]:
    """The variable of each file that is loaded: ``df`` for a single one, else after its name.

    A file whose tables are files of their own is not loaded itself.

    Examples:
        >>> variables_of(["a b.csv", "2020.json", "notes.md"])
        {'2020.json': 't2020', 'a b.csv': 'a_b'}
        >>> variables_of(["a.csv"])
        {'a.csv': 'df'}
        >>> variables_of(["a.json", "a.json.nodes.json", "a.json.links.json"])
        {'a.json.links.json': 'a_json_links', 'a.json.nodes.json': 'a_json_nodes'}
    """
    every = sorted(name for name in names if is_loaded(name))
    loaded = [name for name in every if not any(o.startswith(f"{name}.") for o in every)]
    if len(loaded) == 1:
        return {loaded[0]: ONLY}
    variables: dict[str, str] = {}
    for name in loaded:
        stem = re.sub(r"\W+", "_", PurePosixPath(name).stem).strip("_").lower() or "table"
        if stem[0].isdigit() or keyword.iskeyword(stem):
            stem = f"t{stem}"
        variable, number = stem, 2
        while variable in variables.values():
            variable, number = f"{stem}_{number}", number + 1
        variables[name] = variable
    return variables


def loaded_profile(name: str, content: bytes, units: Sequence[str] = ()) -> TableProfile | None:
    r"""What the table that a file is loaded as holds; None for a file that is no text.

    Args:
        name: Name of the file.
        content: Its bytes.
        units: Those in which quantities are wanted that stand in several units.

    Examples:
        >>> [column.name for column in loaded_profile("a.txt", b"2005-03-01\n2005-03-02\n").columns]
        ['date']
    """
    profile = table_profile(name, content, units)
    if profile is not None:
        return profile
    lines = _lines(content)
    if lines is None:
        return None
    return TableProfile(name, rows=len(lines), columns=(_column_of(lines),))


def loaded_table(name: str, content: bytes) -> Table | None:
    """The table that a file is loaded as, with all its rows; None for a file that is no text."""
    table = read_table(name, content)
    if table is not None:
        return table
    lines = _lines(content)
    if lines is None:
        return None
    return Table((_column_of(lines).name,), [[line] for line in lines], len(lines))


def _column_of(lines: list[str]) -> Column:
    """The only column of a file of lines."""
    column = column_of(LINE, lines, Habits())
    if not lines or column.odd_count or not (column.is_moment or column.is_number):
        return Column(LINE, values=tuple((line, 1) for line in lines[:3]))
    name = {"datetime": "time", "integer": "number"}.get(column.type, column.type)
    return replace(column, name=name)


def _lines(content: bytes) -> list[str] | None:
    text = decoded(content)
    if text is None:
        return None
    return [line.strip() for line in text.text.splitlines() if line.strip()]
