"""Spans of time, and the pairs of times between which they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from hocket.documents.profile.moments import MONTHS

MONTHS_OF = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}
SECONDS_OF = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
SECONDS_OF |= {"fortnight": 14 * 86400}
YEAR_OF_MONTHS, YEAR_OF_WEEKS = 12, 52
MOST_PAIRS = 1_000_000
_UNITS = r"second|minute|hour|day|week|fortnight|month|quarter|halfyear|year|decade|row"
_COUNTS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20,
           "thirty": 30, "fifty": 50, "hundred": 100}  # fmt: skip
_SPAN = re.compile(
    r"(?:(?P<within>within|at most|up to)|over|in|by|after|during|from|against)? ?(?:the )?"
    rf"(?P<count>\d+|(?!half)[a-z]+)?[ -]?(?P<unit>{_UNITS})s?"
    r"(?: (?:to the next|apart|later|earlier|before|ago))?",
    re.IGNORECASE,
)
_HALF = re.compile(r"half(?: an?|-an?)?[ -]year", re.IGNORECASE)
_MOMENTS = tuple(
    re.compile("|".join(forms), re.IGNORECASE)
    for forms in (
        (r"(?P<y>\d{4})[ -]?W(?P<w>\d\d?)",),
        (r"(?P<y>\d{4})[ /-]?Q(?P<q>[1-4])", r"Q(?P<q2>[1-4])[ /,-]*(?P<y2>\d{4})"),
        (r"(?P<y>\d{4})[/-](?P<m>\d\d?)", r"(?P<m2>\d\d?)[/-](?P<y2>\d{4})"),
        (
            r"(?P<b>[^\W\d_]{3,10})\.?[ ,/-]*(?P<y>\d{4})",
            r"(?P<y2>\d{4})[ /-]*(?P<b2>[^\W\d_]{3,10})",
        ),
        (r"(?P<y>\d{4})s?",),
    )
)
"""How times are written as texts: weeks, quarters, months by number and name, years."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time.

    Attributes:
        count: How many units it has.
        unit: ``row``, or one of calendars and clocks.
        is_most: Whether shorter ones are meant as well.
    """

    count: int
    unit: str
    is_most: bool = False


def span_of(over: Any) -> Span:
    """The span that a number or a text states.

    Raises:
        ValueError: It states none.

    Examples:
        >>> span_of("six months apart"), span_of("over a decade")
        (Span(count=6, unit='month', is_most=False), Span(count=10, unit='year', is_most=False))
        >>> span_of("from one quarter to the next"), span_of("within two years").is_most
        (Span(count=1, unit='quarter', is_most=False), True)
    """
    if isinstance(over, int | float) and over >= 1 and over == int(over):
        return Span(int(over), "row")
    said = " ".join(_HALF.sub("halfyear", str(over)).split())
    match = _SPAN.fullmatch(said)
    number = (match["count"] or "").lower() if match else ""
    count = int(number) if number.isdigit() else _COUNTS.get(number, 0)
    if match is None or count < 1:
        message = f"{str(over)!r} is no span of time; write such as '12 months' or '1 year'"
        raise ValueError(message)
    unit, is_most = match["unit"].lower(), match["within"] is not None
    if unit == "decade":
        count, unit = 10 * count, "year"
    return Span(count, unit, is_most)


def moments_of(times: pd.Series) -> pd.Series:
    """Texts of weeks, months, quarters, years and decades as first days; other times as they are.

    Examples:
        >>> moments_of(pd.Series(["Q2 1999", "Q1 2000"])).dt.strftime("%Y-%m").tolist()
        ['1999-04', '2000-01']
    """
    is_text = not pd.api.types.is_numeric_dtype(times) and all(isinstance(t, str) for t in times)
    isos = [_iso_of(text) for text in times] if is_text and len(times) else [""]
    return times if "" in isos else pd.Series(pd.to_datetime(isos), index=times.index)


def are_moments(times: pd.Series) -> bool:
    """Whether a column is of dates, or of texts that are all such times."""
    return bool(pd.api.types.is_datetime64_any_dtype(moments_of(times.dropna())))


def _iso_of(text: str) -> str:
    for pattern in _MOMENTS:
        if (match := pattern.fullmatch(text.strip())) is None:
            continue
        said = {name.rstrip("2"): part for name, part in match.groupdict().items() if part}
        if "w" in said:
            return _monday_of(int(said["y"]), int(said["w"]))
        month = int(said.get("m", 0)) or 3 * int(said.get("q", 0)) - 2
        month = MONTHS.get(said["b"].lower(), 0) if "b" in said else max(month, 1)
        return f"{said['y']}-{month:02}-01" if 1 <= month <= YEAR_OF_MONTHS else ""
    return ""


def _monday_of(year: int, week: int) -> str:
    try:
        return date.fromisocalendar(year, week, 1).isoformat()
    except ValueError:
        return ""


def pairs_of(times: pd.Series, span: Span, *, are_years: bool) -> list[tuple[int, int]]:
    """The places of the two ends of each span, in sorted times.

    Args:
        times: Dates, or numbers.
        span: How far the ends lie apart.
        are_years: Whether the numbers are those of years.

    Raises:
        ValueError: The times have no such unit.
    """
    is_date = pd.api.types.is_datetime64_any_dtype(times)
    count, unit = span.count, span.unit
    if unit in MONTHS_OF and not count * MONTHS_OF[unit] % YEAR_OF_MONTHS:
        count, unit = count * MONTHS_OF[unit] // YEAR_OF_MONTHS, "year"
    unit = "year" if unit == "row" and not is_date and are_years else unit
    if unit == "row":
        numbers: list[Any] = [*range(len(times))]
    elif not is_date:
        numbers = _whole_years(times, unit)
    elif unit in SECONDS_OF:
        numbers = _seconds(times)
        count *= SECONDS_OF[unit]
    elif unit == "year" and times.dt.year.is_unique:
        numbers = [int(year) for year in times.dt.year]
    elif unit == "year" and _are_weekly(times):
        numbers = _seconds(times)
        count *= YEAR_OF_WEEKS * SECONDS_OF["week"]
    else:
        numbers = _months(times)
        count *= MONTHS_OF[unit]
    return _within(numbers, count) if span.is_most else _apart(numbers, count)


def _apart(numbers: list[Any], count: int) -> list[tuple[int, int]]:
    place_of = {number: place for place, number in enumerate(numbers)}
    return [(p, place_of[n + count]) for n, p in place_of.items() if n + count in place_of]


def _within(numbers: list[Any], count: int) -> list[tuple[int, int]]:
    """Each two places that lie so far apart at most."""
    ends = np.searchsorted(np.asarray(numbers, dtype=float), [n + count for n in numbers], "right")
    if sum(end - start - 1 for start, end in enumerate(ends)) > MOST_PAIRS:
        message = "there are too many pairs of times; take those that lie exactly so far apart"
        raise ValueError(message)
    return [(start, later) for start, end in enumerate(ends) for later in range(start + 1, end)]


def _months(times: pd.Series) -> list[Any]:
    """Months since the year 0; with their days, if there are several of a month."""
    months = [12 * day.year + day.month for day in times]
    if len(set(months)) == len(months):
        return months
    # Several days of a month: the same day of another month.
    return [12 * day.year + day.month + day.day / 32 for day in times]


def _seconds(times: pd.Series) -> list[int]:
    return [int(number) for number in times.to_numpy().astype("datetime64[s]").astype("int64")]


def _are_weekly(times: pd.Series) -> bool:
    """Whether several of them are in one month, and whole weeks lie between them all."""
    steps = set(np.diff(np.asarray(_seconds(times))).tolist())
    return bool(steps) and all(not step % SECONDS_OF["week"] for step in steps)


def _whole_years(times: pd.Series, unit: str) -> list[Any]:
    if unit != "year":
        message = f"the times are numbers such as {times.iloc[0]}, which have no {unit}s"
        raise ValueError(message)
    return [int(number) for number in times]
