"""Text columns of two values that a program gives to a model, which takes numbers alone."""

from __future__ import annotations

import ast
import math
import re
import traceback
from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    Columns = Sequence[tuple[Any, Any]]
    """Tables, each with the name of one of its columns."""

_TEXT = re.compile(r"could not convert string to float: (?P<text>'.*'|\".*\")")
TWO = 2
NEAR = 1e-3
"""How much numbers may differ, as models are fitted in steps."""
_SHOWS = frozenset(
    {"groupby", "value_counts", "crosstab", "pivot", "pivot_table", "unique", "mode", "idxmax"}
    | {"idxmin", "to_dict", "iterrows", "itertuples", "coef_", "params"}
)
"""What shows the values of a column, or a sign that hangs on which of them is 1."""


def columns_encoded(tree: ast.Module, error: Exception, tables: dict[str, Any]) -> Columns:
    """The columns that were made 0 and 1, as a model of scikit-learn failed on their text.

    That is what such a program means, if its answer is the same whichever value is 1: ``turn``
    them and compare. A program that names one of the values, or may show them, means the text; more
    than two can be encoded in several ways. None of these is changed.

    Args:
        tree: The program.
        error: What was raised.
        tables: The tables by their variables; such columns are changed in them.
    """
    match = _TEXT.fullmatch(str(error))
    frames = traceback.extract_tb(error.__traceback__)
    if match is None or not any("sklearn" in frame.filename for frame in frames):
        return []
    text = ast.literal_eval(match["text"])
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if names & _SHOWS:
        return []
    encoded: list[tuple[Any, Any]] = []
    for table in tables.values():
        for name in table.columns:
            if table[name].dtype.kind in "iufbM":
                continue
            found = table[name].dropna().unique()
            values = sorted(map(str, found))
            is_text = all(isinstance(value, str) for value in found)
            if is_text and text in values and len(values) == TWO and not said & {*values}:
                places = {value: place for place, value in enumerate(values)}
                table[name] = table[name].astype(object).map(places)
                encoded.append((table, name))
    return encoded


def turn(columns: Columns) -> None:
    """Make 0 of 1 in the columns, and 1 of 0."""
    for table, name in columns:
        table[name] = 1 - table[name]


def is_same(answer: Any, other: Any) -> bool:
    """Whether two answers are the same, but for the steps in which models are fitted.

    Examples:
        >>> is_same({"r2": 0.81}, {"r2": 0.8100001}), is_same([1, 0], [0, 1]), is_same(None, None)
        (True, False, False)
    """
    return answer is not None and _is_near(plain(answer), plain(other))


def _is_near(value: Any, other: Any) -> bool:
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(_is_near(value[k], other[k]) for k in value)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(_is_near, value, other))
    if isinstance(value, int | float) and isinstance(other, int | float):
        return math.isclose(value, other, rel_tol=NEAR, abs_tol=NEAR**2)
    return bool(value == other)
