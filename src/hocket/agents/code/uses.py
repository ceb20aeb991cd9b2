"""What the body of a function shows of its parameters: a text, a list or a dict."""

from __future__ import annotations

import ast

_OF_LISTS = frozenset({"append", "extend", "insert", "sort", "reverse"})
_OF_DICTS = frozenset({"items", "keys", "values", "setdefault"})
_OF_TEXTS = frozenset(
    name
    for name in dir(str)
    if not name.startswith("_") and not any(hasattr(kind, name) for kind in (list, dict, bytes))
) | {"strip", "split", "replace", "lower", "upper", "isdigit", "startswith", "endswith", "join"}
_KINDS = {"str": _OF_TEXTS, "list": _OF_LISTS, "dict": _OF_DICTS}


def kind_of_use(function: ast.FunctionDef, parameter: str) -> str:
    """The type whose method is the first thing that is done with a parameter; empty if none is.

    Examples:
        >>> code = "def f(isbn, n): isbn = isbn.replace('-', ''); return isbn + str(n)"
        >>> [kind_of_use(ast.parse(code).body[0], name) for name in ("isbn", "n")]
        ['str', '']
    """
    nodes = [*ast.walk(function)]
    loads = [
        (node.lineno, node.col_offset)
        for node in nodes
        if isinstance(node, ast.Name) and node.id == parameter and isinstance(node.ctx, ast.Load)
    ]
    first = min(loads, default=None)
    for node in nodes:
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        if (node.value.lineno, node.value.col_offset) == first:
            return next((kind for kind, methods in _KINDS.items() if node.attr in methods), "")
    return ""
