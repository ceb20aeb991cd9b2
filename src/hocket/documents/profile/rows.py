"""Rows of names and values as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.documents.profile.nouns import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.documents.profile.nouns import Form

JOINT = ", "
"""Between several values of one row in one column."""


def table_of(rows: Sequence[Mapping[str, Any]], *notes: str, form: Form = "blocks") -> Table | None:
    """The table of rows whose columns are in the order in which they first have a value.

    Examples:
        >>> table = table_of([{"a": "1", "b": ""}, {"c": "2", "a": "3"}])
        >>> table.names, table.rows
        (('a', 'c'), [['1', ''], ['3', '2']])
    """
    used = dict.fromkeys(name for row in rows for name, value in row.items() if value != "")
    names = tuple(name for name in used if name.strip())
    if not names:
        return None
    cells = [[row.get(name, "") for name in names] for row in rows]
    return Table(names, cells, len(cells), form, notes=notes)


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One row of names and values: several values of a name are joined, each once.

    Examples:
        >>> joined([("mail", "a@x"), ("cn", "Ada"), ("mail", "b@x"), ("mail", "a@x"), ("sn", "")])
        {'mail': 'a@x, b@x', 'cn': 'Ada'}
    """
    # Groups have tens of thousands of members, so that no value is compared with all before it.
    values: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        if value:
            values.setdefault(name, {})[value] = None
    return {name: JOINT.join(each) for name, each in values.items()}
