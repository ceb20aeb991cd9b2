"""The kinds of problems that textbooks have, and which of them a question is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.textbook.amounts import AMOUNTS
from hocket.agents.textbook.calendars import CALENDARS
from hocket.agents.textbook.counts import COUNTS
from hocket.agents.textbook.kind import nearest
from hocket.agents.textbook.money import MONEY
from hocket.agents.textbook.motion import MOTION
from hocket.agents.textbook.people import PEOPLE
from hocket.agents.textbook.shapes import SHAPES

if TYPE_CHECKING:
    from hocket.agents.textbook.problem import Problem

PROBLEMS = (*AMOUNTS, *MONEY, *MOTION, *PEOPLE, *COUNTS, *CALENDARS, *SHAPES)
MOST = 2


def problems_for(question: str) -> list[Problem]:
    """The kinds that the wording of a question indicates, the nearest last.

    The second is shown only if it is at least half as near: one of another kind misleads.

    Examples:
        >>> [one.answer for one in problems_for("Two ships leave at noon; when do they meet?")]
        ['09:30:00']
    """
    return nearest(PROBLEMS, question, most=MOST)
