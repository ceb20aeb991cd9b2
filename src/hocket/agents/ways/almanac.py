"""Questions on the calendar that code answers: the weekday of a day, the day so long after another.

Only what the words leave no doubt of is answered; for all else there is no answer.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from hocket.agents.ways.values import COUNTS
from hocket.documents.profile.moments import read_moment

_DAY = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8},? \d{4}"
    r"|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_WEEKDAY = re.compile(
    rf"\b(?:what|which) (?:day of the week|weekday) (?:is|was|will|does|did|do)\b[^?.;]*?"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<day>{_DAY})"
    rf"(?: (?:be|fall(?: on)?))?\s*\?|(?P<first>{_DAY})[^?.;]{{0,20}}? (?:what|which)"
    r" (?:day of the week|weekday) (?:is|was) (?:it|that|this)\?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:what|which) (?:is |was |will be )?(?:the )?(?:date|day)\b[^?.;]*?\b(?P<count>\d{{1,4}}|"
    rf"{'|'.join(COUNTS)}|a) (?P<unit>day|week|month|year)s? (?P<way>after|before|from|later than)"
    rf" (?:[A-Z][a-z]+day,? )?(?P<day>{_DAY})\s*\?",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\b(?:working|business|school|banking|leap|lunar|inclusive|including|counting|julian|hebrew"
    r"|islamic|moon)\b",
    re.IGNORECASE,
)
FIRST_YEAR = 1753
"""From then on the same calendar held in most places."""
MONTHS = 12


def calendar_answer(question: str) -> str:
    """The answer to a question on the calendar in a sentence; empty if it is no such question.

    Examples:
        >>> calendar_answer("4 May 2027 is a Tuesday. On which day of the week is 4 May 2028?")
        '4 May 2028 is a Thursday.'
        >>> calendar_answer("What date is 3 weeks after 20 December 2024?")
        '3 weeks after 20 December 2024 it is Friday, 10 January 2025.'
        >>> calendar_answer("On which weekday do we meet?")
        ''
    """
    if _NOT_PLAIN.search(question):
        return ""
    if match := _WEEKDAY.search(question):
        day = _day(match["day"] or match["first"])
        return f"{_shown(day)} is a {calendar.day_name[day.weekday()]}." if day else ""
    if match := _AFTER.search(question):
        day = _day(match["day"])
        other = _moved(day, match) if day else None
        if day and other:
            words = f"{match['count']} {match['unit']}s" if match["count"] != "a" else match["unit"]
            way = "before" if match["way"].lower() == "before" else "after"
            weekday = calendar.day_name[other.weekday()]
            return f"{words} {way} {_shown(day)} it is {weekday}, {_shown(other)}."
    return ""


def _day(text: str) -> date | None:
    """A day with its year; None if it is none, or of a time with another calendar."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b| of\b", "", text)
    moment = read_moment(plain, day_first=True)
    if moment is None or moment.type != "date":
        return None
    day = date.fromisoformat(moment.iso)
    return day if day.year >= FIRST_YEAR else None


def _moved(day: date, match: re.Match[str]) -> date | None:
    """The day so long after or before; None if that month has no such day."""
    said = match["count"].lower()
    count = int(said) if said.isdigit() else COUNTS.get(said, 1)
    count = -count if match["way"].lower() == "before" else count
    unit = match["unit"].lower()
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * MONTHS + day.month - 1 + count * (MONTHS if unit == "year" else 1)
    year, month = divmod(months, MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, day.day) if day.day <= last else None


def _shown(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
