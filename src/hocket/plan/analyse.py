"""Analysis before planning: which files the goal asks for, and how many pieces of work it is.

A goal of one piece stays one task. The number of pieces is the number of files asked for; if there
are none, the LLM judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.name import names_in
from hocket.plan.complexity import MAX_PIECES, pieces_of

if TYPE_CHECKING:
    from hocket.core.goal import Goal
    from hocket.ports.llm import Llm


@dataclass(frozen=True, slots=True)
class Analysis:
    """What planning is based on.

    Attributes:
        pieces: Number of tasks; 1 if the goal stays whole.
        files: The files asked for: data first, then texts, each in the order of their mention.
        why: The reason for that number.
    """

    pieces: int
    files: tuple[str, ...]
    why: str


async def analyse(goal: Goal, llm: Llm, llm_name: str, endings: tuple[str, ...] = ()) -> Analysis:
    """How many pieces of work a goal is, and why.

    Raises:
        OrchestrationError: The LLM's host failed.
    """
    files = files_asked_for(goal, endings)
    if len(files) > 1:
        return Analysis(min(len(files), MAX_PIECES), files, f"{len(files)} files are asked for")
    if len(files) == 1:
        return Analysis(1, files, f"only {files[0]} is asked for")
    pieces, why = await pieces_of(goal.text, llm, llm_name)
    return Analysis(pieces, files, why)


def files_asked_for(goal: Goal, endings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """File names in the text and checks of a goal, without its input files."""
    inputs = {f.name for f in goal.inputs}
    names = names_in(goal.text, endings)
    for check in goal.checks:
        names += [n for n in check.files() if n not in names]
    outputs = [n for n in dict.fromkeys(names) if n not in inputs]
    return tuple(sorted(outputs, key=is_prose))


def is_prose(name: str) -> bool:
    """Whether a file is a text for people rather than data or code."""
    return name.endswith((".md", ".markdown", ".txt", ".html"))
