"""Comparisons that every row meets by far, as the number is one of another column.

A right program may state what holds of all rows anyway, such as a first year. So a comparison is
doubted only if its number is several times as large or as small as the values of the column,
further from them than those are from each other, and among those of another column.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside import unmet
from hocket.execute.tables.inside.refused import clauses_of, compared
from hocket.execute.tables.inside.selects import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hocket.execute.tables.inside.selects import Reader, Select

Comparison = tuple[str, str, Any]
"""A column, how it is compared, and with which number."""

_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
TIMES = 3
FEWEST = 4
"""Rows whose values show how far apart they are."""


def in_program(tree: ast.Module, tables: Mapping[str, Any]) -> str:
    """What is said of a comparison of a program that every row meets by far; empty if none is."""
    nodes = [*ast.walk(tree)]
    is_set = {
        node.slice.value
        for node in nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.slice, ast.Constant)
    }
    pairs = [pair for node in nodes if isinstance(node, ast.Compare) for pair in _pairs(node)]
    return _said([pair for pair in pairs if pair[0] not in is_set], tables)


def in_statement(reader: Reader, selects: Sequence[Select], tables: Mapping[str, Any]) -> str:
    """What is said of a comparison of a statement that every row meets by far, as of programs."""
    found: list[Comparison] = []
    made = {str(one.get("alias", "")) for select in selects for one in select.node["select_list"]}
    names = {str(name).casefold(): str(name) for table in tables.values() for name in table.columns}
    for clause in (clause for select in selects for clause in clauses_of(select)):
        for part in clause.parts:
            value, sign, others = compared(part) or ({}, "", [])
            column = column_of(value) if value else ""
            if column and column not in made and sign in unmet.ORDERED:
                number = reader.run(f"SELECT {reader.text_of(others[0])}")[0][0]
                found.append((names.get(column.casefold(), ""), sign, unmet.plain(number)))
    return _said(found, tables)


def _pairs(node: ast.Compare) -> Iterator[Comparison]:
    """The comparisons of columns with numbers, each with the column first."""
    sides = [node.left, *node.comparators]
    for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
        sign = _SIGNS.get(type(op), "")
        if sign and (column := _column(left)) and (number := _number(right)) is not None:
            yield column, sign, number
        elif sign and (column := _column(right)) and (number := _number(left)) is not None:
            yield column, sign.translate(_TURNED), number


_TURNED = str.maketrans("<>", "><")


def _column(node: ast.expr) -> str:
    named = (
        node.slice.value
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        else ""
    )
    return named if isinstance(named, str) else ""


def _number(node: ast.expr) -> Any:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        return None
    return value if unmet.is_number(value) else None


def _said(comparisons: Sequence[Comparison], tables: Mapping[str, Any]) -> str:
    for name, sign, number in comparisons:
        having = [table[name].dropna() for table in tables.values() if name in table.columns]
        if len(having) != 1 or not unmet.is_number(number) or having[0].dtype.kind not in "iuf":
            continue
        [values] = having
        columns = unmet.numbers_of(tables)
        reaching = [one for one in unmet.reaching_columns(number, columns) if one != name]
        if len(values) >= FEWEST and reaching and _is_far(sign, number, values):
            known = unmet.Range()
            known.add(values)
            return unmet.said_of_all(name, sign, number, known, reaching)
    return ""


def _is_far(sign: str, number: Any, values: Any) -> bool:
    """Whether all values meet a comparison, and the number is far from them."""
    low, high = values.min(), values.max()
    if low <= 0 or number <= 1:
        return False
    less, more = (number, low) if sign in (">", ">=") else (high, number)
    return bool(more > TIMES * less and more - less > TIMES * (high - low))
