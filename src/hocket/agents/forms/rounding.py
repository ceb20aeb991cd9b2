"""The decimals that a task asks for: of all numbers, or of those of a key."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import NUMBERS, Figures
from hocket.agents.forms.told import told_in
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms.looks import Look

_COUNT = r"(?P<{}>\d|no|zero|one|two|three|four|five|six)"
_POINT = r"(?:decimal )?(?:point|comma|separator)"
_DECIMALS = late_pattern(
    rf"\b(?:{_COUNT.format('a')}[ -](?:decimals?\b|dp\b|d\.p\.|digits? (?:after|behind|past)\b"
    rf"|(?:fraction(?:al)?) digits?|figures? (?:after|behind|past) the {_POINT}"
    rf"|places? (?:after|behind) the {_POINT})"
    rf"|round\w*(?: \w+){{0,2}}? to {_COUNT.format('b')} places?\b"
    rf"|(?:with|to) {_COUNT.format('c')} places?\b(?! (?:in|of|that|which|where|per|for)\b)"
    r"|decimals? ?[:=] ?(?P<d>\d)\b|(?P<e>\d)dp\b)",
    re.IGNORECASE,
)
_NEAREST = late_pattern(
    r"\b(?:nearest|rounded to(?: the)?|accurate to) "
    r"(?:(?P<one>tenth|0\.1)|(?P<two>hundredth|cents?|penny|0\.01)|(?P<three>thousandth|0\.001))s?"
    r"(?![\w.]*\d)",
    re.IGNORECASE,
)
_PARTS = {"one": 1, "two": 2, "three": 3}
_UNITS = (
    r"(?:euros?|dollars?|pounds?|francs?|years?|months?|weeks?|days?|hours?|minutes?|seconds?"
    r"|per ?cent|percentage points?|kilomet(?:re|er)s?|met(?:re|er)s?|kilo(?:gram)?s?|grams?|tons?"
    r"|tonnes?|lit(?:re|er)s?|miles?|degrees?|points?|km|kg|mm|cm|m|g|%)(?!\w)"
)
_TO_WHOLE = late_pattern(
    r"\bround(?:ed)?(?: up| down| off)? to (?:an? |the )?(?:nearest |next )?(?:whole|integer|full)"
    rf"|\bnearest (?:whole|integer|full|{_UNITS})|\bwithout (?:any )?decimals?\b"
    rf"|\b(?:in|as|to) (?:whole|full) (?:{_UNITS}|numbers\b)",
    re.IGNORECASE,
)
_DIRECTION = late_pattern(
    r"(?<!\bwere )(?<!\bwas )(?<!\bbeen )(?<!\bhas )(?<!\bhave )(?<!\bhad )(?<!\bwe )(?<!\bthey )"
    r"(?<!\balready )\bround(?:ed|ing)?(?: (?:it|them|(?:the|each|every|all) \w+(?: \w+)?))?"
    r"[ -](up|down)\b",
    re.IGNORECASE,
)
"""How results are to be rounded; what was rounded is no result."""
_INTEGER = late_pattern(
    r"[\s(:=,]*(?:(?:is|are|as|be|being|should be|must be|to be) )?"
    r"(?:(?:given|written|stated|shown) )?(?:in \w+,? )?(?:as )?(?:an? |the )?"
    r"(?:integers?|whole numbers?)\b",
    re.IGNORECASE,
)

_DENIED = late_pattern(
    r"(?:\bnot|n['\u2019]t|\bnever|\bwithout|\binstead of|\brather than) (?:be |being )?"
    r"round(?:ed|ing)?\b(?:(?! (?:and|but|except|until|then)\b)[^.,;:)])*",
    re.IGNORECASE,
)
"""A rounding that is not wanted."""

_BRACKETS = late_pattern(r"\([^()]*\)")
"""What is said of the word before alone."""

_OF_ALL = late_pattern(r"[\s,]*(?:all|each)\b", re.IGNORECASE)
"""What is said of the numbers among several keys: years and counts keep their form."""


def decimals_in(text: str) -> int | None:
    """The decimals that a text asks for first; None if it says none.

    Examples:
        >>> decimals_in("with one digit after the point"), decimals_in("to the nearest cent")
        (1, 2)
        >>> decimals_in("two places in the list"), decimals_in("rounded to a whole number")
        (None, 0)
    """
    text = _DENIED.sub(" ", text)
    match = _DECIMALS.search(text)
    if match is not None:
        said = next(word for word in match.groupdict().values() if word)
        return int(said) if said.isdigit() else NUMBERS[said.lower()]
    if nearest := _NEAREST.search(text):
        return next(_PARTS[name] for name, word in nearest.groupdict().items() if word)
    return 0 if _TO_WHOLE.search(text) else None


def directed(values: Sequence[Any], decimals: int | None, text: str) -> list[Any]:
    """Floats rounded up or down, if a text says one of both and to how many decimals.

    Examples:
        >>> directed([7.9, None], 0, "rounded down to full hours"), directed([7.9], 0, "rounded")
        ([7.0, None], [7.9])
    """
    ways = {match[1].casefold() for match in _DIRECTION.finditer(text)}
    if decimals is None or len(ways) != 1:
        return list(values)
    to_whole, shift = (math.floor if ways == {"down"} else math.ceil), 10**decimals
    return [
        to_whole(float(f"{value * shift:.12g}")) / shift
        if isinstance(value, float) and math.isfinite(value)
        else value
        for value in values
    ]


def said_of_direction(text: str, keys: Sequence[str], key: str) -> str:
    """The words that can say how a key is rounded: its own, if they say to how many decimals.

    Examples:
        >>> said_of_direction("with a (rounded up to full hours) and b (one decimal)", "ab", "b")
        ' (one decimal)'
    """
    if not keys or _DIRECTION.search(text) is None:
        return text
    spans = [span for told in told_in(text, keys) if told.key == key for span in told.spans]
    own = " ".join(text[start:end] for start, end in spans)
    return own if decimals_in(own) is not None else _BRACKETS.sub(" ", text)


def decimals_of(
    text: str, keys: Sequence[str], looks: Mapping[str, Sequence[Look]]
) -> tuple[dict[str, int], int | None]:
    """(the decimals that are said of single keys or that their examples have, those of the rest).

    What is said behind the last of several keys is of all of them, unless it stands in brackets or
    they are spoken of one by one.

    Examples:
        >>> decimals_of("with share (one decimal) and hour, an integer", ["share", "hour"], {})
        ({'share': 1, 'hour': 0}, None)
        >>> decimals_of("with town and rain, with one decimal", ["town", "rain"], {})
        ({}, 1)
    """
    stated = {
        key: look.decimals
        for key, each in looks.items()
        for look in each
        if isinstance(look, Figures) and look.decimals is not None
    }
    rest = list(text)
    for told in told_in(text, keys):
        for start, end in told.spans:
            words = text[start:end]
            is_whole = _INTEGER.match(words) is not None
            is_own = told.is_own and _OF_ALL.match(words) is None
            is_own = is_own or is_whole or words.lstrip().startswith("(")
            decimals = 0 if is_whole else decimals_in(words)
            if is_own and decimals is not None:
                stated[told.key] = decimals
                rest[start:end] = " " * (end - start)
    before = {} if len(keys) < 2 else _told_before("".join(rest), keys)  # noqa: PLR2004 - several
    if before:
        return {**before, **stated}, None
    return stated, decimals_in("".join(rest))


def _told_before(text: str, keys: Sequence[str]) -> dict[str, int]:
    """The decimals that stand before 'under KEY', if there are different ones.

    Examples:
        >>> _told_before("the mean, to one decimal, under a, the sd (3 decimals) as b", ["a", "b"])
        {'a': 1, 'b': 3}
    """
    names = "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))
    marked = rf"\b(?:under|as)(?: the)?(?: key)? ['\"`]?({names})(?!\w)"
    told: dict[str, int] = {}
    place = 0
    for mark in re.finditer(marked, text):
        decimals = decimals_in(re.split(r"[.;\n](?=\s)", text[place : mark.start()])[-1])
        if decimals is not None:
            told[mark[1]] = decimals
        place = mark.end()
    return told if len(set(told.values())) > 1 else {}
