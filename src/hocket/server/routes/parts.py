"""Shared parts of routes: the service, common parameters and run lookups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Header, Path, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from hocket.core.schema import is_deeper
from hocket.errors import RunNotFoundError
from hocket.projections.catalogue import CatalogueEntry
from hocket.projections.explanation import Explanation
from hocket.projections.history import state_of
from hocket.projections.summary import RunSummary, summary_of
from hocket.server.access import Caller
from hocket.server.capacity import BODY_DEPTH
from hocket.server.problems import Problem
from hocket.server.receipts import IDEMPOTENCY_KEY
from hocket.server.replies import reply
from hocket.server.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

ID = r"^[A-Za-z0-9_.-]{1,120}$"
TASK_ID = r"^[A-Za-z0-9_.-]{1,64}$"
DIGEST = r"^[0-9a-f]{64}$"

IdempotencyKey = Annotated[
    str | None,
    Header(max_length=255, description=IDEMPOTENCY_KEY),
]


class ShallowRequest(Request):
    """A request whose JSON is not nested so deeply that no code could walk through it."""

    async def json(self) -> Any:
        """The JSON of the body.

        Raises:
            Problem: 422, it is nested too deeply.
        """
        try:
            value = await super().json()
        except RecursionError:
            raise _too_deep() from None
        if is_deeper(value, BODY_DEPTH):
            raise _too_deep()
        return value


def _too_deep() -> Problem:
    detail = f"The body is nested deeper than {BODY_DEPTH} levels; nest it less"
    return Problem(422, "too_deep", detail, bound=BODY_DEPTH)


class Route(APIRoute):
    """A route of the API; every router of it has this class."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(ShallowRequest(request.scope, request.receive, request._send))  # noqa: SLF001 - Starlette offers no copy

        return handle


def service_of(request: Request) -> Service:
    """The service of the application that handles a request."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
RunId = Annotated[str, Path(pattern=ID, examples=["run-20261121-101500-1a2b3c4d5e"])]
TaskId = Annotated[str, Path(pattern=TASK_ID, examples=["t1"])]
Name = Annotated[str, Path(pattern=TASK_ID, examples=["analytical"])]
Cursor = Annotated[
    str | None, Query(max_length=40, description="`next` of the previous page, unchanged")
]
Limit = Annotated[int, Query(ge=1, le=500, description="maximum number of items")]


async def summary_for(service: Service, run_id: str, caller: Caller) -> RunSummary:
    """The summary of a run that the caller may see.

    Raises:
        RunNotFoundError: There is no such run, or the caller may not see it.
    """
    summary = await service.catalogue.summary(run_id)
    if summary is None or (caller.scope == "public" and not summary.public):
        raise RunNotFoundError.of(run_id)
    return summary


async def entry_of(service: Service, run_id: str) -> CatalogueEntry:
    """The catalogue's entry of a run.

    Raises:
        RunNotFoundError: There is no such run.
    """
    entry = await service.catalogue.find(run_id)
    if entry is None:
        raise RunNotFoundError.of(run_id)
    return entry


async def read_explanation(service: Service, run_id: str, at: int | None = None) -> Explanation:
    """The explanation of a run, up to event ``at`` if it is not None.

    Raises:
        RunNotFoundError: There is no such run.
        InvalidInputError: The run has no event ``at``.
    """
    await service.hub.catch_up()  # so that the catalogue has every event of the explanation
    await entry_of(service, run_id)
    return await service.explanations.of(run_id, at)


async def current_summary(service: Service, run_id: str) -> RunSummary:
    """The summary of a run, even if the catalogue does not contain it yet."""
    summary = await service.catalogue.summary(run_id)
    if summary is not None:
        return summary
    state = await state_of(service.journal, run_id)
    now_us = service.clock.now_us()
    carried = service.hocket.engine.loop(run_id) is not None
    return summary_of(state, now_us, now_us, carried=carried, parent=None)


def created(request: Request, run: RunSummary, headers: dict[str, str]) -> Response:
    """The response 201 with the location of a new run."""
    all_headers = {"Location": f"/api/v1/runs/{run.run_id}", **headers}
    return reply(request, run, status=201, headers=all_headers)
