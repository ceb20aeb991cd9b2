"""When something ends that has several parts, and when one has to leave to be in time."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import (
    CLOCK,
    DAY_MINUTES,
    HOUR_MINUTES,
    LENGTH,
    N,
    has_number,
    length_of,
    minutes_of,
    time_of,
)
from hocket.core.late_pattern import late_pattern

_CLOCK = late_pattern(CLOCK)
_LENGTH = late_pattern(LENGTH)
_ASKS_END = late_pattern(
    r"(?i)\b(?:when|(?:at )?what time)\b.*\b(?:ends?|over|finish\w*|arriv\w+|done|ready|get there"
    r"|be there|home|back|out)\b"
)
_ASKS_START = late_pattern(
    r"(?i)\b(?:when|(?:at )?what time)\b.*\b(?:must|have to|has to|should|need to|needs"
    r" to)\b.*\b(?:leave"
    r"|set (?:off|out)|start|begin|get up|be put|put|go|depart)\b"
)
_BEGINS = late_pattern(
    r"(?i)\b(?:begins?|starts?|started|began|leaves?|left|sets? (?:off|out)|departs?|put in(?:to)?"
    r"|goes in(?:to)?|from)\b"
)
_AIM = late_pattern(
    r"(?i)\b(?:by|must|has to|have to|wants? to|should|be (?:there|ready|done|at)|ready|begins?"
    r"|starts?|arrive\w*|appointment|meeting|train leaves|leaves)\b"
)
_PART = late_pattern(
    r"(?i)\b(?:lasts?|lasting|long|takes?|took|needs?|break|interval|pause|drive|ride|walk|for|of"
    r"|then|another|later)\b"
)
_OTHERWISE = late_pattern(
    r"(?i)\b(?:including|includes?|of which|every|each|late|delay\w*|before|early|earlier|already"
    r"|twice|half|time zone|local|ahead|behind|clock|watch|except|if|unless|but|or|faster|slower|km"
    r"|meanwhile|while|during|at the same time|gains?|loses?|ago|instead|per|overlap\w*"
    r"|parallel|both"
    r"|next day|days|yesterday|between|until|shorter|longer|less|more than|usually|normally)\b"
)
_OTHERWISE_BACK = late_pattern(
    r"(?i)\b(?:including|includes?|of which|every|each|late\b(?<!latest)|delay\w*|already"
    r"|twice|half"
    r"|time zone|local|ahead|behind|watch|except|if|unless|but|or|faster|slower|km|meanwhile|while"
    r"|during|gains?|loses?|ago|instead|per|overlap\w*|both|next day|days|yesterday|between|until"
    r"|shorter|longer|less|more than|usually|normally|after(?! that)|later)\b"
)
_SPEED = late_pattern(rf"(?P<number>{N}) (?P<unit>km|mi)/h\b")
_WAY = late_pattern(rf"(?P<number>{N}) (?P<unit>km|mi)\b(?!/)")
_LEAVES = late_pattern(r"(?i)\b(?:leaves?|left|starts?|sets? (?:off|out)|departs?)\b")
_BREAK = late_pattern(r"(?i)\b(?:breaks?|pauses?|stops?|rests?)\b")
_ARRIVES = late_pattern(
    r"(?i)\b(?:when|(?:at )?what time)\b.*\b(?:arriv\w+|get there|be there|reach\w*)\b"
)
_ON_THE_WAY = late_pattern(
    r"(?i)\b(?:back|return\w*|each|every|breaks|stops(?! for)|pauses|twice|half|then|towards|meet"
    r"|later|late|delay\w*|faster|slower|another|other|but|per|after (?!an? break|the break)"
    r"|if (?!\w+ (?:leaves?|starts?|sets?|departs?))|time zone|local|ahead|behind|follows?|must"
    r"|latest|already)\b"
)
_FLIES = late_pattern(r"(?i:\b(?:flights?|planes?|fl(?:y|ies|ew))\b).*\b(?:to|from) [A-Z]")
"""Who flies from one town to another may change the time zone."""
_SEVERAL = late_pattern(
    r"(?i)\b(?:lessons|parts|breaks|pauses|halves|sets|rounds|periods)\b"
    r"|\b(?:roast|oven|stove|cook\w*|bak\w+|boil\w*|dish)\b[^?]*\band (?:the )?\w+ takes?\b"
)
"""What is told of without its number, or beside another thing."""
_ASKS_ITSELF = late_pattern(r"(?i)\b(?:ends?|over)\b")
_OF_SOMEBODY = late_pattern(
    r"[.;] (?:She|He|[A-Z][a-z]+) (?:takes?|needs?|walks?|drives?|rides?)\b"
)
_DRIVERS = late_pattern(
    r"(?i)\b(?:an?|another) (?:\w+ )?(?:bus|truck|car|train|lorry|van|cyclist)\b"
)
MOST_PARTS = 4


def end_of_parts(text: str, question: str) -> Reckoned | None:
    """When something ends that begins at a time and has one or more parts after one another."""
    clocks, parts = _CLOCK.findall(text), list(_LENGTH.finditer(text))
    rest = _LENGTH.sub(" ", _CLOCK.sub(" ", text))
    first = _CLOCK.search(text)
    is_sure = not has_number(rest) and not _OTHERWISE.search(rest)
    if len(clocks) != 1 or first is None or not is_sure or not _ASKS_END.search(question):
        return None
    if not 1 <= len(parts) <= MOST_PARTS or any(part.start() < first.start() for part in parts):
        return None
    told = text[: text.rfind(question)]
    is_other = _ASKS_ITSELF.search(question) and _OF_SOMEBODY.search(told[first.end() :])
    if is_other or _FLIES.search(text) or _SEVERAL.search(rest):
        return None
    if not _BEGINS.search(text[max(0, first.start() - 40) : first.end()]):
        return None
    places = [first.end(), *(part.end() for part in parts), len(text)]
    for number, part in enumerate(parts):
        near = text[places[number] : part.start()] + text[part.end() : part.end() + 25]
        if not _PART.search(near):
            return None
    end = minutes_of(clocks[0]) + sum((length_of(part[0]) for part in parts), Fraction())
    time = time_of(end % DAY_MINUTES)
    return Reckoned(f"That is at {time}.") if time else None


def arrival(text: str, question: str) -> Reckoned | None:
    """When one arrives who leaves at a time, drives so far at a speed, and takes a break."""
    speeds, ways = list(_SPEED.finditer(text)), list(_WAY.finditer(text))
    clocks, breaks = _CLOCK.findall(text), list(_LENGTH.finditer(text))
    rest = _CLOCK.sub(" ", _LENGTH.sub(" ", _WAY.sub(" ", _SPEED.sub(" ", text))))
    is_sure = not has_number(rest) and not _ON_THE_WAY.search(rest) and _LEAVES.search(rest)
    if not len(speeds) == len(ways) == len(clocks) == 1 or not is_sure:
        return None
    is_told = len(breaks) == bool(_BREAK.search(rest))  # each break is one, with its length
    is_same = speeds[0]["unit"] == ways[0]["unit"] and not _FLIES.search(text)
    is_same = is_same and len(_DRIVERS.findall(text)) <= 1
    if not is_told or not is_same or not _ARRIVES.search(question):
        return None
    hours = Fraction(ways[0]["number"]) / Fraction(speeds[0]["number"])
    pause = length_of(breaks[0][0]) if breaks else Fraction()
    time = time_of((minutes_of(clocks[0]) + hours * HOUR_MINUTES + pause) % DAY_MINUTES)
    return Reckoned(f"That is at {time}.") if time else None


def start_in_time(text: str, question: str) -> Reckoned | None:
    """When one has to begin so that all parts are over at a time."""
    clocks, parts = _CLOCK.findall(text), list(_LENGTH.finditer(text))
    rest = re.sub(
        r"(?i)\bat the latest\b|\blatest\b|\bbefore(?=hand)",
        " ",
        _LENGTH.sub(" ", _CLOCK.sub(" ", text)),
    )
    is_sure = not has_number(rest) and not _OTHERWISE_BACK.search(rest)
    if len(clocks) != 1 or not is_sure or not _ASKS_START.search(question):
        return None
    if not 1 <= len(parts) <= MOST_PARTS or not _AIM.search(rest) or _SEVERAL.search(rest):
        return None
    start = minutes_of(clocks[0]) - sum((length_of(part[0]) for part in parts), Fraction())
    time = time_of(start)
    return Reckoned(f"That is at {time}.") if time else None
