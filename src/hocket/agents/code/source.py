"""The text of code: parsed where it can be, and edited in place, so comments and layout stay."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Edit = tuple[int, int, int, str]
"""Line from 0, first and last column, and what stands there instead."""


def parsed(code: str) -> ast.Module | None:
    """The tree of Python source; None if it does not parse."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last: nested too deep
        return None


def edited(code: str, edits: Iterable[Edit]) -> str:
    r"""The code with pieces of its lines replaced; none within a line that is not ASCII.

    The parser counts columns in bytes, which are characters in ASCII only.

    Examples:
        >>> edited("a = 1\nb = 2", [(1, 4, 5, "3"), (0, 0, 0, "# so\n")])
        '# so\na = 1\nb = 3'
    """
    lines = code.split("\n")
    for number, start, end, text in sorted(set(edits), reverse=True):
        if not end or lines[number].isascii():
            lines[number] = f"{lines[number][:start]}{text}{lines[number][end:]}"
    return "\n".join(lines)


def calls_of(function: str, tests: Iterable[str]) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a function in tests, each with its test."""
    for test in tests:
        for node in ast.walk(ast.parse(test)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                yield test, node
