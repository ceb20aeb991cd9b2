"""The kinds of problems that textbooks have, and which of them a question is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.textbook.amounts import AMOUNTS
from hocket.agents.textbook.calendars import CALENDARS
from hocket.agents.textbook.counts import COUNTS
from hocket.agents.textbook.dates import DATES
from hocket.agents.textbook.figures import FIGURES
from hocket.agents.textbook.kind import nearest
from hocket.agents.textbook.mixtures import MIXTURES
from hocket.agents.textbook.money import MONEY
from hocket.agents.textbook.motion import MOTION
from hocket.agents.textbook.people import PEOPLE
from hocket.agents.textbook.riddles import RIDDLES
from hocket.agents.textbook.scores import SCORES
from hocket.agents.textbook.searches import SEARCHES
from hocket.agents.textbook.shapes import SHAPES
from hocket.agents.textbook.stocks import STOCKS
from hocket.agents.textbook.trade import TRADE
from hocket.agents.textbook.travel import TRAVEL

if TYPE_CHECKING:
    from hocket.agents.textbook.problem import Problem

PROBLEMS = (
    *AMOUNTS,
    *MONEY,
    *MOTION,
    *PEOPLE,
    *COUNTS,
    *CALENDARS,
    *SHAPES,
    *STOCKS,
    *TRADE,
    *SCORES,
    *TRAVEL,
    *DATES,
    *RIDDLES,
    *FIGURES,
    *MIXTURES,
    *SEARCHES,
)
MOST = 2

_QUANTITY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|sixty|hundred|thousand|million|first|second|third|fourth|fifth|half|halves|quarters?"
    r"|thirds|twice|doubl\w+|trebl\w+|tripl\w+|dozens?|couple|all|every|each|next|last|leap|today"
    r"|tomorrow)\b",
    re.IGNORECASE,
)
"""What a question is computed from: one without any of it asks for what one knows, unless it is of
a kind that needs several things, such as a word whose letters are arranged.
"""


def problems_for(question: str) -> list[Problem]:
    """The kinds that the wording of a question indicates, the nearest last.

    The second is shown only if it is at least half as near: one of another kind misleads.

    Examples:
        >>> [one.answer for one in problems_for("Two ships leave at noon; when do they meet?")]
        ['09:30:00']
    """
    kinds = PROBLEMS if _QUANTITY.search(question) else (one for one in PROBLEMS if one.needs)
    return nearest(kinds, question, most=MOST)
