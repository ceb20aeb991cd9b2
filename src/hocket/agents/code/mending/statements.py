"""Small edits of statements: left out, moved, repeated elsewhere, guarded, or put at the start.

A statement that is missing often stands elsewhere in the same file (W. Weimer, T. Nguyen, C. Le
Goues and S. Forrest, "Automatically Finding Patches Using Genetic Programming", ICSE 2009).
"""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Lines = tuple[int, int, list[str]]
"""First line from 0, the line behind the last one, and what stands there instead."""

GIVEN = ("None", "0", "-1", "''", "[]", "False", "True")
"""What a function may return of nothing."""
SHORT = 2
"""Lines of a statement that may be repeated elsewhere."""
SIMPLE = (ast.Assign, ast.AugAssign, ast.Expr, ast.Return, ast.Break, ast.Continue)
LEAVING = {ast.Break: ("continue",), ast.Continue: ("break", "pass"), ast.Pass: ("break",)}


def statement_edits(
    function: ast.FunctionDef, lines: list[str], names: list[str]
) -> Iterator[tuple[str, Lines]]:
    """(kind, edit) for each small change of the statements of a function.

    Args:
        function: From the tree of the file.
        lines: The lines of the file.
        names: The names of parameters and variables.
    """
    parameters = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
    yield from _starts(function, parameters)
    for block, is_loop in _blocks(function):
        yield from _within(block, lines)
        yield from _out(block, lines, is_loop=is_loop)
    yield from _repeated(function, names)
    for node in ast.walk(function):
        if type(node) in LEAVING and isinstance(node, ast.stmt):
            indent = " " * node.col_offset
            for word in LEAVING[type(node)]:
                yield "jump", (node.lineno - 1, node.lineno, [f"{indent}{word}"])
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            text = lines[node.lineno - 1]
            if node.lineno == node.end_lineno:
                returned = f"{' ' * node.col_offset}return {text.strip()}"
                yield "return", (node.lineno - 1, node.lineno, [returned])


def _starts(function: ast.FunctionDef, parameters: list[str]) -> Iterator[tuple[str, Lines]]:
    """What is returned at once where there is nothing, and parameters brought into form."""
    body = _body(function)
    if not body:
        return
    place, indent = body[0].lineno - 1, " " * body[0].col_offset
    returned = [
        ast.unparse(node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    ]
    for name in parameters:
        for value in dict.fromkeys([*returned, *GIVEN]):
            guard = [f"{indent}if not {name}:", f"{indent}    return {value}"]
            yield "guard", (place, place, guard)
        for form in ("abs({})", "{}.lower()", "{}.strip()", "sorted({})", "list({})"):
            yield "formed", (place, place, [f"{indent}{name} = {form.format(name)}"])
    last = body[-1]
    if not isinstance(last, ast.Return):
        for name in _assigned(function):
            yield "return", (last.end_lineno or 0, last.end_lineno or 0, [f"{indent}return {name}"])


def _blocks(function: ast.FunctionDef) -> Iterator[tuple[list[ast.stmt], bool]]:
    """The blocks of statements of a function, and whether each is the body of a loop."""
    yield _body(function), False
    for node in ast.walk(function):
        if node is not function:
            for name in ("body", "orelse"):
                block = getattr(node, name, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield block, name == "body" and isinstance(node, ast.For | ast.While)


def _within(block: list[ast.stmt], lines: list[str]) -> Iterator[tuple[str, Lines]]:
    """Statements left out, and changed places with the next one."""
    for place, one in enumerate(block):
        start, end = one.lineno - 1, one.end_lineno or 0
        if isinstance(one, SIMPLE) and not isinstance(one, ast.Return):
            yield (
                "left out",
                (start, end, [f"{' ' * one.col_offset}pass"] if len(block) == 1 else []),
            )
        if isinstance(one, ast.If) and not one.orelse and not _is_elif(one, lines):
            inner = lines[one.body[0].lineno - 1 : end]
            step = one.body[0].col_offset - one.col_offset
            if one.body[0].lineno > one.lineno:
                yield "unguarded", (start, end, [line[step:] for line in inner])
            if len(block) > 1:
                yield "left out", (start, end, [])
        if place + 1 < len(block) and one.lineno - 1 != block[place + 1].lineno - 1:
            after = block[place + 1]
            if not _is_elif(one, lines):
                middle, last = after.lineno - 1, after.end_lineno or 0
                yield "order", (start, last, [*lines[middle:last], *lines[start:middle]])


def _out(block: list[ast.stmt], lines: list[str], *, is_loop: bool) -> Iterator[tuple[str, Lines]]:
    """The last statement of a loop behind it, and what stands behind a loop within it."""
    last = block[-1]
    start, end = last.lineno - 1, last.end_lineno or 0
    if is_loop and len(block) > 1:
        yield "moved", (start, end, [line[4:] for line in lines[start:end]])
    for before, after in pairwise(block):
        if isinstance(before, ast.For | ast.While | ast.If) and isinstance(after, SIMPLE):
            start, end = after.lineno - 1, after.end_lineno or 0
            if before.end_lineno == start:
                yield "moved", (start, end, [f"    {line}" for line in lines[start:end]])


def _repeated(function: ast.FunctionDef, names: list[str]) -> Iterator[tuple[str, Lines]]:
    """Short statements of the function once more elsewhere, also if there is something only."""
    donors: dict[str, ast.stmt] = {}
    for node in ast.walk(function):
        is_short = isinstance(node, ast.Assign | ast.AugAssign | ast.If) or (
            isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        )
        if is_short and isinstance(node, ast.stmt):
            text = ast.unparse(node)
            if text.count("\n") < SHORT:
                donors.setdefault(text, node)
    texts = [*donors]
    for text, node in donors.items():
        used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        if isinstance(node, ast.Expr):
            for name in (name for name in names if name in used):
                guarded = f"if {name}:\n    {text}"
                start, end = node.lineno - 1, node.end_lineno or 0
                texts.append(guarded)
                yield "guarded", (start, end, _indented(guarded, node.col_offset))
    for place, indent in dict.fromkeys(_openings(function)):
        for text in dict.fromkeys(texts):
            yield "repeated", (place, place, _indented(text, indent))


def _openings(function: ast.FunctionDef) -> Iterator[tuple[int, int]]:
    """Where a statement may be missing: behind loops, at the start and end of blocks."""
    for block, _ in _blocks(function):
        if block:
            yield block[0].lineno - 1, block[0].col_offset
            last = block[-1]
            if isinstance(last, ast.Return | ast.Break | ast.Continue):
                yield last.lineno - 1, last.col_offset
            else:
                yield last.end_lineno or 0, last.col_offset
            for one in block[:-1]:
                if isinstance(one, ast.For | ast.While):
                    yield one.end_lineno or 0, one.col_offset


def _indented(text: str, columns: int) -> list[str]:
    return [f"{' ' * columns}{line}" for line in text.split("\n")]


def _body(function: ast.FunctionDef) -> list[ast.stmt]:
    is_said = ast.get_docstring(function) is not None
    body = function.body[1:] if is_said else function.body
    return [one for one in body if one.lineno > function.lineno]


def _assigned(function: ast.FunctionDef) -> list[str]:
    stored = (n for n in ast.walk(function) if isinstance(n, ast.Name))
    return [*dict.fromkeys(n.id for n in stored if isinstance(n.ctx, ast.Store))]


def _is_elif(node: ast.stmt, lines: list[str]) -> bool:
    return lines[node.lineno - 1].lstrip().startswith("elif")
