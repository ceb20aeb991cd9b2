"""What was spoken of last, and how certain it is that a pronoun means that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.threads import unnamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.threads.items import Mention

_SHORT_WORDS = 3
"""A clause of no more words is about what was named before it, such as "too dear"."""


def is_short(clause: str) -> bool:
    """Whether a clause only adds to what was said before it."""
    return len(clause.split()) <= _SHORT_WORDS


@dataclass(slots=True)
class Topic:
    """How the things were named that were spoken of last.

    Attributes:
        is_mixed: Whether only some of them had numbers.
        is_one: Whether they were named in the singular.

    Examples:
        >>> from hocket.agents.threads.items import Items
        >>> topic = Topic()
        >>> topic.begin()
        >>> topic.names("The cups are blue", Items(["cups"]).mentions("The cups are blue"))
        >>> topic.is_meant("They can wait")
        True
    """

    is_mixed: bool = False
    is_one: bool = False
    _is_subject: bool = True
    _is_lone: bool = True
    _is_near: bool = False
    _spoken_of: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Begin a message, which speaks of what the one before it named, if that is one thing."""
        self._is_near = self._is_subject = True
        self._is_lone = len(self._spoken_of) <= 1
        self._spoken_of = set()

    def names(self, clause: str, mentions: Sequence[Mention]) -> None:
        """Take in how a clause names things."""
        self.is_mixed = len({mention.amount is None for mention in mentions}) > 1
        self.is_one = all(mention.is_one for mention in mentions)
        self._is_lone = True
        self._spoken_of |= {mention.name for mention in mentions}
        self._is_subject = unnamed.is_topic(clause[: mentions[0].first])

    def end(self, clause: str, *, has_names: bool) -> None:
        """End a clause; a longer one that names nothing may speak of something else."""
        self._is_near = has_names or (self._is_near and is_short(clause))

    def is_meant(self, clause: str) -> bool:
        """Whether a pronoun of a clause means for certain what was named last."""
        is_subject = self._is_subject or not unnamed.begins_with_they(clause)
        return self._is_near and self._is_lone and is_subject
