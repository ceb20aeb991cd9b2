"""Cycles that began together, and shares in percent: questions that code answers for certain.

As with the calendar, only what the words leave no doubt of is answered: each number of such a
question is accounted for, and a word that may add a condition rules it out.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

from hocket.agents.days import WEEKDAY
from hocket.agents.ways.values import CLOCK, COUNTS, dates_in, without_dates
from hocket.core.late_pattern import late_pattern

_COUNT = rf"\d{{1,4}}|other|{'|'.join(name for name in COUNTS if name != 'zero')}"
_CYCLE = late_pattern(
    rf"\b(?:every|each) (?P<count>{_COUNT}) (?P<unit>second|minute|hour|day|week)s?\b",
    re.IGNORECASE,
)
_TOGETHER = late_pattern(
    r"\b(?:both|together|at once|coincide|simultaneously|same (?:time|day|moment|date)"
    r"|all(?: three| four| of them)?)\b",
    re.IGNORECASE,
)
_LENGTH = late_pattern(
    r"\b(?:after|in) how many (?P<unit>second|minute|hour|day|week)s\b", re.IGNORECASE
)
_DAY = late_pattern(r"\b(?:when|on (?:what|which) (?:date|day)|what (?:date|day))\b", re.IGNORECASE)
_TIME = late_pattern(r"\b(?:when|(?:at )?what time)\b", re.IGNORECASE)
_WEEKDAY_OF_DATE = late_pattern(rf"{WEEKDAY},? (?=\d)", re.IGNORECASE)
_AGAIN = late_pattern(r"\b(?:again|next)\b", re.IGNORECASE)
_CONDITION = late_pattern(
    rf"\b(?:later|earlier|before|previous\w*|last|ago|except|unless|not|never|only|but|if|until"
    rf"|holidays?|weekends?|work\w*|skip\w*|delay\w*|late|half|twice|often|times|total|old|years?"
    rf"|months?|second time|third time|tomorrow|yesterday|daily|weekly|hourly|quarters?"
    rf"|every|each|after(?! how many)|\w*n't|{WEEKDAY}s?)\b",
    re.IGNORECASE,
)
"""What may move a cycle or ask for something else."""
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_N = r"(\d+(?:[.,]\d+)?)"
_PART_OF = late_pattern(
    rf"(?:what|how (?:much|many)) (?:is|are) {_N} ?(?:%|per ?cent) of {_N}(?: [a-z]+)?\?",
    re.IGNORECASE,
)
_PERCENT_OF = late_pattern(
    rf"what per ?cent(?:age)? of {_N}(?: [a-z]+)? (?:is|are) {_N}(?: [a-z]+)?\?"
    rf"|(?P<part>\d+(?:[.,]\d+)?)(?: [a-z]+)? (?:is|are) what per ?cent(?:age)? of "
    rf"(?P<whole>\d+(?:[.,]\d+)?)(?: [a-z]+)?\?",
    re.IGNORECASE,
)
MOST_CHARS = 600
DAY_MINUTES = 24 * 60
TWO = 2


def reckoned(question: str) -> str:
    """The answer in a sentence; empty if it is no such question.

    Examples:
        >>> reckoned("One lamp blinks every 6 seconds and one every 8 seconds, now both at once. "
        ...          "After how many seconds do they blink together again?")
        'That is after 24 seconds.'
        >>> reckoned("What is 15 percent of 240?")
        '15 percent of 240 is 36.'
    """
    text = " ".join(question[: MOST_CHARS + 1].split())
    return "" if len(text) > MOST_CHARS else _share(text) or _coincidence(text)


def _share(text: str) -> str:
    """The answer to a question on one percentage that has no other word."""
    if match := _PART_OF.fullmatch(text):
        percent, whole = (_number(part) for part in match.groups())
        value = _shown(percent * whole / 100) if percent is not None and whole is not None else ""
        return f"{match[1]} percent of {match[2]} is {value}." if value else ""
    if match := _PERCENT_OF.fullmatch(text):
        whole = _number(match[1] or match["whole"])
        part = _number(match[2] or match["part"])
        value = _shown(100 * part / whole) if part is not None and whole else ""
        return f"It is {value} percent." if value else ""
    return ""


def _number(text: str) -> Fraction | None:
    """A number, unless its comma may part thousands or decimals."""
    return None if "," in text else Fraction(text)


def _shown(value: Fraction) -> str:
    """A number as a short decimal; empty if it has none."""
    text = f"{float(value):.10g}"
    return text if Fraction(text) == value else ""


def _coincidence(text: str) -> str:
    """When cycles that coincided once do so again."""
    cycles = [(match["count"].lower(), match["unit"].lower()) for match in _CYCLE.finditer(text)]
    head, asked = _parts(text)
    dates, clocks = dates_in(text), CLOCK.findall(text)
    rest = CLOCK.sub(" ", without_dates(_WEEKDAY_OF_DATE.sub("", text)))
    rest = _CYCLE.sub(" ", rest)
    asks = _AGAIN.search(asked) and _TOGETHER.search(asked) and _began(head)
    if len(cycles) < TWO or not asks or _CONDITION.search(rest) or _others(rest, len(cycles)):
        return ""
    seconds = lcm(*(_length(count) * _SECONDS[unit] for count, unit in cycles))
    if length := _LENGTH.search(asked):
        unit = length["unit"].lower()
        after = Fraction(seconds, _SECONDS[unit])
        is_exact = not dates and not clocks and after.denominator == 1 and after > 1
        return f"That is after {after} {unit}s." if is_exact else ""
    days, odd = divmod(seconds, _SECONDS["day"])
    if len(dates) == 1 and not clocks and not odd and _DAY.search(asked):
        return _on_day(next(iter(dates)), days)
    if len(clocks) == 1 and not dates and seconds % 60 == 0 and _TIME.search(asked):
        hour, minute = (int(part) for part in clocks[0])
        later = hour * 60 + minute + seconds // 60
        is_same_day = later < DAY_MINUTES and not _is_of_afternoon(text)
        return f"That is at {later // 60}:{later % 60:02}." if is_same_day else ""
    return ""


def _parts(text: str) -> tuple[str, str]:
    """What a text states, and the question at its end."""
    cut = max(text.rfind(mark, 0, -1) for mark in (". ", "; ", "! ", ": "))
    return text[: cut + 1], text[cut + 1 :]


def _began(head: str) -> bool:
    """Whether the cycles are said to coincide; the clause with a day or time says it of that."""
    clauses = re.split(r"[.;:!] |, (?=and )", head)
    dated = [clause for clause in clauses if dates_in(clause) or CLOCK.search(clause)]
    return all(_TOGETHER.search(clause) for clause in dated) and bool(_TOGETHER.search(head))


def _length(count: str) -> int:
    if count == "other":
        return 2
    return int(count) if count.isdigit() else COUNTS[count]


def _others(rest: str, cycles: int) -> bool:
    """Whether a text has numbers besides, other than how many things there are."""
    words = {COUNTS[word] for word in re.findall(r"[a-z]+", rest.lower()) if word in COUNTS}
    return bool(re.search(r"\d", rest)) or bool(words - {1, cycles})


def _is_of_afternoon(text: str) -> bool:
    return bool(re.search(r"(?i)\b(?:p\.?m|a\.?m)\b|\b(?:afternoon|evening|night)\b", text))


def _on_day(start: str, days: int) -> str:
    try:
        day = date.fromisoformat(start) + timedelta(days=days)
    except (ValueError, OverflowError):
        return ""
    weekday, month = calendar.day_name[day.weekday()], calendar.month_name[day.month]
    return f"That is on {weekday}, {day.day} {month} {day.year}."
