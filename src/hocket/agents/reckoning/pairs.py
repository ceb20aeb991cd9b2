"""How many of two kinds there are, if both together and what they come to are known."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number
from hocket.core.late_pattern import late_pattern

_LEGS = {
    **dict.fromkeys(("hen", "chicken", "duck", "goose", "geese", "turkey", "ostrich", "ostriche",
                     "bird", "parrot", "peacock", "pigeon", "rooster"), 2),
    **dict.fromkeys(("sheep", "cow", "rabbit", "goat", "pig", "horse", "dog", "cat", "donkey",
                     "zebra", "lion", "camel", "hare", "calf", "calve", "lamb", "pony", "ponie",
                     "frog", "toad", "lizard", "squirrel", "hedgehog", "tiger", "elephant",
                     "llama", "alpaca", "guinea pig"), 4),
    **dict.fromkeys(("spider", "octopus", "octopuse"), 8),
    **dict.fromkeys(("beetle", "ant", "fly", "flie", "bee"), 6),
}  # fmt: skip
_WHEELS = {
    **dict.fromkeys(("bicycle", "bike", "motorbike", "motorcycle", "scooter"), 2),
    **dict.fromkeys(("tricycle", "rickshaw"), 3),
    **dict.fromkeys(("car", "van", "taxi", "quad"), 4),
}
_ASKS = late_pattern(
    r"(?i)\bhow many (?P<what>(?:\w+[- ]){0,4}?\w+?)s? (?:are|were|did|does|do|has"
    r"|have|is|will|can|lives?|live|he|she|came|of)\b"
)
_ON = late_pattern(rf"(?i)(?P<count>{N}) (?P<of>legs|feet|wheels)\b")
_WHOLE = late_pattern(
    rf"(?i)(?P<count>{N})(?= (?:\w+ )?(?:animals|heads|vehicles|seats|pieces|of them|in all"
    r"|altogether|together|in total)\b)"
)
_LEGGED = late_pattern(rf"(?P<many>{N})-(?:legged|wheeled|footed) (?P<what>[a-z]+)")
_OTHERWISE = late_pattern(
    r"(?i)\b(?:more|fewer|less|twice|times|half|third|except|lost|sold|died|spare|broken|missing"
    r"|free|each other|at least|at most|other|also|each (?:has|have)|lame|but)\b"
)
_PRICE = rf"(?P<price>{N})[ -](?P<coin>eur|ct|cent|euro|dollar)\b"
_WORTH = late_pattern(
    r"(?i)\b(?:worth|altogether|in all|in total|total\w*|took in|takings|collected|paid|pays?|spent"
    r"|earned|came to|sum|value|cost|amount\w*|make|made)\b"
)


def legs(text: str, question: str) -> Reckoned | None:
    """How many of two kinds of animals or vehicles there are, by their legs or wheels."""
    on, left = list(_ON.finditer(text)), _ON.sub(" ", text)
    whole = list(_WHOLE.finditer(left))
    asks = _ASKS.search(question)
    rest = _WHOLE.sub(" ", left)
    if len(on) != 1 or len(whole) != 1 or asks is None:
        return None
    told = {m["what"].lower().rstrip("s"): int(m["many"]) for m in _LEGGED.finditer(rest)}
    rest = _LEGGED.sub(r"\g<what>", rest)
    table = told or (_WHEELS if on[0]["of"].lower() == "wheels" else _LEGS)
    named = {name for name in table if re.search(rf"\b{name}s?\b", rest, re.IGNORECASE)}
    named -= {one for one in named if any(one != other and one in other for other in named)}
    asked = asks["what"].lower().split()[-1]
    if has_number(rest) or len(named) != 2 or asked not in named or _OTHERWISE.search(rest):  # noqa: PLR2004
        return None
    other = next(iter(named - {asked}))
    count = _of_two(
        Fraction(whole[0]["count"]), Fraction(on[0]["count"]), table[asked], table[other]
    )
    plural = asked if asked in ("sheep", "geese") else f"{asked}s"
    return Reckoned(f"There are {count} {plural}.") if count else None


def _of_two(whole: Fraction, total: Fraction, each: Fraction | int, other: Fraction | int) -> int:
    """How many of the first kind there are; 0 if that is none or no whole number of them."""
    if each == other:
        return 0
    count = (total - whole * other) / (each - other)
    return int(count) if count.denominator == 1 and 0 < count < whole else 0


def coins(text: str, question: str) -> Reckoned | None:
    """How many coins, notes, stamps or tickets of one price there are, of two prices."""
    asks = re.search(r"(?i)\bhow many\b", question)
    money = list(re.finditer(_PRICE, text))
    plain = re.sub(_PRICE, lambda m: "_" * len(m[0]), text)
    counts = [
        match
        for match in re.finditer(N, plain)
        if not re.match(r" (?:kinds|sorts|types)\b", plain[match.end() :])
    ]
    if asks is None or _OTHERWISE.search(re.sub(r"\bsold\b", "", text)) or len(counts) != 1:
        return None
    asked_price = re.search(_PRICE, question[asks.end() :])
    in_question = [m for m in money if m.start() >= text.rfind(question)]
    told = [m for m in money if m not in in_question]
    totals = [
        m
        for m in told
        if m is max(told, key=_cents)
        and (
            _WORTH.search(text[max(0, m.start() - 30) : m.start()])
            or re.match(
                r"(?i) (?:in all|altogether|in total|together|worth|were taken|was taken)",
                text[m.end() :],
            )
        )
    ]
    values = {m: _cents(m) for m in told}
    largest = max(told, key=lambda m: values[m], default=None)
    if len(told) != 3 or totals != [largest] or largest is None:  # noqa: PLR2004
        return None
    first, second = [m for m in told if m is not largest]
    sought = _asked_of(text, question, asks.end(), first, second, asked_price)
    if sought is None or values[first] == values[second]:
        return None
    other = second if sought is first else first
    count = _of_two(Fraction(counts[0][0]), values[largest], values[sought], values[other])
    return Reckoned(f"That is {count} of them.") if count else None


def _cents(match: re.Match[str]) -> Fraction:
    return Fraction(match["price"]) * (1 if match["coin"].startswith("c") else 100)


def _asked_of(
    text: str,
    question: str,
    at: int,
    first: re.Match[str],
    second: re.Match[str],
    asked: re.Match[str] | None,
) -> re.Match[str] | None:
    """Which of two prices is asked of: it is named, or its thing is that stands before it."""
    if asked is not None:
        same = [m for m in (first, second) if _cents(m) == _cents(asked)]
        return same[0] if len(same) == 1 else None
    thing = re.match(r"(?i) (?:of the )?(\w+?)(?:e?s|ren|n)?\b", question[at:])
    if thing is None or len(thing[1]) < 4:  # noqa: PLR2004
        return None
    stem = re.escape(thing[1][:5])
    near = []
    begins = 0
    for match in (first, second):
        before = re.split(r"[.;,] |\band\b", text[begins : match.start()])[-1]
        behind = re.match(
            rf"(?i) (?:each )?(?:for|per|an?) (?:an? |the |each )?{stem}", text[match.end() :]
        )
        near.append(bool(behind or re.search(rf"(?i)\b{stem}", before)))
        begins = match.end()
    if near == [True, False]:
        return first
    return second if near == [False, True] else None
