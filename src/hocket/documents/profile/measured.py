"""Columns of one quantity that is written in several forms and units, as numbers in one of them.

Only if each value is certain: a clock may be of hours or of minutes, which the other values show.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.documents.profile.conversion import plain
from hocket.documents.profile.quantities import (
    HOURS,
    MINUTES,
    in_feet,
    is_clock,
    is_open_clock,
    marks_in,
    measured_in,
    quantity_in,
    units_in,
)
from hocket.documents.profile.thousands import are_thousands
from hocket.documents.profile.values import read_number
from hocket.documents.units import (
    TIME,
    factor_of,
    is_known_unit,
    is_no_quantity,
    is_temperature,
    same_kind,
    unit_of_name,
    value_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.documents.profile.nouns import Column

MOST_FORMS = 4
FAR = 6
"""By what factor a clock may be outside of the other values; hours are 60 times minutes."""
_SHORT = frozenset({"s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes"})
_BARE = re.compile(r"[A-Z]")
OPEN_CLOCK = "durations, but {!r} may be hours and minutes, or minutes and seconds"
OPEN_MARK = "quantities, but the mark in {!r} may be a decimal one or part thousands"


def measured(
    column: Column, values: Mapping[str, int], usual: str, wanted: Collection[str]
) -> Column | None:
    """The column if its values are quantities of one kind in several forms; else None.

    They are in the unit that its name has, else in a wanted one, else in the one that most are in.
    Clocks alone may be times of the day. Where marks can be read in two ways, they are texts.

    Args:
        column: The column, by its name.
        values: Its values, without missing ones, and how often each stands there.
        usual: The decimal mark of the table.
        wanted: The units in which quantities are wanted.
    """
    texts = list(values)
    named = unit_of_name(column.name)
    if all(map(is_clock, texts)) or is_no_quantity(column.name):
        return None
    if not named and not _may_be(texts[0]):
        return None
    is_named = bool(named) and not _are_plain(texts)
    units = Counter[str]() if is_named else _units(values)
    unit = named if is_named else next(iter(units), "")
    if not unit:
        return None
    decimal, is_open = decimal_of(texts, usual, unit)
    if is_open:
        note = OPEN_MARK.format(next(text for text in texts if marks_in(text)[1]))
        return replace(column, type="text", note=note) if _are(texts, unit, decimal) else None
    clock = _clock(texts, unit, decimal, named)
    if None in [measured_in(text, unit, decimal, clock) for text in texts]:
        return None
    if not is_named:
        units[clock or HOURS] += sum(n for text, n in values.items() if is_clock(text))
        units = +units
        unit = same_kind(wanted, units) or max(units, key=lambda one: _rank(units, one))
    found = [measured_in(text, unit, decimal, clock) for text in texts]
    known = [plain(value) for value in found if value is not None]
    whole = all(isinstance(value, int) for value in known)
    return replace(
        column,
        type="integer" if whole else "number",
        minimum=min(known),
        maximum=max(known),
        decimal=decimal,
        unit=unit,
        is_measured=True,
        clock=clock,
    )


def examples_of(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """Values of several forms, each form once; numbers alone come last.

    Examples:
        >>> examples_of({"1:30": 2, "2:15": 1, "90 min": 1})
        [('1:30', 2), ('90 min', 1)]
    """
    forms: dict[str, tuple[str, int]] = {}
    for text, number in values.items():
        forms.setdefault(re.sub(r"\d+", "9", text), (text, number))
    return sorted(forms.values(), key=lambda one: one[0].isdecimal())[:MOST_FORMS]


def open_clocks(column: Column, values: Mapping[str, int]) -> Column | None:
    """The column as texts with a note if they are durations of which some are not certain."""
    clock = next(filter(is_open_clock, values), "")
    unit = next(iter(_units(values)), "") if clock else ""
    if not unit or is_no_quantity(column.name) or not _are(list(values), unit, "."):
        return None
    return replace(column, type="text", note=OPEN_CLOCK.format(clock))


def _are_plain(texts: Sequence[str]) -> bool:
    """Whether all texts are single numbers, each with a unit or none of them."""
    numbers = [read_number(text) for text in texts]
    return None not in numbers and len({bool(n.unit) for n in numbers if n is not None}) == 1


def _may_be(text: str) -> bool:
    """Whether a text may be a quantity by itself."""
    return bool(units_in(text)) or is_clock(text) or in_feet(text)


def _are(texts: Sequence[str], unit: str, decimal: str) -> bool:
    """Whether all texts are quantities of a unit, if clocks are."""
    return None not in [measured_in(text, unit, decimal, HOURS) for text in texts]


def _units(values: Mapping[str, int]) -> Counter[str]:
    """The units of values that all have some, or are clocks; none if they are not of one kind.

    What single numbers with a unit each say is read elsewhere, but for temperatures.
    """
    counts = Counter[str]()
    is_read = all(map(read_number, values))
    if is_read and not any(map(is_temperature, units_in(next(iter(values), "")))):
        return counts
    for text, number in values.items():
        if units := units_in(text):
            if not all(map(is_known_unit, units)):
                return Counter()
            counts[units[0]] += number
        elif not is_clock(text) and not in_feet(text):
            return Counter()
    if "m" in counts and (any(unit in TIME for unit in counts) or any(map(is_clock, values))):
        counts[MINUTES] += counts.pop("m")
    first = next(iter(counts), "")
    same = [value_in(1, unit, first) for unit in counts]
    are_letters = all(map(_BARE.fullmatch, counts))
    if is_temperature(first):
        is_read = len(set(same)) == 1 or are_letters
    return Counter() if is_read or None in same else counts


def _rank(counts: Counter[str], unit: str) -> tuple[int, float]:
    """How many values are in a unit, and how large it is."""
    other = next(iter(counts))
    same = sum(n for one, n in counts.items() if value_in(1, one, unit) == 1)
    return same, factor_of(unit, other) or 0


def decimal_of(texts: Sequence[str], usual: str, unit: str = "") -> tuple[str, bool]:
    """The decimal mark of quantities, and whether it is not certain which it is.

    Where the sizes of the others show that the marks which are open part thousands, there is none.

    Args:
        texts: The quantities.
        usual: The decimal mark of the table.
        unit: The unit that they are read in to compare their sizes.
    """
    marks = [marks_in(text) for text in texts]
    sure = frozenset[str]().union(*(mark for mark, _ in marks))
    if len(sure) == 1:
        return next(iter(sure)), False
    opened = [text for text, (_, is_open) in zip(texts, marks, strict=True) if is_open]
    whole = [text for text, (_, is_open) in zip(texts, marks, strict=True) if not is_open]
    if opened and unit and are_thousands(_sizes(whole, unit), _sizes(opened, unit)):
        return "", False
    are_mixed = len({mark for text in opened for mark in ".," if mark in text}) > 1
    return usual, bool(opened) and (bool(sure) or are_mixed)


def _sizes(texts: Sequence[str], unit: str) -> list[float]:
    """What texts say in a unit if open marks part thousands; 0 for what is no quantity."""
    return [measured_in(text, unit, "") or 0 for text in texts]


def _clock(texts: Sequence[str], unit: str, decimal: str, named: str) -> str:
    """What clocks of two parts begin with, by the other values: hours or minutes; else empty."""
    clocks = [text for text in texts if is_open_clock(text)]
    if not clocks or factor_of(named or MINUTES, HOURS) == 1:
        return HOURS if clocks else ""
    others = [text for text in texts if not is_open_clock(text)]
    known = [value for text in others if (value := measured_in(text, unit, decimal))]
    if not known:
        return ""
    are_short = named or any({*units_in(text)} & _SHORT for text in others)
    fitting = [
        first
        for first in ((HOURS, MINUTES) if are_short else (HOURS,))
        if all(
            min(known) / FAR <= (quantity_in(text, unit, decimal, first) or 0) <= max(known) * FAR
            for text in clocks
        )
    ]
    return fitting[0] if len(fitting) == 1 else ""
