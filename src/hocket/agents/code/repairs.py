"""Faults of Python code that are mended by rule: shared defaults, changed arguments, no first row.

A small LLM often sees such a fault named and leaves it in. The text is edited in place, so comments
and layout stay.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.source import Edit

    Function = ast.FunctionDef | ast.AsyncFunctionDef

KEEPS = re.compile(
    r"\b(?:changes|modifies|mutates|alters|overwrites|destroys)\b(?: \w+){0,3}? (?:lists?|dict\w*"
    r"|arguments?|inputs?|parameters?)\b(?! (?:in[- ]place|and returns?))"
    r"|\b(?:lists?|dict\w*|arguments?|inputs?|parameters?|original|given)\b[^.;]{0,40}?"
    r"\b(?:stays?|remains?|left|kept|be|is|are|must|may|should) (?:as (?:it|they) "
    r"(?:is|are|was|were)|unchanged|untouched|alone"
    r"|not (?:be )?(?:changed|modified|mutated|altered|touched))\b"
    r"|\b(?:without|not|never|n't) (?:be )?(?:chang|modify|mutat|alter|touch)\w*\b"
    r"(?: (?!other)\w+){0,3}? (?:lists?|dict\w*|arguments?|inputs?|parameters?|original|given)\b"
    r"|\b(?:leaves?|keeps?) (?:\w+ ){0,4}?(?:lists?|dict\w*|arguments?|inputs?|original)"
    r"(?: \w+){0,4}? (?:as (?:it|they) (?:is|are|was|were)|unchanged|untouched|alone)\b",
    re.IGNORECASE,
)
"""What a goal says whose code is to leave its arguments as they are."""

KEPT = re.compile(r"memo|cache|seen|known|visited")
"""Names of what is there to keep what earlier calls found."""

CHANGING = frozenset(
    ("sort", "reverse", "append", "extend", "insert", "remove", "pop", "clear", "update", "add",
     "discard", "popitem", "setdefault")
)  # fmt: skip


def repaired(code: str, goal: str) -> str:
    r"""The code with its defaults made anew for each call, and its arguments left as they are.

    A function that returns nothing may be there to change what it gets, so it is left alone; so are
    all if the goal does not say that nothing may be changed.

    Args:
        code: Python source; as it is if it does not parse.
        goal: What is asked for.

    Examples:
        >>> goal = "Repair it: it changes the lists it is given."
        >>> print(repaired("def middle(values):\n    values.sort()\n    return values[1]", goal))
        def middle(values):
            values = values.copy()
            values.sort()
            return values[1]
        >>> print(repaired("def turned(grid):\n    n = len(grid[0])\n    return n", ""))
        def turned(grid):
            n = (len(grid[0]) if len(grid) else 0)
            return n
    """
    tree = parsed(code)
    if tree is None:
        return code
    lines = code.split("\n")
    keeps = KEEPS.search(goal) is not None
    edits = [edit for function in _functions(tree) for edit in _edits(function, lines, keeps=keeps)]
    edits += [edit for function in _functions(tree) for edit in _widths(function, lines)]
    return edited(code, edits)


def _widths(function: Function, lines: list[str]) -> Iterator[Edit]:
    """The width of a table without rows, which is 0: ``len(grid[0])`` fails without a first row."""
    names = {arg.arg for arg in (*function.args.posonlyargs, *function.args.args)}
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp):
            names -= {n.id for n in ast.walk(node.test) if isinstance(n, ast.Name)}
    for node in ast.walk(function):
        text = ast.unparse(node) if isinstance(node, ast.Call) else ""
        match = re.fullmatch(r"len\((\w+)\[0\]\)", text)
        if match is None or match[1] not in names or not isinstance(node, ast.Call):
            continue
        if node.lineno == node.end_lineno and lines[node.lineno - 1].isascii():
            # An array has no truth, but a length.
            guarded = f"(len({match[1]}[0]) if len({match[1]}) else 0)"
            yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, guarded


def _edits(function: Function, lines: list[str], *, keeps: bool) -> Iterator[Edit]:
    """The changes of one function; those within one line, so that positions stay true."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body or body[0].lineno == function.lineno or _is_recursive(function):
        return
    first = body[0]
    if getattr(first, "decorator_list", ()):
        return
    added = []
    for name, default in _shared(function):
        if default.lineno == default.end_lineno and lines[default.lineno - 1].isascii():
            yield default.lineno - 1, default.col_offset, default.end_col_offset or 0, "None"
            added.append(f"if {name} is None:\n    {name} = {ast.unparse(default)}")
    if keeps and any(isinstance(n, ast.Return) and n.value for n in ast.walk(function)):
        added += [f"{name} = {name}.copy()" for name in changed_parameters(function)]
    if added:
        indent = lines[first.lineno - 1][: first.col_offset]
        text = "".join(f"{indent}{line}\n" for one in added for line in one.splitlines())
        yield first.lineno - 1, 0, 0, text


def _is_recursive(function: Function) -> bool:
    """Whether it calls itself: what it changes may be what it hands on."""
    calls = (n.func for n in ast.walk(function) if isinstance(n, ast.Call))
    return any(getattr(f, "id", getattr(f, "attr", "")) == function.name for f in calls)


def _functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _shared(function: Function) -> Iterator[tuple[str, ast.expr]]:
    """(name, default) of the parameters whose default is one list, dict or set of all calls."""
    plain = [*function.args.posonlyargs, *function.args.args]
    last_first = zip(reversed(plain), reversed(function.args.defaults), strict=False)
    by_name = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    for parameter, default in (*last_first, *by_name):
        if KEPT.search(parameter.arg):
            continue
        if isinstance(default, ast.List | ast.Dict | ast.Set):
            yield parameter.arg, default


def changed_parameters(function: Function) -> list[str]:
    """The parameters whose value the function changes before it gives them another one."""
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    changed, bound = set(), set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in CHANGING and isinstance(node.func.value, ast.Name):
                changed.add(node.func.value.id)
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if isinstance(node.value, ast.Name):
                changed.add(node.value.id)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
    left = bound | {"self", "cls"}
    return [n for n in names if n in changed and n not in left and not KEPT.search(n)]
