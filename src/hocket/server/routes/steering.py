"""Routes that steer runs: cancel, resume, fork, retry a task, settle an effect."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from hocket.adapters.system.ids import new_id
from hocket.app.cancellation import cancel
from hocket.app.forking import Changes, fork, retry
from hocket.app.settlement import settle
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import EffectSettled
from hocket.core.noun import Noun
from hocket.projections.summary import RunSummary
from hocket.server.access import Caller, Need
from hocket.server.capacity import refuse_while_draining
from hocket.server.problems import Problem, documented
from hocket.server.replies import reply
from hocket.server.routes.parts import (
    IdempotencyKey,
    Route,
    RunId,
    Served,
    TaskId,
    created,
    current_summary,
    summary_for,
)

router = APIRouter(tags=["runs"], route_class=Route)

Steerer = Annotated[Caller, Depends(Need("run.steer"))]


class ForkRequest(Changes, defer_build=False):
    """The event to fork a run after, and the changes in the fork."""

    at: int = Field(ge=1, le=10_000_000, description="seq of the last copied event")
    repeat_effects: bool = Field(
        default=False, description="allow effects after this event to happen again"
    )

    def changes(self) -> Changes:
        """The changes alone."""
        return Changes(llms=self.llms, limits=self.limits, agents=self.agents)


class RetryRequest(Noun, defer_build=False):
    """What the agent must do differently, and whether effects may repeat."""

    words: str = Field(default="", max_length=10_000)
    repeat_effects: bool = Field(
        default=False, description="allow effects of the task to happen again"
    )


class SettleRequest(Noun, defer_build=False):
    """Whether an effect of unknown outcome happened."""

    attempt_id: str
    ordinal: int = Field(ge=0)
    verdict: Literal["done", "not_done"]


@router.post(
    "/runs/{run_id}/cancel", status_code=202, responses=documented(409), response_model=RunSummary
)
async def cancel_run(request: Request, service: Served, caller: Steerer, run_id: RunId) -> Response:
    """Cancel a run; its work so far stays readable."""
    await summary_for(service, run_id, caller)
    await cancel(service.hocket.engine, service.journal, run_id, caller.subject)
    return reply(request, await summary_for(service, run_id, caller), status=202)


@router.post(
    "/runs/{run_id}/resume", status_code=202, responses=documented(409), response_model=RunSummary
)
async def resume_run(request: Request, service: Served, caller: Steerer, run_id: RunId) -> Response:
    """Resume a run that no process executes."""
    refuse_while_draining(service)
    summary = await summary_for(service, run_id, caller)
    if summary.outcome != "interrupted":
        detail = f"Run {run_id} cannot be resumed: it is {summary.outcome}, not interrupted"
        raise Problem(409, "not_interrupted", detail)
    await service.hocket.engine.resume(run_id)
    return reply(request, await summary_for(service, run_id, caller), status=202)


@router.post(
    "/runs/{run_id}/fork",
    status_code=201,
    responses=documented(409, 507),
    response_model=RunSummary,
)
async def fork_run(
    request: Request,
    service: Served,
    caller: Steerer,
    run_id: RunId,
    body: ForkRequest,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Start a copy of a run that continues after one of its events, with changes."""
    refuse_while_draining(service)
    await summary_for(service, run_id, caller)
    copy_id = _copy_id(caller, run_id, idempotency_key)
    if await service.catalogue.find(copy_id) is None:
        await fork(
            service.hocket,
            run_id,
            copy_id,
            body.at,
            by=caller.subject,
            changes=body.changes(),
            repeat_effects=body.repeat_effects,
        )
    return created(request, await current_summary(service, copy_id), {})


@router.post(
    "/runs/{run_id}/tasks/{task_id}/retry",
    status_code=202,
    responses=documented(409, 507),
    response_model=RunSummary,
)
async def retry_task(
    request: Request,
    service: Served,
    caller: Steerer,
    run_id: RunId,
    task_id: TaskId,
    body: RetryRequest,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Retry a task in its run, or in a fork if the run is over."""
    refuse_while_draining(service)
    await summary_for(service, run_id, caller)
    target_id = _copy_id(caller, run_id, idempotency_key)
    if await service.catalogue.find(target_id) is None:
        target_id = await retry(
            service.hocket,
            run_id,
            target_id,
            task_id,
            by=caller.subject,
            words=body.words,
            repeat_effects=body.repeat_effects,
        )
    return reply(request, await current_summary(service, target_id), status=202)


@router.post("/runs/{run_id}/effects", responses=documented(409), response_model=RunSummary)
async def settle_effect(
    request: Request, service: Served, caller: Steerer, run_id: RunId, body: SettleRequest
) -> Response:
    """Settle an effect of unknown outcome: state whether it happened."""
    await summary_for(service, run_id, caller)
    await settle(service.hocket.engine, run_id, [EffectSettled(**dict(body))])
    return reply(request, await summary_for(service, run_id, caller))


def _copy_id(caller: Caller, run_id: str, key: str | None) -> str:
    """The id of a copy; the key determines it, so that a repeated request makes one copy."""
    if key is None:
        return new_id(ids.RUN)
    return ids.named_run(digest(f"{caller.identity}/{run_id}/{key}".encode()))
