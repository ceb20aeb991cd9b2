"""What the body of a function shows of the entries of a list that it is given: their fields."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_THROUGH = frozenset({"enumerate", "sorted", "reversed", "list", "tuple", "iter"})
"""What hands the entries of its first argument on."""
_BY_KEY = frozenset({"sorted", "min", "max", "sort", "groupby"})
MOST_FIELDS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of an entry, by their names in the code; ``is_keyed`` if it is a dict."""

    fields: tuple[str, ...]
    is_keyed: bool = False


def entry_of(function: ast.FunctionDef, parameter: str) -> Entry | None:
    """The entries of the list that a parameter takes; None where the body does not show them.

    Examples:
        >>> code = "def f(rows, ages): return sum(n * p for _, n, p in rows) + ages[0]"
        >>> entry_of(ast.parse(code).body[0], "rows").fields
        ('_', 'n', 'p')
        >>> entry_of(ast.parse(code).body[0], "ages") is None
        True
    """
    keys: dict[str, None] = {}
    places: dict[int, str] = {}
    for target, scope in _loops(function, parameter):
        if isinstance(target, ast.Tuple | ast.List):
            names = [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
            if (
                all(isinstance(one, ast.Name | ast.Tuple) for one in target.elts)
                and "" not in names
            ):
                return Entry(tuple(names)) if 1 < len(names) <= MOST_FIELDS else None
        elif isinstance(target, ast.Name):
            for field, name in _fields(scope, target.id, parameter):
                if isinstance(field, str):
                    keys.setdefault(field)
                else:
                    places[field] = name or places.get(field, "")
    if keys and not places and len(keys) <= MOST_FIELDS:
        return Entry(tuple(keys), is_keyed=True)
    if places and not keys and max(places) < MOST_FIELDS:
        return Entry(tuple(places.get(place, "") for place in range(max(places) + 1)))
    return None


def _loops(function: ast.FunctionDef, parameter: str) -> Iterator[tuple[ast.expr, ast.AST]]:
    """(name of an entry, where it is in scope) of all that goes through a parameter."""
    for node in ast.walk(function):
        if isinstance(node, ast.For) and (target := _entry(node.target, node.iter, parameter)):
            yield target, node
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            for one in node.generators:
                if target := _entry(one.target, one.iter, parameter):
                    yield target, node
        elif isinstance(node, ast.Call) and (key := _key(node, parameter)):
            argument = key.args.args[0].arg if len(key.args.args) == 1 else ""
            yield ast.Name(argument), key
            yield from ((ast.Name(one), function) for one in _chosen(function, parameter))


def _chosen(function: ast.FunctionDef, parameter: str) -> set[str]:
    """The names of entries that the function has chosen, and "" for those without."""
    return {""} | {
        node.targets[0].id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and _is_chosen(node.value, parameter)
    }


def _entry(target: ast.expr, through: ast.expr, parameter: str) -> ast.expr | None:
    """What a loop calls an entry of the parameter; None if it goes through something else."""
    while True:
        if isinstance(through, ast.Subscript) and isinstance(through.slice, ast.Slice):
            through = through.value
            continue
        is_call = isinstance(through, ast.Call) and isinstance(through.func, ast.Name)
        if not is_call or not isinstance(through, ast.Call) or not through.args:
            break
        name = through.func.id if isinstance(through.func, ast.Name) else ""
        if name not in _THROUGH:
            return None
        if name == "enumerate":
            pair = target.elts if isinstance(target, ast.Tuple) else []
            if len(pair) != 2:  # noqa: PLR2004 - place and entry
                return None
            target = pair[1]
        through = through.args[0]
    return target if isinstance(through, ast.Name) and through.id == parameter else None


def _key(call: ast.Call, parameter: str) -> ast.Lambda | None:
    """The function by which the entries of the parameter are compared."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    of = call.func.value if isinstance(call.func, ast.Attribute) else None
    of = call.args[0] if of is None and call.args else of
    if name not in _BY_KEY or not isinstance(of, ast.Name) or of.id != parameter:
        return None
    keys = [one.value for one in call.keywords if one.arg == "key"]
    return next((one for one in keys if isinstance(one, ast.Lambda)), None)


def _fields(scope: ast.AST, entry: str, parameter: str = "") -> Iterator[tuple[str | int, str]]:
    """(key or place, name that it is given) of each field of an entry that is read."""
    named = {
        id(node.value): node.targets[0].id
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(scope):
        of, at = _read(node)
        field = at.value if isinstance(at, ast.Constant) else None
        if of is None or not (_is(of, entry) or _is_chosen(of, parameter)):
            continue
        if isinstance(field, str) or (type(field) is int and field >= 0):
            yield field, named.get(id(node), "")


def _read(node: ast.AST) -> tuple[ast.expr | None, ast.expr | None]:
    """What a node reads a field of, and which: ``a[b]`` and ``a.get(b)``."""
    if isinstance(node, ast.Subscript):
        return node.value, node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        return (node.func.value, node.args[0]) if node.func.attr == "get" else (None, None)
    return None, None


def _is_chosen(node: ast.AST, parameter: str) -> bool:
    """Whether it is the least or the greatest entry of the parameter."""
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
    return (
        bool(is_call)
        and isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("min", "max")
        and _is(node.args[0], parameter)
    )


def _is(node: ast.AST, name: str) -> bool:
    return bool(name) and isinstance(node, ast.Name) and node.id == name
