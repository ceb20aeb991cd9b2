"""The critic: finds what is wrong with a drafted plan, and mends what needs no thought."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from hocket.plan.analyse import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.task import TaskType

SAME = 0.92


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as drafted, before it has checks."""

    task_id: str
    type: TaskType
    objective: str
    files: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a draft, in words that help whoever drafts again."""

    kind: str
    task_id: str
    told: str


def faults_of(
    drafts: Sequence[Draft],
    *,
    wanted: Sequence[str],
    agents: Sequence[AgentCard],
    most: int | None,
) -> list[Fault]:
    """Everything wrong with a plan, in the order of its tasks.

    Args:
        drafts: The plan.
        wanted: Files the goal asks for.
        agents: Who could do the tasks.
        most: How many tasks the limits allow.
    """
    found: list[Fault] = []
    ids = [d.task_id for d in drafts]
    for i, draft in enumerate(drafts):
        found += [
            Fault("dangling", draft.task_id, f"{draft.task_id} depends on {n}, which is no task")
            for n in draft.depends_on
            if n not in ids
        ]
        found += _twins(draft, drafts[:i])
        if agents and not any(not c.types or c.types.get(draft.type) for c in agents):
            told = f"no agent does {draft.type}, the type of {draft.task_id}"
            found.append(Fault("nobody", draft.task_id, told))
        found += [
            Fault(
                "missing_input", draft.task_id, f"{draft.task_id} reads {n} of {o} but not after it"
            )
            for n, o in _read_too_early(draft, drafts)
        ]
    found += [Fault("cycle", t, f"{t} depends on itself in a circle") for t in _circular(drafts)]
    left = {f for d in drafts for f in d.files}
    found += [Fault("no_producer", "", f"no task leaves {n}") for n in wanted if n not in left]
    if most is not None and len(drafts) > most:
        found.append(Fault("over_budget", "", f"{len(drafts)} tasks, but limits allow {most}"))
    return found


def mended(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The plan with what needs no thought mended: twins dropped, edges added, loose ends tied.

    A task that reads what another leaves depends on it; the last text of a plan gathers what
    nothing else takes up.
    """
    kept: list[Draft] = []
    renamed: dict[str, str] = {}
    for draft in drafts:
        twin = next((k for k in kept if _twins(draft, [k])), None)
        if twin is not None:
            renamed[draft.task_id] = twin.task_id
        else:
            kept.append(draft)
    ids = {d.task_id for d in kept}
    for i, draft in enumerate(kept):
        needed = [renamed.get(n, n) for n in draft.depends_on]
        needed += [o for _, o in _read_too_early(draft, kept)]
        needed = [n for n in dict.fromkeys(needed) if n in ids and n != draft.task_id]
        kept[i] = replace(draft, depends_on=tuple(needed))
    return tuple(_gathered(_without_back_edges(kept)))


def _twins(draft: Draft, earlier: Sequence[Draft]) -> list[Fault]:
    found = []
    for other in earlier:
        shared = set(draft.files) & set(other.files)
        alike = SequenceMatcher(None, draft.objective.lower(), other.objective.lower()).ratio()
        if shared or (alike > SAME and draft.files == other.files):
            told = f"{draft.task_id} does the same as {other.task_id}"
            found.append(Fault("duplicate", draft.task_id, told))
    return found


def _read_too_early(draft: Draft, drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """(file, task that leaves it) for what a task names but need not wait for."""
    return [
        (name, other.task_id)
        for other in drafts
        if other.task_id != draft.task_id and other.task_id not in draft.depends_on
        for name in other.files
        if re.search(rf"(?<![\w.-]){re.escape(name)}\b", draft.objective)
        and (is_prose(draft.files[0]) if draft.files else True)
    ]


def _circular(drafts: Sequence[Draft]) -> list[str]:
    """The tasks that can never begin."""
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
    """Drafts in an order in which each stands after its dependencies, circles cut at their end."""
    placed: list[Draft] = []
    waiting = list(drafts)
    while waiting:
        ids = {d.task_id for d in placed}
        ready = next((d for d in waiting if set(d.depends_on) <= ids), None)
        if ready is None:
            # A circle: who depends on least begins, without what it cannot have.
            ready = min(waiting, key=lambda d: len(set(d.depends_on) - ids))
            waiting.remove(ready)
            ready = replace(ready, depends_on=tuple(n for n in ready.depends_on if n in ids))
        else:
            waiting.remove(ready)
        placed.append(ready)
    return placed


def _gathered(drafts: list[Draft]) -> list[Draft]:
    """Where the last task is a text, it takes up whatever nothing else does."""
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
