"""Runs within a run repeat no unsafe effect of an earlier attempt, whoever had it."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Limits
from hocket.app.replay import replay
from hocket.errors import PermanentError
from hocket.testing import MemoryJournal
from stories import agent
from till import RUN, Till, run_of


@pytest.mark.parametrize("inner", ["reached", "failed", "late", "doubtful", "deeper"])
async def test_inner_run_of_a_later_attempt_repeats_nothing_of_an_earlier_one(inner):
    till, begun, received = Till(), [], asyncio.Event()
    if inner == "doubtful":
        till.faults.append(TimeoutError("late"))

    async def work(assignment, bench):
        if assignment.goal == "outer":
            first = assignment.number == 1
            if first and inner == "late":
                async with asyncio.TaskGroup() as group:
                    delegating = group.create_task(bench.delegate(Goal(text="pay")))
                    await received.wait()
                    delegating.cancel()
                raise PermanentError("late")
            done = await bench.delegate(Goal(text="deeper" if inner == "deeper" else "pay"))
            if first:
                raise PermanentError("not yet")
            return done.text
        if assignment.goal == "deeper":
            return (await bench.delegate(Goal(text="pay"))).text
        begun.append(assignment.run_id)
        paid = (await bench.use("pay", {"to": "ann"})).text
        if len(begun) == 1 and inner == "late":
            received.set()
            await asyncio.Event().wait()
        if inner == "failed" and len(set(begun)) == 1:
            raise PermanentError("fails after it paid")
        return paid

    done = await run_of(work, till, goal=Goal(text="outer", limits=Limits(depth=3)))
    assert len(set(begun)) == 2, "another inner run"
    assert till.paid == [("ann", 1)]
    expected = "its answer is lost" if inner == "doubtful" else "receipt 1 for ann"
    assert expected in done.text


@pytest.mark.parametrize("inner", ["reached", "failed", "late", "doubtful", "deeper"])
async def test_later_attempt_gets_the_receipt_of_a_call_that_an_inner_run_of_an_earlier_one_made(
    inner,
):
    till, begun, seen, journal = Till(), [], [], MemoryJournal()
    received = asyncio.Event()
    if inner == "doubtful":
        till.faults.append(TimeoutError("late"))

    async def work(assignment, bench):
        if assignment.goal == "outer" and assignment.number == 1:
            async with asyncio.TaskGroup() as group:
                goal = Goal(text="deeper" if inner == "deeper" else "pay")
                delegating = group.create_task(bench.delegate(goal))
                if inner == "late":
                    await received.wait()
                    delegating.cancel()
            raise PermanentError("not yet")
        if assignment.goal == "deeper":
            return (await bench.delegate(Goal(text="pay"))).text
        if assignment.goal == "outer":
            seen.extend((e.tool, e.answer) for e in assignment.effects)
        else:
            begun.append(assignment.attempt_id)
        paid = (await bench.use("pay", {"to": "ann"})).text
        if assignment.goal == "pay" and inner == "late":
            received.set()
            await asyncio.Event().wait()
        if assignment.goal == "pay" and inner == "failed":
            raise PermanentError("fails after it paid")
        return paid

    goal = Goal(text="outer", limits=Limits(depth=3))
    done = await run_of(work, till, goal=goal, journal=journal)
    assert till.paid == [("ann", 1)]
    assert begun
    answer = "" if inner == "doubtful" else "receipt 1 for ann"
    assert seen == [("pay", answer)]
    assert ("its answer is lost" if inner == "doubtful" else answer) in done.text
    agents, tools = {"worker": agent(work)}, {t.name: t for t in till.tools}
    assert (await replay(journal, RUN, agents=agents, tools=tools)).divergence is None


async def test_calls_of_an_attempt_and_of_its_own_inner_run_are_two_effects():
    till = Till()

    async def work(assignment, bench):
        if assignment.goal == "outer":
            await bench.delegate(Goal(text="pay"))
        return (await bench.use("pay", {"to": "ann"})).text

    done = await run_of(work, till, goal=Goal(text="outer", limits=Limits(depth=2)))
    assert (done.text, len(till.paid)) == ("receipt 2 for ann", 2)


async def test_inner_run_gets_the_receipt_of_a_call_that_the_outer_attempt_made_itself():
    till, seen = Till(), []

    async def work(assignment, bench):
        if assignment.goal == "outer" and assignment.number == 1:
            await bench.use("pay", {"to": "ann"})
            raise PermanentError("not yet")
        if assignment.goal == "outer":
            return (await bench.delegate(Goal(text="pay"))).text
        seen.extend(effect.answer for effect in assignment.effects)
        return (await bench.use("pay", {"to": "ann"})).text

    done = await run_of(work, till, goal=Goal(text="outer", limits=Limits(depth=2)))
    assert (done.text, till.paid) == ("receipt 1 for ann", [("ann", 1)])
    assert seen == ["receipt 1 for ann"]
