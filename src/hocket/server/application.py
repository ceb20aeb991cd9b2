"""The ASGI application: routes, web app and sockets behind the middleware."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.routing import APIRoute

from hocket.server import problems
from hocket.server.access import Need
from hocket.server.facades.errors import VendorErrors
from hocket.server.guard import COOKIE, Guard
from hocket.server.problems import ProblemDocument, problem_of
from hocket.server.receipts import HEADER, IDEMPOTENCY_KEY, Receipts
from hocket.server.routes import (
    account,
    agents,
    anthropic,
    approvals,
    conversations,
    estimates,
    files,
    journal,
    models,
    ollama,
    openai,
    page,
    runs,
    steering,
    system,
    tasks,
)
from hocket.server.sockets import Sockets

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hocket.server.service import Service

PREFIX = "/api/v1"
ROUTERS = (
    runs.router,
    estimates.router,
    steering.router,
    files.router,
    tasks.router,
    approvals.router,
    journal.router,
    agents.router,
    models.router,
    conversations.router,
    account.router,
    system.router,
    system.open_router,
)

EXPOSED = ("ETag", "Idempotency-Replayed", "Retry-After")
"""Headers of responses that pages of other origins may read."""

FACADES = (openai.router, ollama.router, anthropic.router)
"""The APIs of others, at their own paths and without the prefix of hocket's."""


def application(service: Service) -> ASGIApp:
    """The complete ASGI application.

    Args:
        service: A loaded service.
    """
    app = api_of(service)
    sockets = Sockets(service)
    inner = Receipts(sockets.around(app), store=service.store, clock=service.clock)
    guarded: ASGIApp = Guard(
        inner,
        settings=service.bounds,
        keyring=service.keyring,
        tokens=service.tokens,
        audit=service.audit,
        clock=service.clock,
    )
    if service.bounds.origins:
        guarded = CORSMiddleware(
            guarded,
            allow_origins=sorted(service.bounds.origins),
            allow_methods=["*"],
            # Clients of vendors send headers of their own, and others with each release.
            allow_headers=["*"],
            expose_headers=EXPOSED,
        )
    return VendorErrors(Faults(guarded))


def api_of(service: Service) -> FastAPI:
    """The routes without middleware; ``application`` adds it."""
    app = FastAPI(
        title="hocket",
        version=version("hocket"),
        summary="Goals, runs, tasks, agents and approvals.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    app.state.service = service
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.include_router(system.open_router, include_in_schema=False)
    for router in FACADES:
        app.include_router(router)
    app.include_router(page.router)
    app.openapi = lambda: _document(app, service)  # type: ignore[method-assign]
    return app


class Faults:
    """Middleware that turns unexpected exceptions into problem documents."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if scope["type"] != "http":
                raise
            if not started:
                await problem_of(error).response(scope["path"])(scope, receive, send)


def _operation_id(route: APIRoute) -> str:
    return route.name


def _document(app: FastAPI, service: Service) -> dict[str, Any]:
    """The OpenAPI document, with security schemes and the permission of each route."""
    if app.openapi_schema is None:
        registry = service.hocket.registry
        document = registry.narrowed(FastAPI.openapi(app), "components", "schemas")
        components = document.setdefault("components", {})
        components.setdefault("schemas", {})["ProblemDocument"] = (
            ProblemDocument.model_json_schema()
        )
        components["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer", "description": "an API key or a token"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        }
        # Our own routers: what an application makes of them is FastAPI's affair.
        for router in ROUTERS:
            for route in router.routes:
                if isinstance(route, APIRoute) and route.include_in_schema:
                    _describe(document, route)
        app.openapi_schema = document
    return app.openapi_schema


def _describe(document: dict[str, Any], route: APIRoute) -> None:
    needs = [d.call for d in route.dependant.dependencies if isinstance(d.call, Need)]
    for method in route.methods or ():
        operation = document["paths"][PREFIX + route.path][method.lower()]
        if needs:
            operation["security"] = [{"key": []}, {"cookie": []}]
            operation["x-permission"] = needs[0].permission
        if method == "POST" and needs:
            _add_idempotency_key(operation)


def _add_idempotency_key(operation: dict[str, Any]) -> None:
    """Document the Idempotency-Key that every POST accepts."""
    parameters = operation.setdefault("parameters", [])
    if any(p["name"].lower() == HEADER for p in parameters):
        return
    schema = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"}
    parameters.append(
        {
            "name": "Idempotency-Key",
            "in": "header",
            "description": IDEMPOTENCY_KEY,
            "schema": schema,
        }
    )
