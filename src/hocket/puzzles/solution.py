"""What a search over all cases of a puzzle came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SEVERAL = "as read by rules, the puzzle has several solutions"
NONE = "as read by rules, the puzzle has no solution"


@dataclass(frozen=True, slots=True)
class Solution:
    """What follows from a puzzle.

    Attributes:
        answer: The answer, in a sentence; empty without one.
        doubt: Why a puzzle that was read has none.
    """

    answer: str = ""
    doubt: str = ""


UNREAD = Solution()


def the_only(answers: Collection[str]) -> Solution:
    """The answer that all cases give, as long as it is the same and there are any.

    Examples:
        >>> the_only({"Ann is first."}).answer, the_only(set()).doubt
        ('Ann is first.', 'as read by rules, the puzzle has no solution')
    """
    if not answers:
        return Solution(doubt=NONE)
    if len(set(answers)) > 1:
        return Solution(doubt=SEVERAL)
    return Solution(next(iter(answers)))
