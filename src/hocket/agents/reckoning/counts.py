"""What is counted without trying: posts in a row, handshakes, choices, parts, shadows."""

from __future__ import annotations

import re
from fractions import Fraction
from math import comb, isqrt

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_POSTS = (
    r"(?:lamps?|lights?|trees?|posts?|poles?|stakes?|bushes|flags?|benches|lanterns?|poplars"
    r"|columns"
    r"|markers?|pegs?|plants?|shrubs)"
)
_BOTH_ENDS = late_pattern(
    r"(?i)\b(?:at both ends|at each end|both ends (?:too|as well|included)|at the beginning"
    r" and (?:at )?"
    r"the end|from one end to the other|also at (?:both|the) ends|at either end|(?:beginning"
    r"|starting) and ending with one|including both"
    r" ends)\b"
)
_ROUND = late_pattern(
    r"(?i)\b(?:round|circular|around|circle|closed|ring|circumference|perimeter)\b"
)
_ROW_OTHERWISE = late_pattern(
    r"(?i)\b(?:none|nothing|missing|both sides|each side|either side|two rows"
    r"|sides|not|n't|without|except|no"
    r"|already|wide"
    r"|half|but|corners?|square|rectang\w+|by)\b"
)
_ROW = late_pattern(rf"(?i)(?P<long>{N}) m\b")
_EVERY = late_pattern(
    rf"(?i)\b(?:every|each|at intervals of|(?:at a )?distance of) (?P<step>{N}) m\b|"
    rf"(?P<apart>{N}) m apart\b"
)
_HANDSHAKES = late_pattern(
    r"(?i)\b(?:shak\w+|shook) hands?\b|\bhandshakes?\b|\bclinks?\b|\bclinked\b"
)
_EVERYBODY = late_pattern(
    r"(?i)\b(?:every(?:body|one)|each(?: of them| person| guest| one)?|all|every \w+"
    r"|they)\b.*\b(?:every"
    r"(?:body|one)|each(?: of the)? other(?: \w+)?|one another|all (?:the )?others|every other"
    r" \w+)\b"
    r"|\bhands with (?:each other|one another)\b|\b(?:every|each) other one\b"
)
_SOME = late_pattern(
    r"(?i)\b(?:host\w*|and (?:I|me|my|the|their|his|her)"
    r"|couples?|spouses?|wife|wives|husbands?|except|not|n't|twice|teams?|men|women"
    r"|left|late"
    r"|only|but|sick)\b"
)
_SENT = r"(?:postcard|card|letter|present|gift|email|message|photo)"
_SENDS = late_pattern(r"(?i)\b(?:sends?|sent|gives?|gave|writes?|wrote)\b")
_CHOICE = late_pattern(
    rf"(?i)(?P<first>{N}) (?P<one>[a-z]+) and (?P<second>{N}) (?P<two>[a-z]+)"
    rf"(?P<between>[^.?]*?\b(?:from|out of|of|among)\b(?: a \w+ of| a \w+ with| the)?) "
    rf"(?P<all_first>{N}) (?P<all_one>[a-z]+) and (?P<all_second>{N}) (?P<all_two>[a-z]+)"
)
_ASKS_WAYS = late_pattern(
    r"(?i)\b(?:how many (?:\w+ )?(?:ways|committees|teams|groups|choices"
    r"|possibilities|selections)|in how many)\b"
)
_ORDERED = late_pattern(
    r"(?i)\b(?:order|line|sit|leader|deput\w+|secretary|treasurer|without|whom"
    r"|chair\w*|president|captain|row|seated|first|role|office|different"
    r" (?:tasks|jobs)"
    r"|must|at least|at most|not|refus\w+|twins|brothers|sisters|if|except|together)\b"
)
_RATIO = late_pattern(rf"(?P<ratio>{N}(?: ?(?::|to) ?{N}){{1,3}})(?! o'clock)")
_RATIO_OTHERWISE = late_pattern(
    r"(?i)\b(?:how much (?:larger|bigger|smaller)|per ?cent\w*|second (?:largest|smallest|biggest)"
    r"|(?:larger|largest|smaller|smallest|bigger|biggest) (?:share|part|one) (?:is|has|gets) \d+"
    r"|more|less|than|before|first gives?|after|then|remaining|rest|each (?:day|month)"
    r"|difference|twice|half|mixture of|speed|age|ages|years|sides?|angles?|every|per|map|scale)\b"
)
_RATIO_ASKS = late_pattern(
    r"(?i)\bhow (?:much|many)\b.*\b(?P<of>largest|larger|bigger|smaller|biggest|greatest"
    r"|smallest|least|second|third"
    r"|most)\b"
    r"|\b(?:largest|larger|smallest|smaller|biggest|bigger) (?:share|part|amount)\b"
)
_SHADOW = late_pattern(r"(?i)\bshadows?\b")
_LENGTH = late_pattern(rf"(?P<number>{N}) (?P<unit>m|cm)\b")
TWO, THREE = 2, 3
LONGEST = 3
"""Digits of a number of people from which some are chosen."""


def row(text: str, question: str) -> Reckoned | None:
    """How many posts a row with one at both ends has, or a ring."""
    steps = list(_EVERY.finditer(text))
    rest = _EVERY.sub(" ", text)
    lengths = list(_ROW.finditer(rest))
    asks = re.search(rf"(?i)\bhow many {_POSTS}", question)
    left = _ROW.sub(" ", rest)
    is_sure = not has_number(left) and not _ROW_OTHERWISE.search(left)
    if not asks or not is_sure or len(steps) != 1 or len(lengths) != 1:
        return None
    spaces = Fraction(lengths[0]["long"]) / (Fraction(steps[0]["step"] or steps[0]["apart"]) or 1)
    both, ring = bool(_BOTH_ENDS.search(text)), bool(_ROUND.search(text))
    if spaces.denominator != 1 or both == ring:
        return None
    return Reckoned(f"{spaces + both} are needed.", f"There are {spaces} spaces between them.")


def handshakes(text: str, question: str) -> Reckoned | None:
    """How many handshakes so many people exchange, each with each, or how many people they are."""
    numbers = re.findall(N, text)
    is_all = _HANDSHAKES.search(text) and _EVERYBODY.search(text) and not _SOME.search(text)
    if not is_all or len(numbers) != 1 or "." in numbers[0]:
        return None
    given = int(numbers[0])
    if re.search(rf"(?i){given} (?:handshakes|clinks|times)|shak\w+ hands {given}", text):
        people = (1 + isqrt(1 + 8 * given)) // 2
        is_asked = re.search(
            r"(?i)\bhow many (?:people|persons|guests|\w+ (?:were|are|came))", question
        )
        return Reckoned(f"They are {people}.") if is_asked and comb(people, 2) == given else None
    asks = re.search(r"(?i)\bhow (?:many (?:handshakes|clinks|times)|often)\b", question)
    return Reckoned(f"There are {comb(given, 2)}.") if asks else None


def postcards(text: str, question: str) -> Reckoned | None:
    """How many things are sent or given if each of so many does that to each other one."""
    numbers = re.findall(N, text)
    is_all = _SENDS.search(text) and _EVERYBODY.search(text) and not _SOME.search(text)
    asks = re.search(rf"(?i)\bhow many {_SENT}s\b", question)
    asks = None if re.search(r"(?i)\b(?:each|every|does|did)\b", question) else asks
    is_one = re.search(rf"(?i)\b(?:an?|one|1) (?:\w+ )?{_SENT}\b", text)
    if not is_all or not asks or not is_one or len(numbers) != 1 or "." in numbers[0]:
        return None
    many = int(numbers[0])
    return Reckoned(f"There are {many * (many - 1)}.")


def committees(text: str, question: str) -> Reckoned | None:
    """In how many ways so many of one kind and of another can be chosen."""
    choices = list(_CHOICE.finditer(text))
    if len(choices) != 1 or not _ASKS_WAYS.search(question) or _ORDERED.search(text):
        return None
    found = choices[0]
    is_same = found["one"] == found["all_one"] and found["two"] == found["all_two"]
    numbers = [found[name] for name in ("first", "second", "all_first", "all_second")]
    left = text[: found.start()] + text[found.end() :]
    total = re.search(rf"\b(?:of|with) ({N})\b", left)
    if total and Fraction(total[1]) == Fraction(numbers[0]) + Fraction(numbers[1]):
        left = left[: total.start()] + left[total.end() :]
    if not is_same or has_number(left) or any(len(n) > LONGEST or "." in n for n in numbers):
        return None
    chosen, other, whole, rest = (int(number) for number in numbers)
    ways = comb(whole, chosen) * comb(rest, other)
    return Reckoned(f"There are {ways} ways.") if ways else None


def ratio(text: str, question: str) -> Reckoned | None:
    """The largest, the smallest or one of the shares of a whole that is split in a ratio."""
    ratios = list(_RATIO.finditer(text))
    rest = _RATIO.sub(" ", text)
    numbers = re.findall(rf"{N}(?: eur\b)?", rest)
    asks = _RATIO_ASKS.search(question)
    is_split = re.search(r"(?i)\b(?:shar\w+|split\w*|divid\w+|distribut\w+|inherit\w*)\b", text)
    if len(ratios) != 1 or asks is None or not is_split or _RATIO_OTHERWISE.search(rest):
        return None
    parts = [Fraction(n) for n in re.findall(N, ratios[0]["ratio"])]
    counts = [n for n in numbers if Fraction(n.split()[0]) == len(parts) and " " not in n]
    wholes = [n for n in numbers if n not in counts]
    if len(wholes) != 1 or len(counts) > 1:
        return None
    word = (asks["of"] or re.search(r"(?i)large\w+|small\w+|bigg\w+", asks[0])[0]).lower()  # type: ignore[index]
    if word in ("second", "third"):
        place = 1 if word == "second" else 2
        if place >= len(parts):
            return None
        part = parts[place]
    else:
        part = min(parts) if word in ("smallest", "smaller", "least") else max(parts)
        if parts.count(part) > 1 and len(set(parts)) == 1:
            return None
    value = Fraction(wholes[0].split()[0]) * part / sum(parts)
    return Reckoned(
        f"That is {shown(value)}{' euros' if ' ' in wholes[0] else ''}.",
        f"There are {shown(sum(parts, Fraction()))} equal parts.",
    )


def shadow(text: str, question: str) -> Reckoned | None:
    """How high something is by its shadow, if another one and its shadow are known."""
    lengths = list(_LENGTH.finditer(text))
    if len(lengths) != THREE or has_number(_LENGTH.sub(" ", text)) or not _SHADOW.search(text):
        return None
    if re.search(
        r"(?i)\b(?:longer|shorter|higher|taller|more|less|later|wall|slope|hill"
        r"|lamp(?! ?-?post)|away|from)\b",
        text,
    ):
        return None
    asks_height = re.search(r"(?i)\b(?:how (?:high|tall)|what is the height|height of)\b", question)
    asks_shadow = re.search(r"(?i)\bhow long\b.*\bshadow\b", question)
    if re.search(r"[.;] ", text[lengths[0].end() : lengths[1].start()]) or not re.search(
        r"[.;] ", text[lengths[1].end() : lengths[2].start()]
    ):
        return None  # which two belong together is certain where a sentence has only these
    of_shadow = [_of_shadow(text, lengths, place) for place in range(THREE)]
    metres = [Fraction(m["number"]) / (100 if m["unit"] == "cm" else 1) for m in lengths]
    heights = [length for length, is_one in zip(metres, of_shadow, strict=True) if not is_one]
    shadows = [length for length, is_one in zip(metres, of_shadow, strict=True) if is_one]
    unit, scale = ("cm", 100) if all(m["unit"] == "cm" for m in lengths) else ("m", 1)
    if asks_height and of_shadow in ([False, True, True], [True, False, True]):
        high = heights[0] * shadows[1] / shadows[0] * scale
        return Reckoned(f"It is {shown(high)} {unit} high.")
    if asks_shadow and of_shadow in ([False, True, False], [True, False, False]):
        long = shadows[0] * heights[1] / heights[0] * scale
        return Reckoned(f"It is {shown(long)} {unit} long.")
    return None


def _of_shadow(text: str, lengths: list[re.Match[str]], number: int) -> bool:
    """Whether a length is that of a shadow: the word stands nearest to it, in its clause."""
    begins = lengths[number - 1].end() if number else 0
    before = re.split(r"[.;?] ", text[begins : lengths[number].start()])[-1]
    if re.search(r"(?i)\bshadow of (?:an?|the) $", before):
        return False
    after = re.match(r"(?i)(?: long)? shadow\b", text[lengths[number].end() :])
    return bool(_SHADOW.search(before) or after)
