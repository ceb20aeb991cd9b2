"""Whether what a program or a statement divides is a part by its whole, as far as its text shows.

So a share is told from a mean or a price: the same column, or a count, stands on both sides.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.forms import Form

_HUNDRED = late_pattern(
    r"\*=? *(?:100(?:\.0*)?|1e2)(?![\d.])|(?<![\d.])(?:100(?:\.0*)?|1e2) *\*"
    r"|\b(?:mul|multiply)\( *100(?![\d.]\d)|/=? *0?\.01(?!\d)|:[\d,.]*%"
)
"""What in a program gives percent; any other 100 may be a bound or a number of rows."""
_SECONDS = late_pattern(r"\bseconds_of\(|\btotal_seconds\(|\bdt\.seconds\b|date_diff\('second")
"""What in a program gives the seconds of times."""
COUNT = "#count"
"""Stands for a number of rows, beside the names of columns."""
_COUNTS = frozenset(("count", "size", "nunique", "value_counts"))
_PASSING = frozenset(("sum", "float", "int", "round", "abs", "max", "min", "fsum"))
"""Functions whose value is of what they are given."""
_TOTAL = re.compile(
    r"(?:.*[\W_])?(?:totals?|all|whole|overall|together)(?:[\W_].*)?", re.IGNORECASE
)
"""Names of columns that hold a whole."""
_DEPTH = 6
_NO_COLUMNS = frozenset(
    ("values", "T", "str", "dt", "loc", "iloc", "at", "iat", "index", "columns", "plot")
)
"""Attributes of tables and columns that are none."""

_SET_OFF = late_pattern(r"'(?:[^']|'')*'|--[^\n]*")
_CAST = late_pattern(r"(?:try_)?cast\s*\(((?:[^()]|\([^()]*\))*?)\s+as\s+\w+\s*\)", re.IGNORECASE)
_TYPE = late_pattern(r"::\s*\w+")
_NAME = r"(?:\w+\.)?(?:\"[^\"]+\"|[A-Za-z_]\w*)"
_MEASURE = rf"(?:sum|count)\s*\(\s*(?:distinct\s+)?(?:{_NAME}|\*|1)\s*\)"
_WINDOW = r"(?:\s*(?:filter|over)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*"
_ALIAS = late_pattern(rf"(?P<of>{_MEASURE}){_WINDOW}\s+as\s+(?P<name>\w+)", re.IGNORECASE)
_RATIO = late_pattern(
    rf"(?P<above>{_MEASURE}{_WINDOW}|{_NAME})\s*\)?\s*/\s*(?:nullif\s*)?\(?\s*(?:\(\s*)?"
    rf"(?:select\s+)?(?P<below>{_MEASURE}|{_NAME}(?!\s*\())",
    re.IGNORECASE,
)
_SHARE_OF_ROWS = late_pattern(
    r"\b(?:avg|mean)\s*\(\s*case\s+when\b[^;]*?\bthen\s+1(?:\.0*)?\s+else\s+0(?:\.0*)?\s+end\s*\)",
    re.IGNORECASE,
)


def in_units_of(form: Form, code: str) -> Form:
    """A form that knows of what its values are by the code that computes them."""
    scaled, seconds = _HUNDRED.search(code), _SECONDS.search(code)
    return replace(
        form,
        is_scaled=scaled is not None,
        in_seconds=seconds is not None,
        is_ratio=scaled is None and divides_whole(code),
    )


def divides_whole(code: str) -> bool:
    """Whether each division in it is of a part by its whole, and there is one.

    Args:
        code: The program or statement.

    Examples:
        >>> divides_whole('answer = df[df["team"] == "A"]["pay"].sum() / df["pay"].sum()')
        True
        >>> divides_whole('answer = df["pay"].sum() / df["hours"].sum()')
        False
        >>> divides_whole("SELECT team, sum(pay) / (SELECT sum(pay) FROM df) AS percent FROM df")
        True
    """
    tree = parsed(code)
    if tree is None:
        return _in_statement(code)
    known = _assigned(tree)
    pairs = [(node.left, node.right) for node in ast.walk(tree) if _is_division(node)]  # type: ignore[attr-defined]
    if not pairs:
        return any(map(_is_share_of_rows, ast.walk(tree)))
    return all(_is_part(_measured(above, known), _measured(below, known)) for above, below in pairs)


def _is_part(above: set[str], below: set[str]) -> bool:
    """Whether something of these columns is a part of something of those."""
    return bool(above & below) or (bool(above) and any(map(_TOTAL.fullmatch, below)))


def _is_division(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def _is_share_of_rows(node: ast.AST) -> bool:
    """Whether it is how many of the rows meet a condition, or have each value, of all of them."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr == "value_counts":
        return any(
            keyword.arg == "normalize" and getattr(keyword.value, "value", None) is True
            for keyword in node.keywords
        )
    return node.func.attr == "mean" and isinstance(node.func.value, ast.Compare)


def _assigned(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What each variable and each new column is set to; columns are known by ``[name]``."""
    known: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AugAssign):
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if name := _name_of(target):
                known.setdefault(name, []).append(value)
    return known


def _name_of(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return target.id
    if not isinstance(target, ast.Subscript):
        return ""
    if isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
        return f"[{target.slice.value}]"
    return _name_of(target.value)  # an entry of a dict is what the dict is of


def _measured(node: ast.expr, known: dict[str, list[ast.expr]], depth: int = 0) -> set[str]:
    """The columns that a value is of, without those that only choose rows, and ``#count``."""
    if depth > _DEPTH:
        return set()
    found: set[str] = set()
    for part in _parts_of(node):
        if isinstance(part, str):
            found.add(part)
            expressions = known.get(f"[{part}]", [])
        elif isinstance(part, ast.Name):
            expressions = known.get(part.id, [])
        else:
            expressions = [part]
        for expression in expressions:
            found |= _measured(expression, known, depth + 1)
    return found


def _parts_of(node: ast.expr) -> Iterator[ast.expr | str]:
    """The names of columns, variables and parts that an expression is of."""
    if isinstance(node, ast.Name):
        yield node
    elif isinstance(node, ast.Compare):
        yield COUNT  # what meets a condition, which is added up
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        yield from node.values if isinstance(node, ast.BoolOp) else (node.left, node.right)
    elif isinstance(node, ast.IfExp):
        yield node.body
    elif isinstance(node, ast.GeneratorExp | ast.ListComp):
        yield COUNT if isinstance(node.elt, ast.Constant) else node.elt
    elif isinstance(node, ast.Attribute):
        yield COUNT if node.attr in ("shape", "size") else node.value
        if node.attr not in _NO_COLUMNS:
            yield node.attr
    elif isinstance(node, ast.Subscript):
        yield from _parts_of_subscript(node)
    elif isinstance(node, ast.Call):
        yield from _parts_of_call(node)


def _parts_of_subscript(node: ast.Subscript) -> Iterator[ast.expr | str]:
    key = node.slice
    names = key.elts if isinstance(key, ast.List | ast.Tuple) else [key]
    for name in names:
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            yield name.value
    yield node.value


def _parts_of_call(node: ast.Call) -> Iterator[ast.expr | str]:
    if isinstance(node.func, ast.Name):
        if node.func.id == "len":
            yield COUNT
        elif node.func.id in _PASSING:
            yield from node.args[:1]
    elif isinstance(node.func, ast.Attribute):
        counted = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        counts = node.func.attr in _COUNTS
        if counts or (node.func.attr in ("transform", "agg") and _COUNTS & {*map(str, counted)}):
            yield COUNT
        else:
            yield node.func.value


def _in_statement(sql: str) -> bool:
    """Whether a statement divides parts by their wholes alone."""
    plain = _TYPE.sub("", _SET_OFF.sub("''", sql))
    plain = _CAST.sub(r"\1", plain)
    divisions = plain.count("/")
    if not divisions:
        return _SHARE_OF_ROWS.search(plain) is not None
    named = {match["name"].casefold(): match["of"] for match in _ALIAS.finditer(plain)}
    ratios = [
        match
        for match in _RATIO.finditer(plain)
        if _is_part(_of_text(match["above"], named), _of_text(match["below"], named))
    ]
    return len(ratios) == divisions


def _of_text(text: str, named: dict[str, str]) -> set[str]:
    """The column that a text of a statement is of, or that it counts."""
    text = named.get(text.strip().casefold(), text).strip()
    if re.match(r"count\s*\(", text, re.IGNORECASE):
        return {COUNT}
    inner = re.match(rf"sum\s*\(\s*(?:distinct\s+)?({_NAME})", text, re.IGNORECASE)
    name = (inner[1] if inner else text).rpartition(".")[2].strip('"').casefold()
    return {name} if name else set()
