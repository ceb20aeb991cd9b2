"""The kinds of problems that textbooks have, and which of them a question is of."""

from __future__ import annotations

from hocket.agents.textbook.amounts import AMOUNTS
from hocket.agents.textbook.calendars import CALENDARS
from hocket.agents.textbook.counts import COUNTS
from hocket.agents.textbook.money import MONEY
from hocket.agents.textbook.motion import MOTION
from hocket.agents.textbook.people import PEOPLE
from hocket.agents.textbook.problem import SIGN, Problem
from hocket.agents.textbook.shapes import SHAPES

PROBLEMS = (*AMOUNTS, *MONEY, *MOTION, *PEOPLE, *COUNTS, *CALENDARS, *SHAPES)
MOST = 2
LEAST = SIGN
"""A sign, or as many words; less is met by chance."""
MOST_CHARS = 4000
"""What is longer is no problem of a textbook, and looking through it takes time."""


def problems_for(question: str) -> list[Problem]:
    """The kinds that the wording of a question indicates, the nearest last.

    The second is shown only if it is at least half as near: one of another kind misleads.

    Examples:
        >>> [one.answer for one in problems_for("Two ships leave at noon; when do they meet?")]
        ['09:30:00']
    """
    text = " ".join(question[:MOST_CHARS].split())
    near = [(one.likeness(text), one) for one in PROBLEMS]
    ranked = sorted((pair for pair in near if pair[0] >= LEAST), key=lambda pair: pair[0])
    return [one for likeness, one in ranked[-MOST:] if 2 * likeness >= ranked[-1][0]]
