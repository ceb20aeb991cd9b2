"""What a program or a statement means that takes columns which only the wide form of a table has.

A small LLM that is shown both forms writes ``df`` where it means the other, and years as numbers
where they name columns. Only a program that failed is changed.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from hocket.documents.loading import ONLY
from hocket.documents.profile.wide import WIDE
from hocket.execute.tables.inside import dialects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

ROWS = "rows"
_LABEL = re.compile(r"'([^']+)'|(?<![\w.'])(\d+)(?![\w.'])")
_BY_NAME = frozenset(
    ("sort_values", "drop", "dropna", "nlargest", "nsmallest", "groupby", "agg", "get", "filter")
)
"""Methods whose arguments name columns."""


def as_meant(
    tree: ast.Module, error: Exception, names: Mapping[str, Any], tables: dict[str, Any]
) -> bool:
    """Take what a program that failed does with columns of a wide form from that.

    Args:
        tree: The program; it is changed.
        error: What it raised.
        names: What the names of the program stand for.
        tables: The tables by their variables; columns may get numbers as names.

    Returns:
        Whether anything was changed.
    """
    missing = {*_missing(error)}
    for wide, base in _pairs(tables):
        own = {*map(str, tables[wide].columns)} - {*map(str, tables[base].columns)}
        wanted = missing & own
        if not wanted:
            continue
        said = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if said & {wide, _rows_of(wide)}:
            if _as_texts(tree, own) or _as_numbers(tables, wide):
                return True
            continue
        if _is_switched(tree, wanted, (wide, base), names, tables):
            return True
    return False


def with_columns(sql: str, tables: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> str:
    """The statement on wide forms, with their columns in double quotes: years, and texts in others.

    Args:
        sql: The statement.
        tables: The tables by their variables.
        entries: The files, each with its variable and its wide form, if it has one.

    Examples:
        >>> import pandas as pd
        >>> wide = pd.DataFrame({"site": ["Bray"], "1931": [3], "1932": [5]})
        >>> tables = {"df": pd.DataFrame(columns=["site", "year"]), "df_wide": wide}
        >>> entries = [{"variable": "df", "wide": {"column": "year", "values": ["1931", "1932"]}}]
        >>> with_columns("SELECT site FROM df_wide WHERE 1932 > '1931'", tables, entries)
        'SELECT site FROM df_wide WHERE "1932" > "1931"'
        >>> with_columns("SELECT site FROM df WHERE year = 1932", tables, entries)
        'SELECT site FROM df WHERE year = 1932'
    """
    words = {word.lower() for word in re.findall(r"\w+", sql)}
    for entry in entries:
        form, wide = entry.get("wide"), entry["variable"] + WIDE
        if form is None or wide not in tables or wide.lower() not in words:
            continue
        known = {*map(str, tables[entry["variable"]].columns)}
        own = [name for name in map(str, tables[wide].columns) if name not in known]
        names = [name for name in own if f'"{name}"' not in sql]
        if not names or form["column"].lower() in words:
            continue  # the rows of a value may be meant, as of the year 1932
        name = "|".join(map(re.escape, names))
        number = "|".join(filter(str.isdigit, names)) or "(?!)"
        pattern = re.compile(
            rf"(?P<text>(?<!as )'(?P<a>{name})')|(?P<off>{dialects.SET_OFF})"
            rf"|(?<![\w.])(?P<b>{number})(?![\w.])|(?<=[A-Za-z_]\.)(?P<c>{number})(?!\w)",
            re.IGNORECASE,
        )
        sql = pattern.sub(lambda m: m["off"] or dialects.quoted(m["a"] or m["b"] or m["c"]), sql)
    return sql


def _pairs(tables: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The variables of wide forms and of the tables that they are of."""
    return [(name, table.attrs[WIDE]) for name, table in tables.items() if WIDE in table.attrs]


def _missing(error: Exception) -> Iterator[str]:
    """The names that an error says are not there, numbers as texts."""
    if isinstance(error, AttributeError):
        yield error.name or ""
    elif isinstance(error, KeyError):
        said = error.args[0] if error.args else ""
        if isinstance(said, str) and not said.startswith(("[", "None of", "Index(", "Column")):
            yield said
        else:
            yield from (text or number for text, number in _LABEL.findall(str(said)))


def _rows_of(variable: str) -> str:
    return ROWS if variable == ONLY else f"{variable}_{ROWS}"


def _is_switched(
    tree: ast.Module,
    wanted: set[str],
    pair: tuple[str, str],
    names: Mapping[str, Any],
    tables: Mapping[str, Any],
) -> bool:
    """Whether a program that takes nothing which only the table has was put on its wide form."""
    wide, base = pair
    only = {*map(str, tables[base].columns)} - {*map(str, tables[wide].columns)}
    frames = {n for n, held in names.items() if held is names.get(base)} | {base}
    roots = {**dict.fromkeys(frames, wide), _rows_of(base): _rows_of(wide)}
    numbers = {int(label) for label in wanted if label.isdigit()}
    if any(label in only for label in _labels(tree)):
        return False
    taken_from = {*roots, *_of_loops(tree, roots)}
    if numbers and not any(_takes(node, taken_from, numbers) for node in ast.walk(tree)):
        texts = {*_labels(tree)}
        if not texts & wanted:
            return False  # a place of a row, or a key of a dict
    changed = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in roots:
            node.id, changed = roots[node.id], True
    return changed


def _labels(tree: ast.Module) -> Iterator[str]:
    """The texts and attributes of a program, which may name columns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _of_loops(tree: ast.Module, roots: Collection[str]) -> Iterator[str]:
    """The names that the rows of a table have in loops."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            names = {one.id for one in ast.walk(node.iter) if isinstance(one, ast.Name)}
            if not names.isdisjoint(roots):
                yield node.target.id


def _takes(node: ast.AST, roots: Collection[str], numbers: set[int]) -> bool:
    """Whether a column that has a number for a name is taken from one of the tables."""
    is_one = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
    if not is_one or not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return False
    return node.value.id in roots and any(one.value in numbers for one in _items(node.slice))


def _items(node: ast.AST) -> list[ast.Constant]:
    """The constants of a subscript or an argument."""
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    inner = [item for part in parts if isinstance(part, ast.List) for item in part.elts]
    return [one for one in (*parts, *inner) if isinstance(one, ast.Constant)]


def _as_texts(tree: ast.Module, own: set[str]) -> bool:
    """Whether numbers that name columns became texts."""
    changed = False
    for node in ast.walk(tree):
        places: list[ast.AST] = []
        if isinstance(node, ast.Subscript):
            places = [node.slice]
        elif isinstance(node, ast.Call) and _is_by_name(node.func):
            places = [*node.args, *(keyword.value for keyword in node.keywords)]
        for one in (item for place in places for item in _items(place)):
            if type(one.value) is int and str(one.value) in own:
                one.value, changed = str(one.value), True
    return changed


def _is_by_name(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in _BY_NAME


def _as_numbers(tables: dict[str, Any], wide: str) -> bool:
    """Whether columns that are called by numbers got these as names."""
    names = [*tables[wide].columns]
    numbers = {name: int(name) for name in names if isinstance(name, str) and name.isdigit()}
    tables[wide] = tables[wide].rename(columns=numbers)
    return bool(numbers)
