"""What programs do out of habit, and pandas no longer takes: it works as it is meant.

Reading a file that is loaded gives the loaded table. The groups of a table are columns of it too,
and a row is taken by its label. Numbers with gaps become integers with gaps. Statistics of a table
leave out its text columns. Text methods work on numbers and dates as they are written, date methods
on texts. JSON holds the numbers and dates of pandas.
"""

from __future__ import annotations

import contextlib
import functools
import json
import warnings
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from hocket.documents.profile.decimal_years import MONTHS, periods_in
from hocket.execute.tables.inside import periods, plain, retired, whole

READERS = (
    "read_csv", "read_table", "read_excel", "read_json", "read_parquet", "read_xml", "read_fwf",
)  # fmt: skip
STATISTICS = (
    "mean", "median", "std", "var", "sem", "skew", "kurt", "kurtosis", "quantile", "corr", "cov",
    "corrwith", "idxmax", "idxmin", "sum",
)  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1000, 2999


def settle(tables: dict[str, Any]) -> None:
    """Make them work, for these tables by the names of their files."""
    warnings.filterwarnings("ignore")
    retired.settle()
    whole.settle()
    pd.set_option("future.infer_string", False)  # noqa: FBT003 - programs compare with 'object'
    for name in READERS:
        setattr(pd, name, _reading(getattr(pd, name), tables))
    pd.read_html = _reading_page(pd.read_html, tables)
    for kind in (pd.DataFrame, pd.core.groupby.DataFrameGroupBy):
        for name in STATISTICS:
            if hasattr(kind, name):
                setattr(kind, name, _of_numbers(getattr(kind, name)))
    pd.DataFrame.to_dict = _records(pd.DataFrame.to_dict)
    pairs = periods.pairs_of(tables)
    if pairs:
        pd.DataFrame.sort_values = periods.sorting(pd.DataFrame.sort_values, pairs)
    pd.DataFrame.__getitem__ = _named(pd.DataFrame.__getitem__)
    pd.Series.__getitem__ = _placed(pd.Series.__getitem__)
    pd.DataFrame.to_markdown = plain.markdown_of
    pd.Series.astype = _integers(pd.Series.astype)
    pd.core.groupby.SeriesGroupBy.agg = _by_names(pd.core.groupby.SeriesGroupBy.agg)
    json.JSONEncoder.default = _of_json  # type: ignore[assignment,method-assign]
    pd.Series.str = property(_texts(pd.Series.str))  # type: ignore[assignment,unused-ignore]
    pd.to_datetime = _times(pd.to_datetime)  # type: ignore[assignment,unused-ignore]
    pd.Series.dt = property(_dates(pd.Series.dt))  # type: ignore[assignment,unused-ignore]


def _of_json(_: json.JSONEncoder, value: Any) -> Any:
    return plain.plain(value)


def _reading(original: Any, tables: dict[str, Any]) -> Any:
    @functools.wraps(original)
    def read(path: Any = None, *args: Any, **options: Any) -> Any:
        sheets = _sheets(path, tables)
        asked = options.get("sheet_name", args[0] if args else 0)
        if asked is None and sheets:
            return {name: table.copy() for name, table in sheets.items()}
        table = tables.get(_name(path), _sheet(sheets, asked))
        if table is None and len(tables) == 1:
            table = next(iter(tables.values()))
        if table is None:
            return original(path, *args, **options)
        index = options.get("index_col")
        if isinstance(index, int) and not isinstance(index, bool):
            index = table.columns[index]
        return table.copy() if index in (None, False) else table.set_index(index)

    return read


def _reading_page(original: Any, tables: dict[str, Any]) -> Any:
    """All tables of a page, in a list."""

    @functools.wraps(original)
    def read(path: Any = None, *args: Any, **options: Any) -> Any:
        parts = list(_sheets(path, tables).values())
        if not parts and len(tables) == 1:
            parts = list(tables.values())
        return [part.copy() for part in parts] or original(path, *args, **options)

    return read


def _name(path: Any) -> str:
    return PurePosixPath(str(path)).name


def _sheets(path: Any, tables: dict[str, Any]) -> dict[str, Any]:
    """The tables that a document holds, by their names in it."""
    begin = f"{_name(path)}."
    return {
        name.removeprefix(begin).removesuffix(".csv"): table
        for name, table in tables.items()
        if name.startswith(begin)
    }


def _sheet(sheets: dict[str, Any], asked: Any) -> Any:
    """The sheet of a name, or the only one; None for a place, as their order is not known here."""
    if isinstance(asked, str) and asked in sheets:
        return sheets[asked]
    return next(iter(sheets.values())) if len(sheets) == 1 else None


def _of_numbers(original: Any) -> Any:
    @functools.wraps(original)
    def statistic(*args: Any, **options: Any) -> Any:
        try:
            return original(*args, **options)
        except (TypeError, ValueError):
            if "numeric_only" in options:
                raise
            return original(*args, **options, numeric_only=True)

    return statistic


def _records(original: Any) -> Any:
    """Records also hold what rows are called, such as the groups that a table was grouped by."""

    @functools.wraps(original)
    def to_dict(frame: Any, orient: str = "dict", *args: Any, **options: Any) -> Any:
        named = [name for name in frame.index.names if name is not None]
        if orient == "records" and named and not set(named) & set(frame.columns):
            frame = frame.reset_index()
        return original(frame, orient, *args, **options)

    return to_dict


def _named(original: Any) -> Any:
    """What rows are called can be taken as a column, as before the table was grouped by it."""

    @functools.wraps(original)
    def getitem(frame: Any, key: Any) -> Any:
        try:
            return original(frame, key)
        except KeyError:
            names = key if isinstance(key, list) else [key]
            if is_label(key):
                if str(key) in frame.columns:
                    return original(frame, str(key))
                if key in frame.index:
                    return frame.loc[key]  # such as df[df["x"].idxmax()]
            missing = [n for n in names if isinstance(n, str) and n not in frame.columns]
            if not missing or not set(missing) <= set(frame.index.names):
                raise
            whole = frame.reset_index(missing)
            whole.index = frame.index
            return original(whole, key)

    return getitem


def _placed(original: Any) -> Any:
    """A value of a column with names can be taken by its place, as in older versions of pandas."""

    @functools.wraps(original)
    def getitem(series: Any, key: Any) -> Any:
        try:
            return original(series, key)
        except KeyError:
            is_place = isinstance(key, int | np.integer) and not isinstance(key, bool)
            if not is_place or not -len(series) <= key < len(series):
                raise
            if str(key) in series.index:
                return original(series, str(key))  # numbers that are texts, as of a JSON
            if pd.api.types.is_numeric_dtype(series.index):
                raise
            return series.iloc[key]

    return getitem


def is_label(key: Any) -> bool:
    """Whether a key is a number or a moment, and no mask or list."""
    return isinstance(key, int | float | np.number | pd.Timestamp) and not isinstance(key, bool)


def _integers(original: Any) -> Any:
    """Numbers of which some are missing are taken for integers all the same."""

    @functools.wraps(original)
    def astype(series: Any, dtype: Any, *args: Any, **options: Any) -> Any:
        try:
            return original(series, dtype, *args, **options)
        except pd.errors.IntCastingNaNError:
            return original(np.trunc(series), "Int64", *args, **options)

    return astype


def _by_names(original: Any) -> Any:
    """A dict of names and what each is, as one could once give it for a single column."""

    @functools.wraps(original)
    def agg(groups: Any, /, func: Any = None, *args: Any, **options: Any) -> Any:
        if isinstance(func, dict) and all(isinstance(name, str) for name in func):
            return original(groups, **func)
        return original(groups, func, *args, **options)

    return agg


def _texts(original: Any) -> Any:
    def accessor(series: Any) -> Any:
        try:
            return original(series)
        except AttributeError:
            texts = series.map(_written, na_action="ignore").astype(object)
            return original(texts)

    return accessor


def _written(value: Any) -> str:
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return str(value.date())
    return str(value)


def _times(original: Any) -> Any:
    """What makes dates of texts; numbers are years, and not the nanoseconds since 1970."""

    @functools.wraps(original)
    def to_datetime(arg: Any, *args: Any, **options: Any) -> Any:
        is_plain = not args and not {"unit", "format", "origin"} & {*options}
        if is_plain and isinstance(arg, pd.Series) and pd.api.types.is_numeric_dtype(arg):
            with contextlib.suppress(AttributeError):
                return _dates_of(arg)
        return original(arg, *args, **options)

    return to_datetime


def _dates(original: Any) -> Any:
    def accessor(series: Any) -> Any:
        try:
            return original(series)
        except AttributeError:
            if pd.api.types.is_numeric_dtype(series):
                return original(_dates_of(series))
            return original(pd.to_datetime(series))

    return accessor


def _dates_of(numbers: Any) -> Any:
    """The first days of years, quarters or months; pandas takes other numbers for 1970."""
    known = numbers.dropna()
    found = periods_in([str(number) for number in numbers]) if len(known) else None
    if found is not None:
        months = MONTHS // found.per_year
        starts = [f"{year}-{months * (number - 1) + 1:02}-01" for year, number in found.of]
        return pd.to_datetime(pd.Series(starts, index=numbers.index, name=numbers.name))
    if len(known) and (known % 1 == 0).all() and known.between(FIRST_YEAR, LAST_YEAR).all():
        return pd.to_datetime(numbers.astype("Int64").astype("string"), format="%Y")
    message = (
        f"{numbers.name!r} holds numbers, which are no dates; a year and a quarter, month or week "
        "give the columns 'date' and 'period'"
    )
    raise AttributeError(message)
