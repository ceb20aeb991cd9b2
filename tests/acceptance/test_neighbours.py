"""Tests of LLMs beside other processes: they wait, say for whom, give way, and are marked."""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import asynccontextmanager

from hocket.adapters.memory.store import MemoryStore
from hocket.app.examiners import Examiners
from hocket.app.neighbours import WAITS, Neighbours, Turn
from hocket.app.passports import Passports
from hocket.app.spare_time import examine_in_spare_time
from hocket.errors import SandboxUnavailableError
from hocket.llm.passport.scoring import card_of
from hocket.llm.passport.suite import probes
from hocket.ports.llm import LlmInfo
from hocket.testing import FakeClock, ScriptedLlm

INFO = LlmInfo("one", "fake", size_bytes=7, context_tokens=3000, digest="a" * 64)
ALL_CALLS = len(probes(quick=True)) + 2


class NoSandbox:
    async def run_python(self, *_, **__):
        message = "this machine has no sandbox"
        raise SandboxUnavailableError(message)


class Visited(ScriptedLlm):
    """At the call of a number, a neighbour begins a run; the call itself is never answered."""

    def __init__(self, neighbour: Neighbours, held: int) -> None:
        super().__init__(lambda _: "yes", names=("fake:one",), context_tokens=3000)
        self._neighbour, self._held = neighbour, held

    async def complete(self, request, on_text=None):
        answer = await super().complete(request, on_text)
        if len(self.requests) == self._held:
            await self._neighbour.say_runs("run run-1 is in progress")
            await asyncio.Event().wait()
        return answer


class Beside:
    """A test of an LLM in this process, beside a neighbour that says what the test wants."""

    def __init__(self, folder, most_wait_s: float, held: int = 0) -> None:
        self.clock = FakeClock()
        self.neighbour = Neighbours(folder, self.clock)
        self.turn = Turn(Neighbours(folder, self.clock), self.clock, most_wait_s)
        self.llm = Visited(self.neighbour, held)
        self.open, self.told = 0, []

    @asynccontextmanager
    async def host(self, _llm, _slots, _window):
        self.open += 1
        try:
            yield self.llm
        finally:
            self.open -= 1

    async def passport(self):
        kept = Passports(MemoryStore(), self.clock)
        return await examine_in_spare_time(
            "fake:one",
            INFO,
            Examiners(self.host, kept, NoSandbox(), self.clock),
            self.turn,
            quick=True,
            again=False,
            on_probe=lambda _done, _total, probe: self.told.append(probe),
        )


async def test_test_waits_for_a_neighbour_at_work_and_says_for_whom(tmp_path):
    tested = Beside(tmp_path, most_wait_s=1e9)
    await tested.neighbour.say_runs("run run-1 is in progress")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(tested.passport())
        while not tested.told:
            await asyncio.sleep(0.01)
        assert re.fullmatch(
            rf"{WAITS}process {os.getpid()} \(.+; run run-1 is in progress, since .+ UTC\)",
            tested.told[0],
        )
        assert not tested.llm.requests
        await tested.neighbour.say_runs("")
    card = card_of(task.result())
    assert len([words for words in tested.told if words.startswith(WAITS)]) == 1
    assert not card.others
    assert await tested.neighbour.at_work() == (), "the test has said that it is over"


async def test_test_waits_no_longer_than_it_may_and_its_measurements_are_marked(tmp_path):
    tested = Beside(tmp_path, most_wait_s=30)
    await tested.neighbour.say_runs("run run-1 is in progress")
    before_us = tested.clock.now_us()
    card = card_of(await tested.passport())
    assert (card.others, card.speeds[0].busy) == (True, True)
    assert card.probes == len(probes(quick=True)) + 2
    assert tested.clock.now_us() - before_us >= 30e6
    assert sum(words.startswith(WAITS) for words in tested.told) == 1
    assert card_of(await tested.passport()).others
    assert sum(words.startswith(WAITS) for words in tested.told) == 1, (
        "all tests of a command wait so long in sum"
    )


async def test_two_tests_are_not_at_once(tmp_path):
    both = [Beside(tmp_path, most_wait_s=1e9) for _ in range(2)]
    most = 0

    async def watched():
        nonlocal most
        while True:
            most = max(most, sum(tested.open for tested in both))
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        watch = group.create_task(watched())
        tasks = [group.create_task(tested.passport()) for tested in both]
        await asyncio.wait(tasks)
        watch.cancel()
    assert most == 1
    assert [card_of(task.result()).others for task in tasks] == [False, False]


async def test_run_of_a_neighbour_goes_before_a_test_which_goes_on_after_it(tmp_path):
    tested = Beside(tmp_path, most_wait_s=1e9, held=6)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(tested.passport())
        while not any(words.startswith(WAITS) for words in tested.told):
            await asyncio.sleep(0.01)
        assert tested.open == 0, "its memory is free"
        assert len(tested.llm.requests) == 6
        await tested.neighbour.say_runs("")
    assert card_of(task.result()).probes == ALL_CALLS
    assert len(tested.llm.requests) == ALL_CALLS + 1, "only the probe in progress is asked again"
