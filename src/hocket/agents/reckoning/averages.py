"""Speeds of one way or of two, and what another value makes of an average."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.journeys import SPEED
from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import LENGTH, N, has_number, length_of, shown
from hocket.core.late_pattern import late_pattern

_SPEED = late_pattern(SPEED)
_WAY = late_pattern(rf"{N} (?:km|mi)\b(?!/)")
_LENGTH = late_pattern(LENGTH)
_BOTH_WAYS = late_pattern(
    r"(?i)\b(?:there and back|both (?:ways|directions)|two ways|round trip|way back|back|return\w*"
    r"|home(?: again)?|up and down|down again)\b"
)
_SAME_WAY = late_pattern(
    r"(?i)\b(?:same (?:\w+ )?(?:way|road|route|path|track|trail|distance|line|slope|hill"
    r"|stretch|street|stairs)"
    r"|there and"
    r" back|both (?:ways|directions)|the two ways|round trip|(?:the )?way back|return trip|returns?"
    r"|back)\b"
)
_ASKS_MEAN = late_pattern(
    r"(?i)\b(?:average|mean|overall) (?:speed|pace)\b|\b(?:speed|fast)\b.*\b(?:on average"
    r"|overall)\b"
)
_OF_A_PART = late_pattern(
    r"(?i)\b(?:on the way|way (?:back|there|home|out|up|down)|in the|during|last|first|second"
    r"|half|of the (?:2|two) speeds|how (?:long|far|much)|higher|lower|faster|slower|m/s)\b"
)
"""A part of a trip, or something else than its average speed."""
_ASKS_SPEED = late_pattern(r"(?i)\b(?:speed|how fast)\b")
_OTHERWISE = late_pattern(
    r"(?i)\b(?:then|stops?|stopped|breaks?|pauses?|rest(?:s|ed)?|waits?|waited|half|third|quarter"
    r"|twice|faster|slower|longer|wind blows|current|stream|still water|river|upstream"
    r"|downstream|other"
    r" (?:way|road|route)|another (?:way|road|route)|detour|shorter|except|if|but|remaining"
    r"|first|later"
    r"|delay\w*|late|early|more|less|different|a day|daily|weekly|every|at (?:most|least)"
    r"|circles?|round (?:and|the)|should|yet|week|only|each day|top|limit)\b"
)
_PART = late_pattern(rf"(?P<speed>{SPEED})|(?P<time>{LENGTH})|(?P<way>{N} (?:km|mi)\b(?!/))")
_STANDS = late_pattern(
    r"(?i)\b(?:stops?|stopped|breaks?|pauses?|rest(?:s|ed)?|waits?|waited|half|third|quarter|twice"
    r"|wind|current|stream|back|returns?|remaining|if|must|should|to have|needs?)\b"
)
"""What may take time in which no way is covered, or give a part another length."""
_WHOLE_TRIP = late_pattern(r"(?i)\b(?:whole|both|entire|overall|there and back|total|my|his|her)\b")
_IN_ALL = late_pattern(
    r"(?i)\b(?:in all|altogether|in total|total of|round trip of|both ways of)\b"
)
_MEAN_OF = late_pattern(
    rf"(?i)\b(?:average|mean)(?: \w+)? of (?:the |all |their |now )*(?P<many>{N})(?: \w+){{0,2}}?"
    rf" (?:is|was|becomes|are)(?: now)? (?P<mean>{N})"
    rf"|(?P<count>{N}) \w+ (?:weigh|are|have|earn|score|scored|cost)(?: \w+)? (?P<value>{N})"
    r"(?: \w+)? on average"
)
_COMES = late_pattern(r"(?i)\b(?:with|joins?|joined|comes?|came|new|added|another)\b")
_GOES = late_pattern(r"(?i)\b(?:without|leaves?|left|goes|gone|quits?)\b")
_NO_ADDED = late_pattern(
    r"(?i)\b(?:both|each|twice|half|two|2 new|they|median|instead|replac\w+|more|older"
    r"|younger|heavier|taller|less)\b"
)
_ASKS_ONE = late_pattern(
    r"(?i)\bhow (?:heavy|old|tall|much|many|long|high)\b|\bwhat (?:does|did|is|was)\b"
)
_AVERAGE = late_pattern(r"(?i)\b(?:averages?|mean|on average)\b")
_AT_COUNT = late_pattern(
    rf"(?i)\b(?:after|in|of|over|from|for)(?: (?:the|his|her|its|my|our|their|first))*"
    rf" (?P<count>{N}) (?P<what>[a-z]+s)\b"
)
_NEXT = late_pattern(
    r"(?i)\b(?:next|another|(?P<place>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh)"
    r"|one more|additional)\b"
)
_PLACES = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
_BRINGS = late_pattern(
    r"(?i)\b(?:must|has to|have to|need(?:s|ed)?|should|does|do)\b.*\b(?:to (?:bring|raise|lift|get"
    r"|have|reach|make|lower|push)|so that|for (?:an?|the|his|her|my)|if)\b"
)
TWO = 2


def both_ways(text: str, question: str) -> Reckoned | None:
    """The average speed of a way there at one speed and back at another."""
    speeds = [Fraction(match[0].split()[0]) for match in _SPEED.finditer(text)]
    units = {match[0].split()[1] for match in _SPEED.finditer(text)}
    rest = _SPEED.sub(" ", text)
    ways = _WAY.findall(rest)
    rest = re.sub(r"(?i)\b2 ways\b|\bwind\b", " ways ", _WAY.sub(" ", rest))
    is_sure = not has_number(rest) and not _OTHERWISE.search(rest) and len(ways) <= 1
    is_both = _BOTH_WAYS.search(rest) and _SAME_WAY.search(rest) and _ASKS_MEAN.search(question)
    is_sure = is_sure and not _OF_A_PART.search(question)
    if not is_sure or not is_both or len(speeds) != TWO or len(units) != 1 or min(speeds) <= 0:
        return None
    one, two = speeds
    value = 2 * one * two / (one + two)
    return Reckoned(
        f"The average speed is {shown(value)} {units.pop()}.",
        f"Each km takes {shown(60 / one)} minutes there and {shown(60 / two)} back.",
    )


def out_and_back(text: str, question: str) -> Reckoned | None:
    """The average speed of a way there in one time and back in another."""
    lengths = [length_of(match[0]) for match in _LENGTH.finditer(text)]
    rest = _LENGTH.sub(" ", text)
    ways = list(_WAY.finditer(rest))
    rest = _WAY.sub(" ", rest)
    is_sure = not has_number(rest) and not _OTHERWISE.search(rest) and not _SPEED.search(text)
    is_both = _BOTH_WAYS.search(rest) and _SAME_WAY.search(rest) and _ASKS_MEAN.search(question)
    is_whole = _WHOLE_TRIP.search(question) and not _IN_ALL.search(rest)
    if not is_sure or not is_both or not is_whole or len(lengths) != TWO or len(ways) != 1:
        return None
    way, unit = ways[0][0].split()
    value = 2 * Fraction(way) * 60 / sum(lengths, Fraction())
    return Reckoned(f"The average speed is {shown(value)} {unit}/h.")


def one_way(text: str, question: str) -> Reckoned | None:
    """The speed, the time or the length of one way, if the other two of them are known."""
    speeds, lengths = list(_SPEED.finditer(text)), list(_LENGTH.finditer(text))
    rest = _LENGTH.sub(" ", _SPEED.sub(" ", text))
    ways = list(_WAY.finditer(rest))
    rest = _WAY.sub(" ", rest)
    if has_number(rest) or _OTHERWISE.search(rest) or _BOTH_WAYS.search(rest):
        return None
    if len(ways) == 1 and len(lengths) == 1 and not speeds and _ASKS_SPEED.search(question):
        unit = ways[0][0].split()[1]
        asked = re.search(
            r"(?i)km/h|mph|mi/h|km per hour|miles per hour|kilomet\w+ (?:an|per) hour", question
        )
        minutes = length_of(lengths[0][0])
        if minutes <= 0 or (asked and (unit == "km") != asked[0].lower().startswith("k")):
            return None
        value = Fraction(ways[0][0].split()[0]) / minutes * 60
        return Reckoned(f"The speed is {shown(value)} {unit}/h.")
    asks_way = re.search(r"(?i)\bhow (?:far|many (?:km|kilomet(?:re|er)s|miles))\b", question)
    if len(speeds) == 1 and len(lengths) == 1 and not ways and asks_way:
        number, unit = speeds[0][0].split()
        value = Fraction(number) * length_of(lengths[0][0]) / 60
        return Reckoned(f"That is {shown(value)} {unit.removesuffix('/h')}.")
    return None


def in_parts(text: str, question: str) -> Reckoned | None:
    """The average speed of a way in parts, each told with its speed and its time or length."""
    items = list(_PART.finditer(text))
    rest = _PART.sub(" ", text)
    form = "".join("s" if item["speed"] else "t" if item["time"] else "w" for item in items)
    units = {unit for i in items if not i["time"] for unit in re.findall(r"\b(?:km|mi)\b", i[0])}
    is_sure = not has_number(rest) and not _STANDS.search(rest) and len(units) == 1
    if not re.fullmatch(r"(?:[tw]s){2,4}|(?:s[tw]){2,4}", form) or not is_sure:
        return None
    asks_part = _PART.search(question) or _OF_A_PART.search(question)
    if not _ASKS_MEAN.search(question) or asks_part:
        return None
    way, time = Fraction(), Fraction()
    for one, two in zip(items[::2], items[1::2], strict=True):
        speed, other = (one, two) if one["speed"] else (two, one)
        pace = Fraction(speed[0].split()[0])
        hours = length_of(other[0]) / 60 if other["time"] else Fraction(other[0].split()[0]) / pace
        way, time = way + hours * pace, time + hours
    unit = units.pop()
    return Reckoned(
        f"The average speed is {shown(way / time)} {unit}/h.",
        f"{shown(way)} {unit} take {shown(time)} hours.",
    )


def added_value(text: str, question: str) -> Reckoned | None:
    """The value of one that comes to others, or leaves them, by the averages with and without."""
    groups = list(_MEAN_OF.finditer(text))
    rest = _MEAN_OF.sub(" ", text)
    if len(groups) != TWO or has_number(rest) or _NO_ADDED.search(text):
        return None
    (many, mean), (others, other) = (
        (Fraction(g["many"] or g["count"]), Fraction(g["mean"] or g["value"])) for g in groups
    )
    comes, leaves = bool(_COMES.search(text)), bool(_GOES.search(text))
    if comes == leaves or others - many != (1 if comes else -1) or not _ASKS_ONE.search(question):
        return None
    return Reckoned(
        f"It is {shown(abs(others * other - many * mean))}.", "The sums differ by that."
    )


def same_way(text: str, question: str) -> Reckoned | None:
    """How long a way takes at another speed."""
    speeds, lengths = list(_SPEED.finditer(text)), list(_LENGTH.finditer(text))
    rest = _LENGTH.sub(" ", _SPEED.sub(" ", text))
    begins = text.rfind(question)
    asks = re.search(r"(?i)\bhow (?:long|many (?P<unit>minutes|hours))\b", question)
    if len(speeds) != TWO or len(lengths) != 1 or asks is None or has_number(rest):
        return None
    is_told = speeds[0].start() < begins <= speeds[1].start() and lengths[0].start() < begins
    is_one_way = not _OTHERWISE.search(rest) and not _BOTH_WAYS.search(rest)
    if not is_told or not is_one_way or re.search(r"(?i)\b(?:meet|catch\w*|towards)\b", rest):
        return None
    one, two = (Fraction(speed[0].split()[0]) for speed in speeds)
    minutes = length_of(lengths[0][0]) * one / two
    in_hours = asks["unit"] or ("hours" if re.search(r"(?i)\bin hours\b", question) else "")
    if in_hours.lower() == "hours" or (not in_hours and " h" in lengths[0][0]):
        return Reckoned(f"It takes {shown(minutes / 60)} hours.")
    return Reckoned(f"It takes {shown(minutes)} minutes.")


def next_value(text: str, question: str) -> Reckoned | None:
    """What another value has to be so that the average becomes another."""
    counts = list(_AT_COUNT.finditer(text))
    place = _NEXT.search(question)
    if len(counts) != 1 or place is None or not _BRINGS.search(question):
        return None
    count = Fraction(counts[0]["count"])
    rest = (
        text[: counts[0].start("count")]
        + " " * len(counts[0]["count"])
        + text[counts[0].end("count") :]
    )
    numbers = list(re.finditer(N, rest))
    begins = text.rfind(question)
    known = [Fraction(m[0]) for m in numbers if m.start() < begins]
    wished = [Fraction(m[0]) for m in numbers if m.start() >= begins]
    if len(known) != 1 or len(wished) != 1 or count.denominator != 1:
        return None
    if not _AVERAGE.search(text[:begins]) or not _AVERAGE.search(question):
        return None
    if place["place"] and _PLACES.index(place["place"].lower()) + 3 != count + 1:
        return None
    if re.search(
        r"(?i)\b(?:twice|half|weight\w*|counts? double|best|worst|lowest|highest|drop\w*|two"
        r"|each|median|leav\w+|by|more|above|below|under|exceed\w*)\b",
        text,
    ):
        return None
    value = (count + 1) * wished[0] - count * known[0]
    return Reckoned(
        f"It must be {shown(value)}.",
        f"The sum is {shown(count * known[0])} and has to become {shown((count + 1) * wished[0])}.",
    )
