"""Prices in proportion, a percentage of a number, and choices without an order."""

from __future__ import annotations

import re
from fractions import Fraction
from math import comb

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_PRICE = late_pattern(rf"(?P<price>{N}) (?P<coin>eur|ct)\b(?!/)")
_THINGS = late_pattern(rf"(?P<many>{N}) (?P<what>kg|g|l|m|[a-z]{{3,}})\b(?!/)")
_ASKS_COST = late_pattern(
    r"(?i)\b(?:what|how much)\b.*\b(?:costs?|pay|paid|price|come to|spend|earn|get for)\b"
)
_BUYS = late_pattern(r"(?i)\b(?:costs?|pays?|paid|for|bought|sells?|sold|charges?)\b")
_NOT_PLAIN = late_pattern(
    r"(?i)\b(?:discount|each|more|first|free|plus|cheaper|dearer|than|half|twice|double|off|if you"
    r"|from (?:the|a)|per|only|left|change|save\w*|another|next|postage|delivery|tax|vat|fee|%"
    r"|but|without|ago|years?|if|together|but|bulk|minimum|least|every|and|between|altogether|together|profit)\b"
)
_PART_OF = late_pattern(
    rf"(?P<share>{N}) ?% of (?:the |its |all |our |her |his |their |my )*(?P<whole>{N})"
    r" (?P<what>[a-z]{3,})\b"
)
_ASKS_MANY = late_pattern(r"(?i)\bhow many(?: (?P<what>[a-z]{3,}))?\b")
_NOT_THE_PART = late_pattern(
    r"(?i)\b(?:not|n't|other|others|rest|remaining|remain|left|more|fewer|less|against|than"
    r"|then|half"
    r"|without|except|of them|of these|of those|each|per|both|stayed|lost|absent|missing|also"
    r"|again|after|before|every|year)\b"
)
_OF_ALL = late_pattern(
    r"(?i)\A ?(?:(?:are|were|is|was) there|(?:do|does|did|has|have|had) (?:it|he|she|they|the"
    r" \w+|I|we|[A-Z]\w+) (?:have|own|now)|has|have|had|now|(?:are|were) (?:now|in|at|here)\b"
    r"|in all|altogether)"
)
"""A question for all of them, or for what they are by now."""
_NO = late_pattern(r"(?i)\b(?:no|never|none|nobody|cannot|sold|eaten|gave|given|used|spent|out)\b")
_CHOOSES = late_pattern(r"(?i)\b(?:choose|chosen|pick|picked|select|selected|draw|drawn)\b")
_NO_ORDER = late_pattern(
    r"(?i)\border (?:does not|doesn't|is not|isn't|of no) (?:matter|important|importance)\b"
    r"|\b(?:committee|team|group|delegation|selection|pair)\b|\bregardless of (?:the )?order\b"
)
_ORDERED = late_pattern(
    r"(?i)\b(?:leader|deput\w+|secretary|treasurer|without|whom|line|sit|president|captain|chair\w*|first|second|row|seated|arrang\w+|repeat\w*|same|twice"
    r"|must|at least|at most|refus\w+|men|women|boys|girls|together|except|unless|roles?|scoops"
    r"|and then|order matters|probab\w+|chance|teams|groups|committees)\b"
)
_ASKS_WAYS = late_pattern(r"(?i)\bhow many (?:\w+ )?(?:ways|choices|possibilities|selections)\b")
_PAYERS = frozenset({"people", "persons", "friends", "pupils", "men", "women", "children"})
TWO, MOST = 2, 1000


def cost_of_others(text: str, question: str) -> Reckoned | None:
    """What so much of something costs, if the price of another amount of it is told."""
    prices = list(_PRICE.finditer(text))
    rest = _PRICE.sub(" ", text)
    things = list(_THINGS.finditer(rest))
    left = _THINGS.sub(" ", rest)
    if len(prices) != 1 or len(things) != TWO or has_number(left) or _NOT_PLAIN.search(left):
        return None
    is_asked = things[1].start() >= rest.rfind(_PRICE.sub(" ", question))
    is_told = prices[0].start() < text.rfind(question) and _BUYS.search(text)
    is_same = things[0]["what"].rstrip("s") == things[1]["what"].rstrip("s")
    of = [re.match(r" of (?:the |an? )?(\w+)", rest[thing.end() :]) for thing in things]
    is_same = is_same and (not of[1] or not of[0] or of[0][1] == of[1][1])
    if things[0]["what"].lower() in _PAYERS:
        return None  # what is shared costs no more for more of them
    if not is_asked or not is_told or not is_same or not _ASKS_COST.search(question):
        return None
    value = Fraction(prices[0]["price"]) / Fraction(things[0]["many"]) * Fraction(things[1]["many"])
    coin = "euros" if prices[0]["coin"] == "eur" else "cents"
    return Reckoned(f"That is {shown(value)} {coin}.")


def part_of(text: str, question: str) -> Reckoned | None:
    """How many a percentage of so many is."""
    parts = list(_PART_OF.finditer(text))
    asks = _ASKS_MANY.search(question)
    rest = _PART_OF.sub(" ", text)
    if len(parts) != 1 or asks is None or has_number(rest) or _NOT_THE_PART.search(rest):
        return None
    if asks["what"] and asks["what"].rstrip("s") != parts[0]["what"].rstrip("s"):
        return None
    if _OF_ALL.search(question[asks.end() :]) or _NO.search(text):
        return None
    value = Fraction(parts[0]["share"]) * Fraction(parts[0]["whole"]) / 100
    return Reckoned(f"That is {shown(value)}.") if value.denominator == 1 else None


def choices(text: str, question: str) -> Reckoned | None:
    """In how many ways so many of more can be chosen, whatever the order."""
    numbers = re.findall(N, text)
    is_sure = _CHOOSES.search(text) and _NO_ORDER.search(text) and not _ORDERED.search(text)
    if len(numbers) != TWO or not is_sure or not _ASKS_WAYS.search(question):
        return None
    if any("." in number for number in numbers):
        return None
    few, many = sorted(map(int, numbers))
    return Reckoned(f"There are {comb(many, few)} ways.") if 0 < few < many <= MOST else None
