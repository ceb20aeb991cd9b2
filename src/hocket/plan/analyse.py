"""Analysis before planning: which files the goal asks for, and how many pieces of work it is.

A goal stays one task unless it asks for several files, or for a text of parts that are independent,
which the LLM judges. A question, a riddle or an extraction is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.name import names_in
from hocket.plan.complexity import MAX_PIECES, pieces_of
from hocket.plan.kinds import CODES, Kind, has_ending, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.core.goal import Goal
    from hocket.ports.llm import Llm

CUT: tuple[Kind, ...] = ("report", "other")
"""The kinds that can have independent parts."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What planning is based on.

    Attributes:
        pieces: Number of tasks; 1 if the goal stays whole.
        files: The files asked for: data first, then texts, each in the order of their mention.
        why: The reason for that number.
        kind: What kind of task the whole goal is.
    """

    pieces: int
    files: tuple[str, ...]
    why: str
    kind: Kind


async def analyse(
    goal: Goal,
    llm: Llm,
    llm_name: str,
    endings: tuple[str, ...] = (),
    tables: Collection[str] = (),
) -> Analysis:
    """How many pieces of work a goal is, and why; ``tables`` are the inputs that hold a table.

    Raises:
        OrchestrationError: The LLM's host failed.
    """
    files = files_asked_for(goal, endings)
    kind = kind_of(goal.text, [file.name for file in goal.inputs], files, tables=tables)
    if kind == "code" and not files:
        files = files_to_mend(goal)
    if len(files) > 1:
        return Analysis(
            min(len(files), MAX_PIECES), files, f"{len(files)} files are asked for", kind
        )
    if len(files) == 1:
        return Analysis(1, files, f"only {files[0]} is asked for", kind)
    if goal.inputs or kind not in CUT:
        return Analysis(1, files, f"a goal of the kind {kind} stays whole", kind)
    pieces, why = await pieces_of(goal.text, llm, llm_name)
    return Analysis(pieces, files, why, kind)


def files_asked_for(goal: Goal, endings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """File names in the text and checks of a goal, without its input files."""
    inputs = {f.name for f in goal.inputs}
    names = names_in(goal.text, endings)
    for check in goal.checks:
        names += [n for n in check.files() if n not in names]
    outputs = [n for n in dict.fromkeys(names) if n not in inputs]
    return tuple(sorted(outputs, key=is_prose))


def files_to_mend(goal: Goal) -> tuple[str, ...]:
    """The input file with code that a goal without other files is about; it is handed back."""
    programs = [file.name for file in goal.inputs if has_ending(file.name, CODES)]
    named = [name for name in programs if name in goal.text] or programs
    return tuple(named[:1])


def is_prose(name: str) -> bool:
    """Whether a file is a text for people rather than data or code."""
    return name.endswith((".md", ".markdown", ".txt", ".html"))
