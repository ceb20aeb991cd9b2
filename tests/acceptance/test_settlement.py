"""What a person says of a doubtful effect counts alike before a run is resumed and after it is."""

from __future__ import annotations

import asyncio

import pytest

from hocket import tool
from hocket.app.dormant import DormantRuns
from hocket.app.settlement import settle
from hocket.core.event import EffectSettled
from hocket.errors import InvalidInputError, RunNotFoundError, RunOverError
from hocket.testing import MemoryJournal
from stories import agent, hocket_of, plan_of


class Till:
    """A tool whose first call never ends, and a task that keeps the run in progress."""

    def __init__(self) -> None:
        self.paid: list[int] = []
        self.paying, self.open = asyncio.Event(), asyncio.Event()

        @tool
        async def pay(amount: int) -> str:
            """Pay."""
            self.paid.append(amount)
            if len(self.paid) == 1:
                self.paying.set()
                await asyncio.Event().wait()
            return "paid"

        async def work(assignment, bench):
            if assignment.task.task_id == "pay":
                return (await bench.use("pay", {"amount": 7})).text
            await self.open.wait()
            return "closed"

        self.agent = agent(work, tools=(pay,))


@pytest.fixture
async def left():
    """A journal whose process ended during a payment."""
    journal, till = MemoryJournal(), Till()
    async with hocket_of(till.agent, journal=journal) as hocket:
        await hocket.submit("go", plan=plan_of("pay", "wait"), run_id="run-1")
        await till.paying.wait()
        assert await hocket.engine.doubts("run-1") == [], "it is in progress, not doubtful"
    return journal, till


def settlement(verdict: str = "done", ordinal: int = 0) -> EffectSettled:
    return EffectSettled(attempt_id="pay#1", ordinal=ordinal, verdict=verdict)


@pytest.mark.parametrize(("verdict", "times"), [("done", 1), ("not_done", 2)])
async def test_effect_settled_before_the_run_is_resumed_is_done_as_often_as_was_said(
    left, verdict, times
):
    journal, till = left
    till.open.set()
    await settle(DormantRuns(journal), "run-1", [settlement(verdict)])
    async with hocket_of(till.agent, journal=journal) as hocket:
        done = await hocket.resume("run-1")
    assert (len(till.paid), done.state.doubtful) == (times, ())


async def test_effect_settled_while_the_run_goes_on_is_doubtful_no_more(left):
    journal, till = left
    async with hocket_of(till.agent, journal=journal) as hocket:
        end = await hocket.engine.resume("run-1")
        engine = hocket.engine
        while not engine.loop("run-1").state.tasks["pay"].is_over:
            await asyncio.sleep(0)
        assert [doubt.tool for doubt in await engine.doubts("run-1")] == ["pay"]
        await settle(engine, "run-1", [settlement()])
        assert await engine.doubts("run-1") == []
        with pytest.raises(InvalidInputError, match="doubtful are: none"):
            await settle(engine, "run-1", [settlement()])
        till.open.set()
        assert (await end).doubtful == ()
    assert till.paid == [7]


async def test_effect_that_is_not_doubtful_is_named_with_those_that_are(left):
    journal, till = left
    async with hocket_of(till.agent, journal=journal) as hocket:
        for runs in (hocket.engine, DormantRuns(journal)):
            with pytest.raises(InvalidInputError, match=r"pay#1/3 is not doubtful.*are: pay#1/0"):
                await settle(runs, "run-1", [settlement(), settlement(ordinal=3)])
            with pytest.raises(RunNotFoundError):
                await settle(runs, "run-2", [settlement()])
        await hocket.engine.cancel("run-1", "ann")
        await hocket.engine.completion_of("run-1")
        for runs in (hocket.engine, DormantRuns(journal)):
            with pytest.raises(RunOverError):
                await settle(runs, "run-1", [settlement()])
