"""The days that a text writes, with the places where they stand."""

from __future__ import annotations

import calendar
import re
from datetime import date

from hocket.agents.formula import MONTH_NAMES

WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
"""A pattern of the name of a weekday."""
_SHORT = "|".join(rf"{name}|{name[:3]}" for name in MONTH_NAMES)
_MONTH = rf"(?P<name>{_SHORT}|sept)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}\b\.?,? (?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b",
    )
)
_WITHOUT_YEAR = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}\b(?!\.?,? \d{{4}})"
    rf"|{_MONTH.replace('name', 'name2')}\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}}))",
    re.IGNORECASE,
)


def days_in(text: str) -> list[date]:
    """The days that a text writes with their year, in the order of their forms.

    Examples:
        >>> days_in("from 1 May 2025 to 2025-06-03, not 31.2.2025")
        [datetime.date(2025, 5, 1), datetime.date(2025, 6, 3)]
    """
    return [day for pattern in _DATES for _, _, day in _found(pattern, text)]


def dated(text: str, year: int | None = None) -> list[tuple[int, int, date]]:
    """(start, end, day) of the days that a text writes, in their order.

    Args:
        text: Any text.
        year: That of days that are written without one; None leaves these out.

    Examples:
        >>> [str(day) for *_, day in dated("from 1 May to 3 Sept. 2025", 2025)]
        ['2025-05-01', '2025-09-03']
    """
    found = [one for pattern in _DATES for one in _found(pattern, text)]
    if year is not None:
        for match in _WITHOUT_YEAR.finditer(text):
            number, name = match["day"] or match["day2"], match["name"] or match["name2"]
            day = _valid(year, _number(name), int(number))
            found += [(match.start(), match.end(), day)] if day else []
    return sorted(found)


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, date]]:
    found = []
    for match in pattern.finditer(text):
        named = match.groupdict().get("name")
        month = _number(named) if named else int(match["month"])
        day = _valid(int(match["year"]), month, int(match["day"]))
        found += [(match.start(), match.end(), day)] if day else []
    return found


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(name: str) -> int:
    return next(i for i, m in enumerate(MONTH_NAMES, 1) if m.startswith(name[:3].lower()))
