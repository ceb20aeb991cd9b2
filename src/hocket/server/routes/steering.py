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
from hocket.server.problems import Problem, documented
from hocket.server.replies import reply
from hocket.server.routes.parts import (
    IdempotencyKey,
    RunId,
    Served,
    TaskId,
    fresh_run,
    known_run,
    made,
    refuse_while_draining,
)

router = APIRouter(tags=["runs"])

Steerer = Annotated[Caller, Depends(Need("run.steer"))]


class ForkRequest(Changes, defer_build=False):
    """Where a run is to go another way, and how."""

    at: int = Field(ge=1, le=10_000_000, description="seq of the last event that is copied")
    repeat_effects: bool = Field(default=False, description="effects after it may happen again")

    def changes(self) -> Changes:
        """What is to be otherwise."""
        return Changes(llms=self.llms, limits=self.limits, agents=self.agents)


class RetryRequest(Noun, defer_build=False):
    """Why a task is to be done again."""

    words: str = Field(default="", max_length=10_000)
    repeat_effects: bool = Field(default=False, description="its effects may happen again")


class SettleRequest(Noun, defer_build=False):
    """What is true of an effect of which nobody knew whether it happened."""

    attempt_id: str
    ordinal: int = Field(ge=0)
    verdict: Literal["done", "not_done"]


@router.post(
    "/runs/{run_id}/cancel", status_code=202, responses=documented(409), response_model=RunSummary
)
async def cancel_run(request: Request, service: Served, caller: Steerer, run_id: RunId) -> Response:
    """End a run; what it has so far stays readable."""
    await known_run(service, run_id, caller)
    await cancel(service.hocket.engine, service.journal, run_id, caller.subject)
    return reply(request, await known_run(service, run_id, caller), status=202)


@router.post(
    "/runs/{run_id}/resume", status_code=202, responses=documented(409), response_model=RunSummary
)
async def resume_run(request: Request, service: Served, caller: Steerer, run_id: RunId) -> Response:
    """Take up a run that no process carries."""
    refuse_while_draining(service)
    known = await known_run(service, run_id, caller)
    if known.outcome != "interrupted":
        raise Problem(409, "not_interrupted", f"Run {run_id} is {known.outcome}; nothing to resume")
    await service.hocket.engine.resume(run_id)
    return reply(request, await known_run(service, run_id, caller), status=202)


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
    wanted: ForkRequest,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Begin a copy of a run that goes on from one of its events, under changes."""
    refuse_while_draining(service)
    await known_run(service, run_id, caller)
    copy_id = _copy_id(caller, run_id, idempotency_key)
    if await service.catalogue.find(copy_id) is None:
        await fork(
            service.hocket,
            run_id,
            copy_id,
            wanted.at,
            by=caller.subject,
            changes=wanted.changes(),
            repeat_effects=wanted.repeat_effects,
        )
    return made(request, await fresh_run(service, copy_id), {})


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
    wanted: RetryRequest,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Have a task done again: in the run, or in a copy of it if the run is over."""
    refuse_while_draining(service)
    await known_run(service, run_id, caller)
    where = _copy_id(caller, run_id, idempotency_key)
    if await service.catalogue.find(where) is None:
        where = await retry(
            service.hocket,
            run_id,
            where,
            task_id,
            by=caller.subject,
            words=wanted.words,
            repeat_effects=wanted.repeat_effects,
        )
    return reply(request, await fresh_run(service, where), status=202)


@router.post("/runs/{run_id}/effects", responses=documented(409), response_model=RunSummary)
async def settle_effect(
    request: Request, service: Served, caller: Steerer, run_id: RunId, wanted: SettleRequest
) -> Response:
    """Say whether an effect happened of which nobody knew."""
    await known_run(service, run_id, caller)
    await settle(service.hocket.engine, run_id, [EffectSettled(**dict(wanted))])
    return reply(request, await known_run(service, run_id, caller))


def _copy_id(caller: Caller, run_id: str, key: str | None) -> str:
    """The id of a copy; it follows from the key, so that asking twice makes one."""
    if key is None:
        return new_id(ids.RUN)
    return ids.named_run(digest(f"{caller.identity}/{run_id}/{key}".encode()))
