"""What numbers cannot be by what a task says of them: their sign, their range, their whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import numbers_of
from hocket.agents.forms.naming import spoken
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = r"-?\d+(?:\.\d+)?"
_VALUE = (
    r"(?:number|integer|value|score|probability|percentage|share|decimal|float|index|rating|hour"
    r"|coefficient)"
)
_BETWEEN = late_pattern(
    rf"\b{_VALUE}s? (?:(?:is|are|lies?|ranging|that is) )?(?:between|from|in the range(?: of)?) "
    rf"({_NUMBER}) (?:and|to) ({_NUMBER})(?![\w.]*\w)",
    re.IGNORECASE,
)
_ALONE = late_pattern(
    rf"(?:\(|^\s*[,:]?\s*(?:from |between ))(?:from |between )?"
    rf"({_NUMBER}) ?(?:to|and|-|\u2013) ?({_NUMBER})(?=\)|,|\s*$)"
)
_SCALES = late_pattern(
    r"(?:.* )?(?:hour|month|weekday|score|rating|grade|percent|percentage|stars|rank)"
)
_NEGATIVE = late_pattern(
    r"\b(?:as (?:an? )?|\()negative\b|(?<!non)(?<!non.)\bnegative numbers?\b(?! of)"
    r"|\bwith a minus\b"
)
_POSITIVE = late_pattern(
    r"\b(?:as (?:an? )?|\()positive\b|\bpositive (?:numbers?|integers?)\b(?! of)|\bnon-negative\b"
    r"|\bwithout (?:a |the )?sign\b|\babsolute (?:value|number)s?\b"
)
_UNSURE = late_pattern(
    r"\b(?:if|when|where|for|unless|while|or|not?|never|otherwise|in case|means?|any|only"
    r"|without (?!(?:a |the )?sign\b)|with an? (?:negative|positive)|exclud\w+|ignor\w+)\b",
    re.IGNORECASE,
)
_PERCENT = late_pattern(r"(?:.* )?(?:percent|percentage|pct)(?: .*)?")
_NO_PART = late_pattern(
    r"\b(?:chang\w*|rose|rise\w*|risen|grow\w*|grew|increas\w*|decreas\w*|decline\w*|fell|fall\w*"
    r"|drop\w*|inflation|interest|more than|less than|higher|lower|faster|error|deviat\w*|rates?"
    r"|gain\w*|loss\w*|lost|margin|mean|average|median|growth)\b",
    re.IGNORECASE,
)
"""What else than a part of a whole a percentage can be."""

_BELOW = late_pattern(
    r"\b(?:(?:less|lower|fewer|smaller|no more) than|under|below|at most|up to|within)\b"
    r"[^.;]{0,15}?(?:[\d.]+|\w+) ?(?:per ?cent|%)",
    re.IGNORECASE,
)
"""Small percentages that a task speaks of."""

_SHARE = late_pattern(
    r"\b(?:shares? of|what share|which share|proportion of|part of)\b", re.IGNORECASE
)
_DIGITS = late_pattern(r"\d{1,6}", re.ASCII)
HUNDRED = 100
DIGITS = 12
"""Decimals of a percentage, beyond which a float is not certain."""
SLACK = 1e-9
"""What arithmetic may add to a bound."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers within a range.

    Attributes:
        example: The range in words.
        low: The least of them.
        high: The greatest of them.
        strict: Whether a value that does not fit is wrong.
        plain: Whether they are whole numbers without leading zeros: texts are none.
    """

    example: str
    low: float = float("-inf")
    high: float = float("inf")
    strict: bool = True
    plain: bool = False

    def fits(self, value: Any) -> bool:
        """Whether a value is in the range; of whole numbers no text is, else none is looked at."""
        if self.plain and isinstance(value, str):
            return False
        if isinstance(value, bool) or not isinstance(value, int | float):
            return True
        return self.low - SLACK <= value <= self.high + SLACK

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values, texts of digits as numbers; no other can be mended for certain."""
        return [int(value) if self._is_text_of_number(value) else value for value in values]

    def _is_text_of_number(self, value: Any) -> bool:
        return self.plain and isinstance(value, str) and _DIGITS.fullmatch(value) is not None


def bounds_in(name: str, said: str) -> tuple[Bounds, ...]:
    """The range that words give the values of a key.

    Examples:
        >>> bounds_in("hour", " (0 to 23)")[0].high, bounds_in("children", " (0 to 12)")
        (23.0, ())
        >>> bounds_in("hour", " (0 to 23)")[0].mended(["02", 13])
        [2, 13]
        >>> bounds_in("loss", " (as a negative number)")[0].example
        'a negative number'
        >>> bounds_in("change", " (negative if it fell)")
        ()
    """
    match = _BETWEEN.search(said)
    if match is None and _SCALES.fullmatch(spoken(name)):
        match = _ALONE.search(said)
    if match is not None and float(match[1]) < float(match[2]):
        ends = match.groups()
        plain = all(re.fullmatch(r"0|[1-9]\d*", end) for end in ends)
        return (Bounds(" to ".join(ends), float(ends[0]), float(ends[1]), plain=plain),)
    if _UNSURE.search(said):
        return ()
    if _NEGATIVE.search(said):
        return (Bounds("a negative number", high=0.0),)
    return (Bounds("a positive number", low=0.0),) if _POSITIVE.search(said) else ()


def wrong_percent(name: str, values: Sequence[Any], task: str, *, is_scaled: bool) -> str:
    """What is wrong with percentages: they are parts of one, or more than the whole.

    Args:
        name: Of the column.
        values: Its values.
        task: What is asked: a change can be of any size, a share cannot.
        is_scaled: Whether what computed them multiplies by 100.

    Examples:
        >>> wrong_percent("percent", [0.25, 0.75], "The share of each town", is_scaled=False)
        'percent holds 0.25, a part of 1; multiply by 100 for percent'
        >>> wrong_percent("percent", [0.25, 0.75], "By how much did it rise?", is_scaled=False)
        ''
    """
    if not _PERCENT.fullmatch(spoken(name)) or _NO_PART.search(task):
        return ""
    numbers = numbers_of(values)
    inside = [number for number in numbers if 0 < number < 1]
    if inside and _are_parts(numbers, task, is_scaled=is_scaled):
        return f"{name} holds {inside[0]}, a part of 1; multiply by 100 for percent"
    outside = [number for number in numbers if not 0 <= number <= HUNDRED]
    if outside and _SHARE.search(task):
        return f"{name} holds {outside[0]}, but a share of a whole is 0 to 100 percent"
    return ""


def in_percent(name: str, values: Sequence[Any], task: str, *, is_scaled: bool) -> list[Any]:
    """Parts of wholes in percent where these are asked for, and the values as they are else.

    Args:
        name: Of the column.
        values: Its values, which are known to be parts divided by their wholes.
        task: What is asked.
        is_scaled: Whether what computed them multiplies by 100.

    Examples:
        >>> in_percent("percent", [0.25, 0.75], "The share of each town", is_scaled=False)
        [25.0, 75.0]
        >>> in_percent("share", [0.25, 0.75], "Write town -> share in percent", is_scaled=False)
        [25.0, 75.0]
        >>> in_percent("share", [0.25, 0.75], "The share of each town", is_scaled=False)
        [0.25, 0.75]
    """
    given = list(values)
    numbers = numbers_of(given)
    if not numbers or not is_percentage(name, task) or _NO_PART.search(task):
        return given
    if not _are_parts(numbers, task, is_scaled=is_scaled):
        return given
    return [
        round(HUNDRED * value, DIGITS)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
        for value in given
    ]


def is_percentage(name: str, task: str) -> bool:
    """Whether a column is asked for in percent, by its name or by what a task says behind that."""
    if _PERCENT.fullmatch(spoken(name)):
        return True
    words = re.escape(name)
    behind = (
        rf"(?<!\w){words}[\"'`]?[\s(,]{{1,2}}(?:in|as|given in|is in)? ?(?:an? )?(?:per ?cent|%)"
    )
    return bool(name) and re.search(behind, task, re.IGNORECASE) is not None


def _are_parts(numbers: Sequence[float], task: str, *, is_scaled: bool) -> bool:
    """Whether numbers that are to be percentages are parts of one as they are."""
    is_known = any(0 < number < 1 for number in numbers) and not is_scaled
    return is_known and not _BELOW.search(task) and all(0 <= number <= 1 for number in numbers)
