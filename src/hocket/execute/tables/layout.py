"""Which files are loaded as tables, under which names, and how each is read: plain data."""

from __future__ import annotations

import keyword
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hocket.documents.delimited import dialect_of, is_table, rows_of
from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hocket.documents.delimited import Dialect

JSON = (".json", ".jsonl", ".ndjson")
CALENDAR = (".ics", ".ical")
LINES = (".txt", ".log", ".dat")
PARQUET = ".parquet"
HEADER_ROWS = 12
"""A header further down is none that people leave above a table."""

FILLED = 0.6
"""Share of the columns that a header names at least."""

READABLE = (*JSON, *CALENDAR, *LINES, PARQUET)


def loads(name: str) -> bool:
    """Whether a file is loaded, by its name."""
    return is_table(name) or name.lower().endswith(READABLE)


def variables_of(names: Iterable[str]) -> dict[str, str]:
    """The variable of each file that is loaded: ``df`` for a single one, else after its name.

    Examples:
        >>> variables_of(["a b.csv", "2020.json", "notes.md"])
        {'a b.csv': 'a_b', '2020.json': 't2020'}
        >>> variables_of(["a.csv"])
        {'a.csv': 'df'}
    """
    loaded = sorted(name for name in names if loads(name))
    if len(loaded) == 1:
        return {loaded[0]: "df"}
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


def parts_of(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """How each file that is loaded is read.

    Args:
        files: The contents by name.
    """
    variables = variables_of(files)
    parts = (_part(name, files[name], variable) for name, variable in variables.items())
    return [part for part in parts if part is not None]


def _part(name: str, content: bytes, variable: str) -> dict[str, Any] | None:
    low = name.lower()
    part: dict[str, Any] = {"name": name, "variable": variable, "dates": {}}
    if low.endswith(PARQUET):
        return {**part, "form": "parquet"}
    text = decoded(content)
    if text is None:
        return None
    part["encoding"] = text.encoding
    if low.endswith(JSON):
        return {**part, "form": "json"}
    if low.endswith(CALENDAR):
        return {**part, "form": "calendar"}
    if not is_table(name):
        return {**part, "form": "lines"}
    dialect = dialect_of(text.text)
    return {
        **part,
        "form": "delimited",
        "delimiter": dialect.delimiter,
        "decimal": dialect.decimal,
        "header": dialect.header,
        "skip": dialect.skip + _before_header(text.text, dialect),
    }


def _before_header(text: str, dialect: Dialect) -> int:
    """Number of rows above the header, such as a title."""
    rows = []
    for row in rows_of(text, dialect):
        if any(value.strip() for value in row):
            rows.append(row)
        if len(rows) >= HEADER_ROWS:
            break
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows):
        if sum(1 for value in row if value.strip()) >= max(2, FILLED * width):
            return number
    return 0
