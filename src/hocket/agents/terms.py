"""Days that follow from a contract by rules: instalments, notice, deadlines after an event.

Each rule needs all of its parts in the text, and each of them once; what is said twice, or of
working days, is left to the LLM. Times before or after an event that later words move have rules of
their own (`due`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from hocket.agents.backing import asks_day
from hocket.agents.days import dated, days_in
from hocket.agents.due import due_of
from hocket.agents.formula import computed
from hocket.agents.notices import WANTED_END, notice_due
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

T = TypeVar("T")
_SENTENCES = late_pattern(
    r"(?<=[a-z)\d])[.]\s+(?=[A-Z])|;\s+|\n\s*\n|\n(?=\s*\d+[.)]|[ \t]*[A-Z][\w ]{2,30}:[ \t])"
)
_ENUMERATED = late_pattern(r"^\s*(?:\d+[.)]\s+)?")
_TIMES = {
    "week": ("weeks", 1),
    "month": ("months", 1),
    "quarter": ("months", 3),
    "half": ("months", 6),
}
_INSTALMENTS = late_pattern(
    rf"(?i)\b(?P<count>{NUMBER}) (?:(?:equal|fixed|consecutive|successive) )*(?P<unit>week|month"
    r"|quarter|half-year|year|annual)(?:ly|s)? (?:instal?ments?|payments?|rates?|parts)\b"
)
_STARTING = late_pattern(r"(?i)\b(?:first|starting|beginning|begins?|commenc\w+|from)\b")
_ASKS_INSTALMENT = late_pattern(
    r"(?i)\b(?:(?P<last>last|final)|(?P<nth>\d{1,3})(?:st|nd|rd|th)) (?:\w+ )?(?:instal?ment"
    r"|payment"
    r"|rate|part)\b"
)
_LENGTH = rf"(?P<count>{NUMBER}) (?:full )?(?P<unit>day|week|month|year)s?['\u2019]?"
_NOTICE_TO = late_pattern(
    rf"(?i)\b(?:{_LENGTH} (?:of )?(?:written )?notice|notice (?:period )?of (?P<n>{NUMBER})"
    r" (?P<u>day|week|month|year)s?)"
    r"[^.;]{0,30}? to the end of (?:a|the|each|any)? ?(?:calendar )?(?P<end>month|quarter|year)\b"
)
_NOTICE_DAY = late_pattern(r"(?i)\b(?:notice|resign\w*|terminat\w*)\b")
_LATEST = late_pattern(
    r"(?i)\b(?:latest|last (?:possible )?(?:day|date)|until|till|by (?:when|what|which)|deadline"
    r"|how late)\b"
)
_AFTER = late_pattern(
    r"(?i)\b(?:at|by|until|on) the end of the (?P<unit>month|quarter|year) (?:after|following"
    r"|that follows)"
    r" (?:the (?:one|month|quarter|year) (?:of|in which) )?(?P<event>[^.;,]{3,60})"
)
_WORKING = late_pattern(r"(?i)\b(?:working|business|banking|week) ?days?\b")
_PREFIX = 5
"""Letters that the forms of a word share: delivery, delivered."""


@dataclass(frozen=True, slots=True)
class Term:
    """A day that follows by rule: its formula, and the sentences that it rests on."""

    formula: str
    sentences: tuple[str, ...]


def term_of(question: str, text: str) -> Term | None:
    """The day that a question asks for, where a rule derives it from a text; else None.

    Examples:
        >>> text = "It is repaid in 36 monthly instalments, the first of them due on 1 May 2025."
        >>> term_of("On which day is the last instalment due?", text).formula
        'add(day(2025, 5, 1), months=36 - 1)'
        >>> text = "Paid back within 14 days of the return. The return was on 20 August 2025."
        >>> term_of("By when must it be paid back?", text).formula
        'add(day(2025, 8, 20), days=14)'
    """
    term = _by_rules(question, text)
    due = None if term else due_of(question, text)
    return Term(due.formula, due.sentences) if due else term


def _by_rules(question: str, text: str) -> Term | None:
    if not (asks_day(question) or _LATEST.search(question)):
        return None
    sentences = [
        " ".join(_ENUMERATED.sub("", s).split()).rstrip(".") for s in _SENTENCES.split(text)
    ]
    sentences = [s for s in sentences if s]
    due = notice_due(question, sentences)
    if due is not None:
        return Term(due.formula, due.sentences)
    if _WORKING.search(text):
        return None
    for rule in _RULES:
        term = rule(question, sentences)
        if term is not None:
            return term
    return None


def _instalment(question: str, sentences: Sequence[str]) -> Term | None:
    """The last of so many instalments is one time less after the first."""
    asked = _ASKS_INSTALMENT.search(question)
    plan = _only((s, m) for s in sentences if (m := _INSTALMENTS.search(s)))
    if asked is None or plan is None:
        return None
    sentence, match = plan
    first = _only(
        (s, day) for s in sentences if _STARTING.search(s) for day in _after(_STARTING, s)
    )
    if first is None:
        return None
    unit = match["unit"].lower()
    name, times = _TIMES.get(unit.split("-")[0], ("years", 1))
    number = amount_of(match["count"]) if asked["last"] else float(asked["nth"])
    if number > amount_of(match["count"]):
        return None
    count = f"{number:g} - 1" if times == 1 else f"{times} * ({number:g} - 1)"
    return Term(f"add({_day(first[1])}, {name}={count})", _both(sentence, first[0]))


def _notice(question: str, sentences: Sequence[str]) -> Term | None:
    """A notice that was given on a day ends with the month, quarter or year behind its time."""
    period = _only((s, m) for s in sentences if (m := _NOTICE_TO.search(s)))
    if period is None or not re.search(r"(?i)\b(?:end|ends|over|last day|until|leave)\b", question):
        return None
    given = _only(
        (s, day)
        for s in (*sentences, question)
        if _NOTICE_DAY.search(s) and re.search(r"(?i)\b(?:on|dated)\b", s)
        for day in _after(_NOTICE_DAY, s)
    )
    if given and given[0] == question and _LATEST.search(question):
        return None  # the day on which it is to end
    if given is None:
        return None
    sentence, match = period
    count, unit = match["count"] or match["n"], match["unit"] or match["u"]
    moved = f"add({_day(given[1])}, {unit.lower()}s={amount_of(count):g})"
    return Term(f"end_of_{match['end'].lower()}({moved})", _both(sentence, given[0]))


def _notice_for(question: str, sentences: Sequence[str]) -> Term | None:
    """The last day for notice to the end of a month or quarter that the question names."""
    period = _only((s, m) for s in sentences if (m := _NOTICE_TO.search(s)))
    wanted = [day for first, _, day in dated(question) if WANTED_END.search(question[:first])]
    if period is None or not _LATEST.search(question) or len(wanted) != 1:
        return None
    sentence, match = period
    [end] = wanted
    if computed(f"end_of_{match['end'].lower()}({_day(end)})") != end:
        return None  # no day on which it can end
    count, unit = match["count"] or match["n"], match["unit"] or match["u"]
    after = f"subtract(add({_day(end)}, days=1), {unit.lower()}s={amount_of(count):g})"
    return Term(f"subtract({after}, days=1)", (sentence,))


def _end_after(question: str, sentences: Sequence[str]) -> Term | None:
    """The end of the month, quarter or year that follows the one of an event."""
    rule = _only((s, m) for s in sentences if (m := _AFTER.search(s)))
    if rule is None:
        return None
    event = _day_of(rule[1]["event"], question, [s for s in sentences if s != rule[0]])
    if event is None:
        return None
    end = f"end_of_{rule[1]['unit'].lower()}"
    return Term(f"{end}(add({end}({_day(event[1])}), days=1))", _both(rule[0], event[0]))


_RULES: tuple[Callable[[str, Sequence[str]], Term | None], ...] = (
    _instalment,
    _notice_for,
    _notice,
    _end_after,
)


def _day_of(event: str, question: str, sentences: Sequence[str]) -> tuple[str, date] | None:
    """The one day on which a text, or the question, says that an event was."""
    heads = {stem[:_PREFIX] for stem in stems(event)}
    for said in ([question], sentences):
        days = [
            (s, day)
            for s in said
            if heads & {stem[:_PREFIX] for stem in stems(s)}
            for day in days_in(s)
        ]
        if days:
            return _only(days)
    return None


def _after(pattern: re.Pattern[str], sentence: str) -> list[date]:
    """The first day behind a word of a sentence."""
    behind = [days_in(sentence[match.end() :]) for match in pattern.finditer(sentence)]
    return [days[0] for days in behind if days][-1:]


def _only(items: Iterable[tuple[str, T]]) -> tuple[str, T] | None:
    """The one thing with its sentence; None if there are several, or none."""
    listed = list(items)
    first = listed[0] if listed else None
    return first if first and all(thing == first[1] for _, thing in listed) else None


def _day(day: date) -> str:
    return f"day({day.year}, {day.month}, {day.day})"


def _length(match: re.Match[str]) -> str:
    return f"{match['unit'].lower()}s={amount_of(match['count']):g}"


def _both(*sentences: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
