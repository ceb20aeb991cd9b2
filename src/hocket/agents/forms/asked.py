"""What a task says of each key that it names: in brackets behind it, or up to the next key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.bounds import bounds_in
from hocket.agents.forms.figures import Figures
from hocket.agents.forms.looks import day_first_in, looks_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.agents.forms.looks import Look

NAME, VALUE = "the name", "the value"
"""What the names and values of a mapping are called where a task has no word for them."""

_STOP = re.compile(r"[.!?](?=\s+[A-Z]|\s*$)|;|\n")
_GOES_ON = re.compile(
    r"\s*(?:(?:are|is|be|should|must|shall|to) (?:\w+ )?(?:be |look )?)?"
    r"(?:in|as|like|such as|e\. ?g\.|for example|written|formatted|rounded|with|without|both|all"
    r"|each|no|an? (?:\w+ )?number|days?|months?|first letters?"
    r"|always|capitali[sz]ed|numeric|ISO|plain|YYYY|DD|MM|HH)\b"
)
_KEYS = re.compile(r"\bkeys? ((?:like|such as|as|in the form) [^.;,]+)")
_ITEMS = re.compile(
    r"\b(?:list|array) of (?:the |all |their |its )?(?:[\w-]+ ){1,3}?\(?"
    r"((?:like|such as|e\. ?g\.|in the form|written|formatted|in|as)\b [^;)]*?)"
    r"(?:,(?!\d)|[;)]|\.(?!\d)|$)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\?\s+((?!\S+ (?:\w+ ){8})[^.?!:]+)[.!]?\s*$"
    r"|(?:^|[.?!:] |, )(?:Please |please |and |but )?(?:[Gg]ive|[Ww]rite|[Aa]nswer|[Ss]tate"
    r"|[Pp]rint|[Ss]how|[Rr]eturn|[Pp]ut|[Ss]pell|[Nn]ame)\b((?:[^.?!]|[.](?=\S))*)"
)
"""How an answer is to be given: a few words after the question, or a sentence that says it."""

_SOME = re.compile(
    r"\b(?:some|many|most|few|several|certain|not all|other|where|when|if|although|though|because"
    r"|since|while)(?: of)?(?: the)?(?: \w+)?\s+['\"`]?$",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\s*(?:is|are|was|were|looks?|come|have|has)\b(?! to\b)[^;\n]*?"
    r"\b(?:(?:as|because|since) (?:it|they|this|these|those)|leave|keep|already|sometimes|often"
    r"|mostly|partly)\b"
)
"""What says how the data are, not how an answer is to be."""

_OF_SEVERAL = re.compile(r"[\s(,]*(both|all|each)\b")


def said_of(text: str, keys: Sequence[str]) -> dict[str, str]:
    """What a text says of each key, wherever it names it.

    Examples:
        >>> said_of("Columns: day (like 2024-01-31), town in capitals, rain. Sort by town.",
        ...         ["day", "town", "rain"])
        {'day': ' (like 2024-01-31)', 'town': ' in capitals', 'rain': ''}
    """
    said = dict.fromkeys(keys, "")
    if not keys:
        return said
    by_text = {key.casefold(): key for key in keys}
    longest = sorted(map(re.escape, keys), key=len, reverse=True)
    named = re.compile(rf"(?<![\w.])({'|'.join(longest)})(?:s|es)?(?!\w|\.\w)", re.IGNORECASE)
    mentions = list(named.finditer(_outside(text, by_text)))
    ends = [*(match.start() for match in mentions[1:]), len(text)][: len(mentions)]
    earlier: list[str] = []
    for match, end in zip(mentions, ends, strict=True):
        key = by_text[match[1].casefold()]
        words = _own(re.sub(r"^['\"`]", "", text[match.end() : end]))
        if _is_statement(text, match, words):
            words = ""
        several = _OF_SEVERAL.match(words)
        if several:
            for other in earlier[-1:] if several[1] == "both" else earlier:
                said[other] += words
        said[key] = f"{said[key]} {words}" if said[key] and words else said[key] or words
        earlier.append(key)
    return said


def _is_statement(text: str, mention: re.Match[str], words: str) -> bool:
    """Whether words on a key say how it is in the data."""
    if not re.match(r"\s*(?:is|are|was|were|looks?|come|have|has)\b", words):
        return False
    stop = _STOP.search(text, mention.end())
    sentence = text[mention.end() : stop.start() if stop else len(text)]
    is_of_some = _SOME.search(text[: mention.start()]) is not None
    return is_of_some or _STATED.match(sentence) is not None


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


def _outside(text: str, keys: Collection[str]) -> str:
    """A text with what stands in brackets or quotes blanked, but for keys in quotes."""

    def blanked(match: re.Match[str]) -> str:
        whole = match.group()
        return whole if whole[1:-1].casefold() in keys else " " * len(whole)

    return re.sub(r"\([^)]*\)|'[^'\n]*'(?!\w)|\"[^\"\n]*\"", blanked, text)


def _own(words: str) -> str:
    """The words up to the end of what is said of the key before them."""
    stop = _STOP.search(re.sub(r"\([^)]*\)", lambda m: "_" * len(m.group()), words))
    words = words[: stop.start()] if stop else words
    pieces = re.split(r",(?![^(]*\))(?!\d)", words)
    kept: list[str] = []
    for piece in pieces:
        is_aside = not kept and piece.lstrip().startswith("(")
        if not is_aside and not _GOES_ON.match(piece) and (kept or piece.strip()):
            break
        kept.append(piece)
    return re.sub(r"\s*\b(?:and|or)\s*['\"`]?$", "", ",".join(kept)).rstrip()


def items_of(text: str) -> tuple[Look, ...]:
    """The looks of the items of a list, as 'a list of the dates like 2025-03-04' says.

    Examples:
        >>> [look.example for look in items_of("a list of the days like 2025-03-04, oldest first")]
        ['2025-03-04']
    """
    match = _ITEMS.search(text)
    if match is None or (match[1].startswith("in the form") and text[match.end() - 1 :][:1] == ","):
        return ()  # ``in the form Last, First``
    return looks_in(match[1], day_first=day_first_in(text))


def names_of(text: str) -> tuple[Look, ...]:
    """The looks of the names of a mapping, as 'with keys like 1950s' says."""
    match = _KEYS.search(text)
    return looks_in(match[1]) if match else ()
