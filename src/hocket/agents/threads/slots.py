"""The slots of a plan that opens a thread: its days or weeks, each with the person who has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.days import WEEKDAY, dated
from hocket.agents.threads.names import first_name, one_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hocket.documents.passages import Passage

FEWEST = 3
"""Pairs of a slot and a person from which they are a plan."""
_WEEKDAY = late_pattern(rf"(?i)\b(?P<day>{WEEKDAY})\b")
_BETWEEN = late_pattern(r"[\s:=,\u2013\u2014>-]{1,5}(?:is |goes to |to |with |for |by )?")
_GOES_ON = late_pattern(r"(?i)\s*(?:[,;]|\n)\s*(?:and |but |only |on )*")
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b")
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_UNIT = r"(?:week|day|evening|morning|shift|turn|slot|one|date|time|weekend|session)"
_PLACE = late_pattern(rf"(?i)\b(?P<nth>{'|'.join((*_NTH, 'last'))}) {_UNIT}\b")
_ORDINAL = late_pattern(r"(?i)\bthe (?P<number>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?-i:[A-Z]))")


@dataclass(frozen=True, slots=True)
class Slot:
    """A day or a week of a plan.

    Attributes:
        label: As the plan writes it.
        day: Its date, or that of its first day; None for a weekday alone.
    """

    label: str
    day: date | None = None


def plan_in(passage: Passage, names: Sequence[str], year: int | None) -> list[tuple[Slot, str]]:
    """The slots that a message lists, each with the person right behind it; else nothing.

    A list with a slot of two people, of nobody, or that it has twice is no plan.

    Args:
        passage: The message.
        names: First names of the people of the thread.
        year: Of days that are written without one.

    Examples:
        >>> from hocket.documents.passages import Passage
        >>> text = "Who opens: Monday Ann, Tuesday me, Wednesday Bo."
        >>> message = Passage(text, 1, 1, heads=(("from", "Cy Lang"),))
        >>> plan = plan_in(message, ["Ann", "Bo"], None)
        >>> [(slot.label, who) for slot, who in plan]
        [('Monday', 'Ann'), ('Tuesday', 'Cy'), ('Wednesday', 'Bo')]
    """
    body, author = passage.body, first_name(passage.author)
    one = one_of(names)
    person = re.compile(rf"(?P<name>{one}|me\b|I\b|myself\b|[A-Z][a-z]{{1,15}}\b)(?!['\u2019]s)")
    days = [(first, last, Slot(body[first:last], day)) for first, last, day in dated(body, year)]
    if len(days) < FEWEST:
        days = [(m.start(), m.end(), Slot(m["day"])) for m in _WEEKDAY.finditer(body)]
    second = re.compile(
        rf"(?:\s*[/&+]\s*| and | with | or |, )(?:{one}|me|I|myself)\b(?![ '\u2019]\w)"
    )
    plan: dict[Slot, str] = {}
    skipped, end = False, 0
    for first, last, slot in days:
        gap = _BETWEEN.match(body, last)
        match = person.match(body, gap.end()) if gap else None
        if match is None or _WEEKDAY.fullmatch(match["name"]):
            goes_on = _GOES_ON.match(body, end) if plan else None
            if goes_on and goes_on.end() == first:
                return []  # a slot of nobody
            skipped = bool(plan)
            continue
        who = author if match["name"] in ("me", "I", "myself") else match["name"]
        if skipped or plan.get(slot, who) != who or second.match(body, match.end()):
            return []
        plan[slot], end = who, match.end()
    return list(plan.items()) if len(plan) >= FEWEST else []


def slots_named(text: str, slots: Sequence[Slot]) -> list[tuple[int, Slot]]:
    """(where, slot) of the slots that a sentence names by its day, its weekday or its place.

    Examples:
        >>> from datetime import date
        >>> plan = [Slot("1 May", date(2025, 5, 1)), Slot("8 May", date(2025, 5, 8))]
        >>> [slot.label for _, slot in slots_named("the week of the 8th, not the first week", plan)]
        ['8 May', '1 May']
    """
    by_day = {slot.day: slot for slot in slots if slot.day}
    found: dict[Slot, int] = {}
    years = {day.year for day in by_day}
    year = years.pop() if len(years) == 1 else None
    for first, _, day in dated(text, year):
        if day in by_day:
            found.setdefault(by_day[day], first)
    for match in _ORDINAL.finditer(text):
        meant = [slot for day, slot in by_day.items() if day.day == int(match["number"])]
        if len(meant) == 1:
            found.setdefault(meant[0], match.start())
    for match in _PLACE.finditer(text):
        nth = match["nth"].lower()
        place = len(slots) - 1 if nth == "last" else _NTH.index(nth)
        if place < len(slots):
            found.setdefault(slots[place], match.start())
    for match in _WEEKDAY.finditer(text):
        for slot in slots:
            if slot.day is None and slot.label.lower() == match["day"].lower():
                found.setdefault(slot, match.start())
    return sorted(((at, slot) for slot, at in found.items()), key=lambda pair: pair[0])


def names_day(key: str) -> bool:
    """Whether a key names a day, such as ``monday`` or ``friday_evening``."""
    return _WEEKDAY.search(key.replace("_", " ")) is not None


def year_of(text: str) -> int | None:
    """The only year that a text writes; None if it writes none or several."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None
