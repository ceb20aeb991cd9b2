"""Calls that are tried more than once: each try that was sent counts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from hocket import Goal, Limits, Plan
from hocket.app.replay import replay
from hocket.errors import (
    EgressDeniedError,
    PermanentError,
    RefusedError,
    StructureError,
    TransientError,
    UnavailableError,
)
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.ports.residence import Footprint
from hocket.ports.wrapper import WrapperLlm
from hocket.projections.explanation import explain
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of, names, task

PROMPT = "word " * 400
"""500 tokens as the scripted host counts, four characters each."""

MOST = 10
"""The most that an answer may have."""

UNCOUNTED = LlmRequest("scripted", (ChatMessage("user", PROMPT),)).estimated_tokens
"""The estimate of the same where no host counts."""

BUSY = {1: UnavailableError("busy"), 2: UnavailableError("busy")}


def retried(llm: ScriptedLlm, clock=None) -> RetryingLlm:
    return RetryingLlm(llm, clock=clock or FakeClock(), seed=0)


async def ask_once(_, bench):
    return (await bench.ask([ChatMessage("user", PROMPT)], max_tokens=MOST)).text


async def run_of(llm, work=ask_once, **options):
    """A run of one task, and its events."""
    limits = Limits(**{"seconds": None, **options})
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run(Goal(text="go", limits=limits), plan="single")
        return done, await events_of(hocket, done.run_id)


async def test_call_that_succeeds_on_its_third_try_is_three_calls_on_record():
    journal = MemoryJournal()
    llm = retried(ScriptedLlm(lambda _: "fine", faults=BUSY))
    worker = agent(ask_once)
    async with hocket_of(worker, llm=llm, journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    spent = done.state.spent
    assert (done.text, spent.calls) == ("fine", 3)
    assert spent.prompt_tokens == 500 + 2 * UNCOUNTED
    assert spent.estimated_tokens == 2 * (UNCOUNTED + MOST), "no host counted what failed"
    story = await explain(journal, done.run_id)
    [attempt] = story.tasks["t1"].attempts
    assert [(n.number, n.code, n.reason) for n in attempt.notes] == [
        (1, "unavailable", "busy"),
        (2, "unavailable", "busy"),
    ]
    assert len(attempt.calls) == 1
    assert (await replay(journal, done.run_id, agents={"worker": worker})).divergence is None


@pytest.mark.parametrize(
    ("error", "calls", "tokens"),
    [
        (UnavailableError("broke off"), 1, UNCOUNTED + MOST),
        (TransientError("odd"), 1, UNCOUNTED + MOST),
        (UnavailableError("overloaded", status=503), 1, 0),
        (RefusedError("wrong key", status=401), 1, 0),
        (StructureError("garbled", usage={"calls": 1, "prompt_tokens": 7}), 1, 7),
        (UnavailableError("not there", sent=False), 0, 0),
        (EgressDeniedError("not configured"), 0, 0),
    ],
)
async def test_call_that_failed_costs_what_was_sent(error, calls, tokens):
    async def work(_, bench):
        try:
            await ask_once(_, bench)
        except type(error):
            return "it failed"

    llm = ScriptedLlm(lambda _: "x", faults={1: error})
    done, _ = await run_of(llm, work)
    assert (done.text, done.state.spent.calls, done.state.spent.tokens) == (
        "it failed",
        calls,
        tokens,
    )


async def test_tries_of_a_wrapper_that_retries_by_itself_are_calls():
    llm = ScriptedLlm(lambda _: "fine", faults=BUSY)
    done, _ = await run_of(WrapperLlm(retried(llm)))
    assert (done.text, done.state.spent.calls) == ("fine", 3)


async def test_text_that_came_before_a_failure_counts():
    class Breaking(ScriptedLlm):
        async def complete(self, request, on_text=None):
            if not self.requests:
                on_text("some text ")
            return await super().complete(request, on_text)

    llm = Breaking(lambda _: "x", faults={1: UnavailableError("broke off")})
    done, _ = await run_of(retried(llm))
    assert done.state.spent.estimated_tokens == UNCOUNTED + 2


async def test_answer_that_its_host_did_not_count_is_estimated():
    done, _ = await run_of(ScriptedLlm(lambda _: LlmAnswer("four " * 8)))
    assert done.state.spent.tokens == done.state.spent.estimated_tokens == UNCOUNTED + 8


async def test_limit_on_calls_stops_the_tries_of_one_call():
    llm = ScriptedLlm(lambda _: "fine", faults=BUSY)
    done, events = await run_of(retried(llm), calls=2)
    assert "the limit of 2 calls" in done.reason
    assert len(llm.requests) == 2, "the third try is not sent"
    assert done.state.spent.calls == 2
    assert names(events).count("TryFailed") == 2


async def test_limit_on_tokens_counts_the_tries_that_failed():
    llm = ScriptedLlm(lambda _: "fine", faults=BUSY)
    done, _ = await run_of(retried(llm), tokens=1200)
    assert "the limit of 1200 tokens" in done.reason
    assert len(llm.requests) == 2
    assert done.state.spent.tokens == 2 * (UNCOUNTED + MOST)


async def test_limit_on_money_counts_the_tries_that_failed():
    priced = {"calls": 1, "prompt_tokens": 500, "usd": "0.5"}
    faults = {n: UnavailableError("broke off", usage=dict(priced)) for n in (1, 2)}
    cost = LlmAnswer("fine", usd=Decimal("0.5"), prompt_tokens=500, completion_tokens=1)
    llm = ScriptedLlm(lambda _: replace(cost), faults=faults)
    done, _ = await run_of(retried(llm), usd=Decimal("1.2"))
    assert "usd" in done.reason
    assert done.state.spent.usd == Decimal("1.0")


class HeldClock(FakeClock):
    """A clock that stops at the sleep with this number."""

    def __init__(self, stops_at: int) -> None:
        super().__init__()
        self._stops_at = stops_at
        self.stopped = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if len(self.slept_s) == self._stops_at:
            self.stopped.set()
            await asyncio.Event().wait()


@pytest.mark.parametrize("failed_before", [1, 2])
async def test_crash_between_tries_counts_those_before_it_and_gives_no_more(failed_before):
    journal, clock = MemoryJournal(), HeldClock(failed_before)
    first = ScriptedLlm(lambda _: "x", faults=BUSY)
    async with hocket_of(agent(ask_once), llm=retried(first, clock), journal=journal) as hocket:
        run_id, _ = await hocket.submit("go", plan="single")
        await clock.stopped.wait()
    assert len(first.requests) == failed_before
    left = 3 - failed_before
    second = ScriptedLlm(
        lambda _: "fine", faults={n: UnavailableError("busy") for n in range(1, left + 1)}
    )
    async with hocket_of(agent(ask_once), llm=retried(second), journal=journal) as hocket:
        done = await hocket.resume(run_id)
    assert done.state.attempts == 2, "the first one had its three tries, over the restart"
    assert len(second.requests) == left + 1
    assert done.state.spent.calls == 4


async def test_tries_at_once_are_each_a_call_and_the_run_replays():
    journal = MemoryJournal()

    async def work(_, bench):
        async with asyncio.TaskGroup() as group:
            for n in range(4):
                group.create_task(bench.ask([ChatMessage("user", f"{PROMPT} {n}")], max_tokens=9))
        return "done"

    llm = ScriptedLlm(lambda _: "x", faults={n: UnavailableError("busy") for n in (1, 3, 4, 5)})
    worker = agent(work)
    async with hocket_of(worker, llm=retried(llm), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.text == "done"
    assert done.state.spent.calls == len(llm.requests) == 8
    assert (await replay(journal, done.run_id, agents={"worker": worker})).divergence is None


async def test_tries_of_a_run_within_a_run_count_against_the_outer_limits():
    async def work(assignment, bench):
        if assignment.goal == "go":
            return (await bench.delegate(Goal(text="inner"))).status
        return await ask_once(assignment, bench)

    faults = {n: UnavailableError("busy") for n in range(1, 50)}
    llm = ScriptedLlm(lambda _: "x", faults=faults)
    done, _ = await run_of(retried(llm), work, calls=7)
    assert len(llm.requests) == 7
    assert done.state.spent.calls == 7


class Stopping(ScriptedLlm):
    """Says the beginning of an answer and never its end."""

    def __init__(self, *, says: str) -> None:
        super().__init__([])
        self.says = says
        self.begun = asyncio.Event()

    async def complete(self, request, on_text=None):
        self.requests.append(request)
        on_text(self.says)
        self.begun.set()
        await asyncio.Event().wait()


def impatient(llm: Stopping, calls: int = 1):
    """An agent's work that stops its calls once the first has begun to be answered."""

    async def work(_, bench):
        asked = [
            asyncio.ensure_future(bench.ask([ChatMessage("user", f"{PROMPT}{n}")], max_tokens=100))
            for n in range(calls)
        ]
        await llm.begun.wait()
        for call in asked:
            call.cancel()
        await asyncio.wait(asked)
        return "enough"

    return work


async def test_call_that_is_stopped_counts_with_the_text_that_came():
    llm = Stopping(says="four " * 25)
    done, events = await run_of(llm, impatient(llm))
    assert (done.text, done.state.spent.calls) == ("enough", 1)
    assert 25 < done.state.spent.estimated_tokens - UNCOUNTED <= 32  # a word, or four characters
    assert [e.code for e in events if type(e).__name__ == "TryFailed"] == ["stopped"]


class InMemory(WrapperLlm):
    """A host that holds its LLMs in memory."""

    counts_in_memory = False

    async def footprint(self, _):
        return Footprint(1)


async def test_call_that_is_stopped_in_line_was_none():
    llm = Stopping(says="four")
    held = ScheduledLlm(InMemory(llm), FakeClock(), 1)
    done, _ = await run_of(held, impatient(llm, calls=3))
    assert len(llm.requests) == 1
    assert done.state.spent.calls == 1


async def test_call_that_a_process_does_not_finish_counts_and_is_no_failed_try():
    journal, llm = MemoryJournal(), Stopping(says="four" * 25)
    async with hocket_of(agent(ask_once), llm=llm, journal=journal) as hocket:
        run_id, _ = await hocket.submit("go", plan="single")
        await llm.begun.wait()
    again = ScriptedLlm(lambda _: "fine", faults=BUSY)
    async with hocket_of(agent(ask_once), llm=retried(again), journal=journal) as hocket:
        done = await hocket.resume(run_id)
    assert done.text == "fine", "three tries are left to the new process"
    assert done.state.spent.calls == 4


async def test_run_within_a_run_that_is_stopped_counts_in_the_outer_one():
    inner_asked = asyncio.Event()

    async def work(assignment, bench):
        if assignment.goal == "inner":
            await ask_once(assignment, bench)
            inner_asked.set()
            await asyncio.Event().wait()
        call = asyncio.ensure_future(bench.delegate(Goal(text="inner")))
        await inner_asked.wait()
        call.cancel()
        await asyncio.wait([call])
        return (await bench.ask([ChatMessage("user", PROMPT)], max_tokens=MOST)).text

    llm = ScriptedLlm(lambda _: "fine")
    done, _ = await run_of(llm, work)
    assert done.text == "fine"
    assert done.state.spent.calls == len(llm.requests)


def forgetful(llm: Stopping, left: list, *, waits: bool = False):
    """An agent's work that leaves a call in progress behind when it ends or is stopped."""

    async def work(assignment, bench):
        left.append(asyncio.ensure_future(ask_once(assignment, bench)))
        await llm.begun.wait()
        if waits:
            await asyncio.Event().wait()
        return "enough"

    return work


async def test_call_that_an_agent_leaves_behind_is_stopped_with_its_attempt_and_counts():
    llm, left = Stopping(says="four"), []
    done, events = await run_of(retried(llm), forgetful(llm, left))
    assert (done.text, done.state.spent.calls) == ("enough", 1)
    assert [e.code for e in events if type(e).__name__ == "TryFailed"] == ["stopped"]
    await asyncio.wait(left)
    assert left[0].cancelled()


async def test_call_that_an_agent_leaves_behind_as_it_is_stopped_counts_and_is_not_tried_again():
    llm, left = Stopping(says="four"), []
    async with hocket_of(agent(forgetful(llm, left, waits=True)), llm=retried(llm)) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await llm.begun.wait()
        await hocket.engine.cancel(run_id, "ann")
        state = await end
    assert (state.status, state.spent.calls) == ("cancelled", 1)
    await asyncio.wait(left)
    assert len(llm.requests) == 1


async def test_call_that_begins_after_its_attempt_is_refused_and_reaches_no_host():
    over, left = asyncio.Event(), []
    llm = ScriptedLlm(lambda _: "late")

    async def late(assignment, bench):
        await over.wait()
        return await ask_once(assignment, bench)

    async def work(assignment, bench):
        left.append(asyncio.ensure_future(late(assignment, bench)))
        if assignment.task.task_id == "b":
            over.set()
            await asyncio.wait(left[:1])
        return "done"

    plan = Plan(tasks=(task("a"), task("b", "a")))
    async with hocket_of(agent(work), llm=llm) as hocket:
        done = await hocket.run("go", plan=plan)
    with pytest.raises(PermanentError, match=r"a#1 is over, so .* was not called"):
        await left[0]
    await asyncio.wait(left)
    assert done.state.spent.calls == len(llm.requests)
