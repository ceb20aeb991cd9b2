"""Results with different names that a program computes alike, which two methods may share."""

from __future__ import annotations

import ast
import re
from itertools import combinations
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

Result = tuple[str, str]
"""A name and how it is computed, as comparable text."""

_SELECT = re.compile(r"\bselect\b(?:\s+distinct\b)?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_NAMED = re.compile(r'(?s)(?P<how>.*\(.*\).*?)\s+as\s+"?(?P<name>[^"\s]+)"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")
DEEP = 8
"""So many variables that are set from others are followed."""


def computed_alike(code: str) -> str:
    r"""Which results of a program or statement are the same by how they are computed; or nothing.

    Args:
        code: A Python program that sets ``answer``, or a SELECT statement.

    Examples:
        >>> computed_alike("SELECT avg(a / b) AS ratio, round(avg(a / b)) AS rate, avg( a/b ) AS x")
        'ratio and x are computed alike, though they are called differently'
        >>> computed_alike("m = df['a'].mean()\nanswer = {'all': m, 'men': df['a'].mean()}")
        'all and men are computed alike, though they are called differently'
        >>> computed_alike("answer = {'all': df['a'].mean(), 'men': df[men]['a'].mean()}")
        ''
    """
    is_sql = re.match(r"\s*(?:select|with)\b", code, re.IGNORECASE) is not None
    one, other = next(_in_statement(code) if is_sql else _in_program(code), ("", ""))
    return f"{one} and {other} are computed alike, though they are called differently" * bool(one)


def _in_statement(sql: str) -> Iterator[tuple[str, str]]:
    """The pairs of columns of a statement that are the same."""
    for (one, how), (other, alike) in combinations(_columns(sql), 2):
        if how == alike and one != other:
            yield one, other


def _in_program(code: str) -> Iterator[tuple[str, str]]:
    """The pairs of results of a program that are the same, with nothing changed in between."""
    tree = parsed(code)
    if tree is None:
        return
    set_to, changes = _assignments(tree), _changes(tree)
    results = [
        (str(key.value), how)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "answer"
        if isinstance(node.value, ast.Dict)
        for key, value in zip(node.value.keys, node.value.values, strict=True)
        if isinstance(key, ast.Constant) and _calls(how := _followed(value, set_to))
    ]
    for (one, how), (other, alike) in combinations(results, 2):
        text = ast.unparse(how)
        lines = range(min(how.lineno, alike.lineno), max(how.lineno, alike.lineno))
        is_changed = any(line in lines and _has(text, what) for line, what in changes)
        if text == ast.unparse(alike) and not is_changed:
            yield one, other


def _has(text: str, part: str) -> bool:
    return re.search(rf"(?<![\w'\"]){re.escape(part)}(?!\w)", text) is not None


def _changes(tree: ast.Module) -> list[tuple[int, str]]:
    """(line, what changes there): variables, columns, and what a method is called on by itself."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            found += [(node.lineno, _place_of(target)) for target in node.targets]
        elif isinstance(node, ast.AugAssign | ast.For):
            found.append((node.lineno, _place_of(node.target)))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            found.append((node.lineno, _root(node.value.func)))
    return found


def _place_of(target: ast.expr) -> str:
    """A column by its name, or the variable that is set or that holds what is set."""
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return ast.unparse(target)
    return _root(target)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else "?"


def _columns(sql: str) -> Iterator[Result]:
    """The named columns of the last SELECT, which is the outermost."""
    bare = _QUOTED.sub(lambda match: match[0][0] * len(match[0]), sql)
    starts = [match.end() for match in _SELECT.finditer(bare) if _depth(bare[: match.start()]) == 0]
    if not starts:
        return
    start = starts[-1]
    ends = [m.start() for m in _FROM.finditer(bare, start) if _depth(bare[start : m.start()]) == 0]
    end = ends[0] if ends else len(sql)
    place, depth = start, 0
    for index in range(start, end + 1):
        mark = bare[index] if index < end else ","
        depth += (mark == "(") - (mark == ")")
        if mark == "," and not depth:
            if match := _NAMED.fullmatch(sql[place:index].strip()):
                yield match["name"], _plain(match["how"])
            place = index + 1


def _plain(sql: str) -> str:
    """A part of a statement without its blanks and capitals, but for those in quotes."""
    parts = re.split(f"({_QUOTED.pattern})", sql)
    return "".join(p if p[:1] in ("'", '"') else re.sub(r"\s+", "", p).lower() for p in parts)


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _assignments(tree: ast.Module) -> dict[str, ast.expr]:
    """What is set once, a variable or a column, with its value."""
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            values.setdefault(ast.unparse(node.targets[0]), []).append(node.value)
        elif isinstance(node, ast.AugAssign | ast.For):
            values.setdefault(ast.unparse(node.target), []).extend([ast.Constant(0)] * 2)
    return {name: each[0] for name, each in values.items() if len(each) == 1}


def _followed(value: ast.expr, set_to: dict[str, ast.expr]) -> ast.expr:
    """What a result is set to, past its rounding and the variables that hold it."""
    for _ in range(DEEP):
        if isinstance(value, ast.Call) and ast.unparse(value.func) in ("round", "float", "int"):
            value = value.args[0] if value.args else value
        held = set_to.get(ast.unparse(value))
        if held is None:
            break
        value = held
    return value


def _calls(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Call) for node in ast.walk(value))
