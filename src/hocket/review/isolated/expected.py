"""What an assertion of a check expects, so that its message does not tell."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HIDDEN = "…"
SHORTEST = 2
"""Characters of an expected value from which on it is left out of a message."""
OF_ONE = frozenset({"assertTrue", "assertFalse", "assertIsNone", "assertIsNotNone"})
"""Assertions of ``unittest`` about one value; most others compare two, and a message follows."""
MOST_VALUES = 10_000
"""Values within one that are looked at."""

Place = tuple[int, "Mapping[str, Any]"]
"""A line of the check that was being run, and the names there."""


class Expected:
    """The values that a check compares with.

    Args:
        source: The text of the check.
    """

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        constants = (n.value for n in ast.walk(self._tree) if isinstance(n, ast.Constant))
        self._texts = {text for value in constants for text in _texts(value)}

    def hidden_in(self, text: str, places: Iterable[Place]) -> str:
        """A message without what is compared with at these places."""
        found = {value for place in places for value in self._compared_at(*place)}
        for value in sorted(found, key=len, reverse=True):
            text = text.replace(value, HIDDEN)
        return text

    def _compared_at(self, lineno: int, names: Mapping[str, Any]) -> Iterator[str]:
        for node in ast.walk(self._tree):
            for part in _compared(node, lineno):
                yield from self._values(part, names)

    def _values(self, node: ast.AST, names: Mapping[str, Any]) -> Iterator[str]:
        """The constants in an expression, and those that its names have, except those of calls."""
        if isinstance(node, ast.Constant):
            yield from _texts(node.value)
        elif isinstance(node, ast.Name):
            values = _within(names.get(node.id))
            yield from self._texts.intersection(t for value in values for t in _texts(value))
        elif isinstance(node, ast.Call):
            yield from self._values(node.func, names)
        else:
            for child in ast.iter_child_nodes(node):
                yield from self._values(child, names)


def _compared(node: ast.AST, lineno: int) -> list[ast.expr]:
    """The expressions in a statement or call that decide whether this line fails."""
    if not _spans(node, lineno):
        return []
    if isinstance(node, ast.Assert | ast.If | ast.While):
        return [node.test]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _asserted(node, node.func.attr)
    return []


def _asserted(call: ast.Call, name: str) -> list[ast.expr]:
    if name.startswith("assert_"):  # of a mock
        return [*call.args, *(k.value for k in call.keywords)]
    if name.startswith("assert"):
        return call.args[: 1 if name in OF_ONE else 2]
    return []


def _spans(node: ast.AST, lineno: int) -> bool:
    first = getattr(node, "lineno", None)
    return first is not None and first <= lineno <= (getattr(node, "end_lineno", None) or first)


def _texts(value: Any) -> set[str]:
    """How a plain value stands in a message, if that is long enough to tell."""
    if type(value) not in (int, float, complex, str, bytes):
        return set()
    try:
        return {text for text in (str(value), repr(value)) if len(text) >= SHORTEST}
    except ValueError:  # a number of too many digits
        return set()


def _within(value: Any) -> list[Any]:
    """A value and those within it."""
    found: list[Any] = []
    pending = [value]
    while pending and len(found) < MOST_VALUES:
        item = pending.pop()
        found.append(item)
        if type(item) is dict:
            pending += [*item, *item.values()]
        elif type(item) in (list, tuple, set, frozenset):
            pending += item
    return found
