"""Runs at a limit, in a loop or beyond a window: each ends with a reason and what it has so far."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Limits, Plan, RegexCheck, tool
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm
from stories import agent, events_of, hocket_of, task


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"calls": 3}, "the limit of 3 calls"),
        ({"tokens": 100}, "the limit of 100 tokens"),
        ({"agents": 2}, "the limit of 2 agents"),
    ],
)
async def test_run_at_a_limit_winds_down_with_what_it_has(limits, reason):
    async def work(assignment, bench):
        answer = await bench.ask([ChatMessage("user", "x" * 40)], max_tokens=20)
        return f"{assignment.task.task_id}: {answer.text}"

    plan = Plan(tasks=tuple(task(f"t{n}", *([f"t{n - 1}"] if n else [])) for n in range(8)))
    goal = Goal(text="go", limits=Limits(**limits))
    llm = ScriptedLlm(lambda _: "word " * 8)
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run(goal, plan=plan)
    assert done.status == "failed"
    assert reason in done.reason
    assert done.text, "the work done is delivered"
    assert done.state.result.missing
    if "calls" in limits:
        assert len(llm.requests) == 3


async def test_run_over_its_time_limit_winds_down():
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


async def test_agent_in_a_loop_is_stopped_with_the_reason():
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


async def test_rework_identical_to_the_rejected_work_is_stopped_as_a_loop():
    async def work(_, __):
        return "the same"

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task("a", check="other"),)))
    assert "the same work that was rejected before" in done.reason
    assert done.state.tasks["a"].rejections == 1


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


async def test_prompt_too_long_for_the_window_is_compacted_on_record():
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
