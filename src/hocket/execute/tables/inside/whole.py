"""Functions of a whole column that programs apply to each of its values, and tables of one column.

``df["x"].apply(stats.zscore)`` means the scores of the column. A table of one column, such as what
``str.extract`` gives, has what a column has.
"""

from __future__ import annotations

import functools
import re
from typing import Any

import numpy as np
import pandas as pd

_NEEDS_WHOLE = re.compile(
    r"axis -?\d+ is out of bounds for array of dimension 0|0-d(?:im)?|at least (?:one|two|three|\d)"
    r"|len\(\) of unsized|too small|must be (?:at least )?1-dimensional|object of type 'float'",
    re.IGNORECASE,
)
"""What libraries say of a single value where they take a column."""


def settle() -> None:
    """Make them work."""
    pd.Series.apply = _applied(pd.Series.apply)
    for name in ("str", "dt"):
        setattr(pd.DataFrame, name, property(functools.partial(_only_column, name)))


def _applied(original: Any) -> Any:
    @functools.wraps(original)
    def apply(series: Any, func: Any = None, *args: Any, **options: Any) -> Any:
        try:
            return original(series, func, *args, **options)
        except (TypeError, ValueError, IndexError) as error:
            if not callable(func) or not _NEEDS_WHOLE.search(str(error)):
                raise
            found = None if args or options else _of_column(func, series)
            if found is None:
                raise
            return found

    return apply


def _of_column(func: Any, series: Any) -> Any:
    """What a function gives for each value of a column at once; None if it gives anything else.

    What it gives for all of them together, such as their number, is not meant for each.
    """
    is_known = series.notna().to_numpy()
    try:
        found = np.asarray(func(series[is_known]))
    except Exception:  # noqa: BLE001 - whatever it raises, it takes no column
        return None
    if found.shape != (is_known.sum(),):
        return None
    return (
        pd.Series(found, index=is_known.nonzero()[0])
        .reindex(range(len(series)))
        .set_axis(series.index)
    )


def _only_column(name: str, frame: Any) -> Any:
    """What the only column of a table has; its own column of that name, if there is one."""
    if name in frame.columns:
        return frame[name]
    if frame.shape[1] != 1:
        message = f"'DataFrame' object has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(frame.iloc[:, 0], name)
