"""Checks for tasks, made before the work: the goal's where they fit, and that files are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hocket.core.check import Check, CountCheck, FileCheck
from hocket.plan.analyse import files_in, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.goal import Goal
    from hocket.plan.critic import Draft

Form = Literal["any", "json", "csv", "python", "toml", "text"]
FORMS: dict[str, Form] = {"json": "json", "csv": "csv", "py": "python", "toml": "toml"}
WORDS = 20


def checks_for(draft: Draft, drafts: Sequence[Draft], goal: Goal) -> tuple[Check, ...]:
    """The checks a task must pass.

    A check of the goal is the task's too if it speaks of a file the task leaves, and of no other
    that will not be there by then. So a fault shows while whoever made it can still mend it; the
    goal's checks run again on the whole.
    """
    there = {f.name for f in goal.inputs} | set(draft.files) | _left_before(draft, drafts)
    mine = [
        check
        for check in goal.checks
        if set(files_in(check)) & set(draft.files) and set(files_in(check)) <= there
    ]
    own: list[Check] = []
    for name in draft.files:
        form = FORMS.get(name.rpartition(".")[2], "text")
        says = f"{name} is there and reads as {form}"
        own.append(FileCheck(path=name, parses=form, says=says, proves=False))
        if is_prose(name) and not any(c.path == name for c in mine):
            says = f"{name} has at least {WORDS} words"
            own.append(CountCheck(path=name, of="words", at_least=WORDS, says=says, proves=False))
    return (*own, *mine)


def _left_before(draft: Draft, drafts: Sequence[Draft]) -> set[str]:
    """What the tasks leave that this one waits for, near and far."""
    by_id = {d.task_id: d for d in drafts}
    seen: set[str] = set()
    queue = list(draft.depends_on)
    while queue:
        task_id = queue.pop()
        if task_id not in seen:
            seen.add(task_id)
            queue.extend(by_id[task_id].depends_on)
    return {name for task_id in seen for name in by_id[task_id].files}
