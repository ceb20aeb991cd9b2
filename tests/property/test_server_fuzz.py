"""The whole OpenAPI document, fuzzed against a real server."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hocket.app.registry import Registry
from hocket.server.application import api_of
from live_server import live

if TYPE_CHECKING:
    from pathlib import Path

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
ENDLESS = ("/api/v1/stream",)
"""Endless streams, which other tests read."""


class Background:
    """A server in a thread of its own, since the fuzzer calls it from outside any loop."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self.url = self.key = ""

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with live(self._home, builtin=True) as server:
            _, self.key = await server.service.keyring.create("fuzz", "admin")
            self.url = server.url
            self._ready.set()
            await self._stop.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Background(tmp_path_factory.mktemp("fuzz")) as background:
        key = {"Authorization": f"Bearer {background.key}"}
        goal = {"goal": {"text": "something to find"}, "plan": "single"}
        created = httpx.post(f"{background.url}/api/v1/runs", headers=key, json=goal)
        assert created.status_code == 201
        yield background


def document() -> dict:
    """The document as the server gives it; routes need no more of a service to be described."""
    nobody: Any = SimpleNamespace(hocket=SimpleNamespace(registry=Registry()))
    return api_of(nobody).openapi()


SCHEMA = schemathesis.openapi.from_dict(document()).exclude(path=list(ENDLESS))
OPERATIONS = {
    f"{operation.ok().method.upper()} {operation.ok().path}": operation.ok()
    for operation in SCHEMA.get_all_operations()
}
FUZZ = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("signed_in", [True, False], ids=["with a key", "without a key"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_has_no_server_error_and_only_documented_responses(server, name, *, signed_in):
    operation = OPERATIONS[name]
    headers = {"Authorization": f"Bearer {server.key}"} if signed_in else {}
    with requests.Session() as session:

        @FUZZ
        @given(case=operation.as_strategy())
        def attack(case):
            answer = case.call(base_url=server.url, headers=headers, session=session, timeout=20)
            case.validate_response(answer, checks=list(CHECKS))

        attack()
