"""Routes on the journal: events from a cursor, as pages, as server-sent events, by WebSocket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, WebSocket
from pydantic import BaseModel
from starlette.responses import Response, StreamingResponse
from starlette.websockets import WebSocketDisconnect

from hocket.core.codec import TERMINAL
from hocket.server.access import Caller, Need, Principal, admitted
from hocket.server.capacity import counted_stream, refuse_more_streams
from hocket.server.hub import Beat, Filter, Item, Missed, Piece, StreamMessage, item_of
from hocket.server.problems import Problem, documented
from hocket.server.replies import Page, number_of, reply
from hocket.server.routes.parts import ID, Cursor, Limit, Route, RunId, Served, entry_of
from hocket.server.service import Service
from hocket.server.views.event import Stamped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.ports.journal import Record

router = APIRouter(tags=["journal"], route_class=Route)

SCANNED_PAGE, SCANNED_PAGES = 500, 10
EVENTS = {"text/event-stream": {"schema": {"type": "string"}}}
Reader = Annotated[Caller, Depends(Need("journal.read"))]
Types = Annotated[list[str] | None, Query(alias="type", max_length=40)]
TaskFilter = Annotated[str | None, Query(alias="task", max_length=64)]
After = Annotated[int | None, Query(ge=0, le=1 << 53, description="cursor of the last known event")]
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", max_length=40)]


class Gap(BaseModel):
    """The events after one cursor, up to and including another, were skipped for a slow reader."""

    type: str = "gap"
    after: int
    until: int


@router.get("/runs/{run_id}/events", responses=documented(), response_model=Page[Stamped])
async def list_run_events(
    request: Request,
    service: Served,
    caller: Reader,
    run_id: RunId,
    after: Annotated[int, Query(ge=0, le=1 << 53, description="seq of the last known event")] = 0,
    types: Types = None,
    task: TaskFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """List the events of a run in order, after a given one.

    A page may hold fewer events than `limit`, or none, and still have a `next`.
    """
    await entry_of(service, run_id)
    start = number_of(cursor) if cursor is not None else after
    selection = Filter(run_id, frozenset(types or ()), task)

    async def read(seq: int, count: int) -> list[Record]:
        return await service.journal.read(run_id, seq, count)

    items, following = await _selected(read, lambda r: r.seq, selection, start, limit)
    return _page(request, items, following)


@router.get("/events", responses=documented(), response_model=Page[Stamped])
async def list_events(
    request: Request,
    service: Served,
    caller: Reader,
    types: Types = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """List the events of all runs in order, from a cursor on.

    A page may hold fewer events than `limit`, or none, and still have a `next`.
    """
    selection = Filter(None, frozenset(types or ()))
    until = service.hub.cursor

    async def read(position: int, count: int) -> list[Record]:
        records = await service.journal.read_all(position, count)
        return [record for record in records if record.position <= until]

    start = number_of(cursor)
    items, following = await _selected(read, lambda r: r.position, selection, start, limit)
    return _page(request, items, following)


async def _selected(
    read: Callable[[int, int], Awaitable[list[Record]]],
    place_of: Callable[[Record], int],
    selection: Filter,
    start: int,
    limit: int,
) -> tuple[list[bytes], str | None]:
    """A page of events that a filter selects, and the cursor of the next page.

    It looks at a bounded number of events, so that a rare type in a long journal holds up nothing.
    """
    items: list[bytes] = []
    place, last = start, start
    for _ in range(SCANNED_PAGES):
        records = await read(last, SCANNED_PAGE)
        for record in records:
            if selection.types and record.entry.type not in selection.types:
                continue
            item = item_of(record)
            if selection.matches(item):
                if len(items) == limit:
                    return items, str(place)
                items.append(item.body)
                place = place_of(record)
        if len(records) < SCANNED_PAGE:
            return items, None
        last = place_of(records[-1])
    return items, str(last)


@router.get(
    "/runs/{run_id}/stream",
    responses={
        **documented(),
        200: {"content": EVENTS},
        204: {"description": "the run is over and all its events were sent"},
    },
    response_class=Response,
)
async def stream_run(
    request: Request,
    service: Served,
    caller: Reader,
    run_id: RunId,
    types: Types = None,
    task: TaskFilter = None,
    after: After = None,
    text: Annotated[bool, Query(description="also send text while it is generated")] = False,  # noqa: FBT002
    last_event_id: LastEventId = None,
) -> Response:
    """Stream the events of a run and the runs within it, from the start or a cursor on.

    The stream ends with the run; a browser that reconnects then gets 204 and stops.
    """
    entry = await entry_of(service, run_id)
    start = number_of(last_event_id) if last_event_id else (after or 0)
    if entry.state is None and start >= entry.cursor:
        return Response(status_code=204)
    selection = Filter(run_id, frozenset(types or ()), task, text, end=True)
    ended = entry.cursor if entry.state is None else None
    return _streamed(service, caller, selection, start, ended)


@router.get(
    "/stream", responses={**documented(), 200: {"content": EVENTS}}, response_class=Response
)
async def stream_all(
    request: Request,
    service: Served,
    caller: Reader,
    run: Annotated[str | None, Query(pattern=ID)] = None,
    types: Types = None,
    task: TaskFilter = None,
    after: After = None,
    last_event_id: LastEventId = None,
) -> Response:
    """Stream the events of all runs, from now or from a cursor on."""
    start = number_of(last_event_id) if last_event_id else after
    selection = Filter(run, frozenset(types or ()), task)
    return _streamed(service, caller, selection, start, None)


@router.websocket("/ws")
async def watch(socket: WebSocket) -> None:
    """Stream the same events by WebSocket, one JSON message each; ignores received messages."""
    service: Service = socket.app.state.service
    try:
        caller = admitted(socket.scope.get("hocket.principal"), "journal.read")
        selection, start = _query_of(socket)
        with counted_stream(service):
            await socket.accept()
            stream = service.hub.stream(
                selection, start, lambda: service.tokens.is_valid(caller.principal)
            )
            await _send(socket, stream)
    except Problem as problem:
        await socket.close(1008, problem.detail[:100])


async def _send(socket: WebSocket, stream: AsyncIterator[StreamMessage]) -> None:
    async def listen() -> None:
        while True:
            await socket.receive_text()

    async def send() -> None:
        async for message in stream:
            if not isinstance(message, Beat):
                await socket.send_text(_json(message).decode())
        await socket.close(1012, "the server restarts; reconnect with the last cursor")

    try:
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(listen())
            await send()
            listening.cancel()
    except* (WebSocketDisconnect, RuntimeError):
        pass  # the client disconnected


def _query_of(socket: WebSocket) -> tuple[Filter, int | None]:
    query = socket.query_params
    after = query.get("after")
    selection = Filter(
        query.get("run"),
        frozenset(query.getlist("type")),
        query.get("task"),
        query.get("text") == "true",
    )
    return selection, None if after is None else number_of(after)


def _streamed(
    service: Service, caller: Caller, selection: Filter, start: int | None, ended: int | None
) -> Response:
    refuse_more_streams(service)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _lines(service, caller.principal, selection, start, ended),
        200,
        headers,
        "text/event-stream",
    )


async def _lines(
    service: Service,
    principal: Principal,
    selection: Filter,
    start: int | None,
    ended: int | None,
) -> AsyncIterator[bytes]:
    """The stream as lines, with comments as heartbeats."""
    with counted_stream(service):
        yield b"retry: 1000\n\n"
        if ended is not None:
            async for item in service.hub.past(selection, start or 0, ended):
                yield _line(item)
            return
        async for message in service.hub.stream(
            selection, start, lambda: service.tokens.is_valid(principal)
        ):
            yield _line(message)
            if _is_end(message, selection) or await _skipped_end(service, message, selection):
                return


async def _skipped_end(service: Service, message: StreamMessage, selection: Filter) -> bool:
    """Whether the skipped events include the end of the run."""
    if not selection.end or not isinstance(message, Missed) or selection.run_id is None:
        return False
    entry = await service.catalogue.find(selection.run_id)
    return entry is not None and entry.state is None and message.until >= entry.cursor


def _is_end(message: StreamMessage, selection: Filter) -> bool:
    return (
        selection.end
        and isinstance(message, Item)
        and message.run_id == selection.run_id
        and message.type in TERMINAL
    )


def _line(message: StreamMessage) -> bytes:
    match message:
        case Item():
            return b"id: %d\nevent: event\ndata: %b\n\n" % (message.cursor, message.body)
        case Missed():
            return b"event: gap\ndata: %b\n\n" % _json(message)
        case Beat():
            return b": beat\n\n"
        case Piece():
            return b"event: text\ndata: %b\n\n" % _json(message)


def _json(message: Item | Missed | Piece) -> bytes:
    match message:
        case Item():
            return message.body
        case Missed():
            return Gap(after=message.after, until=message.until).model_dump_json().encode()
        case Piece():
            fields = {"type": "text", "run_id": message.run_id, "attempt_id": message.attempt_id}
            return json.dumps({**fields, "text": message.text}).encode()


def _page(request: Request, items: list[bytes], following: str | None) -> Response:
    """A page of events that are JSON already."""
    body = b'{"items":[%b],"next":%b}' % (b",".join(items), json.dumps(following).encode())
    return reply(request, body)
