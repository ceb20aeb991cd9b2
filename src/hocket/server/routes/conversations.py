"""Routes on conversations: talk to an agent, or let what one says become a run."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field
from starlette.responses import Response

from hocket.app.conversation import Said, Talk
from hocket.app.conversation import say as say_to
from hocket.core.message import Conversation, Message
from hocket.core.noun import Noun
from hocket.projections.moment import moment
from hocket.server.access import Caller, Need
from hocket.server.problems import documented
from hocket.server.replies import Page, page_of, reply
from hocket.server.routes.parts import ID, Cursor, Limit, Served, refuse_while_draining

router = APIRouter(tags=["conversations"])

Speaker = Annotated[Caller, Depends(Need("conversation.use"))]
ConversationId = Annotated[str, Path(pattern=ID, examples=["session-20261121-101500-1a2b3c4d5e"])]


class ConversationLine(Noun):
    """A conversation in a list."""

    conversation_id: str
    agent: str
    title: str
    started_at: datetime
    last_at: datetime
    messages: int


class Opening(Noun, defer_build=False):
    """Whom to talk to."""

    agent: str = Field(min_length=1, max_length=64, examples=["analytical"])


class Saying(Noun, defer_build=False):
    """What is said."""

    text: str = Field(min_length=1, max_length=100_000)
    as_run: bool = Field(default=False, description="make it a goal, and answer with its run")


@router.get("/conversations", responses=documented(), response_model=Page[ConversationLine])
async def list_conversations(
    request: Request, service: Served, caller: Speaker, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """All conversations, the newest first."""
    talks = await service.hocket.conversations.all()
    items, following = page_of(talks, cursor, limit)
    lines = [_line(talk) for talk in items]
    return reply(request, Page[ConversationLine](items=lines, next=following))


@router.post(
    "/conversations", status_code=201, responses=documented(507), response_model=ConversationLine
)
async def open_conversation(
    request: Request, service: Served, caller: Speaker, opening: Opening
) -> Response:
    """Begin one with an agent."""
    talk = await service.hocket.conversations.open(opening.agent)
    headers = {"Location": f"/api/v1/conversations/{talk.conversation_id}"}
    return reply(request, _line(talk), status=201, headers=headers)


@router.get("/conversations/{conversation_id}", responses=documented(), response_model=Conversation)
async def get_conversation(
    request: Request, service: Served, caller: Speaker, conversation_id: ConversationId
) -> Response:
    """One with all its messages, in the published form."""
    talk = await service.hocket.conversations.read(conversation_id)
    return reply(request, talk.document())


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
    """Its messages, oldest first."""
    talk = await service.hocket.conversations.read(conversation_id)
    items, following = page_of(talk.messages, cursor, limit)
    return reply(request, Page[Message](items=items, next=following))


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=201,
    responses=documented(409, 507),
    response_model=Said,
)
async def say(
    request: Request,
    service: Served,
    caller: Speaker,
    conversation_id: ConversationId,
    saying: Saying,
) -> Response:
    """Say something; answers when the agent has, or at once where it became a run."""
    refuse_while_draining(service)
    said = await say_to(
        service.hocket.conversations, conversation_id, saying.text, as_run=saying.as_run
    )
    return reply(request, said, status=201)


def _line(talk: Talk) -> ConversationLine:
    return ConversationLine(
        conversation_id=talk.conversation_id,
        agent=talk.card.name,
        title=talk.title,
        started_at=moment(talk.started_us),
        last_at=moment(talk.last_us),
        messages=len(talk.messages),
    )
