"""The route on estimates: what a goal would take, before it is run."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from hocket.app.estimates import estimates_here
from hocket.server.access import Caller, Need
from hocket.server.problems import documented
from hocket.server.replies import reply
from hocket.server.routes.parts import Route, Served
from hocket.server.routes.runs import Submission
from hocket.server.views.estimate import EstimatesView, estimates_view

router = APIRouter(tags=["runs"], route_class=Route)

Submitter = Annotated[Caller, Depends(Need("run.submit"))]


@router.post("/estimates", responses=documented(), response_model=EstimatesView)
async def estimate_run(
    request: Request, service: Served, caller: Submitter, submission: Submission
) -> Response:
    """What a goal would take, and cheaper ways to run it; starts nothing and asks no LLM."""
    made = await estimates_here(service.hocket, submission.goal, submission.plan, submission.llm)
    return reply(request, estimates_view(made))
