"""Answers beyond what the numbers of a problem allow, whoever computed them.

Two who meet do so after both have started; an average speed is none above the highest; what was
reduced cost more before; fewer hands need longer; and a clock that gains shows more than it is.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from hocket.agents.reckoning.wording import (
    CLOCK,
    MOST_CHARS,
    N,
    in_one_form,
    minutes_of,
    sentences_of,
    shown,
)
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOCK = late_pattern(CLOCK)
_VALUE = late_pattern(rf"-?{N}")
_SPEED = late_pattern(rf"(?P<number>{N}) (?P<unit>(?:km|mi)/h|m/s)")
_SHARE = late_pattern(rf"(?P<number>{N}) ?%")
_MEETS = late_pattern(
    r"(?i)\b(?:when|(?:at )?what time)\b.*\b(?:meet|catch\w*|overtak\w+|draws? level|pass(?:es)?)\b"
)
_STARTS = late_pattern(
    r"(?i)\b(?:leaves?|left|starts?|started|sets? (?:off|out)|departs?|begins?|rides?|drives?"
    r"|walks?"
    r"|cycles?|sails?|runs?|flies|follows?|takes|goes|from|travels?)\b"
)
_NOT_A_START = late_pattern(
    r"(?i)\b(?:arriv\w+|reach\w*|until|till|by|latest|be there|ends?|closes?|midnight|before"
    r"|between"
    r"|overnight|next day|night|[ap]m)\b"
)
_NEXT_DAY = late_pattern(r"(?i)\b(?:next|following|tomorrow|day)\b")
_MEAN_SPEED = late_pattern(r"(?i)\b(?:average|mean|overall) speed\b")
_MOVING = late_pattern(r"(?i)\b(?:wind|current|stream|faster|slower|more|less|relative|conveyor)\b")
_ASKS_SHARE = late_pattern(
    r"(?i)\b(?:what|which) (?:%|per ?cent(?:age)?|concentration|strength)\b|\bhow (?:many %"
    r"|strong)\b"
)
_MIXED = late_pattern(r"(?i)\b(?:mix(?:es|ed|ing|ture)?|blend(?:s|ed)?|alloy|melt(?:s|ed)?)\b")
_REDUCED = late_pattern(
    r"(?i)\b(?:reduc\w+|discount\w*|cheaper|lowered|marked down|rebate|% off|fell|fallen|dropped)\b"
)
_RAISED = late_pattern(
    r"(?i)\b(?:rose|risen|raised|increas\w+|dearer|grew|grown|went up|plus|vat|tax|tip|surcharge"
    r"|interest|marked up|including|profit)\b"
)
_BEFORE = late_pattern(
    r"(?i)\b(?:original(?:ly)?|before|at first|initial(?:ly)?)\b.*\?|\bold price\b.*\?"
)
_AMOUNT = late_pattern(rf"(?P<number>{N}) eur\b")
_GAINS = late_pattern(
    r"(?i)\b(?:clock|watch)\b.*\b(?:gains?|(?:goes|runs|is) (?:\d+ min )?(?:too )?fast)\b"
)
_LOSES = late_pattern(
    r"(?i)\b(?:clock|watch)\b.*\b(?:loses?|(?:goes|runs|is) (?:\d+ min )?(?:too )?slow)\b"
)
_SHOWS = late_pattern(rf"(?i)\b(?:shows?|reads?|says?|when it is) (?P<at>{CLOCK})")
_REALLY = late_pattern(
    r"(?i)\bwhat (?:time )?(?:does|will) (?:it|(?:the|my|his|her) (?:clock|watch)) (?:show"
    r"|say|read)"
    rf" (?:at|when it is(?: really| in fact| actually)?) (?P<at>{CLOCK})"
)
_TRUE_TIME = late_pattern(
    r"(?i)\b(?:right|true|correct|real|actual|proper) time\b|\bwhat time is it (?:really|in fact)\b"
)
_HANDS = late_pattern(
    rf"(?P<hands>{N}) (?P<who>workers|men|women|people|painters|builders|gardeners|pumps|taps"
    r"|machines|bricklayers|cleaners|diggers|lorries|trucks|printers|volunteers|helpers|friends)\b"
)
_TIME = late_pattern(rf"(?P<number>{N}) (?P<unit>h|min|days|weeks)\b")
_ASKS_TIME = late_pattern(r"(?i)\bhow (?:long|many (?P<unit>hours|minutes|days|weeks))\b")
_UNITS = {"hours": "h", "minutes": "min", "days": "days", "weeks": "weeks"}
_OTHER_WORK = late_pattern(
    r"(?i)\b(?:more|fewer|less|after|then|half|twice|double|larger|smaller|longer|each|every"
    r"|per|rest"
    r"|walls|rooms|houses|parts|pieces|eat|food|supplies|last|play\w*|walk\w*|boil\w*|travel\w*)\b"
)
TWO = 2
EARLY, LATE = 7 * 60, 9 * 60
"""Minutes of the day: a time before the first may be meant of the afternoon, where another is after
the second."""


def beyond_limits(question: str, printed: str) -> str:
    """Why an answer cannot be, as a sentence to who gave it; empty if it may be right.

    Examples:
        >>> walks = "Al walks off at 8:00 at 4 km/h. At 9:30 Bo rides after him at 16 km/h. "
        >>> beyond_limits(walks + "When does he catch up?", "He catches up at 9:10.")
        'The answer 9:10 is before 9:30, when both have started.'
        >>> beyond_limits(walks + "When does he catch up?", "He catches up at 10:00.")
        ''
    """
    text = in_one_form(question) if len(question) <= MOST_CHARS else ""
    told, asked = sentences_of(text) if text else ("", "")
    if not asked:
        return ""
    text = f"{told} {asked}".strip()
    answer = in_one_form(printed)
    return next((fault for limit in LIMITS if (fault := limit(text, asked, answer))), "")


def _one_clock(text: str) -> str:
    found = set(_CLOCK.findall(text))
    return found.pop() if len(found) == 1 else ""


def _one_value(text: str) -> Fraction | None:
    """The only number of an answer."""
    found = {Fraction(number) for number in _VALUE.findall(text)}
    return found.pop() if len(found) == 1 and not _CLOCK.search(text) else None


def _meeting(text: str, asked: str, answer: str) -> str:
    clocks, found = _CLOCK.findall(text), _one_clock(answer)
    if not clocks or not found or not _MEETS.search(asked) or _NOT_A_START.search(text):
        return ""
    if _CLOCK.search(asked) or not _STARTS.search(text) or _NEXT_DAY.search(answer):
        return ""
    last = max(clocks, key=minutes_of)
    may_be_late = minutes_of(found) < EARLY and minutes_of(last) >= LATE
    if minutes_of(found) < minutes_of(last) and not may_be_late:
        return f"The answer {found} is before {last}, when both have started."
    return ""


def _mean_speed(text: str, asked: str, answer: str) -> str:
    speeds = list(_SPEED.finditer(text))
    value = _one_value(answer)
    if value is None or len(speeds) < TWO or not _MEAN_SPEED.search(asked) or _MOVING.search(text):
        return ""
    if len({speed["unit"] for speed in speeds}) != 1:
        return ""
    highest = max(Fraction(speed["number"]) for speed in speeds)
    if value > highest:
        return f"The answer {shown(value)} is above {shown(highest)}, the highest of the speeds."
    return ""


def _mixture(text: str, asked: str, answer: str) -> str:
    shares = [Fraction(match["number"]) for match in _SHARE.finditer(text)]
    value = _one_value(answer)
    if value is None or len(shares) != TWO or not _ASKS_SHARE.search(asked):
        return ""
    if not _MIXED.search(text) or re.search(r"(?i)\b(?:water|pure|evaporat\w+|boil\w*)\b", text):
        return ""
    low, high = min(shares), max(shares)
    is_share = value < 1 <= low <= value * 100 <= high
    if not low <= value <= high and not is_share:
        return f"The answer {shown(value)} is not between {shown(low)} and {shown(high)}."
    return ""


def _price_before(text: str, asked: str, answer: str) -> str:
    amounts = [Fraction(match["number"]) for match in _AMOUNT.finditer(text)]
    value = _one_value(answer)
    reduced, raised = bool(_REDUCED.search(text)), bool(_RAISED.search(text))
    if value is None or len(amounts) != 1 or reduced == raised or not _BEFORE.search(asked):
        return ""
    now = amounts[0]
    if "%" not in text or re.search(r"(?i)\b(?:per|each|a piece|how much (?:more|less))\b", text):
        return ""
    if reduced and value <= now:
        return f"The answer {shown(value)} is not above {shown(now)}, although that is reduced."
    if raised and value >= now:
        return f"The answer {shown(value)} is not below {shown(now)}, although that is raised."
    return ""


def _clock_shown(text: str, asked: str, answer: str) -> str:
    """A clock that gains shows more than it is, and one that loses less."""
    found, shows, real = _one_clock(answer), _SHOWS.search(asked), _REALLY.search(asked)
    gains, loses = bool(_GAINS.search(text)), bool(_LOSES.search(text))
    if not found or gains == loses or bool(shows) == bool(real):
        return ""
    given = real or shows
    if given is None or (shows and not _TRUE_TIME.search(asked)):
        return ""
    says = given["at"]
    is_later = minutes_of(found) > minutes_of(says)
    is_earlier = minutes_of(found) < minutes_of(says)
    if gains and not (is_later if real else is_earlier):
        return f"The answer {found} cannot be beside {says}: the clock gains, so it shows more."
    if loses and not (is_earlier if real else is_later):
        return f"The answer {found} cannot be beside {says}: the clock loses, so it shows less."
    return ""


def _hands(text: str, asked: str, answer: str) -> str:
    people, times = list(_HANDS.finditer(text)), list(_TIME.finditer(text))
    value, asks = (
        _one_value(_TIME.sub(lambda match: match["number"], answer)),
        _ASKS_TIME.search(asked),
    )
    if value is None or asks is None or len(people) != TWO or len(times) != 1:
        return ""
    first, second = (Fraction(one["hands"]) for one in people)
    unit = _UNITS.get((asks["unit"] or "").lower(), times[0]["unit"])
    is_same = people[0]["who"] == people[1]["who"] and unit == times[0]["unit"]
    if not is_same or first == second or _OTHER_WORK.search(text) or not _HANDS.search(asked):
        return ""
    time = Fraction(times[0]["number"])
    if (second < first) != (value > time):
        word = "longer" if second < first else "less"
        return (
            f"The answer {shown(value)} cannot be: {shown(second)} need {word} than {shown(first)}."
        )
    return ""


LIMITS: tuple[Callable[[str, str, str], str], ...] = (
    _meeting,
    _mean_speed,
    _mixture,
    _price_before,
    _clock_shown,
    _hands,
)
