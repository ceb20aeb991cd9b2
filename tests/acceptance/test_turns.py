"""Runs in memory: what happens at once shows with turns, in an order that repeats itself."""

from __future__ import annotations

from itertools import pairwise

from hocket import Agent, Goal, Hocket, Objective, Plan, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm

TASKS = ("a", "b", "c")


async def order_of_calls() -> str:
    """The tasks in the order of their calls, of three tasks that may run at once."""
    calls = []

    async def work(assignment, bench):
        for number in range(8):
            calls.append(assignment.task.task_id)
            await bench.ask([ChatMessage("user", f"{assignment.task.task_id}{number}")])
        return "done"

    llm = ScriptedLlm(lambda _: "done")
    tasks = tuple(Task(task_id=t, objective=Objective(description=t)) for t in TASKS)
    agent = Agent("worker", work=work, types={"analysis": 1.0, "reasoning": 1.0}, capacity=3)
    journal = MemoryJournal(turn_every=5)
    async with Hocket([agent], builtin=False, llm=llm, journal=journal) as hocket:
        await hocket.run(Goal(text="go"), plan=Plan(tasks=tasks))
    return "".join(calls)


async def test_run_in_memory_tasks_at_once_interleave_without_any_latency():
    order = await order_of_calls()
    changes = sum(before != after for before, after in pairwise(order))
    assert changes >= len(TASKS) + 2, order


async def test_run_in_memory_order_of_tasks_at_once_is_the_same_each_time():
    assert await order_of_calls() == await order_of_calls()
