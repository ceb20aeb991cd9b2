"""The type of a column, from the texts of its values: numbers, dates, truth values or text.

All values must fit, so that nothing is read as what it is not. Numbers with leading zeros are
identifiers and stay text. What pandas takes for a missing value is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

MISSING = frozenset(
    [
        "",
        "#N/A",
        "#N/A N/A",
        "#NA",
        "-1.#IND",
        "-1.#QNAN",
        "-NaN",
        "-nan",
        "1.#IND",
        "1.#QNAN",
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
PLACEHOLDERS = frozenset({"-", "--", "---", "?", ".", "..", "...", "*", "n.a.", "n/d", "–", "—"})  # noqa: RUF001 - dashes that people type
"""Missing values only among numbers and dates."""

IDENTIFIER = re.compile(r"[-+]?0\d+")
PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
GROUPED_COMMA = re.compile(r"[-+]?(\d{1,3}([. \u00a0\u202f]\d{3})+|\d+)(,\d+)?")
AROUND = re.compile(r"^([$€£¥]|[A-Z]{3}\s)?\s*(.*?)\s*(%|[$€£¥]|\s[A-Z]{3})?$")
DAY = re.compile(r"(1[6-9]|20|21)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
ZONE = re.compile(r"\s*(Z|UTC|GMT|[-+]\d{2}:?\d{2})(\s*\([A-Z]{2,5}\))?$")
TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y",
    "%d.%m.%Y", "%d.%m.%y", "%m-%d-%Y", "%d-%m-%Y", "%d-%b-%Y", "%d-%b-%y", "%b-%d-%Y",
    "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y",
    "%a, %d %b %Y", "%A, %d %B %Y", "%a %b %d %Y",
)  # fmt: skip
FORMS = (
    *(day + time for day in DAYS for time in TIMES),
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S.%f", "%Y%m%dT%H%M%S",
    "%Y-%m", "%Y/%m", "%b %Y", "%B %Y", "%b-%Y", "%b-%y", "%m/%Y", "%a %b %d %H:%M:%S %Y",
)  # fmt: skip


def typed(values: Sequence[str], name: str = "", decimal: str = ".", form: str = "") -> Any:
    """A series of the texts with the type that all of them fit.

    Args:
        values: The texts, without spaces around them.
        name: Of the column; eight digits are a date only in a column of that name.
        decimal: The decimal mark of the table.
        form: The date format, if it is known.
    """
    texts = pd.Series(values, dtype=object)
    texts[texts.isin(MISSING)] = np.nan
    distinct = [v for v in texts.unique() if isinstance(v, str)]
    known = [v for v in distinct if v not in PLACEHOLDERS]
    if not known:
        return texts if distinct else texts.astype(float)
    converted = _values(known, name, decimal, form)
    if converted is None:
        return texts
    return _converted(texts, dict(zip(known, converted, strict=True)))


def _converted(texts: Any, values: dict[str, Any]) -> Any:
    """The texts with each replaced by its value; what has none is missing."""
    series = texts.map(values)
    first = next(iter(values.values()))
    if isinstance(first, bool):
        return series.astype(bool) if not series.isna().any() else series
    if isinstance(first, pd.Timestamp):
        return pd.to_datetime(series)
    numbers = pd.to_numeric(series)
    whole = not series.isna().any() and all(isinstance(v, int) for v in values.values())
    return numbers.astype("int64") if whole else numbers


def _values(texts: list[str], name: str, decimal: str, form: str) -> list[Any] | None:
    """A value for each text; None if they are text."""
    if {t.casefold() for t in texts} <= {"true", "false"}:
        return [t.casefold() == "true" for t in texts]
    named = re.search(r"(?i)date|day|time|dt\b", name) is not None
    stated = bool(form) or (named and all(DAY.fullmatch(t) for t in texts))
    if stated and (dates := _dates(texts, (form or "%Y%m%d",))) is not None:
        return dates
    numbers = _numbers(texts, decimal)
    return numbers if numbers is not None else _dates(texts, FORMS)


def _numbers(texts: list[str], decimal: str) -> list[int | float] | None:
    if any(IDENTIFIER.fullmatch(t) for t in texts):
        return None
    if all(PLAIN.fullmatch(t) for t in texts) and decimal == ".":
        return [_number(t) for t in texts]
    parts = [AROUND.fullmatch(t) for t in texts]
    marks = {(p[1] or "", p[3] or "") for p in parts if p}
    if None in parts or len(marks) > 1:
        return None  # several units in one column are not one kind of number
    cores = [p[2] for p in parts if p]
    if all(PLAIN.fullmatch(c) or GROUPED.fullmatch(c) for c in cores) and decimal == ".":
        return [_number(c.replace(",", "")) for c in cores]
    if decimal == "," and all(GROUPED_COMMA.fullmatch(c) for c in cores):
        return [_number(re.sub(r"[. \u00a0\u202f]", "", c).replace(",", ".")) for c in cores]
    return None


def _number(text: str) -> int | float:
    value = float(text)
    whole = re.fullmatch(r"[-+]?\d{1,18}", text)
    return int(text) if whole else value


def _dates(texts: list[str], forms: Sequence[str]) -> list[Any] | None:
    """Timestamps by the first form that all texts fit: the local time as it stands, no zone."""
    plain = [ZONE.sub("", t) for t in texts] if ":" in texts[0] else texts
    for form in forms:
        if _fits(plain[0], form):
            series = pd.to_datetime(pd.Series(plain), format=form, errors="coerce")
            if not series.isna().any():
                return list(series)
    return None


def _fits(text: str, form: str) -> bool:
    return bool(pd.notna(pd.to_datetime(text, format=form, errors="coerce")))
