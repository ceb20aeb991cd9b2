"""Routes on runs: hand in a goal, list, search, read, steer."""

from __future__ import annotations

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
from hocket.errors import JournalConflictError, RunNotFoundError
from hocket.learn.forecast import forecast_of
from hocket.projections.explanation import Explanation
from hocket.projections.history import history_of
from hocket.projections.summary import Outcome, RunSummary, summary_of
from hocket.projections.timeline import Timeline, timeline_of
from hocket.server.access import Caller, Need
from hocket.server.problems import Problem, documented
from hocket.server.replies import Page, page_from, reply
from hocket.server.routes.parts import (
    Cursor,
    IdempotencyKey,
    Limit,
    RunId,
    Served,
    entry_of,
    fresh_run,
    known_run,
    made,
    refuse_while_draining,
    told,
)
from hocket.server.service import Service
from hocket.server.views.run import ResultView, RunDetail, detail_of

router = APIRouter(tags=["runs"])
ID_CHARS = 6
"""A word of so many characters is looked for in ids too."""

Lister = Annotated[Caller, Depends(Need("run.list"))]
Reader = Annotated[Caller, Depends(Need("run.read"))]
Submitter = Annotated[Caller, Depends(Need("run.submit"))]
ResultReader = Annotated[Caller, Depends(Need("result.read"))]


class Submission(Noun, defer_build=False):
    """A goal to be worked on."""

    goal: Goal = Field(examples=[{"text": "Write a limerick about rain"}])
    plan: Plan | Literal["single"] | None = Field(
        default=None, description="a ready plan, or `single` for one task; else one is made"
    )


@router.get("/runs", responses=documented(), response_model=Page[RunSummary])
async def list_runs(
    request: Request,
    service: Served,
    caller: Lister,
    status: Annotated[str | None, Query(max_length=40)] = None,
    outcome: Annotated[list[Outcome] | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=200, description="words of the goal")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List runs, the newest first, by status, outcome and words of their goal."""
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

    found = (run async for run in service.catalogue.newest_first() if fits(run))
    items, following = await page_from(found, cursor, limit)
    return reply(request, Page[RunSummary](items=items, next=following))


@router.post("/runs", status_code=201, responses=documented(409, 507), response_model=RunSummary)
async def submit_run(
    request: Request,
    service: Served,
    caller: Submitter,
    submission: Submission,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Hand in a goal; when this answers it is kept, and its run goes on by itself."""
    refuse_while_draining(service)
    run_id, asked = new_id(ids.RUN), digest(await request.body())
    if idempotency_key is not None:
        # The id follows from the key, so that a goal handed in twice is one run, whatever crashes.
        run_id = ids.named_run(digest(f"{caller.identity}\n{idempotency_key}".encode()))
        known = await _handed_in(service, run_id, asked)
        if known is not None:
            return made(request, known, {"Idempotency-Replayed": "true"})
    try:
        await submit(
            service.hocket, submission.goal, plan=submission.plan, run_id=run_id, request=asked
        )
        loop = service.hocket.engine.loop(run_id)
        await service.hocket.engine.accepted(run_id)
    except JournalConflictError:
        known = await _handed_in(service, run_id, asked)
        if known is None:
            raise
        return made(request, known, {"Idempotency-Replayed": "true"})
    if loop is None or loop.state.goal is None:
        return made(request, await known_run(service, run_id, caller), {})
    now_us = service.clock.now_us()
    return made(request, summary_of(loop.state, now_us, now_us, carried=True, parent=None), {})


@router.get("/runs/{run_id}", responses=documented(), response_model=RunDetail)
async def get_run(
    request: Request,
    service: Served,
    caller: Reader,
    run_id: RunId,
    at: Annotated[int | None, Query(ge=1, le=10_000_000, description="seq of an event")] = None,
) -> Response:
    """Everything of a run, as of now or of any event."""
    story = await told(service, run_id, at)
    return reply(request, await _detail(service, story, at))


@router.get("/runs/{run_id}/result", responses=documented(409), response_model=ResultView)
async def get_result(
    request: Request, service: Served, caller: ResultReader, run_id: RunId
) -> Response:
    """What a run came to."""
    await known_run(service, run_id, caller)
    story = await told(service, run_id)
    detail = await _detail(service, story, None)
    if detail.result is None:
        raise Problem(409, "no_result", f"Run {run_id} has no result: it is {detail.outcome}")
    return reply(request, detail.result)


@router.get("/runs/{run_id}/timeline", responses=documented(), response_model=Timeline)
async def get_timeline(
    request: Request, service: Served, caller: Reader, run_id: RunId
) -> Response:
    """Who did what from when to when."""
    story = await told(service, run_id)
    entry = await entry_of(service, run_id)
    return reply(request, timeline_of(story, entry.started_us))


async def _handed_in(service: Service, run_id: str, asked: str) -> RunSummary | None:
    """A run that this key began already, if it was by the same request.

    Raises:
        Problem: 422, it was by another.
    """
    await service.hocket.engine.accepted(run_id)
    try:
        accepted = (await history_of(service.journal, run_id)).first
    except RunNotFoundError:
        return None
    if not isinstance(accepted, GoalAccepted) or accepted.request != asked:
        detail = "Idempotency-Key: it was used for another request; use a new one"
        raise Problem(422, "key_reused", detail, run_id=run_id)
    return await fresh_run(service, run_id)


async def _detail(service: Service, story: Explanation, at: int | None) -> RunDetail:
    state, run_id = story.state, story.state.run_id
    entry = await entry_of(service, run_id)
    # A past moment is shown as it was: under way.
    carried = at is not None or service.hocket.engine.loop(run_id) is not None
    line = summary_of(state, entry.started_us, story.last_us, carried=carried, parent=entry.parent)
    text, sizes = "", {}
    if state.result is not None:
        text = (await service.journal.blob(state.result.text)).decode(errors="replace")
        for name in state.result.files.values():
            sizes[name] = len(await service.journal.blob(name))
    return detail_of(
        story,
        line,
        text=text,
        sizes=sizes,
        last_seq=entry.last_seq,
        cursor=entry.cursor,
        forecast=forecast_of(state),
    )
