"""A condition that is none: taken out of a program that gave nothing because of it.

A small LLM that is told to leave such a condition out writes it again, as the question has its
number: ``medals over 100 metres`` becomes ``Time > 100``, which no row can meet.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS: dict[str, type[ast.cmpop]] = {
    ">": ast.Gt, ">=": ast.GtE, "<": ast.Lt, "<=": ast.LtE, "==": ast.Eq, "=": ast.Eq,
}  # fmt: skip
_THAN = (
    r"(?:is|was|are|were|of|has|have|had) (?:over|above|below|under|at (?:least|most)|up to"
    r"|not (?:over|under)|(?:more|less|fewer|greater|higher|lower|larger|smaller) than) "
)
_NUMBER = r"\d[\d.,]*(?: (?:thousand|million|billion))?"


class Comparison(NamedTuple):
    """A comparison of a column with a number."""

    name: str
    sign: str
    number: float


def without_void(code: str, void: Sequence[Comparison], task: str = "") -> str:
    """The program or statement without the comparisons that are no conditions; empty if unchanged.

    Args:
        code: What gave nothing.
        void: The comparisons in it whose numbers are far from all values.
        task: What is asked; a limit that it sets to the column by its name is a condition, though
            no row meets it.

    Examples:
        >>> far = [Comparison("Time", ">", 100)]
        >>> without_void('n = len(df[df["Time"] > 100])', far)
        'n = len(df)'
        >>> without_void("SELECT count(*) FROM df WHERE time > 100 AND town = 'Ulm'", far)
        "SELECT count(*) FROM df WHERE TRUE AND town = 'Ulm'"
        >>> without_void("n = len(df)", far)
        ''
    """
    taken = [one for one in void if not _is_asked(one.name, task)]
    try:
        tree = ast.parse(code)
    except SyntaxError:
        changed = _statement(code, taken)
        return changed if changed != code else ""
    taking = _Taking(taken)
    changed_tree = taking.visit(tree)
    return ast.unparse(ast.fix_missing_locations(changed_tree)) if taking.has_taken else ""


def _is_asked(name: str, task: str) -> bool:
    """Whether a task sets a limit to a column: ``10 people``, ``a height of over 10``."""
    column = r"[ _-]?".join(map(re.escape, re.findall(r"[^\W_]+", name))) or r"(?!)"
    limit = rf"(?<!\w){column}s? {_THAN}|(?<![\w.]){_NUMBER} {column}s?(?!\w)"
    return re.search(limit, task, re.IGNORECASE) is not None


def _statement(sql: str, void: list[Comparison]) -> str:
    for one in void:
        number = rf"{one.number:.15g}(?:\.0+)?"
        column = rf'(?:\w+\.)?"?{re.escape(one.name)}"?'
        form = rf"(?<![\w.\"]){column}\s*{re.escape(one.sign)}\s*{number}(?![\w.])"
        sql = re.sub(form, "TRUE", sql, flags=re.IGNORECASE)
    return sql


class _Taking(ast.NodeTransformer):
    def __init__(self, void: list[Comparison]) -> None:
        self._void = void
        self.has_taken = False

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if not self._is_void(node):
            return node
        self.has_taken = True
        return ast.Constant(value=True)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.BitOr):
            return node  # beside another condition it keeps no row out
        self.generic_visit(node)
        if isinstance(node.op, ast.BitAnd):
            if _is_true(node.left):
                return node.right
            if _is_true(node.right):
                return node.left
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        if not isinstance(node.op, ast.And):
            return node
        self.generic_visit(node)
        rest = [value for value in node.values if not _is_true(value)] or [ast.Constant(value=True)]
        return rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return node  # what is turned round holds for all rows

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.slice, ast.Tuple) and node.slice.elts and _is_true(node.slice.elts[0]):
            node.slice.elts[0] = ast.Slice()  # all rows of some columns
        if _is_true(node.slice):  # all rows
            is_loc = isinstance(node.value, ast.Attribute) and node.value.attr == "loc"
            return node.value.value if is_loc else node.value  # type: ignore[attr-defined]
        return node

    def _is_void(self, node: ast.Compare) -> bool:
        sides = [node.left, *node.comparators]
        if len(sides) != 2 or not isinstance(sides[1], ast.Constant):  # noqa: PLR2004 - a < b
            return False
        number, named = sides[1].value, ast.unparse(sides[0])
        return any(
            isinstance(node.ops[0], _SIGNS[one.sign])
            and number == one.number
            and re.search(rf"(?<!\w){re.escape(one.name)}(?!\w)", named) is not None
            for one in self._void
        )


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
