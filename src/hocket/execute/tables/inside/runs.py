"""Unbroken runs of rows for which a condition holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable


def longest_run(table: Any, condition: Any) -> Any:
    """The rows of the longest unbroken run, in their order; the first one of several.

    Args:
        table: A DataFrame or a Series, in the order in which runs are looked for.
        condition: True or False for each row, as a Series, a list, or a function of the table or
            of a row; a missing value is False.

    Raises:
        ValueError: They differ in length.

    Examples:
        >>> table = pd.DataFrame({"day": [1, 2, 3, 4, 5]})
        >>> longest_run(table, [True, False, True, True, False])["day"].tolist()
        [3, 4]
        >>> longest_run(table, lambda t: t["day"] > t["day"].shift(2))["day"].tolist()
        [3, 4, 5]
        >>> falling = table.sort_values("day", ascending=False)
        >>> longest_run(falling, table["day"] < 3)["day"].tolist()
        [2, 1]
    """
    if callable(condition):
        condition = _values(table, condition)
    if isinstance(condition, pd.Series) and condition.index.is_unique:
        # It may be of more rows, or in another order; if it has other labels, its places count.
        known = table.index.isin(condition.index).all()
        condition = condition.reindex(table.index) if known else condition
    holds = pd.Series(np.asarray(condition, dtype=object)).eq(other=True).to_numpy(dtype=bool)
    if len(holds) != len(table):
        message = f"the condition has {len(holds)} values for {len(table)} rows"
        raise ValueError(message)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], holds.astype(int), [0]))))
    runs = [*zip(edges[::2], edges[1::2], strict=True)]
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    return table.iloc[start:end]


def _values(table: Any, condition: Callable[[Any], Any]) -> Any:
    """What a function gives for a whole table, or else for each of its rows."""
    try:
        whole = condition(table)
    except (TypeError, ValueError, KeyError, AttributeError):
        whole = None  # it is one of rows: the truth of a column is not known
    if isinstance(whole, pd.Series) and len(whole) == len(table):
        return whole
    rows = table.iterrows() if isinstance(table, pd.DataFrame) else table.items()
    return [condition(row) for _, row in rows]
