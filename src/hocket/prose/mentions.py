"""What a sentence mentions: times, and numbers with their units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hocket.prose.times import (
    MONTH,
    QUARTERS,
    SEASON,
    YEAR,
    Time,
    is_season,
    month_of,
    quarter,
)
from hocket.prose.unit import FACTOR, KNOWN, Unit, key_of, unit_of

_QUARTER = rf"(?:the\s+)?(?P<o>{'|'.join(QUARTERS)}|last)\s+quarter\s+of\s+|Q(?P<q>[1-4])[\s/-]?"
_TIME = (
    rf"(?<![\w.,$€£])(?:(?:(?P<d>\d\d?)\s+)?(?P<n>{MONTH})\s+(?:(?P<e>\d\d?),\s+)?|{_QUARTER})?"
    rf"(?P<y>{YEAR})(?:(?P<s>s)|(?P<f>[/-](?:\d\d|{YEAR})))?(?![\w%]|[.,]\d|\s*(?:{KNOWN})\b)"
)
_NUMBER = (
    r"(?<![\w.])(?P<sign>[-+])?(?P<money>[$€£])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?(?!\w)"
)
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
SPELLED = {**{word: i for i, word in enumerate(_WORDS)}, **_TENS, "ninety": 90, "hundred": 100}
_SPELLED = rf"(?<![-\w])(?P<word>{'|'.join(list(SPELLED)[2:])})\b"
_MEASURES = (
    r"percentage points?|per ?cent|%|times|-?fold|years?|decades?|months?|centur(?:y|ies)|points?"
)
_HEDGE = (
    r"\b(?P<hedge>about|around|roughly|approximately|approx\.?|some|close to|nearly|almost|"
    r"just under|just over|just above|just below|well over|more than|less than|fewer than|over|"
    r"under|at least|at most|up to|circa|ca\.|c\.)\s*$|[~≈]\s*$"
)
BELOW = {"nearly", "almost", "just under", "just below", "less than", "fewer than", "under"}
ABOVE = {"more than", "over", "just over", "just above", "well over", "at least"}
MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
CLOSE, FAR = 0.03, 0.15


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that a sentence names, with its place in it."""

    time: Time
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence, with its unit and place.

    Attributes:
        value: Without its factor.
        step: The least difference that is seen with the decimals it is written with.
        unit: As written; empty if there is none.
        factor: As ``Unit.factor``.
        hedge: ``about``, ``below``, ``above`` or empty.
    """

    value: float
    step: float
    unit: str
    factor: str
    hedge: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        return key_of(self.unit) if self.unit else ""

    def is_close(self, value: float) -> bool:
        """Whether it may be written for a value."""
        size, stated = abs(value), abs(self.value)
        slack = 0.51 * self.step
        if self.hedge == "below":
            return stated * (1 - FAR) <= size <= stated + slack
        if self.hedge == "above":
            return stated - slack <= size <= stated * (1 + FAR)
        if self.hedge == "about":
            slack = max(slack, CLOSE * stated)
        return abs(size - stated) <= slack


def times_in(text: str) -> list[Mention]:
    """The times that a sentence names; a decade is left out.

    Examples:
        >>> [m.time for m in times_in("from March 1990 to 2001, in the 1980s")]
        [(1990, 3, 0), (2001, 0, 0)]
        >>> [m.time for m in times_in("in the second quarter of 1990, in Q4 1991")]
        [(1990, 14, 0), (1991, 16, 0)]
    """
    mentions = []
    for match in re.finditer(_TIME, text, re.IGNORECASE):
        if match["s"]:
            continue
        if match["f"] and is_season(match[0].replace("-", "/"), "/"):
            mentions.append(Mention((int(match["y"]), SEASON, 0), match.start(), match.end()))
            continue
        month = month_of(match["n"].rstrip(".")) if match["n"] else _quarter_month(match)
        day = int(match["d"] or match["e"] or 0) if match["n"] else 0
        mentions.append(Mention((int(match["y"]), month, day), match.start(), match.end()))
    return mentions


def _quarter_month(match: re.Match[str]) -> int:
    if match["q"]:
        return quarter(int(match["q"]))
    named = (*QUARTERS[:3], "last") if (match["o"] or "").lower() == "last" else QUARTERS
    return quarter(named.index(match["o"].lower()) + 1) if match["o"] else 0


def numbers_in(text: str, units: tuple[Unit, ...]) -> list[Number]:
    """The numbers of a sentence that are no times.

    Args:
        text: The sentence.
        units: Units that it may use besides the usual ones.

    Examples:
        >>> [(n.value, n.unit, n.hedge) for n in numbers_in("about 12.5 % more in 1990", ())]
        [(12.5, '%', 'about')]
    """
    spans = [(m.start, m.end) for m in times_in(text)]
    spans += [m.span() for m in re.finditer(rf"\b{YEAR}s\b|\b[\w-]+\.\w{{2,5}}\b(?<!\d)", text)]
    spans += [m.span() for m in re.finditer(r"\b10\s?\^\s?\d+|10[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)]
    spans += [m.span() for m in re.finditer(r"\bper 1[0,]+\b", text, re.IGNORECASE)]
    own = "|".join(re.escape(u.name) for u in units if u.name)
    names = "|".join(part for part in (own, _MEASURES, KNOWN) if part)
    numbers = []
    for match in re.finditer(f"{_NUMBER}|{_SPELLED}", text, re.IGNORECASE):
        if any(start <= match.start() < end for start, end in spans) or match["ordinal"]:
            continue
        number = _number(match, text, names)
        if number is not None:
            numbers.append(number)
    return numbers


def _number(match: re.Match[str], text: str, names: str) -> Number | None:
    after = re.match(
        rf"[\s-]*(?:[×x*]\s*)?(?P<factor>{FACTOR})?[\s-]*(?:of\s+)?(?P<unit>{names})?(?!\w)",
        text[match.end() :],
        re.IGNORECASE,
    )
    factor, unit = (after["factor"] or "", after["unit"] or "") if after else ("", "")
    if match["word"]:
        if not (unit or factor) or text[match.end() :].startswith("-year"):
            return None  # 'two countries', 'a five-year step'
        value, step = float(SPELLED[match["word"].lower()]), 1.0
    else:
        digits = match["digits"].replace(",", "")
        value, step = float(digits), 10.0 ** -len(digits.partition(".")[2])
    end = match.end() + (after.end() if after and (factor or unit) else 0)
    return Number(
        value=-value if match["sign"] == "-" else value,
        step=step,
        unit=MONEY.get(match["money"] or "", unit),
        factor=unit_of(factor).factor,
        hedge=_hedge(text[: match.start()]),
        start=match.start(),
        end=end,
        text=text[match.start() : end].strip(),
    )


def _hedge(before: str) -> str:
    match = re.search(_HEDGE, before, re.IGNORECASE)
    if match is None:
        return ""
    word = (match["hedge"] or "about").lower()
    return "below" if word in BELOW else "above" if word in ABOVE else "about"
