"""A run as the API shows it at one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from hocket.core.agent import AgentCard
from hocket.core.check import CheckResult
from hocket.core.goal import Goal
from hocket.core.noun import Noun
from hocket.core.plan import Plan
from hocket.learn.forecast import Forecast
from hocket.projections.summary import RunSummary
from hocket.server.views.approval import Approval, approvals_of
from hocket.server.views.artifact import Artifact, named
from hocket.server.views.task import TaskView, task_views

if TYPE_CHECKING:
    from hocket.projections.explanation import Explanation


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


def detail_of(
    told: Explanation,
    summary: RunSummary,
    *,
    text: str,
    sizes: dict[str, int],
    last_seq: int,
    cursor: int,
    forecast: Forecast | None,
) -> RunDetail:
    """Everything of a run as of one event.

    Args:
        told: Its story up to there.
        summary: Its line as of there.
        text: Of the result, if there is one.
        sizes: Bytes of the result's files, by digest.
        last_seq: How many events it has by now.
        cursor: Of its last event.
        forecast: Of what is to come.
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
        forecast=forecast,
        seq=told.seq,
        last_seq=last_seq,
        cursor=cursor,
    )
