"""The day of an event that a text names: the last one, where later words move it.

An event is found by its words (the delivery, delivered) or, where it opens or closes a span such as
a stay, by the ends of that. What is asked, offered or tied to a condition leaves a day open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.days import WEEKDAY, dated
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PREFIX = 5
"""Letters that the forms of a word share: delivery, delivered."""

_OPENS = re.compile(
    r"(?i)\b(?:arriv\w+|check-?in|mov(?:e|ing)-? ?in|start\w*|begin\w*|begun|began|commenc\w+"
    r"|opening|first day)\b"
)
_CLOSES = re.compile(
    r"(?i)\b(?:depart\w+|check-?out|mov(?:e|ing)-? ?out|ends?|ending|expir\w+|clos(?:e|ing)"
    r"|conclusion|completion|last day)\b"
)
_SPAN = late_pattern(
    r"(?i)\b(?:stay|yours|book\w*|reserv\w*|rent\w*|let|hir\w+|lease|tenancy|visit|holiday|trip"
    r"|term|runs?|lasts?|held|takes? place)\b"
)
_IN, _OUT = (
    re.compile(r"(?i)\bcheck(?:ing)?[- ]?in\b"),
    re.compile(r"(?i)\bcheck(?:ing)?[- ]?out\b"),
)
_OVER = late_pattern(r"(?i)\bhand(?:s|ed|ing)? (?:\w+ )?over\b")
_GENERIC = frozenset(
    [
        *("day", "date", "time", "start", "begin", "first", "last", "end", "actual", "plann"),
        *("agre", "agreed", "event", "beginn", "comme", "expir", "open", "openi", "close", "clos"),
        *("clock", "noon", "scheduled", "respective", "move", "movi", "new"),
    ]
)
"""Stems that tell no event from another one."""
_TO = late_pattern(r"(?i)(?:\b(?:to|until|till|through|ends? on|ending on|and)|[-\u2013])\W*$")
_WEEKDAY = rf"(?:{WEEKDAY},? (?:the )?)?"
_OLD = late_pattern(
    rf"(?i)\b(?:instead of|rather than|in place of|not|no longer|originally|previously|formerly"
    rf"|was to be|had been|would have been|(?:was|were) (?:first |once )?(?:planned"
    rf"|scheduled|expected|announced|meant|due))(?: (?:on|for|as))?(?: the)? {_WEEKDAY}$"
)
_FROM = late_pattern(rf"(?i)\bfrom(?: the)? {_WEEKDAY}$")
_SINCE = late_pattern(
    r"(?i)\b(?:runs?|lasts?|made|concluded|let|valid|agreed|in force) (?:from|since|as of)"
    rf"(?: the)? {_WEEKDAY}$"
)
"""What stands before the first day of a time, so that its end is another day."""
MOVES = late_pattern(
    r"(?i)\b(?:now|moved?|postpon\w+|chang\w+|reschedul\w+|re-?arranged|brought forward|put off"
    r"|delay\w*|shift\w*|amend\w*|instead|new|defer\w+|advanced?|put back|after all"
    r"|(?<!no )(?<!not )later|earlier)\b"
)
_LATER_PART = late_pattern(
    r"(?im)^[^\w\n]*(?:supplement|amend\w+|addendum|annex|changes? to|change of|rider|modification"
    r"|correction|notice of (?:change|amend\w+)|(?:second|additional|supplementary) agreement"
    r"|update)\b|^From: "
)
_OPEN = late_pattern(
    r"(?i)\?\s*$|\b(?:if|unless|whether|could|might|may(?! \d)|would|perhaps|maybe|provided"
    r"|propos\w+|suggest\w*|plan to|hope\w*|possibly|provisional\w*|or(?= on| from)"
    r"|tentative\w*)\b"
)
_BY = late_pattern(
    rf"(?i)\bby (?:another )?(?P<count>{NUMBER}) (?:full )?(?P<unit>day|week|month|year)s?\b"
    rf"|\b(?P<count2>{NUMBER}) (?P<unit2>day|week|month|year)s? (?P<way>later|earlier)\b"
)
_FORWARD = late_pattern(r"(?i)\b(?:brought|bring|moved?) forward|\badvanced?\b|\bearlier\b")
_MOVED_BY = late_pattern(
    r"(?i)\b(?:moved?|postpon\w+|reschedul\w+|brought|put|delay\w*|shift\w*|defer\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Event:
    """The day of an event, as a formula, with the sentences that say it."""

    formula: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    day: date
    sentence: str
    part: int
    is_moved: bool


def event_of(
    phrase: str, text: str, sentences: Sequence[str], *, is_after: bool = False
) -> Event | None:
    """The day of an event; None where a text says none, or leaves open which of several.

    Args:
        phrase: What the event is called, such as "the day of arrival".
        text: The whole text.
        sentences: Its sentences, in order, with single blanks.
        is_after: Whether a time after the event is meant, and so the end of one that lasts.

    Examples:
        >>> said = ["The regatta is on 3 May 2025", "The regatta has been moved to 10 May 2025"]
        >>> event_of("the regatta", " ".join(said), said).formula
        'day(2025, 5, 10)'
        >>> event_of("the dinner", " ".join(said), said) is None
        True
    """
    years = {day.year for *_, day in dated(text)}
    year = years.pop() if len(years) == 1 else None
    asked = _Asked(phrase, is_after=is_after)
    parts = _parts(text, sentences)
    said: list[_Said] = []
    moved: tuple[str, str] | None = None
    for sentence, part in zip(sentences, parts, strict=True):
        days = asked.days(sentence, year)
        is_moving = MOVES.search(sentence) is not None
        by = _BY.search(sentence) if _MOVED_BY.search(sentence) else None
        is_open = _OPEN.search(sentence) is not None
        if is_open and (days or (by and asked.is_named(sentence))):
            return None
        if days:
            said += [_Said(day, sentence, part, is_moving) for day in days]
            moved = None
        elif by and not is_open and not dated(sentence, year):
            if moved or not said or not asked.is_named(sentence):
                return None
            moved = sentence, _by(sentence, by)
    return _event(said, moved)


def _event(said: Sequence[_Said], moved: tuple[str, str] | None) -> Event | None:
    if not said:
        return None
    last = said[-1]
    others = [one for one in said if one.day != last.day]
    is_later = last.is_moved or all(one.part < last.part for one in others)
    if others and not is_later:
        return None
    if any(one.day != last.day and one.sentence == last.sentence for one in said):
        return None
    formula = f"day({last.day.year}, {last.day.month}, {last.day.day})"
    if moved is None:
        return Event(formula, (last.sentence,))
    name, length = moved[1].split()
    return Event(f"{name}({formula}, {length})", (last.sentence, moved[0]))


def _by(sentence: str, match: re.Match[str]) -> str:
    count, unit = match["count"] or match["count2"], match["unit"] or match["unit2"]
    name = "subtract" if _FORWARD.search(sentence) else "add"
    return f"{name} {unit.lower()}s={amount_of(count):g}"


def _parts(text: str, sentences: Sequence[str]) -> list[int]:
    """The number of the part that each sentence is in: a supplement or a later mail is another."""
    marks = [match.start() for match in _LATER_PART.finditer(text)]
    place = 0
    parts = []
    for sentence in sentences:
        words = r"\s+".join(map(re.escape, sentence.split()))
        found = re.compile(words).search(text, place)
        place = found.start() if found else place
        parts.append(sum(mark <= place for mark in marks))
    return parts


class _Asked:
    """An event that is asked for, by its words and by the ends of a span."""

    def __init__(self, phrase: str, *, is_after: bool) -> None:
        said = _plain(phrase)
        # of "the order of the boats" the order is the event, of "the day of arrival" the arrival
        first = _heads(_CLOSES.sub("", _OPENS.sub("", said.split(" of ")[0])))
        self._heads = first or _heads(said)
        self._end = "last" if _CLOSES.search(said) else "first" if _OPENS.search(said) else "only"
        if self._end == "only" and is_after:
            self._end = "last"
        self._is_bare = not _heads(_CLOSES.sub("", _OPENS.sub("", said)))

    def is_named(self, sentence: str) -> bool:
        """Whether words name the event."""
        words = _plain(sentence)
        if self._heads:
            return any(_is_same(own, head) for own in self._heads for head in _heads(words))
        return bool((_CLOSES if self._end == "last" else _OPENS).search(words))

    def days(self, sentence: str, year: int | None) -> list[date]:
        """The days on which a sentence says that the event is."""
        spans = [
            (first, last, day)
            for first, last, day in dated(sentence, year)
            if not _OLD.search(sentence[:first])
        ]
        if not spans:
            return []
        direct = self._direct(sentence, spans)
        if direct or self._end == "only" or not _SPAN.search(sentence):
            return direct
        is_pair = len(spans) == len("ab") and _TO.search(sentence[spans[0][1] : spans[1][0]])
        if not is_pair or not (self._is_bare or self.is_named(sentence)):
            return []
        return [spans[0][2] if self._end == "first" else spans[1][2]]

    def _direct(self, sentence: str, spans: Sequence[tuple[int, int, date]]) -> list[date]:
        """The days that stand right behind the words of the event, or alone in its sentence."""
        found: list[date] = []
        start = 0
        for place, (first, last, day) in enumerate(spans):
            before = sentence[start:first]
            is_start = place + 1 < len(spans) and _TO.search(sentence[last : spans[place + 1][0]])
            if self.is_named(before) and not self._is_other_end(before):
                is_moved = MOVES.search(before) is not None and _FROM.search(before) is not None
                is_end = self._end == "last" and not self._is_bare
                is_next = is_start and (is_moved or is_end)
                if is_next or is_moved or self._end != "last" or not _SINCE.search(before):
                    found.append(spans[place + 1][2] if is_next else day)
            start = last
        is_lone = not found and len(spans) == 1 and not self._is_other_end(sentence)
        if is_lone and self.is_named(sentence[spans[0][1] :][:60]):
            found = [spans[0][2]]
        return found

    def _is_other_end(self, words: str) -> bool:
        """Whether words tell of the beginning where the end is asked for, or the reverse."""
        ends = {"last": (_OPENS, _CLOSES), "first": (_CLOSES, _OPENS)}.get(self._end)
        words = _plain(words)
        return ends is not None and bool(ends[0].search(words)) and not ends[1].search(words)


def _plain(words: str) -> str:
    """Words with one term where the parts of one would be taken for words of their own."""
    return _OVER.sub("handover", _OUT.sub("departure", _IN.sub("arrival", words)))


def _is_same(one: str, other: str) -> bool:
    """Whether two beginnings are those of one word, of which one may lack its last letter."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 1


def _heads(words: str) -> set[str]:
    """The beginnings of the words that tell one event from another."""
    return {
        stem[:PREFIX]
        for stem in stems(words)
        if stem not in _GENERIC and stem[:PREFIX] not in _GENERIC and not stem.isdigit()
    }
