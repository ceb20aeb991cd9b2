"""Approval: asks a person to approve a plan or a result and waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.command import Ask
    from hocket.core.event import Event
    from hocket.core.run import RunState
    from hocket.ports.scope import Scope


async def ask(command: Ask, scope: Scope) -> Sequence[Event]:
    """Carries out ``Ask``; the flow decides what follows from the answer."""
    state = scope.state
    if command.kind == "plan":
        question, blobs = _plan_question(command, state)
    else:
        question, blobs = _result_question(command, state), {}
    await scope.consult(question, blobs)
    return []


def _plan_question(command: Ask, state: RunState) -> tuple[Question, dict[str, bytes]]:
    assert state.plan is not None  # noqa: S101 - ``Ask`` follows a plan
    draft = state.plan.model_dump_json(indent=2, exclude_defaults=True).encode()
    count = len(state.plan.tasks)
    question = Question(
        question_id=command.question_id,
        kind="plan",
        title=f"Approve the plan of {count} task{'s' if count > 1 else ''}?",
        detail=state.plan.why,
        risk="medium",
        draft=digest(draft),
    )
    return question, {digest(draft): draft}


def _result_question(command: Ask, state: RunState) -> Question:
    task = state.tasks[command.task_id or ""]
    assert task.outcome is not None  # noqa: S101 - reviewed work has an outcome
    verdict = task.review.verdict if task.review else "unproven"
    return Question(
        question_id=command.question_id,
        kind="result",
        title=f"Approve the result of {command.task_id} ({verdict})?",
        detail=task.task.objective.description,
        risk="low",
        task_id=command.task_id,
        attempt_id=command.attempt_id,
        draft=task.outcome.text,
    )
