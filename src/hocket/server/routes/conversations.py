"""Routes on conversations: talk to an agent, or turn a message into a run."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field
from starlette.responses import Response

from hocket.app.conversation import ConversationRecord, ConversationReply
from hocket.app.conversation import say as say_to
from hocket.core.message import Conversation, Message
from hocket.core.noun import Noun
from hocket.projections.moment import moment
from hocket.server.access import Caller, Need
from hocket.server.capacity import refuse_while_draining
from hocket.server.problems import documented
from hocket.server.replies import Page, page_of, reply
from hocket.server.routes.parts import ID, Cursor, Limit, Route, Served

router = APIRouter(tags=["conversations"], route_class=Route)

Speaker = Annotated[Caller, Depends(Need("conversation.use"))]
ConversationId = Annotated[str, Path(pattern=ID, examples=["session-20261121-101500-1a2b3c4d5e"])]


class ConversationSummary(Noun):
    """A conversation in a list."""

    conversation_id: str
    agent: str
    title: str
    started_at: datetime
    last_at: datetime
    messages: int


class ConversationRequest(Noun, defer_build=False):
    """The agent to talk to."""

    agent: str = Field(min_length=1, max_length=64, examples=["analytical"])


class MessageRequest(Noun, defer_build=False):
    """A message to the agent."""

    text: str = Field(min_length=1, max_length=100_000)
    as_run: bool = Field(
        default=False, description="submit the message as a goal, and return its run"
    )


@router.get("/conversations", responses=documented(), response_model=Page[ConversationSummary])
async def list_conversations(
    request: Request, service: Served, caller: Speaker, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """List conversations, newest first."""
    records = await service.hocket.conversations.all()
    items, following = page_of(records, cursor, limit)
    summaries = [_summary(record) for record in items]
    return reply(request, Page[ConversationSummary](items=summaries, next=following))


@router.post(
    "/conversations", status_code=201, responses=documented(507), response_model=ConversationSummary
)
async def open_conversation(
    request: Request, service: Served, caller: Speaker, body: ConversationRequest
) -> Response:
    """Start a conversation with an agent."""
    record = await service.hocket.conversations.open(body.agent)
    headers = {"Location": f"/api/v1/conversations/{record.conversation_id}"}
    return reply(request, _summary(record), status=201, headers=headers)


@router.get("/conversations/{conversation_id}", responses=documented(), response_model=Conversation)
async def get_conversation(
    request: Request, service: Served, caller: Speaker, conversation_id: ConversationId
) -> Response:
    """Get a conversation with all its messages, as its published schema describes."""
    record = await service.hocket.conversations.read(conversation_id)
    return reply(request, record.document())


@router.get(
    "/conversations/{conversation_id}/messages",
    responses=documented(),
    response_model=Page[Message],
)
async def list_said(
    request: Request,
    service: Served,
    caller: Speaker,
    conversation_id: ConversationId,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """List the messages of a conversation, oldest first."""
    record = await service.hocket.conversations.read(conversation_id)
    items, following = page_of(record.messages, cursor, limit)
    return reply(request, Page[Message](items=items, next=following))


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=201,
    responses=documented(409, 507),
    response_model=ConversationReply,
)
async def say(
    request: Request,
    service: Served,
    caller: Speaker,
    conversation_id: ConversationId,
    body: MessageRequest,
) -> Response:
    """Send a message; responds with the agent's answer, or at once with the run it became."""
    refuse_while_draining(service)
    result = await say_to(
        service.hocket.conversations, conversation_id, body.text, as_run=body.as_run
    )
    return reply(request, result, status=201)


def _summary(record: ConversationRecord) -> ConversationSummary:
    return ConversationSummary(
        conversation_id=record.conversation_id,
        agent=record.card.name,
        title=record.title,
        started_at=moment(record.started_us),
        last_at=moment(record.last_us),
        messages=len(record.messages),
    )
