"""Routes on tasks: list those of all runs, read one with its auctions, attempts and calls."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from hocket.core.event import CallAnswered
from hocket.core.message import Message
from hocket.core.noun import Noun
from hocket.errors import JournalCorruptError
from hocket.projections.explanation import Call
from hocket.projections.history import events_of_types
from hocket.projections.messages import Messages
from hocket.server.access import Caller, Need
from hocket.server.problems import documented, not_found
from hocket.server.replies import Page, number_of, page_from, reply
from hocket.server.routes.parts import (
    Cursor,
    Limit,
    Route,
    RunId,
    Served,
    TaskId,
    entry_of,
    read_explanation,
    summary_for,
)
from hocket.server.service import Service
from hocket.server.views.call import CallDetail, CallView, call_view
from hocket.server.views.task import TaskDetail, TaskView, task_detail, task_views

router = APIRouter(tags=["tasks"], route_class=Route)

TaskReader = Annotated[Caller, Depends(Need("task.read"))]
RunReader = Annotated[Caller, Depends(Need("run.read"))]
TEXT_CHARS = 4000
CALLS = (CallAnswered.__name__,)


class TaskOfRun(Noun):
    """A task and the id of its run."""

    run_id: str
    task: TaskView


@router.get("/tasks", responses=documented(), response_model=Page[TaskOfRun])
async def list_tasks(
    request: Request,
    service: Served,
    caller: TaskReader,
    agent: Annotated[str | None, Query(max_length=64)] = None,
    status: Annotated[str | None, Query(max_length=40)] = None,
    run_id: Annotated[str | None, Query(max_length=120)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List the tasks of all runs, those of the newest run first."""
    if caller.scope == "own":
        agent = caller.principal.agent
    skip = number_of(cursor)
    items: list[TaskOfRun] = []

    def fits(task_status: str, task_agent: str | None) -> bool:
        return agent in (None, task_agent) and status in (None, task_status)

    async for entry in service.catalogue.newest_entries():
        if run_id is not None and entry.run_id != run_id:
            continue
        count = sum(1 for key in entry.tasks if fits(*key))
        if count <= skip:  # only the runs on the page are read
            skip -= count
            continue
        views = [t for t in await _tasks(service, entry.run_id) if fits(t.status, t.agent)]
        items += [TaskOfRun(run_id=entry.run_id, task=task) for task in views[skip:]]
        skip = 0
        if len(items) > limit:
            break
    following = str(number_of(cursor) + limit) if len(items) > limit else None
    return reply(request, Page[TaskOfRun](items=items[:limit], next=following))


@router.get("/runs/{run_id}/tasks/{task_id}", responses=documented(), response_model=TaskDetail)
async def get_task(
    request: Request,
    service: Served,
    caller: TaskReader,
    run_id: RunId,
    task_id: TaskId,
    at: Annotated[int | None, Query(ge=1, le=10_000_000, description="seq of an event")] = None,
) -> Response:
    """Get a task with its auctions and attempts, as of now or as of an event."""
    explanation = await read_explanation(service, run_id, at)
    task = explanation.tasks.get(task_id)
    own = task is not None and any(a.agent == caller.principal.agent for a in task.attempts)
    if task is None or (caller.scope == "own" and not own):
        raise not_found("task", task_id, "tasks")
    texts, sizes = {}, {}
    for attempt in task.attempts:
        if attempt.executed is not None:
            outcome = attempt.executed.outcome
            texts[outcome.text] = await _text(service, outcome.text)
            for file_digest in outcome.files.values():
                sizes[file_digest] = len(await _bytes(service, file_digest))
    detail = task_detail(explanation, task_id, texts, sizes)
    if caller.scope == "own":
        attempts = tuple(a for a in detail.attempt_list if a.agent == caller.principal.agent)
        detail = detail.model_copy(update={"attempt_list": attempts})
    return reply(request, detail)


@router.get("/runs/{run_id}/calls", responses=documented(), response_model=Page[CallView])
async def list_calls(
    request: Request,
    service: Served,
    caller: RunReader,
    run_id: RunId,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List the calls of a run to LLMs and tools, oldest first."""
    await entry_of(service, run_id)
    start = number_of(cursor)
    items, following = await page_from(_calls(service, run_id, start), None, limit)
    views = [call_view(call) for call in items]
    after = str(start + limit) if following else None
    return reply(request, Page[CallView](items=views, next=after))


@router.get("/runs/{run_id}/calls/{number}", responses=documented(), response_model=CallDetail)
async def get_call(
    request: Request,
    service: Served,
    caller: RunReader,
    run_id: RunId,
    number: Annotated[int, Path(ge=1, le=10_000_000)],
) -> Response:
    """Get a call with its exact request and response."""
    await entry_of(service, run_id)
    call = await anext(_calls(service, run_id, number - 1), None)
    if call is None:
        raise not_found("call", str(number), f"runs/{run_id}/calls")
    view = call_view(call)
    return reply(
        request,
        CallDetail(
            **dict(view),
            request_body=_json_or_text(await _bytes(service, view.request)),
            response_body=_json_or_text(await _bytes(service, view.response)),
        ),
    )


@router.get("/runs/{run_id}/messages", responses=documented(), response_model=Page[Message])
async def list_messages(
    request: Request,
    service: Served,
    caller: RunReader,
    run_id: RunId,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """List the messages between the agents of a run, oldest first."""
    await summary_for(service, run_id, caller)
    items, following = await page_from(_messages(service, run_id), cursor, limit)
    filled = [await _filled(service, message) for message in items]
    return reply(request, Page[Message](items=filled, next=following))


async def _calls(service: Service, run_id: str, skip: int) -> AsyncIterator[Call]:
    """The calls of a run after the first ``skip``."""
    number = skip
    async for happened in events_of_types(service.journal, run_id, CALLS, skip):
        if isinstance(happened.event, CallAnswered):
            number += 1
            yield Call(number, happened.event, happened.at_us)


async def _messages(service: Service, run_id: str) -> AsyncIterator[Message]:
    messages = Messages(run_id)
    async for happened in events_of_types(service.journal, run_id, messages.types):
        for message in messages.of(happened):
            yield message


async def _tasks(service: Service, run_id: str) -> tuple[TaskView, ...]:
    return task_views(await service.explanations.of(run_id))


async def _filled(service: Service, message: Message) -> Message:
    """The message with its text, if its payload names a digest."""
    payload = dict(message.content.payload)
    text_digest = payload.pop("digest", None)
    if text_digest is None:
        return message
    text = await _text(service, str(text_digest))
    payload["text"] = f"{payload['text']}\n\n{text[:TEXT_CHARS]}".strip()
    payload["cut"] = len(text) > TEXT_CHARS
    content = message.content.model_copy(update={"payload": payload})
    return message.model_copy(update={"content": content})


async def _text(service: Service, text_digest: str) -> str:
    return (await _bytes(service, text_digest)).decode(errors="replace")


async def _bytes(service: Service, blob_digest: str) -> bytes:
    try:
        return await service.journal.blob(blob_digest)
    except JournalCorruptError:
        return b""  # deleted by retention, or lost; the rest of the run is still readable


def _json_or_text(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode(errors="replace")
