"""A file to mend with a known algorithm in the place of a function that says it is one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from hocket.agents.algorithms import algorithms_for
from hocket.agents.algorithms.adapted import adapted_to
from hocket.agents.code.source import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator


def by_the_book(given: str) -> str:
    r"""The file with the known algorithms that functions say they are; empty if none says so.

    Names, parameters and docstrings stay, as does the rest of the file.

    Examples:
        >>> given = 'def odd_or_not(year):\n    "Whether a year is a leap year."\n    return True'
        >>> print(by_the_book(given).splitlines()[-1].strip())
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        >>> by_the_book('def hello(name):\n    "A greeting."\n    return name')
        ''
    """
    tree = parsed(given)
    if tree is None or "\r" in given.replace("\r\n", ""):
        return ""
    lines = given.split("\n")
    taken = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
    taken |= {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    is_changed = False
    for function in reversed(functions):
        new = _written(function, taken)
        if new and not function.decorator_list:
            start, end = function.lineno - 1, function.end_lineno or function.lineno
            lines[start:end] = new.split("\n")
            is_changed = True
    return "\n".join(lines) if is_changed else ""


def _written(function: ast.FunctionDef, taken: set[str]) -> str:
    """A function as the known algorithm that its docstring names, with what that uses."""
    said = ast.get_docstring(function)
    found = algorithms_for(f"{function.name}: {said}") if said else []
    head = ast.FunctionDef(
        function.name, function.args, [ast.Pass()], [], function.returns, lineno=1, col_offset=0
    )
    skeleton = ast.unparse(ast.fix_missing_locations(ast.Module([head], [])))
    code = adapted_to(found[0].code, skeleton) if found else ""
    known = ast.parse(code).body
    own = [n for n in known if isinstance(n, ast.FunctionDef) and n.name == function.name]
    if len(own) != 1:
        return ""
    used = [*_used(own[0], known)]
    names = {one.name for one in used if isinstance(one, ast.FunctionDef)}
    if names & taken or any(not isinstance(one, _KINDS) for one in used):
        return ""
    body = own[0].body[1:] if ast.get_docstring(own[0]) is not None else own[0].body
    own[0].body = [ast.Expr(ast.Constant(said)), *body]
    parts = [ast.unparse(ast.fix_missing_locations(one)) for one in (*used, own[0])]
    return "\n\n\n".join(parts)


_KINDS = (ast.FunctionDef, ast.Import, ast.ImportFrom)


def _used(function: ast.FunctionDef, known: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The other statements of a module that a function needs, in their order."""
    needed = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
    others = [one for one in known if one is not function]
    for _ in others:
        for one in others:
            if _gives(one) & needed:
                needed |= {n.id for n in ast.walk(one) if isinstance(n, ast.Name)}
    return (one for one in others if _gives(one) & needed)


def _gives(node: ast.stmt) -> set[str]:
    """The names that a statement of a module defines."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {one.asname or one.name.partition(".")[0] for one in node.names}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    return {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
