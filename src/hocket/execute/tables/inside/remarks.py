"""What is said of a statement that ran: conditions, groups and columns that do nothing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside import blank, lone, refused, unused, vacuous
from hocket.execute.tables.inside.selects import Reader
from hocket.execute.tables.inside.unmet import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.execute.tables.inside.selects import Select


def doubt_of(
    sql: str, answer: dict[str, Any], connection: Any, tables: Mapping[str, Any]
) -> Remark:
    """What looks wrong with a statement; without a text if nothing does.

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
        return Remark()
    if blank.is_blank(answer):
        only_far = blank.is_zero(answer)
        remark = refused.doubt_of(reader, selects, tables, only_far=only_far)
        if remark.text:
            return remark
    return Remark(_idle(reader, selects, tables))


def _idle(reader: Reader, selects: Sequence[Select], tables: Mapping[str, Any]) -> str:
    """What is said of the first group, column or condition that does nothing; empty without one."""
    for select in selects:
        with contextlib.suppress(Exception):  # a part that needs what is around it
            if text := lone.in_statement(reader, select):
                return text
    with contextlib.suppress(Exception):  # as above
        if text := unused.in_statement(reader, selects):
            return text
        if text := vacuous.in_statement(reader, selects, tables):
            return text
    return ""
