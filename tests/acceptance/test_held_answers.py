"""At a limit an attempt that has an answer already hands it over, whatever it was doing then."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from hocket import Agent, Goal, Limits, Plan
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.cli.exits import Exit, exit_of_run
from hocket.core.event import AnswerHeld, AttemptFailed, CallAnswered
from hocket.core.spending import Price
from hocket.core.task import Constraints
from hocket.errors import UnavailableError
from hocket.ports.llm import ChatMessage
from hocket.projections.verdict import verdict_in_words
from hocket.testing import ScriptedLlm
from stories import agent, events_of, hocket_of, names, task

PRICE = Price(Decimal(1000), Decimal(1000))
"""A call takes eight tokens of a prompt and two of an answer, which is a hundredth of a dollar."""
ASK = [ChatMessage("user", "x" * 32)]


async def asks_twice(_, bench):
    """Has an answer, and asks for another one."""
    answer = (await bench.ask(ASK, max_tokens=2)).text
    await bench.hold(answer, files={"a.txt": b"first"})
    bench.write("a.txt", b"second")
    return (await bench.ask(ASK, max_tokens=2)).text


def slow(seconds_s: float):
    """Has an answer, and works on it for long."""

    async def work(_, bench):
        await bench.hold("41")
        await bench.hold("42")
        await asyncio.sleep(seconds_s)
        return "43"

    return work


def llm() -> ScriptedLlm:
    return ScriptedLlm(lambda _: "42", price=PRICE)


async def story(work, goal: Goal, plan: Plan | str = "single"):
    """A run, its events, and what its replay differs in."""
    journal = MemoryJournal()
    worker = agent(work) if callable(work) else work
    async with hocket_of(worker, llm=llm(), journal=journal) as hocket:
        done = await hocket.run(goal, plan=plan)
        events = await events_of(hocket, done.run_id)
    replayed = await replay(journal, done.run_id, agents={worker.card.name: worker})
    assert replayed.divergence is None
    return done, events


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"tokens": 15}, "the limit of 15 tokens leaves no room"),
        ({"usd": Decimal("0.015")}, "the limit of 0.015 usd leaves no room"),
        ({"calls": 1}, "100 % of the limit of 1 calls is spent"),
    ],
)
async def test_answer_is_the_result_where_the_next_call_fits_no_limit(limits, why):
    done, events = await story(asks_twice, Goal(text="go", limits=Limits(**limits)))
    assert (done.status, done.verdict, done.text) == ("reached", "unproven", "42")
    assert done.files["a.txt"] == b"first"
    assert exit_of_run(done.state) is Exit.LIMIT
    assert verdict_in_words(done.state) == f"unproven: cut short: {why}"
    assert "LimitReached" not in names(events), "the run goes on with the answer"
    assert done.state.spent.calls == 1


async def test_answer_is_judged_by_the_checks_like_any_other():
    plan = Plan(tasks=(task("a", check="42"),))
    done, _ = await story(asks_twice, Goal(text="go", limits=Limits(calls=1)), plan)
    assert (done.verdict, exit_of_run(done.state)) == ("accepted", Exit.ACCEPTED)
    plan = Plan(tasks=(task("a", check="41"),))
    done, _ = await story(asks_twice, Goal(text="go", limits=Limits(calls=1)), plan)
    assert (done.status, done.text, exit_of_run(done.state)) == ("failed", "42", Exit.LIMIT)


async def test_deadline_that_cuts_work_hands_over_its_newest_answer_as_unproven():
    done, events = await story(slow(60), Goal(text="go", limits=Limits(seconds=0.3)))
    assert (done.status, done.verdict, done.text) == ("reached", "unproven", "42")
    assert exit_of_run(done.state) is Exit.LIMIT
    assert verdict_in_words(done.state) == (
        "unproven: the time limit of 0.3 s was reached before its work was finished; this is the "
        "answer by then"
    )
    assert names(events).count("AnswerHeld") == 2


async def test_limit_that_another_task_reaches_loses_no_answer():
    async def work(assignment, bench):
        await bench.ask(ASK, max_tokens=2)
        if assignment.task.task_id == "a":
            await bench.hold("an answer")
            await asyncio.sleep(60)
        return (await bench.ask(ASK, max_tokens=2)).text

    plan = Plan(tasks=(task("a"), task("b")))
    worker = agent(work, capacity=2)
    done, events = await story(worker, Goal(text="go", limits=Limits(calls=2, seconds=0.5)), plan)
    assert "LimitReached" in names(events) or "TimerFired" in names(events)
    assert "an answer" in done.text
    assert [m.partition(":")[0] for m in done.state.result.missing] == ["b"]


@pytest.mark.parametrize(
    "constraints",
    [Constraints(time_limit=1), Constraints(resource_limit=Limits(calls=1))],
    ids=["time", "calls"],
)
async def test_limit_of_the_attempt_itself_ends_it_with_its_answer(constraints):
    async def work(assignment, bench):
        await bench.ask(ASK, max_tokens=2)
        await bench.hold("42")
        if assignment.task.constraints.time_limit:
            await asyncio.sleep(60)
        return (await bench.ask(ASK, max_tokens=2)).text

    plan = Plan(tasks=(task("a", constraints=constraints), task("b", "a")))
    done, events = await story(work, Goal(text="go"), plan)
    assert (done.status, done.verdict) == ("reached", "unproven")
    assert done.state.tasks["a"].outcome.cut.partition(" of ")[0] in (
        "its time limit",
        "The task's limit",
    )
    assert not [event for event in events if isinstance(event, AttemptFailed)]
    assert done.state.tasks["a"].attempts == 1


async def test_call_that_the_time_limit_cuts_leaves_the_answer_before_it():
    async def work(_, bench):
        await bench.hold("42")
        return (await bench.ask(ASK)).text

    slow_llm = ScriptedLlm(["late"], latency_s=60)
    journal, worker = MemoryJournal(), agent(work)
    plan = Plan(tasks=(task("a", constraints=Constraints(time_limit=1)),))
    async with hocket_of(worker, llm=slow_llm, journal=journal) as hocket:
        done = await hocket.run(Goal(text="go"), plan=plan)
    assert (done.status, done.text) == ("reached", "42")
    replayed = await replay(journal, done.run_id, agents={"worker": worker})
    assert replayed.divergence is None


async def test_answer_that_lacks_something_makes_room_for_another_attempt():
    async def work(assignment, bench):
        await bench.hold(f"half {assignment.number}", "the other half is missing")
        if assignment.number == 1:
            await bench.ask(ASK, max_tokens=2)
            await bench.ask(ASK, max_tokens=2)
        return "whole"

    limited = Constraints(resource_limit=Limits(calls=1))
    done, _ = await story(work, Goal(text="go"), Plan(tasks=(task("a", constraints=limited),)))
    assert (done.text, done.state.tasks["a"].attempts) == ("whole", 2)


async def test_answer_that_lacks_something_is_better_than_none_and_says_what():
    async def work(_, bench):
        await bench.hold("half", "the other half is missing")
        return (await bench.ask(ASK, max_tokens=2)).text

    done, _ = await story(work, Goal(text="go", limits=Limits(calls=0)))
    assert (done.status, done.text, exit_of_run(done.state)) == ("failed", "half", Exit.LIMIT)
    assert done.state.result.missing == (
        "t1: not finished (working): the other half is missing; its latest work is delivered",
    )


async def test_answer_that_lacks_something_replaces_no_whole_one_of_an_earlier_attempt():
    async def work(assignment, bench):
        if assignment.number == 1:
            await bench.hold("whole")
            raise UnavailableError("away")
        await bench.hold("half", "the other half is missing")
        return (await bench.ask(ASK, max_tokens=2)).text

    done, _ = await story(work, Goal(text="go", limits=Limits(calls=0)))
    assert (done.status, done.verdict, done.text) == ("reached", "unproven", "whole")
    assert not done.state.result.missing


async def test_answer_that_lacks_something_replaces_no_finished_work_that_was_rejected():
    async def work(assignment, bench):
        if assignment.number == 1:
            return "all of it, with a slip"
        await bench.hold("half", "the other half is missing")
        return (await bench.ask(ASK, max_tokens=2)).text

    plan = Plan(tasks=(task("a", check="right"),))
    done, _ = await story(work, Goal(text="go", limits=Limits(calls=0)), plan)
    assert (done.status, done.text) == ("failed", "all of it, with a slip")
    assert done.state.result.missing == ("a: not finished (working); its latest work is delivered",)


async def test_answer_of_a_task_that_is_given_up_is_delivered():
    async def work(_, bench):
        await bench.hold("half", "the other half is missing")
        raise ValueError

    done, _ = await story(work, Goal(text="go"))
    assert (done.status, done.text) == ("failed", "half")
    assert "the other half is missing; its latest work is delivered" in done.state.result.missing[0]


async def test_answer_is_journaled_once_as_long_as_it_is_the_same():
    async def work(_, bench):
        for _ in range(3):
            await bench.hold("42")
        return "42"

    _, events = await story(work, Goal(text="go"))
    assert names(events).count("AnswerHeld") == 1


class Twofold:
    """A way that holds an answer of its own, and needs a second call."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fits(self, _) -> bool:
        return True

    async def work(self, _, bench, __) -> str:
        await bench.ask(ASK, max_tokens=2)
        await bench.hold(self.name)
        await bench.ask(ASK, max_tokens=2)
        return self.name


@pytest.mark.parametrize("calls", [3, 4, 5])
async def test_answer_of_a_second_method_replaces_none(calls):
    worker = Agent("ann", ways=[Twofold("one"), Twofold("two")])
    goal = Goal(text="What is the total?", limits=Limits(calls=calls), care="high")
    done, events = await story(worker, goal)
    assert (done.status, done.text) == ("reached", "one")
    held = [event for event in events if isinstance(event, AnswerHeld)]
    assert [event.attempt_id for event in held] == ["t1#1"]


@pytest.mark.parametrize("kept", range(1, 5))
async def test_crash_at_any_event_of_the_attempt_ends_in_the_same_answer(kept):
    journal, worker = MemoryJournal(), agent(asks_twice)
    goal = Goal(text="go", limits=Limits(calls=1))
    async with hocket_of(worker, llm=llm(), journal=journal) as hocket:
        whole = await hocket.run(goal, plan="single", run_id="run-1")
    records = await journal.read("run-1")
    begun = next(n for n, r in enumerate(records) if r.entry.type == "Awarded")
    texts = {d: await journal.blob(d) for r in records for d in r.entry.digests}
    crashed = MemoryJournal()
    entries = [record.entry for record in records[: begun + kept]]
    await crashed.append("run-1", 0, entries, texts)
    async with hocket_of(worker, llm=llm(), journal=crashed) as hocket:
        done = await hocket.resume("run-1")
        calls = [e for e in await events_of(hocket, "run-1") if isinstance(e, CallAnswered)]
    assert (done.status, done.verdict, done.text) == (whole.status, whole.verdict, whole.text)
    assert sum(call.usage.calls for call in calls) == 1
    replayed = await replay(crashed, "run-1", agents={"worker": worker})
    assert replayed.divergence is None
