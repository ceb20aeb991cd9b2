"""Units of figures, with the factor that belongs to them, as headers and goals state them."""

from __future__ import annotations

import re
from dataclasses import dataclass

FACTOR = r"10\s*(?:\^|\*\*)\s*\d+|10[⁰¹²³⁴⁵⁶⁷⁸⁹]+|thousands?|millions?|billions?|trillions?"
KNOWN = (
    r"parts per (?:million|billion)|pp[mb]|[kMGT]Wh?|(?:kilo|mega|giga|tera)watt[ -]?hours?|"
    r"(?:degrees?|°) ?(?:celsius|fahrenheit|[CF])\b|per ?cent(?:age)?|%|"
    r"euros?|(?:US |current )*dollars?|pounds?|"
    r"USD|EUR|GBP|(?:square |cubic )?(?:kilo|centi|milli)?met(?:re|er)s?|km[²2]?|m[³3²2]|[cm]m|"
    r"(?:metric )?ton(?:ne)?s?|[kM]t|kilograms?|kg|grams?|lit(?:re|er)s?|hectares?|acres?|miles?|"
    r"people|persons?|inhabitants|jobs|years|days|hours|minutes|seconds"
)
_ENDINGS = {
    "ppm": "parts per million",
    "pct": "percent",
    "percent": "percent",
    "percentage": "percent",
    "gwh": "GWh",
    "twh": "TWh",
    "mwh": "MWh",
    "kwh": "kWh",
    "km": "kilometres",
    "km2": "square kilometres",
    "kg": "kilograms",
    "mm": "millimetres",
    "cm": "centimetres",
    "usd": "dollars",
    "eur": "euros",
    "gbp": "pounds",
    "celsius": "degrees Celsius",
    "fahrenheit": "degrees Fahrenheit",
    "tonnes": "tonnes",
    "hours": "hours",
    "days": "days",
}
_RATES = "|".join([*_ENDINGS, "mg", "ug", "g", "t", "l", "m", "euros?", "dollars?", "cents?"])
_THOUSANDS = r"10{1,6}|10{0,2}(?:[, ]000){1,2}"
_COUNTED = (
    "degree|metre|kilometre|centimetre|millimetre|kilogram|gram|tonne|ton|litre|hectare|acre|mile|"
    "euro|dollar|pound|cent|hour|day|year|month|minute|second|job|unit|inhabitant"
)
_EXPONENTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAME = (
    (r"%|per ?cent(?:age)?|pct", "percent"),
    (r"parts per million|ppm", "ppm"),
    (r"parts per billion|ppb", "ppb"),
    (r"(?:degrees?|°) ?(?:celsius|c)", "celsius"),
    (r"(?:degrees?|°) ?(?:fahrenheit|f)", "fahrenheit"),
    (r"gwh|giga-?watt[ -]?hours?", "gwh"),
    (r"mwh|mega-?watt[ -]?hours?", "mwh"),
    (r"twh|tera-?watt[ -]?hours?", "twh"),
    (r"kwh|kilo-?watt[ -]?hours?", "kwh"),
    (r"m[³3]|cubic met(?:re|er)s?", "m3"),
    (r"km[²2]|square kilomet(?:re|er)s?", "km2"),
    (r"km|kilomet(?:re|er)s?", "km"),
    (r"mm|millimet(?:re|er)s?", "mm"),
    (r"cm|centimet(?:re|er)s?", "cm"),
    (r"kg|kilograms?", "kg"),
    (r"usd|(?:current )?us\$|\$|(?:us |current )*dollars?", "dollars"),
    (r"eur|€|euros?", "euros"),
    (r"gbp|£|pounds?", "pounds"),
    (r"people|persons?|inhabitants", "people"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its factor, such as ``10^8`` of ``cubic metres``. Both may be empty."""

    name: str = ""
    factor: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.factor)

    @property
    def is_percent(self) -> bool:
        return key_of(self.name) == "percent"

    def after(self, number: str) -> str:
        """A number with its unit, as a sentence writes it.

        Examples:
            >>> Unit("cubic metres", "10^8").after("1,120")
            '1,120 × 10^8 cubic metres'
            >>> Unit("people", "thousand").after("12.5")
            '12.5 thousand people'
        """
        power = f"× {self.factor}" if self.factor.startswith("10") else self.factor
        name = _singular(self.name) if number in {"1", "-1"} and not power else self.name
        return " ".join(part for part in (number, power, name) if part)


def _singular(name: str) -> str:
    """A unit that stands after one: a tonne, a degree Celsius."""
    return re.sub(rf"^((?:square |cubic )?(?:{_COUNTED}))s\b", r"\1", name)


def key_of(name: str) -> str:
    """What is equal for all spellings of a unit.

    Examples:
        >>> key_of("parts per million") == key_of("ppm"), key_of("Gigawatt hours")
        (True, 'gwh')
    """
    name = name.strip().lower()
    for pattern, key in _SAME:
        if re.fullmatch(pattern, name):
            return key
    return name.removesuffix("s") if len(name) > 3 else name  # noqa: PLR2004 - 'kms', not 'ms'


def unit_of(words: str) -> Unit:
    """The unit that words name, with its factor.

    Examples:
        >>> unit_of("in 10^8 cubic metres")
        Unit(name='cubic metres', factor='10^8')
        >>> unit_of("thousands of people")
        Unit(name='people', factor='thousand')
    """
    words = re.sub(r"^(?:in|as)\s+", "", " ".join(words.split()).strip(" .,;:()[]"))
    match = re.match(rf"({FACTOR})\b\s*(?:of\s+)?", words, re.IGNORECASE)
    if match is None:
        return Unit(words)
    factor = re.sub(r"\s", "", match[1]).replace("**", "^").lower().removesuffix("s")
    if factor.startswith("10") and "^" not in factor:
        factor = f"10^{factor[2:].translate(_EXPONENTS)}"
    return Unit(words[match.end() :], factor)


def of_header(header: str) -> tuple[str, Unit]:
    """The name and the unit in the header of a column.

    Examples:
        >>> of_header("Flow (10^8 m3)")
        ('Flow', Unit(name='m3', factor='10^8'))
        >>> of_header("rain_mm")
        ('rain', Unit(name='millimetres', factor=''))
        >>> of_header("births_per_1000")
        ('births', Unit(name='per 1,000', factor=''))
    """
    match = re.fullmatch(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*", header)
    if match:
        return match[1], unit_of(match[2])
    match = re.fullmatch(rf"(.+?)_((?:{_RATES})_per_\w+)", header, re.IGNORECASE)
    if match:
        return match[1], Unit(match[2].replace("_", " "))
    match = re.fullmatch(rf"(.+?)[_ ]per[_ ]({_THOUSANDS})", header, re.IGNORECASE)
    if match:
        return match[1], Unit(f"per {int(re.sub('[, ]', '', match[2])):,}")
    name, separator, ending = header.rpartition("_")
    if separator and ending.lower() in _ENDINGS:
        return name.removesuffix("_in"), Unit(_ENDINGS[ending.lower()])
    return header, Unit()


def in_goal(goal: str, column: str, *, alone: bool) -> Unit:
    """The unit that a goal states for a column.

    Args:
        goal: Text of the goal.
        column: Header of the column.
        alone: Whether it is the only one, so that what is said of 'the values' is said of it.

    Examples:
        >>> in_goal("the columns year and volume (in 10^8 cubic metres)", "volume", alone=True)
        Unit(name='cubic metres', factor='10^8')
        >>> in_goal("the values are parts per million.", "co2", alone=True)
        Unit(name='parts per million', factor='')
        >>> in_goal("where sales are cups per head", "sales", alone=False)
        Unit(name='cups per head', factor='')
    """
    name = re.escape(column)
    scaled = rf"(?:{FACTOR})(?:\s+of)?(?:\s+(?:{KNOWN}|[a-z]+))?|(?:{KNOWN})(?:\s+per\s+[a-z]+)?"
    forms = [
        rf"\b{name}\s*[(\[](?:is\s+)?(?:in\s+)?([^()\[\]]+)[)\]]",
        rf"\b{name}\s+(?:is|are|in|is in|are in|is given in|is measured in)\s+({scaled})(?!\w)",
        rf"\b{name}s?\s+(?:is|are)\s+(?:given |measured )?(?:in )?([a-z]+s per [a-z]+)(?!\w)",
    ]
    if alone:
        nouns = r"values?|figures?|numbers?|data|amounts?|columns?|everything|all|measured|given"
        verbs = r"(?:there |in it )?(?:(?:is|are)\s+)?(?:(?:measured|given)\s+)?(?:in\s+)?"
        forms += [
            rf"\b(?:{nouns})\s+{verbs}({scaled})(?!\w)",
            rf"\bin\s+({scaled})(?!\w)",
            rf"\b((?:{FACTOR})\s+of\s+[a-z]+)",
            rf"[(\[](?:in\s+)?({scaled})[)\]]",
        ]
    for form in forms:
        match = re.search(form, goal, re.IGNORECASE)
        if match and not re.fullmatch(r"years?|days?", match[1], re.IGNORECASE):
            return unit_of(match[1])
    return Unit()
