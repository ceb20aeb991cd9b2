"""Single values as people and programs write them, and whether two of them are the same."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from hocket.core.late_pattern import late_pattern

RELATIVE = 1e-6
LEAST_DIGITS = 2
"""Significant digits that a rounded number must have to stand for a longer one."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TRUE, FALSE = frozenset(("true", "yes")), frozenset(("false", "no"))
EMPTY = frozenset(
    {"", "-", "\u2013", "\u2014", "?", "none", "null", "nan", "nat", "n/a", "na", "inf", "-inf"}
)
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)(?:[T ]00:00(?::00)?Z?)?",
        r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)",
    )
)
_MONTH_ALONE = (
    re.compile(rf"\b{_MONTH},? (?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
)
_NUMBER = late_pattern(
    r"(?<![\w.])[-+\u2212]?[€$£]?(?:\d{1,3}(?:[,' \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?"
    r"(?![\d])(?P<percent>\s?%)?",
    re.IGNORECASE,
)
_PLAIN = late_pattern(r"[-+]?(0|[1-9]\d*)(\.\d+)?(e[-+]?\d+)?", re.IGNORECASE)
_COMMA = late_pattern(r"[-+]?(0|[1-9]\d*),(\d{1,2}|\d{4,})")
_GROUPED = late_pattern(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_AROUND = "\"'`*_. \u201c\u201d\u2018\u2019"
_FAULT = late_pattern(
    r"traceback \(most recent|^\W*(?:[a-z]*error|exception|failed)\b|\b(?:0|no) rows\b"
    r"|^\W*(?:cannot|could not|unable to|i (?:cannot|can't|could not|am unable))\b|not found$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Precision:
    """How exact values must be. ``decimals``: to which the goal asks to round, if it does.

    ``cased``: whether upper and lower case make a difference.
    """

    decimals: int | None = None
    cased: bool = False

    def words(self) -> str:
        """The tolerance in words."""
        if self.decimals is None:
            return "numbers as rounded by both, else to 1e-6"
        return f"numbers to {self.decimals} decimal{'' if self.decimals == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the decimals that it was written with."""

    value: Decimal

    @property
    def decimals(self) -> int:
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def digits(self) -> int:
        """Its significant digits."""
        return len("".join(map(str, self.value.as_tuple().digits)).lstrip("0"))


def same_number(first: Number, second: Number, precision: Precision) -> bool:
    """Whether two numbers are equal as far as they are meant to be exact."""
    a, b = first.value, second.value
    if a == b:
        return True
    if precision.decimals is not None:
        half = Decimal(5).scaleb(-precision.decimals - 1)
        return abs(a - b) <= half * Decimal("1.000001")
    if abs(a - b) <= Decimal(RELATIVE) * max(abs(a), abs(b)):
        return True
    shorter = min(first, second, key=lambda number: number.decimals)
    if not shorter.decimals or shorter.digits < LEAST_DIGITS:
        return False
    return abs(a - b) <= Decimal(5).scaleb(-shorter.decimals - 1)


def same_scalar(first: Any, second: Any, precision: Precision) -> bool:
    """Whether two values that are neither lists nor objects are the same."""
    a, b = read(first), read(second)
    if isinstance(a, Number) and isinstance(b, Number):
        return same_number(a, b, precision)
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return bool(a & b)  # a date that can be read in two ways
    if isinstance(a, str) and isinstance(b, str):
        return folded(a, precision) == folded(b, precision)
    return type(a) is type(b) and a == b


def folded(text: str, precision: Precision) -> str:
    """A text without what makes no difference: white space, and case unless it is meant."""
    flat = " ".join(text.split()).strip(_AROUND)
    return flat if precision.cased else flat.casefold()


def read(value: Any) -> Number | frozenset[date] | bool | str | None:
    """A value in the type that it stands for; None if it is empty."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        if isinstance(value, float) and not math.isfinite(value):
            return None
        return Number(Decimal(str(value)))
    return _read_text(str(value))


@lru_cache(maxsize=4096)
def _read_text(text: str) -> Number | frozenset[date] | bool | str | None:
    text = text.strip()
    low = text.casefold()
    if low in EMPTY:
        return None
    if low in TRUE or low in FALSE:
        return low in TRUE
    number = number_of(text)
    if number is not None:
        return number
    dates, rest = dates_in(text)
    return dates[0] if dates and not rest.strip(" .,") else text


def number_of(text: str) -> Number | None:
    """The number that a text is; a text with leading zeros is an id."""
    bare = text.strip().rstrip("%").strip()
    if _COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    elif _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not _PLAIN.fullmatch(bare):
        return None
    try:
        return Number(Decimal(bare))
    except InvalidOperation:
        return None


def is_real(value: Any) -> bool:
    """Whether a value says something: not empty, no error, not 'no rows'."""
    if read(value) is None:
        return False
    return not (isinstance(value, str) and is_fault(value))


def is_fault(text: str) -> bool:
    """Whether a text is the message of an error, or says that there is nothing."""
    return bool(_FAULT.search(text.strip()))


def dates_in(text: str) -> tuple[list[frozenset[date]], str]:
    """The dates in a text, each with its possible readings, and the text without them.

    A month of a year stands for its first day.
    """
    dates: list[frozenset[date]] = []
    for pattern in (*_DATES, *_MONTH_ALONE):
        for match in pattern.finditer(text):
            readings = _readings(match.groupdict())
            if readings:
                dates.append(readings)
                text = text.replace(match.group(), " " * len(match.group()), 1)
    return dates, text


def _readings(parts: dict[str, str | None]) -> frozenset[date]:
    year = int(parts["y"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        pairs = {(first, second), (second, first)} if parts["mark"] == "/" else {(second, first)}
    elif parts.get("month"):
        month = MONTHS.index((parts["month"] or "").casefold()) + 1
        pairs = {(month, int(parts.get("d") or 1))}
    else:
        pairs = {(int(parts["m"] or 0), int(parts.get("d") or 1))}
    readings = set()
    for month, day in pairs:
        try:
            readings.add(date(year, month, day))
        except ValueError:
            continue
    return frozenset(readings)


def numbers_in(text: str) -> list[tuple[Number, int]]:
    """The numbers in a text with their places."""
    numbers = []
    for match in _NUMBER.finditer(text):
        bare = re.sub(r"[€$£,'%\s\u00a0\u202f]", "", match.group()).replace("\u2212", "-")
        numbers.append((Number(Decimal(bare)), match.start()))
    return numbers
