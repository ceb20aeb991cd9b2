"""How much more or fewer people or pieces need, in proportion."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_EATERS = (
    r"people|persons|guests|servings|portions|pancakes|muffins|waffles|cakes|cookies|rolls|pizzas"
    r"|loaves|pupils|children|jars|glasses|cups"
)
_FOR_SO_MANY = late_pattern(rf"(?i)\bfor (?P<many>{N})(?: (?P<what>{_EATERS})\b|(?=[.,?;]))")
_AMOUNT = late_pattern(rf"(?P<number>{N}) (?P<unit>kg|g|l|ml|eggs|spoons|tablespoons)\b(?!/)")
_ASKS = late_pattern(
    r"(?i)\bhow (?:much|many (?P<unit>grams|kilos|kg|g|lit(?:re|er)s|ml|millilit(?:re|er)s|eggs"
    r"|spoons|tablespoons))\b"
)
_VERBS = "does do is are will would has have must should need grams kilos kg g litres liters ml"
_UNITS = {
    "grams": "g",
    "kilos": "kg",
    "litres": "l",
    "liters": "l",
    "millilitres": "ml",
    "milliliters": "ml",
}
_IN_SMALL = {"kg": ("g", 1000), "g": ("g", 1), "l": ("ml", 1000), "ml": ("ml", 1)}
"""The smaller unit, and how many of it one has."""
_OTHERWISE = late_pattern(
    r"(?i)\b(?:each|more|less|fewer|if|plus|extra|left|already|costs?|price|but|half|twice|double"
    r"|without|except|days?|weeks?|per|every|eats?|eur|ct)\b"
)


def recipe(text: str, question: str) -> Reckoned | None:
    """How much is needed for so many, if that for others is told.

    Examples:
        >>> told = "For 6 people one needs 450 g of flour. "
        >>> asked = "How many kilos does one need for 20 people?"
        >>> recipe(told + asked, asked).answer
        '1.5 kg are needed.'
    """
    told = text[: text.rfind(question)]
    first, second = list(_FOR_SO_MANY.finditer(told)), list(_FOR_SO_MANY.finditer(question))
    left = _FOR_SO_MANY.sub(" ", text)
    amounts = list(_AMOUNT.finditer(left))
    asks = _ASKS.search(question)
    if not len(first) == len(second) == len(amounts) == 1 or asks is None:
        return None
    is_same = first[0]["what"] and second[0]["what"] in (None, first[0]["what"])
    if has_number(_AMOUNT.sub(" ", left)) or not is_same or _OTHERWISE.search(left):
        return None
    named = (asks["unit"] or amounts[0]["unit"]).lower()
    unit = _UNITS.get(named, named)
    (small, scale), (wanted, other) = (
        _IN_SMALL.get(one, (one, 1)) for one in (amounts[0]["unit"], unit)
    )
    if small != wanted:
        return None
    of_what = re.search(r"(?i)\bhow (?:much|many)(?: \w+ of)? (?P<what>[a-z]+)", question)
    if of_what and not re.search(rf"\b{of_what['what']}", f"{told} {_VERBS}"):
        return None
    share = Fraction(second[0]["many"]) / Fraction(first[0]["many"])
    return Reckoned(
        f"{shown(Fraction(amounts[0]['number']) * share * scale / other)} {unit} are needed."
    )
