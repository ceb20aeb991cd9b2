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
