"""The tables of the folder as DataFrames, by the description that comes with the program."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from hocket.execute.tables.inside import columns

PADDED_CHARS = 80
"""A longer text keeps the spaces around it."""

EVENT = re.compile(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", re.DOTALL)
CALENDAR_FORMS = ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ")


def tables_of(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The tables by the name of their variable; a text file is a table of its lines."""
    return {part["variable"]: _table(part) for part in parts}


def _table(part: dict[str, Any]) -> Any:
    path = Path(part["name"])
    if part["form"] == "parquet":
        import duckdb  # noqa: PLC0415 - not needed for other files

        return duckdb.read_parquet(str(path)).df()
    text = path.read_bytes().decode(part["encoding"], errors="replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n")
    if part["form"] == "delimited":
        return _delimited(text, part)
    if part["form"] == "json":
        return _records(_json(text), part)
    if part["form"] == "calendar":
        return _events(text)
    lines = [line for line in text.split("\n") if line.strip()]
    return pd.DataFrame({"line": columns.typed([line.strip() for line in lines])})


def _delimited(text: str, part: dict[str, Any]) -> Any:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=part["delimiter"], skipinitialspace=True
    )
    rows = [[_trimmed(value) for value in row] for row in reader]
    rows = [row for row in rows[part["skip"] :] if any(row)]
    width = max(map(len, rows), default=0)
    names = _names(rows.pop(0) if rows and part["header"] else [], width)
    rows = [row + [""] * (width - len(row)) for row in rows]
    series = {
        name: columns.typed(values, name, part["decimal"], part["dates"].get(name, ""))
        for name, values in zip(names, zip(*rows, strict=True), strict=True)
    } if rows else {name: [] for name in names}  # fmt: skip
    return pd.DataFrame(series, columns=names)


def _trimmed(value: str) -> str:
    return value.strip() if len(value) <= PADDED_CHARS else value


def _names(header: list[str], width: int) -> list[str]:
    """A name for each column, as pandas gives them where there is none or it occurs twice."""
    names: list[str] = []
    for number in range(width):
        given = header[number] if number < len(header) else ""
        first = name = given or (f"Unnamed: {number}" if header else f"column{number + 1}")
        again = 0
        while name in names:
            again += 1
            name = f"{first}.{again}"
        names.append(name)
    return names


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]


def _records(value: Any, part: dict[str, Any]) -> Any:
    """A table of JSON records, or of the only list of records in an object."""
    if isinstance(value, dict):
        lists = [v for v in value.values() if _is_records(v)]
        if len(lists) == 1:
            value = lists[0]
        elif value and all(isinstance(v, dict) for v in value.values()):
            value = [{"key": key, **inner} for key, inner in value.items()]
        elif value and all(isinstance(v, list) for v in value.values()):
            return pd.DataFrame({k: pd.Series(v) for k, v in value.items()})
        else:
            value = [value]
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        return pd.DataFrame({"value": value if isinstance(value, list) else [value]})
    frame = pd.json_normalize(value)
    for name in frame.columns:
        texts = frame[name].where(frame[name].notna(), "")
        if all(isinstance(value, str) for value in texts):
            frame[name] = columns.typed(list(texts), name, form=part["dates"].get(name, ""))
    return frame


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _events(text: str) -> Any:
    """The events of a calendar, a row each, by the names of their properties."""
    unfolded = re.sub(r"\n[ \t]", "", text)
    rows = []
    for event in EVENT.findall(unfolded):
        row: dict[str, Any] = {}
        for line in event.split("\n"):
            left, _, value = line.partition(":")
            name = left.partition(";")[0].strip().upper()
            row.setdefault(name, re.sub(r"\\([,;\\])", r"\1", value).replace("\\n", "\n"))
        rows.append(row)
    frame = pd.DataFrame(rows)
    for name in frame.columns:
        if name.startswith("DT"):
            frame[name] = _calendar_dates(frame[name])
    return frame


def _calendar_dates(values: Any) -> Any:
    for form in CALENDAR_FORMS:
        dates = pd.to_datetime(values, format=form, errors="coerce")
        if dates.notna().sum() == values.notna().sum():
            return dates
    return values
