"""The summary of a run, from its state."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.core.goal import Limits
from hocket.core.noun import Noun
from hocket.core.usage import Usage
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from hocket.core.run import RunState

Outcome = Literal[
    "accepted",
    "corroborated",
    "unproven",
    "failed",
    "cancelled",
    "running",
    "waiting",
    "interrupted",
]


class TaskCounts(Noun):
    """The number of tasks by status."""

    total: int = 0
    waiting: int = 0
    working: int = 0
    reviewing: int = 0
    done: int = 0
    dead: int = 0


class RunSummary(Noun):
    """A run in a list. ``outcome`` is its state in one word."""

    run_id: str
    goal: str
    status: str
    outcome: Outcome
    verdict: str
    phase: str
    started_at: datetime
    last_at: datetime
    ended_at: datetime | None
    seconds: float
    tasks: TaskCounts
    spent: Usage
    limits: Limits
    questions: int
    parent: str | None
    forked_from: str | None
    public: bool
    reason: str


def summary_of(
    state: RunState, started_us: int, last_us: int, *, carried: bool, parent: str | None
) -> RunSummary:
    """The summary of a run.

    Args:
        state: Its state.
        started_us: Time of its first event.
        last_us: Time of its last event.
        carried: Whether a process executes it.
        parent: Run that delegated it, if any.
    """
    goal = state.goal
    assert goal is not None  # noqa: S101 - a run begins with its goal
    return RunSummary(
        run_id=state.run_id,
        goal=goal.text,
        status=state.status,
        outcome=_outcome(state, carried=carried),
        verdict=state.result.verdict if state.result else "",
        phase=state.phase,
        started_at=moment(started_us),
        last_at=moment(last_us),
        ended_at=moment(last_us) if state.is_over else None,
        seconds=max(0.0, (last_us - started_us) / 1e6),
        tasks=_counts(state),
        spent=state.spent,
        limits=goal.limits,
        questions=len(state.questions),
        parent=parent,
        forked_from=state.forked_from or None,
        public=goal.public,
        reason=state.reason or state.limit,
    )


def _outcome(state: RunState, *, carried: bool) -> Outcome:
    match state.status:
        case "reached":
            verdict = state.result.verdict if state.result else "unproven"
            return "unproven" if verdict == "rejected" else verdict
        case "failed":
            return "failed"
        case "cancelled":
            return "cancelled"
        case _:
            if not carried:
                return "interrupted"
            return "waiting" if state.questions else "running"


_COUNTED_AS = {
    "waiting": "waiting",
    "announced": "waiting",
    "working": "working",
    "reviewing": "reviewing",
    "accepted": "done",
    "corroborated": "done",
    "unproven": "done",
    "dead": "dead",
}


def _counts(state: RunState) -> TaskCounts:
    counts = dict.fromkeys(_COUNTED_AS.values(), 0)
    for task in state.tasks.values():
        counts[_COUNTED_AS[task.status]] += 1
    return TaskCounts(total=len(state.tasks), **counts)
