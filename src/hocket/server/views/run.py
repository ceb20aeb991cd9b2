"""A run as the API shows it: a line in a list, and everything at one event."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.core.agent import AgentCard
from hocket.core.check import CheckResult
from hocket.core.goal import Goal, Limits
from hocket.core.noun import Noun
from hocket.core.plan import Plan
from hocket.core.usage import Usage
from hocket.server.views.approval import Approval, approvals_of
from hocket.server.views.artifact import Artifact, named
from hocket.server.views.moment import moment
from hocket.server.views.task import TaskView, task_views

if TYPE_CHECKING:
    from hocket.app.explain import Explanation
    from hocket.core.run import RunState
    from hocket.server.views.forecast import Forecaster

Outcome = Literal[
    "accepted", "unproven", "failed", "cancelled", "running", "waiting", "interrupted"
]


class TaskCounts(Noun):
    """How many tasks stand where."""

    total: int = 0
    waiting: int = 0
    working: int = 0
    reviewing: int = 0
    done: int = 0
    dead: int = 0


class RunSummary(Noun):
    """A run in a list. ``outcome`` is what to show for it in one word."""

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


class ResultView(Noun):
    """The deliverable with its text read."""

    text: str
    files: tuple[Artifact, ...]
    verdict: str
    results: tuple[CheckResult, ...]
    unproven: tuple[str, ...]
    missing: tuple[str, ...]


class Doubt(Noun):
    """An effect of which nobody knows whether it happened."""

    attempt_id: str
    ordinal: int
    tool: str
    request: str


class Forecast(Noun):
    """What is still to come, judged by what such tasks took before."""

    calls: int
    tokens: int
    usd: str
    seconds: float
    basis: str


class RunDetail(RunSummary):
    """A run as of one event; ``seq`` tells which, ``last_seq`` how many there are."""

    goal_document: Goal
    plan: Plan | None
    task_list: tuple[TaskView, ...]
    agents: tuple[AgentCard, ...]
    llms: dict[str, str]
    result: ResultView | None
    open_questions: tuple[Approval, ...]
    doubtful: tuple[Doubt, ...]
    forecast: Forecast | None
    seq: int
    last_seq: int
    cursor: int = Field(description="of its last event, over all runs")


def summary_of(
    state: RunState, started_us: int, last_us: int, *, carried: bool, parent: str | None
) -> RunSummary:
    """The line of a run."""
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
            return "accepted" if verdict == "accepted" else "unproven"
        case "failed":
            return "failed"
        case "cancelled":
            return "cancelled"
        case _:
            if not carried:
                return "interrupted"
            return "waiting" if state.questions else "running"


_PLACES = {
    "waiting": "waiting",
    "announced": "waiting",
    "working": "working",
    "reviewing": "reviewing",
    "accepted": "done",
    "unproven": "done",
    "dead": "dead",
}


def _counts(state: RunState) -> TaskCounts:
    counts = dict.fromkeys(_PLACES.values(), 0)
    for task in state.tasks.values():
        counts[_PLACES[task.status]] += 1
    return TaskCounts(total=len(state.tasks), **counts)


def detail_of(
    told: Explanation,
    summary: RunSummary,
    *,
    text: str,
    sizes: dict[str, int],
    last_seq: int,
    cursor: int,
    forecaster: Forecaster,
) -> RunDetail:
    """Everything of a run as of one event.

    Args:
        told: Its story up to there.
        summary: Its line as of there.
        text: Of the result, if there is one.
        sizes: Bytes of the result's files, by digest.
        last_seq: How many events it has by now.
        cursor: Of its last event.
        forecaster: Judges what is to come.
    """
    state = told.state
    assert state.goal is not None  # noqa: S101 - a run begins with its goal
    result = state.result
    shown = None
    if result is not None:
        shown = ResultView(
            text=text,
            files=tuple(
                named(state.run_id, name, digest, sizes.get(digest, 0), None, "result")
                for name, digest in sorted(result.files.items())
            ),
            verdict=result.verdict,
            results=result.results,
            unproven=result.unproven,
            missing=result.missing,
        )
    forecast = forecaster.of(state)
    known: dict[str, Any] = dict(summary)
    return RunDetail(
        **known,
        goal_document=state.goal,
        plan=state.plan,
        task_list=task_views(told),
        agents=state.agents,
        llms=dict(state.llms.items()),
        result=shown,
        open_questions=tuple(a for a in approvals_of(told) if a.state == "open"),
        doubtful=tuple(
            Doubt(attempt_id=d.attempt_id, ordinal=d.ordinal, tool=d.tool, request=d.request)
            for d in state.doubtful
        ),
        forecast=None if forecast is None else Forecast(**forecast),
        seq=told.seq,
        last_seq=last_seq,
        cursor=cursor,
    )
