"""The critic: finds the faults of a drafted plan and repairs those that need no judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from hocket.plan.analyse import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.task import TypeName

DUPLICATE_RATIO = 0.92
"""Objectives at least this similar (``SequenceMatcher.ratio``) are the same task."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as drafted, before it has checks."""

    task_id: str
    type: TypeName
    objective: str
    files: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a draft, described in words that help to draft it again."""

    kind: str
    task_id: str
    description: str


def faults_of(
    drafts: Sequence[Draft],
    *,
    files: Sequence[str],
    agents: Sequence[AgentCard],
    max_tasks: int | None,
) -> list[Fault]:
    """All faults of a plan, in the order of its tasks.

    Args:
        drafts: The tasks of the plan.
        files: Files that the goal asks for.
        agents: Agents that could do the tasks.
        max_tasks: Number of tasks that the limits allow; None if unlimited.
    """
    faults: list[Fault] = []
    ids = [d.task_id for d in drafts]
    for i, draft in enumerate(drafts):
        faults += [
            Fault("dangling", draft.task_id, f"{draft.task_id} depends on {n}, which is no task")
            for n in draft.depends_on
            if n not in ids
        ]
        faults += _duplicates(draft, drafts[:i])
        if agents and not any(not c.types or c.types.get(draft.type) for c in agents):
            description = f"no agent does {draft.type}, the type of {draft.task_id}"
            faults.append(Fault("nobody", draft.task_id, description))
        faults += [
            Fault(
                "missing_input", draft.task_id, f"{draft.task_id} reads {n} of {o} but not after it"
            )
            for n, o in _read_too_early(draft, drafts)
        ]
    faults += [Fault("cycle", t, f"{t} depends on itself in a circle") for t in _circular(drafts)]
    produced = {f for d in drafts for f in d.files}
    faults += [Fault("no_producer", "", f"no task leaves {n}") for n in files if n not in produced]
    if max_tasks is not None and len(drafts) > max_tasks:
        description = f"{len(drafts)} tasks, but limits allow {max_tasks}"
        faults.append(Fault("over_budget", "", description))
    return faults


def repaired(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The plan without duplicate tasks and cycles, and with the dependencies that it lacks.

    A task that reads a file of another task depends on it; if the last task writes a text, it
    depends on every task that nothing else depends on.
    """
    kept: list[Draft] = []
    renamed: dict[str, str] = {}
    for draft in drafts:
        duplicate = next((k for k in kept if _duplicates(draft, [k])), None)
        if duplicate is not None:
            renamed[draft.task_id] = duplicate.task_id
        else:
            kept.append(draft)
    ids = {d.task_id for d in kept}
    for i, draft in enumerate(kept):
        needed = [renamed.get(n, n) for n in draft.depends_on]
        needed += [o for _, o in _read_too_early(draft, kept)]
        needed = [n for n in dict.fromkeys(needed) if n in ids and n != draft.task_id]
        kept[i] = replace(draft, depends_on=tuple(needed))
    return tuple(_collected(_without_back_edges(kept)))


def _duplicates(draft: Draft, earlier: Sequence[Draft]) -> list[Fault]:
    faults = []
    for other in earlier:
        shared = set(draft.files) & set(other.files)
        similarity = SequenceMatcher(None, draft.objective.lower(), other.objective.lower()).ratio()
        if shared or (similarity > DUPLICATE_RATIO and draft.files == other.files):
            description = f"{draft.task_id} does the same as {other.task_id}"
            faults.append(Fault("duplicate", draft.task_id, description))
    return faults


def _read_too_early(draft: Draft, drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """(file, task that produces it) for files that a task mentions but does not depend on."""
    return [
        (name, other.task_id)
        for other in drafts
        if other.task_id != draft.task_id and other.task_id not in draft.depends_on
        for name in other.files
        if re.search(rf"(?<![\w.-]){re.escape(name)}\b", draft.objective)
        and (is_prose(draft.files[0]) if draft.files else True)
    ]


def _circular(drafts: Sequence[Draft]) -> list[str]:
    """The tasks that can never start because they depend on themselves."""
    done: set[str] = set()
    ids = {d.task_id for d in drafts}
    while True:
        ready = [
            d.task_id
            for d in drafts
            if d.task_id not in done and all(n in done or n not in ids for n in d.depends_on)
        ]
        if not ready:
            return [d.task_id for d in drafts if d.task_id not in done]
        done.update(ready)


def _without_back_edges(drafts: list[Draft]) -> list[Draft]:
    """The drafts in an order in which each follows its dependencies; cycles are broken."""
    placed: list[Draft] = []
    waiting = list(drafts)
    while waiting:
        ids = {d.task_id for d in placed}
        ready = next((d for d in waiting if set(d.depends_on) <= ids), None)
        if ready is None:
            # A cycle: the task with the fewest open dependencies goes first, without them.
            ready = min(waiting, key=lambda d: len(set(d.depends_on) - ids))
            waiting.remove(ready)
            ready = replace(ready, depends_on=tuple(n for n in ready.depends_on if n in ids))
        else:
            waiting.remove(ready)
        placed.append(ready)
    return placed


def _collected(drafts: list[Draft]) -> list[Draft]:
    """If the last task writes a text, it depends on every task that no other depends on."""
    if len(drafts) < 2:  # noqa: PLR2004 - one task has nothing to gather
        return drafts
    last = drafts[-1]
    gathers = last.type == "synthesis" or (bool(last.files) and is_prose(last.files[0]))
    if not gathers:
        return drafts
    used = {n for d in drafts for n in d.depends_on}
    loose = [d.task_id for d in drafts[:-1] if d.task_id not in used]
    needed = tuple(dict.fromkeys((*last.depends_on, *loose)))
    return [*drafts[:-1], replace(last, depends_on=needed)]
