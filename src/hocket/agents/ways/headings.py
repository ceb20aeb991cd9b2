"""Headings that are parts of a year, week or day: q1 to q4, Jan to Dec, mon to sun, h0 to h23."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from hocket.documents.profile.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERS = {
    "quarter": range(1, 5),
    "month": range(1, 13),
    "weekday": range(1, 8),
    "hour": range(24),
}
"""The numbers of the parts of each unit; Monday is 1."""
WORKDAYS = frozenset(range(1, 6))
FEWEST = 3
"""Headings that show which unit they are of where they are not all of them."""
_WEEKDAYS = {
    name: number
    for names in (
        "mon tue wed thu fri sat sun",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mo tu we th fr sa su",
        "_ tues _ thur _ _ _",
        "_ _ _ thurs _ _ _",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "_ di mi do _ _ so",
    )
    for number, name in enumerate(names.split(), 1)
    if name != "_"
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FORMS = {
    "quarter": re.compile(
        r"(?:q|qtr|quarter) ?(?P<a>[1-4])|(?P<b>[1-4]) ?(?:q|st|nd|rd|th)(?: ?(?:quarter|qtr))?"
        r"|(?P<c>[1-4]) (?:quarter|qtr)"
    ),
    "month": re.compile(r"(?:m|month) ?(?P<a>0?[1-9]|1[0-2])"),
    "hour": re.compile(
        r"(?:h|hr|hour) ?(?P<a>[01]?\d|2[0-3])|(?P<b>[01]?\d|2[0-3]) ?(?:h|hr|00|:00)"
    ),
}
_SAID = {
    "quarter": re.compile(r"\bquarter", re.IGNORECASE),
    "month": re.compile(r"\bmonth", re.IGNORECASE),
    "weekday": re.compile(r"\b(?:week ?days?|days? of the week)\b", re.IGNORECASE),
    "hour": re.compile(r"\bhour", re.IGNORECASE),
}
"""What a text has where bare numbers in it may be of the unit."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAPS = re.compile(r"[\s_\-.]+")


@dataclass(frozen=True, slots=True)
class Headings:
    """Columns that are parts of a unit.

    Attributes:
        unit: ``quarter``, ``month``, ``weekday`` or ``hour``.
        of: By the name of each column what else it says, as in ``sales_q1``, and its number.
    """

    unit: str
    of: dict[str, tuple[str, int]]

    @property
    def are_all(self) -> bool:
        """Whether each part of the unit has a column, or each working day."""
        numbers = {number for _, number in self.of.values()}
        return numbers >= {*NUMBERS[self.unit]} or (self.unit == "weekday" and numbers >= WORKDAYS)


def number_of(text: str, unit: str, *, is_bare: bool = False) -> int | None:
    """The number of the part of a unit that a text is; None if it is none.

    Args:
        text: The text.
        unit: The unit.
        is_bare: Whether a number or an ordinal alone may be one.

    Examples:
        >>> number_of("Q3", "quarter"), number_of("3rd quarter", "quarter"), number_of("3", "month")
        (3, 3, None)
        >>> number_of("Sept.", "month"), number_of("Thu", "weekday"), number_of("07:00", "hour")
        (9, 4, 7)
    """
    words = _GAPS.sub(" ", text).strip().casefold()
    if unit == "month" and words in MONTHS:
        return MONTHS[words]
    if unit == "weekday" and words in _WEEKDAYS:
        return _WEEKDAYS[words]
    if unit == "quarter":
        ordinal = words.removesuffix(" quarter")
        if ordinal in _ORDINALS and (is_bare or ordinal != words):
            return _ORDINALS[ordinal]
        if words.removeprefix("q ") in _ROMAN and (is_bare or words.startswith("q ")):
            return _ROMAN[words.removeprefix("q ")]
    match = _FORMS[unit].fullmatch(words) if unit in _FORMS else None
    digits = next(filter(None, match.groups()), "") if match else ""
    if is_bare and unit != "weekday" and re.fullmatch(r"\d\d?", words):
        digits = words
    return int(digits) if digits and int(digits) in NUMBERS[unit] else None


def is_said(unit: str, about: str) -> bool:
    """Whether a text says that bare numbers in it may be of a unit."""
    return _SAID[unit].search(about) is not None


def headings_in(names: Sequence[str], about: str) -> Headings | None:
    """Those of the names of columns that are parts of a unit; None if they are of none for certain.

    Args:
        names: The names.
        about: What is said of them, by which bare numbers are of a unit.

    Examples:
        >>> headings_in(["year", "q1", "q2", "q3", "q4"], "").unit
        'quarter'
        >>> headings_in(["day", "q1_sold", "q2_sold", "q1_kept", "q2_kept"], "") is None
        True
        >>> headings_in(["year", "1", "2", "3", "4"], "a column for each quarter").of["3"]
        ('', 3)
    """
    found = [one for unit in NUMBERS if (one := _of_unit(unit, names, about)) is not None]
    return found[0] if len(found) == 1 else None


def _of_unit(unit: str, names: Sequence[str], about: str) -> Headings | None:
    is_bare = is_said(unit, about)
    of = {name: part for name in names if (part := _part(name, unit, is_bare=is_bare)) is not None}
    sorts = dict.fromkeys(affix for affix, _ in of.values())
    sets = [[number for affix, number in of.values() if affix == one] for one in sorts]
    if not sets or any(len(set(numbers)) < len(numbers) for numbers in sets):
        return None
    if any(set(numbers) != set(sets[0]) for numbers in sets):
        return None
    headings = Headings(unit, of)
    is_named = len(sets[0]) >= FEWEST and all(_part(name, unit, is_bare=False) for name in of)
    return headings if headings.are_all or (is_named and unit in ("month", "weekday")) else None


def _part(name: str, unit: str, *, is_bare: bool) -> tuple[str, int] | None:
    """What else a name says, and the number of its part; None if it has none."""
    words = _GAPS.split(_CAMEL.sub("_", name).strip())
    count = len(words)
    cuts: Iterable[tuple[int, int]] = chain(
        ((start, count) for start in range(count)), ((0, end) for end in range(count - 1, 0, -1))
    )
    for start, end in cuts:
        number = number_of(" ".join(words[start:end]), unit, is_bare=is_bare)
        if number is not None:
            return " ".join([*words[:start], *words[end:]]).casefold(), number
    return None
