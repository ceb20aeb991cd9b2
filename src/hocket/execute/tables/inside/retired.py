"""Names and arguments that the libraries no longer have, as LLMs learnt them: they work as before.

What was renamed gets its new name in the program; what was dropped is there again.
"""

from __future__ import annotations

import ast
import functools
from typing import Any

import numpy as np
import pandas as pd

NUMPY = {
    "float": float, "int": int, "object": object, "str": str, "complex": complex,
    "NaN": np.nan, "NAN": np.nan, "Inf": np.inf, "infty": np.inf, "float_": np.float64,
    "in1d": np.isin, "trapz": np.trapezoid, "product": np.prod, "cumproduct": np.cumprod,
    "alltrue": np.all, "sometrue": np.any,
}  # fmt: skip
FREQUENCIES = {
    "M": "ME", "BM": "BME", "Q": "QE", "BQ": "BQE", "Y": "YE", "A": "YE", "AS": "YS", "H": "h",
    "T": "min", "S": "s", "L": "ms",
}  # fmt: skip
"""The old and the new name of a frequency; periods still have the old ones."""

TIMED = ("Grouper", "date_range", "bdate_range", "resample")
FILLS = {"ffill": "ffill", "pad": "ffill", "bfill": "bfill", "backfill": "bfill"}
ARGUMENTS = {
    ("OneHotEncoder", "sparse"): "sparse_output",
    ("BaggingClassifier", "base_estimator"): "estimator",
    ("BaggingRegressor", "base_estimator"): "estimator",
    ("AdaBoostClassifier", "base_estimator"): "estimator",
    ("AdaBoostRegressor", "base_estimator"): "estimator",
}
DROPPED = {
    ("LinearRegression", "normalize"),
    ("KMeans", "n_jobs"),
    ("to_datetime", "infer_datetime_format"),
}
"""(function, argument) that no longer changes anything, or only how long it takes."""


def settle() -> None:
    """Let pandas and NumPy have what they dropped."""
    for name, value in NUMPY.items():
        if name not in np.__dict__:
            setattr(np, name, value)
    for kind in (pd.DataFrame, pd.Series):
        kind.append = _append
        kind.mad = lambda self: (self - self.mean()).abs().mean()
        kind.iteritems = kind.items
        kind.fillna = _filling(kind.fillna)
    pd.DataFrame.applymap = pd.DataFrame.map


def _append(first: Any, other: Any, ignore_index: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 - the order of pandas
    others = other if isinstance(other, list) else [other]
    if isinstance(first, pd.DataFrame):
        others = [o if isinstance(o, pd.DataFrame) else pd.DataFrame([o]) for o in others]
    return pd.concat([first, *others], ignore_index=ignore_index)


def _filling(original: Any) -> Any:
    @functools.wraps(original)
    def fillna(self: Any, *args: Any, method: str | None = None, **options: Any) -> Any:
        if method is None:
            return original(self, *args, **options)
        return getattr(self, FILLS[method])(**options)

    return fillna


class Renaming(ast.NodeTransformer):
    """Gives arguments and functions their new names."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        kept = []
        for keyword in node.keywords:
            if (name, keyword.arg) in DROPPED:
                continue
            if name == "mean_squared_error" and keyword.arg == "squared":
                if isinstance(keyword.value, ast.Constant) and not keyword.value.value:
                    _rename(node.func, "root_mean_squared_error")
                continue
            keyword.arg = ARGUMENTS.get((name, str(keyword.arg)), keyword.arg)
            if keyword.arg in ("freq", "rule") and name in TIMED:
                keyword.value = _frequency(keyword.value)
            kept.append(keyword)
        node.keywords = kept
        if name == "resample" and node.args:
            node.args[0] = _frequency(node.args[0])
        return node


def _rename(function: ast.expr, name: str) -> None:
    if isinstance(function, ast.Attribute):
        function.attr = name
    elif isinstance(function, ast.Name):
        function.id = name


def _frequency(node: ast.expr) -> ast.expr:
    """The new name of a frequency, also of a multiple such as ``3M``."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return node
    letters = node.value.lstrip("0123456789")
    count = node.value[: len(node.value) - len(letters)]
    return ast.copy_location(ast.Constant(count + FREQUENCIES.get(letters, letters)), node)
