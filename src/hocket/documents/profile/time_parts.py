"""Columns that follow from a time: its season, half of the year, decade, or day of the week.

Each is called as programs do not call a column of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.documents.profile.dated import date_parts
from hocket.documents.profile.moments import MONTHS
from hocket.documents.profile.nameless import YEAR, nameless_years
from hocket.documents.profile.odd import has_its_type
from hocket.documents.profile.seasons import OF_MONTH, SEASON, names_seasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.documents.profile.long import LongForm
    from hocket.documents.profile.nouns import Column, TableProfile

Kind = Literal["date", "month", "quarter", "year"]
HALF, DECADE, WEEKDAY, WEEKEND = "half_of_year", "decade_start", "weekday_name", "weekend_or_not"
QUARTERS, YEARS = (1, 4), (1000, 2999)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_HALVES = re.compile(
    r"\b(?<!a )(?<!last )(?<!past )(?<!next )half[- ]years?\b|\bH[12]\b"
    r"|\bhal(?:f|ves) of (?:the |each |every |a )?(?:(?:calendar )?years?|(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER_HALVES = re.compile(r"\b(?:fiscal|financial|academic|school)\b", re.IGNORECASE)
_DECADES = re.compile(
    r"\b(?:each|every|per|by|which|what|whose|of the) decades?\b|\bdecades\b|\b(?:1[5-9]|20)\d0s\b",
    re.IGNORECASE,
)
_OTHER_DECADES = re.compile(
    r"\bdecades? of (?:age|life|(?:his|her|its|their) [a-z]+)"
    r"|\bdecades? (?:that )?(?:begin|start|end|run|from|is|means?|count)\w*"
    r"|\b(?:rolling|moving|any) (?:decade|ten)|\b\d{3}1 (?:to|through|until|and) \d{3}0\b"
    r"|\b\d{3}1\s*[-\u2013]\s*(?:\d{3}|\d)0\b",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(rf"\b(?:weekdays?|days? of (?:the |a )?weeks?|{_DAYS})\b", re.IGNORECASE)
_WEEKENDS = re.compile(r"\bweekends?\b", re.IGNORECASE)
_OTHER_WEEKENDS = re.compile(r"\b(?:fri(?:day)?s?|holidays?|working days?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimePart:
    """A column that follows from a time.

    Attributes:
        name: What it is called.
        holds: What it holds, for the LLM.
        kinds: Of which times it follows, the first that a table has.
        known: Names of columns that would be it already.
    """

    name: str
    holds: str
    kinds: tuple[Kind, ...]
    known: frozenset[str]


PARTS = (
    TimePart(
        SEASON,
        "text, 'winter' (December to February), 'spring', 'summer' or 'autumn'",
        ("date", "month"),
        frozenset({SEASON, "season"}),
    ),
    TimePart(
        HALF,
        "integer, 1 (January to June) or 2 (July to December)",
        ("date", "month", "quarter"),
        frozenset({HALF, "half", "half_year", "half year"}),
    ),
    TimePart(
        DECADE,
        "integer, the first year of its decade, such as 1990 of 1990 to 1999",
        ("year", "date"),
        frozenset({DECADE, "decade"}),
    ),
    TimePart(
        WEEKDAY,
        "text, 'Monday' to 'Sunday'",
        ("date",),
        frozenset({WEEKDAY, "weekday", "day_of_week", "day of week", "dow", "day name"}),
    ),
    TimePart(
        WEEKEND,
        "text, 'weekend' (Saturday and Sunday) or 'weekday'",
        ("date",),
        frozenset({WEEKEND, "weekend", "is_weekend"}),
    ),
)


def names_part(part: str, task: str) -> bool:
    """Whether a task is about a part of times, and none of its words counts it otherwise.

    Examples:
        >>> names_part(HALF, "Sales of each half-year?"), names_part(HALF, "Half a year later?")
        (True, False)
        >>> names_part(DECADE, "Rain per decade?"), names_part(DECADE, "The decade 1991-2000?")
        (True, False)
        >>> names_part(WEEKDAY, "On which weekday?"), names_part(WEEKEND, "Rides on weekends?")
        (True, True)
    """
    said, other = {
        HALF: (_HALVES, _OTHER_HALVES),
        DECADE: (_DECADES, _OTHER_DECADES),
        WEEKDAY: (_WEEKDAYS, None),
        WEEKEND: (_WEEKENDS, _OTHER_WEEKENDS),
    }.get(part, (None, None))
    if said is None:
        return part == SEASON and names_seasons(task)
    return said.search(task) is not None and not (other and other.search(task))


def times_in(profile: TableProfile) -> dict[Kind, str]:
    """The column of each kind of time of a table, where it has one alone."""
    by_name = {column.name.strip().lower(): column for column in profile.columns}
    dated = [c for c in profile.columns if c.type in ("date", "datetime", "month")]
    times: dict[Kind, str] = {}
    if dated:
        if len(dated) == 1 and has_its_type(dated[0], profile.rows):
            times["date"] = dated[0].name
    else:
        parts = date_parts(profile)
        if parts is not None and parts.day:
            times["date"] = parts.called
        month, quarter = by_name.get("month"), by_name.get("quarter")
        if month is not None and _is_month(month):
            times["month"] = month.name
        if quarter is not None and _is_within(quarter, *QUARTERS):
            times["quarter"] = quarter.name
    if years := nameless_years(profile):
        times["year"] = years.name
    elif YEAR in by_name and _is_within(by_name[YEAR], *YEARS):
        times["year"] = by_name[YEAR].name
    return times


def parts_of(
    times: Mapping[Kind, str], columns: frozenset[str], *, is_of_days: bool = True
) -> list[tuple[TimePart, Kind]]:
    """The parts that follow from times, each with the kind that it follows from.

    Args:
        times: The columns of times.
        columns: The names of all columns, in lower case; one that is it already rules a part out.
        is_of_days: Whether dates are of single days, which alone have a day of the week.
    """
    found = []
    for part in PARTS:
        kind = next((kind for kind in part.kinds if kind in times), None)
        is_of_week = part.name in (WEEKDAY, WEEKEND)
        if kind is not None and not part.known & columns and (is_of_days or not is_of_week):
            found.append((part, kind))
    return found


def parts_in(profile: TableProfile) -> list[tuple[TimePart, str, Kind]]:
    """The parts that follow from the times of a table, with the column and its kind."""
    times = times_in(profile)
    own = frozenset(column.name.strip().lower() for column in profile.columns)
    dated = profile.column(times["date"]) if "date" in times else None
    is_of_days = dated is None or dated.type != "month"
    return [(part, times[kind], kind) for part, kind in parts_of(times, own, is_of_days=is_of_days)]


def parts_in_long(form: LongForm) -> list[tuple[TimePart, str, Kind]]:
    """The parts that follow from the months or years of a long form."""
    kind: Kind = "date" if form.moment == "month" else "year"
    own = frozenset(name.lower() for name in form.kept)
    found = parts_of({kind: form.moment}, own, is_of_days=False)
    return [(part, form.moment, kind) for part, kind in found]


def shown_parts(found: list[tuple[TimePart, str, Kind]], task: str) -> str:
    """A line for each part that a task names, each behind a line break."""
    return "".join(
        f"\n- {part.name!r}: {part.holds}, which follows from {column!r}"
        for part, column, _ in found
        if names_part(part.name, task)
    )


def _is_month(column: Column) -> bool:
    if column.type == "integer":
        return _is_within(column, 1, len(OF_MONTH))
    texts = [text.strip(" .").lower() for text, _ in column.values]
    return column.type == "text" and 0 < column.distinct == len(texts) and MONTHS.keys() >= {*texts}


def _is_within(column: Column, first: int, last: int) -> bool:
    low, high = column.minimum, column.maximum
    is_whole = column.type == "integer" and not column.odd_count
    return (
        is_whole and isinstance(low, int) and isinstance(high, int) and first <= low < high <= last
    )
