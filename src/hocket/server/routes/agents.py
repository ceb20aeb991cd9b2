"""Routes on agents: view, create, change, enable, disable and delete them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from pydantic import Field
from starlette.responses import Response

from hocket.app.defaults import default_sandbox
from hocket.app.roster import Listing, Source
from hocket.core.agent import AgentCard
from hocket.core.learned import TrackRecord
from hocket.core.noun import Noun, parse
from hocket.core.run import llm_of
from hocket.core.task import TypeName
from hocket.projections.moment import moment
from hocket.server.access import Caller, Need
from hocket.server.problems import Problem, documented
from hocket.server.replies import Items, Page, page_of, reply
from hocket.server.routes.parts import Cursor, Limit, Name, Route, Served
from hocket.server.service import Service

router = APIRouter(tags=["agents"], route_class=Route)

Reader = Annotated[Caller, Depends(Need("agent.read"))]
Editor = Annotated[Caller, Depends(Need("agent.edit"))]
RunReader = Annotated[Caller, Depends(Need("run.read"))]
SEARCHED_RUNS = 200


class PackView(Noun):
    """The contents of a pack, by name; the pack `hocket` comes with hocket."""

    name: str
    task_types: tuple[str, ...]
    checks: tuple[str, ...]
    tools: tuple[str, ...]
    agents: tuple[str, ...]


class AttemptCounts(Noun):
    """The number of an agent's attempts by outcome."""

    accepted: int
    corroborated: int
    unproven: int
    rejected: int
    failed: int


class AgentView(Noun):
    """An agent with its state and record."""

    name: str
    kind: str
    description: str
    types: dict[TypeName, float]
    capabilities: tuple[str, ...]
    instructions: str
    tools: tuple[str, ...]
    role: str
    capacity: int
    priority: int
    version: int
    enabled: bool
    source: Source
    busy: int
    record: AttemptCounts
    llm: str


class AgentEdit(Noun, defer_build=False):
    """The new definition of an agent."""

    description: str = Field(default="", max_length=2000)
    types: dict[TypeName, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    instructions: str = Field(default="", max_length=20_000)
    tools: tuple[str, ...] = ()
    role: str = Field(default="worker", max_length=64)
    capacity: int = Field(default=4, ge=1, le=1000)
    priority: int = Field(default=5, ge=0, le=10)


class AgentSwitch(Noun, defer_build=False):
    """Whether new runs may use the agent."""

    enabled: bool


class AttemptResult(Noun):
    """An attempt of an agent and its verdict."""

    run_id: str
    task_id: str
    attempt_id: str
    goal: str
    status: str
    verdict: str
    at: datetime


@router.get("/agents", responses=documented(), response_model=Items[AgentView])
async def list_agents(request: Request, service: Served, caller: Reader) -> Response:
    """List agents with their record over all runs."""
    llms = await service.hocket.llms()
    views = [
        _view(service, listing, llms) for listing in await service.hocket.profile.roster.listings()
    ]
    return reply(request, Items[AgentView](items=views))


@router.get("/packs", responses=documented(), response_model=Items[PackView])
async def list_packs(request: Request, service: Served, caller: Reader) -> Response:
    """List packs: the task types, checks, tools and agents available here."""
    sandbox = default_sandbox()
    views = [
        PackView(
            name=pack.name,
            task_types=tuple(kind.name for kind in pack.task_types),
            checks=tuple(kind.name for kind in pack.checks),
            tools=tuple(tool.name for tool in pack.all_tools(sandbox)),
            agents=tuple(agent.card.name for agent in pack.agents),
        )
        for pack in service.hocket.registry.packs
    ]
    return reply(request, Items[PackView](items=views))


@router.get("/agents/{name}", responses=documented(), response_model=AgentView)
async def get_agent(request: Request, service: Served, caller: Reader, name: Name) -> Response:
    """Get an agent; send its entity tag as If-Match to change it."""
    listing = await service.hocket.profile.roster.listing(name)
    return await _reply(request, service, listing)


@router.put(
    "/agents/{name}",
    responses={**documented(409, 412, 428), 201: {"model": AgentView}},
    response_model=AgentView,
)
async def put_agent(
    request: Request,
    service: Served,
    caller: Editor,
    name: Name,
    edit: AgentEdit,
    if_match: Annotated[str | None, Header(max_length=200)] = None,
    if_none_match: Annotated[str | None, Header(max_length=10)] = None,
) -> Response:
    """Create an agent (`If-None-Match: *`) or a new version of one (`If-Match` with its tag)."""
    roster = service.hocket.profile.roster
    current = {listing.card.name: listing for listing in await roster.listings()}.get(name)
    expected = _expected(current, if_match, if_none_match)
    kind = current.card.kind if current else "specialist"
    card = parse(AgentCard, {"name": name, "kind": kind, **edit.model_dump()}, what="agent")
    listing = await roster.edit(card, expected=expected)
    return await _reply(request, service, listing, 200 if current else 201)


@router.patch("/agents/{name}", responses=documented(), response_model=AgentView)
async def switch_agent(
    request: Request, service: Served, caller: Editor, name: Name, switch: AgentSwitch
) -> Response:
    """Enable or disable an agent for new runs."""
    listing = await service.hocket.profile.roster.switch(name, enabled=switch.enabled)
    return await _reply(request, service, listing)


@router.delete("/agents/{name}", status_code=204, responses=documented(), response_class=Response)
async def delete_agent(service: Served, caller: Editor, name: Name) -> Response:
    """Delete an agent that was created here; unfinished runs keep it."""
    await service.hocket.profile.roster.remove(name)
    return Response(status_code=204)


@router.get("/agents/{name}/versions", responses=documented(), response_model=Items[AgentView])
async def list_versions(request: Request, service: Served, caller: Reader, name: Name) -> Response:
    """List the versions of an agent, newest first."""
    listing = await service.hocket.profile.roster.listing(name)
    llms = await service.hocket.llms()
    cards = [listing.card, *reversed(listing.versions)]
    views = [_view(service, listing.model_copy(update={"card": c}), llms) for c in cards]
    return reply(request, Items[AgentView](items=views))


@router.get("/agents/{name}/results", responses=documented(), response_model=Page[AttemptResult])
async def list_results(
    request: Request,
    service: Served,
    caller: RunReader,
    name: Name,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Response:
    """List an agent's attempts in the newest two hundred runs, with their verdicts."""
    await service.hocket.profile.roster.listing(name)
    results = []
    count = 0
    async for run in service.catalogue.newest_first():
        count += 1
        if count > SEARCHED_RUNS:
            break
        explanation = await service.explanations.of(run.run_id)
        for task in explanation.tasks.values():
            results += [
                AttemptResult(
                    run_id=run.run_id,
                    task_id=task.task_id,
                    attempt_id=attempt.attempt_id,
                    goal=run.goal,
                    status=explanation.state.tasks[task.task_id].status,
                    verdict=attempt.review.verdict if attempt.review else "",
                    at=moment(attempt.began_us),
                )
                for attempt in reversed(task.attempts)
                if attempt.agent == name
            ]
    items, following = page_of(results, cursor, limit)
    return reply(request, Page[AttemptResult](items=items, next=following))


def _expected(current: Listing | None, if_match: str | None, if_none_match: str | None) -> int:
    """The version that the caller wants to replace; 0 for a new agent.

    Raises:
        Problem: 428 without a precondition; 412 if it does not hold.
    """
    if if_match is None and if_none_match is None:
        detail = (
            "Send If-Match with the entity tag of GET, or `If-None-Match: *` to create an agent"
        )
        raise Problem(428, "precondition_required", detail)
    if current is None:
        if if_match is not None:
            detail = "If-Match: this agent does not exist; send `If-None-Match: *` to create it"
            raise Problem(412, "changed", detail)
        return 0
    if if_none_match is not None or if_match not in ("*", _tag(current)):
        detail = f"The agent has changed (version {current.card.version}); get it again and repeat"
        raise Problem(412, "changed", detail, version=current.card.version)
    return current.card.version


def _tag(listing: Listing) -> str:
    return f'"{listing.card.name}-{listing.card.version}-{listing.enabled:d}"'


async def _reply(
    request: Request, service: Service, listing: Listing, status: int = 200
) -> Response:
    view = _view(service, listing, await service.hocket.llms())
    return reply(request, view, status=status, tag=_tag(listing))


def _view(service: Service, listing: Listing, llms: dict[str, str]) -> AgentView:
    card = listing.card
    record = service.experience.agents.get(card.name, TrackRecord())
    return AgentView(
        name=card.name,
        kind=card.kind,
        description=card.description,
        types=card.types,
        capabilities=card.capabilities,
        instructions=card.instructions,
        tools=card.tools,
        role=card.role,
        capacity=card.capacity,
        priority=card.priority,
        version=card.version,
        enabled=listing.enabled,
        source=listing.source or "own",
        busy=service.experience.busy(card.name),
        record=AttemptCounts(
            accepted=record.accepted,
            corroborated=record.corroborated,
            unproven=record.unproven,
            rejected=record.rejected,
            failed=record.failed,
        ),
        llm=llm_of(llms, card.role),
    )
