"""A real server on loopback in the test's own loop: sockets, guard, journal as users have."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import httpx
import socketio
import uvicorn

from hocket import Agent, Hocket
from hocket.config import ServerSettings, Settings
from hocket.server.application import application
from hocket.server.connection import BoundedHttp
from hocket.server.installation import launch_token
from hocket.server.listener import Listener, bind
from hocket.server.service import Service, serving
from hocket.testing import ScriptedLlm

if TYPE_CHECKING:
    from pathlib import Path

BOUNDS = ServerSettings(port=0, rate_per_s=5000, burst=10_000, anonymous_per_s=1000)


@dataclass
class Live:
    """A server that listens."""

    service: Service
    url: str
    launch: str
    listener: Listener

    @asynccontextmanager
    async def client(self, role: str | None = "admin", agent: str | None = None):
        """A client with a key of a role; without a key for None."""
        headers = {}
        if role is not None:
            _, secret = await self.service.keyring.create(role, role, agent=agent)
            headers["Authorization"] = f"Bearer {secret}"
        async with httpx.AsyncClient(base_url=self.url, headers=headers, timeout=20) as client:
            yield client


@asynccontextmanager
async def socket_client():
    """A Socket.IO client whose connections are always closed."""
    async with aiohttp.ClientSession() as session:
        io = socketio.AsyncClient(reconnection=False, http_session=session)
        try:
            yield io
        finally:
            if io.connected:
                await io.disconnect()


async def answer(assignment, _):
    return f"did {assignment.task.task_id}"


@asynccontextmanager
async def live(
    home: Path,
    *agents: Agent,
    llm=None,
    bounds: ServerSettings = BOUNDS,
    builtin: bool = False,
    packs=(),
    settings: Settings | None = None,
    http: type[BoundedHttp] = BoundedHttp,
):
    """A server over the journal in this folder; with settings it asks their hosts."""
    if settings is None:
        settings = Settings(home=home, cache=home / "cache", server=bounds)
        llm = llm or ScriptedLlm(lambda _: "said")
    offered = agents or (Agent("worker", work=answer),)
    launch = launch_token(home)
    async with (
        Hocket(
            offered,
            builtin=builtin,
            packs=packs,
            journal=settings.journal,
            settings=settings,
            llm=llm,
            resume=False,
        ) as hocket,
        serving(hocket, bounds, launch=launch) as service,
    ):
        bound = bind("127.0.0.1", 0)
        config = uvicorn.Config(
            application(service),
            http=http,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        listener = Listener(config)
        async with asyncio.TaskGroup() as group:
            serving_task = group.create_task(listener.serve(sockets=[bound]))
            while not listener.started:
                await asyncio.sleep(0.005)
            url = f"http://127.0.0.1:{bound.getsockname()[1]}"
            try:
                yield Live(service, url, launch, listener)
            finally:
                service.hub.close()
                listener.should_exit = True
                await serving_task
        bound.close()


async def over(client: httpx.AsyncClient, run_id: str) -> dict:
    """A run once it is over."""
    async with asyncio.timeout(20):
        while True:
            run = (await client.get(f"/api/v1/runs/{run_id}")).json()
            if run["ended_at"]:
                return run
            await asyncio.sleep(0.02)


async def until(client: httpx.AsyncClient, path: str, count: int = 1) -> list[dict]:
    """The items of a list, once it has this many."""
    async with asyncio.timeout(20):
        while len(items := (await client.get(path)).json()["items"]) < count:
            await asyncio.sleep(0.02)
    return items


class ReadsCounted:
    """A journal that writes down which runs were read."""

    def __init__(self, journal) -> None:
        self._journal = journal
        self.reads: list[str] = []

    def __getattr__(self, name):
        return getattr(self._journal, name)

    async def read(self, run_id, after_seq=0, limit=None):
        self.reads.append(run_id)
        return await self._journal.read(run_id, after_seq, limit)
