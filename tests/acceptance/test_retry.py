"""Tasks that a person has tried again: whatever they depend on, the run comes to its end."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Plan
from hocket.app.forking import retry
from hocket.core.goal import Deliverable
from hocket.errors import SettledError
from hocket.ports.llm import ChatMessage
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, asked, goal_of, hocket_of, plan_of, task


class Shop:
    """An agent whose tasks fail while they are broken, and wait while they are blocked."""

    def __init__(self, *broken: str, blocked: tuple[str, ...] = ()) -> None:
        self.broken = set(broken)
        self.gates = {task_id: asyncio.Event() for task_id in blocked}
        self.entered = asyncio.Event()
        self.done: list[str] = []
        self.agent = agent(self.work)

    async def work(self, assignment, _):
        task_id = assignment.task.task_id
        if task_id in self.broken:
            message = "no luck"
            raise ValueError(message)
        if task_id in self.gates:
            self.entered.set()
            await self.gates[task_id].wait()
        self.done.append(task_id)
        return f"did {task_id}"


def statuses(state) -> dict[str, str]:
    return {t: s.status for t, s in state.tasks.items()}


async def until(hocket, run_id: str, **expected: str) -> None:
    """Return once the tasks of a run have these statuses."""
    async with asyncio.timeout(10):
        while not expected.items() <= statuses(hocket.engine.loop(run_id).state).items():
            await asyncio.sleep(0)


DIAMOND = Plan(tasks=(task("a"), task("b", "a"), task("c", "a"), task("d", "b", "c")))


@pytest.mark.parametrize("again", ["a", "b", "c", "d"])
async def test_retry_in_a_run_in_progress_reopens_the_dead_tasks_it_depends_on(again):
    journal, shop = MemoryJournal(), Shop("a", blocked=("x", "a"))
    plan = Plan(tasks=(*DIAMOND.tasks, task("x")))
    async with hocket_of(shop.agent, journal=journal) as hocket:
        run_id, end = await hocket.submit("go", plan=plan)
        await until(hocket, run_id, a="dead", d="dead", x="working")
        shop.broken.clear()
        assert await retry(hocket, run_id, "run-copy", again, by="ann") == run_id
        with pytest.raises(SettledError, match=r"still in progress; wait, or cancel the run"):
            await retry(hocket, run_id, "run-copy", again, by="bob")
        for gate in shop.gates.values():
            gate.set()
        async with asyncio.timeout(10):
            state = await end
    assert state.status == "reached"
    assert set(statuses(state).values()) == {"unproven"}


@pytest.mark.parametrize("again", ["a", "b", "d"])
async def test_retry_of_a_failed_run_reopens_the_dead_tasks_it_depends_on_in_a_fork(again):
    journal, shop = MemoryJournal(), Shop("a")
    async with hocket_of(shop.agent, journal=journal) as hocket:
        done = await hocket.run("go", plan=DIAMOND)
        assert set(statuses(done.state).values()) == {"dead"}
        shop.broken.clear()
        copy = await retry(hocket, done.run_id, "run-copy", again, by="ann")
        async with asyncio.timeout(10):
            state = await hocket.engine.completion_of(copy)
    assert state.status == "reached"
    assert set(statuses(state).values()) == {"unproven"}


async def test_retry_that_fails_again_dead_letters_the_same_tasks_and_ends():
    journal, shop = MemoryJournal(), Shop("a")
    async with hocket_of(shop.agent, journal=journal) as hocket:
        done = await hocket.run("go", plan=DIAMOND)
        copy = await retry(hocket, done.run_id, "run-copy", "d", by="ann")
        async with asyncio.timeout(10):
            state = await hocket.engine.completion_of(copy)
    assert state.status == "failed"
    assert set(statuses(state).values()) == {"dead"}


async def test_retry_waits_for_a_dependency_in_progress():
    journal, shop = MemoryJournal(), Shop("a", blocked=("b",))
    plan = Plan(tasks=(task("a"), task("b"), task("c", "a", "b")))
    async with hocket_of(shop.agent, journal=journal) as hocket:
        run_id, end = await hocket.submit("go", plan=plan)
        await until(hocket, run_id, a="dead", b="working", c="dead")
        shop.broken.clear()
        await retry(hocket, run_id, "run-2", "c", by="ann")
        await until(hocket, run_id, a="unproven", c="waiting")
        shop.gates["b"].set()
        async with asyncio.timeout(10):
            state = await end
    assert statuses(state) == dict.fromkeys("abc", "unproven")
    assert shop.done[-1] == "c"


async def test_retry_leaves_dead_tasks_that_the_task_does_not_depend_on():
    journal, shop = MemoryJournal(), Shop("b")
    plan = Plan(tasks=(task("a"), task("b"), task("c", "a", "b")))
    async with hocket_of(shop.agent, journal=journal) as hocket:
        done = await hocket.run("go", plan=plan)
        copy = await retry(hocket, done.run_id, "run-copy", "a", by="ann")
        async with asyncio.timeout(10):
            state = await hocket.engine.completion_of(copy)
    assert statuses(state) == {"a": "unproven", "b": "dead", "c": "dead"}
    assert shop.done == ["a", "a"]


@pytest.mark.parametrize("words", ["", "louder"])
@pytest.mark.parametrize("again", ["a", "b"])
async def test_retry_in_a_cancelled_run_continues_in_a_fork(again, words):
    journal, shop = MemoryJournal(), Shop(blocked=("b",))
    plan = Plan(tasks=(task("a"), task("b", "a")))
    async with hocket_of(shop.agent, journal=journal) as hocket:
        run_id, end = await hocket.submit("go", plan=plan)
        await shop.entered.wait()
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).status == "cancelled"
        shop.gates["b"].set()
        copy = await retry(hocket, run_id, "run-copy", again, by="ann", words=words)
        async with asyncio.timeout(10):
            state = await hocket.engine.completion_of(copy)
    assert (state.status, statuses(state)) == ("reached", {"a": "unproven", "b": "unproven"})
    assert shop.done == (["a", "a", "b"] if again == "a" else ["a", "b"])


async def test_retry_that_is_impossible_is_refused_with_the_reason():
    journal, shop = MemoryJournal(), Shop(blocked=("b",))
    plan = Plan(tasks=(task("a"), task("b", "a")))
    async with hocket_of(shop.agent, journal=journal) as hocket:
        run_id, end = await hocket.submit("go", plan=plan)
        await shop.entered.wait()
        with pytest.raises(SettledError, match=f"^b in {run_id}: still in progress"):
            await retry(hocket, run_id, "run-copy", "a", by="ann")
        asked_id, other = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        await asked(journal)
        with pytest.raises(SettledError, match="waits for approval, so a has not started yet"):
            await retry(hocket, asked_id, "run-copy", "a", by="ann")
        for each, its_end in ((run_id, end), (asked_id, other)):
            await hocket.engine.cancel(each, "ann")
            await its_end
        with pytest.raises(SettledError, match="ended before its plan was approved"):
            await retry(hocket, asked_id, "run-copy", "a", by="ann")


class HeldAtItsLimit(MemoryJournal):
    """Takes its time with the event that a limit was reached."""

    def __init__(self) -> None:
        super().__init__()
        self.at_limit, self.go_on = asyncio.Event(), asyncio.Event()

    async def append(self, run_id, expected_seq, entries, blobs=None):
        seq = await super().append(run_id, expected_seq, entries, blobs)
        if any(entry.type == "LimitReached" for entry in entries):
            self.at_limit.set()
            await self.go_on.wait()
        return seq


async def test_retry_while_a_run_winds_down_is_refused():
    journal = HeldAtItsLimit()

    async def work(assignment, bench):
        if assignment.task.task_id == "a":
            message = "no luck"
            raise ValueError(message)
        return (await bench.ask([ChatMessage("user", "x")])).text

    plan = Plan(tasks=(task("a"), task("b")))
    async with hocket_of(agent(work), journal=journal) as hocket:
        run_id, end = await hocket.submit(Goal(text="go", limits={"calls": 0}), plan=plan)
        await journal.at_limit.wait()
        with pytest.raises(SettledError, match="at its end; once it is over, retry a"):
            await retry(hocket, run_id, "run-copy", "a", by="ann")
        journal.go_on.set()
        assert (await end).status == "failed"


async def test_retry_repeats_the_synthesis_without_its_earlier_answers():
    journal, manner = MemoryJournal(), ["briefly"]

    async def work(assignment, _):
        return f"did {assignment.task.task_id} {manner[0]}"

    llm = ScriptedLlm(lambda request: f'["{len(request.messages[0].content)}"]')
    goal = Goal(text="go", deliverable=Deliverable(kind="json", json_schema={"type": "array"}))
    async with hocket_of(agent(work), journal=journal, llm=llm) as hocket:
        done = await hocket.run(goal, plan=plan_of("a", "b"))
        manner[0] = "at greater length"
        copy = await retry(hocket, done.run_id, "run-copy", "b", by="ann")
        async with asyncio.timeout(10):
            again = await hocket.finished(await hocket.engine.completion_of(copy))
    assert again.status == "reached", again.reason
    assert again.text != done.text, "the LLM was asked about what the tasks gave this time"
