"""Routes on the server: settings, schemas, version, health."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from hocket.app.hosts import gate_of
from hocket.app.profile import Preferences
from hocket.core import published
from hocket.core.noun import Noun
from hocket.server.access import Caller, Need
from hocket.server.problems import Problem, documented
from hocket.server.replies import Items, reply
from hocket.server.routes.parts import Route, Served
from hocket.server.service import Service

VERSION = version("hocket")

router = APIRouter(tags=["system"], route_class=Route)
open_router = APIRouter(tags=["system"], route_class=Route)

SettingsReader = Annotated[Caller, Depends(Need("settings.read"))]
SettingsEditor = Annotated[Caller, Depends(Need("settings.edit"))]
SchemaReader = Annotated[Caller, Depends(Need("schema.read"))]


class SettingsView(Preferences):
    """The defaults of new goals, and the server's settings."""

    llm: str
    llms: dict[str, str]
    hosts: tuple[str, ...]
    home: str
    retain_bytes: int
    parallel: int
    opinions: bool


class SettingsEdit(Noun, defer_build=False):
    """New defaults of goals; omitted fields keep their value."""

    limits: dict[str, Any] | None = None
    consent: dict[str, Any] | None = None


class Version(Noun):
    """The version of hocket and of its API."""

    version: str
    api: str = "v1"


class Health(Noun):
    """The status of the server: `alive` or `ready`."""

    status: str


@router.get("/settings", responses=documented(), response_model=SettingsView)
async def get_settings(request: Request, service: Served, caller: SettingsReader) -> Response:
    """Get the current settings, without secrets."""
    return reply(request, await _view(service))


@router.patch("/settings", responses=documented(), response_model=SettingsView)
async def patch_settings(
    request: Request, service: Served, caller: SettingsEditor, edit: SettingsEdit
) -> Response:
    """Change the defaults of new goals."""
    await service.hocket.profile.prefer(limits=edit.limits, consent=edit.consent)
    return reply(request, await _view(service))


@router.get("/schemas", responses=documented(), response_model=Items[str])
async def list_schemas(request: Request, caller: SchemaReader) -> Response:
    """List the names of the published JSON Schemas."""
    return reply(request, Items[str](items=list(published.names())))


@router.get("/schemas/{name}", responses=documented(), response_model=dict[str, Any])
async def get_schema(
    request: Request,
    service: Served,
    caller: SchemaReader,
    name: Annotated[str, Path(pattern=r"^[a-z]{1,40}$", examples=["task"])],
) -> Response:
    """Get a published JSON Schema."""
    return reply(request, await asyncio.to_thread(service.hocket.registry.schema, name))


@open_router.get("/version", responses=documented(), response_model=Version)
async def get_version(request: Request) -> Response:
    """Get the version of hocket."""
    return reply(request, Version(version=VERSION))


@open_router.get("/health", responses=documented(), response_model=Health)
async def get_health(request: Request) -> Response:
    """Check that the server is alive."""
    return reply(request, Health(status="alive"))


@open_router.get("/ready", responses=documented(), response_model=Health)
async def get_ready(request: Request, service: Served) -> Response:
    """Check whether the server accepts new work."""
    if not service.is_ready or service.is_draining:
        raise Problem(503, "not_ready", "The server is starting or stopping; try again in a moment")
    return reply(request, Health(status="ready"))


async def _view(service: Service) -> SettingsView:
    settings = service.hocket.settings
    preferences = await service.hocket.profile.preferences()
    gate = gate_of(settings)
    return SettingsView(
        limits=preferences.limits,
        consent=preferences.consent,
        llm=settings.llm,
        llms=await service.hocket.llms(),
        hosts=tuple(sorted({"127.0.0.1", "localhost", *gate.allowed})),
        home=str(settings.home),
        retain_bytes=settings.retain_bytes,
        parallel=settings.slots,
        opinions=settings.opinions,
    )
