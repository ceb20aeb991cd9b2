"""Units of one quantity, with what each is of the others."""

from __future__ import annotations

import re

KINDS: tuple[dict[str, float], ...] = (
    {"mg": 1e-3, "g": 1, "gr": 1, "gram": 1, "grams": 1, "kg": 1e3, "kilo": 1e3, "kilos": 1e3,
     "t": 1e6, "oz": 28.349523125, "lb": 453.59237, "lbs": 453.59237},
    {"mm": 1e-3, "cm": 1e-2, "m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1, "km": 1e3,
     "in": 0.0254, "inch": 0.0254, "ft": 0.3048, "mi": 1609.344, "mile": 1609.344,
     "miles": 1609.344},
    {"ms": 1e-3, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "min": 60, "mins": 60,
     "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600},
    {"ml": 1e-3, "cl": 1e-2, "dl": 1e-1, "l": 1, "litre": 1, "litres": 1, "liter": 1, "liters": 1},
)  # fmt: skip
"""Units of mass, length, time and volume, each with what it is of the one that is 1."""

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


def smallest_of(units: set[str]) -> str:
    """The smallest of several units of one quantity; empty if they are of more than one.

    Examples:
        >>> smallest_of({"kg", "g"}), smallest_of({"kg", "m"}), smallest_of({"pcs", "boxes"})
        ('g', '', '')
    """
    ranked = sorted(units)
    kind = next((k for k in KINDS if all(_known(unit) in k for unit in ranked)), None)
    return min(ranked, key=lambda unit: kind[_known(unit)]) if kind and ranked else ""


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
    if _NO_QUANTITY.search(name):
        return ""
    bracketed = re.search(r"[(\[]\s*([A-Za-z]+)\.?\s*[)\]]\s*$", name)
    words = [word for word in re.findall(r"[A-Za-z]+", name) if len(word) > 1]
    named = [bracketed[1]] if bracketed else [words[-1], words[0]] if words else []
    return next((word for word in named if any(_known(word) in kind for kind in KINDS)), "").lower()


def _known(unit: str) -> str:
    """A unit as the tables have it: of one letter the case counts, as G is giga and g is gram."""
    return unit.casefold() if len(unit) > 1 or unit == "L" else unit
