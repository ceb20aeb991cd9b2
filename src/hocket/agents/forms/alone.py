"""Whether nothing but a value is wanted: 'just the number', 'reply with the date only'."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_NOUN = (
    r"(?:number|value|name|figure|count|date|day|month|year|time|answer|word|amount|percentage"
    r"|total|sum|price|result|letter|code|integer)"
)
_BARE = r"(?:(?!short\b|brief\b|other\b|last\b|first\b)\w+ )?"
_END = r"(?= *(?:[.;!,)\n]|$|(?:please|with|and|in|as|to|without|rounded|nothing|no)\b))"
_VERB = (
    r"\b(?:give|tell|reply|answer|respond|return|print|state|need|want|show|output|write|send"
    r"|is enough|do)\b(?: me| us)?(?: with| by)?"
)
_ALONE = late_pattern(
    rf"(?:^|[.:;!?\n,(*-]) *(?:please |and )?(?:just|only)(?: give me| tell me)? (?:the|a|one) "
    rf"{_BARE}{_NOUN}{_END}"
    rf"|\b(?:just|only) (?:need|want|give|tell|return|print|reply with|answer with)(?: me| us)? "
    rf"(?:the|a|one) {_BARE}{_NOUN}{_END}"
    rf"|{_VERB} (?:just|only|nothing but) (?:the|a|one) {_BARE}{_NOUN}{_END}"
    rf"|{_VERB} (?:the|a) (?:bare|mere|plain) {_NOUN}{_END}"
    rf"|(?:^|[.:;!?\n,(]|\bthe|\ba) ?{_NOUN} (?:only|alone)(?= *(?:[.;!)\n]|$|please\b|,))"
    r"|\bnothing but (?:the|a) \w+\b",
    re.IGNORECASE,
)


def is_alone(text: str) -> bool:
    """Whether an answer is to be nothing but the value that a text asks for.

    Examples:
        >>> is_alone("How many? Number only."), is_alone("I only need the number, nothing else.")
        (True, True)
        >>> is_alone("Count only the year 2010."), is_alone("Just a short answer, please.")
        (False, False)
    """
    return _ALONE.search(text) is not None
