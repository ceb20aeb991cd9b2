"""Puzzles of order, of truth and of who has what, read by rules and solved by a search.

Only a puzzle of which each sentence is read is solved; all others are left to an LLM.
"""

from __future__ import annotations

import re

from hocket.puzzles.solution import UNREAD, Solution

__all__ = ["Solution", "is_read", "solved"]

_ASKS = re.compile(
    r"\?|\b(?:order|arrange|list|rank|sort|tell|say|state|determine)\b", re.IGNORECASE
)
LONGEST = 1500
"""Characters; what is longer is no such puzzle."""


def is_read(text: str) -> bool:
    """Whether rules read a text as a puzzle, whatever follows from it.

    Examples:
        >>> is_read("Ann is taller than Bo. Cy is shorter than Bo. Who is the tallest?")
        True
    """
    return solved(text) != UNREAD


def solved(text: str) -> Solution:
    """What follows from a puzzle; without an answer if it is not read, or does not tell.

    Examples:
        >>> solved("Ann is taller than Bo. Cy is shorter than Bo. Who is the tallest?").answer
        'Ann is the tallest.'
        >>> solved("Ann is taller than Bo and Cy. Who is the shortest?").doubt
        'as read by rules, the puzzle has several solutions'
        >>> solved("Ann is taller than her brother. Who is the tallest?")
        Solution(answer='', doubt='')
    """
    if len(text) > LONGEST or not _ASKS.search(text):
        return UNREAD
    from hocket.puzzles import culprits, orders, owners, truths  # noqa: PLC0415 - large patterns

    for solve in (
        orders.solution_of,
        truths.solution_of,
        owners.solution_of,
        culprits.solution_of,
    ):
        if (found := solve(text)) != UNREAD:
            return found
    return UNREAD
