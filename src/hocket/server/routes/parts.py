"""What routes share: the service, and the parameters that many of them take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request
from starlette.responses import Response

from hocket.errors import RunNotFoundError
from hocket.projections.catalogue import Entry
from hocket.projections.explanation import Explanation
from hocket.projections.history import state_of
from hocket.projections.summary import RunSummary, summary_of
from hocket.server.access import Caller
from hocket.server.problems import Problem
from hocket.server.replies import reply
from hocket.server.service import Service

ID = r"^[A-Za-z0-9_.-]{1,120}$"
TASK_ID = r"^[A-Za-z0-9_.-]{1,64}$"
DIGEST = r"^[0-9a-f]{64}$"

IdempotencyKey = Annotated[
    str | None,
    Header(max_length=255, description="send the same one again to have this done only once"),
]


def service_of(request: Request) -> Service:
    """The service behind a request."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
RunId = Annotated[str, Path(pattern=ID, examples=["run-20261121-101500-1a2b3c4d5e"])]
TaskId = Annotated[str, Path(pattern=TASK_ID, examples=["t1"])]
Name = Annotated[str, Path(pattern=TASK_ID, examples=["analytical"])]
Cursor = Annotated[
    str | None, Query(max_length=40, description="`next` of the page before, as it is")
]
Limit = Annotated[int, Query(ge=1, le=500, description="most items of the page")]


async def known_run(service: Service, run_id: str, caller: Caller) -> RunSummary:
    """The line of a run that the caller may know of.

    Raises:
        RunNotFoundError: There is none, or none for them.
    """
    line = await service.catalogue.line(run_id)
    if line is None or (caller.scope == "public" and not line.public):
        raise RunNotFoundError.of(run_id)
    return line


async def entry_of(service: Service, run_id: str) -> Entry:
    """A run as the catalogue has it.

    Raises:
        RunNotFoundError: There is none.
    """
    entry = await service.catalogue.find(run_id)
    if entry is None:
        raise RunNotFoundError.of(run_id)
    return entry


async def told(service: Service, run_id: str, at: int | None = None) -> Explanation:
    """A run's story.

    Raises:
        RunNotFoundError: There is no such run.
    """
    await service.hub.catch_up()  # the catalogue knows no less than the story will tell
    await entry_of(service, run_id)
    return await service.stories.of(run_id, at)


def refuse_while_draining(service: Service) -> None:
    """Refuse new work while the server is being stopped.

    Raises:
        Problem: 503.
    """
    if service.is_draining:
        detail = "The server is stopping and takes no new work; try again in a moment"
        raise Problem(503, "draining", detail, headers={"Retry-After": "5"})


async def fresh_run(service: Service, run_id: str) -> RunSummary:
    """The line of a run that may have begun just now."""
    known = await service.catalogue.line(run_id)
    if known is not None:
        return known
    state = await state_of(service.journal, run_id)
    now_us = service.clock.now_us()
    carried = service.hocket.engine.loop(run_id) is not None
    return summary_of(state, now_us, now_us, carried=carried, parent=None)


def made(request: Request, run: RunSummary, headers: dict[str, str]) -> Response:
    told_headers = {"Location": f"/api/v1/runs/{run.run_id}", **headers}
    return reply(request, run, status=201, headers=told_headers)
