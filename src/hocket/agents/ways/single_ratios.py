"""Ratios of groups that a program takes as the mean of the ratios of their single rows.

The profit of a region in percent of its sales is the sum of the one over the sum of the other; the
mean of what each order gives counts a small order as much as a large one.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from hocket.core.late_pattern import late_pattern

_OF_WHOLES = late_pattern(
    r"\b(?:in |as (?:an? )?)?(?:per ?cent(?:age)?|percentage|%|shares?|fraction|proportion)"
    r" of (?:its|their|the|all|his|her)\b|\b(?:out of|per) (?:its|their|all)\b"
    r"|\b(?:profit |net |gross )?margins? (?:of|for|by|in) (?:each|every|the)\b"
    r"|\b(?:density|densities) (?:of|for|by|in) (?:each|every|the)\b",
    re.IGNORECASE,
)
_MEANS = late_pattern(r"\b(?:averages?|mean|median|typical\w*|on average)\b", re.IGNORECASE)
_IN_SQL = late_pattern(
    r"\bavg\s*+\(\s*+(?:100(?:\.0*)?\s*+\*\s*+)?\(?\s*+(?P<part>[\w.\"]+)\s*+/\s*+"
    r"(?:nullif\s*+\(\s*+)?(?P<whole>[\w.\"]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A column of ratios: the table, its name, and the two columns that it comes from."""

    table: str
    name: str
    part: str
    whole: str


def mean_of_ratios(task: str, code: str) -> str:
    """What is wrong with the mean of ratios where a ratio of wholes is asked; empty if nothing.

    Examples:
        >>> task = "What did each shop earn, in percent of its sales?"
        >>> code = "df['r'] = df['profit'] / df['sales'] * 100"
        >>> mean_of_ratios(task, code + chr(10) + "a = df.groupby('shop')['r'].mean()")
        "the mean of the ratios of single rows is not that of a group: divide its sums, \
df.groupby(...)['profit'].sum() / df.groupby(...)['sales'].sum()"
        >>> mean_of_ratios("What is the average share of each shop?", code)
        ''
    """
    if not _OF_WHOLES.search(task) or _MEANS.search(task):
        return ""
    match = _IN_SQL.search(code)
    if match is not None:
        sums = f"sum({match['part']}) / sum({match['whole']})"
        return f"the mean of the ratios of single rows is not that of a group: take {sums}"
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    ratios = {one.name: one for one in map(_ratio, ast.walk(tree)) if one is not None}
    for node in ast.walk(tree):
        one = ratios.get(_averaged(node))
        if one is not None:
            sums = " / ".join(
                f"{one.table}.groupby(...)[{column!r}].sum()" for column in (one.part, one.whole)
            )
            return (
                f"the mean of the ratios of single rows is not that of a group: divide its sums, "
                f"{sums}"
            )
    return ""


def _ratio(node: ast.AST) -> _Ratio | None:
    """The ratio of two columns of one table that a statement keeps as another column of it."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return None
    kept = _column(node.targets[0])
    divisions = [
        one
        for one in ast.walk(node.value)
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div)
    ]
    if kept is None or len(divisions) != 1:
        return None
    part, whole = _column(divisions[0].left), _column(divisions[0].right)
    if part is None or whole is None or {part[0], whole[0]} != {kept[0]}:
        return None
    return _Ratio(kept[0], kept[1], part[1], whole[1])


def _column(node: ast.expr) -> tuple[str, str] | None:
    """The table and the column that an expression names, also times a number."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = [node.left, node.right]
        columns = [one for one in sides if not isinstance(one, ast.Constant)]
        return _column(columns[0]) if len(columns) == 1 else None
    is_one = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
    if not is_one or not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return None
    name = node.slice.value if isinstance(node.slice, ast.Constant) else None
    return (node.value.id, name) if isinstance(name, str) else None


def _averaged(node: ast.AST) -> str:
    """The column of which a call takes the mean in each group; empty if it does something else."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ""
    of = node.func.value
    if (
        node.func.attr != "mean"
        or not isinstance(of, ast.Subscript)
        or "groupby" not in ast.dump(of)
    ):
        return ""
    key = of.slice
    if isinstance(key, ast.List) and len(key.elts) == 1:
        key = key.elts[0]
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
