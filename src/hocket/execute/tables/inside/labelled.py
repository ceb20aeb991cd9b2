"""Rows that a program takes by a value of a column, as if that were the label of a row.

Small LLMs write ``df.loc[2000, "price"]`` for the price of the year 2000.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def rows_by_value(tree: ast.Module, error: KeyError, tables: Mapping[str, Any]) -> bool:
    """Take such rows by the only column that has each of these values, and none twice.

    Args:
        tree: The program, which failed; it is changed.
        error: Why it failed.
        tables: The tables by their variables.

    Returns:
        Whether it was changed.
    """
    label = error.args[0] if error.args else None
    if isinstance(label, bool) or not isinstance(label, int | np.integer):
        return False
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_set(n)}
    taken = [(node, name, values) for node, name, values in _taken(tree) if name not in stored]
    changed = False
    for variable, table in tables.items():
        own = [(node, values) for node, name, values in taken if name == variable]
        wanted = {value for _, values in own for value in values}
        columns = [
            str(name)
            for name in table.columns
            if table[name].dtype.kind == "i"
            and table[name].is_unique
            and wanted <= {*table[name].tolist()}
        ]
        if label not in wanted or len(columns) != 1 or not own:
            continue
        for node, _ in own:
            call = ast.parse(f"{variable}.set_index({columns[0]!r})", mode="eval").body
            node.value = ast.copy_location(call, node)
        changed = True
    ast.fix_missing_locations(tree)
    return changed


def _taken(tree: ast.Module) -> Iterator[tuple[ast.Attribute, str, set[int]]]:
    """(``df.loc``, its table, the numbers) of each row that is taken by numbers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Attribute):
            continue
        of = node.value
        if of.attr not in ("loc", "at") or not isinstance(of.value, ast.Name):
            continue
        first = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
        if isinstance(first, ast.Constant) and type(first.value) is int:
            yield of, of.value.id, {first.value}


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
