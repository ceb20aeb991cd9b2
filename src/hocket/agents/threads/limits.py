"""How many of a thing there are at most, as somebody says, and who makes do with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.agents.threads.changes import Change

_ONLY = late_pattern(
    rf"(?i)\b(?:only|just|no more than|not more than)(?: have| got)?(?: about)?"
    rf" (?P<number>{NUMBER})(?: of (?:them|these|those))?"
    r" (?:left|available|in stock|to spare|free|here)\b"
    r"|\b(?:we|i) (?:can|could) only (?:give|lend|offer|let|spare|send|bring|deliver|manage)"
    rf"(?: you)? (?P<given>{NUMBER})(?=\s*(?:[.,;!]|$))"
    rf"|\b(?:we|i) (?:have (?:only|just)|only have) (?P<had>{NUMBER})(?=\s*(?:[.,;!]|$))"
)
_LEFT = late_pattern(r"(?i)\b(?:left|available|in stock|to spare|free)\b")
_FEW = late_pattern(r"(?i)\b(?:only|just|no more than|not more than)\b")
_HAVE = late_pattern(r"(?i)\b(?:(?:we|i) (?:have|keep)|we've|i've|there (?:is|are))\b")
_MAKES_DO = late_pattern(
    rf"(?i)\b(?:squeeze into|manage with|make do with|get by with|do with|go with|live with|take"
    rf"|have|settle for|content with|happy with|fine with)(?: just| only)?"
    rf" (?:the|those|these|your|all(?: of)?(?: the| those| your)?)"
    rf"(?: other)? (?P<number>{NUMBER})(?=\s*(?:[.,;!]|$|then\b|please\b|that\b|and\b|instead\b))"
)


_IS_FINE = late_pattern(
    rf"(?i)(?:(?:ok(?:ay)?|fine|well|then|so)[ ,]+)*(?P<number>{NUMBER}) (?:is|are|will be)"
    r" (?:ok(?:ay)?|fine|good|all right|alright|perfect)\b"
)
_NOT = late_pattern(r"(?i)(?:\b(?:not|never|cannot|nobody|hardly)\b|n't\b)[^,;]{0,30}$")


@dataclass(slots=True)
class Limits:
    """What others said that there is at most, until somebody makes do with it.

    Examples:
        >>> limits = Limits()
        >>> limits.note("Hire", "Of the large tents only 3 are left, only 3 left.", "tents", None)
        >>> limits.taken("Ann", "we'll squeeze into the three"), limits.taken("Ann", "the two")
        (('tents', 3.0), None)
    """

    _known: list[tuple[str, str, float]] = field(default_factory=list)
    _recent: list[tuple[str, str, float]] = field(default_factory=list)
    _last: int = 0

    def note(self, author: str, clause: str, name: str, amount: float | None) -> None:
        """Keep how many of a thing there are at most, if a clause says so.

        Args:
            author: Who says it.
            clause: What they say.
            name: The one thing that it is about.
            amount: The number that stands with the thing.
        """
        match = _ONLY.search(clause)
        if match is not None:
            self._known.append(
                (author, name, amount_of(match["number"] or match["had"] or match["given"]))
            )
        elif (amount and _HAVE.search(clause)) or (
            amount and _FEW.search(clause) and _LEFT.search(clause)
        ):
            self._known.append((author, name, amount))

    def begin(self) -> None:
        """Begin a message: what the one before it says of limits is what is spoken of."""
        self._recent, self._last = self._known[self._last :], len(self._known)

    def is_of_other(self, author: str, change: Change) -> bool:
        """Whether the number of a change is that of what others just said of another thing."""
        of = {name for who, name, n in self._recent if who != author and n == change.amount}
        return change.amount > 1 and bool(of) and change.name not in of

    def taken(self, author: str, clause: str) -> tuple[str, float] | None:
        """(thing, number) if a clause makes do with the one limit of this number; else None."""
        match = _MAKES_DO.search(clause)
        if match is not None and _NOT.search(clause[: match.start()]):
            return None
        known = self._known if match else self._recent
        match = match or _IS_FINE.match(clause)
        if match is None:
            return None
        number = amount_of(match["number"])
        fitting = {(name, n) for who, name, n in known if who != author and n == number}
        return fitting.pop() if len(fitting) == 1 else None
