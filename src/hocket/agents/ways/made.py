"""Columns that a task asks for and the file has in another form: in parts, or in another unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.inner_rows import with_inner_rows
from hocket.agents.ways.matching import places_meant
from hocket.agents.ways.parted import made_of
from hocket.agents.ways.united import units_of
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.conversion import cell_text, converted, plain
from hocket.documents.units import (
    is_known_unit,
    is_no_quantity,
    is_temperature,
    unit_of_name,
    value_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.documents.profile import Column, Table, TableProfile

_WORDS = frozenset({"min", "in", "second"})
"""Units that are words as well: the least, a place, the next after the first."""
_TEXTS = ("text", "integer", "list")
"""What columns may be that texts are made of; a list is a text with marks."""


def with_made(profile: TableProfile, table: Table, form: Form) -> tuple[TableProfile, Table, Form]:
    """The table with the columns that can be made of others, behind them, under their keys.

    The form no longer has the look of a key for which its task shows the whole that it is of.

    Args:
        profile: What the table holds.
        table: Its rows.
        form: What is asked for.
    """
    profile, table = with_inner_rows(profile, table, form) or (profile, table)
    places = places_meant(profile.columns, form)
    lacking = [key for key in form.keys if key not in places]
    if not lacking:
        return profile, table, form
    made: dict[str, list[Any]] = {}
    units = units_of(form)
    for key in lacking:
        found = _in_unit(key, units.get(key, ""), profile, table, {*places.values()})
        made |= {key: found} if found else {}
    texts = {
        column.name: [cell_text(row[place]).strip() for row in table.rows]
        for place, column in enumerate(profile.columns)
        if column.type in _TEXTS and place not in places.values()
    }
    left = [key for key in lacking if key not in made]
    made |= made_of(texts, left, form) if left else {}
    if not made:
        return profile, table, form
    columns = [_column(key, cells) for key, cells in made.items()]
    rows = [
        [*row, *cells]
        for row, cells in zip(table.rows, zip(*made.values(), strict=True), strict=True)
    ]
    whole = replace(table, names=(*table.names, *made), rows=rows)
    shown = {text for column in texts.values() for text in column}
    looks = {
        key: tuple(look for look in own if key not in made or _example(look) not in shown)
        for key, own in form.looks.items()
    }
    form = replace(form, looks={key: own for key, own in looks.items() if own})
    return replace(profile, columns=(*profile.columns, *columns)), whole, form


def _example(look: object) -> str:
    return str(getattr(look, "example", ""))


def _column(key: str, cells: Sequence[Any]) -> Column:
    """A made column; codes such as ``007`` stay texts."""
    return column_of(key, cells, Habits())


def _in_unit(
    key: str, unit: str, profile: TableProfile, table: Table, taken: set[int]
) -> list[Any]:
    """The figures of the only column in another unit of the same kind, by the names of both."""
    found = []
    for place, column in enumerate(profile.columns):
        own = _unit_named(column.name) or _letter_of(column.name, key)
        if not (unit and own and column.is_number) or place in taken or column.odd_count:
            continue
        if value_in(1, own, unit) is None or value_in(0, own, unit) == value_in(1, own, unit):
            continue
        found.append((place, own))
    if len(found) != 1:
        return []
    [(place, own)] = found
    column = profile.columns[place]
    said = words_of(key) - {unit} - {normal(unit)}
    if said - words_of(column.name) or (column.unit and value_in(1, column.unit, own) != 1):
        return []
    values = [converted(column, row[place]) for row in table.rows]
    return [
        plain(new)
        if isinstance(v, int | float) and (new := value_in(v, own, unit)) is not None
        else v
        for v in values
    ]


def _letter_of(name: str, key: str) -> str:
    """The letter at the end of a name that is a unit, as its key ends with one: ``depth_m``."""
    *stem, letter = name.split("_")
    is_unit = bool(stem) and len(letter) == 1 and key.split("_")[:-1] == stem
    return letter if is_unit and is_known_unit(letter) else ""


def _unit_named(name: str) -> str:
    """The unit that the name of a column has, also one of temperature; none that may be a word."""
    if is_no_quantity(name):
        return ""
    unit = unit_of_name(name)
    if unit in _WORDS and not name.rstrip().endswith((")", "]")):
        return ""
    words = [word.casefold() for word in name.replace("_", " ").split() if len(word) > 1]
    return unit or next(filter(is_temperature, words), "")
