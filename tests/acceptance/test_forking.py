"""Copies of a run from one of its events, with changes or with a task retried."""

from __future__ import annotations

import pytest

from hocket import Agent, Goal, Hocket, Objective, Plan, Task, tool
from hocket.app.forking import Changes, fork, retry
from hocket.app.inbox import Reply, answer
from hocket.app.replay import replay
from hocket.core.event import GoalAccepted, PlanMade, RunForked
from hocket.errors import (
    EffectsRepeatError,
    InvalidInputError,
)
from hocket.flow.decide import decide
from hocket.projections.history import fold
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, asked, goal_of, hocket_of, plain, plan_of

RUN = "run-1"


async def test_fork_continues_from_an_event_with_another_agent_and_repeats_no_call():
    journal, calls = MemoryJournal(), []

    def named(name):
        async def work(assignment, _):
            calls.append((name, assignment.task.task_id))
            return f"{name} did {assignment.task.task_id}"

        return Agent(name, work=work)

    plan = Plan(
        tasks=(
            Task(task_id="a", objective=Objective(description="a"), agent="one"),
            Task(task_id="b", objective=Objective(description="b"), depends_on=("a",), agent="one"),
        )
    )
    agents = [named("one"), named("two")]
    async with Hocket(agents, builtin=False, llm=ScriptedLlm(["x"]), journal=journal) as hocket:
        done = await hocket.run("go", plan=plan)
        records = await journal.read(done.run_id)
        at = next(r.seq for r in records if r.entry.type == "LeftUnproven") - 1
        changes = Changes(agents={"b": "two"})
        end = await fork(hocket, done.run_id, "run-2", at, by="ann", changes=changes)
        state = await end
        assert state.forked_from == done.run_id
        assert calls == [("one", "a"), ("one", "b"), ("two", "b")]
        assert (await state_text(journal, state, "b")) == "two did b"
        with pytest.raises(InvalidInputError, match="was over at this event"):
            await fork(hocket, done.run_id, "run-3", len(records), by="ann")
    replayed = await replay(journal, "run-2", agents={a.card.name: a for a in agents})
    assert replayed.divergence is None


async def state_text(journal, state, task_id) -> str:
    return (await journal.blob(state.tasks[task_id].outcome.text)).decode()


async def test_task_of_a_failed_run_is_retried_in_a_fork():
    journal, broken = MemoryJournal(), [True]

    async def work(assignment, _):
        if broken[0] and assignment.task.task_id == "a":
            message = "no luck"
            raise ValueError(message)
        return "done"

    async with hocket_of(agent(work), journal=journal) as hocket:
        done = await hocket.run("go", plan=plan_of("a", "b"))
        assert done.state.tasks["a"].status == "dead"
        broken[0] = False
        again = await retry(hocket, done.run_id, "run-2", "a", by="ann", words="with luck")
        state = await hocket.engine.completion_of(again)
    assert again == "run-2"
    assert {t: s.status for t, s in state.tasks.items()} == {"a": "unproven", "b": "unproven"}


async def test_fork_or_retry_that_cannot_run_here_leaves_no_copy():
    journal = MemoryJournal()
    async with hocket_of(agent(plain, "gone"), journal=journal) as hocket:
        done = await hocket.run("go", plan=plan_of("a"))
    async with hocket_of(agent(plain, "other"), journal=journal) as hocket:
        with pytest.raises(InvalidInputError, match="needs gone, which is not registered here"):
            await fork(hocket, done.run_id, "run-2", 3, by="ann")
        with pytest.raises(InvalidInputError, match="needs gone, which is not registered here"):
            await retry(hocket, done.run_id, "run-3", "a", by="ann")
    assert [head.run_id for head in await journal.heads()] == [done.run_id]


async def test_fork_point_is_never_between_events_of_one_write():
    journal = MemoryJournal()
    async with hocket_of(agent(plain), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        edited = plan_of("x").model_dump_json()
        await answer(
            hocket.engine, hocket.registry, question, Reply(decision="edit", draft=edited), "ann"
        )
        await end
        for record in (await journal.read(run_id))[:-1]:
            copy = f"run-copy{record.seq}"
            end = await fork(hocket, run_id, copy, record.seq, by="ann")
            if record.seq < 4:  # the plan is not answered there yet
                await asked(journal)
                await hocket.engine.cancel(copy, "ann")
            state = await end
            assert state.status == ("cancelled" if record.seq < 4 else "reached"), record
            agents = {"worker": Agent("worker", work=plain)}
            assert (await replay(journal, copy, agents=agents)).divergence is None, record


async def test_fork_applies_the_limits_it_is_given():
    goal = Goal(text="go", limits={"seconds": 60})
    forked = RunForked(run_id="run-0", seq=2, by="ann", down_s=100, limits={"seconds": 30})
    state = fold(RUN, [(GoalAccepted(goal=goal), 0), (PlanMade(plan=plan_of("a")), 10_000_000)])
    state, _ = decide(state, forked, 110_000_000)
    assert state.goal.limits.seconds == 30
    assert state.pending["timer:deadline"].fire_at.timestamp() == 110 + 30 - 10
    free = forked.model_copy(update={"limits": goal.limits.model_copy(update={"seconds": None})})
    state, _ = decide(state, free, 110_000_000)
    assert "timer:deadline" not in state.pending


async def test_effects_are_repeated_by_a_fork_or_a_retry_only_on_request():
    journal, sent = MemoryJournal(), []

    @tool(effect="unsafe")
    def send(text: str) -> str:
        """Send."""
        sent.append(text)
        return "sent"

    async def work(_, bench):
        return (await bench.use("send", {"text": "x"})).text

    async with hocket_of(agent(work, tools=(send,)), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
        with pytest.raises(EffectsRepeatError, match=r"would repeat: send \(t1#1\)"):
            await fork(hocket, done.run_id, "run-2", 2, by="ann")
        with pytest.raises(EffectsRepeatError, match="repeat_effects"):
            await retry(hocket, done.run_id, "run-2", "t1", by="ann")
        assert sent == ["x"]
        end = await fork(hocket, done.run_id, "run-2", 2, by="ann", repeat_effects=True)
        await end
    assert sent == ["x", "x"]
