"""Units of one quantity, with what each is of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

KINDS: tuple[dict[str, float], ...] = (
    {"mg": 1e-3, "g": 1, "gr": 1, "gram": 1, "grams": 1, "gramm": 1, "kg": 1e3, "kgs": 1e3,
     "kilo": 1e3, "kilos": 1e3, "kilogram": 1e3, "kilograms": 1e3, "kilogramm": 1e3, "t": 1e6,
     "tonne": 1e6, "tonnes": 1e6, "oz": 28.349523125, "ounce": 28.349523125,
     "ounces": 28.349523125, "lb": 453.59237, "lbs": 453.59237},
    {"mm": 1e-3, "cm": 1e-2, "m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1, "km": 1e3,
     "kms": 1e3, "kilometre": 1e3, "kilometres": 1e3, "kilometer": 1e3, "kilometers": 1e3,
     "in": 0.0254, "inch": 0.0254, "inches": 0.0254, "ft": 0.3048, "feet": 0.3048, "foot": 0.3048,
     "mi": 1609.344, "mile": 1609.344, "miles": 1609.344},
    {"ms": 1e-3, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "sekunde": 1,
     "sekunden": 1, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuten": 60, "h": 3600,
     "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "std": 3600, "stunde": 3600,
     "stunden": 3600},
    {"ml": 1e-3, "cl": 1e-2, "dl": 1e-1, "l": 1, "litre": 1, "litres": 1, "liter": 1, "liters": 1,
     "hl": 1e2, "m\u00b3": 1e3},
    {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 2**10, "mib": 2**20, "gib": 2**30,
     "tib": 2**40},
)  # fmt: skip
"""Units of mass, length, time, volume and files, each with what it is of the one that is 1."""

TIME = KINDS[2]
_DEGREES = {
    "C": "C", "\u00b0c": "C", "celsius": "C", "degc": "C",
    "F": "F", "\u00b0f": "F", "fahrenheit": "F", "degf": "F",
}  # fmt: skip
"""Scales of temperature, which do not begin at the same point."""

CALLED: tuple[tuple[str, ...], ...] = (
    ("m\u00b2", "m2", "sqm", "qm", "square metre", "square meter", "square metres",
     "square meters"),
    ("ft\u00b2", "ft2", "sqft", "sq ft", "square foot", "square feet"),
    ("km\u00b2", "km2", "square kilometre", "square kilometer"),
    ("ha", "hectare", "hectares"),
    ("kg", "kilo", "kilogram", "kilogramme", "kilos"),
    ("g", "gram", "gramme", "grams"),
    ("t", "tonne", "ton", "tonnes"),
    ("l", "litre", "liter", "litres", "liters"),
    ("km", "kilometre", "kilometer", "kilometres"),
    ("mi", "mile", "miles"),
    ("m", "metre", "meter", "metres"),
    ("h", "hr", "hour", "hours"),
    ("min", "minute", "minutes"),
)  # fmt: skip
"""What a unit is called where something is measured by it, in small letters."""


_NO_QUANTITY = re.compile(
    r"(?i)(?<![a-z])per(?![a-z])|/|start|end(?:s|ed|ing)?(?![a-z])|begin|open|clos|arriv|depart|due"
    r"|score|home|away|of (?:the )?day|from|until"
)
"""What a name has that is of a rate, of a time of the day, or of a score."""


def factor_of(unit: str, other: str) -> float | None:
    """By what a number in a unit is multiplied to be in another; None if they are of two kinds.

    Examples:
        >>> factor_of("kg", "g"), factor_of("min", "h"), factor_of("kg", "m")
        (1000.0, 0.016666666666666666, None)
        >>> factor_of("KG", "g"), factor_of("L", "ml"), factor_of("G", "mg")
        (1000.0, 1000.0, None)
    """
    first, second = _known(unit), _known(other)
    kind = next((kind for kind in KINDS if first in kind and second in kind), None)
    return None if kind is None else kind[first] / kind[second]


def value_in(value: float, unit: str, other: str) -> float | None:
    """A value of a unit in another one; None if they are of two kinds.

    Examples:
        >>> value_in(2, "kg", "g"), value_in(50, "\u00b0F", "\u00b0C"), value_in(1, "kg", "C")
        (2000.0, 10.0, None)
    """
    factor = factor_of(unit, other)
    if factor is not None:
        return round(value * factor, 9)
    scale, wanted = _DEGREES.get(_known(unit)), _DEGREES.get(_known(other))
    if scale is None or wanted is None:
        return None
    if scale == wanted:
        return value
    return round((value - 32) / 1.8 if wanted == "C" else value * 1.8 + 32, 9)


def same_kind(units: Collection[str], known: Collection[str] = ()) -> str:
    """Of some units that one which others are of one quantity with; empty if none or several are.

    Args:
        units: The units that are looked through.
        known: Units of one quantity.

    Examples:
        >>> same_kind(["hours", "kg"], ["min"]), same_kind(["hours", "min"], ["s"])
        ('hours', '')
    """
    first = next(iter(known), "")
    fitting = sorted({unit for unit in units if value_in(1, unit, first) is not None})
    is_one = len({value_in(1, unit, first) for unit in fitting}) == 1
    return fitting[0] if is_one else ""


def is_temperature(unit: str) -> bool:
    """Whether a unit is a scale of temperature."""
    return _known(unit) in _DEGREES


def is_known_unit(unit: str) -> bool:
    """Whether a unit is one of those that are converted."""
    return is_temperature(unit) or any(_known(unit) in kind for kind in KINDS)


def smallest_of(units: set[str]) -> str:
    """The smallest of several units of one quantity; empty if they are of more than one.

    Examples:
        >>> smallest_of({"kg", "g"}), smallest_of({"kg", "m"}), smallest_of({"pcs", "boxes"})
        ('g', '', '')
    """
    ranked = sorted(units)
    kind = next((k for k in KINDS if all(_known(unit) in k for unit in ranked)), None)
    return min(ranked, key=lambda unit: kind[_known(unit)]) if kind and ranked else ""


def is_no_quantity(name: str) -> bool:
    """Whether a name is that of a rate, of a time of the day, or of a score."""
    return _NO_QUANTITY.search(name) is not None


def unit_of_name(name: str) -> str:
    """The unit that the name of a column has; a letter is one in brackets only.

    Names of rates, and of times of the day, have none.

    Examples:
        >>> unit_of_name("Hours worked"), unit_of_name("time (h)"), unit_of_name("weight_kg")
        ('hours', 'h', 'kg')
        >>> unit_of_name("laps per hour"), unit_of_name("Start hour")
        ('', '')
        >>> unit_of_name("g"), unit_of_name("price")
        ('', '')
    """
    if is_no_quantity(name):
        return ""
    bracketed = re.search(r"[(\[]\s*([A-Za-z]+)\.?\s*[)\]]\s*$", name)
    words = [word for word in re.findall(r"[A-Za-z]+", name) if len(word) > 1]
    named = [bracketed[1]] if bracketed else [words[-1], words[0]] if words else []
    return next((word for word in named if any(_known(word) in kind for kind in KINDS)), "").lower()


def _known(unit: str) -> str:
    """A unit as the tables have it: of one letter the case counts, as G is giga and g is gram."""
    return unit.casefold() if len(unit) > 1 or unit == "L" else unit
