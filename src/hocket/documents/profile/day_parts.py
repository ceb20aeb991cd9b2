"""The parts of the day that a task counts by hours of its own, as in ``night (22:00 to 6:00)``.

One alone is told from the rest of the day; one over midnight needs no name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.odd import has_its_type

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import TableProfile

DAY_PART = "part_of_day"
Hours = list[tuple[str, int, int]]
"""The parts with the minutes of the day at which each begins and ends; one ends on the next day if
its end is not behind its begin."""

DAY, HOUR, NOON = 1440, 60, 12
OTHER = "other"
"""What a time is called where a task speaks of one part of the day alone."""
_PARTS = r"(?:early |late )?(?:morning|afternoon|evening|night)"
_CLOCK = (
    r"(?P<{0}_h>[01]?\d|2[0-4])(?:[:.](?P<{0}_m>[0-5]\d))?(?: ?(?P<{0}_x>[ap])\.?m\b\.?| ?h\b)?"
)
_BEGINS = {
    "morning": range(12),
    "afternoon": range(11, 19),
    "evening": range(15, 24),
    "night": {*range(18, 24), *range(7)},
}
"""The hours at which parts can begin."""
_NAMED = re.compile(rf"\b{_PARTS}s?\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<name>{_PARTS})s?\b,? ?(?P<so>(?:\(|is |are |means |= ?|: ?|runs |lasts )?"
    rf"(?:from |between )?){_CLOCK.format('a')}\s*(?:to|until|till|and|-|\u2013)\s*(?:before )?"
    rf"{_CLOCK.format('b')}(?![\d:])"
    rf"(?P<of>(?=\s+(?!(?:and|or|in|{_PARTS}|hours?|o['\u2019]clock)\b)[a-z]))?",
    re.IGNORECASE,
)


_UNNAMED = re.compile(
    rf"\b(?:from|between|(?P<after>after)) {_CLOCK.format('a')}\s*"
    rf"(?:to|until|till|and|-|\u2013|(?(after)(?:and|or) before|(?!)))\s*(?:before )?"
    rf"{_CLOCK.format('b')}(?![\d:])",
    re.IGNORECASE,
)
_NO_TIMES = re.compile(r"\b(?:scores?|prices?|odds|ratios?|scales?|pace)\b", re.IGNORECASE)
"""What is written as times are, or changes from one to another."""
_STATED = ("a_m", "a_x", "b_m", "b_x")
"""The groups that show that a number is a time."""


def hours_in(task: str) -> Hours:
    """The hours of each part of the day, if a task states those of every part that it names.

    Examples:
        >>> hours_in("Rides per morning (6 to 12), afternoon (12 to 22) and night (22 to 6)?")
        [('morning', 360, 720), ('afternoon', 720, 1320), ('night', 1320, 360)]
        >>> hours_in("Rides per morning (6-11), afternoon (12-17) and evening (18-23)?")
        [('morning', 360, 720), ('afternoon', 720, 1080), ('evening', 1080, 1440)]
        >>> hours_in("Rides in the morning and at night?")
        []
        >>> hours_in("What share of the rides began at night, from 22:00 to 6:00?")
        [('night', 1320, 360), ('other', 360, 1320)]
        >>> hours_in("What share of the rides began between 10 pm and 5 am?")
        [('10 pm to 5 am', 1320, 300), ('other', 300, 1320)]
    """
    # Numbers behind the name alone may count anything: "in the morning 6 to 8 people".
    matches = [m for m in _COUNTED.finditer(task) if m["so"] or _is_clock(m)]
    if any(match["of"] is not None and not _is_clock(match) for match in matches):
        return []  # "morning: 6 to 8 people"
    names = [match["name"].lower() for match in matches]
    named = {name.lower().removesuffix("s") for name in _NAMED.findall(task)}
    if not names and not named:
        return _over_midnight(task)
    if not names or len({*names}) < len(names) or named != {*names}:
        return []
    if len(names) == 1 and not _is_clock(matches[0]):
        return []
    begins = {_minutes(match, "a") % DAY for match in matches}
    ends = [_minutes(match, "b") for match in matches]
    # Whole hours up to which a part runs are within it where the next one begins an hour later.
    are_within = any((end + HOUR) % DAY in begins and end % DAY not in begins for end in ends)
    hours: Hours = []
    for match, name, end in zip(matches, names, ends, strict=True):
        if match["b_m"] and end % HOUR == HOUR - 1:
            end += 1  # noqa: PLW2901 - up to 11:59 is before noon
        elif are_within and not match["b_m"] and end % DAY not in begins:
            end += HOUR  # noqa: PLW2901 - as above
        hours.append((name, _minutes(match, "a") % DAY, end))
    if any(begin // HOUR not in _BEGINS[name.split()[-1]] for name, begin, _ in hours):
        return []  # by a clock of twelve hours, as "evening (5 to 8)"
    return _with_rest(hours)


def _over_midnight(task: str) -> Hours:
    """The one part without a name that a task states, if it goes over midnight."""
    if _NO_TIMES.search(task):
        return []
    # "From 1.50 to 1.20" may be prices.
    matches = [m for m in _UNNAMED.finditer(task) if ":" in m.group() or m["a_x"] or m["b_x"]]
    if len(matches) != 1:
        return []
    [match] = matches
    begin, end = _minutes(match, "a") % DAY, _minutes(match, "b")
    words = re.sub(r"^\w+ |\b(?:and|or|before|until|till|to)\b", " to ", match.group())
    name = re.sub(r"(?: to)+ ", " to ", " ".join(words.split())).removeprefix("to ")
    return _with_rest([(name, begin, end)]) if end % DAY < begin else []


def _is_clock(match: re.Match[str]) -> bool:
    return any(map(match.group, _STATED))


def _with_rest(hours: Hours) -> Hours:
    """The parts, of which one alone gets the rest of the day; none if they overlap."""
    minutes = [minute for one in hours for minute in minutes_of(*one[1:])]
    if len(hours) == 1 and 0 < len(minutes) < DAY:
        [(_, begin, end)] = hours
        return [*hours, (OTHER, end % DAY, begin)]
    return hours if len(minutes) == len({*minutes}) else []


def minutes_of(begin: int, end: int) -> list[int]:
    """The minutes of the day of a part."""
    last = end if end > begin else end + DAY
    return [minute % DAY for minute in range(begin, last)]


def _minutes(match: re.Match[str], which: str) -> int:
    """The minute of the day; the half that only the end states is that of the begin if it fits."""
    hour, half = int(match[f"{which}_h"]), (match[f"{which}_x"] or "").lower()
    end = (match["b_x"] or "").lower()
    if end and not half:
        is_same = hour % NOON < int(match["b_h"]) % NOON
        half = end if is_same or hour > NOON else "ap"[end == "a"]
    if half and hour <= NOON:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return hour * HOUR + int(match[f"{which}_m"] or 0)


def clock_in(profile: TableProfile) -> str:
    """The only column with a time of the day, or with the hour alone; empty if none is certain."""
    if profile.column(DAY_PART) is not None:
        return ""
    clocks = [
        column.name
        for column in profile.columns
        if column.type in ("datetime", "time") and has_its_type(column, profile.rows)
    ]
    hours = [
        column.name
        for column in profile.columns
        if column.type == "integer" and column.name.strip().lower() == "hour"
        if isinstance(column.minimum, int) and isinstance(column.maximum, int)
        if column.minimum >= 0 and column.maximum < DAY // HOUR
    ]
    found = clocks or hours
    return found[0] if len(found) == 1 else ""


def shown_day_part(profile: TableProfile, hours: Hours) -> str:
    """The line of the column behind a line break; empty if there is none."""
    column = clock_in(profile) if hours else ""
    names = ", ".join(repr(name) for name, *_ in hours)
    held = f"text, {names} by the hours of the task, which follows from {column!r}"
    return f"\n- {DAY_PART!r}: {held}" if column else ""
