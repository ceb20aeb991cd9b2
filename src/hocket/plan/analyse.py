"""Analysis before planning: which files the goal asks for, and whether it is one piece of work.

A goal that is one piece stays one task. How many pieces there are is told by the files asked for
where there are any; else the LLM judges.
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
    """What planning starts from.

    Attributes:
        pieces: How many tasks; 1 means that the goal stays whole.
        files: The files asked for, data before texts, else in order of mention.
        why: What tells.
    """

    pieces: int
    files: tuple[str, ...]
    why: str


async def analyse(goal: Goal, llm: Llm, llm_name: str) -> Analysis:
    """How much there is to do.

    Raises:
        OrchestrationError: From the LLM's host.
    """
    files = files_asked_for(goal)
    if len(files) > 1:
        return Analysis(min(len(files), MAX_PIECES), files, f"{len(files)} files are asked for")
    if len(files) == 1:
        return Analysis(1, files, f"only {files[0]} is asked for")
    pieces, why = await pieces_of(goal.text, llm, llm_name)
    return Analysis(pieces, files, why)


def files_asked_for(goal: Goal) -> tuple[str, ...]:
    """File names in the goal's words and checks that the user did not give himself."""
    given = {f.name for f in goal.inputs}
    names = list(FILE_NAME.findall(goal.text))
    for check in goal.checks:
        names += [n for n in files_in(check) if n not in names]
    wanted = [n for n in dict.fromkeys(names) if n not in given]
    return tuple(sorted(wanted, key=is_prose))


def files_in(check: Check) -> tuple[str, ...]:
    """The files a check speaks of."""
    names = [check.path] if check.path else []
    if isinstance(check, RunCheck) and check.code:
        names += FILE_NAME.findall(check.code)
    return tuple(dict.fromkeys(names))


def is_prose(name: str) -> bool:
    """Whether a file is a text for people, made from what the others hold."""
    return name.endswith((".md", ".markdown", ".txt", ".html"))
