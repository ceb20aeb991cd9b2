"""The table in a file, and its profile."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.documents.delimited import is_table
from hocket.documents.encoding import decoded
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.endings import (
    FORMATS,
    JSON,
    NAMED_TABLES,
    ending_of,
    may_hold_table,
)
from hocket.documents.profile.formats import read_format
from hocket.documents.profile.grid import read_delimited
from hocket.documents.profile.lines import read_lines
from hocket.documents.profile.moments import SUMMER, offsets_of
from hocket.documents.profile.nouns import Table, TableProfile
from hocket.documents.profile.records import read_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from hocket.documents.encoding import Decoded
    from hocket.documents.profile.nouns import Column

MOST_CELLS = 400_000
"""Values by which a table is described; a larger one is sampled."""

ALL = 1 << 62
MOST_NOTES = 6
FEW_COLUMNS = 3
_PROSE = re.compile(r"[.!?]\s")


def read_table(name: str, content: bytes) -> Table | None:
    r"""The table in a file, with all its rows; None if it holds none.

    Args:
        name: Name of the file.
        content: Its bytes.

    Examples:
        >>> read_table("a.csv", b"# made by hand\ntown;people\nBonn;5\n").rows
        [['Bonn', '5']]
    """
    text = decoded(content)
    return None if text is None else _table_in(name, text, ALL)


def table_profile(name: str, content: bytes, units: Sequence[str] = ()) -> TableProfile | None:
    """What the table in a file holds; None if it holds none.

    Args:
        name: Name of the file.
        content: Its bytes.
        units: Those in which quantities are wanted that stand in several units.
    """
    text = decoded(content)
    table = None if text is None else _table_in(name, text, MOST_CELLS)
    if text is None or table is None:
        return None
    table = _sampled(table)
    decimal = table.dialect.decimal
    habits = Habits(decimal, day_first=decimal == ",", units=tuple(units))
    columns = _columns(table, habits)
    if _in_several_zones(columns, table.rows):
        columns = _columns(table, replace(habits, in_utc=True))
    return TableProfile(
        name=name,
        form=table.form,
        encoding=text.encoding,
        dialect=table.dialect,
        header_rows=table.header_rows,
        footer_rows=table.footer_rows,
        rows=table.total,
        columns=columns,
        path=table.path,
        pattern=table.pattern,
        sampled=len(table.rows) if len(table.rows) < table.total else 0,
        notes=table.notes[:MOST_NOTES],
    )


def _in_several_zones(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a row has times of several zones, which can be compared only in one of them.

    Times of one column are those of the places where the rows come from, and stay as they stand:
    at which hour people work, say, is the hour of their place.
    """
    times = [(place, column) for place, column in enumerate(columns) if column.type == "datetime"]
    if len(times) == 1:
        return False
    for row in rows:
        isos = [converted(column, row[place]) for place, column in times]
        offsets = offsets_of([iso for iso in isos if isinstance(iso, str)])
        if offsets and max(offsets) - min(offsets) > SUMMER:
            return True
    return False


def typed_rows(profile: TableProfile, content: bytes) -> list[list[Any]]:
    """All rows of a table with their values as plain JSON: numbers, truth values, ISO dates.

    Args:
        profile: The profile of the file; the values are in the order of its columns.
        content: The bytes of the file.
    """
    table = read_table(profile.name, content)
    if table is None:
        return []
    columns = profile.columns
    return [
        [converted(c, cell) for c, cell in zip(columns, row, strict=True)] for row in table.rows
    ]


def _table_in(name: str, text: Decoded, most_cells: int) -> Table | None:
    if not text.text.strip() or not may_hold_table(name):
        return None
    if is_table(name):
        return _delimited_or_lines(text.text, most_cells)
    ending = ending_of(name)
    if ending in JSON:
        return read_json(text.text)
    known = read_format(name, text.text)
    if known is not None or ending in FORMATS:
        return known
    start = text.text.lstrip()[:1]
    table = read_json(text.text) if start in {"{", "["} else None
    table = table or read_lines(text.text, named_table=ending in NAMED_TABLES)
    return table or _delimited_text(text.text, most_cells)


def _columns(table: Table, habits: Habits) -> tuple[Column, ...]:
    return tuple(
        column_of(column, [row[place] for row in table.rows], habits)
        for place, column in enumerate(table.names)
    )


def _sampled(table: Table) -> Table:
    """The table with rows from everywhere in it, if its reader kept too many of them.

    Its columns stay those of all rows: it is loaded with these.
    """
    step = math.ceil(len(table.rows) * len(table.names) / MOST_CELLS)
    is_whole = len(table.rows) == table.total
    return replace(table, rows=table.rows[::step]) if is_whole and step > 1 else table


def _delimited_or_lines(text: str, most_cells: int) -> Table | None:
    table = read_delimited(text, most_cells)
    if table is None or len(table.names) > 1:
        return table
    lines = read_lines(text, named_table=True)
    return lines if lines is not None and lines.form == "fixed width" else table


def _delimited_text(text: str, most_cells: int) -> Table | None:
    """The table in a text file that is regular enough to be one, and no prose."""
    table = read_delimited(text, most_cells)
    if table is None or len(table.names) < FEW_COLUMNS or table.total < FEW_COLUMNS:
        return None
    if any(row.count("") * 2 > len(row) for row in table.rows[:50]):
        return None
    sentences = sum(1 for row in table.rows for value in row if _PROSE.search(str(value)))
    return None if sentences * 10 > len(table.rows) else table
