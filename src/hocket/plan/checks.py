"""Checks for tasks, made before the work: those of the goal that apply, and one per file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hocket.core.check import Check, CountCheck, FileCheck
from hocket.plan.analyse import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.goal import Goal
    from hocket.plan.critic import Draft

Form = Literal["any", "json", "csv", "python", "toml", "text"]
FORMS: dict[str, Form] = {"json": "json", "csv": "csv", "py": "python", "toml": "toml"}
MIN_WORDS = 20


def checks_for(draft: Draft, drafts: Sequence[Draft], goal: Goal) -> tuple[Check, ...]:
    """The checks that a task must pass.

    A check of the goal applies to a task if it mentions a file that the task produces and none that
    does not exist by then. A fault then shows while its author can still correct it; the checks of
    the goal run again on the final result.
    """
    available = {f.name for f in goal.inputs} | set(draft.files) | _produced_before(draft, drafts)
    goal_checks = [
        check
        for check in goal.checks
        if set(check.files()) & set(draft.files) and set(check.files()) <= available
    ]
    file_checks: list[Check] = []
    for name in draft.files:
        form = FORMS.get(name.rpartition(".")[2], "text")
        says = f"{name} is there and reads as {form}"
        file_checks.append(FileCheck(path=name, parses=form, says=says, proves=False))
        if is_prose(name) and not any(c.path == name for c in goal_checks):
            says = f"{name} has at least {MIN_WORDS} words"
            file_checks.append(
                CountCheck(path=name, of="words", at_least=MIN_WORDS, says=says, proves=False)
            )
    return (*file_checks, *goal_checks)


def _produced_before(draft: Draft, drafts: Sequence[Draft]) -> set[str]:
    """The files of all tasks that this one depends on, directly or indirectly."""
    by_id = {d.task_id: d for d in drafts}
    seen: set[str] = set()
    queue = list(draft.depends_on)
    while queue:
        task_id = queue.pop()
        if task_id not in seen:
            seen.add(task_id)
            queue.extend(by_id[task_id].depends_on)
    return {name for task_id in seen for name in by_id[task_id].files}
