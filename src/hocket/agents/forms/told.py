"""Where a task speaks of a key, and which of the words there are of it.

They stand in brackets behind the key, or up to the next one: 'date (like 2024-01-31)', 'share: of
all towns, to one decimal place', 'the first with two decimals', 'dates like 2024-01-31'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.agents.forms.behind import STOP, forms_behind
from hocket.agents.forms.naming import spoken
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_SOME = late_pattern(
    r"\b(?:some|many|most|few|several|certain|not all|other|where|when|if|although|though|because"
    r"|since|while)(?: of)?(?: the)?(?: \w+)?\s+['\"`]?$",
    re.IGNORECASE,
)
_LOOKS_LIKE = late_pattern(r"\s*looks? like\b")
_STATED = late_pattern(
    r"\s*(?:is|are|was|were|looks?|come|have|has)\b(?! to\b)[^;\n]*?"
    r"\b(?:(?:as|because|since) (?:it|they|this|these|those)|leave|keep|already|sometimes|often"
    r"|mostly|partly)\b"
)
"""What says how the data are, not how an answer is to be."""

_OF_EACH = late_pattern(r"\b(?:per|by|each|every|than|within) (?:the )?['\"`]?$")
_ORDINAL = late_pattern(
    r"\bthe (first|second|third|fourth|last|former|latter|other)(?: one| of (?:them|these|which))?"
    r"(?=,| (?:with|as an?|in the|an? (?:integer|whole|number)|rounded|like|being|to be|written"
    r"|is)\b)"
)
_NOUNS = late_pattern(
    r"\b(?:(both|all|every|each) (?:the |of the )?)?"
    r"(dates|months|days|years|times|hours|amounts|prices|totals|percentages|names"
    r"|(?<=each )(?:date|month|day|year)|(?<=every )(?:date|month|day|year))"
    r"(?= (?:in the|like|as in|as \d|such as|written|look like|with (?:\w+ )?decimals?|to be)|, )",
    re.IGNORECASE,
)
_OF_SEVERAL = late_pattern(r"[\s(,]*(both|all|each)\b")
_PLURAL = late_pattern(r"\s*(?:are|look|have|should|must|shall)\b")
_JOINED = late_pattern(r"['\"`]?\s*(?:,|and|,? and|to)\s*(?:the )?['\"`]?")
_COUNTS = late_pattern(r"\b(?:numbers?|counts?|how (?:many|much)|length)\b", re.IGNORECASE)
_SAME = late_pattern(r"\b(?:the )?same (?:form|format|way|style)\b|\blikewise\b|\bditto\b")
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "latter": -1, "other": -1}
_PARTICLES = frozenset({"to", "from", "for", "in", "of", "by", "at", "on", "is", "and", "as", "or"})
"""Words that are keys at times, and else say nothing of one."""

_PAIRS = tuple(
    map(
        frozenset,
        (("from", "to"), ("first", "last"), ("start", "end"), ("begin", "end"), ("since", "until")),
    )
)
"""Keys that are two of a kind."""


NEAR, FAR = 80, 800
"""Characters before a key in which words that change its meaning, or its sentence, are sought."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said at one place of a key.

    Attributes:
        key: The key.
        start: Where the text names it.
        spans: Where the words that are of it begin and end.
        about: All that stands there up to the next key.
        is_own: Whether it is of this key even if other keys stand before.
    """

    key: str
    start: int
    spans: tuple[tuple[int, int], ...]
    about: str = ""
    is_own: bool = False


def said_of(text: str, keys: Sequence[str]) -> dict[str, str]:
    """What a text says of each key, wherever it names it.

    Examples:
        >>> said_of("Columns: day (like 2024-01-31), town in capitals, rain. Sort by town.",
        ...         ["day", "town", "rain"])
        {'day': ' (like 2024-01-31)', 'town': ' in capitals', 'rain': ''}
        >>> said_of("share: of all towns, to one decimal place; n", ["share"])
        {'share': ' to one decimal place'}
        >>> said_of("Write a.csv (columns: day like 2024-01-31, rain in mm).", ["day", "rain"])
        {'day': ' like 2024-01-31', 'rain': ' in mm'}
    """
    said = dict.fromkeys(keys, "")
    before = ""
    for told in told_in(text, keys):
        words = ",".join(text[start:end] for start, end in told.spans)
        if words.count(")") > words.count("("):
            words = words.rstrip(") ")  # closes the enumeration
        if before and _SAME.search(words):
            words = f"{words} {before}"
        before = words or before
        said[told.key] = (
            f"{said[told.key]} {words}" if said[told.key] and words else (said[told.key] or words)
        )
    return said


def told_in(text: str, keys: Sequence[str]) -> list[Told]:
    """All places at which a text speaks of keys, by name or otherwise, in their order."""
    if not keys:
        return []
    by_text = {key.casefold(): key for key in keys}
    open_text = _outside(text, by_text)
    found = [*_named(open_text, by_text)]
    found += _ordinals(open_text, keys, found)
    named = {start for start, *_ in found}
    nouns = [
        noun
        for noun in _NOUNS.finditer(open_text)
        if noun.start(2) not in named
        or ((noun[1] or "").lower() == "both" and noun[2].lower() in by_text)
    ]
    taken = {noun.start(2) for noun in nouns}
    found = [place for place in found if place[0] not in taken]
    ends = sorted([*(start for start, *_ in found), *(noun.start() for noun in nouns), len(text)])
    told: list[Told] = []
    for start, end, key in sorted(found):
        until = next(place for place in ends if place > start)
        told += _told(text, start, end, until, key, told)
    for noun in nouns:
        until = next(place for place in ends if place > noun.start(2))
        told += _told_of_kind(text, noun, until, told)
    return sorted(told, key=lambda one: one.start)


def _named(text: str, by_text: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where keys are named: (start, end, key)."""
    longest = sorted(map(re.escape, by_text), key=len, reverse=True)
    named = re.compile(rf"(?<![\w.])({'|'.join(longest)})(?:s|es)?(?!\w|\.\w)", re.IGNORECASE)
    for match in named.finditer(text):
        yield match.start(), match.end(), by_text[match[1].casefold()]


def _ordinals(
    text: str, keys: Sequence[str], found: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Where keys are spoken of by their places: the first, the latter."""
    places = []
    for match in _ORDINAL.finditer(text):
        word = match[1]
        before = list(dict.fromkeys(key for start, _, key in found if start < match.start()))
        if word in keys or len(before) < 2 or len(keys) < 2:  # noqa: PLR2004 - of several
            continue
        if word == "former":
            places.append((match.start(), match.end(), before[-2]))
        elif word in ("latter", "last"):
            places.append((match.start(), match.end(), before[-1]))
        elif -len(before) <= _PLACES[word] < len(before):
            places.append((match.start(), match.end(), before[_PLACES[word]]))
    return places


def _told(
    text: str, start: int, end: int, until: int, key: str, earlier: Sequence[Told]
) -> Iterator[Told]:
    """What is said of a key where it is named, and with it of keys before."""
    spans = forms_behind(text, end, until, is_particle=key.casefold() in _PARTICLES)
    words = text[spans[0][0] : spans[-1][1]] if spans else ""
    if _is_statement(text, start, end, words):
        spans = []
    first = text[spans[0][0] : spans[0][1]] if spans else ""
    told = Told(key, start, tuple(spans), text[end:until], _is_by_itself(text, start, key, earlier))
    joined = (
        earlier[-1:] if earlier and _JOINED.fullmatch(_between(text, earlier[-1], start)) else []
    )
    if several := _OF_SEVERAL.match(first):
        others = earlier[-1:] if several[1] == "both" else earlier
    elif _PLURAL.match(first) or (
        joined and frozenset({key.casefold(), joined[0].key.casefold()}) in _PAIRS
    ):
        others = joined
    else:
        others = []
    for other in dict.fromkeys(one.key for one in others):
        yield replace(told, key=other, is_own=True)
    yield told


def _told_of_kind(
    text: str, noun: re.Match[str], until: int, told: Sequence[Told]
) -> Iterator[Told]:
    """What is said of the keys that hold what a noun names, such as dates."""
    spans = forms_behind(text, noun.end(), until, is_particle=False)
    if not spans:
        return
    kind = noun[2].lower().removesuffix("s")
    meant: dict[str, None] = {}
    for one in told:
        words = f" {spoken(one.key)} "
        counts = _COUNTS.search(one.about) or _COUNTS.search(words)
        is_named = f" {kind} " in words and words.strip() != noun[2].lower()
        is_told = re.search(rf"\b{kind}\b", one.about[:80]) is not None
        if (is_named or is_told) and not counts and words.strip() != f"{kind}s":
            meant[one.key] = None
    if noun[1] and noun[1].lower() == "both" and len(meant) != 2:  # noqa: PLR2004 - both
        return
    for pair in _PAIRS:
        if pair & meant.keys() and pair <= {one.key for one in told}:
            meant |= dict.fromkeys(sorted(pair))
    for key in meant:
        yield Told(key, noun.start(), tuple(spans), text[noun.end() : until], is_own=True)


def _between(text: str, earlier: Told, start: int) -> str:
    return text[earlier.start + len(earlier.key) : start]


def _is_by_itself(text: str, start: int, key: str, earlier: Sequence[Told]) -> bool:
    """Whether a key is spoken of by itself: again, or with no other before it in its sentence."""
    if _OF_EACH.search(text[max(0, start - 20) : start]):
        return False
    if any(one.key == key for one in earlier):
        return True
    near = max(0, start - FAR)
    since = max((near + match.end() for match in STOP.finditer(text[near:start])), default=near)
    return not any(since <= one.start for one in earlier)


def _is_statement(text: str, start: int, end: int, words: str) -> bool:
    """Whether words on a key say how it is in the data."""
    if not re.match(r"\s*(?:is|are|was|were|looks?|come|have|has)\b", words):
        return False
    stop = STOP.search(text, end)
    sentence = text[end : stop.start() if stop else len(text)]
    some = _SOME.search(text[max(0, start - NEAR) : start])
    if some is not None and not (some.group().startswith("where") and _LOOKS_LIKE.match(words)):
        return True
    return _STATED.match(sentence) is not None


def _outside(text: str, keys: Collection[str]) -> str:
    """A text with what stands in brackets or quotes blanked, but for keys in quotes.

    Brackets around an enumeration of keys are none.
    """

    def blanked(match: re.Match[str]) -> str:
        whole = match.group()
        named = set(re.findall(r"(?<![\w.])[\w-]+(?![\w.])", whole.casefold())) & set(keys)
        if whole[0] == "(" and len(named) > 1 and len(named) == len(keys):
            return f" {whole[1:-1]};"
        return whole if whole[1:-1].casefold() in keys else " " * len(whole)

    return re.sub(r"\([^)]*\)|'[^'\n]*'(?!\w)|\"[^\"\n]*\"", blanked, text)
