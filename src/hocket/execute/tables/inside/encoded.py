"""Text columns of two values that a program gives to a model, which takes numbers alone."""

from __future__ import annotations

import ast
import re
import traceback
from typing import Any

_TEXT = re.compile(r"could not convert string to float: (?P<text>'.*'|\".*\")")
TWO = 2


def columns_encoded(tree: ast.Module, error: Exception, tables: dict[str, Any]) -> bool:
    """Whether columns were made 0 and 1, as a model of scikit-learn failed on their text.

    That is what such a program means, whichever value is 1: of two values the model is the same.
    A program that names one of the values means the text; more than two can be encoded in several
    ways, so neither is changed.

    Args:
        tree: The program.
        error: What was raised.
        tables: The tables by their variables; such columns are changed in them.
    """
    match = _TEXT.match(str(error))
    frames = traceback.extract_tb(error.__traceback__)
    if match is None or not any("sklearn" in frame.filename for frame in frames):
        return False
    text = ast.literal_eval(match["text"])
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    is_encoded = False
    for table in tables.values():
        for name in table.columns:
            if table[name].dtype.kind in "iufbM":
                continue
            values = sorted(map(str, table[name].dropna().unique()))
            if text in values and len(values) == TWO and not said & {*values}:
                numbers = table[name].map({value: place for place, value in enumerate(values)})
                table[name] = numbers
                is_encoded = True
    return is_encoded
