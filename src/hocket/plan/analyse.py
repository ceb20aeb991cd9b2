"""Analysis before planning: which files the goal asks for, and how many pieces of work it is.

A goal of one piece stays one task. The number of pieces is the number of files asked for; if there
are none, the LLM judges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.check import RunCheck
from hocket.plan.complexity import MAX_PIECES, pieces_of

if TYPE_CHECKING:
    from hocket.core.check import Check
    from hocket.core.goal import Goal
    from hocket.ports.llm import Llm

FILE_NAME = re.compile(
    r"(?<![\w./-])([\w-]+\.(?:json|csv|md|markdown|txt|html|py|toml|yaml|yml|xml|svg|sql|tsv))\b"
)


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


async def analyse(goal: Goal, llm: Llm, llm_name: str) -> Analysis:
    """How many pieces of work a goal is, and why.

    Raises:
        OrchestrationError: The LLM's host failed.
    """
    files = files_asked_for(goal)
    if len(files) > 1:
        return Analysis(min(len(files), MAX_PIECES), files, f"{len(files)} files are asked for")
    if len(files) == 1:
        return Analysis(1, files, f"only {files[0]} is asked for")
    pieces, why = await pieces_of(goal.text, llm, llm_name)
    return Analysis(pieces, files, why)


def files_asked_for(goal: Goal) -> tuple[str, ...]:
    """File names in the text and checks of a goal, without its input files."""
    inputs = {f.name for f in goal.inputs}
    names = list(FILE_NAME.findall(goal.text))
    for check in goal.checks:
        names += [n for n in files_in(check) if n not in names]
    outputs = [n for n in dict.fromkeys(names) if n not in inputs]
    return tuple(sorted(outputs, key=is_prose))


def files_in(check: Check) -> tuple[str, ...]:
    """The files that a check mentions."""
    names = [check.path] if check.path else []
    if isinstance(check, RunCheck) and check.code:
        names += FILE_NAME.findall(check.code)
    return tuple(dict.fromkeys(names))


def is_prose(name: str) -> bool:
    """Whether a file is a text for people rather than data or code."""
    return name.endswith((".md", ".markdown", ".txt", ".html"))
