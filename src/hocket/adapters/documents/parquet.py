"""Parquet files: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from hocket.adapters.documents.output import Output

BATCH_ROWS = 1000


def read(path: Path, output: Output) -> None:
    """Add the table."""
    with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "1GB"}) as database:
        cursor = database.execute("select * from read_parquet(?)", [str(path)])
        names = [column[0] for column in cursor.description or ()]
        output.table("table", _rows(names, cursor), "the table")


def _rows(names: Sequence[str], cursor: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    yield names
    while batch := cursor.fetchmany(BATCH_ROWS):
        yield from batch
