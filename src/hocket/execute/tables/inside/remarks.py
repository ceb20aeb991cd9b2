"""What is said of a statement that ran: conditions that no row meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside import blank, refused
from hocket.execute.tables.inside.selects import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping


def doubt_of(sql: str, answer: dict[str, Any], connection: Any, tables: Mapping[str, Any]) -> str:
    """What looks wrong with a statement, in words for the LLM; empty if nothing does.

    Args:
        sql: The statement.
        answer: What it gave.
        connection: Has the tables.
        tables: The tables by their variables.
    """
    reader = Reader(connection)
    try:
        selects = reader.selects(sql)
    except Exception:  # noqa: BLE001 - this DuckDB cannot take it apart
        return ""
    return refused.doubt_of(reader, selects, tables) if blank.is_blank(answer) else ""
