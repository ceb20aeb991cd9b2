"""Rows within rows: lists of objects in a file of nested data, each of which becomes a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.shaping import normal
from hocket.agents.ways.matching import places_meant
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.records import flattened

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.documents.profile import Table, TableProfile


def with_inner_rows(
    profile: TableProfile, table: Table, form: Form
) -> tuple[TableProfile, Table] | None:
    """A row for each object in the only list that has the keys which the rows lack; None if none.

    Args:
        profile: What the table holds.
        table: Its rows.
        form: What is asked for.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> from hocket.documents.profile import read_table, table_profile
        >>> text = b'[{"town": "Ulm", "bells": [{"hz": 9}, {"hz": 8}]}]'
        >>> form = form_of("Make b.csv with town and hz.", ["b.csv"])
        >>> found = with_inner_rows(table_profile("a.json", text), read_table("a.json", text), form)
        >>> found[1].names, found[1].rows
        (('town', 'hz'), [['Ulm', 9], ['Ulm', 8]])
    """
    lacking = {normal(key) for key in form.keys} - {normal(name) for name in table.names}
    lists = [
        {normal(key) for key in _keys([row[place] for row in table.rows])}
        for place in range(len(table.names))
    ]
    plain = [column for column, own in zip(profile.columns, lists, strict=True) if not own]
    known = {normal(key) for key in places_meant(plain, form)} & lacking
    found = [place for place, own in enumerate(lists) if own & lacking]
    if any(lists[place] & known or not lacking <= lists[place] | known for place in found):
        return None  # of two of one name nobody knows which is meant
    if len(found) != 1:
        return None
    [place] = found
    outer = [p for p in range(len(table.names)) if p != place]
    inner = _keys([row[place] for row in table.rows])
    names = (*(table.names[p] for p in outer), *inner)
    if len({normal(name) for name in names}) < len(names):
        return None  # of two of one name nobody knows which is meant
    rows: list[list[Any]] = []
    for row in table.rows:
        for item in row[place] or ():
            flat = flattened(item)
            rows.append([*(row[p] for p in outer), *(flat.get(key) for key in inner)])
    columns = [column_of(name, [row[p] for row in rows], Habits()) for p, name in enumerate(names)]
    whole = replace(table, names=names, rows=rows, total=len(rows))
    return replace(profile, columns=tuple(columns), rows=len(rows)), whole


def _keys(cells: list[Any]) -> list[str]:
    """The keys of the objects in lists; none unless all cells are lists of objects or missing."""
    lists = [cell for cell in cells if cell is not None]
    are_lists = all(isinstance(cell, list) for cell in lists)
    if not are_lists or not all(isinstance(item, dict) for cell in lists for item in cell):
        return []
    return list(dict.fromkeys(key for cell in lists for item in cell for key in flattened(item)))
