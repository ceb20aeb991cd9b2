"""Spans of time: bookings that collide, rooms, gaps between them, opening hours."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

APPOINTMENTS = (
    Algorithm(
        "collisions",
        r"(?:bookings?|reservations?|appointments?|meetings?|shifts?|lessons?)(?=.*\b(?:collid\w*"
        r"|collisions?|clash\w*|conflict\w*))|(?:collid\w*|collisions?|clash\w*"
        r"|conflict\w*)(?=.*\b(?:bookings?|reservations?|appointments?|meetings?|shifts?"
        r"|lessons?))|(?:bookings?|reservations?|appointments?)(?=.*\boverlap\w*)"
        r"|overlap\w*(?=.*\b(?:bookings?|reservations?|appointments?))",
        r"pairs|collide",
        "Write collisions.py with overlap(a, b), whether two (start, end) bookings share time (one "
        "may start when the other ends), and collisions(bookings), the pairs of names that do, in "
        "order of the list, for (name, start, end) bookings (ValueError if an end is not after "
        "its start).",
        """\
from itertools import combinations


def overlap(a, b):
    (start, end), (other_start, other_end) = a, b
    # each one starts before the other ends
    return start < other_end and other_start < end


def collisions(bookings):
    for name, start, end in bookings:
        if end <= start:
            raise ValueError(f"{name} ends at {end}, which is not after {start}")
    return [
        (first[0], second[0])
        for first, second in combinations(bookings, 2)
        if overlap(first[1:], second[1:])
    ]""",
    ),
    Algorithm(
        "bookings",
        r"(?:class|add|book|reserve|cancel|refus\w+|reject\w*)(?=.*\b(?:overlap\w*|clash\w*|taken"
        r"|collid\w*|double)\b)(?=.*\b(?:bookings?|reservations?|appointments?)\b)"
        r"|double[- ]book\w*|room (?:bookings?|reservations?)|book(?: (?:a |the )?)room",
        r"cancel|calendar",
        "Write bookings.py with a class Room: book(start, end, name) raises ValueError if the end "
        "is not after the start or the time overlaps a booking (one may start when another ends), "
        "cancel(name) raises KeyError if there is none, is_free(start, end), and bookings() "
        "gives (start, end, name) in order of the start.",
        """\
class Room:
    def __init__(self):
        self._bookings = []

    def is_free(self, start, end):
        # two spans overlap if each one starts before the other ends
        return not any(
            start < other_end and other_start < end
            for other_start, other_end, _ in self._bookings
        )

    def book(self, start, end, name):
        if end <= start:
            raise ValueError(f"{end} is not after {start}")
        if not self.is_free(start, end):
            raise ValueError(f"{start} to {end} is taken")
        self._bookings.append((start, end, name))

    def cancel(self, name):
        kept = [booking for booking in self._bookings if booking[2] != name]
        if len(kept) == len(self._bookings):
            raise KeyError(name)
        self._bookings = kept

    def bookings(self):
        return sorted(self._bookings)""",
    ),
    Algorithm(
        "free_slots",
        r"(?:free|open|available) (?:time )?slots?|free times?(?=.*\b(?:appointments?|meetings?"
        r"|calendars?|busy))|(?:gaps?|time) between (?:\w+ )?(?:appointments|meetings|bookings)",
        r"appointments|busy|gaps?|planned",
        "Write gaps.py with free_times(busy, start, end, least=1): the (start, end) pairs in "
        "minutes between start and end of the day in which nothing is planned, each at least so "
        "long; busy is a list of such pairs in any order, which may overlap (ValueError if the "
        "end of the day is before its start).",
        """\
def free_times(busy, start, end, least=1):
    if end < start:
        raise ValueError(f"{end} is before {start}")
    slots, free_from = [], start
    for busy_start, busy_end in sorted(busy):
        gap_end = min(busy_start, end)
        if gap_end - free_from >= least:
            slots.append((free_from, gap_end))
        free_from = max(free_from, busy_end)  # a long one may cover the next ones
    if end - free_from >= least:  # after the last one
        slots.append((free_from, end))
    return slots""",
    ),
    Algorithm(
        "meeting_rooms",
        r"(?:how many|number of|fewest|minimum) (?:meeting |class |lecture )?(?:rooms|platforms"
        r"|courts)(?=.*\b(?:meetings?|lessons?|trains?|games|overlap\w*|needed))|(?:min"
        r"|minimum) meeting rooms|platforms|(?:most|how many) (?:\w+ )*?at (?:once"
        r"|the same time)(?=.*\b(?:arriv\w*|start\w*|times))|simultaneously|peak (?:overlap"
        r"|occupancy)",
        r"rooms|needed",
        "Write rooms.py with rooms_needed(meetings): how many meeting rooms are needed at least "
        "for (start, end) pairs; a room can be used again from the moment that a meeting ends "
        "(ValueError if an end is not after its start).",
        """\
def rooms_needed(meetings):
    events = []
    for start, end in meetings:
        if end <= start:
            raise ValueError(f"{end} is not after {start}")
        events.append((start, 1))
        events.append((end, -1))
    used, most = 0, 0
    for _, change in sorted(events):  # at the same moment, -1 (an end) comes first
        used += change
        most = max(most, used)
    return most""",
    ),
    Algorithm(
        "opening_hours",
        r"opening (?:hours|times)|business hours|(?:shop|store|office|library|museum|pool"
        r"|we) (?:is |are )?open|open(?:s|ed)? (?:now|from \d+|on (?:mon|tues|wednes|thurs|fri"
        r"|satur|sun)days?)",
        r"shop|closed",
        "Write shop.py with is_open(moment), whether a shop is open at a datetime: Monday to "
        "Friday 8:00 to 12:30 and 14:00 to 18:00, Saturday 9:00 to 13:00, closed on Sunday; at the "
        "end of a span it is closed. And opens_next(moment), the next datetime when it opens.",
        """\
from datetime import datetime, time, timedelta

WEEKDAY = ((time(8), time(12, 30)), (time(14), time(18)))
SATURDAY = ((time(9), time(13)),)
HOURS = (WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, SATURDAY, ())  # Monday is 0


def is_open(moment):
    # at 8:00 it is open, at 12:30 no longer
    return any(start <= moment.time() < end for start, end in HOURS[moment.weekday()])


def opens_next(moment):
    day = moment.date()
    while True:
        for start, _ in HOURS[day.weekday()]:
            opening = datetime.combine(day, start)
            if opening > moment:
                return opening
        day += timedelta(days=1)""",
    ),
)
