"""Databases (SQLite): each table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hocket.adapters.documents.output import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from hocket.adapters.documents.output import Output

TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
    "ORDER BY rowid"
)


def read(path: Path, output: Output) -> None:
    """Add each table, its header first.

    Raises:
        UnreadableError: It has no table with columns.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda content: content.decode(errors="replace")
        for (name,) in database.execute(TABLES).fetchall():
            output.table(name, _rows(database, name), f"table {name}")
    if not output.files:
        message = "it has no tables"
        raise UnreadableError(message)


def _rows(database: sqlite3.Connection, name: str) -> Iterator[tuple[Any, ...]]:
    quoted = name.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - quoted, read only
    yield tuple(column[0] for column in cursor.description)
    yield from cursor
