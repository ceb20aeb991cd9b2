"""Memory that processes share: none loads beside its own what others have taken."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket.adapters.system.claims import Claims
from hocket.app.neighbours import SharedMemory
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.testing import FakeClock
from resident_host import SIZES, Host, request_to

CAPACITY = 12
LLMS = ("small", "other", "large")
PROCESSES = 3

CALLS = st.lists(st.tuples(st.integers(0, PROCESSES - 1), st.sampled_from(LLMS)), max_size=20)


class World:
    """Processes that share one memory; each has a host of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.hosts = [Host() for _ in range(PROCESSES)]
        self.processes = [self._process(host) for host in self.hosts]

    def _process(self, host: Host) -> ScheduledLlm:
        commons = SharedMemory(self.folder)
        return ScheduledLlm(host, self.clock, 2, capacity_bytes=CAPACITY, commons=commons)

    def taken(self, number: int) -> int:
        return sum(held.size_bytes for held in self.hosts[number].memory.values())

    def is_kept(self, number: int) -> bool:
        """Whether all fit, or the process has no more than the one that it cannot do without."""
        total = sum(map(self.taken, range(PROCESSES)))
        return total <= CAPACITY or len(self.hosts[number].memory) <= 1

    async def claimed(self) -> list[int]:
        """What each process says that it takes, the least first."""
        others = await asyncio.to_thread(Claims(self.folder).exchange, lambda own, _: own)
        return sorted(claim.memory_bytes for claim in others)

    async def ask(self, number: int, llm: str) -> None:
        await self.processes[number].complete(request_to(llm))

    async def kill(self, number: int) -> None:
        """End a process as the system does: its locks are released, and its memory is free."""
        await self.processes[number].close()
        self.hosts[number] = Host()
        self.processes[number] = self._process(self.hosts[number])


def run(act) -> None:
    async def main() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await act(World(Path(folder)))

    asyncio.run(main())


@settings(max_examples=30)
@given(CALLS, st.integers(0, 19), st.integers(0, PROCESSES - 1))
def test_process_has_several_llms_only_if_those_of_all_fit_and_says_what_it_has(
    calls, killed_at, killed
):
    async def act(world: World) -> None:
        for at, (number, llm) in enumerate(calls):
            await world.ask(number, llm)
            await world.clock.sleep(2)
            assert llm in world.hosts[number].memory
            assert world.is_kept(number)
            held = sorted(filter(None, map(world.taken, range(PROCESSES))))
            assert await world.claimed() == held, "all that is taken is claimed, and no more"
            if at == killed_at:
                await world.kill(killed)

    run(act)


@settings(max_examples=30)
@given(CALLS)
def test_of_calls_at_once_all_are_answered_and_the_memory_is_kept_once_each_has_looked(calls):
    async def act(world: World) -> None:
        async with asyncio.timeout(30), asyncio.TaskGroup() as group:
            for number, llm in calls:
                group.create_task(world.ask(number, llm))
        await world.clock.sleep(2)
        for number, host in enumerate(world.hosts):
            if host.memory:
                await world.ask(number, next(iter(host.memory)))
        assert all(map(world.is_kept, range(PROCESSES)))

    run(act)


def test_memory_of_a_process_that_has_ended_is_free_for_the_others():
    async def act(world: World) -> None:
        await world.ask(0, "large")
        await world.ask(1, "large")
        await world.ask(1, "small")
        assert list(world.hosts[1].memory) == ["small"], "others have what it would need for both"
        await world.kill(0)
        await world.ask(1, "large")
        assert set(world.hosts[1].memory) == {"small", "large"}
        assert await world.claimed() == [SIZES["small"] + SIZES["large"]]

    run(act)
