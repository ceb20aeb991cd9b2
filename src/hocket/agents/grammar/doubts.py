"""What leaves open how a query is meant, or whether a table is as it seems."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.computing import grouped
from hocket.agents.grammar.conditions import Unread

if TYPE_CHECKING:
    from hocket.agents.grammar.computing import Query, Row
    from hocket.agents.grammar.sheet import Sheet

_COUNTS = frozenset(("freq", "frequency", "count", "counts", "n", "number"))
_OF_EACH_ROW = frozenset(("mean", "median", "sd", "correlation", "count", "share"))
"""Figures for which each row counts once."""
_MAY_BE_NONE = frozenset(("count", "distinct", "sum"))


def refuse_doubtful(query: Query, sheet: Sheet, rows: list[Row]) -> None:
    """Refuse a query whose answer depends on what it leaves open.

    Raises:
        Unread: It does.
    """
    measure = query.measure
    places = {measure.place, measure.other, query.label, *query.groups, *query.within} - {-1}
    places |= {condition.place for condition in (*query.where, *measure.part)}
    for place in places:
        column = sheet.columns[place]
        if column.odd_count or column.is_open or column.unit == "mixed" or column.note:
            raise Unread
        if column.type == "text" and _is_written_otherwise(sheet, place):
            raise Unread
    where = [condition.place for condition in query.where if condition.op != "known"]
    missing = {condition.place for condition in query.where if condition.op == "missing"}
    if any(where.count(place) > 1 for place in missing):
        raise Unread
    if measure.kind in ("count", "distinct") and not query.groups and not rows:
        raise Unread  # a condition that no row meets is hardly meant so
    if measure.kind in _OF_EACH_ROW and _stands_for_several(sheet, measure.place):
        raise Unread
    if any(row[one.place] is None for one in measure.part for row in rows):
        raise Unread  # whether those are a part of the whole
    if 0 < sheet.own <= measure.place:
        raise Unread  # a figure of what several rows belong to counts more than once


def refuse_vanished(query: Query, sheet: Sheet, rows: list[Row]) -> None:
    """Refuse numbers and sums of groups some of which no row is left of: they may count as 0.

    Raises:
        Unread: Some groups are gone, and it is not ranked.
    """
    others = [one for one in query.where if one.place not in query.groups]
    if query.measure.kind not in _MAY_BE_NONE or query.top or query.least or not others:
        return
    own = [one for one in query.where if one.place in query.groups]
    whole = [row for row in sheet.rows if all(one.holds(row) for one in own)]
    if {*grouped(whole, query.groups)} != {*grouped(rows, query.groups)}:
        raise Unread


def _is_written_otherwise(sheet: Sheet, place: int) -> bool:
    """Whether some of its values differ in capitals or blanks alone."""
    known = {str(value) for value in sheet.values(place)}
    plain = Counter("".join(value.casefold().split()) for value in known)
    return any(number > 1 for number in plain.values())


def _stands_for_several(sheet: Sheet, measured: int) -> bool:
    """Whether a column says how many things each row is, and is not itself measured."""
    return any(
        column.is_number and spoken(column.name) in _COUNTS and place != measured
        for place, column in enumerate(sheet.columns)
    )
