"""Routes on runs: submit a goal, list, search and read runs."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from hocket.adapters.system.ids import new_id
from hocket.app.submission import submit
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import GoalAccepted
from hocket.core.goal import Goal
from hocket.core.noun import Noun
from hocket.core.plan import Plan
from hocket.core.run import RunState
from hocket.errors import JournalConflictError, JournalCorruptError, RunNotFoundError
from hocket.learn.forecast import forecast_of
from hocket.projections.explanation import Explanation
from hocket.projections.history import history_of
from hocket.projections.summary import Outcome, RunSummary, summary_of
from hocket.projections.timeline import Timeline, timeline_of
from hocket.server.access import Caller, Need
from hocket.server.capacity import refuse_while_draining
from hocket.server.problems import Problem, documented
from hocket.server.receipts import KEY_REUSED
from hocket.server.replies import Page, page_from, reply
from hocket.server.routes.parts import (
    Cursor,
    IdempotencyKey,
    Limit,
    Route,
    RunId,
    Served,
    created,
    current_summary,
    entry_of,
    read_explanation,
    summary_for,
)
from hocket.server.service import Service
from hocket.server.views.run import ResultView, RunDetail, detail_of

router = APIRouter(tags=["runs"], route_class=Route)
ID_CHARS = 6
"""Minimum length of a search word that also matches ids."""

Lister = Annotated[Caller, Depends(Need("run.list"))]
Reader = Annotated[Caller, Depends(Need("run.read"))]
Submitter = Annotated[Caller, Depends(Need("run.submit"))]
ResultReader = Annotated[Caller, Depends(Need("result.read"))]


class Submission(Noun, defer_build=False):
    """A goal to work on."""

    goal: Goal = Field(examples=[{"text": "Write a limerick about rain"}])
    plan: Plan | Literal["single"] | None = Field(
        default=None,
        description="the plan, or `single` for one task; by default hocket makes a plan",
    )
    llm: str = Field(
        default="", max_length=200, description="the LLM that works; by default of the settings"
    )


@router.get("/runs", responses=documented(), response_model=Page[RunSummary])
async def list_runs(
    request: Request,
    service: Served,
    caller: Lister,
    status: Annotated[str | None, Query(max_length=40)] = None,
    outcome: Annotated[list[Outcome] | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=200, description="words in the goal")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List runs, newest first, filtered by status, outcome and words in the goal."""
    words = (q or "").lower().split()

    def fits(run: RunSummary) -> bool:
        return (
            (caller.scope != "public" or run.public)
            and (status is None or run.status == status)
            and (not outcome or run.outcome in outcome)
            and all(
                w in run.goal.lower() or (len(w) >= ID_CHARS and w in run.run_id) for w in words
            )
        )

    matches = (run async for run in service.catalogue.newest_first() if fits(run))
    items, following = await page_from(matches, cursor, limit)
    return reply(request, Page[RunSummary](items=items, next=following))


@router.post("/runs", status_code=201, responses=documented(409, 507), response_model=RunSummary)
async def submit_run(
    request: Request,
    service: Served,
    caller: Submitter,
    submission: Submission,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Submit a goal; responds once it is stored. Its run proceeds in the background."""
    refuse_while_draining(service)
    run_id, body_digest = new_id(ids.RUN), digest(await request.body())
    if idempotency_key is not None:
        # The key determines the id, so that a repeated request is one run, even after a crash.
        run_id = ids.named_run(digest(f"{caller.identity}\n{idempotency_key}".encode()))
        existing = await _submitted(service, run_id, body_digest)
        if existing is not None:
            return created(request, existing, {"Idempotency-Replayed": "true"})
    try:
        await submit(
            service.hocket,
            submission.goal,
            plan=submission.plan,
            run_id=run_id,
            request=body_digest,
            llm=submission.llm,
        )
        loop = service.hocket.engine.loop(run_id)
        await service.hocket.engine.accepted(run_id)
    except JournalConflictError:
        existing = await _submitted(service, run_id, body_digest)
        if existing is None:
            raise
        return created(request, existing, {"Idempotency-Replayed": "true"})
    if loop is None or loop.state.goal is None:
        return created(request, await summary_for(service, run_id, caller), {})
    now_us = service.clock.now_us()
    return created(request, summary_of(loop.state, now_us, now_us, carried=True, parent=None), {})


@router.get("/runs/{run_id}", responses=documented(), response_model=RunDetail)
async def get_run(
    request: Request,
    service: Served,
    caller: Reader,
    run_id: RunId,
    at: Annotated[int | None, Query(ge=1, le=10_000_000, description="seq of an event")] = None,
) -> Response:
    """Get all details of a run, as of now or as of an event."""
    explanation = await read_explanation(service, run_id, at)
    return reply(request, await _detail(service, explanation, at))


@router.get("/runs/{run_id}/result", responses=documented(409), response_model=ResultView)
async def get_result(
    request: Request, service: Served, caller: ResultReader, run_id: RunId
) -> Response:
    """Get the result of a run."""
    await summary_for(service, run_id, caller)
    explanation = await read_explanation(service, run_id)
    detail = await _detail(service, explanation, None)
    if detail.result is None:
        raise Problem(
            409, "no_result", f"Run {run_id} has no result; its outcome is {detail.outcome}"
        )
    return reply(request, detail.result)


@router.get("/runs/{run_id}/timeline", responses=documented(), response_model=Timeline)
async def get_timeline(
    request: Request, service: Served, caller: Reader, run_id: RunId
) -> Response:
    """Get the spans of work in a run: who did what, from when to when."""
    explanation = await read_explanation(service, run_id)
    entry = await entry_of(service, run_id)
    return reply(request, timeline_of(explanation, entry.started_us))


async def _submitted(service: Service, run_id: str, body_digest: str) -> RunSummary | None:
    """The run that the same request started before; None if there is none.

    Raises:
        Problem: 422, another request used the same key.
    """
    await service.hocket.engine.accepted(run_id)
    try:
        accepted = (await history_of(service.journal, run_id)).first
    except RunNotFoundError:
        return None
    if not isinstance(accepted, GoalAccepted) or accepted.request != body_digest:
        raise Problem(422, "key_reused", KEY_REUSED, run_id=run_id)
    return await current_summary(service, run_id)


async def _detail(service: Service, explanation: Explanation, at: int | None) -> RunDetail:
    state, run_id = explanation.state, explanation.state.run_id
    entry = await entry_of(service, run_id)
    # As of a past event, a run is in progress.
    active = at is not None or service.hocket.engine.loop(run_id) is not None
    summary = summary_of(
        state, entry.started_us, explanation.last_us, carried=active, parent=entry.parent
    )
    if at is None and explanation.counted_seq < explanation.seq and entry.summary is not None:
        summary = entry.summary  # the calls of a long run are still being counted
    text, sizes, programs = "", {}, {}
    if state.result is not None:
        programs = await _programs(service, state)
        text = (await service.journal.blob(state.result.text)).decode(errors="replace")
        for file_digest in state.result.files.values():
            sizes[file_digest] = len(await service.journal.blob(file_digest))
    return detail_of(
        explanation,
        summary,
        text=text,
        programs=programs,
        sizes=sizes,
        last_seq=entry.last_seq,
        cursor=entry.cursor,
        forecast=forecast_of(state),
    )


async def _programs(service: Service, state: RunState) -> dict[str, str]:
    """What computed the results of the tasks, by digest, as far as it is still kept."""
    programs = {}
    for task in state.in_order.values():
        kept = task.outcome.program if task.outcome else ""
        with suppress(JournalCorruptError):
            programs.update({kept: (await service.journal.blob(kept)).decode()} if kept else {})
    return programs
