"""Runs that are cancelled, wait for a slot, or outlive their Hocket."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Plan
from hocket.ports.llm import ChatMessage
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of, names, task


async def test_cancelled_run_frees_its_slot_at_once():
    llm = ScriptedLlm(lambda _: "x", latency_s=3600)
    entered = asyncio.Event()

    async def work(assignment, bench):
        if assignment.goal == "long":
            entered.set()
            await bench.ask([ChatMessage("user", "x")])
        return "short"

    async with hocket_of(agent(work), llm=llm, attempts=1) as hocket:
        run_id, end = await hocket.submit("long", plan="single")
        await entered.wait()
        short = asyncio.ensure_future(hocket.run("short", plan="single"))
        await asyncio.sleep(0)
        await hocket.engine.cancel(run_id, "me")
        async with asyncio.timeout(5):
            assert (await end).status == "cancelled"
            assert (await short).text == "short"


async def test_more_urgent_tasks_get_the_slot_first():
    order = []

    async def work(assignment, _):
        order.append(assignment.task.priority)
        await asyncio.sleep(0)
        return "x"

    plan = Plan(tasks=tuple(task(f"t{n}", priority=n) for n in (0, 3, 10, 5)))
    async with hocket_of(agent(work), attempts=1) as hocket:
        await hocket.run("go", plan=plan)
    assert order == [0, 10, 5, 3], "the first was there before the others waited"


async def test_caller_that_is_cancelled_cancels_its_run():
    entered = asyncio.Event()

    async def work(_, __):
        entered.set()
        await asyncio.Event().wait()

    async with hocket_of(agent(work)) as hocket:
        waiting = asyncio.ensure_future(hocket.run("go", plan="single", run_id="run-1"))
        await entered.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert names(await events_of(hocket, "run-1"))[-1] == "GoalCancelled"


async def test_run_left_by_a_closed_hocket_is_resumed_without_repeating_calls():
    journal = MemoryJournal()
    calls = []
    stuck = asyncio.Event()

    def reply(request):
        calls.append(request.messages[-1].content)
        return f"answer to {calls[-1]}"

    async def work(_, bench):
        first = await bench.ask([ChatMessage("user", "first")])
        if len(calls) == 1:
            stuck.set()
            await asyncio.Event().wait()
        second = await bench.ask([ChatMessage("user", "second")])
        return f"{first.text}, {second.text}"

    async with hocket_of(agent(work), llm=ScriptedLlm(reply), journal=journal) as hocket:
        await hocket.submit("go", plan="single", run_id="run-1")
        await stuck.wait()
        calls.append("(closed)")
    async with hocket_of(agent(work), llm=ScriptedLlm(reply), journal=journal) as hocket:
        assert await hocket.engine.unfinished() == ["run-1"]
        done = await hocket.resume("run-1")
    assert done.text == "answer to first, answer to second"
    assert calls == ["first", "(closed)", "second"]
