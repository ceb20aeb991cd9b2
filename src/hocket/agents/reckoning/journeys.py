"""When two meet or one catches up, and what average speed comes of two ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import (
    CLOCK,
    HOUR_MINUTES,
    LENGTH,
    has_number,
    length_of,
    minutes_of,
    shown,
    time_of,
)
from hocket.agents.reckoning.wording import N as NUMBER
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEED = rf"{NUMBER} (?:km|mi)/h"
_WAY = rf"{NUMBER} (?:km|mi)\b(?!/)"
_LATER = rf"(?P<later>(?:after )?(?P<span>{LENGTH}) (?:later|after(?:wards)?(?! that)\b))"
_ITEM = late_pattern(
    rf"(?P<speed>{SPEED})|(?P<clock>{CLOCK})|{_LATER}|(?P<way>{_WAY})", re.IGNORECASE
)
_TOWARDS = late_pattern(
    r"(?i)\b(?:towards?|to meet|(?:do|will|when|where) (?:they|the (?:two|trains|cars|\w+s)|both)"
    r" (?:both )?meet|meet (?:each|one an)other|opposite directions?(?= towards))\b"
)
_APART = late_pattern(r"(?i)\b(?:apart|away|between|distance|separated|long|from)\b")
_BEHIND = late_pattern(
    r"(?i)\b(?:catch(?:es)?(?: \w+){0,3} up|caught up|overtakes?|catch (?:him|her|it|them)"
    r"|draws? level|(?:reach|pass)(?:es)? (?:him|her|it|them|the \w+))\b"
)
_FROM_ONE_PLACE = late_pattern(
    r"(?i)\b(?:same (?:\w+ )?(?:road|way|route|path|direction|track|line|motorway|river|canal)"
    r"|follow(?:s|ing)?|sets? (?:off|out) after|after (?:him|her|it|them)|behind (?:him|her|it"
    r"|them)"
    r"|chases?|pursues?|(?:from )?(?:the same|there|home too)|same (?:\w+))\b"
)
_AT_ONCE = late_pattern(
    r"(?i)\b(?:at the same time|simultaneously|both|at once|together|each other|one another"
    r"|two|2)\b"
)
_OTHERWISE = late_pattern(
    r"(?i)\b(?:stops?|stopped|rests?|rested|breaks?|pauses?|waits?|waited|delay\w*|turns?|returns?"
    r"|back|half|twice|three times|slower|faster than|doubles?|increas\w+|decreas\w+|reduc\w+|wind"
    r"|current|river|stream|speeds? up|slows?|if|unless|instead|except|round|circular|circle|laps?"
    r"|loop|midnight|average|already|away from (?:each|one)|how fast|after which|third"
    r"|dog|bird|fly|flies|fro|forth|puncture|repairs?|but|then|until|again|every|late|early|earlier"
    r"|days?|time zones?|local time|per cent|%|before|ahead|head start|lead|remaining|rest of)\b"
)
"""What may change a speed or a start on the way, or ask for something else."""
_WHEN = late_pattern(r"(?i)\b(?:at what time|when|what time)\b")
_HOW_LONG = late_pattern(
    r"(?i)\b(?:(?:after|in) how many (?P<unit>hours|minutes)|how (?:long|many (?P<more>hours"
    r"|minutes)) (?:does it take|do (?:they|the two|both) (?:need|take)|will it take|passes?|is it"
    r"|until))\b"
)
_HOW_FAR = late_pattern(
    r"(?i)\b(?:how far|how many (?:km|kilomet\w+|miles))\b(?: away)?(?: is (?:it|that|this))?"
    r" (?:away )?from\b"
)
_FAST = late_pattern(rf"(?P<number>{NUMBER}) m/s\b")
_LEAD = late_pattern(
    rf"(?i)\b(?:lead|start|advantage) of (?P<lead>{NUMBER}) m\b|(?P<ahead>{NUMBER}) m"
    r" (?:ahead|in front)\b"
)
_LEADER = late_pattern(
    rf"(?i)\b(?P<who>[a-z]+) (?:that |which |who )?(?:has|had|is|gets|got)(?: an?| the)?"
    rf" (?:lead|start|advantage|{NUMBER} m (?:ahead|in front))\b"
)
_ASKS_SECONDS = late_pattern(r"(?i)\b(?:after|in) how many seconds\b|\bhow (?:long|many seconds)\b")
_CHASES = late_pattern(r"(?i)\b(?:after|chases?|catch\w*|overtak\w+)\b")
_CHASE_OTHERWISE = late_pattern(
    r"(?i)\b(?:rests?|stops?|then|but|later|turns?|half|twice|faster|slower|until|if|hole|away from"
    r"|only|tires?|before)\b"
)
_ASKS_AFTER = late_pattern(r"(?i:\b(?:arriv\w+|homes|depart|leaves?|apart)\b)|\breach(?:es)? [A-Z]")
"""Something else than the moment at which they are at one place."""
_GOES_TO = late_pattern(r"\b(?:towards|to|for) (?P<to>[A-Z]\w*)")
_COMES_FROM = late_pattern(r"\b(?:leaves|left|from|in|at) (?P<start>[A-Z]\w*)")
TWO = 2


@dataclass(frozen=True, slots=True)
class Trip:
    """Who starts when, in minutes, and how far they get in an hour."""

    starts: Fraction
    speed: Fraction


def journey(text: str, question: str) -> Reckoned | None:
    """When two who go towards each other meet, or when one who starts later catches up."""
    items = list(_ITEM.finditer(text))
    rest = _ITEM.sub(" ", text)
    ways = [item["way"] for item in items if item["way"]]
    trips = _trips(text, items)
    units = {unit for i in items if not i["clock"] for unit in re.findall(r"\b(?:km|mi)\b", i[0])}
    if trips is None or len(units) != 1 or has_number(_plain(rest)) or _OTHERWISE.search(rest):
        return None
    has_clock = any(item["clock"] for item in items)
    if _ASKS_AFTER.search(question) or _goes_elsewhere(text):
        return None
    towards, behind = bool(_TOWARDS.search(rest)), bool(_BEHIND.search(rest))
    if towards and not behind and len(ways) == 1 and _APART.search(rest):
        return _meeting(trips, Fraction(ways[0].split()[0]), question, has_clock=has_clock)
    if (
        behind
        and _FROM_ONE_PLACE.search(rest)
        and not re.search(r"(?i)\bmeet|each other\b|\bopposite\b", rest)
        and not ways
    ):
        return _catching_up(trips, question, units.pop(), has_clock=has_clock)
    return None


def _goes_elsewhere(text: str) -> bool:
    """Whether one of two does not go where the other one starts, or both go the same way."""
    ends = [match["to"] for match in _GOES_TO.finditer(text)]
    starts = [match["start"] for match in _COMES_FROM.finditer(text)]
    if len(ends) == len(starts) == TWO and [ends[0], ends[1]] != [starts[1], starts[0]]:
        return starts[0] != starts[1] or ends[0] != ends[1]
    return re.search(r"(?i)\bsame direction\b", text) is not None and not _BEHIND.search(text)


def chase(text: str, question: str) -> Reckoned | None:
    """After how many seconds one is caught who has a lead."""
    speeds, leader = list(_FAST.finditer(text)), _LEADER.search(text)
    rest = _FAST.sub(" ", text)
    leads = list(_LEAD.finditer(rest))
    rest = _LEAD.sub(" ", rest)
    asks = _ASKS_SECONDS.search(question)
    if not asks or leader is None or len(speeds) != TWO or len(leads) != 1 or has_number(rest):
        return None
    begins = text.rfind(". ", 0, speeds[0].start()) + 1
    said = text[begins : speeds[0].start()], text[speeds[0].end() : speeds[1].start()]
    of_leader = [bool(re.search(rf"(?i)\b{leader['who']}\b", part)) for part in said]
    is_sure = _CHASES.search(rest) and not _CHASE_OTHERWISE.search(rest)
    if not is_sure or of_leader[0] == of_leader[1]:
        return None
    one, two = (Fraction(speed["number"]) for speed in speeds)
    slow, fast = (one, two) if of_leader[0] else (two, one)
    lead = Fraction(leads[0]["lead"] or leads[0]["ahead"])
    return (
        Reckoned(f"That is after {shown(lead / (fast - slow))} seconds.") if slow < fast else None
    )


def _plain(rest: str) -> str:
    """A text without how many they are."""
    return re.sub(
        r"\b2(?= (?:\w+ )?(?!hours|minutes|days)[a-z]+s\b| people\b| of them\b)", " ", rest
    )


def _trips(text: str, items: Sequence[re.Match[str]]) -> tuple[Trip, Trip] | None:
    """The two trips in the order of the text; None if who starts when is not certain.

    Each start is told beside a speed: before it both times, or behind it both times.
    """
    told = [item for item in items if not item["way"]]
    form = "".join("s" if i["speed"] else "c" if i["clock"] else "l" for i in told)
    speeds = [Fraction(i["speed"].split()[0]) for i in told if i["speed"]]
    starts: list[Fraction] = []
    for item in told:
        if item["clock"]:
            starts.append(minutes_of(item["clock"]))
        elif item["later"]:
            starts.append((starts[-1] if starts else Fraction()) + length_of(item["span"]))
    if form in ("cscs", "scsc", "csls", "scsl"):
        return Trip(starts[0], speeds[0]), Trip(starts[1], speeds[1])
    if form in ("css", "ssc") and _both_at(text, told):
        return Trip(starts[0], speeds[0]), Trip(starts[0], speeds[1])
    if form == "ss" and _AT_ONCE.search(text):
        return Trip(Fraction(), speeds[0]), Trip(Fraction(), speeds[1])
    if form in ("sls", "ssl"):
        return Trip(Fraction(), speeds[0]), Trip(starts[0], speeds[1])
    return None


def _both_at(text: str, told: Sequence[re.Match[str]]) -> bool:
    """Whether the one clock time is said of both: in its sentence, before any speed of one."""
    clock = next(item for item in told if item["clock"])
    begins = max(text.rfind(mark, 0, clock.start()) for mark in (". ", "; ", "! ")) + 1
    ends = min(
        (at for at in (text.find(m, clock.end()) for m in (". ", "; ")) if at > 0),
        default=len(text),
    )
    return bool(_AT_ONCE.search(text[begins:ends]))


def _meeting(
    trips: tuple[Trip, Trip], way: Fraction, question: str, *, has_clock: bool
) -> Reckoned | None:
    first, second = sorted(trips, key=lambda trip: trip.starts)
    alone = (second.starts - first.starts) / HOUR_MINUTES * first.speed
    speed = first.speed + second.speed
    if alone >= way or not speed:
        return None
    minutes = (way - alone) / speed * HOUR_MINUTES
    time = time_of(second.starts + minutes) if has_clock else ""
    working = f"{shown(way - alone)} are left when both are on the way, at {shown(speed)} an hour."
    asks_length = _HOW_LONG.search(question)
    if _WHEN.search(question):
        return Reckoned(f"They meet at {time}.", working) if time else None
    if not asks_length or first.starts != second.starts:
        return None  # since which start?
    unit = (asks_length["unit"] or asks_length["more"] or "").lower()
    if unit == "minutes" or (not unit and minutes < HOUR_MINUTES):
        return Reckoned(f"They meet after {shown(minutes)} minutes.", working)
    return Reckoned(f"They meet after {shown(minutes / HOUR_MINUTES)} hours.", working)


def _catching_up(
    trips: tuple[Trip, Trip], question: str, unit: str, *, has_clock: bool
) -> Reckoned | None:
    first, second = trips
    if second.starts <= first.starts or second.speed <= first.speed:
        return None
    lead = (second.starts - first.starts) / HOUR_MINUTES * first.speed
    minutes = lead / (second.speed - first.speed) * HOUR_MINUTES
    working = (
        f"The lead is {shown(lead)} {unit}, and {shown(second.speed - first.speed)} {unit} "
        "of it are made good in an hour."
    )
    if _HOW_FAR.search(question) and not _WHEN.search(question):
        far = minutes / HOUR_MINUTES * second.speed
        return Reckoned(f"It is {shown(far)} {unit} from there.", working)
    time = time_of(second.starts + minutes) if has_clock and _WHEN.search(question) else ""
    return Reckoned(f"The second one catches up at {time}.", working) if time else None
