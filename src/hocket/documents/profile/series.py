"""Columns that belong together, such as one for each year or month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column

FEW = 4
"""From this many columns on, a series is described as one."""

_YEAR = re.compile(r"[12]\d{3}")
_NUMBERED = re.compile(r"(.*?)(\d+)(\D*)")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905 - a list of words
_WIDER = {("integer", "number"): "number", ("number", "integer"): "number"}


@dataclass(frozen=True, slots=True)
class Series:
    """Columns beside one another whose names are years, months or numbers.

    Attributes:
        names: The first, the second and the last name.
        count: Number of columns.
        column: What they hold together.
    """

    names: tuple[str, str, str]
    count: int
    column: Column


def grouped(columns: Sequence[Column]) -> list[Column | Series]:
    """The columns in order, with series as one."""
    entries: list[Column | Series] = []
    group: list[Column] = []
    for column in columns:
        if group and not _continues(group[-1], column):
            entries += _entries(group)
            group = []
        group.append(column)
    return [*entries, *_entries(group)]


def _entries(group: list[Column]) -> Sequence[Column | Series]:
    if len(group) < FEW or _stem(group[0].name) is None:
        return group
    lows = [c.minimum for c in group if c.minimum is not None]
    highs = [c.maximum for c in group if c.maximum is not None]
    kinds = {column.type for column in group}
    together = replace(
        group[0],
        type="number" if kinds == {"integer", "number"} else group[0].type,
        missing=sum(column.missing for column in group),
        missing_as=tuple(sorted({mark for column in group for mark in column.missing_as})),
        minimum=_extreme(lows, min),
        maximum=_extreme(highs, max),
        values=(),
        odd=tuple(value for column in group for value in column.odd)[:3],
        odd_count=sum(column.odd_count for column in group),
    )
    names = (group[0].name, group[1].name, group[-1].name)
    return [Series(names, len(group), together)]


def _extreme(values: list[Any], choose: Any) -> Any:
    return choose(values) if values else None


def _continues(last: Column, column: Column) -> bool:
    """Whether a column continues the series of the one before it."""
    types = (last.type, column.type)
    if last.type != column.type and types not in _WIDER and "empty" not in types:
        return False
    stem = _stem(column.name)
    return stem is not None and stem == _stem(last.name)


def _stem(name: str) -> str | None:
    """What the names of a series share; None if the name can be of none."""
    if _YEAR.fullmatch(name):
        return "year"
    if name[:3].lower() in _MONTHS and name.isalpha():
        return "month"
    moment = read_moment(name, day_first=True)
    if moment is not None:
        return moment.type
    match = _NUMBERED.fullmatch(name)
    return f"{match[1]}0{match[3]}" if match else None
