"""Other processes of hocket on this machine: what they do, and whose turn it is to measure.

Runs wait for nobody. A test of LLMs begins when no other process has a run, a call or a test in
progress, and gives way to runs that come; it waits no longer than the settings say, and then goes
on all the same. So no two processes wait for each other, and a killed one holds nobody up.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from hocket.adapters.system.claims import Claims
from hocket.core.claim import Job
from hocket.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from hocket.core.claim import Claim
    from hocket.ports.clock import Clock

LOG = logging.getLogger("hocket.neighbours")

LOOK_S = 1.0
"""How often it is looked whether the machine is free, and whether others need it."""

WAITS = "waits for "
"""How the words begin that say whom a test waits for."""


class _Exchanges:
    """Changes one claim of this process, as far as the folder of all can be used.

    Args:
        folder: Where the claims are; None if this process sees none and is not seen.
    """

    def __init__(self, folder: Path | None) -> None:
        self._claims = Claims(folder) if folder is not None else None
        self._is_warned = False

    async def close(self) -> None:
        """Say nothing any more."""
        if self._claims is not None:
            await asyncio.to_thread(self._claims.close)

    async def exchange(
        self, change: Callable[[Claim, Sequence[Claim]], Claim]
    ) -> tuple[Claim, ...]:
        """What the others say; nothing where their folder cannot be used, which is logged once."""
        if self._claims is None:
            return ()
        try:
            return await asyncio.to_thread(partial(self._claims.exchange, change))
        except UnavailableError as error:
            if not self._is_warned:
                LOG.warning("other processes of hocket are not seen: %s", error.message)
            self._is_warned = True
            return ()


class SharedMemory(_Exchanges):
    """Implements ``Commons`` among the processes of one user on this machine."""

    async def claim(self, size_bytes: int) -> int:
        """See ``Commons``; 0 where the others cannot be seen."""
        others = await self.exchange(
            lambda own, _: own.model_copy(update={"memory_bytes": size_bytes})
        )
        return sum(other.memory_bytes for other in others)


class Neighbours(_Exchanges):
    """This process among the others.

    Args:
        folder: Where their claims are; None if this process sees none and is not seen.
        clock: The time.
    """

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        super().__init__(folder)
        self._clock = clock

    async def say_runs(self, what: str) -> None:
        """Say that runs or calls are in progress here; empty for none."""
        job = self._job(what) if what else None
        await self.exchange(lambda own, _: own.model_copy(update={"runs": job}))

    async def at_work(self) -> tuple[Claim, ...]:
        """The others that have runs, calls or a test in progress."""
        others = await self.exchange(lambda own, _: own)
        return tuple(claim for claim in others if claim.job is not None)

    async def begin_test(self, what: str, *, anyway: bool = False) -> tuple[Claim, ...]:
        """Say that a test is in progress here, unless others are at work.

        Args:
            what: The test, in words.
            anyway: Also if they are.

        Returns:
            Those at work, for which the test has to wait; none if it may begin.
        """
        job = self._job(what)
        found: tuple[Claim, ...] = ()

        def begun(own: Claim, others: Sequence[Claim]) -> Claim:
            nonlocal found
            found = () if anyway else tuple(o for o in others if o.job is not None)
            return own if found else own.model_copy(update={"test": job})

        await self.exchange(begun)
        return found

    async def end_test(self) -> None:
        """Say that no test is in progress here."""
        await self.exchange(lambda own, _: own.model_copy(update={"test": None}))

    def _job(self, what: str) -> Job:
        return Job(what=what[:300], since_us=max(0, self._clock.now_us()))


class Turn:
    """When the tests of one command, or of one request to a server, may have the machine.

    Args:
        neighbours: The other processes.
        clock: The time.
        most_wait_s: How long all of its tests wait for others in sum.
    """

    def __init__(self, neighbours: Neighbours, clock: Clock, most_wait_s: float) -> None:
        self._neighbours = neighbours
        self._clock = clock
        self._left_s = most_wait_s

    @asynccontextmanager
    async def taken(self, llm: str, tell: Callable[[str], None]) -> AsyncIterator[None]:
        """Within the block, others know that the LLM is tested here.

        It begins when no other process is at work, or when all waiting is used up.

        Args:
            llm: Its whole name.
            tell: Called with whom it waits for, whenever that changes.
        """
        told = ""
        try:
            while others := await self._neighbours.begin_test(
                f"{llm} is being tested", anyway=self._left_s <= 0
            ):
                words = waiting_for(others)
                if words != told:
                    told = words
                    tell(words)
                await self._wait()
            yield
        finally:
            await self._neighbours.end_test()

    async def called(self) -> None:
        """Return when another process has runs or calls that go first."""
        while True:
            await self._clock.sleep(LOOK_S)
            if self._left_s > 0 and any(o.runs for o in await self._neighbours.at_work()):
                return

    async def others(self) -> int:
        """How many other processes are at work now."""
        return len(await self._neighbours.at_work())

    async def _wait(self) -> None:
        part_s = min(LOOK_S, self._left_s)
        await self._clock.sleep(part_s)
        self._left_s -= part_s


def waiting_for(others: Sequence[Claim]) -> str:
    """Whom a test waits for, in words."""
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    return f"{WAITS}{others[0].words()}{more}"
