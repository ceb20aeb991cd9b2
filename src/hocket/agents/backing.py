"""Whether an answer rests on what a text says: rules that need no LLM."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from hocket.agents import numerals
from hocket.agents.formula import MONTH_NAMES
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

VALUES = {word: float(number) for word, number in numerals.VALUES.items()} | {
    "no": 0.0,
    "none": 0.0,
    "once": 1.0,
    "half": 0.5,
    "twice": 2.0,
    "double": 2.0,
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1000.0,
}
_NUMBER = late_pattern(r"\d+(?:[.,]\d{3})*(?:[.,]\d+)?")
_DIVIDED = late_pattern(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = late_pattern(r"[^\W\d_]+")
_MONTH = late_pattern("|".join(rf"{n[:3].title()}(?:{n[3:]})?" for n in MONTH_NAMES))

_ASKS_DAY = late_pattern(
    r"\b(?:what|which)(?:'s| is| was)? (?:(?:the|my|our) )?(?:(?:very )?(?:last|latest|final|first"
    r"|earliest|exact|due|end|expiry|closing|next)(?: possible)? )?(?:day|date|deadline)\b"
    r"|\b(?:until|till|by|from) when\b"
    r"|\bwhen (?:does|do|will|is|are)\b",
    re.IGNORECASE,
)
_ASKS_PRICE = late_pattern(
    r"(?i)\b(?:what|how much)\b.{0,80}\b(?:costs?|charge[sd]?|pay|paid|fees?|price|rent|fine"
    r"|penalty|deposit)\b"
)
_ASKS_ELSE = late_pattern(
    r"(?i)\b(?:when|days?|dates?|period|term|duration|deadline|(?:leave|holidays?)"
    r"|how much (?:notice|time|longer|earlier|later)|how (?:many|long|often|far)|who|whom|which"
    r"|what (?:time|share|percentage|percent|happens|reason|kind))\b"
)
_MONEY = late_pattern(
    r"[\u20ac$\u00a3\u00a5]|\b(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK)\b"
    r"|(?i:\b(?:euros?|dollars?|pounds?|francs?|cents?|pence|crowns?|kron\w+|zloty)\b)"
)
_MEASURED = late_pattern(
    r"(?<![\w.,])\w+(?:[.,]\d+)*[ -]"
    r"(?:(?!(?:an?|per|for|each|every|in|of|to|and|or|is)\b)[a-z]+[ -])?"
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|km|people"
    r"|(?!(?:is|as|was|has|costs|applies|plus|minus|this|less|always|besides|weekdays)\b)[a-z]{2,}s)\b"
)
"""A number of what is no money."""
_PRICED = late_pattern(r"(?i)\d[.,]\d\d\b|%|\bper ?cent\b")
_DAY = late_pattern(r"\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_DURATION = late_pattern(r"\b(\w+)\s+(?:day|week|month|year)s?\b", re.IGNORECASE)

NOT_SAID = late_pattern(
    r"\b(?:(?:not|n't|nowhere|never)\b.{0,30}\b(?:say|said|tell|told|state|mention|specif|give|know"
    r"|contain|found|provide|indicate|available|clear)|unknown|unclear|no information)",
    re.IGNORECASE,
)
"""Words by which an LLM says that a text has no answer."""

OPEN = late_pattern(
    r"\b(?:not|n't|no)\b.{0,40}\b(?:yet|so far|known|decided|fixed|settled|answered|agreed)\b"
    r"|\b(?:yet to|still (?:open|to be)|to be (?:decided|fixed|announced|agreed|confirmed)"
    r"|undecided|pending|tba|tbd)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Words by which a text leaves something open."""

_ASKS_NUMBER = late_pattern(
    r"\b(?:how (?:much|many|long|old|large|big|high|far|often)|cost|price|number|amount|percent\w*"
    r"|what (?:share|fee|rent|sum))\b",
    re.IGNORECASE,
)
_ASKS_TIME = late_pattern(
    r"\b(?:when|(?:which|what) (?:day|date|year|month|time)|by when|until when|deadline)\b",
    re.IGNORECASE,
)
_ASKS_YES = late_pattern(
    r"\s*(?:is|are|was|were|do|does|did|may|can|could|must|has|have|had|will|would|should)\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> set[float]:
    """The numbers that stand in a text, as digits, words or names of months.

    Examples:
        >>> sorted(numbers_in("Two sacks at 19.80 on 5 March, 1,200 in all"))
        [2.0, 3.0, 5.0, 19.8, 1200.0]
    """
    words = _WORD.findall(text)
    numbers = {VALUES[word.lower()] for word in words if word.lower() in VALUES}
    for word in words:
        if _MONTH.fullmatch(word):
            start = word[:3].lower()
            numbers.add(float(next(i for i, m in enumerate(MONTH_NAMES, 1) if m[:3] == start)))
    for match in _NUMBER.findall(text):
        plain = re.sub(r"[.,]", "", match) if _DIVIDED.fullmatch(match) else match
        parts = plain.replace(",", ".").split(".")
        numbers.add(float(f"{''.join(parts[:-1])}.{parts[-1]}" if len(parts) > 1 else plain))
    return numbers


def durations_in(text: str) -> list[tuple[str, float]]:
    """(words, number) of the lengths of time in a text.

    Examples:
        >>> durations_in("It runs for 24 months, and two weeks' notice is given.")
        [('24 months', 24.0), ('two weeks', 2.0)]
    """
    return [
        (match.group(), value)
        for match in _DURATION.finditer(text)
        for value in numbers_in(match[1])
    ]


def unbacked_numbers(answer: str, text: str) -> list[float]:
    """The numbers of an answer that do not stand in a text."""
    digits = " ".join(_NUMBER.findall(answer))
    return sorted(numbers_in(digits) - numbers_in(text))


def unbacked_names(answer: str, text: str) -> list[str]:
    """The capitalised words of an answer, but for its first, that do not stand in a text."""
    known = set(_WORD.findall(text.casefold()))
    words = _WORD.findall(answer)
    return [w for w in words[1:] if w[0].isupper() and w.casefold() not in known]


def answers_kind(question: str, answer: str) -> bool:
    """Whether an answer is of the kind that is asked for: a number, a time, or anything.

    Examples:
        >>> answers_kind("What does it cost?", "Hale Mill"), answers_kind("When?", "in May")
        (False, True)
    """
    if asks_yes_or_no(question):
        return True
    if _ASKS_TIME.search(question):
        return bool(numbers_in(answer)) or bool(re.search(r"\w+day\b", answer, re.IGNORECASE))
    if _ASKS_NUMBER.search(question):
        return bool(numbers_in(answer)) or "free" in answer.lower()
    return True


def asks_yes_or_no(question: str) -> bool:
    """Whether a question can be answered with yes or no."""
    return bool(_ASKS_YES.match(question))


def _name_of(month: int) -> str:
    """A pattern of the name of a month, whole or short, and of no longer word."""
    whole = MONTH_NAMES[month - 1]
    short = "sept?" if whole.startswith("sep") else whole[:3]
    return rf"(?:{whole}|{short})\b\.?"


def has_day(day: str, text: str) -> bool:
    """Whether a text has the day and month of an ISO date, in whatever form.

    A year must not stand beside them: in messages it is that of their date.

    Examples:
        >>> has_day("2025-03-20", "So Thursday 20 March"), has_day("2025-03-20", "on 20 April")
        (True, False)
        >>> has_day("2025-09-30", "by the end of September"), has_day("2025-09-30", "in September")
        (True, False)
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day)
    if match is None:
        return False
    year, month, number = (int(part) for part in match.groups())
    if not 1 <= month <= len(MONTH_NAMES):
        return False
    name = _name_of(month)
    forms = (
        rf"\b{number}(?:st|nd|rd|th)?\.?(?: of)? {name}",
        rf"\b{name} {number}(?:st|nd|rd|th)?\b",
        rf"\b0?{number}[./]0?{month}\b",
        rf"-{month:02}-{number:02}\b",
        *([rf"\b(?:end|last day) of {name}"] if number == monthrange(year, month)[1] else []),
    )
    return any(re.search(form, text, re.IGNORECASE) for form in forms)


def lacks_price(question: str, answer: str, quoted: str, text: str) -> bool:
    """Whether a number is answered for a price, though its quote has it of time or another measure.

    Many texts mark money only once, for all of their prices.

    Examples:
        >>> text = "The rent is EUR 40. Repairs are done within ten days and charged separately."
        >>> quote = "Repairs are done within ten days and charged separately."
        >>> lacks_price("What do they charge for a repair?", "10", quote, text)
        True
        >>> lacks_price("What is the rent?", "40", "The rent is EUR 40.", text)
        False
        >>> lacks_price("What does a child pay?", "3", "Adults 6, children 3", "Prices in euros")
        False
    """
    asks = _ASKS_PRICE.search(question) and not _ASKS_ELSE.search(question)
    has_none = not _MONEY.search(quoted) and not _PRICED.search(quoted)
    if not (asks and has_none and _MONEY.search(text)):
        return False
    answered, amounts = numbers_in(answer), numbers_in(_MEASURED.sub(" ", quoted))
    return bool(answered) and answered <= numbers_in(quoted) and not answered & amounts


def lacks_day(question: str, answer: str) -> bool:
    """Whether a question asks for a day, and an answer gives a length of time instead.

    Examples:
        >>> lacks_day("Until what day does it run?", "24 months")
        True
        >>> lacks_day("Until what day does it run?", "24 months, to 4 March 2022")
        False
        >>> lacks_day("For how long does it run?", "24 months")
        False
    """
    says_day = _DAY.search(answer) or any(map(_MONTH.fullmatch, _WORD.findall(answer)))
    return bool(_ASKS_DAY.search(question) and durations_in(answer)) and not says_day


def may_follow(question: str, text: str) -> bool:
    """Whether a day is asked for that may follow from a time in a text, which need not say it.

    Examples:
        >>> may_follow("What is the last day of the warranty?", "It lasts for 24 months.")
        True
        >>> may_follow("What does the warranty cost?", "It lasts for 24 months.")
        False
    """
    return asks_day(question) and bool(durations_in(text))


def asks_day(question: str) -> bool:
    """Whether a question asks for a day."""
    return _ASKS_DAY.search(question) is not None


def asks_quantity(question: str) -> bool:
    """Whether a question asks for a number that is no time."""
    return bool(_ASKS_NUMBER.search(question)) and not _ASKS_TIME.search(question)


def is_about(question: str, quotes: Sequence[str], text: str) -> bool:
    """Whether quotes have the rarest of the words that the question shares with the text.

    Args:
        question: The question.
        quotes: The quotes, each with the heading it stands under.
        text: The text they are from.
    """
    counts: dict[str, int] = {}
    for stem in stems(text):
        counts[stem] = counts.get(stem, 0) + 1
    shared = [stem for stem in dict.fromkeys(stems(question)) if stem in counts]
    if not shared:
        return False
    quoted = set(stems(" ".join(quotes)))
    rarest = min(counts[stem] for stem in shared)
    return all(stem in quoted for stem in shared if counts[stem] == rarest)
