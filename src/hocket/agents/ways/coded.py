"""What code answers without an LLM: the calendar, cycles, problems, works of reference, puzzles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.ways.almanac import calendar_answer
from hocket.agents.ways.cycles import reckoned
from hocket.agents.ways.reference import REFERENCE

if TYPE_CHECKING:
    from hocket.puzzles import Solution
    from hocket.reference import Finding

CALENDAR = "calendar"
"""The voice of code, where a question is on the calendar alone."""
RECKONING = "reckoning"
"""The voice of code, where each number of a question has a certain role."""
PUZZLE = "search"
"""The voice of a search over all cases of a puzzle that rules have read."""
SEARCHED = "It is so in each case in which all statements hold."
CODES = frozenset({CALENDAR, RECKONING, PUZZLE, REFERENCE})
"""The voices that no LLM has: what they say counts most."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer by code, with one line of working."""

    way: str
    answer: str
    working: str = ""


def coded_answer(question: str, found: Finding, puzzle: Solution) -> Coded | None:
    """The answer to a question that code reads as a whole; None if there is none.

    Args:
        question: What is asked.
        found: What works of reference say of it.
        puzzle: What follows from it as a puzzle.
    """
    if said := calendar_answer(question):
        return Coded(CALENDAR, said)
    if said := reckoned(question):
        return Coded(RECKONING, said)
    from hocket.agents.reckoning import (  # noqa: PLC0415 - large patterns; few runs compute
        reckoned_problem,
    )

    if problem := reckoned_problem(question):
        return Coded(RECKONING, problem.answer, problem.working)
    if found.answer:
        return Coded(REFERENCE, found.answer, f"By {found.source}.")
    return Coded(PUZZLE, puzzle.answer, SEARCHED) if puzzle.answer else None
