"""Anthropic's API over hocket's models: answer messages, count tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from hocket.adapters.system.ids import new_id
from hocket.app.orchestra import is_orchestra
from hocket.server.access import Caller, Need
from hocket.server.facades.anthropic.messages import (
    CountForm,
    MessageForm,
    chat_of,
    counted_chat,
    message_body,
)
from hocket.server.facades.anthropic.stream import BlockWriter
from hocket.server.facades.calls import chat_work, counted_tokens, with_pictures
from hocket.server.facades.delivery import Streamed, Whole, json_response
from hocket.server.facades.forms import read_form
from hocket.server.routes.parts import Served

router = APIRouter(prefix="/v1", include_in_schema=False)

User = Annotated[Caller, Depends(Need("model.use"))]


@router.post("/messages")
async def create_message(request: Request, service: Served, caller: User) -> Response:
    """Answer a conversation, whole or as a stream."""
    form = await read_form(request, MessageForm, with_pictures(service))
    work = await chat_work(service, caller, request, chat_of(form))
    call_id = new_id("msg_")
    # What happens in a run is shown unasked: nothing else would show for minutes.
    shown = form.shows_thoughts or is_orchestra(form.model)
    if form.stream:
        writer = BlockWriter(call_id, form.model, shows_thoughts=shown)
        return Streamed(work, writer, service.bounds.silence_s)
    return Whole(work, lambda answer: message_body(answer, call_id, shows_thoughts=shown))


@router.post("/messages/count_tokens")
async def count_tokens(request: Request, service: Served, caller: User) -> Response:
    """Count the tokens of a prompt: exactly if the host can, else at least as many as it has."""
    form = await read_form(request, CountForm, with_pictures(service))
    count = await counted_tokens(service, counted_chat(form))
    return json_response({"input_tokens": count})
