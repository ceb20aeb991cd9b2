"""The inner form of a table whose rows hold lists of objects: one row for each of these.

An order holds its items and a plant its sizes; what is asked for is mostly of these.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.column import Habits, column_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile

MOST_ROWS = 200_000
OUTER = "row"
"""Begins the name of an outer column that an inner one has too."""


def inner_table(profile: TableProfile, table: Table) -> tuple[str, TableProfile, Table] | None:
    """The inner form of a table; None if it holds no list of objects, or several.

    Args:
        profile: What the table holds.
        table: Its rows.

    Returns:
        The column of the lists, and the table with a row for each object: the outer columns that
        are no lists, then the fields of the objects. Rows with an empty list have none.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b'[{"id": 1, "items": [{"sku": "a"}, {"sku": "b"}]}, {"id": 2, "items": []}]'
        >>> profile = table_profile("a.json", content)
        >>> column, _, inner = inner_table(profile, loaded_table("a.json", content))
        >>> column, inner.names, list(inner.rows)
        ('items', ('id', 'sku'), [[1, 'a'], [1, 'b']])
    """
    holding = [
        place
        for place, column in enumerate(profile.columns)
        if column.type == "list" and _are_objects([_items(row[place]) for row in table.rows])
    ]
    if len(holding) != 1:
        return None
    [at] = holding
    outer = [place for place, column in enumerate(profile.columns) if not _is_nested(column)]
    every = [(row, item) for row in table.rows for item in _items(row[at])]
    keys = list(dict.fromkeys(key for _, item in every for key in item))
    keys = [k for k in keys if not any(isinstance(item.get(k), list | dict) for _, item in every)]
    if not keys or len(every) > MOST_ROWS:
        return None
    known = [profile.columns[place] for place in outer]
    named = [f"{OUTER}_{one.name}" if one.name in keys else one.name for one in known]
    rows = [[*(row[p] for p in outer), *(item.get(k) for k in keys)] for row, item in every]
    habits = Habits(table.dialect.decimal)
    names = (*named, *keys)
    columns = tuple(
        column_of(name, [row[place] for row in rows], habits) for place, name in enumerate(names)
    )
    return profile.columns[at].name, profile.remade(columns, len(rows)), table.remade(names, rows)


def inner_name(variable: str, column: str) -> str:
    """The variable of the inner form of a table.

    Examples:
        >>> inner_name("df", "Line items")
        'df_line_items'
    """
    return f"{variable}_{re.sub(r'[^a-z0-9]+', '_', column.lower()).strip('_') or 'inner'}"


def _is_nested(column: Column) -> bool:
    return column.type in ("list", "object")


def _items(cell: Any) -> list[Any]:
    """The items of a list, which stands in a cell as it is or as its JSON."""
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        try:
            cell = json.loads(cell)
        except ValueError:
            return []
    return cell if isinstance(cell, list) else []


def _are_objects(lists: Sequence[list[Any]]) -> bool:
    items = [item for one in lists for item in one]
    return bool(items) and all(isinstance(item, dict) for item in items)
