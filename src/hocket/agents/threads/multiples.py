"""Numbers of a thing that are said by its count so far, or by the count of another thing.

``half of the lamps``, ``a third of the rugs``, ``twice as many lamps as rugs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.threads.changes import Near

_OF_THE = r"(?: (?:of )?(?:the|our|my|those|these)(?: number of)?)?"
_PARTS = (
    (2.0, late_pattern(rf"(?i)\b(?:double|twice)(?: as many|{_OF_THE}) *$")),
    (3.0, late_pattern(rf"(?i)\b(?:triple|three times)(?: as many|{_OF_THE}) *$")),
    (0.5, late_pattern(rf"(?i)\bhalf(?: as many|{_OF_THE}) *$")),
    (1 / 3, late_pattern(r"(?i)\b(?:a|one) third of (?:the|our|my|those|these) *$")),
    (0.25, late_pattern(r"(?i)\b(?:a|one) quarter of (?:the|our|my|those|these) *$")),
    (0.75, late_pattern(r"(?i)\bthree quarters of (?:the|our|my|those|these) *$")),
)
_VERBS = (
    (2.0, late_pattern(rf"(?i)\bdouble{_OF_THE} *$")),
    (3.0, late_pattern(rf"(?i)\btriple{_OF_THE} *$")),
    (0.5, late_pattern(rf"(?i)\bhalve{_OF_THE} *$")),
)
"""What does so to a thing, whatever else the clause says."""
_FACTORS = {"": 1.0, "twice": 2.0, "double": 2.0, "half": 0.5, "three times": 3.0, "triple": 3.0}
_FACTOR = r"(?:(?P<factor>twice|double|half|three times|triple) )?"
_AS_MANY = late_pattern(rf"(?i)\b{_FACTOR}(?:(?:just|exactly) )?as (?:many|much) $")
_AS_MANY_ALONE = late_pattern(
    rf"(?i)^,? {_FACTOR}(?:(?:just|exactly) )?as (?:many|much) as (?:the |our |of the )?$"
)
_SAME_NUMBER = late_pattern(r"(?i)\b(?:the|an) (?:same|equal) (?:number|amount|quantity) of $")
_AS = late_pattern(
    r"(?i)^ as (?:(?:there (?:are|will be)|we(?:'ve)? (?:have|need|want|order(?:ed)?)|of) )?"
    r"(?:the |our |of the )?$"
)


@dataclass(frozen=True, slots=True)
class Multiple:
    """How many of a thing there are to be.

    Attributes:
        start: What stands before it and before the words that say how many.
        behind: What stands behind it, and behind the thing that measures it.
        factor: So many times its own count; None if another thing measures it.
        amount: So many as the other thing says; None if that isn't known.
        is_verb: Whether the words do so to it by themselves, as ``halve`` does.
    """

    start: str
    behind: str
    factor: float | None = None
    amount: float | None = None
    is_verb: bool = False


def multiple_of(near: Near, counts: Mapping[str, float]) -> Multiple | None:
    """How many of a thing there are to be, by its own count or by that of the thing behind it.

    Args:
        near: The words around the thing.
        counts: The counts so far.
    """
    mention = near.mentions[near.place]
    start = near.clause[: mention.first]
    if near.place + 1 < len(near.mentions):
        other = near.mentions[near.place + 1]
        match = _AS_MANY_ALONE.match(near.after)
        if match is None and _AS.match(near.after):
            match = _AS_MANY.search(near.before) or _SAME_NUMBER.search(near.before)
            start = start[: -len(match[0])] if match else start
        if match is not None and other.amount is None:
            factor = _FACTORS[(match.groupdict().get("factor") or "").lower()]
            amount = whole(factor * counts.get(other.name, 0.0)) or None
            return Multiple(start, near.clause[other.last :], amount=amount)
    for patterns, is_verb in ((_VERBS, True), (_PARTS, False)):
        for factor, pattern in patterns:
            if match := pattern.search(near.before):
                start = start[: len(start) - len(match[0])]
                return Multiple(start, near.clause[mention.last :], factor, is_verb=is_verb)
    return None


def whole(amount: float) -> float | None:
    """A number of things, if it is a whole one.

    Examples:
        >>> whole(30 * (1 / 3)), whole(7 / 2)
        (10.0, None)
    """
    rounded = round(amount)
    return float(rounded) if isclose(amount, rounded, abs_tol=1e-6) else None


def is_measure(near: Near) -> bool:
    """Whether a thing only measures the one before it: as many forks as plates."""
    if not near.place:
        return False
    if _AS_MANY_ALONE.match(near.before):
        return True
    earlier = near.clause[: near.mentions[near.place - 1].first]
    is_compared = _AS_MANY.search(earlier) or _SAME_NUMBER.search(earlier)
    return _AS.match(near.before) is not None and is_compared is not None
