"""Known algorithms: a small LLM often remembers their rules wrong, and follows a worked one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.algorithms.adapted import adapted
from hocket.agents.algorithms.appointments import APPOINTMENTS
from hocket.agents.algorithms.averages import AVERAGES
from hocket.agents.algorithms.board_variants import BOARD_VARIANTS
from hocket.agents.algorithms.boards import BOARDS
from hocket.agents.algorithms.check_digits import CHECK_DIGITS
from hocket.agents.algorithms.choice_variants import CHOICE_VARIANTS
from hocket.agents.algorithms.choices import CHOICES
from hocket.agents.algorithms.ciphers import CIPHERS
from hocket.agents.algorithms.containers import CONTAINERS
from hocket.agents.algorithms.controls import CONTROLS
from hocket.agents.algorithms.conversions import CONVERSIONS
from hocket.agents.algorithms.dates import DATES
from hocket.agents.algorithms.devices import DEVICES
from hocket.agents.algorithms.elections import ELECTIONS
from hocket.agents.algorithms.fees import FEES
from hocket.agents.algorithms.form_variants import FORM_VARIANTS
from hocket.agents.algorithms.formats import FORMATS
from hocket.agents.algorithms.games import GAMES
from hocket.agents.algorithms.geometry import GEOMETRY
from hocket.agents.algorithms.graph_variants import GRAPH_VARIANTS
from hocket.agents.algorithms.graphs import GRAPHS
from hocket.agents.algorithms.grids import GRIDS
from hocket.agents.algorithms.history_variants import HISTORY_VARIANTS
from hocket.agents.algorithms.line_scripts import LINE_SCRIPTS
from hocket.agents.algorithms.lists import LISTS
from hocket.agents.algorithms.loans import LOANS
from hocket.agents.algorithms.machines import MACHINES
from hocket.agents.algorithms.mappings import MAPPINGS
from hocket.agents.algorithms.matches import MATCHES
from hocket.agents.algorithms.matrices import MATRICES
from hocket.agents.algorithms.money import MONEY
from hocket.agents.algorithms.numbers import NUMBERS
from hocket.agents.algorithms.numerals import NUMERALS
from hocket.agents.algorithms.parsing import PARSING
from hocket.agents.algorithms.phrases import PHRASES
from hocket.agents.algorithms.quantities import QUANTITIES
from hocket.agents.algorithms.records import RECORDS
from hocket.agents.algorithms.scores import SCORES
from hocket.agents.algorithms.scripts import SCRIPTS
from hocket.agents.algorithms.sequences import SEQUENCES
from hocket.agents.algorithms.series import SERIES
from hocket.agents.algorithms.services import SERVICES
from hocket.agents.algorithms.sorting import SORTING
from hocket.agents.algorithms.spans import SPANS
from hocket.agents.algorithms.texts import TEXTS
from hocket.agents.algorithms.words import WORDS
from hocket.agents.prompts import code_turn
from hocket.agents.textbook.kind import nearest

if TYPE_CHECKING:
    from hocket.agents.algorithms.algorithm import Algorithm, Variant
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
    *CONVERSIONS,
    *DATES,
    *DEVICES,
    *ELECTIONS,
    *FEES,
    *FORMATS,
    *GAMES,
    *GEOMETRY,
    *GRAPHS,
    *GRIDS,
    *LINE_SCRIPTS,
    *LISTS,
    *LOANS,
    *MACHINES,
    *MAPPINGS,
    *MATCHES,
    *MATRICES,
    *MONEY,
    *NUMBERS,
    *NUMERALS,
    *PARSING,
    *PHRASES,
    *QUANTITIES,
    *RECORDS,
    *SCORES,
    *SCRIPTS,
    *SEQUENCES,
    *SERIES,
    *SERVICES,
    *SORTING,
    *SPANS,
    *TEXTS,
    *WORDS,
)
VARIANTS = (
    *BOARD_VARIANTS,
    *CHOICE_VARIANTS,
    *FORM_VARIANTS,
    *GRAPH_VARIANTS,
    *HISTORY_VARIANTS,
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


def candidates_for(goal: str) -> list[Algorithm | Variant]:
    """The known algorithm of a goal in the forms that can be called so, the likeliest first.

    Those forms that the goal speaks of come before the usual one, and the others of the same
    parameters after it. If none can be called so, the likeliest is the only one.

    Examples:
        >>> goal = "life.py with step(cells) of the Game of Life: a set of the living cells"
        >>> candidates_for(goal)[0].name
        'life on a set'
    """
    near = algorithms_for(goal)
    if not near:
        return []
    usual, text = near[-1], _SEAM.sub(" ", goal)
    variants = [one for one in VARIANTS if one.of == usual.name]
    likeness = {one.name: one.likeness(text) for one in variants}
    ranked = sorted(variants, key=lambda one: -likeness[one.name])
    said = [one for one in ranked if likeness[one.name]]
    others = [one for one in ranked if not likeness[one.name]]
    likely = [*said, usual, *(others if adapted(usual, goal) else ())]
    return [one for one in likely if adapted(one, goal)] or likely[:1]


def worked(goal: str) -> list[ChatMessage]:
    """The known algorithm of a goal as turns of a conversation; empty if there is none."""
    return [message for one in candidates_for(goal)[:1] for message in turns_of(one)]


def turns_of(one: Algorithm | Variant) -> list[ChatMessage]:
    """A known algorithm as turns of a conversation."""
    return [*code_turn(f"Task: {one.task}", one.code)]
