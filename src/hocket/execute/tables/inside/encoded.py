"""Text columns of two values that a program gives to a model, which takes numbers alone."""

from __future__ import annotations

import ast
import re
import traceback
from typing import Any

_TEXT = re.compile(r"could not convert string to float: (?P<text>'.*'|\".*\")")
TWO = 2
_SHOWS = frozenset(
    {"groupby", "value_counts", "crosstab", "pivot", "pivot_table", "unique", "mode", "idxmax"}
    | {"idxmin", "to_dict", "iterrows", "itertuples", "coef_", "params"}
)
"""What shows the values of a column, or a sign that hangs on which of them is 1."""


def columns_encoded(tree: ast.Module, error: Exception, tables: dict[str, Any]) -> bool:
    """Whether columns were made 0 and 1, as a model of scikit-learn failed on their text.

    That is what such a program means, whichever value is 1: of two values the model is the same.
    A program that names one of the values, or may show them, means the text; more than two can be
    encoded in several ways, and which of two is 1 tells the sign of a coefficient. None of these is
    changed.

    Args:
        tree: The program.
        error: What was raised.
        tables: The tables by their variables; such columns are changed in them.
    """
    match = _TEXT.fullmatch(str(error))
    frames = traceback.extract_tb(error.__traceback__)
    if match is None or not any("sklearn" in frame.filename for frame in frames):
        return False
    text = ast.literal_eval(match["text"])
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if names & _SHOWS:
        return False
    is_encoded = False
    for table in tables.values():
        for name in table.columns:
            if table[name].dtype.kind in "iufbM":
                continue
            found = table[name].dropna().unique()
            values = sorted(map(str, found))
            is_text = all(isinstance(value, str) for value in found)
            if is_text and text in values and len(values) == TWO and not said & {*values}:
                numbers = table[name].map({value: place for place, value in enumerate(values)})
                table[name] = numbers
                is_encoded = True
    return is_encoded
