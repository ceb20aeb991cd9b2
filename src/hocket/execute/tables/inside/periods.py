"""Quarters, months and weeks of a year, where a program or a statement takes them for the time.

A small LLM sorts a series by its quarter alone, so that all first quarters come first, and writes
quarters by a form that ``strftime`` does not know.
"""

from __future__ import annotations

import ast
import functools
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.dated import parts_among

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.documents.profile.dated import DateParts

IN_TIME = "in time"
"""The attribute of a table with its ``DateParts``, if columns state a date together."""
FORMATTER = "strftime_of"
"""What a program is given in place of the method."""
_QUARTER = re.compile(r"%[qQ]")
_MARK = "<quarter>"
_WINDOW = re.compile(r"(?P<over>\bover\s*\()(?P<within>[^()]*)(?=\))", re.IGNORECASE)
_FORMED = re.compile(
    r"\bstrftime\(\s*(?P<of>[^,()']+(?:\([^()]*\))?)\s*,\s*'(?P<form>[^']*%[qQ][^']*)'\s*\)",
    re.IGNORECASE,
)


def pairs_of(tables: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The columns of the year and of the quarter, month or week of tables that have both."""
    known = [table.attrs.get(IN_TIME) for table in tables.values()]
    return list(dict.fromkeys((one.year, one.period) for one in known if one is not None))


def parts_of(table: Any) -> DateParts | None:
    """The columns that state the dates of a table together, also of one that a program makes."""
    parts: DateParts | None = table.attrs.get(IN_TIME)
    if parts is not None and {*parts.names} <= {*table.columns}:
        return parts
    if any(pd.api.types.is_datetime64_any_dtype(table[name]) for name in table.columns):
        return None
    columns = [name for name in table.columns if isinstance(name, str)]
    return parts_among({name: table[name].dropna().unique().tolist() for name in columns})


def dates_of(table: Any, parts: DateParts) -> Any:
    """The dates that columns of a table state together, row by row; NaT where they state none."""
    rows = zip(*(table[name] for name in parts.names), strict=True)
    isos = pd.Series([parts.iso_of(*row) for row in rows], index=table.index, dtype=object)
    return pd.to_datetime(isos, errors="coerce")


def sorting(original: Any, pairs: Collection[tuple[str, str]]) -> Any:
    """The method that sorts rows: by the year too where a quarter, month or week is named alone."""

    @functools.wraps(original)
    def sort_values(frame: Any, by: Any, *args: Any, **options: Any) -> Any:
        keys = by if isinstance(by, list) else [by]
        for year, period in pairs:
            if keys == [period] and {year, period} <= {*frame.columns} and _recurs(frame[period]):
                by = [year, period]
                if isinstance(options.get("ascending"), list):
                    [options["ascending"]] = options["ascending"]
        return original(frame, by, *args, **options)

    return sort_values


def _recurs(period: Any) -> bool:
    """Whether a quarter, month or week is there in several rows; in groups of it each is once."""
    return bool(period.duplicated().any())


def program_in_time(tree: ast.Module, pairs: Collection[tuple[str, str]]) -> None:
    """Change a program so that it sorts lists of rows by the year too, and writes quarters.

    Args:
        tree: The program, which is changed.
        pairs: The columns of the year and of the quarter, month or week.
    """
    _InTime({period: year for year, period in pairs}).visit(tree)
    ast.fix_missing_locations(tree)


class _InTime(ast.NodeTransformer):
    """Sorts by the year where rows are sorted by a part of it, and formats quarters."""

    def __init__(self, years: Mapping[str, str]) -> None:
        self._years = years

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name == "strftime" and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
            form = node.args[0]
            if isinstance(form, ast.Constant) and _QUARTER.search(str(form.value)):
                return ast.Call(ast.Name(FORMATTER, ast.Load()), [node.func.value, form], [])
        rows = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(node.func, ast.Name) and node.func.id == "sorted" and node.args:
            rows, name = node.args[0], "sort"
        if name == "sort" and isinstance(rows, ast.Name) and rows.id.endswith("rows"):
            for keyword in (one for one in node.keywords if one.arg == "key"):
                self._by_year(keyword.value)
        return node

    def _by_year(self, key: ast.expr) -> None:
        """Let ``lambda row: row["quarter"]`` give the year before it."""
        if not isinstance(key, ast.Lambda) or not isinstance(key.body, ast.Subscript):
            return
        body = key.body
        period = body.slice.value if isinstance(body.slice, ast.Constant) else None
        if isinstance(body.value, ast.Name) and isinstance(period, str) and period in self._years:
            year = ast.Constant(self._years[period])
            first = ast.Subscript(ast.Name(body.value.id, ast.Load()), year, ast.Load())
            key.body = ast.Tuple([first, body], ast.Load())


def strftime_of(value: Any, form: str) -> Any:
    """Dates in a form with ``%q`` for the quarter, which Python does not know.

    Examples:
        >>> strftime_of(pd.Timestamp("1975-05-01"), "%Y-Q%q")
        '1975-Q2'
        >>> list(strftime_of(pd.Series(pd.to_datetime(["1975-12-31", None])).dt, "%YQ%q"))
        ['1975Q4', nan]
    """
    texts = value.strftime(_QUARTER.sub(_MARK, form))
    if isinstance(texts, str):
        quarter = getattr(value, "quarter", None) or (value.month + 2) // 3
        return texts.replace(_MARK, str(quarter))
    pairs = zip(texts, value.quarter, strict=True)
    whole = [t.replace(_MARK, str(int(q))) if isinstance(t, str) else t for t, q in pairs]
    return pd.Series(whole, index=texts.index) if isinstance(texts, pd.Series) else pd.Index(whole)


def with_quarters(sql: str) -> str:
    """The statement with quarters written by their function, where a form has ``%q``.

    Examples:
        >>> with_quarters("SELECT strftime(day, '%YQ%q') AS at FROM t")
        "SELECT (strftime(day, '%Y') || 'Q' || quarter(day)) AS at FROM t"
    """
    return _FORMED.sub(_formed, sql)


def _formed(match: re.Match[str]) -> str:
    parts: list[str] = []
    for number, text in enumerate(_QUARTER.split(match["form"])):
        parts += [f"quarter({match['of']})"] if number else []
        for piece in filter(None, re.split(r"((?:%-?\w[^%]*)*%-?[A-Za-z])", text)):
            formed = f"strftime({match['of']}, '{piece}')"
            parts.append(formed if "%" in piece else f"'{piece}'")
    return f"({' || '.join(parts)})"


def windows_in_time(sql: str, pairs: Collection[tuple[str, str]]) -> str:
    """The statement with windows by the year too, which are by a quarter, month or week alone.

    Examples:
        >>> windows_in_time("SELECT lag(x) OVER (ORDER BY quarter) FROM t", [("year", "quarter")])
        'SELECT lag(x) OVER (ORDER BY "year", quarter) FROM t'
        >>> both = "SELECT lag(x) OVER (PARTITION BY year ORDER BY quarter) FROM t"
        >>> windows_in_time(both, [("year", "quarter")]) == both
        True
    """
    for year, period in pairs:
        by = re.compile(rf'(\border\s+by\s+)("?{re.escape(period)}"?)(?!\w)', re.IGNORECASE)
        named = re.compile(rf"\b{re.escape(year)}\b", re.IGNORECASE)

        def windows(
            match: re.Match[str], by: Any = by, named: Any = named, year: str = year
        ) -> str:
            within = match["within"]
            if not named.search(within):
                within = by.sub(rf'\1"{year}", \2', within)
            return match["over"] + within

        sql = _WINDOW.sub(windows, sql)
    return sql
