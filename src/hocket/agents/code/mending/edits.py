"""The small edits of a file with code: each in one place of one function or class."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.mending.conditions import condition_edits, value_edits
from hocket.agents.code.mending.expressions import ROUNDINGS, expression_edits
from hocket.agents.code.mending.statements import statement_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.mending.expressions import Piece

NUMBER = re.compile(r"(?<![\w.])\d{1,6}(?![\w.])")


def edits_of(code: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    r"""(kind, code) of each program that differs from a file in one place; a few do not parse.

    Args:
        code: The file; it parses.
        names: The functions and classes at its top that may be changed.

    Examples:
        >>> edited = dict(edits_of("def f(a):\n    return a < 3", frozenset({"f"})))
        >>> print(edited["comparison"])
        def f(a):
            return a >= 3
    """
    tree = ast.parse(code)
    lines = code.split("\n")
    known = {code}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name not in names:
            continue
        for kind, text in _all_edits(node, lines):
            if text not in known:
                known.add(text)
                yield kind, text


def _all_edits(node: ast.FunctionDef | ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str]]:
    functions = [one for one in ast.walk(node) if isinstance(one, ast.FunctionDef)]
    for function in functions:
        own = _names_of(function)
        for kind, piece in expression_edits(function, lines, own, _numbers_of(function)):
            yield kind, _with_piece(lines, piece)
        for kind, piece in (*condition_edits(function, lines, own), *value_edits(function, lines)):
            yield kind, _with_piece(lines, piece)
        for kind, (start, end, text) in statement_edits(function, lines, own):
            yield kind, "\n".join([*lines[:start], *text, *lines[end:]])
        used = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
        for name in sorted(used & {*ROUNDINGS}):
            for other in ROUNDINGS:
                yield "rounding", re.sub(rf"\b{name}\b", other, "\n".join(lines))


def _with_piece(lines: list[str], piece: Piece) -> str:
    number, start, end, text = piece
    line = f"{lines[number][:start]}{text}{lines[number][end:]}"
    return "\n".join([*lines[:number], line, *lines[number + 1 :]])


def _names_of(function: ast.FunctionDef) -> list[str]:
    """Its parameters and variables, in the order in which they occur."""
    names = [arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)]
    stored = [n for n in ast.walk(function) if isinstance(n, ast.Name)]
    names += [n.id for n in stored if isinstance(n.ctx, ast.Store)]
    return [name for name in dict.fromkeys(names) if name not in ("self", "cls", "_")]


def _numbers_of(function: ast.FunctionDef) -> list[int]:
    """The numbers that its docstring names."""
    text = ast.get_docstring(function) or ""
    return [*dict.fromkeys(int(match[0]) for match in NUMBER.finditer(text))]
