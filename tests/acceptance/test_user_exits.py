"""An exit in a task or callback that user code starts is that code's fault; nothing else ends."""

from __future__ import annotations

import asyncio

import pytest
import uvloop

from exits import ERROR, ERRORS, SAID, collected
from hocket import Goal, Pack, RegexCheck, tool
from hocket.app.replay import replay
from hocket.core.check import Check
from hocket.core.event import AttemptFailed, BidAnswered
from hocket.review.kinds import CheckKind
from hocket.testing import MemoryJournal
from stories import agent, events_of, hocket_of, plain

__all__ = ["collected"]


def starter(way: str, error: BaseException):
    """A function that starts something of its own, which raises the error a moment later."""

    def boom(*_) -> None:
        raise error.with_traceback(None)

    async def task() -> None:
        await asyncio.sleep(0)
        boom()

    async def inner() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(task())

    def start() -> object:
        loop = asyncio.get_running_loop()
        if way == "task":
            return asyncio.ensure_future(task())
        if way == "task of a task":
            return asyncio.ensure_future(inner())
        if way == "call soon":
            return loop.call_soon(boom)
        if way == "call later":
            return loop.call_later(0, boom)
        if way == "call at":
            return loop.call_at(loop.time(), boom)
        future = loop.create_future()
        future.add_done_callback(boom)
        future.set_result(None)
        return future

    return start


WAYS = ["task", "task of a task", "call soon", "call later", "call at", "done callback"]
WAY = pytest.mark.parametrize("way", WAYS)


@WAY
@ERROR
async def test_exit_in_what_a_waiting_tool_started_is_its_answer_at_once(way, error):
    start = starter(way, ERRORS[error])
    stopped = []

    @tool(effect="none")
    async def wait() -> str:
        """Wait for ever."""
        kept = start()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(kept)

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async with hocket_of(agent(work, tools=(wait,))) as hocket:
        done = await hocket.run("go", plan="single")
        again = await hocket.run("go", plan="single")
    assert SAID[error] in done.text
    assert (again.text, len(stopped)) == (done.text, 2)


@WAY
@ERROR
async def test_exit_in_what_an_agent_started_fails_its_attempt_only(way, error):
    start = starter(way, ERRORS[error])
    journal = MemoryJournal()

    async def work(assignment, _):
        if assignment.number == 1:
            kept = start()
            await asyncio.Event().wait()
            del kept
        return "done"

    async with hocket_of(agent(work), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
        events = await events_of(hocket, done.run_id)
    failed = [event for event in events if isinstance(event, AttemptFailed)]
    assert (done.text, len(failed), failed[0].code) == ("done", 1, "fault")
    assert SAID[error] in failed[0].reason
    replayed = await replay(journal, done.run_id, agents={"worker": agent(work)})
    assert replayed.divergence is None


@ERROR
@pytest.mark.parametrize("way", ["to_thread", "executor", "from a thread", "a loop of its own"])
async def test_exit_in_a_thread_of_a_tool_is_its_answer(way, error):
    def boom() -> None:
        raise ERRORS[error].with_traceback(None)

    async def alone() -> None:
        boom()

    @tool(effect="none")
    async def wait() -> str:
        """Use a thread."""
        loop = asyncio.get_running_loop()
        if way == "to_thread":
            await asyncio.to_thread(boom)
        if way == "executor":
            await loop.run_in_executor(None, boom)
        if way == "a loop of its own":
            await asyncio.to_thread(asyncio.run, alone())
        await asyncio.to_thread(loop.call_soon_threadsafe, boom)
        await asyncio.Event().wait()

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async with hocket_of(agent(work, tools=(wait,))) as hocket:
        assert SAID[error] in (await hocket.run("go", plan="single")).text


@ERROR
async def test_exit_in_what_a_bid_started_is_a_decline_of_that_agent(error):
    start = starter("task", ERRORS[error])

    async def bid(_):
        kept = start()
        await asyncio.Event().wait()
        del kept

    async with hocket_of(agent(plain, "odd", bid=bid), agent(plain, "other")) as hocket:
        done = await hocket.run("go", plan="single")
        bids = [e for e in await events_of(hocket, done.run_id) if isinstance(e, BidAnswered)]
    assert done.status == "reached"
    assert SAID[error] in bids[0].fault


class Ran(Check):
    kind: str = "ran"


@ERROR
async def test_exit_in_what_a_check_started_is_no_verdict_on_the_work(error):
    start = starter("task", ERRORS[error])

    async def run(check, work, environment):
        kept = start()
        await asyncio.Event().wait()
        del kept

    goal = Goal(text="go", checks=(Ran(says="run"), RegexCheck(pattern="d")))
    pack = Pack("odd", checks=[CheckKind(Ran, run=run)])
    async with hocket_of(agent(plain), packs=[pack]) as hocket:
        done = await hocket.run(goal, plan="single")
    evidence = {r.says: r.evidence for r in done.state.result.results}
    assert SAID[error] in evidence["run"]


@WAY
async def test_exit_after_the_tool_has_answered_is_logged_and_ends_nothing(way, caplog):
    go = asyncio.Event()
    start = starter(way, ERRORS["exit"])
    left = []

    async def later() -> None:
        await go.wait()
        left.append(start())

    @tool(effect="none")
    async def leave() -> str:
        """Leave something running."""
        left.append(asyncio.ensure_future(later()))
        return "left"

    async def work(_, bench):
        text = (await bench.use("leave", {})).text
        go.set()
        while "SystemExit: 3" not in caplog.text:
            await asyncio.sleep(0)
        return text

    async with hocket_of(agent(work, tools=(leave,))) as hocket:
        done = await hocket.run("go", plan="single")
    assert (done.text, done.state.tasks["t1"].attempts) == ("left", 1)


async def test_exit_that_an_agent_catches_from_its_own_task_stops_it_all_the_same():
    async def boom():
        raise SystemExit(3)

    async def work(assignment, _):
        if assignment.number > 1:
            return "done"
        try:
            await asyncio.ensure_future(boom())
        except SystemExit:
            return "caught"

    async with hocket_of(agent(work)) as hocket:
        assert (await hocket.run("go", plan="single")).text == "done"


async def test_cancellation_meanwhile_is_no_fault_of_the_code():
    entered = asyncio.Event()

    async def work(_, __):
        entered.set()
        try:
            await asyncio.Event().wait()
        finally:
            asyncio.get_running_loop().call_soon(starter("task", ERRORS["exit"]))
            await asyncio.sleep(0)

    async with hocket_of(agent(work)) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await entered.wait()
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).status == "cancelled"


@WAY
def test_exit_does_not_stop_the_loop_of_uvloop(way):
    start = starter(way, ERRORS["exit"])

    @tool(effect="none")
    async def wait() -> str:
        """Wait for ever."""
        kept = start()
        await asyncio.Event().wait()
        del kept

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async def main() -> str:
        async with hocket_of(agent(work, tools=(wait,))) as hocket:
            return (await hocket.run("go", plan="single")).text

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert SAID["exit"] in runner.run(main())


def test_exit_of_the_program_itself_still_ends_it():
    async def leave() -> None:
        raise SystemExit(5)

    async def main() -> None:
        async with hocket_of(agent(plain)) as hocket:
            await hocket.run("go", plan="single")
            kept = asyncio.ensure_future(leave())
            await asyncio.Event().wait()
            del kept

    with pytest.raises(SystemExit) as raised, asyncio.Runner() as runner:
        runner.run(main())
    assert raised.value.code == 5


async def test_event_loop_is_as_before_once_every_hocket_is_closed():
    loop = asyncio.get_running_loop()
    before = dict(vars(loop))
    async with hocket_of(agent(plain)), hocket_of(agent(plain)):
        pass
    assert vars(loop).keys() == before.keys()
