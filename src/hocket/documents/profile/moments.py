"""Dates and times in the forms in which people and programs write them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name, monthrange
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "_ _ mär _ mai _ _ _ sept okt _ dez",
    )
    for number, name in enumerate(names.split(), 1)
    if name != "_"
}
"""The number of a month by its name."""

_YEAR = r"(?P<y>[12]\d{3})"
_SHORT_YEAR = r"(?P<s>\d\d)"
_DAY = r"(?P<d>[0-3]?\d)"
_MONTH = r"(?P<m>[01]?\d)"
_WORD = r"(?P<b>[^\W\d_]{3,10})\.?"
_WEEKDAY = r"(?:(?P<day>[^\W\d_]{2,9})(?P<dot>\.?,? ))?"
_PAIR = r"(?P<a>[0-3]?\d)(?P<sep>[/.-])(?P<c>[0-3]?\d)(?P=sep)"
_CLOCK = (
    r"(?P<H>[0-2]?\d):(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d)(?P<f>[.,]\d{1,9})?)?"
    r"(?: ?(?P<p>[AaPp])\.?[Mm]\.?)?"
    r"(?:(?P<space> ?)(?P<z>Z|UTC|GMT|[A-Z]{3,4}|[+-]\d\d(?::?\d\d)?))?"
)
_AFTER = rf"(?:(?P<gap>T|,? +|:(?=\d\d:\d\d:)){_CLOCK})?"
# The pattern of a date, and its form for strptime; {} is what the pattern does not say.
_DATES = (
    (rf"{_YEAR}(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}", "%Y{sep}%m{sep}%d"),
    (_PAIR + _YEAR, "{first}{sep}{second}{sep}%Y"),
    (_PAIR + _SHORT_YEAR, "{first}{sep}{second}{sep}%y"),
    (rf"{_WEEKDAY}{_DAY}\.?(?P<sep>[ /-]?){_WORD},?(?P=sep){_YEAR}", "%d{sep}{word}{sep}%Y"),
    (rf"{_DAY}(?P<sep>[ /-]){_WORD}(?P=sep){_SHORT_YEAR}", "%d{sep}{word}{sep}%y"),
    (
        rf"{_WEEKDAY}{_WORD}(?P<sep>[ -]) ?{_DAY}(?:st|nd|rd|th)?(?P<comma>,? ?)[ -]{_YEAR}",
        "{word}{sep}%d{comma}{sep}%Y",
    ),
    (rf"{_YEAR}(?P<sep>[ /-]){_WORD}(?P=sep){_DAY}", "%Y{sep}{word}{sep}%d"),
    (r"(?P<y>[12]\d{3})(?P<m>[01]\d)(?P<d>[0-3]\d)", "%Y%m%d"),
)
_PERIODS = (
    (rf"{_YEAR}(?P<sep>[-/]){_MONTH}", "%Y{sep}%m"),
    (rf"{_MONTH}(?P<sep>[-/]){_YEAR}", "%m{sep}%Y"),
    (rf"{_WORD}(?P<sep>[ /-]?),? ?{_YEAR}", "{word}{sep}%Y"),
    (rf"{_YEAR}(?P<sep>[ /-]?){_WORD}", "%Y{sep}{word}"),
    (rf"{_WORD}(?P<sep>[-/']){_SHORT_YEAR}", "{word}{sep}%y"),
    (rf"{_YEAR}M(?P<m>[01]\d)", "%YM%m"),
)
_QUARTERS = (rf"{_YEAR}[ -]?Q(?P<q>[1-4])", rf"Q(?P<q>[1-4])[ /-]?{_YEAR}")
_PIVOT = 69
"""Years of two digits from here on are in the 20th century, as for ``strptime``."""
MOST_CHARS = 40
SHORT_NAME = 3
"""Letters of a short name of a month or a day."""

HOURS = 24
ZONES = {
    "Z": "Z", "UTC": "Z", "GMT": "Z",
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
    "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
}  # fmt: skip
"""Zones by the names that mean one of them; those of mails for America."""

SUMMER = dt.timedelta(hours=1)
"""How far the times of one place differ over a year."""


class Moment(NamedTuple):
    """A date or time that a text states.

    Attributes:
        type: ``date``, ``datetime``, ``time``, ``month`` or ``quarter``.
        form: How it is written, for ``strptime``; empty for a quarter.
        iso: The same in ISO 8601, without a zone if it states none.
        is_open: Whether day and month could be swapped.
    """

    type: str
    form: str
    iso: str
    is_open: bool = False


Patterns = tuple[tuple[re.Pattern[str], str], ...]


def read_moment(text: str, *, day_first: bool, patterns: Patterns | None = None) -> Moment | None:
    """The date or time that a text is; None if it is none.

    Args:
        text: A value without surrounding blanks.
        day_first: Whether ``03/04/2005`` is in April.
        patterns: Those to try; None for all.

    Examples:
        >>> read_moment("28/03/1959", day_first=True)
        Moment(type='date', form='%d/%m/%Y', iso='1959-03-28', is_open=False)
        >>> read_moment("Jan 2005", day_first=True).iso
        '2005-01'
    """
    if len(text) > MOST_CHARS or not any(char.isdigit() for char in text):
        return None
    for pattern, form in _patterns() if patterns is None else patterns:
        match = pattern.fullmatch(text)
        if match is not None:
            moment = _moment(match, form, day_first=day_first)
            if moment is not None:
                return moment
    return None


def offsets_of(isos: Iterable[str]) -> set[dt.timedelta]:
    """The offsets from UTC that times state.

    Examples:
        >>> sorted(map(str, offsets_of(["2024-01-01T10:00+01:00", "2024-07-01T10:00"])))
        ['1:00:00']
    """
    return {offset for iso in isos if (offset := _offset(iso)) is not None}


def in_utc(iso: str) -> str:
    """A time with its offset as one in UTC; without one as it is.

    Examples:
        >>> in_utc("2024-01-01T10:00:00+01:00"), in_utc("2024-01-01T10:00")
        ('2024-01-01T09:00:00Z', '2024-01-01T10:00')
    """
    if _offset(iso) is None:
        return iso
    try:
        moment = dt.datetime.fromisoformat(iso).astimezone(dt.UTC)
    except OverflowError:
        return iso
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def _offset(iso: str) -> dt.timedelta | None:
    """The offset of a time; None if it has none, or none that can be."""
    try:
        return dt.datetime.fromisoformat(iso).utcoffset()
    except ValueError:
        return None


def patterns_of(texts: Iterable[str]) -> Patterns:
    """Those patterns that match one of the texts at least; trying few of them is fast."""
    short = [text for text in texts if len(text) <= MOST_CHARS]
    return tuple(entry for entry in _patterns() if any(map(entry[0].fullmatch, short)))


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    """The patterns, compiled when they are first needed."""
    dates = [(re.compile(f"{pattern}{_AFTER}"), form) for pattern, form in _DATES]
    periods = [(re.compile(pattern), form) for pattern, form in _PERIODS]
    quarters = [(re.compile(pattern), "") for pattern in _QUARTERS]
    return (*dates, *periods, *quarters, (re.compile(_CLOCK), "time"))


def _moment(match: re.Match[str], form: str, *, day_first: bool) -> Moment | None:
    parts = match.groupdict()
    if form == "time":
        clock = _clock(parts)
        return Moment("time", *clock) if clock else None
    year = _year(parts)
    if parts.get("q"):
        return Moment("quarter", "", f"{year}-Q{parts['q']}")
    month = _month(parts, day_first=day_first)
    if month is None:
        return None
    first, second = ("%d", "%m") if day_first else ("%m", "%d")
    written = form.format(
        sep=parts.get("sep") or "",
        comma=parts.get("comma") or "",
        first=first,
        second=second,
        word="%b" if len(parts.get("b") or "") <= SHORT_NAME else "%B",
    )
    if not {"d", "a"} & parts.keys():
        return Moment("month", written, f"{year:04}-{month:02}")
    day = int(parts["d"] if "d" in parts else parts["a"] if day_first else parts["c"])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return _day(parts, written, f"{year:04}-{month:02}-{day:02}")


def _day(parts: Mapping[str, Any], written: str, date: str) -> Moment | None:
    """A date, with the time beside it if there is one."""
    if parts.get("day"):
        written = f"{'%a' if len(parts['day']) <= SHORT_NAME else '%A'}{parts['dot']}{written}"
    if not parts.get("H"):
        return Moment("date", written, date, _is_open(parts))
    clock = _clock(parts)
    if clock is None:
        return None
    form = f"{written}{parts['gap']}{clock[0]}"
    return Moment("datetime", form, f"{date}T{clock[1]}", _is_open(parts))


def _year(parts: Mapping[str, Any]) -> int:
    if parts.get("y"):
        return int(parts["y"])
    short = int(parts["s"])
    return short + (1900 if short >= _PIVOT else 2000)


def _month(parts: Mapping[str, Any], *, day_first: bool) -> int | None:
    """The number of the month; None if it is none."""
    if "b" in parts:
        return MONTHS.get(parts["b"].lower())
    text = parts["m"] if "m" in parts else parts["c"] if day_first else parts["a"]
    month = int(text)
    return month if 1 <= month <= len(month_name) - 1 else None


def _is_open(parts: Mapping[str, Any]) -> bool:
    """Whether day and month could be swapped."""
    last = len(month_name) - 1
    return "a" in parts and int(parts["a"]) <= last and int(parts["c"]) <= last


def _clock(parts: Mapping[str, Any]) -> tuple[str, str] | None:
    """The form and the ISO text of a time; None if there is no such time."""
    hour, half = int(parts["H"]), (parts["p"] or "").lower()
    if hour >= HOURS or (half and not 1 <= hour <= HOURS // 2):
        return None
    form = "%I:%M" if half else "%H:%M"
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    iso = f"{hour:02}:{parts['M']}"
    if parts["S"]:
        form, iso = f"{form}:%S", f"{iso}:{parts['S']}"
    if parts["f"]:
        form, iso = f"{form}{parts['f'][0]}%f", f"{iso}.{parts['f'][1:]}"
    form += " %p" if half else ""
    zone = parts["z"] or ""
    if zone:
        form += " %z" if parts["space"] else "%z"
        iso += ZONES.get(zone, zone if zone[0] in "+-" else "")
    return form, iso
