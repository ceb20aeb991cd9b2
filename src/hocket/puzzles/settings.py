"""Clauses that set the scene of a puzzle: who there is, how many, and that no two are alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hocket.puzzles.words import GROUPS, NUMBER, PHRASES, SETTING, number

_LIST = re.compile(r"@\d+(?:, @\d+)*,? and @\d+")
_LISTED = re.compile(
    r"(?:^|(?:^|[ ,])(?:are|were|between|among|called|named|(?:\w+),)(?:,| (?:called|named))? ?"
    r"|[:\u2013\u2014-] ?)$"
)
"""What is before a list of all, so that no more belongs to it."""
_ADDED = re.compile(rf"@\d+,? (?:and|plus) (?!@)|\b{NUMBER} of (?:the|them|these|those)\b")
"""What adds others to a list, or has it be a part of more."""
_PHRASES = re.compile("|".join(map(re.escape, PHRASES)))
_WORD = re.compile(r"[\w'-]+|[^\w\s]")
_MARKS = frozenset(",:\u2013\u2014-()")
_STOREYS = re.compile(rf"\b({NUMBER})-(?=stor(?:e?y|ied|eyed)\b|floor\b)")
_WITH_STOREYS = re.compile(
    rf"\b(?:house|building|tower|block) (?:with|of) (?={NUMBER} (?:floors|stor(?:e?ys|eys|ies))\b)"
)
_NO_PLACE = re.compile(
    rf"\b(?:same|orders?|reverse|opposite|wrong|round|circles?|circular|rings?|squares?|triangle|oval"
    rf"|tables?|ties?|draw|mirror|pairs?|rows|columns|lines|teams?|heats?|{NUMBER}|first|second|third"
    rf"|last|left|right|middle|cent(?:re|er)|ends?|front|back|top|bottom|rear|head|corners?)\b"
)
"""What tells more of those who are there than where that is."""
_PLACE = re.compile(
    r" (?:(?:at|in|into|on|outside|near|from) (?:the|an?|their)|for (?:(?:the|an?|their) )?)"
    r" ?[a-z]+(?: (?!at\b|in\b|on\b|of\b|and\b|with\b)[a-z]+)?(?= at different times$|$)"
)
"""Where those of a list are, or what they wait for, which gives nothing away."""
_ANY = f"(?:{'|'.join(sorted(GROUPS))})"
_SAME = (
    r"(?:(?:(?:at|on|in|of) )?(?:exactly )?the same (?:time|moment|age|height|weight|size|price"
    r"|length|floor|place|position|speed|day|shelf)|equally \w+)"
)
_DIFFERENT = re.compile(
    r"(?:there (?:are|were) no ties|there (?:is|was) no tie"
    rf"|no two(?: of (?:them|the {_ANY})| {_ANY})? (?:(?:finish(?:ed)?|came(?: in)?|arrived?)"
    rf" together|(?:are|were|have|had|finish(?:ed)?|came(?: in)?|arrived?|live|lived|cost|weigh"
    rf"|started|left|were born) {_SAME})"
    r"|(?:all|everyone|everybody|each|they all|all of them|each (?:person|one|of them))"
    r"(?: (?:are|is|have|has|had|lives?|lived|finished|came|arrived))?(?: (?:on|at|in|of))?"
    r"(?: (?:a|an|their own))? ?(?:different|own) (?:times?|heights?|ages?|weights?|floors?|prices?"
    r"|sizes?|lengths?|places?|speeds?)"
    r"|one (?:(?:person|family|friend) )?(?:on each|(?:per|to a)(?= floor| shelf))"
    r"(?: (?:floor|shelf|one|of them))?"
    r"|each on (?:one|a)(?: (?:different|own|separate))? (?:floor|shelf)"
    r"|(?:exactly |only )?one (?:person|friend|family|tenant)"
    r" (?:lives|lived|works|is) on each(?: (?:floor|storey|of the floors))?)"
)
_NOUN = "(?:clues|facts|hints|puzzle|riddle)"
_KNOWN = re.compile(
    rf"(?:here (?:is|are)(?: (?:a|some|the))? {_NOUN}|(?:the )?following (?:is|are) known"
    rf"|solve (?:this|the)(?: (?:logic|little|small))? {_NOUN}|(?:(?:a|the) )?(?:logic )?{_NOUN}"
    rf"|we know(?: the following)?|it is known(?: the following)?"
    rf"|(?:the )?{_NOUN} are(?: as follows| these)?)"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a clause says of how many things there are.

    Attributes:
        is_listed: Whether it lists them all.
        counts: How many there are said to be.
    """

    is_listed: bool = False
    counts: frozenset[int] = frozenset()


def scene_of(clause: str, many: int) -> Scene | None:
    """What a marked clause says of the scene; None if it says anything else, too.

    Args:
        clause: In lower case, with ``@0`` for the first thing.
        many: How many things are named in the puzzle.

    Examples:
        >>> scene_of("three friends, @0, @1 and @2, stand in a row", 3)
        Scene(is_listed=True, counts=frozenset({3}))
        >>> scene_of("@0, @1 and @2 stand in a circle", 3)
    """
    if _KNOWN.fullmatch(clause) or _DIFFERENT.fullmatch(clause):
        return Scene()
    lists = _LIST.findall(clause)
    plain = _WITH_STOREYS.sub("", _PHRASES.sub("", _LIST.sub("*", clause)))
    rest = _STOREYS.sub(r"\1 ", plain)
    if (place := _PLACE.search(rest)) and not _NO_PLACE.search(place[0]):
        rest = rest[: place.start()] + rest[place.end() :]
    rest = rest.replace("*", "")
    words = _WORD.findall(rest)
    if (
        _ADDED.search(clause)
        or "@" in words
        or not all(w in SETTING | _MARKS or number(w) for w in words)
    ):
        return None
    counts = frozenset(map(number, re.findall(rf"\b{NUMBER}\b", rest))) - {1}
    if lists and ("from left to right" in clause or not _is_of_all(clause, lists, many)):
        return None
    return Scene(bool(lists), counts) if lists or counts else None


def _is_of_all(clause: str, lists: list[str], many: int) -> bool:
    """Whether the clause has one list, of all, with nothing before that adds to it."""
    named = re.findall(r"@\d+", lists[0])
    before = clause[: clause.index(lists[0])]
    is_whole = len(lists) == 1 and len(set(named)) == len(named) == many
    return is_whole and _LISTED.search(before) is not None
