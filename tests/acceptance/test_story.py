"""Complete runs through the public API: their events, their order and their end."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Hocket, Limits, Objective, Plan, RegexCheck, Task
from hocket.core.event import AttemptFailed
from hocket.engine.feed import DurableEvent
from hocket.errors import (
    InvalidInputError,
    PermanentError,
    PlanCycleError,
    TransientError,
)
from hocket.testing import FakeClock
from stories import agent, events_of, hocket_of, names, plain, task


async def test_task_starts_as_soon_as_its_own_inputs_exist():
    slow = asyncio.Event()
    order = []

    async def work(assignment, _):
        name = assignment.task.task_id
        order.append(name)
        if name == "slow":
            await slow.wait()
        if name == "after-fast":
            slow.set()
        return name

    plan = Plan(tasks=(task("slow"), task("fast"), task("after-fast", "fast"), task("z", "slow")))
    async with hocket_of(agent(work)) as hocket:
        await hocket.run("go", plan=plan)
    assert order == ["slow", "fast", "after-fast", "z"]


async def test_results_of_earlier_tasks_reach_the_tasks_that_depend_on_them():
    async def work(assignment, bench):
        bench.write(f"{assignment.task.task_id}.txt", b"made")
        return ",".join(f"{k}={v}" for k, v in assignment.results.items()) + str(
            sorted(assignment.files)
        )

    plan = Plan(tasks=(task("a"), task("b", "a"), task("c", "a", "b")))
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=plan)
    assert "['a.txt', 'b.txt']" in done.text
    assert done.text.startswith("a=[],b=a=[]")
    assert sorted(done.files) == ["a.txt", "b.txt", "c.txt"]


async def test_rejected_work_is_reworked_with_the_reason_and_then_accepted():
    feedback = []

    async def work(assignment, _):
        feedback.append((assignment.number, assignment.feedback, assignment.previous))
        return "good" if assignment.feedback else "bad"

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task("a", check="good"),)))
    assert done.verdict == "accepted"
    assert feedback[0] == (1, "", "")
    assert feedback[1][0] == 2
    assert "it says good" in feedback[1][1]
    assert feedback[1][2] == "bad"


async def test_work_that_never_passes_is_given_up_and_the_rest_is_delivered():
    async def work(assignment, _):
        return f"result {assignment.number} of {assignment.task.task_id}"

    plan = Plan(tasks=(task("a"), task("b", check="never"), task("c", "b")))
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=plan)
        kinds = names(await events_of(hocket, done.run_id))
    assert done.status == "failed"
    assert done.state.tasks["b"].rejections == 4
    assert kinds.count("Rejected") == 4
    assert "result 1 of a" in done.text
    assert "result 4 of b" in done.text, "the best there is, named as unproven"
    assert done.state.result.unproven == ("a", "b")
    assert any("c: it depends on b" in m for m in done.state.result.missing)


async def test_agent_that_fails_is_replaced_by_the_second_best():
    async def broken(_, __):
        message = "no such thing"
        raise ValueError(message)

    async def sound(_, __):
        return "done"

    best = agent(broken, "best", types={"reasoning": 1.0})
    second = agent(sound, "second", types={"reasoning": 0.6})
    async with hocket_of(best, second) as hocket:
        done = await hocket.run("go", plan="single")
        events = await events_of(hocket, done.run_id)
    failed = next(e for e in events if type(e).__name__ == "AttemptFailed")
    assert "ValueError: no such thing (at " in failed.reason
    assert "test_story.py" in failed.reason
    assert done.state.tasks["t1"].award.agent == "second"
    first = next(e for e in events if type(e).__name__ == "Awarded")
    assert (first.award.agent, first.award.fallback) == ("best", "second")


async def test_agent_whose_own_work_is_cancelled_fails_and_leaves_the_task_to_others():
    async def cancelled(*_):
        inner = asyncio.ensure_future(asyncio.sleep(60))
        inner.cancel()
        await inner

    agents = (agent(cancelled, "odd", types={"reasoning": 1.0}), agent(plain, "other"))
    async with hocket_of(*agents) as hocket, asyncio.timeout(20):
        done = await hocket.run("go", plan="single")
        failed = [e for e in await events_of(hocket, done.run_id) if isinstance(e, AttemptFailed)]
    assert done.text == "did t1"
    [reason] = [e.reason for e in failed]
    assert reason.startswith("CancelledError: it was cancelled from within, not by hocket")


@pytest.mark.parametrize("kind", [ValueError, PermanentError])
async def test_error_with_text_that_no_file_can_hold_fails_only_its_attempt(kind):
    async def broken(*_):
        raise kind(b"no caf\xe9.txt".decode(errors="surrogateescape"))

    agents = (agent(broken, "odd", types={"reasoning": 1.0}), agent(plain, "other"))
    async with hocket_of(*agents) as hocket:
        done = await hocket.run("go", plan="single")
        failed = [e for e in await events_of(hocket, done.run_id) if isinstance(e, AttemptFailed)]
    assert done.text == "did t1"
    assert "no caf\\udce9.txt" in failed[0].reason


async def test_transient_error_is_retried_after_a_growing_wait():
    clock = FakeClock()
    tries = []

    async def work(_, __):
        tries.append(clock.now_us())
        if len(tries) < 3:
            message = "the host is busy"
            raise TransientError(message)
        return "done"

    goal = Goal(text="go", limits=Limits(seconds=None))
    async with hocket_of(agent(work), clock=clock) as hocket:
        done = await hocket.run(goal, plan="single")
        kinds = names(await events_of(hocket, done.run_id))
    assert done.status == "reached"
    assert kinds.count("TimerFired") == 2
    assert 0 < tries[1] - tries[0] <= 0.5e6
    assert 0 < tries[2] - tries[1] <= 1e6


async def test_goal_check_that_fails_reopens_the_task_with_the_reason():
    async def work(assignment, bench):
        bench.write("a.txt", b"right" if assignment.feedback else b"wrong")
        return "written"

    objective = Objective(description="write a.txt", deliverables=("a.txt",))
    plan = Plan(tasks=(Task(task_id="a", objective=objective),))
    goal = Goal(text="go", checks=[RegexCheck(path="a.txt", pattern="right", says="a.txt is")])
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run(goal, plan=plan)
        kinds = names(await events_of(hocket, done.run_id))
    assert done.verdict == "accepted"
    assert kinds.count("ResultRejected") == 1
    assert done.state.iteration == 2


async def test_phases_appear_in_order():
    async def work(assignment, _):
        return "good" if assignment.feedback else "bad"

    async with hocket_of(agent(work)) as hocket:
        with hocket.feed.watch() as watch:
            _, end = await hocket.submit("go", plan=Plan(tasks=(task("a", check="good"),)))
            await end
            watch.close()
            phases = [type(s.event).__name__ async for s in watch if isinstance(s, DurableEvent)]
    assert phases[0] == "GoalAccepted"
    order = ["GoalAccepted", "PlanMade", "Awarded", "Executed", "Rejected", "Accepted"]
    assert sorted(order, key=phases.index) == order


async def test_goal_that_no_agent_can_do_fails_with_the_reasons_of_the_declines():
    async def work(_, __):
        return "x"

    poet = agent(work, "poet", types={"creative": 1.0})
    async with hocket_of(poet) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task("a", type="coding"),)))
    assert done.status == "failed"
    assert "poet: does no coding" in done.reason


@pytest.mark.parametrize(
    ("tasks", "error", "message"),
    [
        ((task("a"), task("a")), InvalidInputError, "two tasks have the id 'a'"),
        ((task("a", "b"),), InvalidInputError, "'b' names no task; use one of a"),
        ((task("a", "b"), task("b", "a")), PlanCycleError, "is a cycle; remove one"),
    ],
)
def test_plan_that_is_not_a_graph_is_refused_with_path_and_remedy(tasks, error, message):
    with pytest.raises(error, match=message):
        Plan(tasks=tasks)


async def test_two_agents_with_one_name_are_refused():
    with pytest.raises(InvalidInputError, match="'worker'"):
        Hocket([agent(None), agent(None)])


async def test_error_in_the_callers_own_code_is_raised_unchanged():
    with pytest.raises(KeyError, match="mine"):
        async with hocket_of(agent(None)):
            raise KeyError("mine")


async def test_ties_are_broken_by_the_seed_alone():
    async def work(_, __):
        return "x"

    async def winner(seed: int) -> str:
        async with hocket_of(agent(work, "a"), agent(work, "b"), agent(work, "c")) as hocket:
            done = await hocket.run(Goal(text="go", seed=seed), plan="single")
            choice = done.state.tasks["t1"].award.choice
            assert choice.propensity == pytest.approx(1 / 3)
            return choice.chosen

    assert await winner(1) == await winner(1)
    assert len({await winner(seed) for seed in range(12)}) > 1


async def test_missing_results_are_listed_in_the_order_of_the_plan():
    async def work(assignment, _):
        message = f"{assignment.task.task_id} cannot be done"
        raise PermanentError(message)

    ids = [f"task-{n}" for n in range(8)]
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=tuple(task(i) for i in ids)))
    assert [entry.partition(":")[0] for entry in done.state.result.missing] == ids
