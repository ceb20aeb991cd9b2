"""Groups that are meant: the place of the largest mean is that of a group, which the program lacks.

A small LLM writes ``df["x"].mean().idxmax()`` for the hour whose mean is largest. Only a program
that failed so is changed, where the name of the value says of what the groups are.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLACES = ("idxmax", "idxmin")
_FAILED = re.compile(r"'numpy\.\w+' object has no attribute 'idxm(?:ax|in)'")
PARTS = {
    "hour": "dt.hour",
    "weekday": "dt.day_name()",
    "month": "dt.month",
    "year": "dt.year",
    "day": "dt.date",
    "date": "dt.date",
}
"""What a name may say of a time, and how it is taken of a column."""


def groups_as_meant(tree: ast.Module, message: str, tables: Mapping[str, Any]) -> bool:
    """Give a program that failed the groups of which it takes the largest or smallest.

    Args:
        tree: The program; it is changed.
        message: The message of the error.
        tables: The tables by their variables.

    Returns:
        Whether it was changed.

    Examples:
        >>> import pandas as pd
        >>> table = pd.DataFrame({"at": pd.to_datetime(["2024-05-01 09:30"]), "x": [1.5]})
        >>> tree = ast.parse("busiest_hour = df['x'].mean().idxmax()")
        >>> fault = "'numpy.float64' object has no attribute 'idxmax'"
        >>> groups_as_meant(tree, fault, {"df": table})
        True
        >>> print(ast.unparse(tree))
        busiest_hour = df.groupby(df['at'].dt.hour)['x'].mean().idxmax()
    """
    if not _FAILED.search(message):
        return False
    changed = False
    for name, value in _named_values(tree):
        for column in _columns_of(value):
            table = tables.get(column.value.id) if isinstance(column.value, ast.Name) else None
            key = _key(name, table, ast.unparse(column.value)) if table is not None else ""
            if key == ast.unparse(column.slice):
                continue  # the groups would be those of what is measured
            if key:
                grouped = f"{ast.unparse(column.value)}.groupby({key})"
                column.value = ast.parse(grouped, mode="eval").body
                changed = True
    return changed


def _named_values(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The values that a program gives a name or a key, each with that."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield str(key.value), value


def _columns_of(value: ast.expr) -> Iterator[ast.Subscript]:
    """The columns of which the place of one number is taken: ``df["x"]`` before the mean."""
    for node in [value, *_arguments(value)]:
        place = node.func if isinstance(node, ast.Call) else None
        if not isinstance(place, ast.Attribute) or place.attr not in PLACES:
            continue
        measure = place.value.func if isinstance(place.value, ast.Call) else None
        if isinstance(measure, ast.Attribute) and isinstance(measure.value, ast.Subscript):
            yield measure.value


def _arguments(value: ast.expr) -> list[ast.expr]:
    """What is handed to a call such as ``int``."""
    return value.args if isinstance(value, ast.Call) else []


def _key(name: str, table: Any, variable: str) -> str:
    """The groups that a name speaks of; empty if that is not certain."""
    last = (re.findall(r"[a-z]+", name.lower()) or [""])[-1]
    types = zip(table.columns, table.dtypes, strict=True)
    moments = [column for column, dtype in types if dtype.kind == "M"]
    known = [column for column in table.columns if str(column).lower() == last]
    if len(known) == 1:
        return repr(known[0])
    is_certain = last in PARTS and len(moments) == 1 and not known
    return f"{variable}[{moments[0]!r}].{PARTS[last]}" if is_certain else ""
