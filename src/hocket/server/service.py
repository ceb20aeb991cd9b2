"""The service: everything a server works with, opened together and closed in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.core import event as ev
from hocket.projections.catalogue import Catalogue
from hocket.server.audit import Audit
from hocket.server.hub import Hub
from hocket.server.keyring import Keyring
from hocket.server.operations import Operation, Operations
from hocket.server.stories import Stories
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from hocket.app.hocket import Hocket
    from hocket.config import ServerSettings

LOG = logging.getLogger("hocket.server")
EXPIRE_S = 600.0
KEEP_S, KEEP_AFTER = 60.0, 10_000
"""How often the server looks whether to write snapshots, and after how many records it does."""


@dataclass
class Service:
    """What routes and sockets work with.

    Attributes:
        hocket: Carries the runs; its store has keys, uploads and receipts too.
        bounds: How it listens and what it bounds.
        launch: The text that signs in whoever started the server; empty for none.
        watchers: Called when a run's line changed, when something was asked or answered, and
            when an operation moved on.
    """

    hocket: Hocket
    bounds: ServerSettings
    launch: str
    issuer: str
    watchers: list[Callable[[str, Any], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        hocket, clock = self.hocket, self.hocket.clock
        self.clock = clock
        self.journal, self.store = hocket.journal, hocket.store
        self.experience = hocket.learning.experience
        self.catalogue = Catalogue(hocket.journal, self._is_carried, self._folded)
        self.stories = Stories(hocket.journal, self.catalogue)
        self.keeper = hocket.learning.keeper
        self.hub = Hub(hocket.learning.follower, hocket.feed)
        self.keyring = Keyring(self.store, clock)
        self.tokens = Tokens(self.store, self.keyring, clock, self.issuer)
        self.audit = Audit(hocket.journal, clock)
        self.operations = Operations(hocket.llm, clock, self._moved, hocket.fetch)
        hocket.requests.takes_goals = True
        self.is_ready = False
        self.is_draining = False
        self.streams = 0
        self.group = asyncio.TaskGroup()
        self.beside: set[asyncio.Task[None]] = set()

    async def load(self) -> None:
        """Take in what was kept, then take up the runs that were interrupted."""
        await self.audit.load()
        await self.hocket.learning.open()
        if not await self.keeper.add(self.catalogue):
            await self.catalogue.skip_old()
        await self.hub.load()
        await self.hocket.take_up()
        self.is_ready = True

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Have something done beside; it ends with the service, a fault of it is only logged."""
        task = self.group.create_task(_logged(work))
        self.beside.add(task)
        task.add_done_callback(self.beside.discard)
        return task

    async def drain(self, seconds: float) -> None:
        """Begin nothing new; wait for calls under way, so that their answers are kept.

        What is still open then is in the journal and goes on when the server starts again.

        Args:
            seconds: How long at most.
        """
        self.is_draining = True
        self.hocket.engine.stop_taking_requests()
        self.hocket.traffic.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.hocket.traffic.drained()
        self.hub.close()

    def _is_carried(self, run_id: str) -> bool:
        return self.hocket.engine.loop(run_id) is not None

    def _folded(self, run_id: str, event: ev.Event) -> None:
        kind = "question" if isinstance(event, ev.Asked | ev.Answered) else "summary"
        for watcher in self.watchers:
            watcher(kind, run_id)

    def _moved(self, operation: Operation) -> None:
        for watcher in self.watchers:
            watcher("operation", operation)


@asynccontextmanager
async def serving(
    hocket: Hocket, bounds: ServerSettings, *, launch: str = "", issuer: str = ""
) -> AsyncIterator[Service]:
    """A service at work, from the first look at the journal until the block ends.

    Args:
        hocket: Open, with ``resume=False``: runs are taken up here, once all else is loaded.
        bounds: How it listens and what it bounds.
        launch: Signs in whoever started the server.
        issuer: Of tokens; an id of this installation.
    """
    service = Service(hocket, bounds, launch, issuer or "hocket")
    await service.load()
    async with service.group as group:
        tasks = [
            group.create_task(service.hub.follow(), name="hub"),
            group.create_task(service.operations.run(), name="operations"),
            group.create_task(_expire(service), name="expire"),
            group.create_task(_keep(service), name="keep"),
        ]
        try:
            yield service
        finally:
            service.hub.close()
            for task in (*tasks, *service.beside):
                task.cancel()
    await service.keeper.save()


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        LOG.exception("something beside a request failed")


async def _expire(service: Service) -> None:
    while True:
        await service.clock.sleep(EXPIRE_S)
        await service.store.expire(service.clock.now_us())


async def _keep(service: Service) -> None:
    """Write snapshots while runs go on, so that a kill costs little at the next start."""
    while True:
        await service.clock.sleep(KEEP_S)
        await service.keeper.save(KEEP_AFTER)
