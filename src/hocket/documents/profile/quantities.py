"""Quantities as people write them, in one unit: ``1:30``, ``2h05``, ``0.75 h``, ``1 kg 200 g``."""

from __future__ import annotations

import re

from hocket.documents.profile.values import read_number
from hocket.documents.units import factor_of

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:[.]\d+)?))?(?: ?h)?")
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([A-Za-z]+)\.?,?\s*(?:and\s+)?")
_HOURS_AND = re.compile(r"(\d+)\s*h\s*([0-5]?\d)", re.IGNORECASE)
_GROUPED = {mark: re.compile(rf"(?<=\d){re.escape(mark)}(?=\d{{3}}\b)") for mark in ",."}
"""Marks between thousands, by the mark."""
MOST_CHARS = 40


def quantity_in(text: str, unit: str, decimal: str = ".") -> float | None:
    """What a text says in a unit; None if it says nothing, or something else.

    A clock is of hours and minutes. A number alone has no unit, so it says nothing.

    Args:
        text: A value without surrounding blanks.
        unit: The unit of the result.
        decimal: What a mark means that could part thousands as well, as in ``1,250 km``.

    Examples:
        >>> [quantity_in(text, "min") for text in ("1:30", "2h05", "1,5 h", "1 h 20 min", "90")]
        [90.0, 125.0, 90.0, 80.0, None]
        >>> quantity_in("1 kg 200 g", "g"), quantity_in("3 boxes", "g")
        (1200.0, None)
    """
    text = text.strip()
    if len(text) > MOST_CHARS:
        return None
    per_hour = factor_of("h", unit)
    clock = _CLOCK.fullmatch(text) if per_hour else None
    if clock and per_hour:
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return round((hours + minutes / 60 + seconds / 3600) * per_hour, 9)
    both = _HOURS_AND.fullmatch(text) if per_hour else None
    if both and per_hour:
        return round((int(both[1]) + int(both[2]) / 60) * per_hour, 9)
    return _sum(text, unit, decimal)


def is_clock(text: str) -> bool:
    """Whether a text is hours and minutes, or minutes and seconds, with a colon between."""
    return _CLOCK.fullmatch(text.strip()) is not None


def measured_in(text: str, unit: str, decimal: str = ".") -> float | None:
    """What a text says in a unit, which a number alone is in; None if it is no such quantity.

    A clock in minutes or seconds may be of either, so it is none.

    Examples:
        >>> [measured_in(text, "hours") for text in ("7:45", "6h30", "5,5", "30 min", "late")]
        [7.75, 6.5, 5.5, 0.5, None]
        >>> measured_in("2:05", "min"), measured_in("1,250", "h", ",")
        (None, 1.25)
    """
    number = read_number(text, decimal)
    if number is not None and not number.unit:
        return number.value
    if is_clock(text) and factor_of(unit, "h") != 1:
        return None
    return quantity_in(text, unit, decimal)


def _sum(text: str, unit: str, decimal: str) -> float | None:
    """The sum of numbers with their units, and nothing else."""
    text = _GROUPED[{".": ",", ",": "."}[decimal]].sub("", text)
    total, end = 0.0, 0
    for match in _PART.finditer(text):
        factor = factor_of(match[2], unit)
        if match.start() != end or factor is None:
            return None
        total, end = total + float(match[1].replace(",", ".")) * factor, match.end()
    return round(total, 9) if end == len(text) and end else None
