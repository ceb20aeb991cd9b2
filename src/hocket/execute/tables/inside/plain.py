"""A value as plain JSON: no NaN, dates as ISO texts, numbers without the types of a library."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

MOST_ROWS = 200_000
MANY_ROWS = 3
LISTS = (list, tuple, np.ndarray, pd.Index)


def answer_of(value: Any, columns: Collection[str] = ()) -> dict[str, Any]:
    """The value with its kind: ``table`` with columns and rows, or ``value``.

    Args:
        value: What a program leaves.
        columns: Those that its tables had before, whose values are never one result.

    Raises:
        TypeError, ValueError: The value is none that can be handed over; the message says what
            to do.
    """
    if isinstance(value, pd.core.groupby.GroupBy):
        message = "`answer` is a grouping without a result; compute something of it"
        raise ValueError(message)  # noqa: TRY004 - a fault of the program's value
    if isinstance(value, pd.Series) and isinstance(value.index, pd.MultiIndex):
        value = value.rename(value.name or "value").reset_index()
    if isinstance(value, pd.DataFrame):
        return _table(value)
    if callable(value):
        message = "`answer` is a function; call it"
        raise TypeError(message)
    if isinstance(value, Mapping):
        value = _once(value, columns)
    return {"kind": "value", "value": plain(value)}


def table_of(names: list[str], rows: list[Any]) -> dict[str, Any]:
    """A table of rows, as plain JSON.

    Raises:
        ValueError: There are too many rows.
    """
    if len(rows) > MOST_ROWS:
        message = f"the result has {len(rows)} rows, and {MOST_ROWS} is the most"
        raise ValueError(message)
    return {"kind": "table", "columns": names, "rows": [[plain(v) for v in row] for row in rows]}


def records_of(frame: Any) -> list[dict[str, Any]]:
    """The rows as dicts of plain Python: None where a value is missing, days as dates.

    Examples:
        >>> records_of(pd.DataFrame({"day": pd.to_datetime(["2005-03-01"]), "n": [float("nan")]}))
        [{'day': datetime.date(2005, 3, 1), 'n': None}]
    """
    columns = {str(name): [_native(v) for v in frame[name]] for name in frame.columns}
    for name, values in columns.items():
        moments = [v for v in values if isinstance(v, dt.datetime)]
        if moments and all(v.time() == dt.time() for v in moments):
            columns[name] = [v.date() if isinstance(v, dt.datetime) else v for v in values]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def markdown_of(frame: Any, *_: Any, **options: Any) -> str:
    """The rows as a table of Markdown, as ``DataFrame.to_markdown`` gives it with a library more.

    Examples:
        >>> print(markdown_of(pd.DataFrame({"town": ["Ulm"], "n": [2]})))
        | town | n |
        | --- | --- |
        | Ulm | 2 |
    """
    if options.get("index", True) and not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index()
    rows = [list(map(str, frame.columns)), ["---"] * len(frame.columns)]
    rows += [["" if v is None else str(v) for v in row.values()] for row in records_of(frame)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _native(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def _once(values: Mapping[Any, Any], columns: Collection[str]) -> Mapping[Any, Any]:
    """The values, each that a column repeats in every row once, unless there is more than those.

    A program that keeps a result in a column (``df["mean"] = df["x"].mean()``) repeats it so.
    """
    repeated = {k: v.iloc[0] for k, v in values.items() if _is_repeated(v, columns)}
    rest = [value for name, value in values.items() if name not in repeated]
    return {**values, **repeated} if all(np.isscalar(value) for value in rest) else values


def _is_repeated(value: Any, columns: Collection[str]) -> bool:
    """Whether it is a new column of a whole table, with the same number in each of its many rows.

    Rows that were chosen, groups and counts by a number have another index.
    """
    if not isinstance(value, pd.Series) or len(value) < MANY_ROWS or value.name is None:
        return False
    is_whole = isinstance(value.index, pd.RangeIndex) and value.index.start == 0
    is_number = value.dtype.kind in "iuf" and value.name not in columns
    return is_whole and is_number and len(set(value.map(repr))) == 1


def _table(frame: Any) -> dict[str, Any]:
    named = any(name is not None for name in frame.index.names)
    texts = frame.index.dtype.kind not in "iu" and len(frame)
    if (named or texts) and not set(frame.index.names) & set(frame.columns):
        frame = frame.reset_index()
    names = [" ".join(map(str, n)).strip() if isinstance(n, tuple) else key(n) for n in frame]
    return table_of(names, list(frame.itertuples(index=False, name=None)))


def plain(value: Any) -> Any:  # noqa: C901, PLR0911 - values are told apart by their kind
    """The value as JSON holds it.

    Examples:
        >>> plain({1: float("nan"), "b": dt.date(2005, 3, 1)})
        {'1': None, 'b': '2005-03-01'}
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float | decimal.Decimal):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, pd.Series):
        return [plain(v) for v in value] if _is_counted(value) else _mapping(value)
    if isinstance(value, pd.DataFrame):
        table = _table(value)
        return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, LISTS):
        return [plain(v) for v in value]
    return str(value)


def _is_counted(value: Any) -> bool:
    """Whether the index of a Series only counts its rows; years as keys of a dict look so too."""
    if not isinstance(value.index, pd.RangeIndex) or value.index.name is not None:
        return False
    return value.name is not None or value.index.start == 0


def _mapping(value: Any) -> dict[str, Any]:
    return {key(k): plain(v) for k, v in value.items()}


def key(name: Any) -> str:
    """The text of a name."""
    name = plain(name)
    if isinstance(name, float) and name.is_integer():
        name = int(name)
    return " ".join(map(str, name)) if isinstance(name, list) else str(name)
