"""The parts of the day that a task counts by hours of its own, as in ``night (22:00 to 6:00)``."""

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
FEWEST = 2
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


def hours_in(task: str) -> Hours:
    """The hours of each part of the day, if a task states those of every part that it names.

    Examples:
        >>> hours_in("Rides per morning (6 to 12), afternoon (12 to 22) and night (22 to 6)?")
        [('morning', 360, 720), ('afternoon', 720, 1320), ('night', 1320, 360)]
        >>> hours_in("Rides per morning (6-11), afternoon (12-17) and evening (18-23)?")
        [('morning', 360, 720), ('afternoon', 720, 1080), ('evening', 1080, 1440)]
        >>> hours_in("Rides in the morning and at night?")
        []
    """
    # Numbers behind the name alone may count anything: "in the morning 6 to 8 people".
    clocks = ("a_m", "a_x", "b_m", "b_x")
    matches = [m for m in _COUNTED.finditer(task) if m["so"] or any(map(m.group, clocks))]
    if any(match["of"] is not None and not any(map(match.group, clocks)) for match in matches):
        return []  # "morning: 6 to 8 people"
    names = [match["name"].lower() for match in matches]
    named = {name.lower().removesuffix("s") for name in _NAMED.findall(task)}
    if len(names) < FEWEST or len({*names}) < len(names) or named != {*names}:
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
    minutes = [minute for one in hours for minute in minutes_of(*one[1:])]
    if any(begin // HOUR not in _BEGINS[name.split()[-1]] for name, begin, _ in hours):
        return []  # by a clock of twelve hours, as "evening (5 to 8)"
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
