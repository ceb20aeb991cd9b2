"""Hosts that fail: what stays ends the run at once, what passes is waited for."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from rich.console import Console

from hocket import Goal, Limits, Plan, RegexCheck
from hocket.app.conversation import say
from hocket.app.forking import retry
from hocket.app.replay import replay
from hocket.cli.exits import Exit, exit_of_error, exit_of_run
from hocket.cli.loading import make_ready
from hocket.core.event import AttemptFailed, CallAnswered, TryFailed
from hocket.errors import HostAwayError, HostUnusableError, UnavailableError
from hocket.ports.llm import ChatMessage
from hocket.resilience.guarded import GuardedLlm
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of, names, task

REASON = "the host answered 401: Incorrect API key; check the API key and its permissions"
BIG = "Write rain.md about rain and snow.md about snow"
NO_LIMIT = Limits(seconds=None)


async def ask_once(_, bench):
    return (await bench.ask([ChatMessage("user", "What is it?")], max_tokens=10)).text


def refusing(times: int = 99) -> ScriptedLlm:
    faults = {n: HostUnusableError(REASON, status=401) for n in range(1, times + 1)}
    return ScriptedLlm(lambda _: "fine", faults=faults)


def away(times: int, away_s: float = 600.0, **context) -> ScriptedLlm:
    context = {"status": 503, **context}
    faults = {
        n: UnavailableError("it starts", away_s=away_s, **context) for n in range(1, times + 1)
    }
    return ScriptedLlm(lambda _: "fine", faults=faults)


def retried(llm: ScriptedLlm, clock: FakeClock | None = None) -> RetryingLlm:
    return RetryingLlm(llm, clock=clock or FakeClock(), seed=0)


@pytest.mark.parametrize(("text", "ended"), [("go", "AttemptFailed"), (BIG, "PlanFailed")])
async def test_fault_of_a_host_that_stays_ends_the_run_at_once_with_its_reason(text, ended):
    llm = refusing()
    goal = Goal(text=text, limits=NO_LIMIT, checks=(RegexCheck(pattern="fine"),))
    async with hocket_of(agent(ask_once), llm=retried(llm)) as hocket:
        done = await hocket.run(goal)
        events = await events_of(hocket, done.run_id)
    assert (done.status, done.reason) == ("failed", REASON)
    assert len(llm.requests) == 1
    assert exit_of_run(done.state) is Exit.ENVIRONMENT
    assert events[-1].error == "host_unusable"
    assert names(events).count(ended) == 1


async def test_fault_of_a_host_keeps_what_was_done_before_it():
    async def work(assignment, bench):
        return "first" if assignment.task.task_id == "a" else await ask_once(assignment, bench)

    plan = Plan(tasks=(task("a"), task("b", "a")))
    async with hocket_of(agent(work), llm=refusing()) as hocket:
        done = await hocket.run(Goal(text="go", limits=NO_LIMIT), plan=plan)
    assert (done.text, done.reason) == ("first", REASON)
    assert done.state.result.missing == (f"b: {REASON}",)


async def test_run_that_a_fault_ended_is_retried_with_new_calls_and_replays():
    journal, worker, llm = MemoryJournal(), agent(ask_once), refusing(1)
    async with hocket_of(worker, llm=llm, journal=journal) as hocket:
        done = await hocket.run(Goal(text="go", limits=NO_LIMIT), plan="single")
        assert (await replay(journal, done.run_id, agents={"worker": worker})).divergence is None
        copy_id = await retry(hocket, done.run_id, "run-copy", "t1", by="me")
        again = await hocket.finish(copy_id, hocket.engine.completion_of(copy_id))
    assert (again.status, again.text) == ("reached", "fine")


async def test_fault_that_may_pass_is_tried_a_bounded_number_of_times():
    faults = {n: UnavailableError("it broke off") for n in range(1, 99)}
    llm = ScriptedLlm(lambda _: "fine", faults=faults)
    async with hocket_of(agent(ask_once), llm=retried(llm)) as hocket:
        done = await hocket.run(Goal(text="go", limits=NO_LIMIT), plan="single")
        events = await events_of(hocket, done.run_id)
    failed = [event for event in events if isinstance(event, AttemptFailed)]
    assert len(llm.requests) == 9, "three tries in each of three attempts"
    assert [event.retryable for event in failed] == [False] * 3
    assert "it broke off" in done.reason


async def test_host_that_is_away_for_a_while_is_waited_for_and_takes_no_call():
    llm, clock = away(12), FakeClock()
    goal = Goal(text="go", limits=Limits(seconds=None, calls=1))
    async with hocket_of(agent(ask_once), llm=retried(llm, clock)) as hocket:
        done = await hocket.run(goal, plan="single")
        events = await events_of(hocket, done.run_id)
    tries = [event for event in events if isinstance(event, TryFailed)]
    assert (done.text, done.state.spent.calls, len(tries)) == ("fine", 1, 12)
    assert 60 < sum(event.wait_s for event in tries) <= 600
    assert max(event.wait_s for event in tries) <= 30
    assert names(events).count("AttemptFailed") == 0


async def test_run_waits_until_its_host_is_tried_again_and_the_journal_says_why():
    llm, clock = away(8), FakeClock()
    box = GuardedLlm(llm, name="box", clock=clock)
    async with hocket_of(agent(ask_once), llm=RetryingLlm(box, clock=clock, seed=0)) as hocket:
        done = await hocket.run(
            Goal(text="go", limits=Limits(seconds=None, calls=1)), plan="single"
        )
        events = await events_of(hocket, done.run_id)
    tries = [event for event in events if isinstance(event, TryFailed)]
    held = [event for event in tries if event.code == "circuit_open"]
    assert (done.text, done.state.spent.calls, len(llm.requests)) == ("fine", 1, 9)
    assert len(tries) - len(held) == 8
    assert held, "the host was left alone in between"
    assert "box:scripted gets no calls until" in held[0].reason
    assert "it starts" in held[0].reason
    assert box.health.circuits == ()


async def test_host_that_stays_away_parks_the_run_which_resumes():
    journal, clock = MemoryJournal(), FakeClock()
    async with hocket_of(agent(ask_once), llm=retried(away(999), clock), journal=journal) as hocket:
        run_id, end = await hocket.submit(Goal(text="go", limits=NO_LIMIT), plan="single")
        with pytest.raises(HostAwayError, match="it starts") as caught:
            await end
        assert await hocket.engine.unfinished() == [run_id]
        events = await events_of(hocket, run_id)
    assert exit_of_error(caught.value) is Exit.ENVIRONMENT
    assert caught.value.remedy.name == "resume_runs"
    assert not [event for event in events if isinstance(event, CallAnswered)]
    waits_s = [event.wait_s for event in events if isinstance(event, TryFailed)]
    assert 500 < sum(waits_s) <= 600
    async with hocket_of(agent(ask_once), llm=retried(away(3)), journal=journal) as hocket:
        done = await hocket.resume(run_id)
    assert (done.status, done.text, done.state.spent.calls) == ("reached", "fine", 1)


@pytest.mark.parametrize(("requested_s", "waits"), [(45.0, True), (3600.0, False)])
async def test_host_that_asks_for_a_wait_gets_it_if_it_is_not_too_long(requested_s, waits):
    llm = away(1, retry_after_s=requested_s)
    async with hocket_of(agent(ask_once), llm=retried(llm)) as hocket:
        _, end = await hocket.submit(Goal(text="go", limits=NO_LIMIT), plan="single")
        if waits:
            await end
        else:
            with pytest.raises(HostAwayError):
                await end
        assert len(llm.requests) == (2 if waits else 1)


async def test_planner_waits_for_its_host_too():
    llm = away(5)
    async with hocket_of(agent(ask_once), llm=retried(llm)) as hocket:
        run_id, end = await hocket.submit(Goal(text=BIG, limits=NO_LIMIT))
        state = await end
        events = await events_of(hocket, run_id)
    assert state.is_over
    assert names(events).count("TryFailed") == 5
    assert names(events).count("PlanFailed") == (state.plan is None)


async def test_person_in_a_conversation_is_told_soon_that_the_host_is_away():
    llm, clock = away(99), FakeClock()
    async with hocket_of(agent(ask_once), llm=retried(llm, clock)) as hocket:
        talk = await hocket.conversations.open("worker")
        with pytest.raises(UnavailableError, match="it starts"):
            await say(hocket.conversations, talk.conversation_id, "Hello?")
    assert len(llm.requests) == 3
    assert sum(clock.slept_s) < 10


@pytest.mark.parametrize(
    ("error", "is_raised"),
    [
        (UnavailableError("it starts", status=503, away_s=600.0), False),
        (UnavailableError("cannot be reached", sent=False, away_s=60.0), True),
        (UnavailableError("the weights are not here"), True),
    ],
)
async def test_command_leaves_a_host_that_is_starting_to_the_run(error, is_raised):
    class Starting(ScriptedLlm):
        async def context_tokens(self, _):
            raise error

    with pytest.raises(UnavailableError) if is_raised else nullcontext():
        await make_ready(Starting([]), ["scripted"], Console(quiet=True))
