"""Tasks, as the API returns them: a summary, and their auctions and attempts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from hocket.core.award import Award
from hocket.core.bid import Bid, Decline
from hocket.core.codec import encode
from hocket.core.noun import Noun
from hocket.core.task import TypeName
from hocket.core.usage import NO_USAGE, Usage
from hocket.projections.moment import moment, moment_or_none
from hocket.server.views.agreement import ReviewView, review_view
from hocket.server.views.artifact import Artifact, artifact_of
from hocket.server.views.call import CallView, call_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.run import TaskState
    from hocket.projections.explanation import AttemptExplanation, Explanation, TaskExplanation


class TaskView(Noun):
    """A task in a run. ``spent`` is the cost of its attempts, including their reviews."""

    task_id: str
    type: TypeName
    description: str
    depends_on: tuple[str, ...]
    status: str
    agent: str | None
    llm: str | None
    attempt_id: str | None
    attempts: int
    rejections: int
    failures: int
    outages: int
    reason: str
    started_at: datetime | None
    ended_at: datetime | None
    spent: Usage
    priority: int
    checks: int
    deliverables: tuple[str, ...]


class AuctionView(Noun):
    """One round of bidding for a task."""

    round: int
    bids: tuple[Bid, ...]
    declines: tuple[Decline, ...]
    award: Award | None
    reason: str


class Note(Noun):
    """An event within an attempt, such as the compaction of a prompt."""

    type: str
    event: Any


class AttemptView(Noun):
    """One attempt from its award to its verdict.

    ``calls`` and ``notes`` are the newest ones; ``earlier_calls`` and ``earlier_notes`` count the
    others. All calls are in the list of the run's calls.
    """

    attempt_id: str
    agent: str
    llm: str
    started_at: datetime
    ended_at: datetime | None
    judged_at: datetime | None
    fault: str
    spent: Usage
    calls: tuple[CallView, ...]
    earlier_calls: int
    notes: tuple[Note, ...]
    earlier_notes: int
    text: str | None
    files: tuple[Artifact, ...]
    review: ReviewView | None
    doubtful: tuple[str, ...]


class TaskDetail(TaskView):
    """A task with its auctions and attempts."""

    success_criteria: tuple[Any, ...]
    auctions: tuple[AuctionView, ...]
    attempt_list: tuple[AttemptView, ...]


def task_views(explanation: Explanation) -> tuple[TaskView, ...]:
    """The tasks of a run, in the order of the plan."""
    plan = explanation.state.plan
    if plan is None:
        return ()
    return tuple(
        TaskView(**_fields(explanation.state.tasks[t.task_id], explanation.tasks[t.task_id]))
        for t in plan.tasks
    )


def task_detail(
    explanation: Explanation, task_id: str, texts: Mapping[str, str], sizes: Mapping[str, int]
) -> TaskDetail:
    """One task with its auctions and attempts.

    Args:
        explanation: The run's explanation.
        task_id: A task of the run.
        texts: Texts of the attempts' answers, by digest.
        sizes: Bytes of the attempts' files, by digest.
    """
    state, story = explanation.state.tasks[task_id], explanation.tasks[task_id]
    return TaskDetail(
        **_fields(state, story),
        success_criteria=tuple(
            c.model_dump(mode="json") for c in state.task.objective.success_criteria
        ),
        auctions=tuple(
            AuctionView(
                round=a.round, bids=a.bids, declines=a.declines, award=a.award, reason=a.reason
            )
            for a in story.auctions
        ),
        attempt_list=tuple(
            _attempt(explanation.state.run_id, task_id, a, texts, sizes) for a in story.attempts
        ),
    )


def _fields(state: TaskState, story: TaskExplanation) -> dict[str, Any]:
    task, newest = state.task, story.attempts[-1] if story.attempts else None
    spent = NO_USAGE
    for attempt in story.attempts:
        spent += attempt.spent
    ended_us = None
    if newest is not None and state.is_over:
        ended_us = newest.judged_us or newest.ended_us
    return {
        "task_id": task.task_id,
        "type": task.type,
        "description": task.objective.description,
        "depends_on": task.depends_on,
        "status": state.status,
        "agent": state.award.agent if state.award else None,
        "llm": newest.llm if newest else None,
        "attempt_id": newest.attempt_id if newest else None,
        "attempts": state.attempts,
        "rejections": state.rejections,
        "failures": state.failures,
        "outages": state.outages,
        "reason": state.reason,
        "started_at": moment(story.attempts[0].began_us) if story.attempts else None,
        "ended_at": moment_or_none(ended_us),
        "spent": spent,
        "priority": task.priority,
        "checks": len(task.objective.success_criteria),
        "deliverables": task.objective.deliverables,
    }


def _attempt(
    run_id: str,
    task_id: str,
    attempt: AttemptExplanation,
    texts: Mapping[str, str],
    sizes: Mapping[str, int],
) -> AttemptView:
    outcome = attempt.executed.outcome if attempt.executed else None
    files = outcome.files if outcome else {}
    return AttemptView(
        attempt_id=attempt.attempt_id,
        agent=attempt.agent,
        llm=attempt.llm,
        started_at=moment(attempt.began_us),
        ended_at=moment_or_none(attempt.ended_us),
        judged_at=moment_or_none(attempt.judged_us),
        fault=attempt.fault,
        spent=attempt.spent,
        calls=tuple(call_view(call) for call in attempt.calls),
        earlier_calls=attempt.earlier_calls,
        notes=tuple(
            Note(type=encode(note)[0], event=note.model_dump(mode="json")) for note in attempt.notes
        ),
        earlier_notes=attempt.earlier_notes,
        text=texts.get(outcome.text) if outcome else None,
        files=tuple(
            artifact_of(run_id, name, digest, sizes.get(digest, 0), task_id, "task")
            for name, digest in sorted(files.items())
        ),
        review=review_view(attempt.review),
        doubtful=outcome.doubtful if outcome else (),
    )
