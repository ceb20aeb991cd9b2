"""Calls at once: within the bounds, recovering, none starved, and the books balance."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.errors import OrchestrationError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.resilience.bulkhead import OVERTAKINGS, Bulkhead
from hocket.resilience.guarded import GuardedLlm
from hocket.resilience.limit import USUAL_CALLS, Bounds, Limit
from hocket.testing import ScriptedLlm
from passing_time import PassingTime, settled

outcomes = st.one_of(
    st.just("refused"),
    st.tuples(st.floats(0, 1e6), st.integers(0, 100_000)),
)
bounds = st.tuples(st.integers(1, 40), st.integers(0, 100)).map(lambda b: Bounds(b[0], sum(b)))


def apply(limit: Limit, outcome, in_flight: int) -> None:
    if outcome == "refused":
        limit.refuse(in_flight=in_flight)
    else:
        limit.answer("a", outcome[1], outcome[0], in_flight=in_flight)


@given(bounds, st.lists(st.tuples(outcomes, st.integers(1, 200)), max_size=200))
def test_limit_never_leaves_its_bounds(bounds, script):
    limit = Limit(bounds)
    for outcome, in_flight in script:
        apply(limit, outcome, in_flight)
        assert bounds.least <= limit.calls <= bounds.most


@given(bounds, st.lists(st.tuples(outcomes, st.integers(1, 200)), max_size=60))
def test_limit_recovers_once_calls_are_answered(bounds, script):
    limit = Limit(bounds)
    for outcome, in_flight in script:
        apply(limit, outcome, in_flight)
    for _ in range(200 + USUAL_CALLS**2):  # what was on its way, then a round for each step
        limit.answer("a", 1, 0.0, in_flight=limit.calls)
    assert limit.calls >= min(USUAL_CALLS, bounds.most)


@given(st.integers(2, 32), st.integers(1, 8))
def test_refusals_of_calls_that_were_sent_together_lower_the_limit_once(most, rounds):
    limit = Limit(Bounds(1, most))
    for _ in range(rounds):
        before = limit.calls
        for _ in range(before):
            limit.refuse(in_flight=before)
        assert limit.calls == max(1, before // 2) or limit.calls == max(1, -(-before // 2))


def test_limit_grows_while_calls_take_about_as_long_as_the_fastest():
    limit = Limit(Bounds(1, 16))
    for _ in range(400):
        limit.answer("a", 100, 1.5, in_flight=limit.calls)
    assert limit.calls == 16


def test_limit_grows_only_where_it_is_used():
    limit = Limit(Bounds(1, 16))
    for _ in range(400):
        limit.answer("a", 100, 1.0, in_flight=1)
    assert limit.calls == USUAL_CALLS


def test_latency_takes_the_limit_back_to_the_usual_and_no_lower():
    limit = Limit(Bounds(1, 32))
    for _ in range(1000):
        limit.answer("a", 100, 1.0, in_flight=limit.calls)
    assert limit.calls == 32
    for _ in range(200):
        limit.answer("a", 100, 9.0, in_flight=limit.calls)
    assert limit.calls == USUAL_CALLS


def test_calls_of_other_sizes_and_llms_are_not_compared():
    limit = Limit(Bounds(1, 16))
    for _ in range(400):
        for llm, tokens, seconds in (("a", 10, 0.1), ("a", 3000, 9.0), ("b", 10, 4.0)):
            limit.answer(llm, tokens, seconds, in_flight=limit.calls)
    assert limit.calls == 16


def test_host_that_became_slower_is_learned():
    limit = Limit(Bounds(1, 16))
    limit.answer("a", 100, 1.0, in_flight=8)
    for _ in range(4000):
        limit.answer("a", 100, 6.0, in_flight=limit.calls)
    assert limit.calls == 16


def test_host_that_refuses_a_single_call_gets_none_for_longer_each_time():
    limit = Limit(Bounds(1, 1))
    for _ in range(20):
        limit.refuse(in_flight=1)
    assert [limit.refuse(in_flight=1) for _ in range(2)] == [8.0, 8.0]
    limit.answer("a", 1, 0.1, in_flight=1)
    assert limit.refuse(in_flight=1) == 0.25


@given(
    st.integers(1, 4),
    st.lists(
        st.one_of(
            st.tuples(st.just("enter"), st.integers(0, 10)),
            st.tuples(st.sampled_from(["leave", "cancel"]), st.integers(0, 50)),
            st.tuples(st.just("resize"), st.integers(1, 6)),
        ),
        max_size=80,
    ),
)
def test_bulkhead_lets_in_as_many_as_it_may_and_keeps_its_books(size, script):
    async def main() -> None:
        room = Bulkhead(size)
        tasks: list[asyncio.Task[None]] = []
        inside: list[asyncio.Task[None]] = []
        leaving: dict[asyncio.Task[None], asyncio.Event] = {}

        async def call(priority: int, leave: asyncio.Event) -> None:
            await room.enter(priority)
            try:
                inside.append(asyncio.current_task())
                await leave.wait()
            finally:
                inside.remove(asyncio.current_task())
                room.leave()

        most = size
        for name, value in script:
            if name == "enter":
                leave = asyncio.Event()
                tasks.append(asyncio.ensure_future(call(value, leave)))
                leaving[tasks[-1]] = leave
            elif name == "resize":
                room.resize(value)
                most = max(most, value)
            elif name == "cancel" and tasks:
                tasks[value % len(tasks)].cancel()
            elif name == "leave" and inside:
                leaving[inside[value % len(inside)]].set()
            if value % 3:  # else what follows happens before anything of this has run
                await settled()
                assert len(inside) == room.in_flight <= most
                assert not room.waiting or room.in_flight >= room.size
        for leave in leaving.values():
            leave.set()
        await asyncio.wait(tasks) if tasks else None
        assert (room.in_flight, room.waiting, inside) == (0, 0, [])

    asyncio.run(main())


async def test_call_of_low_priority_is_overtaken_so_often_and_no_more():
    room, entered = Bulkhead(1), []

    async def call(name: str, priority: int) -> None:
        await room.enter(priority)
        entered.append(name)
        await asyncio.sleep(0)
        room.leave()

    await room.enter(5)
    async with asyncio.TaskGroup() as group:
        group.create_task(call("low", 0))
        await settled()
        for _ in range(3 * OVERTAKINGS):
            group.create_task(call("high", 9))
        await settled()
        room.leave()
    assert entered.index("low") == OVERTAKINGS


@pytest.mark.parametrize("is_granted_first", [True, False])
async def test_place_of_a_call_that_is_cancelled_as_it_is_let_in_is_free_again(is_granted_first):
    room = Bulkhead(1)
    await room.enter(5)
    waiting = asyncio.ensure_future(room.enter(5))
    await settled()
    for step in (room.leave, waiting.cancel)[:: 1 if is_granted_first else -1]:
        step()
    await settled()
    assert (waiting.cancelled(), room.in_flight, room.waiting) == (True, 0, 0)


async def test_calls_of_one_priority_go_in_order_of_arrival():
    room, entered = Bulkhead(1), []

    async def call(number: int) -> None:
        await room.enter(5)
        entered.append(number)
        room.leave()

    await room.enter(5)
    async with asyncio.TaskGroup() as group:
        for number in range(50):
            group.create_task(call(number))
        await settled()
        room.leave()
    assert entered == list(range(50))


async def test_queue_that_is_full_refuses_a_call_that_was_not_sent():
    room = Bulkhead(1, most_waiting=1)
    await room.enter(5)
    waiting = asyncio.ensure_future(room.enter(5))
    await settled()
    with pytest.raises(
        UnavailableError, match="1 calls are in progress and 1 are waiting"
    ) as caught:
        await room.enter(5)
    assert caught.value.context["sent"] is False
    room.leave()
    await waiting


AWAY = UnavailableError("it cannot be reached", sent=False, away_s=60.0)
BUSY = UnavailableError("it answered 429", status=429, retry_after_s=3.0)


@given(
    st.sampled_from([None, AWAY, BUSY]),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 30)), min_size=1, max_size=8),
    st.integers(1, 3),
)
def test_guard_keeps_its_books_wherever_calls_are_cancelled(fault, cancellations, most):
    """Each call is cancelled after so many turns of the loop, wherever it is then."""

    async def main() -> None:
        clock = PassingTime()
        host = ScriptedLlm(lambda _: "fine", latency_s=0.5, clock=clock)
        host._faults = {n: fault for n in range(1, 5) if fault is not None}
        llm = GuardedLlm(host, name="box", clock=clock, bounds=Bounds(1, most))
        request = LlmRequest("scripted", (ChatMessage("user", "go"),))
        tasks = []
        for wait, turns in cancellations:
            tasks.append(asyncio.ensure_future(llm.complete(request)))
            for _ in range(turns):
                await asyncio.sleep(0)
            if wait % 3 == 0:
                clock.wake_next()
            tasks[wait % len(tasks)].cancel()
        while not all(task.done() for task in tasks):
            await settled()
            clock.wake_next()
        for task in tasks:
            if not task.cancelled() and task.exception() is not None:
                assert isinstance(task.exception(), OrchestrationError)
        assert (llm.health.in_flight, llm.health.waiting) == (0, 0)
        host._faults = {}
        await clock.during(clock.sleep(40))
        assert (await clock.during(llm.complete(request))).text == "fine"
        assert llm.health.circuits == ()

    asyncio.run(main())
