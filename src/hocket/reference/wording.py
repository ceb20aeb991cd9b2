"""The wording of a question: without politeness, and in the order of words that questions have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = re.compile(
    r"(?:(?:please|hi|hello|hey|quick question|question|quiz question)[,:!]? "
    r"|(?:can|could|would) you (?:please )?tell (?:me|us),? "
    r"|(?:please )?tell (?:me|us),? |do you know,? |i(?:'d| would) like to know,? "
    r"|i (?:want|need) to know,? )+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:,? (?:please|thanks|thank you))+$", re.IGNORECASE)
_INDIRECT = re.compile(
    r"(what|which (?:city|country|element|chemical element)) (.+) (is|are)", re.IGNORECASE
)
_SIGNS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": "", "\u201d": "", '"': "", "`": ""})

WHAT = r"(?:(?:what(?:'s| is)|which is|give me|name|state) )?(?:the )?"
"""What opens a question for something with a name; it may be left out."""
WHICH = "(?:what|which)"


def asked_in(question: str) -> str:
    """What a question asks, in one line, without its mark and what politeness adds.

    Examples:
        >>> asked_in("Could you tell me what the capital of  Peru is, please?")
        'what is the capital of Peru'
        >>> asked_in("What's the symbol of \u201cgold\u201d?")
        "What's the symbol of gold"
    """
    text = " ".join(question.translate(_SIGNS).split()).rstrip("?!. ")
    text = _AFTER.sub("", text).rstrip("?!. ")
    text = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
    if indirect := _INDIRECT.fullmatch(text):
        return f"{indirect[1]} {indirect[3]} {indirect[2]}"
    return text


class Forms:
    """The forms that a question for one thing can have, with places for names.

    Args:
        forms: Patterns in which ``<x>`` stands for a name; each has to match a whole question.
    """

    def __init__(self, *forms: str) -> None:
        self._patterns = [
            re.compile(re.sub(r"(?<!P)<(\w)>", r"(?P<\1>.{1,60}?)", form), re.IGNORECASE)
            for form in forms
        ]

    def __call__(self, asked: str) -> Iterator[dict[str, str]]:
        """The names of each form that a question has."""
        for pattern in self._patterns:
            if match := pattern.fullmatch(asked):
                yield match.groupdict()


def folded(name: str) -> str:
    """A name as it is compared: in small letters, without accents and an article.

    Examples:
        >>> folded("The Bahamas"), folded("S\u00e3o Tom\u00e9"), folded("St. John's")
        ('bahamas', 'sao tome', 'st johns')
    >>> folded("Saint George's")
    'st georges'
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", "and"))
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    kept = re.sub(r"[.'\u2019,]", "", kept).replace("-", " ")
    return re.sub(r"\bsaint\b", "st", " ".join(kept.split())).removeprefix("the ")
