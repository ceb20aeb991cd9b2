"""Routes on agents: see, make, change, switch and remove them."""

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
from hocket.server.routes.parts import Cursor, Limit, Name, Served
from hocket.server.service import Service

router = APIRouter(tags=["agents"])

Reader = Annotated[Caller, Depends(Need("agent.read"))]
Editor = Annotated[Caller, Depends(Need("agent.edit"))]
RunReader = Annotated[Caller, Depends(Need("run.read"))]
SHOWN_RUNS = 200


class PackView(Noun):
    """What a pack brings, by name; `hocket` is what comes with hocket."""

    name: str
    task_types: tuple[str, ...]
    checks: tuple[str, ...]
    tools: tuple[str, ...]
    agents: tuple[str, ...]


class Fared(Noun):
    """What came of an agent's attempts."""

    accepted: int
    unproven: int
    rejected: int
    failed: int


class AgentView(Noun):
    """An agent with how it stands."""

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
    record: Fared
    llm: str


class AgentEdit(Noun, defer_build=False):
    """What an agent is to be from now on."""

    description: str = Field(default="", max_length=2000)
    types: dict[TypeName, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    instructions: str = Field(default="", max_length=20_000)
    tools: tuple[str, ...] = ()
    role: str = Field(default="worker", max_length=64)
    capacity: int = Field(default=4, ge=1, le=1000)
    priority: int = Field(default=5, ge=0, le=10)


class Switch(Noun, defer_build=False):
    """Whether new runs are offered it."""

    enabled: bool


class AttemptResult(Noun):
    """An attempt of an agent's and what came of it."""

    run_id: str
    task_id: str
    attempt_id: str
    goal: str
    status: str
    verdict: str
    at: datetime


@router.get("/agents", responses=documented(), response_model=Items[AgentView])
async def list_agents(request: Request, service: Served, caller: Reader) -> Response:
    """The agents by name, with their record over all runs."""
    llms = await service.hocket.llms()
    views = [
        _view(service, listing, llms) for listing in await service.hocket.profile.roster.listings()
    ]
    return reply(request, Items[AgentView](items=views))


@router.get("/packs", responses=documented(), response_model=Items[PackView])
async def list_packs(request: Request, service: Served, caller: Reader) -> Response:
    """What goals, plans and agents may name here."""
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
    """One agent; its entity tag is asked for when it is changed."""
    listing = await service.hocket.profile.roster.listing(name)
    return await _told(request, service, listing)


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
    """Make an agent (`If-None-Match: *`) or a new version of one (`If-Match` with its tag)."""
    roster = service.hocket.profile.roster
    known = {listing.card.name: listing for listing in await roster.listings()}.get(name)
    expected = _expected(known, if_match, if_none_match)
    kind = known.card.kind if known else "specialist"
    card = parse(AgentCard, {"name": name, "kind": kind, **edit.model_dump()}, what="agent")
    listing = await roster.edit(card, expected=expected)
    return await _told(request, service, listing, 200 if known else 201)


@router.patch("/agents/{name}", responses=documented(), response_model=AgentView)
async def switch_agent(
    request: Request, service: Served, caller: Editor, name: Name, switch: Switch
) -> Response:
    """Offer an agent to new runs, or not."""
    listing = await service.hocket.profile.roster.switch(name, enabled=switch.enabled)
    return await _told(request, service, listing)


@router.delete("/agents/{name}", status_code=204, responses=documented(), response_class=Response)
async def delete_agent(service: Served, caller: Editor, name: Name) -> Response:
    """Remove an agent that was made here; its unfinished runs go on."""
    await service.hocket.profile.roster.remove(name)
    return Response(status_code=204)


@router.get("/agents/{name}/versions", responses=documented(), response_model=Items[AgentView])
async def list_versions(request: Request, service: Served, caller: Reader, name: Name) -> Response:
    """Every version of an agent, the newest first."""
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
    """What came of an agent's attempts in the newest two hundred runs."""
    await service.hocket.profile.roster.listing(name)
    found = []
    count = 0
    async for run in service.catalogue.newest_first():
        count += 1
        if count > SHOWN_RUNS:
            break
        story = await service.stories.of(run.run_id)
        for task in story.tasks.values():
            found += [
                AttemptResult(
                    run_id=run.run_id,
                    task_id=task.task_id,
                    attempt_id=attempt.attempt_id,
                    goal=run.goal,
                    status=story.state.tasks[task.task_id].status,
                    verdict=attempt.review.verdict if attempt.review else "",
                    at=moment(attempt.began_us),
                )
                for attempt in reversed(task.attempts)
                if attempt.agent == name
            ]
    items, following = page_of(found, cursor, limit)
    return reply(request, Page[AttemptResult](items=items, next=following))


def _expected(known: Listing | None, if_match: str | None, if_none_match: str | None) -> int:
    """The version that the caller knows.

    Raises:
        Problem: 428, no If-Match header; 412, the version is another.
    """
    if if_match is None and if_none_match is None:
        detail = "Send If-Match with the entity tag of GET, or `If-None-Match: *` to make a new one"
        raise Problem(428, "precondition_required", detail)
    if known is None:
        if if_match is not None:
            raise Problem(412, "changed", "If-Match: there is no such agent (any more)")
        return 0
    if if_none_match is not None or if_match not in ("*", _tag(known)):
        detail = f"The agent was changed meanwhile (version {known.card.version}); read it again"
        raise Problem(412, "changed", detail, version=known.card.version)
    return known.card.version


def _tag(listing: Listing) -> str:
    return f'"{listing.card.name}-{listing.card.version}-{listing.enabled:d}"'


async def _told(
    request: Request, service: Service, listing: Listing, status: int = 200
) -> Response:
    view = _view(service, listing, await service.hocket.llms())
    return reply(request, view, status=status, tag=_tag(listing))


def _view(service: Service, listing: Listing, llms: dict[str, str]) -> AgentView:
    card = listing.card
    fared = service.experience.agents.get(card.name, TrackRecord())
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
        record=Fared(
            accepted=fared.accepted,
            unproven=fared.unproven,
            rejected=fared.rejected,
            failed=fared.failed,
        ),
        llm=llm_of(llms, card.role),
    )
