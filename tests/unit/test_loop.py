"""The loop of a run: it ends once all is written, and reads nothing that it has just written."""

from __future__ import annotations

import asyncio
import gc
import weakref

from hocket import Agent, Goal, Hocket, Objective, Plan, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.inbox import Reply, answer
from hocket.core.question import Consent
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm

LONG = {"Asked": 20, "Answered": 200}


class SlowJournal(MemoryJournal):
    """Writes a question slowly, and its answer more slowly."""

    async def append(self, run_id, expected_seq, entries, blobs=None):
        seq = await super().append(run_id, expected_seq, entries, blobs)
        for _ in range(sum(LONG.get(entry.type, 0) for entry in entries)):
            await asyncio.sleep(0)
        return seq


class CountingJournal(MemoryJournal):
    """Counts the texts that are read from it."""

    reads = 0

    async def blob(self, digest):
        self.reads += 1
        return await super().blob(digest)


async def work(_, __):
    return "done"


async def test_run_continues_when_its_question_is_answered_during_the_write():
    journal = SlowJournal()
    llm = ScriptedLlm(lambda _: "said")
    goal = Goal(text="go", consent=Consent(plan=True))
    agents = [Agent("worker", work=work)]
    async with Hocket(agents, builtin=False, llm=llm, journal=journal) as hocket:
        run_id, end = await hocket.submit(goal, plan="single")
        async with asyncio.timeout(10):
            while not hocket.engine.loop(run_id).state.questions:
                await asyncio.sleep(0)
        # The question is asked but not durable yet: the answer comes before anyone waits for it.
        await answer(
            hocket.engine, hocket.registry, f"{run_id}~plan", Reply(decision="approve"), "ann"
        )
        async with asyncio.timeout(10):
            assert (await end).status == "reached"


async def test_texts_that_a_run_has_just_written_are_not_read_from_the_journal():
    journal = CountingJournal()
    tasks = tuple(
        Task(task_id=name, objective=Objective(description=name), depends_on=needed)
        for name, needed in (("a", ()), ("b", ("a",)), ("c", ("a", "b")))
    )
    results = []

    async def keep_results(assignment, _):
        results.append(dict(assignment.results))
        return assignment.task.task_id

    agents = [Agent("worker", work=keep_results)]
    async with Hocket(agents, builtin=False, llm=ScriptedLlm([]), journal=journal) as hocket:
        _, end = await hocket.submit("go", plan=Plan(tasks=tasks))
        assert (await end).status == "reached"
    assert results == [{}, {"a": "a"}, {"a": "a", "b": "b"}]
    assert journal.reads == 0


async def test_work_that_is_withdrawn_leaves_the_budget_of_its_run():
    begun = asyncio.Event()

    async def wait(_, __):
        begun.set()
        await asyncio.Event().wait()

    agents = [Agent("worker", work=wait)]
    async with Hocket(agents, builtin=False, llm=ScriptedLlm([])) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await begun.wait()
        loop = hocket.engine.loop(run_id)
        assert loop.budget.at_work
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).status == "cancelled"
    assert not loop.budget.at_work


async def test_run_that_is_over_is_freed_without_the_garbage_collector():
    async def ask(assignment, bench):
        return (await bench.ask([ChatMessage("user", assignment.goal)])).text

    llm = ScriptedLlm(lambda _: "said")
    async with Hocket([Agent("worker", work=ask)], builtin=False, llm=llm) as hocket:
        gc.disable()
        try:
            run_id, end = await hocket.submit("go", plan="single")
            loop = weakref.ref(hocket.engine.loop(run_id))
            assert (await hocket.finish(run_id, end)).state.spent.calls == 1
            await asyncio.sleep(0)  # the task of the run ends
            assert loop() is None
        finally:
            gc.enable()
