"""Times as tables and sentences write them: a year, a month, a day."""

from __future__ import annotations

import re

Time = tuple[int, int, int]
"""Year, month and day; 0 where there is none."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?:1[5-9]|2[01])\d\d"

_FORMS = (
    rf"(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})-?Q(?P<q>[1-4])",
    rf"(?P<y>{YEAR})[-/.](?P<m>\d\d?)(?:[-/.](?P<d>\d\d?))?(?:[T ].*)?",
    rf"(?P<y>{YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)?",
    rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>{YEAR})",
    rf"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>{YEAR})",
    rf"(?P<n>{MONTH})[ -]?(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})[ -]?(?P<n>{MONTH})",
    rf"(?P<d>\d\d?)[ -](?P<n>{MONTH})[ -](?P<y>{YEAR})",
    rf"(?P<n>{MONTH}) (?P<d>\d\d?),? (?P<y>{YEAR})",
)


def month_of(text: str) -> int:
    """The number of a month by its name or number; 0 if it is none.

    Examples:
        >>> month_of("Sept"), month_of("11"), month_of("x")
        (9, 11, 0)
    """
    text = text.strip().lower()
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(MONTHS) else 0
    starts = [month[:3].lower() for month in MONTHS]
    return starts.index(text[:3]) + 1 if text[:3] in starts else 0


def time_of(text: str) -> Time | None:
    """The time that a field of a table is; None if it is none.

    Examples:
        >>> time_of("19590328"), time_of("2001-07"), time_of("Mar 1990"), time_of("12.5")
        ((1959, 3, 28), (2001, 7, 0), (1990, 3, 0), None)
    """
    text = text.strip()
    if not any(character.isdecimal() for character in text):
        return None
    for form in _FORMS:
        match = re.fullmatch(form, text, re.IGNORECASE)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts.get("m") or 0) or month_of(parts.get("n") or "")
        if parts.get("q"):
            month = int(parts["q"]) * 3 - 2
        day = int(parts.get("d") or 0)
        if month <= len(MONTHS) and day <= 31:  # noqa: PLR2004 - days of a month
            return int(parts["y"]), month, day
    return None


def worded(time: Time) -> str:
    """A time as a sentence names it.

    Examples:
        >>> worded((1959, 0, 0)), worded((1959, 3, 0)), worded((1959, 3, 28))
        ('1959', 'March 1959', '28 March 1959')
    """
    year, month, day = time
    parts = [str(day)] if day else []
    parts += [MONTHS[month - 1]] if month else []
    return " ".join([*parts, str(year)])


def within(time: Time, named: Time) -> bool:
    """Whether a time lies in the one that is named: a year means any of its months.

    Examples:
        >>> within((1959, 3, 28), (1959, 3, 0)), within((1959, 3, 28), (1959, 4, 0))
        (True, False)
    """
    return all(part in (0, own) for own, part in zip(time, named, strict=True))


def years_between(start: Time, end: Time) -> float:
    """Length of a span in years."""
    months = (end[0] - start[0]) * 12 + max(end[1], 1) - max(start[1], 1)
    return months / 12
