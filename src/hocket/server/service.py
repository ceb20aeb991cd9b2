"""The service: everything a server works with, opened together and closed in order."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.app.hosts import hosts_of
from hocket.core import event as ev
from hocket.errors import InvalidInputError
from hocket.projections.catalogue import Catalogue
from hocket.projections.explanation import Explanation, explain
from hocket.server.audit import Audit
from hocket.server.hub import Hub
from hocket.server.keyring import Keyring
from hocket.server.operations import Operation, Operations
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from pathlib import Path

    from hocket.app.hocket import Hocket
    from hocket.config import ServerSettings
    from hocket.ports.llm import OnProgress
    from hocket.server.access import Principal

LOG = logging.getLogger("hocket.server")
STORIES = 64
EXPIRE_S = 600.0
KEEP_S, KEEP_AFTER = 60.0, 10_000
"""How often the server looks whether to write snapshots, and after how many records it does."""

LAUNCH_FILE = "serve.token"


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
        self.keeper = hocket.learning.keeper
        self.hub = Hub(hocket.learning.follower, hocket.feed)
        self.keyring = Keyring(self.store, clock)
        self.tokens = Tokens(self.store, self.keyring, clock, self.issuer)
        self.audit = Audit(hocket.journal, clock)
        self.operations = Operations(hocket.llm, clock, self._moved, self._pull)
        hocket.requests.takes_goals = True
        self.is_ready = False
        self.is_draining = False
        self.streams = 0
        self.group = asyncio.TaskGroup()
        self.beside: set[asyncio.Task[None]] = set()
        self._stories: OrderedDict[tuple[str, int], Explanation] = OrderedDict()

    async def load(self) -> None:
        """Take in what was kept, then take up the runs that were interrupted."""
        await self.audit.load()
        await self.hocket.learning.open()
        if not await self.keeper.add(self.catalogue):
            await self.catalogue.skip_old()
        await self.hub.load()
        for run_id in await self.hocket.engine.unfinished():
            with suppress(InvalidInputError):
                await self.hocket.engine.resume(run_id)
        self.is_ready = True

    async def story(self, run_id: str, at: int | None = None) -> Explanation:
        """A run's story up to an event; told once while nothing is added.

        Raises:
            InvalidInputError: There is no such run or event.
        """
        entry = await self.catalogue.find(run_id)
        if entry is None:
            return await explain(self.journal, run_id, at)
        key = (run_id, at or entry.last_seq)
        known = self._stories.get(key)
        if known is not None:
            self._stories.move_to_end(key)
            return known
        told = await explain(self.journal, run_id, at)
        if told.seq == key[1]:
            self._stories[key] = told
            if len(self._stories) > STORIES:
                self._stories.popitem(last=False)
        return told

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Have something done beside; it ends with the service, a fault of it is only logged."""
        task = self.group.create_task(_logged(work))
        self.beside.add(task)
        task.add_done_callback(self.beside.discard)
        return task

    def standing(self, principal: Principal) -> Callable[[], Awaitable[bool]]:
        """Tells, whenever it is called, whether a key or token that was good still is."""

        async def is_good() -> bool:
            key_id, token_id = principal.key_id, principal.token_id
            if token_id is not None and await self.tokens.is_revoked(token_id):
                return False
            return key_id is None or await self.keyring.of_id(key_id) is not None

        return is_good

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

    async def _pull(self, model: str, progress: OnProgress) -> None:
        """Fetch a model that is not here; on hosts of its own, which may fetch."""
        if self.hocket.has_own_hosts:
            hosts = hosts_of(self.hocket.settings, fetch=True)
            host, _, name = model.partition(":")
            if host not in hosts:
                there = ", ".join(hosts)
                message = f"model: there is no host {host!r}; use one of {there}, then `:name`"
                raise InvalidInputError(message, host=host)
            try:
                await hosts[host].load(name, progress)
            finally:
                for other in hosts.values():
                    await other.close()
        else:
            await self.hocket.llm.load(model, progress)


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


def launch_token(home: Path) -> str:
    """The text that signs in whoever can read the user's files; made once, mode 0600."""
    path = home / LAUNCH_FILE
    home.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if known:
        return known
    # Written aside and moved in whole: a kill in between leaves none rather than an empty one.
    aside = home / f"{LAUNCH_FILE}.{secrets.token_hex(4)}"
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(32), encoding="ascii")
    aside.replace(path)
    return path.read_text(encoding="ascii").strip()
