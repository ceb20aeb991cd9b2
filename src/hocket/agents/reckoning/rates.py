"""From what amount on two tariffs cost the same, and how many things of one colour are certain."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_PRICE = late_pattern(rf"(?P<price>{N}) (?P<coin>eur|ct)(?:/(?P<slash>\w+))?\b")
_PER = late_pattern(
    r"(?i)\A(?: (?:for )?(?:each|every|per|an?) (?P<per>(?!month|year|week|day\b)\w+)| ?for each"
    r" (?P<each>\w+))"
)
_SAME = late_pattern(
    r"(?i)\b(?:equally (?:expensive|dear|cheap|much)|the same(?: amount| price)?|as (?:much"
    r"|expensive"
    r"|dear|cheap) as|break even|cost equal\w*)\b"
)
_TARIFF_OTHERWISE = late_pattern(
    r"(?i)\b(?:first|included|includes?|free|from the|up to|discount|%|except|once|only"
    r"|minimum|least"
    r"|after|more than|over|half|twice|but|if)\b"
)
_COLOURS = (
    r"(?:black|white|red|blue|green|grey|gray|brown|yellow|pink|purple|orange|beige|violet|silver"
    r"|gold)"
)
_OF_COLOUR = late_pattern(rf"(?i)(?P<count>{N}) (?P<colour>{_COLOURS})\b")
_SURE = late_pattern(r"(?i)\b(?:be sure|certain(?:ly)?|guarantee\w*|to be safe|for sure)\b")
_PAIR = late_pattern(
    r"(?i)\b(?:(?:a|one|at least one|1) (?:matching )?pair(?! of (?:each|every|black|white|red"
    r"|blue))"
    r"|2 (?:\w+ )?(?:of|in) the same colou?r|2 of (?:a|one) colou?r|2 (?:\w+ )?(?:that match"
    r"|alike))\b"
)
_DRAWER_OTHERWISE = late_pattern(
    r"(?i)\b(?:gloves?|shoes?|boots?|left|right|different|each colou?r|every colou?r|all colou?rs"
    r"|pairs(?= of socks| are)|both colou?rs|probab\w+|chance|back|not|except|\d+ pairs)\b"
)
_PER_100 = late_pattern(
    rf"(?i)(?P<fuel>{N}) l (?:of \w+ )?(?:per|for|on|every|to) (?:each |every )?100 km\b"
)
_WAY_OR_FUEL = late_pattern(rf"(?P<number>{N}) (?P<unit>l|km)\b(?!/)")
_DRIVES_OTHERWISE = late_pattern(
    r"(?i)\b(?:eur|ct|costs?|price|back|return|both|there and|twice|half|more|less|other|city|town"
    r"|motorway|reserve|left|already|holds?|full|each|a day|if|but|then)\b"
)
TWO, FOUR = 2, 4


def same_cost(text: str, question: str) -> Reckoned | None:
    """From how many units on two tariffs with a fixed part and a price of a unit cost the same."""
    prices = list(_PRICE.finditer(text))
    rest = _PRICE.sub(" ", text)
    is_sure = not has_number(_without_two(rest)) and not _TARIFF_OTHERWISE.search(rest)
    if len(prices) != FOUR or not is_sure or not _SAME.search(question):
        return None
    if not re.search(r"(?i)\bhow many\b", question) or any(
        p.start() >= text.rfind(question) for p in prices
    ):
        return None
    units = []
    for price in prices:
        per = _PER.match(text[price.end() :])
        units.append((price["slash"] or (per and (per["per"] or per["each"])) or "").lower())
    values = [Fraction(p["price"]) * (1 if p["coin"] == "ct" else 100) for p in prices]
    if units[0] == units[2] == "" and units[1] and _singular(units[1]) == _singular(units[3]):
        fixed, by_unit, other_fixed, other_by_unit = values
    elif units[1] == units[3] == "" and units[0] and _singular(units[0]) == _singular(units[2]):
        by_unit, fixed, other_by_unit, other_fixed = values
    else:
        return None
    if by_unit == other_by_unit or (fixed - other_fixed) * (other_by_unit - by_unit) <= 0:
        return None
    many = (fixed - other_fixed) / (other_by_unit - by_unit)
    asked = re.search(r"(?i)\bhow many (\w+)", question)
    is_asked = asked and _singular(asked[1].lower()) == _singular(next(u for u in units if u))
    unit = asked[1] if asked else ""
    return Reckoned(f"They cost the same at {shown(many)} {unit}.") if is_asked else None


def _without_two(rest: str) -> str:
    return re.sub(
        r"(?i)\b2(?= (?:tariffs|offers|plans|companies|firms|providers|gyms|taxis|shops))",
        " ",
        rest,
    )


def _singular(word: str) -> str:
    return {
        "kilometres": "km",
        "kilometers": "km",
        "kilometre": "km",
        "hours": "h",
        "hour": "h",
        "minutes": "min",
        "minute": "min",
    }.get(word, word.rstrip("s"))


def affordable(text: str, question: str) -> Reckoned | None:
    """How many units one gets for an amount, at a fixed part and a price of each."""
    prices = list(_PRICE.finditer(text))
    rest = _PRICE.sub(" ", text)
    begins = text.rfind(question)
    if (
        len(prices) != len(("fixed", "each", "all"))
        or has_number(rest)
        or prices[2].start() < begins
    ):
        return None
    if prices[1].start() >= begins or _TARIFF_OTHERWISE.search(rest):
        return None
    joined = re.search(r"(?i)\b(?:plus|and)\b", text[prices[0].end() : prices[1].start()])
    units = []
    for price in prices[:2]:
        per = _PER.match(text[price.end() :])
        units.append((price["slash"] or (per and (per["per"] or per["each"])) or "").lower())
    asked = re.search(r"(?i)\bhow many (\w+)", question)
    if not joined or asked is None or bool(units[0]) == bool(units[1]):
        return None
    fixed, each, whole = (Fraction(p["price"]) * (1 if p["coin"] == "ct" else 100) for p in prices)
    if units[0]:
        fixed, each = each, fixed
    if _singular(asked[1].lower()) != _singular(units[0] or units[1]) or not 0 < fixed < whole:
        return None
    return Reckoned(f"That is {shown((whole - fixed) / each)} {asked[1]}.")


def fuel(text: str, question: str) -> Reckoned | None:
    """How much fuel a way takes, or how far one gets with so much, at so much for 100 km."""
    uses = list(_PER_100.finditer(text))
    rest = _PER_100.sub(" ", text)
    others = list(_WAY_OR_FUEL.finditer(rest))
    left = _WAY_OR_FUEL.sub(" ", rest)
    if len(uses) != 1 or len(others) != 1 or has_number(left) or _DRIVES_OTHERWISE.search(left):
        return None
    number, rate = Fraction(others[0]["number"]), Fraction(uses[0]["fuel"])
    asks_way = re.search(r"(?i)\bhow (?:far|many (?:km|kilomet(?:re|er)s))\b", question)
    asks_fuel = re.search(r"(?i)\bhow (?:much|many lit(?:re|er)s)\b", question)
    if asks_way and not asks_fuel and others[0]["unit"] == "l":
        return Reckoned(f"That is {shown(number / rate * 100)} km.")
    if asks_fuel and not asks_way and others[0]["unit"] == "km":
        return Reckoned(f"That is {shown(number * rate / 100)} l.")
    return None


def matching_pair(text: str, question: str) -> Reckoned | None:
    """How many have to be taken in the dark for two of a colour: one more than colours."""
    colours = list(_OF_COLOUR.finditer(text))
    rest = _OF_COLOUR.sub(" ", text)
    names = {one["colour"].lower() for one in colours}
    is_asked = _SURE.search(text) and _PAIR.search(question)
    left = re.sub(r"\b[12](?= (?:of|pair|that|\w+ of the same))", " ", rest)
    is_sure = not has_number(left) and not _DRAWER_OTHERWISE.search(rest)
    if not is_asked or not is_sure or len(names) != len(colours) or len(colours) < TWO:
        return None
    if not re.search(r"(?i)\bhow many\b", question) or min(int(c["count"]) for c in colours) < TWO:
        return None
    return Reckoned(
        f"{len(colours) + 1} are enough.", "There are no more colours than that less one."
    )
