"""Routes on approvals: questions to a person, and their answers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from hocket.app.inbox import Reply, place_of
from hocket.app.inbox import answer as answer_question
from hocket.errors import JournalCorruptError
from hocket.server.access import Caller, Need
from hocket.server.problems import documented, not_found
from hocket.server.replies import Page, page_of, reply
from hocket.server.routes.parts import Cursor, Limit, Route, Served
from hocket.server.service import Service
from hocket.server.views.approval import Approval, approvals_of

router = APIRouter(tags=["approvals"], route_class=Route)

Reader = Annotated[Caller, Depends(Need("approval.read"))]
Answerer = Annotated[Caller, Depends(Need("approval.answer"))]
QuestionId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9_.~-]{1,260}$", examples=["run-20261121-101500-1a2b3c~plan"])
]


@router.get("/approvals", responses=documented(), response_model=Page[Approval])
async def list_approvals(
    request: Request,
    service: Served,
    caller: Reader,
    state: Annotated[Literal["open", "answered", "withdrawn", "all"], Query()] = "open",
    run_id: Annotated[str | None, Query(max_length=120)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List approvals, those of the newest run first."""
    approvals = []
    for asking_id in await _asking(service, run_id):
        explanation = await service.explanations.of(asking_id)
        approvals += [a for a in approvals_of(explanation) if state in ("all", a.state)]
    items, following = page_of(approvals, cursor, limit)
    filled = [await with_draft(service, item) for item in items]
    return reply(request, Page[Approval](items=filled, next=following))


@router.get("/approvals/{question_id}", responses=documented(), response_model=Approval)
async def get_approval(
    request: Request, service: Served, caller: Reader, question_id: QuestionId
) -> Response:
    """Get an approval, with the draft that you may edit."""
    return reply(request, await _approval(service, question_id))


@router.post(
    "/approvals/{question_id}/answer", responses=documented(409, 507), response_model=Approval
)
async def answer_approval(
    request: Request, service: Served, caller: Answerer, question_id: QuestionId, answer: Reply
) -> Response:
    """Answer an approval, once; its run continues if a process executes it."""
    await _approval(service, question_id)
    hocket = service.hocket
    await answer_question(hocket.engine, hocket.registry, question_id, answer, caller.subject)
    await service.hub.catch_up()
    return reply(request, await _approval(service, question_id))


async def with_draft(service: Service, approval: Approval) -> Approval:
    """The approval with the text of its draft in place of the digest."""
    if approval.draft is None:
        return approval
    try:
        text = (await service.journal.blob(approval.draft)).decode(errors="replace")
    except JournalCorruptError:
        text = ""
    return approval.model_copy(update={"draft": text})


async def _asking(service: Service, run_id: str | None) -> list[str]:
    """The runs that asked a question; a given run is read however old it is."""
    if run_id is None:
        return await service.catalogue.asking_runs()
    return [run_id] if await service.catalogue.find(run_id) is not None else []


async def _approval(service: Service, question_id: str) -> Approval:
    run_id, _ = place_of(question_id)
    for approval in approvals_of(await service.explanations.of(run_id)):
        if approval.question_id == question_id:
            return await with_draft(service, approval)
    raise not_found("approval", question_id, "approvals")
