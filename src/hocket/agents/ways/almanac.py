"""Questions on the calendar that code answers: the weekday of a day, the day so long after another.

Only what the words leave no doubt of is answered: each word of such a question is accounted for.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from hocket.agents.days import WEEKDAY
from hocket.agents.ways.values import COUNTS
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.moments import read_moment

_DAY = (
    rf"(?:{WEEKDAY},? )?(?P<day>\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{4}"
    r"|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_WEEKDAY_OF = late_pattern(
    r"(?:^|[.!,;:] )(?:and )?(?:on )?(?:what|which) (?:day of the week|weekday)"
    rf" (?:is|was|will|does|did) (?:it on )?(?:the )?{_DAY}(?: (?:be|fall|fall on))?\?$",
    re.IGNORECASE,
)
_MOVED = late_pattern(
    r"(?:^|[.!,;:] )(?:on )?(?:what|which) (?:date|day) (?:is |is it |will it be |was it |was )?"
    rf"(?P<count>\d{{1,4}}|{'|'.join(COUNTS)}|a) (?P<unit>day|week|month|year)s?"
    rf" (?P<way>after|before) (?:the )?{_DAY}\?$",
    re.IGNORECASE,
)
_THE_DATE = late_pattern(r"(?i)\bwhat is the (?=(?:date|day)\b)")
FIRST_YEAR, LAST_YEAR = 1753, 2999
"""Between these the same calendar holds in most places."""
MONTHS = 12
_FEASTS = {
    "new year's day": "1 January",
    "epiphany": "6 January",
    "valentine's day": "14 February",
    "halloween": "31 October",
    "all saints' day": "1 November",
    "christmas eve": "24 December",
    "christmas day": "25 December",
    "boxing day": "26 December",
    "new year's eve": "31 December",
}
_FEAST = late_pattern(
    rf"\b(?:the )?(?P<feast>{'|'.join(_FEASTS)})(?: (?:of|in))?,? (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
"""Days with a name that have the same date each year."""


def calendar_answer(question: str) -> str:
    """The answer to a question on the calendar in a sentence; empty if it is no such question.

    Examples:
        >>> calendar_answer("4 May 2027 is a Tuesday. On which day of the week is 4 May 2028?")
        '4 May 2028 is a Thursday.'
        >>> calendar_answer("What date is 3 weeks after 20 December 2024?")
        '3 weeks after 20 December 2024 it is Friday, 10 January 2025.'
        >>> calendar_answer("On what weekday is Christmas Eve 2026?")
        '24 December 2026 is a Thursday.'
        >>> calendar_answer("On which weekday is the day before 4 May 2028?")
        ''
    """
    asked = _THE_DATE.sub("what ", " ".join(question.split()))[-200:]
    asked = _FEAST.sub(lambda match: f"{_FEASTS[match['feast'].lower()]} {match['year']}", asked)
    if match := _WEEKDAY_OF.search(asked):
        day = _day(match["day"])
        return f"{_shown(day)} is a {calendar.day_name[day.weekday()]}." if day else ""
    if match := _MOVED.search(asked):
        day = _day(match["day"])
        other = _moved(day, match) if day else None
        if day and other:
            count = match["count"].lower()
            words = f"{count} {match['unit'].lower()}{'s' * (count not in ('a', 'one', '1'))}"
            weekday = calendar.day_name[other.weekday()]
            way = match["way"].lower()
            return f"{words} {way} {_shown(day)} it is {weekday}, {_shown(other)}."
    return ""


def _day(text: str) -> date | None:
    """A day with its year; None if it is none, or of a time with another calendar."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b| of\b", "", text)
    moment = read_moment(plain, day_first=True)
    if moment is None or moment.type != "date":
        return None
    return _of_the_calendar(date.fromisoformat(moment.iso))


def _of_the_calendar(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _moved(day: date, match: re.Match[str]) -> date | None:
    """The day so long after or before; None if that month has no such day."""
    said = match["count"].lower()
    count = int(said) if said.isdigit() else COUNTS.get(said, 1)
    count = -count if match["way"].lower() == "before" else count
    unit = match["unit"].lower()
    try:
        if unit in ("day", "week"):
            return _of_the_calendar(day + timedelta(days=count * (7 if unit == "week" else 1)))
        months = day.year * MONTHS + day.month - 1 + count * (MONTHS if unit == "year" else 1)
        return _of_the_calendar(date(months // MONTHS, months % MONTHS + 1, day.day))
    except (ValueError, OverflowError):
        return None


def _shown(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
