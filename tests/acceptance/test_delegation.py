"""Goals within goals: inner runs, within the limits of the outer run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hocket import Goal, Hocket, Limits, Plan, RegexCheck
from hocket.core.event import CallAnswered
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, hocket_of, task

if TYPE_CHECKING:
    from hocket.core.event import GoalAccepted


async def accepted(hocket: Hocket, run_id: str) -> GoalAccepted:
    entry = (await hocket.journal.read(run_id))[0].entry
    return entry.event()


async def test_inner_run_gets_files_returns_files_and_is_charged_to_the_outer_run():
    async def work(assignment, bench):
        if assignment.goal == "outer":
            bench.write("given.txt", b"seven")
            part = Goal(text="inner", checks=[RegexCheck(path="made.txt", pattern="seven")])
            done = await bench.delegate(part, files=["given.txt"])
            content = (await bench.read("made.txt")).decode()
            return f"{done.status} {done.verdict} {done.run_id} {content}"
        answer = await bench.ask([ChatMessage("user", "x")])
        bench.write("made.txt", await bench.read("given.txt") + b" times")
        return answer.text

    # The only slot must be free while the outer run waits.
    async with hocket_of(agent(work), attempts=1) as hocket:
        done = await hocket.run(Goal(text="outer", limits=Limits(calls=5, depth=2)), plan="single")
        inner_id = done.text.split()[2]
        inner = await accepted(hocket, inner_id)
        events = [r.entry.event() for r in await hocket.journal.read(done.run_id)]
        [call] = [e for e in events if isinstance(e, CallAnswered) and e.name == "delegate"]
        [made] = [await hocket.journal.blob(name) for name in call.left]
    assert made == b"seven times", "the call names it, so that it outlives the inner run"
    assert done.text.startswith("reached accepted")
    assert done.text.endswith("seven times")
    assert inner_id.startswith(f"{done.run_id}.")
    assert inner.parent == done.run_id
    assert (inner.goal.limits.depth, inner.goal.limits.calls) == (1, 5)
    assert done.state.spent.calls >= 1, "what the inner run spent counts"


async def test_inner_run_beyond_the_depth_limit_is_refused():
    depths = []

    async def work(assignment, bench):
        depths.append(assignment.goal)
        try:
            return (await bench.delegate(Goal(text=assignment.goal + "+"))).text
        except PermanentError as error:
            return error.message

    async with hocket_of(agent(work)) as hocket:
        goal = Goal(text="g", limits=Limits(depth=2))
        done = await hocket.run(goal, plan="single")
    assert depths == ["g", "g+", "g++"]
    assert "Cannot delegate: depth limit reached" in done.text


async def test_calls_of_inner_runs_and_the_outer_one_share_one_limit():
    async def work(assignment, bench):
        if assignment.goal == "outer":
            async with asyncio.TaskGroup() as group:
                for n in range(3):
                    group.create_task(bench.delegate(Goal(text=f"inner {n}")))
            return "all"
        for n in range(4):
            await bench.ask([ChatMessage("user", f"{assignment.goal} {n}")])
        return "inner is done"

    llm = ScriptedLlm(lambda _: "x", latency_s=0.01)
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run(Goal(text="outer", limits=Limits(calls=7)), plan="single")
    assert len(llm.requests) == 7
    assert done.state.spent.calls <= 7


async def test_cancelling_the_outer_run_ends_the_inner_one():
    entered = asyncio.Event()

    async def work(assignment, bench):
        if assignment.goal == "outer":
            return (await bench.delegate(Goal(text="inner"))).text
        entered.set()
        return await asyncio.Event().wait()

    async with hocket_of(agent(work)) as hocket:
        run_id, end = await hocket.submit("outer", plan="single")
        await entered.wait()
        await hocket.engine.cancel(run_id, "me")
        assert (await end).status == "cancelled"
        async with asyncio.timeout(5):
            while any(not h.is_over for h in await hocket.journal.heads()):
                await asyncio.sleep(0)


async def test_inner_run_left_by_a_closed_hocket_is_resumed_not_restarted():
    journal = MemoryJournal()
    entered, calls = asyncio.Event(), []

    def reply(request):
        calls.append(request.messages[-1].content)
        return "answer"

    async def work(assignment, bench):
        if assignment.goal == "outer":
            return (await bench.delegate(Goal(text="inner"))).text
        await bench.ask([ChatMessage("user", "first")])
        if len(calls) == 1:
            entered.set()
            await asyncio.Event().wait()
        return (await bench.ask([ChatMessage("user", "second")])).text

    options = {"llm": ScriptedLlm(reply), "journal": journal}
    async with hocket_of(agent(work), **options) as hocket:
        await hocket.submit("outer", plan="single", run_id="run-1")
        await entered.wait()
        calls.append("(closed)")
    async with hocket_of(agent(work), **options) as hocket:
        assert await hocket.engine.unfinished() == ["run-1"]
        done = await hocket.resume("run-1")
        assert await hocket.engine.unfinished() == []
    assert done.text == "answer"
    # The planner of the inner run asks nothing: its goal is one clause.
    assert calls == ["first", "(closed)", "second"]


async def test_file_that_does_not_exist_cannot_be_delegated():
    async def work(_, bench):
        await bench.delegate(Goal(text="inner"), files=["none.txt"])

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("outer", plan="single")
    assert "There is no file 'none.txt'" in done.reason


@pytest.mark.parametrize("depth", [-1, "many"])
def test_limit_on_depth_is_a_count(depth):
    with pytest.raises(ValueError, match="depth"):
        Limits(depth=depth)


async def test_inner_run_that_ended_is_charged_before_its_outer_attempt_goes_on():
    gate, full = asyncio.Event(), asyncio.Event()

    async def work(assignment, bench):
        if assignment.goal == "inner":
            await bench.ask([ChatMessage("user", "x")])
            gate.set()
            await full.wait()
            await asyncio.sleep(0)  # d is in line for the slot of this attempt
            return "done"
        match assignment.task.task_id:
            case "a":
                return (await bench.delegate(Goal(text="inner"))).text
            case "b":
                await gate.wait()
                return "b"
        full.set()
        return await asyncio.Event().wait()

    plan = Plan(tasks=(task("a"), task("b"), task("c", "b"), task("d", "b")))
    async with hocket_of(agent(work, capacity=9), attempts=2) as hocket:
        run_id, end = await hocket.submit("go", plan=plan)
        loop = hocket.engine.loop(run_id)
        async with asyncio.timeout(10):
            while not any(head.is_over for head in await hocket.journal.heads()):
                await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)
        assert "a#1" in loop.state.pending, "it waits for a slot"
        assert loop.budget.spent.calls == 1
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).spent.calls == 1


async def test_inner_run_counts_in_the_outer_one_from_the_moment_that_both_are_taken_up():
    journal, asked, is_second = MemoryJournal(), asyncio.Event(), []

    async def work(assignment, bench):
        if assignment.goal == "inner":
            await bench.ask([ChatMessage("user", "inner")])
            asked.set()
            return "done" if is_second else await asyncio.Event().wait()
        if assignment.task.task_id == "a":
            for _ in range(100 if is_second else 0):
                await asyncio.sleep(0)  # b is the first to ask
            return (await bench.delegate(Goal(text="inner"))).text
        if not is_second:
            await asyncio.Event().wait()
        return (await bench.ask([ChatMessage("user", "b")])).text

    llm = ScriptedLlm(lambda request: request.messages[0].content)
    options = {"llm": llm, "journal": journal}
    goal = Goal(text="go", limits=Limits(calls=1))
    async with hocket_of(agent(work, capacity=9), **options) as hocket:
        run_id, _ = await hocket.submit(goal, plan=Plan(tasks=(task("a"), task("b"))))
        await asked.wait()
    is_second.append(True)
    async with hocket_of(agent(work, capacity=9), **options) as hocket:
        done = await hocket.resume(run_id)
    assert "the limit of 1 calls" in done.reason
    assert [request.messages[0].content for request in llm.requests] == ["inner"]
