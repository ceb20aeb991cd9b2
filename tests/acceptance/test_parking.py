"""A host that is away is waited for; a run that was parked goes on in a server by itself."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Limits
from hocket.app.cancellation import cancel
from hocket.app.parking import FIRST_S, LONGEST_S, Parking
from hocket.core.event import RunResumed, TryFailed
from hocket.errors import HostAwayError, UnavailableError
from hocket.ports.llm import ChatMessage
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm
from live_server import live, over
from stories import agent, events_of, hocket_of

NO_LIMIT = Limits(seconds=None)


async def ask_once(_, bench):
    return (await bench.ask([ChatMessage("user", "What is it?")], max_tokens=10)).text


def away(times: int, away_s: float = 600.0, **context) -> RetryingLlm:
    faults = {n: UnavailableError("it starts", away_s=away_s, **context) for n in range(1, times)}
    return RetryingLlm(ScriptedLlm(lambda _: "fine", faults=faults), clock=FakeClock(), seed=0)


async def end_of(hocket, run_id: str):
    """The final state of a run, however often it is parked before."""
    async with asyncio.timeout(20):
        while True:
            end = hocket.engine.completion_of(run_id)
            if end is None:
                await asyncio.sleep(0)
                continue
            try:
                return await end
            except HostAwayError:
                continue


async def waits_of(hocket, run_id: str) -> list[float]:
    events = await events_of(hocket, run_id)
    return [event.wait_s for event in events if isinstance(event, TryFailed)]


async def test_host_that_answered_before_is_waited_for_until_the_deadline():
    async with hocket_of(agent(ask_once), llm=away(100)) as hocket:
        done = await hocket.run(Goal(text="go", limits=Limits(seconds=3000)), plan="single")
        waits_s = await waits_of(hocket, done.run_id)
    assert done.text == "fine"
    assert 600 < sum(waits_s) <= 3000


async def test_host_that_never_answered_is_waited_for_a_minute_whatever_the_deadline():
    llm = away(100, away_s=60.0, unproven=True)
    async with hocket_of(agent(ask_once), llm=llm) as hocket:
        goal = Goal(text="go", limits=Limits(seconds=3000))
        run_id, end = await hocket.submit(goal, plan="single")
        with pytest.raises(HostAwayError):
            await end
        assert sum(await waits_of(hocket, run_id)) <= 60


async def test_parked_run_goes_on_by_itself_and_is_asked_for_less_and_less_often():
    clock = FakeClock()
    async with (
        hocket_of(agent(ask_once), llm=away(500)) as hocket,
        asyncio.TaskGroup() as group,
    ):
        Parking(hocket.engine, clock, group.create_task)
        run_id, _ = await hocket.submit(Goal(text="go", limits=NO_LIMIT), plan="single")
        state = await end_of(hocket, run_id)
        events = await events_of(hocket, run_id)
    assert (state.status, state.spent.calls) == ("reached", 1)
    assert sum(isinstance(event, RunResumed) for event in events) == len(clock.slept_s)
    assert clock.slept_s[:3] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S]
    assert clock.slept_s == sorted(clock.slept_s)
    assert max(clock.slept_s) <= LONGEST_S


async def test_run_whose_host_asks_for_a_wait_is_taken_up_after_it():
    clock = FakeClock()
    async with (
        hocket_of(agent(ask_once), llm=away(2, retry_after_s=900.0)) as hocket,
        asyncio.TaskGroup() as group,
    ):
        Parking(hocket.engine, clock, group.create_task)
        run_id, _ = await hocket.submit(Goal(text="go", limits=NO_LIMIT), plan="single")
        assert (await end_of(hocket, run_id)).status == "reached"
    assert clock.slept_s == [900.0]


async def test_run_stays_parked_if_its_deadline_comes_first(caplog):
    async with (
        hocket_of(agent(ask_once), llm=away(2, retry_after_s=900.0)) as hocket,
        asyncio.TaskGroup() as group,
    ):
        Parking(hocket.engine, hocket.clock, group.create_task)
        goal = Goal(text="go", limits=Limits(seconds=800))
        run_id, end = await hocket.submit(goal, plan="single")
        with pytest.raises(HostAwayError):
            await end
        assert f"Run {run_id} stays parked" in caplog.text
        assert await hocket.engine.unfinished() == [run_id]


async def test_parked_run_that_somebody_cancels_is_left_alone():
    clock, parked = FakeClock(), asyncio.Event()
    journal = MemoryJournal()

    async def later(work):
        await parked.wait()
        await work

    async with (
        hocket_of(agent(ask_once), llm=away(500), journal=journal) as hocket,
        asyncio.TaskGroup() as group,
    ):
        Parking(hocket.engine, clock, lambda work: group.create_task(later(work)))
        run_id, end = await hocket.submit(Goal(text="go", limits=NO_LIMIT), plan="single")
        with pytest.raises(HostAwayError):
            await end
        await cancel(hocket.engine, journal, run_id, "ann")
        await hocket.engine.completion_of(run_id)
        parked.set()


async def test_server_takes_up_a_parked_run(tmp_path):
    llm = away(2, retry_after_s=40.0, away_s=1.0)
    body = {"goal": {"text": "go", "limits": {"seconds": None}}, "plan": "single"}
    async with live(tmp_path, agent(ask_once), llm=llm) as server, server.client() as client:
        server.service.parking._clock = FakeClock()
        run_id = (await client.post("/api/v1/runs", json=body)).json()["run_id"]
        run = await over(client, run_id)
    assert (run["status"], run["result"]["text"]) == ("reached", "fine")
