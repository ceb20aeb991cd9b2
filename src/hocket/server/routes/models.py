"""Routes on models: list, load, unload, download and test them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field
from starlette.responses import Response

from hocket.app.hosts import listing_of
from hocket.app.passports import Passports, subject_of, this_machine
from hocket.app.refusals import forget_refused, refused_parts
from hocket.app.spare_time import refuse_at_work
from hocket.core.learned import Speed
from hocket.core.noun import Noun
from hocket.llm.passport.passport import Machine, Passport
from hocket.llm.passport.scoring import PassportCard, card_of
from hocket.llm.passport.suite import SUITE
from hocket.ports.llm import LlmInfo
from hocket.projections.moment import moment_or_none
from hocket.server.access import Caller, Need
from hocket.server.capacity import refuse_while_draining
from hocket.server.operations import Operation, OperationKind
from hocket.server.problems import documented, not_found
from hocket.server.replies import Items, reply
from hocket.server.routes.parts import ID, Route, Served
from hocket.server.service import Service
from hocket.server.views.host import HostView, LeftOut, host_view

router = APIRouter(tags=["models"], route_class=Route)

Reader = Annotated[Caller, Depends(Need("model.read"))]
Manager = Annotated[Caller, Depends(Need("model.manage"))]
Tester = Annotated[Caller, Depends(Need("model.test"))]
OperationId = Annotated[str, Path(pattern=ID, examples=["operation-20261121-101500-1a2b3c"])]


class ModelView(Noun):
    """An LLM of a host, with its speed and calls over all runs.

    `digest` is what its passport belongs to: that of its weights, or one of its name.
    `memory_bytes` is what it takes while it is loaded; 0 if unknown.
    """

    name: str
    digest: str
    adapter: str
    size_bytes: int
    context_tokens: int
    loaded: bool
    memory_bytes: int
    can_chat: bool
    can_embed: bool
    details: dict[str, str]
    roles: tuple[str, ...]
    tokens_per_s: float | None
    calls: int


class ModelList(Noun):
    """All LLMs of all hosts."""

    items: tuple[ModelView, ...]
    hosts: tuple[HostView, ...]


class PassportView(Noun):
    """What an LLM has shown that it can do, on a kind of machine.

    `here`: whether that is the kind of this machine, and the probes are those of this release. Then
    it is the passport of the model that has this `digest`.
    """

    model: str
    digest: str
    here: bool
    machine: Machine
    remark: str
    tested_at: datetime | None
    card: PassportCard


class ModelRequest(Noun, defer_build=False):
    """The model to load, unload or download."""

    model: str = Field(min_length=1, max_length=200, examples=["ollama:qwen3:8b"])


class TestRequest(ModelRequest, defer_build=False):
    """The model to test, and how."""

    quick: bool = Field(default=False, description="only the short form, of about a minute")
    again: bool = Field(default=False, description="take all of it again, also what is known")


@router.get("/models", responses=documented(), response_model=ModelList)
async def list_models(request: Request, service: Served, caller: Reader) -> Response:
    """List the models of all hosts, and the roles that use them."""
    llms = await service.hocket.llms()
    refused = await refused_parts(service.hocket.settings)
    views: list[ModelView] = []
    hosts: list[HostView] = []
    for name, host in service.hocket.hosts().items():
        listing = await listing_of(host)
        hosts.append(host_view(name, listing, refused))
        views += [_view(service, name, info, llms) for info in listing.llms]
    return reply(request, ModelList(items=tuple(views), hosts=tuple(hosts)))


@router.get("/models/passports", responses=documented(), response_model=Items[PassportView])
async def list_passports(request: Request, service: Served, caller: Reader) -> Response:
    """List the passports: what each tested model can do, and how fast it is."""
    passports = await Passports(service.hocket.store, service.clock).all()
    machine = await this_machine()
    views = [_passport(passport, machine) for passport in passports]
    return reply(request, Items[PassportView](items=views))


@router.post("/models/load", status_code=202, responses=documented(), response_model=Operation)
async def load_model(
    request: Request, service: Served, caller: Manager, body: ModelRequest
) -> Response:
    """Load a model into memory."""
    return _start(request, service, "load", body)


@router.post("/models/unload", status_code=202, responses=documented(), response_model=Operation)
async def unload_model(
    request: Request, service: Served, caller: Manager, body: ModelRequest
) -> Response:
    """Unload a model from memory."""
    return _start(request, service, "unload", body)


@router.post("/models/pull", status_code=202, responses=documented(), response_model=Operation)
async def pull_model(
    request: Request, service: Served, caller: Manager, body: ModelRequest
) -> Response:
    """Download a model."""
    return _start(request, service, "pull", body)


@router.post("/models/test", status_code=202, responses=documented(409), response_model=Operation)
async def test_model(
    request: Request, service: Served, caller: Tester, body: TestRequest
) -> Response:
    """Test what a model can do on this machine, one at a time; the results are its passport.

    Not while runs or calls are in progress. When some come during the test, they go first, and it
    goes on afterwards, also when the server is started again.
    """
    refuse_while_draining(service)
    listed = await service.directory.get(body.model)
    refuse_at_work(service.hocket, listed.name)

    operation = await service.model_tests.begin(listed.name, quick=body.quick, again=body.again)
    return _begun(request, operation)


@router.post("/models/forget", responses=documented(), response_model=LeftOut)
async def forget_refusals(
    request: Request, service: Served, caller: Manager, body: ModelRequest
) -> Response:
    """Forget which parts of requests a model refused, so that they are sent again."""
    parts = await forget_refused(service.hocket.settings, body.model)
    return reply(request, LeftOut(model=body.model, parts=parts))


@router.get("/operations", responses=documented(), response_model=Items[Operation])
async def list_operations(request: Request, service: Served, caller: Reader) -> Response:
    """List operations in progress and recent ones, newest first."""
    return reply(request, Items[Operation](items=service.operations.all()))


@router.get("/operations/{operation_id}", responses=documented(), response_model=Operation)
async def get_operation(
    request: Request,
    service: Served,
    caller: Reader,
    operation_id: OperationId,
) -> Response:
    """Get an operation."""
    operation = service.operations.get(operation_id)
    if operation is None:
        raise not_found("operation", operation_id, "operations")
    return reply(request, operation)


@router.post("/operations/{operation_id}/stop", responses=documented(409), response_model=Operation)
async def stop_operation(
    request: Request, service: Served, caller: Tester, operation_id: OperationId
) -> Response:
    """Stop a test; a later one goes on where it stopped."""
    operation = await service.model_tests.stop(operation_id)
    if operation is None:
        raise not_found("operation", operation_id, "operations")
    return reply(request, operation)


def _passport(passport: Passport, machine: Machine) -> PassportView:
    last_us = max((result.at_us for result in passport.results), default=None)
    return PassportView(
        model=passport.subject.llm,
        digest=passport.subject.digest,
        here=passport.suite == SUITE and passport.machine.fingerprint == machine.fingerprint,
        machine=passport.machine,
        remark=passport.subject.remark,
        tested_at=moment_or_none(last_us),
        card=card_of(passport),
    )


def _start(request: Request, service: Service, kind: OperationKind, body: ModelRequest) -> Response:
    return _begun(request, service.operations.begin(kind, body.model))


def _begun(request: Request, operation: Operation) -> Response:
    headers = {"Location": f"/api/v1/operations/{operation.operation_id}"}
    return reply(request, operation, status=202, headers=headers)


def _view(service: Service, host: str, info: LlmInfo, llms: dict[str, str]) -> ModelView:
    # A host that is passed in, such as a fake, has LLM names without a prefix.
    name = f"{host}:{info.name}" if service.hocket.has_own_hosts else info.name
    speed = service.experience.llms.get(name, Speed())
    return ModelView(
        name=name,
        digest=subject_of(name, info).digest,
        adapter=info.adapter,
        size_bytes=info.size_bytes,
        context_tokens=info.context_tokens,
        loaded=info.loaded,
        memory_bytes=info.memory_bytes,
        can_chat=info.can_chat,
        can_embed=info.can_embed,
        details=dict(info.details),
        roles=tuple(sorted(role for role, llm in llms.items() if llm == name)),
        tokens_per_s=round(speed.tokens / speed.seconds, 1) if speed.seconds else None,
        calls=speed.calls,
    )
