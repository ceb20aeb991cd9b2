"""A program whose conditions are watched: how often each holds, and what it compares.

It runs a second time where it gave nothing, and its result is not used. So nothing that a program
gives depends on this, and one that gives something runs as it is.
"""

from __future__ import annotations

import ast
from functools import reduce
from typing import TYPE_CHECKING

from hocket.execute.tables.inside import unmet
from hocket.execute.tables.inside.conditions import Condition, Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

WATCH = "__watch__"

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.In: "in",
}  # fmt: skip
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "=="}
_METHODS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "eq": "=="}
_TESTS = {"between": "between", "isin": "in"} | dict.fromkeys(
    ("contains", "startswith", "endswith", "match", "fullmatch"), ""
)
_TAKES = ("float", "int", "str", "abs", "round")


def watched(tree: ast.Module, columns: Sequence[str]) -> tuple[ast.Module, Watch]:
    """A copy of a program that notes its conditions, and what notes them.

    Args:
        tree: The program.
        columns: The columns of its tables.
    """
    watch = Watch()
    copy = ast.parse(ast.unparse(tree))
    _Watching(watch.conditions, frozenset(columns)).visit(copy)
    return ast.fix_missing_locations(copy), watch


class _Watching(ast.NodeTransformer):
    """Has each condition of a program noted."""

    def __init__(self, conditions: list[Condition], columns: frozenset[str]) -> None:
        self._conditions = conditions
        self._columns = columns
        self._is_needed = True

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) > 1:
            lefts = [node.left, *node.comparators[:-1]]
            pairs: list[ast.expr] = [
                ast.Compare(left, [sign], [right])
                for left, sign, right in zip(lefts, node.ops, node.comparators, strict=True)
            ]
            return self._seen(ast.BoolOp(ast.And(), pairs))
        sign = _SIGNS.get(type(node.ops[0]), "")
        is_turned = not self._column(node.left) and self._column(node.comparators[0]) != ""
        value = node.comparators[0] if is_turned else node.left
        # The left of ``"a" in row["b"]`` is a part of a text, so the condition is left as it is.
        sign = _TURNED.get(sign, "") if is_turned else sign
        place = self._place(Condition(ast.unparse(node), self._name(value), sign))
        self._conditions[place].has_column = self._column(value) != ""
        self.generic_visit(node)
        if not sign:
            self._conditions[place].is_needed = False
            return node
        pair = [node.left, node.comparators[0]]
        return self._call("compared", place, *(pair[::-1] if is_turned else pair))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if not isinstance(node.func, ast.Attribute) or any(
            isinstance(argument, ast.Starred) for argument in node.args
        ):
            self.generic_visit(node)
            return node
        method = node.func.attr
        if method == "query" and (meant := _of_query(node, self._columns)) is not None:
            return self._seen(meant)
        is_test = method in _TESTS or (method in _METHODS and len(node.args) == 1)
        if not is_test or not node.args:
            self.generic_visit(node)
            return node
        sign = _METHODS.get(method) or _TESTS.get(method, "")
        one = Condition(self._text(node), self._name(node.func.value), sign)
        place = self._place(one)
        one.has_column = self._column(node.func.value) != ""
        self.generic_visit(node)
        if method in _METHODS and not node.keywords:
            return self._call("compared", place, node.func.value, node.args[0])
        call = self._call("called", place, node.func.value, ast.Constant(method), *node.args)
        call.keywords = node.keywords
        return call

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.BitOr):
            return self._apart(node)
        if not isinstance(node.op, ast.BitAnd):
            self.generic_visit(node)
            return node
        parts = _flat(node)
        place = self._place(Condition(ast.unparse(node), parts=tuple(map(self._text, parts))))
        return self._call("joined", place, *map(self.visit, parts))

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        if isinstance(node.op, ast.Or):
            return self._apart(node)
        if any(isinstance(n, ast.NamedExpr | ast.Yield | ast.Await) for n in ast.walk(node)):
            return node
        texts = tuple(map(self._text, node.values))
        place = self._place(Condition(ast.unparse(node), parts=texts))
        nothing = ast.arguments([], [], None, [], [], None, [])
        parts = node.values
        lazy = [ast.Lambda(nothing, self.visit(part)) for part in parts]
        return self._call("all_of", place, *lazy)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return self._apart(node)

    def _apart(self, node: ast.expr) -> ast.expr:
        """A node within which nothing has to hold."""
        before, self._is_needed = self._is_needed, False
        self.generic_visit(node)
        self._is_needed = before
        return node

    def _seen(self, node: ast.expr) -> ast.expr:
        visited: ast.expr = self.visit(node)
        return visited

    def _place(self, one: Condition) -> int:
        one.is_needed = self._is_needed
        self._conditions.append(one)
        return len(self._conditions) - 1

    def _call(self, method: str, place: int, *args: ast.expr) -> ast.Call:
        function = ast.Attribute(ast.Name(WATCH, ast.Load()), method, ast.Load())
        return ast.Call(function, [ast.Constant(place), *args], [])

    def _text(self, node: ast.expr) -> str:
        """A condition in short: a column by its name alone."""
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            sign = ast.unparse(ast.Compare(ast.Constant(0), node.ops, [ast.Constant(0)]))[2:-2]
            return f"{self._name(node.left)} {sign} {self._name(node.comparators[0])}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            given = ", ".join(map(ast.unparse, node.args))
            return f"{self._name(node.func.value)}.{node.func.attr}({given})"
        return _short(ast.unparse(node))

    def _name(self, node: ast.expr) -> str:
        column = self._column(node)
        return f'"{column}"' if column else _short(ast.unparse(node))

    def _column(self, node: ast.expr) -> str:
        """The column that is taken, as it is or as a number or text; empty if none is."""
        while (
            isinstance(node, ast.Call) and ast.unparse(node.func) in _TAKES and len(node.args) == 1
        ):
            node = node.args[0]
        if isinstance(node, ast.Attribute) and node.attr == "str":
            node = node.value
        if isinstance(node, ast.Attribute):
            return node.attr if node.attr in self._columns else ""
        is_get = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".get")
        key = node.args[0] if is_get and node.args else getattr(node, "slice", None)  # type: ignore[attr-defined]
        if isinstance(key, ast.Tuple) and key.elts:
            key = key.elts[-1]
        named = key.value if isinstance(key, ast.Constant) else ""
        return named if isinstance(named, str) else ""


def _flat(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        return [*_flat(node.left), *_flat(node.right)]
    return [node]


def _of_query(call: ast.Call, columns: frozenset[str]) -> ast.expr | None:
    """The rows that ``table.query("a > 1 and b < @c")`` takes, as they are taken by a mask."""
    assert isinstance(call.func, ast.Attribute)  # noqa: S101 - as was just seen
    table, asked = call.func.value, call.args[0] if call.args else None
    if not isinstance(table, ast.Name) or not isinstance(asked, ast.Constant):
        return None
    try:
        condition = ast.parse(str(asked.value).replace("@", " ").strip(), mode="eval").body
    except SyntaxError:
        return None
    return ast.Subscript(table, _OfTable(table, columns).visit(condition), ast.Load())


class _OfTable(ast.NodeTransformer):
    """Makes a condition on columns out of one that names them alone."""

    def __init__(self, table: ast.Name, columns: frozenset[str]) -> None:
        self._table = table
        self._columns = columns

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self._columns:
            return node
        return ast.Subscript(self._table, ast.Constant(node.id), ast.Load())

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        sign = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        return reduce(lambda one, other: ast.BinOp(one, sign, other), node.values)


def _short(text: str) -> str:
    return text if len(text) <= unmet.SHOWN_CHARS else f"{text[: unmet.SHOWN_CHARS]}..."
