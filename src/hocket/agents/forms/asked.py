"""The looks that a task asks for, of each key, of an answer in words, of the items of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.bounds import bounds_in
from hocket.agents.forms.figures import Figures
from hocket.agents.forms.looks import day_first_in, looks_in
from hocket.agents.forms.notation import item_shown
from hocket.agents.forms.told import said_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms.looks import Look

NAME, VALUE = "the name", "the value"
"""What the names and values of a mapping are called where a task has no word for them."""

_KEYS = late_pattern(
    r"\b(?:keys?|labels?|labell?ed|keyed)(?: (?:look|named|written|are|is))?"
    r"(?: (?:in|after) (?:the|this|a) (?:way|form|style|manner|format))?(?: of)?:?"
    r"(?: (?:like|such as|as in|as|e\.g\.|for example))?,? ?"
    r"(?P<quote>['\"`]?)(?P<example>(?=[\w-]*\d)(?=[\w-]*[A-Za-z-])[\w-]+|(?<=['\"`])[^'\"`]+)(?P=quote)(?![\w.])"
    r"|\bkeys? (?P<words>(?:like|such as|as|in the form) [^.;,\n]+)"
)
_ITEMS = late_pattern(
    r"\b(?:list|array) of (?:the |all |their |its )?[\w-]+(?: [\w-]+){0,2}?,? \(?"
    r"((?:like|such as|e\. ?g\.|in the form|written|format(?:ted)?|in|as)\b [^;)\n]*?)"
    r"(?:,(?!\d)|[;)\n]|\.(?!\d)|$)",
    re.IGNORECASE,
)
_TOLD = late_pattern(
    r"\?\s+((?!\S+ (?:\w+ ){8})[^.?!:]+)[.!]?\s*$"
    r"|(?:^|[.?!:] |, )(?:Please |please |and |but )?(?:[Gg]ive|[Ww]rite|[Aa]nswer|[Ss]tate"
    r"|[Pp]rint|[Ss]how|[Rr]eturn|[Pp]ut|[Ss]pell|[Nn]ame)\b((?:e\. ?g\.|[^.?!]|[.](?=\S))*)"
)
"""How an answer is to be given: a few words after the question, or a sentence that says it."""


def looks_of(text: str, keys: Sequence[str]) -> dict[str, tuple[Look, ...]]:
    """The looks that a text asks for, for each key of which it says any."""
    day_first = day_first_in(text)
    looks = {
        key: (*looks_in(words, day_first=day_first), *bounds_in(key, words))
        for key, words in said_of(text, keys).items()
    }
    return {key: each for key, each in looks.items() if each}


def looks_of_answer(text: str) -> tuple[Look, ...]:
    """The looks of an answer in words, from the sentences that say how to give it.

    Examples:
        >>> [look.example for look in looks_of_answer("When was it? Answer like 23:05.")]
        ['23:05']
        >>> looks_of_answer("Which names are written in capitals?")
        ()
    """
    day_first = day_first_in(text)
    looks = [
        look
        for match in _TOLD.finditer(text)
        for look in looks_in(match[1] or match[2], day_first=day_first)
        if not (isinstance(look, Figures) and look.is_plain)
    ]
    return tuple(looks)


_KIND = late_pattern(
    r"\b(?:dates|days|months|years|times|names|codes|numbers),? \(?"
    r"((?:(?:all |each )?(?:like|such as|e\. ?g\.|in the form|written|format(?:ted)?|as(?= in|"
    r" \d| [A-Z]{2}))\b) [^;)\n]*?)(?:,(?!\d)|[;)\n]|\.(?!\d)|$)",
    re.IGNORECASE,
)
"""Things of a kind that a list can be of, with how they are written."""


def items_of(text: str) -> tuple[Look, ...]:
    """The looks of the items of a list, as 'a list of the dates like 2025-03-04' says.

    Examples:
        >>> [look.example for look in items_of("a list of the days like 2025-03-04, oldest first")]
        ['2025-03-04']
        >>> [look.example for look in items_of("I need months, written like 2025-03, as a list")]
        ['2025-03']
        >>> [look.example for look in items_of('a list like ["2025-03", "2025-05"]')]
        ['2025-03']
    """
    if item := item_shown(text):
        return looks_in(f"like '{item}'", day_first=day_first_in(text))
    match = _ITEMS.search(text) or _KIND.search(text)
    if match is None or (match[1].startswith("in the form") and text[match.end() - 1 :][:1] == ","):
        return ()  # ``in the form Last, First``
    return looks_in(match[1], day_first=day_first_in(text))


def names_of(text: str) -> tuple[Look, ...]:
    """The looks of the names of a mapping, as 'with keys like 1950s' says.

    Examples:
        >>> [look.example for look in names_of("name the keys in the way of 1950s")]
        ['1950s']
    """
    match = _KEYS.search(text)
    if match is None:
        return ()
    return looks_in(match["words"] or f"like '{match['example']}'")
