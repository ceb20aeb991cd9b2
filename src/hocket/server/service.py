"""The service: the parts of a server, opened together and closed in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.app.directory import Directory
from hocket.app.parking import Parking
from hocket.core import event as ev
from hocket.projections.catalogue import Catalogue
from hocket.server.audit import Audit
from hocket.server.explanations import Explanations
from hocket.server.hub import Hub
from hocket.server.keyring import Keyring
from hocket.server.model_tests import ModelTests
from hocket.server.operations import Operation, Operations
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from hocket.app.hocket import Hocket
    from hocket.config import ServerSettings
    from hocket.ports.journal import Record

LOG = logging.getLogger("hocket.server")
EXPIRE_S = 600.0
SNAPSHOT_S, SNAPSHOT_RECORDS = 60.0, 10_000
"""How often the server considers a snapshot, and the number of new records that makes it due."""


@dataclass
class Service:
    """The state and dependencies of routes and sockets.

    Attributes:
        hocket: Executes the runs; its store also holds keys, uploads and receipts.
        bounds: Address and limits of the server.
        launch: Token that signs in as the owner of this machine; empty for none.
        issuer: Issuer of tokens; an id of this installation.
        watchers: Called when a run's summary changes, when a question is asked or answered, and
            when an operation progresses.
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
        self.catalogue = Catalogue(
            hocket.journal,
            self._is_active,
            self._folded,
            follower=hocket.learning.follower,
        )
        self.explanations = Explanations(
            hocket.journal, hocket.store, self.catalogue, self._changed
        )
        self.keeper = hocket.learning.keeper
        self.hub = Hub(hocket.learning.follower, hocket.feed)
        self.directory = Directory(hocket)
        self.keyring = Keyring(self.store, clock)
        self.tokens = Tokens(self.store, self.keyring, clock, self.issuer)
        self.audit = Audit(hocket.journal, clock)
        self.operations = Operations(hocket.llm, clock, self._progressed, hocket.fetch)
        self.model_tests = ModelTests(hocket, self.directory, self.operations)
        hocket.requests.takes_goals = True
        self.parking = Parking(hocket.engine, clock, self.spawn)
        self.is_ready = False
        self.is_draining = False
        self.streams = 0
        self.group = asyncio.TaskGroup()
        self.spawned: set[asyncio.Task[None]] = set()

    async def load(self) -> None:
        """Restore the stored state, then resume interrupted runs."""
        await self.audit.load()
        await self.hocket.learning.open()
        if not await self.keeper.add(self.catalogue):
            await self.catalogue.skip_old()
        await self.hub.load()
        await self.hocket.take_up()
        self.is_ready = True

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a task that ends with the service; its exceptions are only logged."""
        task = self.group.create_task(_logged(work))
        self.spawned.add(task)
        task.add_done_callback(self.spawned.discard)
        return task

    async def drain(self, seconds: float) -> None:
        """Accept no new work and wait for calls in progress, so that their answers are journaled.

        Work that is still open then resumes when the server starts again.

        Args:
            seconds: Maximum time to wait.
        """
        self.is_draining = True
        await self.hocket.engine.stop_taking_requests()
        self.hocket.traffic.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.hocket.traffic.drained()
        self.hub.close()

    def _is_active(self, run_id: str) -> bool:
        return self.hocket.engine.loop(run_id) is not None

    def _folded(self, record: Record, event: ev.Event) -> None:
        self.explanations.follow(record)
        kind = "question" if isinstance(event, ev.Asked | ev.Answered) else "summary"
        if not self.hub.is_behind:  # else it is of the past
            self._changed(record.run_id, kind)

    def _changed(self, run_id: str, kind: str = "summary") -> None:
        for watcher in self.watchers:
            watcher(kind, run_id)

    def _progressed(self, operation: Operation) -> None:
        for watcher in self.watchers:
            watcher("operation", operation)


@asynccontextmanager
async def serving(
    hocket: Hocket, bounds: ServerSettings, *, launch: str = "", issuer: str = ""
) -> AsyncIterator[Service]:
    """A loaded service with its tasks running, until the block ends.

    Args:
        hocket: Open, with ``resume=False``: the service resumes runs once it has loaded.
        bounds: Address and limits of the server.
        launch: Token that signs in as the owner of this machine; empty for none.
        issuer: Issuer of tokens; an id of this installation.
    """
    service = Service(hocket, bounds, launch, issuer or "hocket")
    await service.load()
    async with service.group as group:
        tasks = [
            group.create_task(service.hub.follow(), name="hub"),
            group.create_task(service.operations.run(), name="operations"),
            group.create_task(_read_ahead(service), name="explanations"),
            group.create_task(_expire(service), name="expire"),
            group.create_task(_snapshot(service), name="snapshot"),
        ]
        service.spawn(service.model_tests.resume())
        try:
            yield service
        finally:
            service.hub.close()
            for task in (*tasks, *service.spawned):
                task.cancel()
    await service.keeper.save()


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        LOG.exception("background task failed")


async def _read_ahead(service: Service) -> None:
    await service.hub.caught_up.wait()  # what lists need comes first
    await service.explanations.run()


async def _expire(service: Service) -> None:
    while True:
        await service.clock.sleep(EXPIRE_S)
        await service.store.expire(service.clock.now_us())


async def _snapshot(service: Service) -> None:
    """Write snapshots while runs proceed, so that a start after a kill is fast."""
    while True:
        await service.clock.sleep(SNAPSHOT_S)
        await service.keeper.save(SNAPSHOT_RECORDS)
