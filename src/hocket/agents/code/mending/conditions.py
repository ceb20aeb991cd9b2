"""Small edits of conditions and of values that are returned or assigned, as a whole."""

from __future__ import annotations

import ast
import itertools
from typing import TYPE_CHECKING

from hocket.agents.code.mending.expressions import (
    beside,
    is_plain,
    operand,
    source_of,
    span_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.mending.expressions import Piece


def condition_edits(
    function: ast.AST, lines: list[str], names: list[str]
) -> Iterator[tuple[str, Piece]]:
    """Conditions turned round, or with a test more of whether there is something."""
    for node in ast.walk(function):
        tests = [node.test] if isinstance(node, ast.If | ast.While | ast.IfExp) else []
        if isinstance(node, ast.comprehension):
            tests = node.ifs
        for test in tests:
            if is_plain(test, lines):
                for text in _tested(test, lines[test.lineno - 1], names):
                    yield "condition", (test.lineno - 1, *span_of(test), text)


def _tested(test: ast.expr, line: str, names: list[str]) -> Iterator[str]:
    """A condition with another before it."""
    says = operand(test, line)
    yield f"not {says}"
    for name in names:
        yield f"{name} and {says}"
        yield f"not {name} or {says}"
    own = [n.id for n in ast.walk(test) if isinstance(n, ast.Name) and n.id in names]
    for one, other in itertools.combinations(dict.fromkeys(own), 2):
        yield from (f"{one} {sign} {other} and {says}" for sign in ("!=", "<", ">"))
    for part in ast.walk(test):
        if isinstance(part, ast.Subscript) and not isinstance(part.slice, ast.Slice):
            place, of = source_of(part.slice, line), source_of(part.value, line)
            yield f"{place} < len({of}) and {says}"
            yield f"{place} >= len({of}) or {says}"


def value_edits(function: ast.AST, lines: list[str]) -> Iterator[tuple[str, Piece]]:
    """What is returned or assigned: no less than nothing, stripped, turned round, one beside."""
    for node in ast.walk(function):
        value = node.value if isinstance(node, ast.Return | ast.Assign) else None
        if value is None or not is_plain(value, lines):
            continue
        line, place = lines[value.lineno - 1], value.lineno - 1
        if isinstance(node, ast.Assign) and isinstance(value, ast.BinOp | ast.Call | ast.Name):
            for _, start, end, text in beside(value, line):
                yield "value", (place, start, end, text)
        for text in _tidied(node, value, line):
            yield "value", (place, *span_of(value), text)


def _tidied(node: ast.AST, value: ast.expr, line: str) -> Iterator[str]:
    says = source_of(value, line)
    if isinstance(value, ast.BinOp):
        yield from (f"max(0, {says})", f"({says}).strip()", f"abs({says})")
    if isinstance(node, ast.Return) and isinstance(value, ast.Compare | ast.BoolOp | ast.Name):
        yield f"not {operand(value, line)}"
