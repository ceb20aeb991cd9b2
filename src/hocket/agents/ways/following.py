"""The numbers that follow from what a question gives: a program may write any of them.

More follow than anyone writes, so that a number which doesn't follow is certain to be of somewhere
else: percent as a factor, other units, the time between two clock times, sums and products of two.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise

from hocket.agents.ways.values import CLOCK, COUNTS, MONTHS, dates_in

MOST_GIVEN = 24
"""A question with more numbers is a table, of which nothing is combined."""
LONGEST = 15
"""Characters of a number that is looked at."""
MINUTES = 60
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_TENS |= {"eighty": 80, "ninety": 90}
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_CARDINALS = (
    COUNTS
    | {word: number for number, word in enumerate(_TEENS, 13)}
    | _TENS
    | {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "fortnight": 14}
    | {"twice": 2, "double": 2, "both": 2, "couple": 2, "pair": 2, "triple": 3, "thrice": 3}
    | {"century": 100, "decade": 10, "leap": 4}
)
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"(?<![\w.,])(\d{1,3})[ \u00a0\u202f](\d{3})(?!\d)")
_FRACTION = re.compile(r"(?<![\w./])(?:(\d+) )?(\d+)/(\d+)(?![\w/])")
_TIME = re.compile(
    r"(?i)[ -]?(?:\w+[ -])?(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s|days?|weeks?|months?"
    r"|years?)\b"
)
_RATE = re.compile(r"(?i) ?(?:[\w/]+ ){0,2}?(?:km/h|kmh|m/s|mph|(?:an?|per|each|every) \w+)\b")
_HALVES = {
    r"\bhalf\b|\bhalve": Fraction(1, 2),
    r"\bquarter": Fraction(1, 4),
    r"\bthree[- ]quarters": Fraction(3, 4),
    r"\btwo[- ]thirds": Fraction(2, 3),
}
_TIMES = tuple(Fraction(n) for n in (7, 12, 24, 52, 60, 365, 3600))
_RATES = (Fraction(60), Fraction(3600), Fraction(36, 10))
_METRIC = tuple(Fraction(n) for n in (10, 100, 1000))


def following_from(question: str) -> set[Fraction]:
    """The numbers that a question gives, and those that are got from them in one step.

    Examples:
        >>> found = following_from("At 9:00 he leaves, at 9:45 she. It's 20 % of 70 km.")
        >>> [Fraction(text) in found for text in ("0.75", "1.2", "0.8", "90", "0.6")]
        [True, True, True, True, False]
    """
    text = _SPACED.sub(r"\1\2", question)
    given = sorted(given_in(question))
    found = {form for value in given for form in _forms(value)}
    found |= _of_units(text) | _of_clocks(text) | _of_dates(text) | _of_lists(text)
    if len(given) <= MOST_GIVEN:
        for one, two in combinations(given, 2):
            for value in (one + two, two - one, one * two):
                found |= {value, value / 100, 1 - value / 100, 100 - value}
            found |= {two / one} if one and (two / one).denominator == 1 else set()
        if len(given) <= MOST_GIVEN // 2:
            found |= {
                form for three in combinations(given, 3) for form in _forms(sum(three, Fraction()))
            }
    return found


def between_in(question: str) -> set[Fraction]:
    """What lies between the clock times of a question, in hours and minutes, and its dates.

    Examples:
        >>> [Fraction(n) in between_in("At 8:00 he leaves, at 8:30 she.") for n in ("0.5", "8.5")]
        [True, False]
    """
    minutes = _minutes_of(question)
    between = {abs(one - two) for one, two in combinations(minutes, 2)}
    found = {form for length in between for form in (length, length / MINUTES)}
    return found | _of_dates(question)


def given_in(question: str) -> set[Fraction]:
    """The numbers that a question gives, in figures and in words."""
    text = _SPACED.sub(r"\1\2", question)
    return _plain(text) | _in_words(text.lower())


def _plain(text: str) -> set[Fraction]:
    """The numbers in figures; one with a comma is read both ways."""
    found: set[Fraction] = set()
    for number in _NUMBER.findall(text):
        if len(number) > LONGEST:
            continue
        if _GROUPED.fullmatch(number):
            found.add(Fraction(number.replace(",", "")))
        elif number.count(",") + number.count(".") <= 1:
            found.add(Fraction(number.replace(",", ".")))
        else:  # 3.5.2024
            found |= {Fraction(part) for part in re.split(r"[.,]", number)}
    for whole, over, under in _FRACTION.findall(text):
        if len(over + under) <= LONGEST and int(under):
            share = Fraction(int(over), int(under))
            found |= {share, int(whole[-LONGEST:] or 0) + share}
    return found


def _in_words(text: str) -> set[Fraction]:
    """The numbers in words: of a count, an order, a share, or a month."""
    words = _WORD.findall(text)
    found = {Fraction(_CARDINALS[word]) for word in words if word in _CARDINALS}
    for one, two in pairwise(words):
        if one in _TENS and two in _CARDINALS:
            found.add(Fraction(_TENS[one] + _CARDINALS[two]))
        if one in _TENS and two in _ORDINALS:
            found.add(Fraction(_TENS[one] + _ORDINALS.index(two) + 3))
    for number, name in enumerate(_ORDINALS, 3):
        if any(word.rstrip("s") == name for word in words):
            found |= {Fraction(number), Fraction(1, number), 1 - Fraction(1, number)}
    for number, name in enumerate(MONTHS, 1):
        if any(word in (name, name[:3]) for word in words):
            found.add(Fraction(number))
    for phrase, share in _HALVES.items():
        if re.search(phrase, text):
            found |= {share, 1 + share, MINUTES * share, MINUTES * (1 + share)}
    return found


def _forms(value: Fraction) -> set[Fraction]:
    """A number itself, its neighbours, as percent, and in other metric units."""
    forms = {value, value + 1, value - 1, value + 12, value * 2, value**2, 100 - value, 100 + value}
    forms |= {value / 100, 1 - value / 100, 1 + value / 100}
    forms |= {value * scale for scale in _METRIC}
    forms |= {value / scale for scale in _METRIC[1:]}
    if value >= _METRIC[0]:
        forms |= {value / 10, value / 2}
    if 0 < value < 1:
        forms |= {1 - value, 1 + value}
    elif value > 2:  # noqa: PLR2004 - half of it is met too often
        forms |= {1 / value, 1 - 1 / value}
    return forms


def _of_units(text: str) -> set[Fraction]:
    """Lengths of time and rates, in other units of time."""
    found: set[Fraction] = set()
    for match in _NUMBER.finditer(text):
        if len(match.group()) > LONGEST or match.group().count(".") > 1:
            continue
        value = Fraction(match.group().replace(",", ""))
        scales = _TIMES if _TIME.match(text, match.end()) else ()
        scales += _RATES if _RATE.match(text, match.end()) else ()
        found |= {form for scale in scales for form in (value * scale, value / scale)}
    return found


def _of_clocks(text: str) -> set[Fraction]:
    """Clock times in hours and minutes, and what lies between two of them."""
    minutes = _minutes_of(text)
    minutes |= {length + 12 * MINUTES for length in minutes}
    minutes |= {Fraction(12 * MINUTES)} if re.search(r"(?i)\bnoon\b", text) else set()
    between = {abs(one - two) for one, two in combinations(minutes, 2)}
    between |= {24 * MINUTES - length for length in between}
    return {form for length in minutes | between for form in (length, length / MINUTES)} | {
        Fraction(length.numerator % MINUTES) for length in between
    }


def _minutes_of(text: str) -> set[Fraction]:
    """The clock times of a text, in minutes since midnight."""
    minutes = {Fraction(MINUTES * int(h) + int(m)) for h, m in CLOCK.findall(text)}
    minutes |= {
        Fraction(MINUTES * int(h) + int(m or 0))
        for h, m in re.findall(r"(?i)\b(\d{1,2})(?:[.:](\d\d))? ?(?:[ap]\.?m\b|o'clock)", text)
    }
    return minutes


def _of_dates(text: str) -> set[Fraction]:
    """The days between two dates, with both ends or one."""
    days = []
    for day in dates_in(text):
        with contextlib.suppress(ValueError):  # 30 February
            days.append(date.fromisoformat(day))
    between = {abs((one - two).days) for one, two in combinations(days, 2)}
    return {Fraction(length + end) for length in between for end in (-1, 0, 1)}


def _of_lists(text: str) -> set[Fraction]:
    """How many things a sentence lists, and how long a word in capitals is."""
    listed = {sentence.count(",") + end for sentence in re.split(r"[.?!:]", text) for end in (1, 2)}
    return {Fraction(n) for n in listed | {len(w) for w in re.findall(r"\b[A-Z]{2,}\b", text)}}
