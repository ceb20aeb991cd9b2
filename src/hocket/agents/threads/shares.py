"""So many of each, a part or a multiple of what was named before: ``half of them``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.changes import Change
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.agents.threads.multiples import whole
from hocket.agents.threads.waivers import END
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.agents.threads.changes import Deed

_OF_EACH = re.compile(
    rf"(?i)(?<![\w.,€$£])(?P<another>another )?(?P<number>{NUMBER})(?: (?P<way>more|fewer|less))?"
    r" of (?P<which>each|both|all of them|everything)(?: of (?:them|those|these))?"
    r"(?=\s*(?:[.,;!]|$|please|then|too|as well|instead|now))"
)
_WANTED = late_pattern(
    r"(?i)(?:(?:then|so|and|well|yes|ok(?:ay)?|please|just|only|make it|send|add"
    r"|(?:we|i)(?:'ll| will|'d like| would like)?(?: (?:need|want|take|order))?)[ ,]+)*$"
)
_PARTLY = late_pattern(
    r"(?i)^(?:(?:then|so|and|but|yes|well|please|just|only"
    r"|(?:we|i)(?:'ll| will)? (?:need|want|take)|send)[ ,]+)*"
    r"(?P<times>half|a third|a quarter|three quarters|twice|three times)"
    rf"(?: of (?:it|them|those|these)| (?:as many|the number))"
    r"(?: (?:will do|(?:is|are|will be) (?:enough|plenty|fine|sufficient)|suffices?))?"
    rf"{END}"
)
_PARTLY_OFF = late_pattern(
    r"(?i)^(?:(?:then|so|and|but|please|we(?:'ll)?)[ ,]+)*(?:(?:cancel|drop|scrap)"
    r" half of (?:it|them|those|these)|(?:take|leave) half of (?:it|them|those|these)"
    rf" (?:off|out|away)){END}"
)
_PARTITIVE = late_pattern(r"(?i)\bof (?:them|those|these)\b")
_OF_KIND = late_pattern(
    r"(?i)^(?:and |so |but )?(?:should|shall|are|is|do|does|will|would|can|may|must|which|what)\b"
)
_OFFERING = late_pattern(
    rf"(?i)\b(?:how (?:many|much)|{NUMBER}|add|send|include|put|bring|pack|cost|price|cancel|drop"
    r"|(?:do you|would you) (?:like|want|need) (?:any|some|more|an?|the|them|those|[\w ]+ too\b))\b"
)
_FACTORS = {
    "half": 0.5,
    "a third": 1 / 3,
    "a quarter": 0.25,
    "three quarters": 0.75,
    "twice": 2.0,
    "three times": 3.0,
}
_DOUBLED = re.compile(
    r"(?i)\b(?:double|twice) (?:everything|it all|all of (?:it|them)|the (?:whole )?order)"
    r"(?=\s*(?:[.,;!]|$|please|then))"
)


def of_each(clause: str, names: Sequence[str], known: Collection[str]) -> tuple[Change, ...]:
    """What a clause does to each of the things that were named before it, or to all.

    Args:
        clause: The clause.
        names: The things that were named before it.
        known: All things that were ordered.

    Examples:
        >>> said = ("two more of each, please", "1 fewer of both", "2 of each", "3 of all")
        >>> each = [of_each(c, ["cups", "jugs"], []) for c in said]
        >>> [(changes[0].deed, changes[0].amount) for changes in each if changes]
        [('add', 2.0), ('add', -1.0), ('set', 2.0)]
    """
    match = _OF_EACH.search(clause)
    if match is None:
        return ()
    number, way = amount_of(match["number"]), (match["way"] or "").lower()
    way = "more" if match["another"] else way
    about = list(known) if match["which"].lower() == "everything" else list(names)
    is_wanted = way or _WANTED.match(clause[: match.start()])
    if not is_wanted or (not way and len(about) < len("ab")):  # so each may be of something else
        return ()
    deed: Deed = "add" if way else "set"
    return tuple(Change(n, deed, -number if way in ("fewer", "less") else number) for n in about)


def is_all_doubled(clause: str) -> bool:
    """Whether a clause doubles all that was ordered.

    Examples:
        >>> [is_all_doubled(c) for c in ("please double everything", "double the rent for all")]
        [True, False]
    """
    return _DOUBLED.search(clause) is not None


def takes_part(clause: str) -> bool:
    """Whether a clause says so many, or a part, of what was named before it.

    Examples:
        >>> takes_part("Half of them, please"), takes_part("make it 8")
        (True, False)
    """
    return _PARTITIVE.search(clause) is not None


def is_of_kind(clause: str) -> bool:
    """Whether a question asks of what kind a thing is to be, rather than how many are wanted.

    Examples:
        >>> [is_of_kind(c) for c in ("Should the cups be blue?", "Would you like 9 cups?")]
        [True, False]
    """
    return _OF_KIND.match(clause) is not None and _OFFERING.search(clause) is None


def part_of(clause: str, count: float | None) -> float | None:
    """The number that is a part of the count, or several times it; None if a clause says none."""
    match = _PARTLY.match(clause)
    taken = _PARTLY_OFF.match(clause) if match is None else None
    if not count or not (match or taken):
        return None
    return whole(count * (_FACTORS[match["times"].lower()] if match else 0.5))


def speaks_of_part(clause: str) -> bool:
    """Whether a clause wants a part of what was named before it, or takes one off."""
    return bool(_PARTLY.match(clause) or _PARTLY_OFF.match(clause))
