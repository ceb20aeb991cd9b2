"""The value of an answer in words, picked from where a reader looks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.review.scalars import (
    FALSE,
    TRUE,
    Number,
    Precision,
    dates_in,
    folded,
    is_fault,
    numbers_in,
    same_number,
)

if TYPE_CHECKING:
    from datetime import date

MOST_WORDS = 120
"""Of an answer; a longer one is prose, which two authors never write alike."""

MOST_NAMES = 12
NOT_THERE = late_pattern(
    r"\b(?:not|nowhere|nothing|no) (?:\w+ ){0,4}?(?:in|by|from) the "
    r"(?:text|file|document|letter|mail|mails|table|data|passage|minutes|contract|notes)\b"
    r"|\b(?:(?:text|file|document|passage|data)s?|\w+\.(?:txt|md|log|eml)) "
    r"(?:(?:does|do) not|doesn['\u2019]t|don['\u2019]t) (?:say|state|mention|contain|give)\b",
    re.IGNORECASE,
)
UNITS = {
    "percent": "%", "%": "%", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur",
    "$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "£": "gbp", "pounds": "gbp",
    "kilometres": "km", "kilometers": "km", "km": "km", "metres": "m", "meters": "m", "m": "m",
    "cm": "cm", "mm": "mm", "miles": "mi", "kg": "kg", "kilograms": "kg", "g": "g", "grams": "g",
    "tonnes": "t", "tons": "t", "litres": "l", "liters": "l", "seconds": "s", "s": "s",
    "minutes": "min", "min": "min", "hours": "h", "h": "h", "days": "d", "day": "d",
    "weeks": "w", "week": "w", "months": "mo", "month": "mo", "years": "y", "year": "y",
    "°c": "c", "celsius": "c", "°f": "f", "thousand": "k", "million": "mio", "billion": "bn",
}  # fmt: skip
WORD_NUMBERS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_BOLD = late_pattern(r"\*\*(.+?)\*\*|__(.+?)__")
_STATED = late_pattern(r"(?im)^\W*(?:the )?(?:final )?(?:answer|result)(?: is)?\s*[:=]?\s*(.+)$")
_SENTENCE = late_pattern(r"(?<=[.!?])\s+(?=[A-Z\d\"'*])|\n+")
_COPULA = late_pattern(r"(?i)\b(?:is|was|are|were|equals|totals?|comes to|amounts to)\b|[=:]")
_AGAINST = late_pattern(
    r"(?i)\b(?:not|never|none|false|cannot|\w+n['\u2019]t|fell|falls?|fallen|decreas\w+|lower|less"
    r"|fewer|declin\w+|dropped|sank)\b"
)
_NUMBERED = late_pattern(r"(?i)\bno\.\s*(?=\d)")
"""No denial, but the number of something, as in 'No. 5'."""
_WORD = late_pattern(r"[^\W\d_][\w'\u2019-]*")
_STOP = frozenset(
    {"a", "an", "the", "is", "was", "are", "were", "be", "been", "it", "its", "this", "that", "of"}
    | {"these", "those", "there", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or"}
    | {"as", "has", "have", "had", "which", "who", "what", "when", "where", "how", "answer", "than"}
    | {"result", "value", "total", "number", "name", "names", "called", "he", "she", "they", "most"}
    | {"their", "his", "her", "least"}
)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an answer. ``names`` are its words in capitals.

    ``denied``: it denies what it speaks of, or says that something fell.
    """

    numbers: tuple[Number, ...] = ()
    main: Number | None = None
    dates: tuple[frozenset[date], ...] = ()
    unit: str = ""
    truth: bool | None = None
    absent: bool = False
    denied: bool = False
    names: frozenset[str] = field(default=frozenset())
    words: frozenset[str] = field(default=frozenset())


def value_in(text: str, goal: str, precision: Precision) -> Value | None:
    """The value of an answer; None if it is prose, empty or an error.

    Args:
        text: The answer.
        goal: What was asked: its words and numbers are no part of the value.
        precision: Whether case is meant.
    """
    if not text.strip() or is_fault(text) or len(text.split()) > MOST_WORDS:
        return None
    for segment in _segments(_NUMBERED.sub("number ", text)):
        value = _read(segment, goal, precision)
        if value is not None:
            return value
    return None


def same_value(first: Value, second: Value, precision: Precision) -> bool:
    """Whether two answers give the same value."""
    if first.absent or second.absent:
        return first.absent and second.absent
    if first.truth is not None and second.truth is not None:
        return first.truth == second.truth
    if first.denied != second.denied and first.truth is None and second.truth is None:
        return False
    if first.dates or second.dates:
        return _same_dates(first, second) and _compatible(first, second)
    if first.numbers or second.numbers:
        return _same_numbers(first, second, precision) and _compatible(first, second)
    return bool(first.words) and len(first.words) <= MOST_NAMES and first.words == second.words


def _same_dates(first: Value, second: Value) -> bool:
    if len(first.dates) != len(second.dates):
        return False
    return all(any(a & b for b in second.dates) for a in first.dates)


def _same_numbers(first: Value, second: Value, precision: Precision) -> bool:
    if not first.numbers or not second.numbers:
        return False
    if len(first.numbers) == len(second.numbers):
        rest = list(second.numbers)
        for number in first.numbers:
            match = next((n for n in rest if same_number(number, n, precision)), None)
            if match is None:
                break
            rest.remove(match)
        else:
            return True
    # A bare value, and a sentence that states it first.
    if 1 not in (len(first.numbers), len(second.numbers)):
        return False
    a, b = first.main, second.main
    return a is not None and b is not None and same_number(a, b, precision)


def _compatible(first: Value, second: Value) -> bool:
    """Whether units and names, where both have some, are the same."""
    if first.unit and second.unit and first.unit != second.unit:
        return False
    return not (first.names and second.names) or first.names == second.names


def _segments(text: str) -> list[str]:
    bold = [a or b for a, b in _BOLD.findall(text)]
    stated = _STATED.findall(text)
    sentences = [s for s in _SENTENCE.split(text.strip()) if s.strip()]
    return [*bold[:1], *stated[-1:], *sentences[:1], *sentences[-1:]]


def _read(segment: str, goal: str, precision: Precision) -> Value | None:
    segment = segment.strip().strip("*_` ")
    if NOT_THERE.search(segment):
        return Value(absent=True)
    words = [folded(w, precision) for w in _WORD.findall(segment)]
    if words and words[0].casefold() in TRUE | FALSE:
        return Value(truth=words[0].casefold() in TRUE)
    asked = {w.casefold() for w in _WORD.findall(goal)}
    dates, rest = dates_in(segment)
    goal_dates = set(dates_in(goal)[0])
    dates = [d for d in dates if d not in goal_dates] or dates
    numbers, places = _numbers(rest, goal)
    telling = [w for w in words if w.casefold() not in _STOP and w.casefold() not in WORD_NUMBERS]
    fresh = frozenset(w for w in telling if w.casefold() not in asked)
    value = Value(
        numbers=tuple(numbers),
        main=_main(numbers, places, rest),
        dates=tuple(dates),
        unit=_unit(rest, places),
        denied=bool(_AGAINST.search(segment)),
        names=_names(segment, asked, precision),
        words=fresh or frozenset(telling) or frozenset(words),
    )
    return value if value.numbers or value.dates or value.words else None


def _numbers(text: str, goal: str) -> tuple[list[Number], list[int]]:
    """The numbers that the goal does not name, unless it names all, with their places."""
    placed = numbers_in(text)
    if not placed:
        words = (m for m in _WORD.finditer(text) if m.group().casefold() in WORD_NUMBERS)
        placed = [(Number(Decimal(WORD_NUMBERS[m.group().casefold()])), m.start()) for m in words]
    named = {n.value for n, _ in numbers_in(goal)}
    placed = [(n, at) for n, at in placed if n.value not in named] or placed
    return [n for n, _ in placed], [at for _, at in placed]


def _main(numbers: list[Number], places: list[int], text: str) -> Number | None:
    """The number that a sentence states: its only one, or the first after 'is' or a colon."""
    if len(numbers) == 1:
        return numbers[0]
    copulas = [m.end() for m in _COPULA.finditer(text)]
    after = [n for n, at in zip(numbers, places, strict=True) if copulas and at >= copulas[-1]]
    return after[0] if after else None


def _unit(text: str, places: list[int]) -> str:
    if len(places) != 1:
        return ""
    tail = re.match(r"[-+\u2212€$£]?[\d.,' ]*\d\s*([%€$£]|°?[A-Za-z]+)?", text[places[0] :])
    before = text[: places[0]].rstrip()[-1:]
    unit = (tail.group(1) if tail else "") or (before if before in "€$£" else "") or ""
    leading = text[places[0] : places[0] + 1]
    return UNITS.get(unit.casefold(), "") or UNITS.get(leading, "")


def _names(segment: str, asked: set[str], precision: Precision) -> frozenset[str]:
    return frozenset(
        folded(word, precision)
        for word in _WORD.findall(segment)
        if word[0].isupper() and word.casefold() not in _STOP | asked | UNITS.keys()
    )
