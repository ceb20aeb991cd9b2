"""A kind of task that its wording shows, and which kinds a wording is nearest to."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGN = 3
"""How many words one sign of a kind is worth."""
MOST_CHARS = 4000
"""What is longer is no task of a textbook, and looking through it takes time."""


class Kind:
    """A kind of task, with the phrases and words that show it, as alternatives of a pattern.

    A task of a kind that needs something has all of it; else it isn't of this kind at all.
    """

    __slots__ = ()

    signs: str
    words: str
    needs: tuple[str, ...] = ()
    words_alone: ClassVar[int] = SIGN
    """How many words show it without any sign: a text has some of them by chance."""

    def likeness(self, text: str) -> int:
        """How much the wording of a task is that of this kind; each phrase counts once."""
        if not all(_about(need).search(text) for need in self.needs):
            return 0
        signs, words = (
            {match.group().lower() for match in _about(pattern).finditer(text)}
            for pattern in (self.signs, self.words)
        )
        if not self.needs and not signs and len(words) < self.words_alone:
            return 0
        return SIGN * (len(self.needs) + len(signs)) + len(words)


AnyKind = TypeVar("AnyKind", bound=Kind)


def nearest(kinds: Iterable[AnyKind], text: str, *, most: int, least: int = SIGN) -> list[AnyKind]:
    """At most so many kinds that a wording indicates, the nearest last.

    Another than the nearest is shown only if it is at least half as near: one of another kind
    misleads. A likeness below ``least`` is met by chance.
    """
    text = " ".join(text[:MOST_CHARS].split())
    near = [(one.likeness(text), one) for one in kinds]
    ranked = sorted((pair for pair in near if pair[0] >= least), key=lambda pair: pair[0])
    return [one for likeness, one in ranked[-most:] if 2 * likeness >= ranked[-1][0]]


@cache
def _about(words: str) -> re.Pattern[str]:
    """A pattern of any of these, as whole words; compiled once a kind is looked for."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
