"""Whole stories through the public API: what happens, in which order, and how it ends."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from hocket import (
    Agent,
    Goal,
    Hocket,
    Limits,
    Objective,
    Plan,
    RegexCheck,
    Task,
    tool,
)
from hocket.core.event import decode
from hocket.engine.feed import Happened
from hocket.errors import InvalidInputError, PlanCycleError, TransientError
from hocket.ports.llm import ChatMessage
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm


def task(task_id: str, *depends_on: str, check: str = "", **fields) -> Task:
    checks = (RegexCheck(pattern=check, says=f"it says {check}"),) if check else ()
    objective = Objective(description=f"do {task_id}", success_criteria=checks)
    return Task(task_id=task_id, objective=objective, depends_on=depends_on, **fields)


def agent(work, name: str = "worker", **card) -> Agent:
    return Agent(name, work=work, **card)


@asynccontextmanager
async def hocket_of(*agents: Agent, **options):
    options.setdefault("llm", ScriptedLlm(lambda _: "said"))
    async with Hocket(agents, builtin=False, **options) as hocket:
        yield hocket


async def events_of(hocket: Hocket, run_id: str) -> list:
    records = await hocket.journal.read(run_id)
    return [decode(r.entry.type, r.entry.version, r.entry.body) for r in records]


def names(events) -> list[str]:
    return [type(event).__name__ for event in events]


async def test_task_begins_as_soon_as_its_own_inputs_are_there():
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


async def test_results_of_earlier_tasks_are_handed_on():
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


async def test_rejected_work_comes_back_with_the_reason_and_is_accepted_in_the_end():
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


async def test_work_that_is_never_right_is_given_up_and_what_there_is_is_handed_over():
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


async def test_work_handed_in_again_as_it_was_rejected_is_stopped_as_a_loop():
    async def work(_, __):
        return "the same"

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task("a", check="other"),)))
    assert "the very work that was rejected before" in done.reason
    assert done.state.tasks["a"].rejections == 1


async def test_agent_that_fails_gives_way_to_the_second_best():
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


async def test_error_that_may_pass_is_tried_again_after_a_growing_wait():
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


async def test_goal_check_that_fails_opens_the_task_again_with_the_reason():
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


async def test_goal_check_that_never_passes_ends_after_three_iterations():
    async def work(_, __):
        return "wrong"

    goal = Goal(text="go", checks=[RegexCheck(pattern="right", says="it is right")])
    plan = Plan(tasks=(task("a"),))
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run(goal, plan=plan)
    assert (done.status, done.verdict) == ("failed", "rejected")
    assert done.state.iteration == 3
    assert done.text == "wrong", "the best there is"


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"calls": 3}, "the limit of 3 calls"),
        ({"tokens": 100}, "the limit of 100 tokens"),
        ({"agents": 2}, "the limit of 2 agents"),
    ],
)
async def test_run_at_a_limit_winds_down_with_what_it_has(limits, told):
    async def work(assignment, bench):
        answer = await bench.ask([ChatMessage("user", "x" * 40)], max_tokens=20)
        return f"{assignment.task.task_id}: {answer.text}"

    plan = Plan(tasks=tuple(task(f"t{n}", *([f"t{n - 1}"] if n else [])) for n in range(8)))
    goal = Goal(text="go", limits=Limits(**limits))
    llm = ScriptedLlm(lambda _: "word " * 8)
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run(goal, plan=plan)
    assert done.status == "failed"
    assert told in done.reason
    assert done.text, "what was done is handed over"
    assert done.state.result.missing
    if "calls" in limits:
        assert len(llm.requests) == 3


async def test_run_past_its_time_winds_down():
    async def work(assignment, _):
        if assignment.task.task_id == "b":
            await asyncio.Event().wait()
        return "a is done"

    goal = Goal(text="go", limits=Limits(seconds=0.3))
    plan = Plan(tasks=(task("a"), task("b", "a")))
    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run(goal, plan=plan)
    assert "the time limit of 0.3 s" in done.reason
    assert done.text == "a is done"


async def test_agent_that_goes_in_circles_is_stopped_with_the_reason():
    @tool(effect="none")
    def look(where: str) -> str:
        """Look somewhere."""
        return "nothing"

    async def work(_, bench):
        while True:
            await bench.use("look", {"where": "here"})

    async with hocket_of(agent(work, tools=[look])) as hocket:
        done = await hocket.run("go", plan="single")
    assert "gave the same result 3 times" in done.reason


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


async def test_run_left_by_a_closed_hocket_is_taken_up_by_the_next_without_asking_again():
    journal = MemoryJournal()
    asked = []
    stuck = asyncio.Event()

    def reply(request):
        asked.append(request.messages[-1].content)
        return f"answer to {asked[-1]}"

    async def work(_, bench):
        first = await bench.ask([ChatMessage("user", "first")])
        if len(asked) == 1:
            stuck.set()
            await asyncio.Event().wait()
        second = await bench.ask([ChatMessage("user", "second")])
        return f"{first.text}, {second.text}"

    async with hocket_of(agent(work), llm=ScriptedLlm(reply), journal=journal) as hocket:
        await hocket.submit("go", plan="single", run_id="run-1")
        await stuck.wait()
        asked.append("(closed)")
    async with hocket_of(agent(work), llm=ScriptedLlm(reply), journal=journal) as hocket:
        assert await hocket.engine.unfinished() == ["run-1"]
        done = await hocket.resume("run-1")
    assert done.text == "answer to first, answer to second"
    assert asked == ["first", "(closed)", "second"]


async def test_phases_are_seen_in_their_order():
    async def work(assignment, _):
        return "good" if assignment.feedback else "bad"

    async with hocket_of(agent(work)) as hocket:
        with hocket.feed.watch() as watch:
            _, end = await hocket.submit("go", plan=Plan(tasks=(task("a", check="good"),)))
            await end
            watch.close()
            phases = [type(s.event).__name__ async for s in watch if isinstance(s, Happened)]
    assert phases[0] == "GoalAccepted"
    order = ["GoalAccepted", "PlanMade", "Awarded", "Executed", "Rejected", "Accepted"]
    assert sorted(order, key=phases.index) == order


async def test_prompt_too_long_for_the_window_is_shortened_on_record():
    async def work(_, bench):
        old = ChatMessage("user", "begin " + "x" * 8000 + " end")
        newest = ChatMessage("user", "And now?")
        answer = await bench.ask(
            [ChatMessage("system", "You answer."), old, ChatMessage("assistant", "ok"), newest],
            max_tokens=50,
        )
        return answer.text

    llm = ScriptedLlm(lambda _: "fine", context_tokens=1000)
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run("go", plan="single")
        compacted = [
            e for e in await events_of(hocket, done.run_id) if type(e).__name__ == "PromptCompacted"
        ]
    assert done.text == "fine"
    assert compacted[-1].after_tokens + 50 <= 1000 < compacted[0].before_tokens
    assert "of message 1 (user)" in compacted[-1].dropped[0]
    sent = llm.requests[-1].messages
    assert sent[0].content == "You answer."
    assert sent[-1].content == "And now?"
    assert sent[1].content.startswith("begin")
    assert "left out" in sent[1].content


async def test_prompt_that_cannot_be_shortened_is_refused_not_cut():
    async def work(_, bench):
        return (await bench.ask([ChatMessage("user", "word")], max_tokens=5000)).text

    llm = ScriptedLlm(lambda _: "fine", context_tokens=1000)
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.status == "failed"
    assert "exceed its window" in done.reason
    assert llm.requests == []


async def test_goal_that_nobody_can_do_fails_with_who_declined_and_why():
    async def work(_, __):
        return "x"

    poet = agent(work, "poet", types={"creative": 1.0})
    async with hocket_of(poet) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task("a", type="coding"),)))
    assert done.status == "failed"
    assert "poet does no coding" in done.reason


@pytest.mark.parametrize(
    ("tasks", "error", "told"),
    [
        ((task("a"), task("a")), InvalidInputError, "'a' stands on two tasks"),
        ((task("a", "b"),), InvalidInputError, "'b' names no task; use one of a"),
        ((task("a", "b"), task("b", "a")), PlanCycleError, "is a circle; remove one"),
    ],
)
def test_plan_that_is_no_graph_is_told_with_path_and_remedy(tasks, error, told):
    with pytest.raises(error, match=told):
        Plan(tasks=tasks)


async def test_two_agents_of_one_name_are_refused():
    with pytest.raises(InvalidInputError, match="'worker'"):
        Hocket([agent(None), agent(None)])


async def test_error_in_the_callers_own_code_passes_as_it_is():
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
