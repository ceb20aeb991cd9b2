"""Conditions of a statement that no row meets, or never all together, where it gave nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside import unmet
from hocket.execute.tables.inside.selects import column_of, conjuncts, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hocket.execute.tables.inside.selects import Node, Reader, Select

SIGNS = {
    "COMPARE_GREATERTHAN": ">", "COMPARE_GREATERTHANOREQUALTO": ">=", "COMPARE_LESSTHAN": "<",
    "COMPARE_LESSTHANOREQUALTO": "<=", "COMPARE_EQUAL": "=",
}  # fmt: skip
TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}
_VARIES = ("COLUMN_REF", "SUBQUERY", "WINDOW", "STAR")


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions that have to hold at once.

    Attributes:
        select: Where they are.
        parts: The conditions.
        without: What of the SELECT is left out to have the rows among which they choose.
    """

    select: Select
    parts: list[Node]
    without: tuple[str, ...]


def doubt_of(
    reader: Reader,
    selects: Sequence[Select],
    tables: Mapping[str, Any],
    *,
    only_far: bool = False,
) -> unmet.Remark:
    """What is said of the first clause of a statement that no row meets.

    Args:
        reader: Runs parts of the statement.
        selects: Its SELECTs, those within another one first.
        tables: The tables by their variables.
        only_far: Whether it is said of numbers alone that are far from all values.
    """
    for clause in (clause for one in selects for clause in clauses_of(one)):
        with contextlib.suppress(Exception):  # a part that needs what is around it
            remark = _said(clause, reader, tables, only_far=only_far)
            if remark.text:
                return remark
    return unmet.Remark()


def clauses_of(select: Select) -> Iterator[Clause]:
    """The clauses of a SELECT, of WHERE first."""
    grouped = ("having", "group_expressions", "group_sets")
    if select.node.get("where_clause"):
        yield Clause(select, conjuncts(select.node["where_clause"]), (*grouped, "where_clause"))
    if select.node.get("having"):
        yield Clause(select, conjuncts(select.node["having"]), ("having",))
    for expression in select.own("select_list"):
        checks = [check["when_expr"] for check in expression.get("case_checks") or ()]
        filters = [expression.get("filter"), expression.get("filter_expr")]
        for condition in (*checks, *filters):
            if isinstance(condition, dict) and condition.get("class"):
                yield Clause(select, conjuncts(condition), grouped)


def _said(
    clause: Clause, reader: Reader, tables: Mapping[str, Any], *, only_far: bool
) -> unmet.Remark:
    parts = clause.parts
    counted = "count(*), " + ", ".join(f"count(*) FILTER (WHERE c{n})" for n in range(len(parts)))
    both = " AND ".join(f"c{n}" for n in range(len(parts)))
    outer = f"{counted}, count(*) FILTER (WHERE {both})"
    [[rows, *held, together]] = reader.rows(clause.select, parts, clause.without, outer)
    if not rows or together:
        return unmet.Remark()
    never = [part for part, times in zip(parts, held, strict=True) if not times]
    if not never and (only_far or len(parts) == 1):
        return unmet.Remark()
    if not never:
        texts = [*map(reader.text_of, parts)]
        return unmet.Remark(unmet.said_together([*zip(texts, held, strict=True)]))
    for part in never:
        if (pair := compared(part)) is not None:
            return _of_comparison(*pair, clause, reader, tables, only_far=only_far)
    return unmet.Remark("" if only_far else f"No row meets {reader.text_of(never[0])}.")


def compared(part: Node) -> tuple[Node, str, list[Node]] | None:
    """(what is compared, how, with what) of a condition; None if it is another one."""
    kind = part.get("type")
    if kind in SIGNS:
        value, wanted, sign = part["left"], part["right"], SIGNS[kind]
        if not _varies(value):
            value, wanted, sign = wanted, value, TURNED[sign]
        others = [wanted]
    elif kind == "COMPARE_BETWEEN":
        value, others, sign = part["input"], [part["lower"], part["upper"]], "between"
    elif kind == "COMPARE_IN":
        value, *others = part["children"]
        sign = "in"
    else:
        return None
    is_plain = _varies(value) and not any(map(_varies, others))
    return (value, sign, others) if is_plain else None


def _varies(expression: Node) -> bool:
    return any(one["class"] in _VARIES for one in within(expression))


def _of_comparison(
    value: Node,
    sign: str,
    others: Sequence[Node],
    clause: Clause,
    reader: Reader,
    tables: Mapping[str, Any],
    *,
    only_far: bool,
) -> unmet.Remark:
    rows = reader.rows(clause.select, [value, *others], clause.without, "DISTINCT *")
    values = unmet.Range()
    values.add([unmet.plain(row[0]) for row in rows])
    wanted = [unmet.plain(one) for one in rows[0][1:]]
    if values.kind == "texts":
        wanted = [str(one) for one in wanted]
    column = column_of(value)
    name = f'"{column}"' if column else reader.text_of(value)
    asked = wanted[0] if len(wanted) == 1 and sign != "in" else tuple(wanted)
    if only_far and not unmet.is_far(asked, values):
        return unmet.Remark()
    if unmet.is_met(column, sign, asked, tables):
        return unmet.Remark(unmet.said_of_rest(name, sign, asked, values))
    return unmet.remark_on(name, sign, asked, values, unmet.numbers_of(tables))
