"""Measures: a number in another unit, and the constants that the SI defines."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import Any

from hocket.reference.finding import NOTHING, Finding
from hocket.reference.packages import is_here
from hocket.reference.wording import WHAT, Forms

_METRIC = {"": "", "kilo": "kilo", "centi": "centi", "milli": "milli"}
_UNITS: dict[str, tuple[str, ...]] = {
    **{f"{p}meter": (f"{p}metre", f"{p}meter") for p in _METRIC},
    **{f"{p}liter": (f"{p}litre", f"{p}liter") for p in ("", "centi", "milli", "deci", "hecto")},
    **{f"{p}gram": (f"{p}gram", f"{p}gramme") for p in ("", "kilo", "milli")},
    **{f"{p}meter**2": (f"square {p}metre", f"square {p}meter") for p in _METRIC},
    **{f"{p}meter**3": (f"cubic {p}metre", f"cubic {p}meter") for p in ("", "centi")},
    "mile": ("mile", "statute mile"),
    "nautical_mile": ("nautical mile", "sea mile"),
    "yard": ("yard",),
    "foot": ("foot", "feet"),
    "inch": ("inch", "inches"),
    "pound": ("pound", "lb"),
    "stone": ("stone",),
    "metric_ton": ("tonne", "metric ton"),
    "gallon": ("US gallon", "American gallon", "U.S. gallon"),
    "imperial_gallon": ("imperial gallon", "UK gallon", "British gallon"),
    "pint": ("US pint", "American pint"),
    "imperial_pint": ("imperial pint", "UK pint", "British pint"),
    "quart": ("US quart",),
    "fluid_ounce": ("US fluid ounce",),
    "imperial_fluid_ounce": ("imperial fluid ounce", "UK fluid ounce"),
    "hectare": ("hectare",),
    "international_acre": ("acre",),
    "mile**2": ("square mile",),
    "foot**2": ("square foot", "square feet"),
    "kilometer/hour": ("km/h", "kilometre per hour", "kilometer per hour"),
    "mile/hour": ("mph", "mile per hour"),
    "meter/second": ("m/s", "metre per second", "meter per second"),
    "knot": ("knot",),
    "degC": ("degree Celsius", "\u00b0C", "Celsius", "degree centigrade"),
    "degF": ("degree Fahrenheit", "\u00b0F", "Fahrenheit"),
    "kelvin": ("kelvin",),
    "second": ("second",),
    "minute": ("minute",),
    "hour": ("hour",),
    "day": ("day",),
    "week": ("week",),
    "kilowatt_hour": ("kilowatt hour", "kilowatt-hour", "kWh"),
    "megajoule": ("megajoule", "MJ"),
    "kilojoule": ("kilojoule", "kJ"),
    "bar": ("bar",),
    "psi": ("psi",),
    "pascal": ("pascal",),
    "hectopascal": ("hectopascal", "hPa"),
}
"""Units by their name in pint, with what they are called. Those with a name that is said of several
(gallon, ton, ounce, calorie, month) are known only by a name that says which."""
_ACRE = "international_acre = 4840 * yard ** 2"
"""That of pint is the acre of US surveyors, which differs in the sixth digit and was given up in
2022."""
_EXACT = frozenset({"MJ"})
"""Symbols that mean another unit in small letters: a millijoule."""
_SHORT = {"km": "kilometer", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram", "m": "meter"}
_SHORT |= {"g": "gram", "mg": "milligram", "ml": "milliliter", "l": "liter", "ft": "foot"}
_SHORT |= {"kilo": "kilogram", "km2": "kilometer**2", "m2": "meter**2"}
_NUMBER = r"(?P<n>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|an?|one|half an?)"
_MAYBE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d\d0")
"""In English a decimal, which nobody writes with that zero; elsewhere 1.500 is 1,500."""
_CONVERSIONS = Forms(
    rf"how many <u> (?:are(?: there)?|is|make(?: up)?|go into|does|do)(?: in)? {_NUMBER} <v>"
    r"(?: (?:have|equal|contain|make|correspond to))?",
    rf"(?:convert|change|turn) {_NUMBER} <v> (?:to|into) <u>",
    rf"(?:what(?:'s| is| are)|how much (?:is|are)) {_NUMBER} <v> (?:in|expressed in|converted to)"
    r" <u>",
    rf"{_NUMBER} <v> (?:in|to|into) <u>",
    rf"{_NUMBER} <v> (?:is|are|equals?) how many <u>",
)
_CONSTANTS = (
    ("speed_of_light", "speed of light", r"speed of light(?: in (?:a |the )?vacuum)?"),
    ("planck_constant", "Planck constant", r"planck(?:'s)? constant"),
    ("avogadro_constant", "Avogadro constant", r"avogadro(?:'s)? (?:constant|number)"),
    ("boltzmann_constant", "Boltzmann constant", r"boltzmann(?:'s)? constant"),
    ("elementary_charge", "elementary charge", r"elementary (?:electric )?charge"),
)
"""Name in pint, name in a sentence, and as it is asked for: those whose value is set for good."""
_CONSTANT = [
    (name, said, Forms(rf"{WHAT}(?:exact |numerical )?(?:value of (?:the )?)?(?:{asked})"))
    for name, said, asked in _CONSTANTS
]
DIGITS = 6
"""A value has so many digits, or those of the number that was asked for if it has more."""
_SCALES = frozenset({"degC", "degF", "kelvin"})
"""Units of temperature, which do not begin at the same point."""
_FORMULAS = {
    ("degF", "degC"): "\u00b0C = (\u00b0F - 32) * 5 / 9",
    ("degC", "degF"): "\u00b0F = \u00b0C * 9 / 5 + 32",
    ("degC", "kelvin"): "K = \u00b0C + 273.15",
    ("kelvin", "degC"): "\u00b0C = K - 273.15",
}


def answer_to(asked: str) -> Finding:
    """The answer to a question on units or a constant; nothing if it is no such question.

    Examples:
        >>> answer_to("how many litres are 3 US gallons").answer
        '3 US gallons are 11.3562 litres.'
        >>> answer_to("how many litres are 3 gallons")
        Finding(answer='', source='', entries=())
    """
    if not is_here("units"):
        return NOTHING
    for parts in _CONVERSIONS(asked):
        if found := _converted(parts["n"], parts["v"], parts["u"]):
            return found
    for name, said, forms in _CONSTANT:
        for _ in forms(asked):
            value = f"{_in_units(_units().Quantity(1, name).to_base_units())}"
            return Finding(f"The {said} is {value}.", _source(), (f"{said}: {value}",))
    return NOTHING


def _converted(number: str, unit: str, wanted: str) -> Finding | None:
    one, other = _unit(unit), _unit(wanted)
    if not (one and other) or one == other or (one in _SCALES and not _is_number(number)):
        return None
    if _MAYBE_THOUSANDS.fullmatch(number):
        return None
    amount = _amount(number)
    units = _units()
    quantity = units.Quantity(amount, one)
    if not quantity.check(units.Quantity(1, other).dimensionality):
        return None
    if one in _SCALES and quantity.to("kelvin").magnitude < 0:
        return None  # it is colder than anything can be
    value = float(quantity.to(other).magnitude)
    if one in _SCALES:
        link = _FORMULAS.get((one, other), "")
    else:
        rate = float(units.Quantity(1.0, one).to(other).magnitude)
        link = f"1 {_singular(unit)} = {rate:.10g} {wanted}"
    verb = "are" if _is_number(number) and amount != 1 else "is"
    said = f"{number} {unit} {verb} {_shown(value, _digits(number))} {wanted}."
    entries = (f"{link} ({_source()})",) if link else ()
    return Finding(said[:1].upper() + said[1:], _source(), entries)


def _unit(name: str) -> str:
    """The unit in pint that a name is of; empty if it is unknown, or said of several."""
    plain = name.strip().removeprefix("degrees ").replace("\u00b2", "2")
    plain = "degree " + plain if name.startswith("degrees ") else plain
    known = _by_name()
    forms = (plain, _singular(plain), plain.lower(), _singular(plain.lower()))
    return _SHORT.get(plain, "") or next((known[form] for form in forms if form in known), "")


def _singular(name: str) -> str:
    """A name in the singular; that of a rate has it in its first part."""
    first, per, rest = name.partition(" per ")
    return (first[:-1] if first.endswith("s") and len(first) > 3 else first) + per + rest  # noqa: PLR2004 - not ``m/s``


@cache
def _by_name() -> dict[str, str]:
    exact = {name: unit for unit, names in _UNITS.items() for name in names}
    return exact | {name.lower(): unit for name, unit in exact.items() if name not in _EXACT}


def _is_number(text: str) -> bool:
    return text.lstrip("-")[:1].isdigit()


def _amount(text: str) -> float:
    if text.lower().startswith("half"):
        return 0.5
    return float(text.replace(",", "")) if _is_number(text) else 1.0


def _digits(number: str) -> int:
    return max(DIGITS, sum(c.isdecimal() for c in number))


def _shown(value: float, digits: int) -> str:
    """A value with so many digits, whole numbers in full."""
    if value.is_integer() or abs(value) >= 10**digits:
        return f"{round(value):,}"
    return f"{value:.{digits}g}"


def _in_units(quantity: Any) -> str:
    return f"{quantity.magnitude:.10g} {quantity.units:~P}"


def _source() -> str:
    return f"the units of pint {version('pint')}"


@cache
def _units() -> Any:
    import pint  # noqa: PLC0415 - of an extra, and slow to import

    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    registry.define(_ACRE)
    return registry
