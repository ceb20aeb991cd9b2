"""The values that a short answer states, so that two answers in other words can be compared.

Dates, lengths of time and numbers are brought into one form; numbers of the question are left out,
because a sentence may repeat them. An answer without numbers is compared by its names or words.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from fractions import Fraction

from hocket.agents.days import WEEKDAY
from hocket.agents.numerals import ONES, VALUES
from hocket.core.late_pattern import late_pattern

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_DATES = (
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})", re.IGNORECASE
    ),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
)
ALIKE = 0.8
"""Words at least this similar (``SequenceMatcher.ratio``) are the same name."""

_SECONDS = {"h": 3600, "m": 60, "s": 1}
_LENGTH = late_pattern(
    r"(?P<n>\d+(?:\.\d+)?|\d+/\d+) ?(?P<u>hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?)\b",
    re.IGNORECASE,
)
_NUMBER = late_pattern(
    r"(?<![\w.])-?\d+(?:[.,]\d+)*(?: ?/ ?\d+)?(?![\w])|(?<![\w.])-?\d+(?:[.,]\d+)*"
)
COUNTS = {word: VALUES[word] for word in ("zero", *ONES[:12])}
_ASKED = late_pattern(r"\bhow many (hours|minutes|seconds)\b", re.IGNORECASE)
_NOON = 12
_HALF_OF_DAY = late_pattern(r"(?i) ?(?P<half>[ap])\.?m\b")
CLOCK = late_pattern(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])")
"""A time of day, or a length of time, in hours and minutes."""
_OF_WEEKDAYS = late_pattern(r"\b(?:what|which) (?:week ?day|day of the week)\b", re.IGNORECASE)
_MORE_ASKED = late_pattern(r"\b(?:and|how (?:many|much|long)|date|when|who|where)\b", re.IGNORECASE)
"""What a question on a weekday asks besides."""
_ASKED_FOR = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{names})\b", re.IGNORECASE))
    for asked, names in (
        (r"week ?day|(?:what|which) day", WEEKDAY),
        (r"(?:what|which) month", "|".join(MONTHS)),
    )
)
"""Words that ask for a day or a month, and the names that there are."""
MOST_DIGITS = 300
"""A longer number is none that a person reads, and too large for arithmetic."""

_AGAINST = late_pattern(r"(?i)\b(?:not|no|never|none|false|cannot|\w+n['\u2019]t)\b")
"""Words by which an answer says the opposite of one with the same figures and names."""

_STOP = frozenset(
    {"the", "a", "an", "is", "are", "was", "were", "it", "its", "of", "to", "in", "on", "at", "by"}
    | {"and", "or", "so", "that", "this", "which", "who", "what", "when", "therefore", "answer"}
    | {"be", "been", "will", "would", "has", "have", "had", "he", "she", "they", "his", "her"}
    | {"them", "their", "there"}
)


def same_value(answer: str, other: str, question: str) -> bool:
    """Whether two answers to a question state the same value.

    Examples:
        >>> same_value("It takes 2.5 hours.", "2 hours and 30 minutes", "How long does it take?")
        True
        >>> same_value("Ann tells the truth.", "Bob tells the truth.", "Who tells it, Ann or Bob?")
        False
        >>> same_value("The element Fe is iron.", "Iron", "Which element is Fe?")
        True
        >>> same_value("91 is prime.", "91 is not prime.", "Is 91 prime?")
        False
        >>> same_value("1 May is a Monday.", "1 May is a Friday.", "Which weekday is 1 May?")
        False
    """
    if bool(_AGAINST.search(answer)) != bool(_AGAINST.search(other)):
        return False
    a, b = _of_clocks(answer, other, question) or _comparable(answer, other, question)
    if not (a and b):
        return False
    shorter, longer = sorted((a, b), key=len)
    return all(any(_alike(one, two) for two in longer) for one in shorter)


def states(sentence: str, value: str, question: str) -> bool:
    """Whether a sentence states a bare value, such as a number in the unit that is asked for.

    Examples:
        >>> states("They meet after 2 hours.", "2", "After how many hours do they meet?")
        True
        >>> states("Of 12 eggs 5 are left.", "12", "How many of 12 eggs are left?")
        False
    """
    if value[:1] in "([{":
        return False  # several values in one; which of them is meant nobody knows
    if not _NUMBER.fullmatch(value):
        return same_value(sentence, value, question)
    asked = _ASKED.search(question)
    lengths = _lengths(sentence)
    if len(lengths) > 1 or (lengths and asked):  # 2 hours and 30 minutes are 2.5 hours
        total = sum((number * seconds for number, seconds in lengths), Fraction(0))
        units = [_SECONDS[asked[1][0].lower()]] if asked else [s for _, s in lengths]
        return any(_plain(total / s) == _plain(_fraction(value)) for s in units)
    stated, known = _numbers(without_dates(sentence)), _numbers(question)
    fresh = stated - known or stated
    return len(fresh) == 1 and _same_number(next(iter(fresh)), _plain(_fraction(value)))


def _same_number(one: str, other: str) -> bool:
    """Whether two numbers are equal to the decimals of the shorter, if it has two at least."""
    decimals = min(len(text.partition(".")[2]) for text in (one, other))
    if one == other or decimals < 2:  # noqa: PLR2004 - 2.67 stands for 8/3, 2.7 may not
        return one == other
    return round(float(one), decimals) == round(float(other), decimals)


def is_figure(text: str, question: str = "") -> bool:
    """Whether an answer states a number or a date, or a weekday or month that a question is after.

    A name among a few that the question has is met by chance more easily.

    Examples:
        >>> is_figure("It was a Thursday.", "What weekday was that?"), is_figure("Ann")
        (True, False)
    """
    return bool(_figures(text)) or any(
        asked.search(question) and names.search(text) and not names.search(question)
        for asked, names in _ASKED_FOR
    )


def without_dates(text: str) -> str:
    """A text with a space for each date."""
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return text


def _comparable(answer: str, other: str, question: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the two answers state, of the kind that both have."""
    if _OF_WEEKDAYS.search(question):
        days, other_days = _weekdays(answer, question), _weekdays(other, question)
        if days and other_days and (not days & other_days or not _MORE_ASKED.search(question)):
            return days, other_days
    a, b, known = _figures(answer), _figures(other), _figures(question)
    if a or b:
        # Where all the figures are those of the question, one of them is the answer.
        return (a - known or a, b - known or b)
    names, other_names, known_names = _names(answer), _names(other), _names(question)
    if names - known_names and other_names - known_names:
        return names - known_names, other_names - known_names
    known = _words(question)
    a, b = _words(answer) - known, _words(other) - known
    is_fresh = [bool(one - known_names) for one in (names, other_names)]
    chosen = names and other_names and not names & other_names and is_fresh[0] == is_fresh[1]
    if a and b and not chosen:
        return a, b
    if names and other_names:
        return names, other_names
    return _words(answer), _words(other)


def _of_clocks(
    answer: str, other: str, question: str
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What two answers with clock times state; None where one of them has none.

    Each is one value: 10:15 and 10:45 have an hour in common, and 45 may be of the question.
    """
    clocks, other_clocks, known_clocks = map(_clocks, (answer, other, question))
    if not (clocks and other_clocks):
        return None
    known = _figures(question)
    rest, other_rest = (_figures(CLOCK.sub(" ", text)) - known for text in (answer, other))
    return (
        (clocks - known_clocks or clocks) | rest,
        (other_clocks - known_clocks or other_clocks) | other_rest,
    )


def _clocks(text: str) -> frozenset[str]:
    """The clock times of a text, of 24 hours where it says which half of the day."""
    found = []
    for match in CLOCK.finditer(text):
        hour, half = int(match[1]), _HALF_OF_DAY.match(text, match.end())
        if half and hour <= _NOON:
            hour = hour % _NOON + _NOON * (half["half"].lower() == "p")
        found.append(f"{hour}:{match[2]}")
    return frozenset(found)


def _weekdays(text: str, question: str) -> frozenset[str]:
    """The weekdays that an answer names, those of the question only if it names no other."""
    named, known = (
        frozenset(day.lower() for day in re.findall(WEEKDAY, one, re.IGNORECASE))
        for one in (text, question)
    )
    return named - known or named


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip of the pen; figures have to be equal."""
    if one == other:
        return True
    if any(c.isdigit() for c in one + other):
        return False
    return SequenceMatcher(None, one, other).ratio() > ALIKE


def dates_in(text: str) -> frozenset[str]:
    """The dates of a text in the form of ISO 8601.

    Examples:
        >>> sorted(dates_in("It rang on 3 May 2024 and on June 5th, 2024."))
        ['2024-05-03', '2024-06-05']
    """
    dates = set()
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["m"].lower()
            number = int(month) if month.isdigit() else _month(month)
            dates.add(f"{match['y']}-{number:02}-{int(match['d']):02}")
        text = pattern.sub(" ", text)
    return frozenset(dates)


def _figures(text: str) -> frozenset[str]:
    """The dates, lengths of time and numbers of a text, each in one form."""
    figures = set(dates_in(text))
    text = without_dates(text)
    seconds = [number * unit for number, unit in _lengths(text)]
    if seconds:
        figures.add(f"{float(sum(seconds)):.6g} s")
        text = _LENGTH.sub(" ", text)
    figures |= _numbers(text)
    found = re.findall(r"[a-z]+", text.lower())
    return frozenset(
        figures | {str(COUNTS[word]) for word in found if word in COUNTS and word != "one"}
    )


def _lengths(text: str) -> list[tuple[Fraction, int]]:
    """(number, seconds of its unit) of each length of time in a text."""
    return [(_fraction(m["n"]), _SECONDS[m["u"][0].lower()]) for m in _LENGTH.finditer(text)]


def _numbers(text: str) -> set[str]:
    """The numbers of a text, each in one form."""
    matches = (match.group() for match in _NUMBER.finditer(text))
    return {_plain(_fraction(number)) for number in matches if len(number) <= MOST_DIGITS}


def _plain(number: Fraction) -> str:
    """A whole number as it is, others with six digits."""
    return str(number) if number.denominator == 1 else f"{float(number):.6g}"


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _fraction(text: str) -> Fraction:
    """The value of ``1,234.5`` or ``5/6``; a comma that parts no thousands is a point."""
    text = text.replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    top, _, bottom = text.replace(",", ".").partition("/")
    if top.count(".") > 1:
        top = top.replace(".", "")
    return Fraction(top) / (Fraction(bottom or 1) or 1)


def _names(text: str) -> frozenset[str]:
    """The words with a capital letter, except one that only begins a sentence."""
    names = re.findall(r"(?<![.!?] )(?<!^)\b[A-Z]\w*", text)
    first = re.findall(r"(?:^|[.!?] )([A-Z]\w*)", text)
    return frozenset(
        word.lower()
        for word in (*names, *first)
        if word.lower() not in _STOP and word.lower() not in COUNTS
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if word not in _STOP)
