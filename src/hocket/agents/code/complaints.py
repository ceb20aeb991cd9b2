"""What is certainly wrong with a candidate: by what the goal says, or by what was right before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.code.findings import (
    UNCHANGED,
    breakdowns,
    differences,
    keeps_what_is_passed,
    only_crashes,
    remaining,
)
from hocket.agents.code.printing import not_printed_as_said
from hocket.agents.code.refusals import other_errors
from hocket.agents.code.shape import lost, misfits, names_in, shape_of

if TYPE_CHECKING:
    from hocket.agents.code.candidates import Candidate
    from hocket.agents.code.running import Ran, Trials


@dataclass(frozen=True, slots=True)
class Given:
    """The file to mend, and what it did; without code if there is none."""

    code: str = ""
    ran: Ran | None = None


def complaints_of(
    candidate: Candidate, trials: Trials, goal: str, given: Given, *, is_script: bool
) -> tuple[str, ...]:
    """What is certainly wrong with a candidate, in words for the LLM.

    Args:
        candidate: A file with code and what it did.
        trials: What it was run on.
        goal: What is asked.
        given: The file to mend.
        is_script: Whether it is to be run, and not to be imported.
    """
    ran, code = candidate.ran, candidate.code
    if ran.fault:
        return ()
    said = breakdowns(ran, trials)
    said += [] if given.code else other_errors(goal, ran, names_in(goal))
    if is_script:
        said += not_printed_as_said(goal, trials, ran)
    elif given.code:
        said += lost(given.code, code)
    else:
        said += _names_lacking(goal, code) + misfits(goal, code)
    if given.ran is not None and not given.ran.fault:
        about = f"{goal} {UNCHANGED}" if keeps_what_is_passed(given.code) else goal
        said += [] if said else [remaining(given.ran, ran, about)]
        changed = differences(given.ran, ran, trials)
        if changed and only_crashes(goal):
            said.append(f"what was right has changed: {changed[0]}")
    return tuple(one for one in said if one)


def _names_lacking(goal: str, code: str) -> list[str]:
    names = shape_of(code).names()
    if not names:
        return ["it defines no function or class"]
    return [f"it defines no {name}" for name in sorted(names_in(goal) - names)]
