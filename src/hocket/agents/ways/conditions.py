"""Conditions that no row meets: those that are none are taken out, others put in their unit.

A small LLM that is told to leave such a condition out writes it again, as the question has its
number: ``medals over 100 metres`` becomes ``Time > 100``, which no row can meet. So it does with
``price > 20000`` where the column is ``price (in 1000)``.
"""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hocket.agents.ways.thresholds import stated_limits

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


class Scaled(NamedTuple):
    """A comparison of a column with a number in another unit, and how many of that one has."""

    name: str
    sign: str
    number: float
    unit: int


_THOUSANDS = r"(?<!\d)1[ ,.']?000(?![\d,.' ]*\d)|['\u2019]000|thousands?|thsd|tsd|\bk\b"
_MILLIONS = r"1[ ,.']?000[ ,.']?000|millions?|\bmio\b|\bmn\b|\bmill?\b"
HUNDRED = 100
_STATES = {
    HUNDRED: re.compile(r"share|per ?cent|%|\bpct\b|proportion|fraction", re.IGNORECASE),
    1_000: re.compile(_THOUSANDS, re.IGNORECASE),
    1_000_000: re.compile(_MILLIONS, re.IGNORECASE),
}
"""How the name of a column, or a task beside it, states a unit."""


def in_its_unit(code: str, scaled: Sequence[Scaled], task: str) -> str:
    """The program or statement with numbers in the units that columns state; empty if unchanged.

    Args:
        code: What gave nothing.
        scaled: The comparisons in it whose numbers are among the values in another unit.
        task: What is asked. It states the number as a limit; other numbers are none, as in
            "for a million people". It may state the unit of a column: ``(pop, in thousands)``.

    Examples:
        >>> one, task = [Scaled("price (1000 $)", ">=", 20000, 1000)], "Which cost over 20,000?"
        >>> in_its_unit('n = len(df[df["price (1000 $)"] >= 20000])', one, task)
        "n = len(df[df['price (1000 $)'] >= 20])"
        >>> other = [Scaled("price", ">=", 20000, 1000)]
        >>> in_its_unit("n = len(df[df['price'] >= 20000])", other, task)
        ''
    """
    limits = stated_limits(task)
    taken = [one for one in scaled if Fraction(one.number) in limits and _is_stated(one, task)]
    try:
        tree = ast.parse(code)
    except SyntaxError:
        changed = code
        for one in taken:
            form = _form_of(one)
            changed = re.sub(
                form, rf"\g<1>{one.number / one.unit:.15g}", changed, flags=re.IGNORECASE
            )
        return changed if changed != code else ""
    found = [
        (node.comparators[0], one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for one in taken
        if _is_of(node, one)
    ]
    for constant, one in found:
        number = one.number / one.unit
        constant.value = int(number) if number.is_integer() else number  # type: ignore[attr-defined]
    return ast.unparse(tree) if found else ""


def _is_stated(one: Scaled, task: str) -> bool:
    """Whether the name of the column states its unit, or the task right behind that name.

    A number in percent states that of shares as well.
    """
    states, name = _STATES[one.unit], re.escape(one.name)
    percent = rf"(?<![\d.,]){re.escape(f'{one.number:.15g}')} ?(?:%|per ?cent\b)"
    if one.unit == HUNDRED and re.search(percent, task, re.IGNORECASE):
        return True
    beside = re.search(
        rf"(?<!\w){name}\W{{1,3}}(?:(?:is|are|in|as) )*([\w ]{{1,30}})", task, re.IGNORECASE
    )
    texts = [one.name, *(beside.groups() if beside else ())]
    return any(states.search(text) for text in texts)


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
        sql = re.sub(_form_of(one), "TRUE", sql, flags=re.IGNORECASE)
    return sql


def _form_of(one: Comparison | Scaled) -> str:
    """The pattern of a comparison in a statement, up to its number as a group."""
    number = rf"{one.number:.15g}(?:\.0+)?"
    column = rf'(?:\w+\.)?"?{re.escape(one.name)}"?'
    return rf"((?<![\w.\"]){column}\s*{re.escape(one.sign)}\s*){number}(?![\w.])"


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
        return any(_is_of(node, one) for one in self._void)


def _is_of(node: ast.Compare, one: Comparison | Scaled) -> bool:
    """Whether a comparison of a program is this one."""
    sides = [node.left, *node.comparators]
    if len(sides) != 2 or not isinstance(sides[1], ast.Constant):  # noqa: PLR2004 - a < b
        return False
    named = ast.unparse(sides[0])
    is_named = re.search(rf"(?<!\w){re.escape(one.name)}(?!\w)", named) is not None
    return isinstance(node.ops[0], _SIGNS[one.sign]) and sides[1].value == one.number and is_named


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
