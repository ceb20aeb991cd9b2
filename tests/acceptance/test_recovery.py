"""Runs resumed after a crash, by the same and by other processes; no file is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hocket import Agent, Hocket, tool
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.core.event import EffectSettled
from hocket.errors import InvalidInputError
from hocket.ports.journal import Request
from hocket.ports.llm import ChatMessage
from hocket.testing import MemoryJournal, ScriptedLlm

if TYPE_CHECKING:
    from pathlib import Path


def hocket_of(work, journal, *, name: str = "worker", tools=()) -> Hocket:
    llm = ScriptedLlm(lambda r: f"said {r.messages[-1].content}")
    agents = [Agent(name, work=work, tools=tools, builtin=["write_file"])]
    return Hocket(agents, builtin=False, llm=llm, journal=journal)


async def left_behind(work, journal, entered: asyncio.Event, **options) -> None:
    async with hocket_of(work, journal, **options) as hocket:
        await hocket.submit("go", plan="single", run_id="run-1")
        await entered.wait()


async def test_run_with_an_unknown_agent_is_refused_and_left_unchanged():
    journal, entered = MemoryJournal(), asyncio.Event()

    async def stuck(_, __):
        entered.set()
        await asyncio.Event().wait()

    await left_behind(stuck, journal, entered, name="mine")
    async with hocket_of(stuck, journal, name="other") as hocket:
        with pytest.raises(InvalidInputError, match="needs mine, which is not registered here"):
            await hocket.resume("run-1")
        assert await hocket.engine.unfinished() == ["run-1"]


async def test_agent_that_diverges_after_a_crash_fails_that_attempt_only():
    journal, entered = MemoryJournal(), asyncio.Event()
    calls = []

    async def fickle(assignment, bench):
        calls.append(assignment.attempt_id)
        answer = await bench.ask([ChatMessage("user", f"question {len(calls)}")])
        if len(calls) == 1:
            entered.set()
            await asyncio.Event().wait()
        return answer.text

    await left_behind(fickle, journal, entered)
    async with hocket_of(fickle, journal) as hocket:
        done = await hocket.resume("run-1")
    assert done.status == "reached"
    assert calls == ["t1#1", "t1#1", "t1#2"]


async def test_file_of_a_tool_before_the_crash_survives_the_pruning_of_old_runs(
    tmp_path: Path,
):
    entered = asyncio.Event()
    calls = []

    async def work(_, bench):
        calls.append(1)
        await bench.use("write_file", {"path": "a.txt", "content": "precious"})
        if len(calls) == 1:
            entered.set()
            await asyncio.Event().wait()
        return (await bench.read("a.txt")).decode()

    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    await left_behind(work, journal, entered)
    await journal.close()
    journal = await SqliteJournal.open(path, retain_bytes=0)
    async with hocket_of(work, journal) as hocket:
        assert (await hocket.resume("run-1")).text == "precious"
    await journal.close()


async def test_run_that_is_not_in_progress_is_cancelled_by_the_journals_holder():
    journal, entered = MemoryJournal(), asyncio.Event()

    async def stuck(_, __):
        entered.set()
        await asyncio.Event().wait()

    await left_behind(stuck, journal, entered)
    async with hocket_of(stuck, journal) as hocket:
        await journal.ask(Request("run-1", "cancel", "me"))
        for request in await journal.requests():
            await hocket.engine.cancel(request.run_id, request.body)
        async with asyncio.timeout(5):
            assert (await hocket.engine.completion_of("run-1")).status == "cancelled"


@pytest.mark.parametrize(("verdict", "times"), [("done", 1), ("not_done", 2), (None, 1)])
async def test_effect_in_progress_at_a_crash_is_repeated_only_if_a_person_decides_so(
    tmp_path, verdict, times
):
    paid, entered = [], asyncio.Event()

    @tool
    async def pay(amount: int) -> str:
        """Pay."""
        paid.append(amount)
        if len(paid) == 1:
            entered.set()
            await asyncio.Event().wait()
        return "paid"

    async def work(_, bench):
        return (await bench.use("pay", {"amount": 7})).text

    crashed = MemoryJournal()
    await left_behind(work, crashed, entered, tools=[pay])
    # As after a SIGKILL: an intent without a receipt or a settlement.
    journal = MemoryJournal()
    for record in await crashed.read("run-1"):
        event = record.entry.event()
        if type(event).__name__ != "EffectDoubtful":
            await journal.append("run-1", len(await journal.read("run-1")), [record.entry])
    journal._blobs = crashed._blobs
    async with hocket_of(work, journal, tools=[pay]) as hocket:
        if verdict is not None:
            loop = hocket.loop("run-1")
            await loop.load()
            (doubt,) = loop.doubts()
            settlement = EffectSettled(
                attempt_id=doubt.attempt_id, ordinal=doubt.ordinal, verdict=verdict
            )
            await loop.commit([settlement])
        done = await hocket.resume("run-1")
    assert len(paid) == times
    assert bool(done.state.doubtful) is (verdict is None)


async def test_unfinished_runs_of_a_journal_are_resumed_when_it_is_opened(tmp_path: Path):
    entered, go = asyncio.Event(), asyncio.Event()

    async def work(_, bench):
        answer = await bench.ask([ChatMessage("user", "x")])
        entered.set()
        await go.wait()
        return answer.text

    path = tmp_path / "runs.db"
    async with hocket_of(work, path) as hocket:
        await hocket.submit("go", plan="single", run_id="run-1")
        await entered.wait()
    go.set()
    async with hocket_of(work, path) as hocket:
        state = await hocket.engine.completion_of("run-1")
        assert (await hocket.finished(state)).text == "said x"
        assert await hocket.engine.unfinished() == []
