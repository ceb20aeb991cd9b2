"""Small edits of expressions: operators, numbers, names, calls and conditions.

The kinds of edits are those of mutation-based repair: V. Debroy and W. Wong, "Using Mutation to
Automatically Suggest Fixes for Faulty Programs" (ICST 2010).
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Piece = tuple[int, int, int, str]
"""Line from 0, first and last column, and what stands there instead."""

COMPARED = {
    ast.Lt: ("<=", ">", ">="), ast.LtE: ("<", ">=", ">"), ast.Gt: (">=", "<", "<="),
    ast.GtE: (">", "<=", "<"), ast.Eq: ("!=", "<=", ">="), ast.NotEq: ("==", "<", ">"),
    ast.In: ("not in",), ast.NotIn: ("in",), ast.Is: ("is not",), ast.IsNot: ("is",),
}  # fmt: skip
COMPARISON = re.compile(r"not\s+in\b|is\s+not\b|\bin\b|\bis\b|[<>]=?|[=!]=")
COMPUTED = {
    ast.Add: ("-", "*"), ast.Sub: ("+", "*"), ast.Mult: ("+", "/", "//"), ast.Div: ("//", "*"),
    ast.FloorDiv: ("/", "%", "*"), ast.Mod: ("//", "*"),
}  # fmt: skip
OPERATION = re.compile(r"//|\*\*|[-+*/%]")
KIN = (
    ("append", "extend"), ("lower", "upper", "casefold"), ("strip", "lstrip", "rstrip"),
    ("startswith", "endswith"), ("find", "rfind", "index"), ("min", "max"), ("any", "all"),
    ("keys", "values", "items"), ("isalnum", "isalpha", "isdigit"), ("floor", "ceil"),
    ("split", "splitlines"), ("union", "intersection", "difference"), ("int", "float", "round"),
    ("title", "capitalize"), ("sum", "len"), ("list", "sorted", "set"), ("insert", "append"),
)  # fmt: skip
"""Names that are taken for one another."""
ROUNDINGS = ("ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING",
             "ROUND_FLOOR")  # fmt: skip
CIRCLES = (24, 60, 1440, 7, 12, 360)
"""What hours, minutes, days and angles begin again after."""
UNITS = (7, 12, 24, 60, 100, 360, 365, 366, 1000, 1440, 3600, 86400)
"""How many of one unit make another."""
FORMS = ("{}.lower()", "{}.strip()", "abs({})", "sorted({})", "list({})", "-{}", "len({})",
         "{}[0]", "{}[-1]")  # fmt: skip
"""What a name may stand for by mistake."""
MARKS = {"''": ("' '",), "' '": ("''",), "','": ("', '",), "', '": ("','",)}
MOST_NUMBERS = 6


def expression_edits(
    function: ast.AST, lines: list[str], names: list[str], numbers: list[int]
) -> Iterator[tuple[str, Piece]]:
    """(kind, edit) for each small change of an expression within one line.

    Args:
        function: The function or class, from the tree of the file.
        lines: The lines of the file.
        names: The names of parameters and variables.
        numbers: Numbers that the docstring names.
    """
    says = _docstrings(function)
    for node in ast.walk(function):
        if id(node) in says or not isinstance(node, ast.expr | ast.AugAssign):
            continue
        if not is_plain(node, lines):
            continue
        for kind, start, end, text in _edits(node, lines[node.lineno - 1], names, numbers):
            yield kind, (node.lineno - 1, start, end, text)


_Change = tuple[str, int, int, str]


def _edits(node: ast.AST, line: str, names: list[str], numbers: list[int]) -> Iterator[_Change]:
    if isinstance(node, ast.Compare):
        yield from _compared(node, line)
        yield from _kinds_of_char(node)
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        yield from _computed(node, line)
    elif isinstance(node, ast.BoolOp):
        yield from _joined(node, line)
    elif isinstance(node, ast.UnaryOp):
        yield "sign", *span_of(node), source_of(node.operand, line)
    elif isinstance(node, ast.Constant):
        yield from _constants(node, numbers)
    elif isinstance(node, ast.Name | ast.Attribute):
        yield from _names(node, names)
    else:
        yield from _parts(node, line)


def _parts(node: ast.AST, line: str) -> Iterator[_Change]:
    """Edits of what has several parts: arguments, places in a list, pairs."""
    if isinstance(node, ast.Call):
        yield from _calls(node, line)
    elif isinstance(node, ast.Subscript):
        yield from _places(node, line)
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2:  # noqa: PLR2004 - a pair
        yield from _swapped("pair", node.elts[0], node.elts[1], line)


def _compared(node: ast.Compare, line: str) -> Iterator[_Change]:
    left = node.left
    for operator, right in zip(node.ops, node.comparators, strict=True):
        start, end = left.end_col_offset or 0, right.col_offset
        sign = COMPARISON.search(line, start, end)
        if sign is not None:
            for other in COMPARED[type(operator)]:
                yield "comparison", *sign.span(), other
        left = right
    if not isinstance(node.ops[0], ast.In | ast.NotIn | ast.Is | ast.IsNot):
        yield from beside(node.comparators[-1], line)
        if isinstance(node.left, ast.BinOp):
            yield from beside(node.left, line)


def _kinds_of_char(node: ast.Compare) -> Iterator[_Change]:
    """A letter that is compared with one mark may have to be told from all marks."""
    right = node.comparators[0]
    is_mark = isinstance(right, ast.Constant) and isinstance(right.value, str)
    if is_mark and isinstance(node.left, ast.Name) and len(node.ops) == 1:
        for test in ("isalnum", "isalpha", "isdigit"):
            yield "comparison", *span_of(node), f"{node.left.id}.{test}()"


def _computed(node: ast.BinOp | ast.AugAssign, line: str) -> Iterator[_Change]:
    left, right = (
        (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
    )
    sign = OPERATION.search(line, left.end_col_offset or 0, right.col_offset)
    if sign is None:
        return
    for other in COMPUTED.get(type(node.op), ()):
        yield "operator", *sign.span(), other
    if isinstance(node, ast.AugAssign):
        yield "operator", sign.start(), sign.end() + 1, "="
        return
    span, one, two = span_of(node), operand(left, line), operand(right, line)
    if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod):
        yield from _swapped("operands", left, right, line)
    if isinstance(node.op, ast.Add | ast.Sub):
        yield "share", *span, f"{one} * (100 {sign[0]} {two}) / 100"
    if isinstance(node.op, ast.Add | ast.Sub | ast.FloorDiv):
        for size in CIRCLES:
            yield "circle", *span, f"({source_of(node, line)}) % {size}"
    if isinstance(node.op, ast.FloorDiv | ast.Div):
        yield "begun", *span, f"-(-{one} // {two})"
        yield "begun", *span, f"({one} - 1) // {two}"
    for side in (left, right):
        yield "operand", *span, operand(side, line)


def _joined(node: ast.BoolOp, line: str) -> Iterator[_Change]:
    first, second = node.values[:2]
    sign = re.compile(r"\b(?:and|or)\b").search(line, first.end_col_offset or 0, second.col_offset)
    if sign is not None and len(node.values) == 2:  # noqa: PLR2004 - both sides of one word
        yield "logic", *sign.span(), "and" if isinstance(node.op, ast.Or) else "or"
        for value in node.values:
            yield "logic", *span_of(node), operand(value, line)


def _constants(node: ast.Constant, numbers: list[int]) -> Iterator[_Change]:
    value, span = node.value, span_of(node)
    if isinstance(value, bool):
        yield "constant", *span, str(not value)
    elif isinstance(value, int):
        near = (value + 1, value - 1, -value, *(UNITS if value in UNITS else ()))
        for one in dict.fromkeys([*near, *numbers[:MOST_NUMBERS]]):
            if one != value:
                yield "constant", *span, str(one) if one >= 0 else f"({one})"
    elif isinstance(value, str):
        for text in MARKS.get(repr(value), ()):
            yield "constant", *span, text


def _names(node: ast.Name | ast.Attribute, names: list[str]) -> Iterator[_Change]:
    end = node.end_col_offset or 0
    if isinstance(node, ast.Attribute):
        for kin in _kin_of(node.attr):
            yield "method", end - len(node.attr), end, kin
        return
    for kin in _kin_of(node.id):
        yield "function", *span_of(node), kin
    if node.id in names and isinstance(node.ctx, ast.Load):
        for name in names:
            if name != node.id:
                yield "name", *span_of(node), name
        for form in FORMS:
            yield "wrapped", *span_of(node), form.format(node.id)


def _calls(node: ast.Call, line: str) -> Iterator[_Change]:
    given = node.args
    if len(given) > 1:
        yield from _swapped("arguments", given[0], given[1], line)
    if len(given) == 1 and isinstance(given[0], ast.Constant):
        yield "argument", *span_of(given[0]), ""
    called = getattr(node.func, "id", "")
    for one in given if called == "range" else ():
        yield from beside(one, line)
    if called in ("min", "max") and len(given) == 2:  # noqa: PLR2004 - a limit
        for one in given:
            yield "unlimited", *span_of(node), source_of(one, line)


def _places(node: ast.Subscript, line: str) -> Iterator[_Change]:
    place = node.slice
    parts = (place.lower, place.upper) if isinstance(place, ast.Slice) else (place,)
    for part in parts:
        if part is not None and not isinstance(part, ast.Tuple):
            yield from beside(part, line)
    if isinstance(place, ast.Slice):
        for part in (place.lower, place.upper):
            if part is not None:
                yield "bound", *span_of(part), ""


def beside(node: ast.expr, line: str) -> Iterator[_Change]:
    """One more and one less of what is not a plain number."""
    if not isinstance(node, ast.Constant):
        for sign in "+-":
            yield "beside", *span_of(node), f"{operand(node, line)} {sign} 1"


def _swapped(kind: str, one: ast.expr, other: ast.expr, line: str) -> Iterator[_Change]:
    start, end = one.col_offset, other.end_col_offset or 0
    between = line[one.end_col_offset or 0 : other.col_offset]
    if one.lineno == other.end_lineno and "(" not in between and ")" not in between:
        yield kind, start, end, f"{operand(other, line)}{between}{operand(one, line)}"


def is_plain(node: ast.expr | ast.stmt, lines: list[str]) -> bool:
    """Whether it stands in one line, in which columns are characters."""
    return node.lineno == node.end_lineno and lines[node.lineno - 1].isascii()


def _kin_of(name: str) -> list[str]:
    return [one for kin in KIN if name in kin for one in kin if one != name]


def _docstrings(function: ast.AST) -> set[int]:
    """The ids of texts that stand alone."""
    return {
        id(node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def span_of(node: ast.expr) -> tuple[int, int]:
    """Its first and last column."""
    return node.col_offset, node.end_col_offset or 0


def source_of(node: ast.expr, line: str) -> str:
    """Its source, in the line in which it stands."""
    return line[node.col_offset : node.end_col_offset]


def operand(node: ast.expr, line: str) -> str:
    """The source of an operand, in brackets unless it is of one piece."""
    text = source_of(node, line)
    is_whole = isinstance(node, ast.Name | ast.Constant | ast.Call | ast.Attribute | ast.Subscript)
    return text if is_whole else f"({text})"
