"""Times as tables and sentences write them: a year, a month, a day."""

from __future__ import annotations

import re

Time = tuple[int, int, int]
"""Year, month and day; 0 where there is none.

The months 13 to 16 are the quarters of the year, 17 is a year that ends in the next one: 2015/16.
"""

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
QUARTERS = ("first", "second", "third", "fourth")
SEASON = 17

_FORMS = (
    rf"(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})[ /-]?Q(?P<q>[1-4])",
    rf"Q(?P<q>[1-4])[ /-]?(?P<y>{YEAR})",
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


def quarter(number: int) -> int:
    """The month of a time that is a quarter."""
    return len(MONTHS) + number


def quarter_of(text: str) -> int:
    """The number of a quarter by its name or number; 0 if it is none.

    Examples:
        >>> quarter_of("Q3"), quarter_of("4"), quarter_of("5")
        (3, 4, 0)
    """
    match = re.fullmatch(
        r"(?:q|quarter |quartal )?([1-4])(?:st|nd|rd|th|\.)?", text.strip().lower()
    )
    return int(match[1]) if match else 0


def time_of(text: str) -> Time | None:
    """The time that a field of a table is; None if it is none.

    Examples:
        >>> time_of("19590328"), time_of("2001-07"), time_of("Mar 1990"), time_of("12.5")
        ((1959, 3, 28), (2001, 7, 0), (1990, 3, 0), None)
    """
    text = text.strip()
    if not any(character.isdecimal() for character in text):
        return None
    if is_season(text, "/"):
        return int(text[:4]), SEASON, 0
    for form in _FORMS:
        match = re.fullmatch(form, text, re.IGNORECASE)
        if match is None:
            continue
        parts = match.groupdict()
        if parts.get("q"):
            return int(parts["y"]), quarter(int(parts["q"])), 0
        month = int(parts.get("m") or 0) or month_of(parts.get("n") or "")
        day = int(parts.get("d") or 0)
        if month <= len(MONTHS) and day <= 31:  # noqa: PLR2004 - days of a month
            return int(parts["y"]), month, day
    return None


def is_season(text: str, mark: str = "-") -> bool:
    """Whether it is a year that ends in the next one.

    Examples:
        >>> is_season("2015/16", "/"), is_season("2015-2016"), is_season("2015-07")
        (True, True, False)
    """
    match = re.fullmatch(rf"({YEAR}){mark}(\d\d|{YEAR})", text.strip())
    return match is not None and str(int(match[1]) + 1).endswith(match[2])


def season_of(text: str) -> Time | None:
    """The time of a field in a column of years that end in the next one."""
    return (int(text.strip()[:4]), SEASON, 0) if is_season(text) else None


def worded(time: Time) -> str:
    """A time as a sentence names it.

    Examples:
        >>> worded((1959, 0, 0)), worded((1959, 3, 0)), worded((1959, 3, 28)), worded((1959, 14, 0))
        ('1959', 'March 1959', '28 March 1959', 'the second quarter of 1959')
    """
    year, month, day = time
    if month == SEASON:
        return f"{year}/{(year + 1) % 100:02}"
    if month > len(MONTHS):
        return f"the {QUARTERS[month - len(MONTHS) - 1]} quarter of {year}"
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
    """Length of a span in years.

    Examples:
        >>> years_between((2001, 0, 0), (2003, 7, 0)), years_between((2001, 13, 0), (2002, 15, 0))
        (2.5, 1.5)
    """
    months = (end[0] - start[0]) * 12 + _month(end) - _month(start)
    return months / 12 + (max(end[2], 1) - max(start[2], 1)) / 365.25


def _month(time: Time) -> int:
    """The month that a time begins in."""
    if len(MONTHS) < time[1] < SEASON:
        return (time[1] - len(MONTHS)) * 3 - 2
    return time[1] if 0 < time[1] <= len(MONTHS) else 1
