"""Known algorithms: a small LLM often remembers their rules wrong, and follows a worked one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.algorithms.appointments import APPOINTMENTS
from hocket.agents.algorithms.averages import AVERAGES
from hocket.agents.algorithms.boards import BOARDS
from hocket.agents.algorithms.check_digits import CHECK_DIGITS
from hocket.agents.algorithms.choices import CHOICES
from hocket.agents.algorithms.ciphers import CIPHERS
from hocket.agents.algorithms.containers import CONTAINERS
from hocket.agents.algorithms.controls import CONTROLS
from hocket.agents.algorithms.dates import DATES
from hocket.agents.algorithms.formats import FORMATS
from hocket.agents.algorithms.games import GAMES
from hocket.agents.algorithms.geometry import GEOMETRY
from hocket.agents.algorithms.graphs import GRAPHS
from hocket.agents.algorithms.grids import GRIDS
from hocket.agents.algorithms.lists import LISTS
from hocket.agents.algorithms.loans import LOANS
from hocket.agents.algorithms.mappings import MAPPINGS
from hocket.agents.algorithms.matrices import MATRICES
from hocket.agents.algorithms.money import MONEY
from hocket.agents.algorithms.numbers import NUMBERS
from hocket.agents.algorithms.numerals import NUMERALS
from hocket.agents.algorithms.parsing import PARSING
from hocket.agents.algorithms.quantities import QUANTITIES
from hocket.agents.algorithms.scores import SCORES
from hocket.agents.algorithms.scripts import SCRIPTS
from hocket.agents.algorithms.services import SERVICES
from hocket.agents.algorithms.sorting import SORTING
from hocket.agents.algorithms.texts import TEXTS
from hocket.agents.algorithms.words import WORDS
from hocket.agents.prompts import code_turn
from hocket.agents.textbook.kind import nearest

if TYPE_CHECKING:
    from hocket.agents.algorithms.algorithm import Algorithm
    from hocket.ports.llm import ChatMessage

ALGORITHMS = (
    *APPOINTMENTS,
    *AVERAGES,
    *BOARDS,
    *CHECK_DIGITS,
    *CHOICES,
    *CIPHERS,
    *CONTAINERS,
    *CONTROLS,
    *DATES,
    *FORMATS,
    *GAMES,
    *GEOMETRY,
    *GRAPHS,
    *GRIDS,
    *LISTS,
    *LOANS,
    *MAPPINGS,
    *MATRICES,
    *MONEY,
    *NUMBERS,
    *NUMERALS,
    *PARSING,
    *QUANTITIES,
    *SCORES,
    *SCRIPTS,
    *SERVICES,
    *SORTING,
    *TEXTS,
    *WORDS,
)
MOST = 1
_SEAM = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
"""Where the words of a name meet."""


def algorithms_for(goal: str) -> list[Algorithm]:
    """The known algorithm that the wording of a goal on code indicates, if any.

    Examples:
        >>> [one.name for one in algorithms_for("Write card.py with passes_luhn(text).")]
        ['luhn']
        >>> algorithms_for("Write greet.py with greet(name).")
        []
    """
    return nearest(ALGORITHMS, _SEAM.sub(" ", goal), most=MOST)


def worked(goal: str) -> list[ChatMessage]:
    """The known algorithm of a goal as turns of a conversation; empty if there is none."""
    turns = [code_turn(f"Task: {one.task}", one.code) for one in algorithms_for(goal)]
    return [message for turn in turns for message in turn]
