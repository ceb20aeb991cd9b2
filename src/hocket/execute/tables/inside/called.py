"""Values of pandas that programs call, such as the size of a column: they take no brackets."""

from __future__ import annotations

import ast
import re

_VALUES = {
    "int": ("size", "ndim"),
    "tuple": ("shape",),
    "Index": ("columns", "index"),
    "RangeIndex": ("index",),
    "numpy.ndarray": ("values",),
    "bool": ("empty", "is_unique"),
}
"""By the type of which Python says that it is not callable, what has such a value."""
_FAULT = re.compile(r"'([\w.]+)' object is not callable")
_GROUPED = re.compile(r"\b(?:groupby|resample|rolling)\(")


def without_calls(tree: ast.Module, fault: str) -> bool:
    r"""Take the brackets behind such values away; whether there were any.

    Args:
        tree: The program, which is changed.
        fault: What Python says.

    Examples:
        >>> tree = ast.parse('n = df["x"].size()\nm = df.groupby("x").size()')
        >>> without_calls(tree, "'int' object is not callable"), ast.unparse(tree)
        (True, "n = df['x'].size\nm = df.groupby('x').size()")
    """
    match = _FAULT.search(fault)
    names = _VALUES.get(match[1], ()) if match else ()
    taking = _Taking(names, _groupings(tree))
    taking.visit(tree)
    ast.fix_missing_locations(tree)
    return taking.has_taken


def _groupings(tree: ast.Module) -> frozenset[str]:
    """The variables that hold groups, whose size is a call."""
    return frozenset(
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _GROUPED.search(ast.unparse(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    )


class _Taking(ast.NodeTransformer):
    def __init__(self, names: tuple[str, ...], groupings: frozenset[str]) -> None:
        self._names = names
        self._groupings = groupings
        self.has_taken = False

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        called = node.func
        if not isinstance(called, ast.Attribute) or called.attr not in self._names or node.args:
            return node
        of = ast.unparse(called.value)
        if _GROUPED.search(of) or of.partition("[")[0] in self._groupings:
            return node
        self.has_taken = True
        return called
