"""A run as of an event, as the API returns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from hocket.core.agent import AgentCard
from hocket.core.check import CheckResult
from hocket.core.forecast import Forecast
from hocket.core.goal import Goal
from hocket.core.noun import Noun
from hocket.core.plan import Plan
from hocket.projections.summary import RunSummary
from hocket.projections.verdict import verdict_in_words
from hocket.server.views.agreement import AgreementView, agreement_view
from hocket.server.views.approval import Approval, approvals_of
from hocket.server.views.artifact import Artifact, artifact_of
from hocket.server.views.task import TaskView, task_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.run import RunState
    from hocket.projections.explanation import Explanation


class ProgramView(Noun):
    """What computed the result of a task, such as a query."""

    task_id: str
    way: str
    language: str
    code: str


class ResultView(Noun):
    """The result of a run, with its text."""

    text: str
    files: tuple[Artifact, ...]
    verdict: str
    says: str = Field(description="the verdict in one line, with what it rests on")
    programs: tuple[ProgramView, ...]
    results: tuple[CheckResult, ...]
    agreements: dict[str, AgreementView] = Field(
        description="what several methods gave, by task that more than one was tried on"
    )
    unproven: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...] = Field(description="how input files were read, and what was not")


class DoubtfulEffect(Noun):
    """An effect of unknown outcome: it may or may not have happened."""

    attempt_id: str
    ordinal: int
    tool: str
    request: str


class EconomyView(Noun):
    """A step that was not begun, and the limit that left no room for it, also in words."""

    step: str
    task_id: str = Field(description="empty for the run as a whole")
    limit: str
    says: str


class RunDetail(RunSummary):
    """A run as of event ``seq``; ``last_seq`` is its newest event.

    While a long run is being read, ``counted_seq`` is less than ``seq``: costs and calls of its
    tasks lack those of later events.
    """

    goal_document: Goal
    plan: Plan | None
    task_list: tuple[TaskView, ...]
    agents: tuple[AgentCard, ...]
    llms: dict[str, str]
    result: ResultView | None
    open_questions: tuple[Approval, ...]
    doubtful: tuple[DoubtfulEffect, ...]
    remarks: tuple[str, ...] = Field(description="prompts that were shortened or not verified")
    economies: tuple[EconomyView, ...] = Field(description="what was left out to keep a limit")
    stages: tuple[str, ...] = Field(description="how it went on as it came near a limit")
    forecast: Forecast | None
    seq: int
    last_seq: int
    counted_seq: int = Field(description="seq of the last event whose calls and costs are included")
    cursor: int = Field(description="cursor of its last event in the journal of all runs")


def detail_of(
    explanation: Explanation,
    summary: RunSummary,
    *,
    text: str,
    programs: Mapping[str, str],
    sizes: dict[str, int],
    last_seq: int,
    cursor: int,
    forecast: Forecast | None,
) -> RunDetail:
    """All details of a run as of an event.

    Args:
        explanation: Explanation up to that event.
        summary: Summary as of that event.
        text: Text of the result; empty without one.
        programs: What computed the tasks' results, as Markdown blocks, by digest.
        sizes: Bytes of the result's files, by digest.
        last_seq: ``seq`` of the newest event.
        cursor: Cursor of the newest event.
        forecast: Expected remaining cost.
    """
    state = explanation.state
    assert state.goal is not None  # noqa: S101 - a run begins with its goal
    result = state.result
    result_view = None
    if result is not None:
        result_view = ResultView(
            text=text,
            files=tuple(
                artifact_of(state.run_id, name, digest, sizes.get(digest, 0), None, "result")
                for name, digest in sorted(result.files.items())
            ),
            verdict=result.verdict,
            says=verdict_in_words(state) if state.is_over else "",
            programs=_programs(state, programs),
            results=result.results,
            agreements={task: agreement_view(given) for task, given in state.agreements.items()},
            unproven=result.unproven,
            missing=result.missing,
            notes=state.goal.input_notes,
        )
    fields: dict[str, Any] = dict(summary)
    return RunDetail(
        **fields,
        goal_document=state.goal,
        plan=state.plan,
        task_list=task_views(explanation),
        agents=state.agents,
        llms=dict(state.llms.items()),
        result=result_view,
        open_questions=tuple(a for a in approvals_of(explanation) if a.state == "open"),
        doubtful=tuple(
            DoubtfulEffect(
                attempt_id=d.attempt_id, ordinal=d.ordinal, tool=d.tool, request=d.request
            )
            for d in state.doubtful
        ),
        remarks=state.remarks,
        economies=tuple(
            EconomyView(step=e.step, task_id=e.task_id, limit=e.shortage.limit, says=e.words())
            for e in state.economies
        ),
        stages=tuple(entered.says for entered in state.stages),
        forecast=forecast,
        seq=explanation.seq,
        last_seq=last_seq,
        counted_seq=explanation.counted_seq,
        cursor=cursor,
    )


def _programs(state: RunState, blocks: Mapping[str, str]) -> tuple[ProgramView, ...]:
    """The programs of the tasks whose texts are at hand, in the order of the plan."""
    views = []
    for task_id, task in state.in_order.items():
        block = blocks.get(task.outcome.program, "") if task.outcome else ""
        if task.outcome and block:
            head, _, code = block.removesuffix("```").partition("\n")
            language = head.strip("` ")
            views.append(
                ProgramView(
                    task_id=task_id, way=task.outcome.way, language=language, code=code.rstrip()
                )
            )
    return tuple(views)
