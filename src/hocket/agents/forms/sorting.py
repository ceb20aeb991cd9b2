"""The keys by which a column is sorted: numbers, dates, names of months and days, words."""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import day_abbr, month_abbr
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORD_KEYS = 3
"""So many readings have texts that are no months or days."""

_MONTHS = {name.casefold(): place for place, name in enumerate(month_abbr) if name}
_DAYS = {name.casefold(): place for place, name in enumerate(day_abbr)}


def sort_keys(column: list[Any]) -> list[list[Any]]:
    """The keys by which a column can be ordered, the usual ones last; none if that is not certain.

    Examples:
        >>> sort_keys(["10", "9", None])
        [[10.0, 9.0, None]]
        >>> sort_keys(["Feb", "Jan"])[-1], sort_keys([3, "x"])
        ([2, 1], [])
    """
    given = [value for value in column if value is not None and value != ""]
    if not given:
        return []
    for read in (numbers, moments):
        keys = read(column)
        if keys:
            return [keys]
    if not all(isinstance(value, str) for value in given) or any(map(_is_open, given)):
        return []
    texts = [value or None for value in column]
    readings = [texts, [_mapped(text, str.casefold) for text in texts]]
    readings.append([_mapped(text, _folded) for text in texts])
    for names in (_MONTHS, _DAYS):
        places = [names.get(_short(text)) if text else None for text in texts]
        if all(place is not None or not text for place, text in zip(places, texts, strict=True)):
            readings.append(places)
    return readings


def numbers(column: Sequence[Any]) -> list[float | None] | None:
    """The numbers of a column, None for a gap; None if it has other values."""
    numbers: list[float | None] = []
    for value in column:
        if value is None or value == "":
            numbers.append(None)
            continue
        try:
            numbers.append(float(value) if not isinstance(value, bool) else math.nan)
        except (TypeError, ValueError):
            return None
    given = [number for number in numbers if number is not None]
    return numbers if given and all(map(math.isfinite, given)) else None


def moments(column: Sequence[Any]) -> list[str | None] | None:
    """The dates or times of a column in ISO 8601, None for a gap; None if it has other values."""
    texts: list[str | None] = []
    for value in column:
        if value is None or value == "":
            texts.append(None)
            continue
        moment = read_moment(value, day_first=True) if isinstance(value, str) else None
        if moment is None or moment.is_open:
            return None
        texts.append(moment.iso)
    return texts if any(texts) else None


def _mapped(text: str | None, read: Callable[[str], Any]) -> Any:
    return None if text is None else read(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum() or char.isspace())


def _short(text: str) -> str:
    """The first letters of a word; empty if it is none."""
    return text.strip()[:3].casefold() if text.strip().isalpha() else ""


def _is_open(text: str) -> bool:
    """Whether a text is a date of which day and month could be swapped."""
    moment = read_moment(text.strip(), day_first=True)
    return moment is not None and moment.is_open


def counted(text: str) -> list[str | int]:
    """The key that puts item2 before item10."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
