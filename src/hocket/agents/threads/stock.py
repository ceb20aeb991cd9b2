"""What people have of a thing already: a number that is not ordered, from which one follows.

``We found 10 lamps, so 15 are enough`` orders 15; the 10 are nowhere on the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.changes import Change
from hocket.agents.threads.clauses import clauses_of

if TYPE_CHECKING:
    from hocket.agents.threads.items import Items

_HAS = re.compile(
    r"(?i)\b(?:found|discovered|ha(?:ve|s|d)|'ve|got|owns?|lends?|lent|brings?|brought|borrow\w*|saw"
    r"|spotted|turned up|left over|in (?:the|our|my) \w+|there (?:is|are|was|were)|kept|made|baked"
    r"|donat\w+|g[ai]ves?|given|bought)\b"
)
_HENCE = re.compile(
    r"(?i)(?:\b(?:so|hence|thus|therefore|then|which means|that means)(?: that)?|=>|->)[\s,]*$"
)
_STARTS_SO = re.compile(r"(?i)(?:and )?(?:so|hence|thus|therefore|then|that leaves|which leaves)\b")
_TAKE_OFF = re.compile(
    r"(?i)\b(?:take|deduct|subtract|knock|strike) (?:them|those|these|that|it)(?: all)?"
    r"(?: off| away| back)?\b"
)

_DELIVERY = re.compile(
    r"(?i)\b(?:deliver\w*|arriv\w+|ship(?:s|ped|ment)?|dispatch\w*|collect\w*|pick(?:ed)? up"
    r"|by when|when (?:do|would|will|should|shall|are|can|could)|urgent\w*|in time)\b"
)


def speaks_of_delivery(text: str) -> bool:
    """Whether a text speaks of when things come, so that what can wait may still be wanted.

    Examples:
        >>> [speaks_of_delivery(t) for t in ("When do you need the lamps?", "Lamps are 8 each.")]
        [True, False]
    """
    return _DELIVERY.search(text) is not None


def has_some(clause: str) -> bool:
    """Whether a clause tells that some of a thing are there already.

    Examples:
        >>> [has_some(c) for c in ("Tom found 4 lamps", "we still have two", "make it 4 lamps")]
        [True, True, False]
    """
    return _HAS.search(clause) is not None


def follows(sentence: str, clause: str) -> bool:
    """Whether a clause follows from the one before it in its sentence.

    Examples:
        >>> said = "We have 4 lamps, so we need 5, and we need 2 jugs."
        >>> [follows(said, c) for c in ("We have 4 lamps", "we need 5", "we need 2 jugs.")]
        [False, True, False]
    """
    before = sentence[: max(sentence.find(clause), 0)]
    return bool(before and (_STARTS_SO.match(clause) or _HENCE.search(before)))


def starts_so(sentence: str) -> bool:
    """Whether a sentence follows from the one before it."""
    return _STARTS_SO.match(sentence) is not None


def takes_them_off(clause: str) -> bool:
    """Whether a clause takes off what was told right before it."""
    return _TAKE_OFF.search(clause) is not None


def stock_in(clause: str, items: Items) -> Change | None:
    """So many of the one thing that a clause names as are there already; None without any."""
    mentions = items.mentions(clause)
    if len(mentions) != 1 or not has_some(clause):
        return None
    return Change(mentions[0].name, "set", mentions[0].amount or 0.0)


def is_ground(sentence: str, clause: str, items: Items) -> bool:
    """Whether a clause tells what is there already, from which the next one follows."""
    behind = clauses_of(sentence[sentence.find(clause) + len(clause) :].lstrip(" ,"))
    is_followed = bool(behind) and follows(sentence, behind[0])
    return is_followed and stock_in(clause, items) is not None
