"""What a clause does to the counts of things, and the words around one of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.threads.items import Mention

Deed = Literal[
    "set", "add", "times", "off", "own", "wait", "unsure", "not", "refuse", "only", "order"
]
"""``off`` takes all or, with an amount, so many; ``own`` is what the speaker has already or does
without, ``wait`` what can wait, ``unsure`` what may be taken off, ``not`` denies of a thing what
was said right before, ``refuse`` what was offered of it, ``only`` takes no more than this of what
was offered, and ``order`` wants a thing without a number."""

JOINS = re.compile(
    r"[\s,]*(?:please[\s,]+)?(?:and|plus|as well as|or|&|\+)?\s*(?:also |the |then )?",
    re.IGNORECASE,
)
MORE_BEHIND = re.compile(r"(?i)^\s*(?:more|extra|on top|in addition|additional)\b")


@dataclass(frozen=True, slots=True)
class Change:
    """What a clause does to the count of a thing.

    Attributes:
        name: The thing.
        deed: What is done to it.
        amount: The number to set, to add (negative to take off), or to multiply by.
    """

    name: str
    deed: Deed
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a clause does.

    Attributes:
        changes: What it changes.
        is_settled: Whether it settles something.
        is_open: Whether rules leave it open.
        left: The things of which they do, where it names them.
    """

    changes: tuple[Change, ...] = ()
    is_settled: bool = False
    is_open: bool = False
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """The words around a mention, and the deed of the one before it.

    Attributes:
        clause: All words.
        before: Those between the mention before and this one.
        after: Those between this one and the next.
        front: Those before all mentions that are joined to this one.
        back: Those behind them.
        deed: What is done to the mention before.
        mentions: All of the clause.
        place: The number of this one.
    """

    clause: str
    before: str
    after: str
    front: str
    back: str
    deed: str
    mentions: Sequence[Mention]
    place: int


def off(mention: Mention, counts: Mapping[str, float]) -> Change:
    """All of a thing are taken off, or as many as are named of more."""
    amount = mention.amount
    so_far = counts.get(mention.name, 0.0)
    if amount is not None and not mention.is_lone and amount < so_far:
        return Change(mention.name, "add", -amount)
    return Change(mention.name, "off")


def result(change: Change, so_far: float) -> float:
    """The count of a thing after a change that is certain."""
    if change.deed == "add":
        return so_far + change.amount
    if change.deed == "times":
        return so_far * change.amount
    return change.amount if change.deed == "set" else 0.0
