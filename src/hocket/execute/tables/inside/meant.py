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
PREPARED: Mapping[str, Mapping[str, int]] = {
    "changes": {"value": 1, "time": 3, "by": 4},
    "longest_run": {},
}
"""Functions that a program is given whose first argument is a table, with the places of the
arguments that name columns of it; what else they are given takes columns from it by itself."""
KEEPING = frozenset(
    ("copy", "dropna", "sort_values", "reset_index", "query", "head", "tail", "drop_duplicates")
)
"""Methods that give a table with the same columns."""


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
    known_tables = {n for n in names if n not in stored and hasattr(names.get(n), "columns")}
    changed = False
    for call in [*_prepared(tree)]:
        changed |= _is_call_meant(call, missing, known_tables, tables)
    for made in [*_made_of_tables(tree, known_tables)]:
        changed |= _is_made_meant(tree, made, missing, tables)
    for node in [*_chains(tree)]:
        root = _root(node)
        if root is None or root.id in stored or not hasattr(names.get(root.id), "columns"):
            continue
        own, known = [*_own(node)], root.id
        taken = {column for name, column in _taken(own, missing) if name == known}
        meant = [name for name, table in tables.items() if taken <= {*map(str, table.columns)}]
        if taken.intersection(missing) and len(meant) == 1 and meant[0] != known:
            for one in own:
                if isinstance(one, ast.Name) and one.id == known:
                    one.id = meant[0]
            changed = True
    return changed


def _prepared(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls of prepared functions that begin with a table."""
    for node in ast.walk(tree):
        name = node.func if isinstance(node, ast.Call) and node.args else None
        if isinstance(node, ast.Call) and isinstance(name, ast.Name) and name.id in PREPARED:
            yield node


def _is_call_meant(
    call: ast.Call,
    missing: Collection[str],
    known_tables: Collection[str],
    tables: Mapping[str, Any],
) -> bool:
    """Whether a prepared function was given the table that has the columns it is to look at."""
    root = _root(call.args[0])
    if root is None or root.id not in known_tables:
        return False
    known = root.id
    taken = {column for name, column in _taken(ast.walk(call), missing) if name == known}
    taken |= {*_named_to(call)}
    for function in (one for one in call.args if isinstance(one, ast.Lambda)):
        own = {argument.arg for argument in function.args.args}
        taken |= {c for name, c in _taken(ast.walk(function), missing) if name in own}
    meant = _only_one_with(taken, missing, tables)
    if meant in ("", known):
        return False
    _rename(ast.walk(call), known, meant)
    return True


def _named_to(call: ast.Call) -> Iterator[str]:
    """The columns that arguments of a prepared function name."""
    places = PREPARED[call.func.id] if isinstance(call.func, ast.Name) else {}
    given = {k.arg: k.value for k in call.keywords}
    for name, place in places.items():
        value = given.get(name, call.args[place] if place < len(call.args) else None)
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield value.value


def _made_of_tables(
    tree: ast.Module, known_tables: Collection[str]
) -> Iterator[tuple[str, ast.expr]]:
    """(name, value) of what is set once to rows of a table, with all of its columns."""
    names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_set(n)]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        [target] = node.targets
        root = _root(node.value)
        is_known = root is not None and root.id in known_tables
        is_once = isinstance(target, ast.Name) and names.count(target.id) == 1
        if isinstance(target, ast.Name) and is_once and is_known and _keeps_columns(node.value):
            yield target.id, node.value


def _keeps_columns(node: ast.expr) -> bool:
    """Whether a chain on a table only takes rows of it, or puts them in order."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in KEEPING:
                return False
            node = node.func.value
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Compare | ast.BinOp):
            node = node.value
        else:
            return False
    return True


def _is_made_meant(
    tree: ast.Module,
    made: tuple[str, ast.expr],
    missing: Collection[str],
    tables: Mapping[str, Any],
) -> bool:
    """Whether rows that a program keeps under a name were taken from the table that is meant."""
    name, value = made
    root = _root(value)
    if root is None:
        return False
    taken = {column for of, column in _taken(ast.walk(value), missing) if of == root.id}
    taken |= {column for of, column in _taken(ast.walk(tree), missing) if of == name}
    for call in _prepared(tree):
        first = _root(call.args[0])
        taken |= {*_named_to(call)} if first is not None and first.id == name else set()
    known, meant = root.id, _only_one_with(taken, missing, tables)
    if meant in ("", known):
        return False
    _rename(ast.walk(value), known, meant)
    return True


def _only_one_with(taken: set[str], missing: Collection[str], tables: Mapping[str, Any]) -> str:
    """The only table with the columns that are taken; empty if none is missing, or it is open."""
    known = {str(column) for table in tables.values() for column in table.columns}
    if not taken.intersection(missing) or not known.issuperset(taken.intersection(missing)):
        return ""
    # What no table has may be a time by another word, or a column that the program makes.
    wanted = taken & known
    meant = [name for name, table in tables.items() if wanted <= {*map(str, table.columns)}]
    return meant[0] if len(meant) == 1 else ""


def _rename(nodes: Iterable[ast.AST], known: str, meant: str) -> None:
    for one in nodes:
        if isinstance(one, ast.Name) and one.id == known:
            one.id = meant


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _chains(node: ast.AST) -> Iterator[ast.expr]:
    """Subscripts and calls that are no part of another one; those in arguments are none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Subscript | ast.Attribute) and isinstance(child.ctx, ast.Load):
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


def _taken(nodes: Iterable[ast.AST], missing: Collection[str]) -> Iterator[tuple[str, str]]:
    """(table, column) of each column that is named in expressions on tables.

    An attribute is a column only if it was not found: others are methods.
    """
    for link in nodes:
        root = _root(link)
        if root is not None and isinstance(link, ast.Attribute) and link.attr in missing:
            yield root.id, link.attr
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
