"""Columns of two tables that a program computes with as if their rows were the same.

pandas pairs rows by their number, so that each price meets whatever row stands at its place, and
what is left over has no value. Nothing fails, and the figures look like others.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEEPING = frozenset(("copy", "dropna", "sort_values", "head", "query", "astype", "fillna"))
"""Methods whose result has rows of the same table, by the same numbers."""


def paired(code: str, rows: Mapping[str, int]) -> str:
    """What is wrong with columns of two tables that are paired by place; empty if nothing is.

    Args:
        code: A program on data frames.
        rows: The number of rows of each table, by its variable; tables with equally many may
            belong together row by row.

    Examples:
        >>> paired("answer = sold['pieces'] * goods['price']", {"sold": 90, "goods": 8})
        "sold['pieces'] and goods['price'] are of two tables, whose rows are not the same; join \
them first: both = sold.merge(goods, on=...), then use the columns of both"
        >>> paired("a = sold.merge(goods); a['pieces'] * a['price']", {"sold": 90, "goods": 8})
        ''
    """
    tree = parsed(code)
    if tree is None or len(rows) == 1:
        return ""
    known = _Frames({name: name for name in rows})
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.BinOp):
                left, right = known.column(node.left), known.column(node.right)
                if left and right and rows[left] != rows[right]:
                    return _said(node, left, right)
        known.note(statement)
    return ""


def _said(node: ast.BinOp, left: str, right: str) -> str:
    first, second = ast.unparse(node.left), ast.unparse(node.right)
    return (
        f"{first} and {second} are of two tables, whose rows are not the same; join them first: "
        f"both = {left}.merge({right}, on=...), then use the columns of both"
    )


@dataclass
class _Frames:
    """Which variables have rows of which table, so far."""

    tables: dict[str, str] = field(default_factory=dict)

    def column(self, node: ast.expr) -> str:
        """The table of which an expression is a column; empty if it is none."""
        is_named = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        return self._table(node.value) if is_named and isinstance(node, ast.Subscript) else ""

    def note(self, statement: ast.stmt) -> None:
        """Know what a statement assigns."""
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            self.tables[statement.targets[0].id] = self._table(statement.value)

    def _table(self, node: ast.expr) -> str:
        """The table whose rows an expression has, by their numbers; empty if it is none."""
        if isinstance(node, ast.Name):
            return self.tables.get(node.id, "")
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            frame = node.value
            if isinstance(frame, ast.Attribute) and frame.attr == "loc":
                frame = frame.value
            return self._table(frame)
        method = node.func if isinstance(node, ast.Call) else None
        if isinstance(method, ast.Attribute) and method.attr in _KEEPING:
            return self._table(method.value)
        return ""
