"""Tables that are meant under the name of another: a column that is named tells which it is.

A small LLM that has several tables writes ``df``, or the first name, where it means the one that
has the column. Only a program that failed is changed, and a name that it sets itself is its own.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


BY_COLUMNS = ("groupby", "set_index", "sort_values", "drop_duplicates")
"""Methods of a table whose first argument names columns of it."""


def tables_as_meant(
    tree: ast.Module, missing: Collection[str], names: Mapping[str, Any], tables: Mapping[str, Any]
) -> bool:
    """Give a table in a program that failed the name of the one that has the columns taken from it.

    Args:
        tree: The program; it is changed.
        missing: The columns that it did not find.
        names: What the names of the program stand for, tables under second names too.
        tables: The tables by their variables.

    Returns:
        Whether a name was changed.
    """
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_set(n)}
    changed = False
    for node in [*_chains(tree)]:
        root = _root(node)
        if root is None or root.id in stored or not hasattr(names.get(root.id), "columns"):
            continue
        own, known = [*_own(node)], root.id
        taken = {column for name, column in _taken(own) if name == known}
        meant = [name for name, table in tables.items() if taken <= {*map(str, table.columns)}]
        if taken.intersection(missing) and len(meant) == 1 and meant[0] != known:
            for one in own:
                if isinstance(one, ast.Name) and one.id == known:
                    one.id = meant[0]
            changed = True
    return changed


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _chains(node: ast.AST) -> Iterator[ast.expr]:
    """Subscripts and calls that are no part of another one; those in arguments are none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Subscript) and isinstance(child.ctx, ast.Load):
            yield child
            for call in (one for one in _own(child) if isinstance(one, ast.Call)):
                for argument in (*call.args, *(k.value for k in call.keywords)):
                    yield from _chains(ast.Expr(argument))
        else:
            if isinstance(child, ast.Call):
                yield child
            yield from _chains(child)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is in it, without the arguments of calls: those may be of another table."""
    yield node
    children = [node.func] if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for child in children:
        yield from _own(child)


def _root(node: ast.AST) -> ast.Name | None:
    """The name that a chain of subscripts, attributes and calls begins with."""
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node if isinstance(node, ast.Name) else None


def _taken(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """(table, column) of each column that is named in expressions on tables."""
    for link in nodes:
        root = _root(link)
        if root is None or (keys := _keys(link)) is None:
            continue
        items = keys.elts if isinstance(keys, ast.List | ast.Tuple) else [keys]
        for item in items:
            if isinstance(item, ast.Constant) and isinstance(item.value, str):
                yield root.id, item.value


def _keys(link: ast.AST) -> ast.expr | None:
    """What a subscript, or a call that takes columns, names them by."""
    if isinstance(link, ast.Subscript):
        return link.slice
    if not isinstance(link, ast.Call) or not isinstance(link.func, ast.Attribute):
        return None
    named = next((k.value for k in link.keywords if k.arg in ("by", "keys")), None)
    keys = link.args[0] if link.args else named
    return keys if link.func.attr in BY_COLUMNS else None
