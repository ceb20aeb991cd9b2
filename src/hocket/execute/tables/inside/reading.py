"""The tables of the folder as DataFrames, typed as their profiles say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hocket.documents.loading import LONG, loaded_profile, loaded_table
from hocket.documents.profile import long_form
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.dated import DATE, date_parts
from hocket.documents.profile.long import VALUE

if TYPE_CHECKING:
    from hocket.documents.profile import Column, LongForm, TableProfile
    from hocket.documents.profile.dated import DateParts

MOST_ODD = 0.05
"""Share of values of another type above which a column is taken as text."""

ABSENT = frozenset(
    [
        "",
        "#N/A",
        "#N/A N/A",
        "#NA",
        "-NaN",
        "-nan",
        "<NA>",
        "N/A",
        "NA",
        "NULL",
        "NaN",
        "None",
        "n/a",
        "nan",
        "null",
    ]
)
"""What pandas takes for a missing value in text."""

TRUTH = {"true": True, "false": False}
NAMES_DATE = re.compile(
    r"""["']date["']|(?<!\.dt)\.date\b(?!\s*\()"""
    r"""|(?<!\bas )(?<!\bimport )(?<![\w."'])date\b(?!\s*['(,]|\s+import)""",
    re.IGNORECASE,
)
"""What takes a column of dates, in a program or a statement; not the type or the class."""
ZONE = re.compile(r"(?<=:\d\d)(?:Z|[-+]\d\d:?\d\d)$")


def tables_of(entries: list[dict[str, Any]], code: str = "") -> dict[str, Any]:
    """The tables by the name of their variable; a text without a table is one of its lines.

    A table with a column for each month or year is there a second time in the long form, and one
    with the parts of dates gets a column of dates where the code names it.
    """
    tables = {}
    for entry in entries:
        variable, path = entry["variable"], Path(entry["name"])
        tables[variable], profile = _table(path)
        parts = date_parts(profile) if profile else None
        if parts is not None and NAMES_DATE.search(code):
            _date(tables[variable], parts)
        form = long_form(profile) if profile else None
        if form is not None:
            tables[variable + LONG] = _longer(tables[variable], form)
    return tables


def _date(table: Any, parts: DateParts) -> None:
    """Give a table the column of the dates that other columns state."""
    rows = zip(*(table[name] for name in parts.names), strict=True)
    isos = pd.Series([parts.iso_of(*row) for row in rows], index=table.index, dtype=object)
    table[DATE] = pd.to_datetime(isos, errors="coerce")


def _longer(table: Any, form: LongForm) -> Any:
    """The long form: what stays, the month or year, and the value; in the order of rows."""
    numbers = dict(form.columns)
    stay = [name for name in (*form.kept, form.year) if name]
    table = table.reset_index(names="_row")
    longer = table.melt(["_row", *stay], list(numbers), var_name=form.moment, value_name=VALUE)
    longer[form.moment] = longer[form.moment].map(numbers)
    longer = longer.sort_values(["_row", form.moment], ignore_index=True).drop(columns="_row")
    if form.moment == "month":
        years = pd.to_numeric(longer[form.year], errors="coerce") if form.year else 0
        months = (longer["month"] + years * 100).astype("Int64").astype(str)
        longer["month"] = pd.to_datetime(months, format="%Y%m", errors="coerce")
    return longer


def _table(path: Path) -> tuple[Any, TableProfile | None]:
    """The table of a file, with its profile; Parquet has types of its own and none."""
    if path.suffix.lower() == ".parquet":
        import duckdb  # noqa: PLC0415 - not needed for other files

        return duckdb.read_parquet(str(path)).df(), None
    content = path.read_bytes()
    profile = loaded_profile(path.name, content)
    table = loaded_table(path.name, content)
    if profile is None or table is None:
        return pd.DataFrame(), None
    cells = zip(*table.rows, strict=True) if table.rows else [()] * len(table.names)
    rows = max(1, len(table.rows))
    pairs = zip(profile.columns, cells, strict=True)
    frame = pd.DataFrame({column.name: _series(column, list(v), rows) for column, v in pairs})
    return frame, profile


def _series(column: Column, cells: list[Any], rows: int) -> Any:
    """The values of a column; of dates with times the local time as it stands."""
    if column.type == "empty":
        return pd.Series(np.nan, index=range(len(cells)))
    if column.odd_count <= MOST_ODD * rows:
        if column.is_number:
            return _numbers([converted(column, cell) for cell in cells])
        if column.type in ("date", "datetime", "month"):
            texts = [_local(converted(column, cell)) for cell in cells]
            return pd.to_datetime(pd.Series(texts, dtype=object), format="ISO8601", errors="coerce")
    if column.type == "boolean" and all(_is_truth(cell) for cell in cells):
        return pd.Series([_truth(cell) for cell in cells])
    return pd.Series([_text(column, cell) for cell in cells], dtype=object)


def _numbers(values: list[Any]) -> Any:
    numbers = [np.nan if v is None or isinstance(v, str) else v for v in values]
    whole = all(isinstance(v, int) and abs(v) < 1 << 62 for v in numbers)
    return pd.Series(numbers, dtype="int64" if whole else float)


def _local(value: Any) -> Any:
    return ZONE.sub("", value) if isinstance(value, str) else value


def _is_truth(cell: Any) -> bool:
    return str(cell).strip().lower() in TRUTH


def _truth(cell: Any) -> bool:
    return TRUTH[str(cell).strip().lower()]


def _text(column: Column, cell: Any) -> Any:
    if isinstance(cell, str):
        cell = cell.strip()
        return np.nan if cell in ABSENT or cell in column.missing_as else cell
    return np.nan if cell is None else cell
