from __future__ import annotations

import asyncio

import pytest

from hocket.errors import RefusedError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.resilience.retry import RetryingLlm
from hocket.testing.scripted import ScriptedLlm

REQUEST = LlmRequest("scripted", (ChatMessage("user", "hello"),))
DOWN = UnavailableError("down")


class CountingClock:
    def __init__(self) -> None:
        self.slept_s: list[float] = []

    def now_us(self) -> int:
        return 0

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)


class Barrier:
    """A clock whose sleepers wait until it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    def now_us(self) -> int:
        return 0

    async def sleep(self, _seconds: float) -> None:
        await self.opened.wait()


def retrying(inner: ScriptedLlm, clock: CountingClock, **changes) -> RetryingLlm:
    return RetryingLlm(inner, clock=clock, **{"seed": 1, **changes})


async def test_retryable_error_is_retried_after_growing_waits():
    inner = ScriptedLlm(lambda _: "fine", faults=dict.fromkeys(range(1, 5), DOWN))
    clock = CountingClock()
    answer = await retrying(inner, clock, attempts=5, base_s=1.0, cap_s=3.0).complete(REQUEST)
    assert answer.text == "fine"
    assert all(
        0.0 <= wait_s <= bound_s
        for wait_s, bound_s in zip(clock.slept_s, (1.0, 2.0, 3.0, 3.0), strict=True)
    )


async def test_last_try_raises_its_error():
    inner = ScriptedLlm([], faults=dict.fromkeys(range(1, 9), DOWN))
    with pytest.raises(UnavailableError):
        await retrying(inner, CountingClock(), attempts=3).complete(REQUEST)
    assert len(inner.requests) == 3


async def test_error_that_is_not_retryable_is_raised_at_once():
    inner = ScriptedLlm(["fine"], faults={1: RefusedError("no")})
    clock = CountingClock()
    with pytest.raises(RefusedError):
        await retrying(inner, clock).complete(REQUEST)
    assert clock.slept_s == []


async def test_wait_is_never_shorter_than_the_host_requires():
    inner = ScriptedLlm(lambda _: "fine", faults={1: UnavailableError("busy", retry_after_s=7.0)})
    clock = CountingClock()
    await retrying(inner, clock).complete(REQUEST)
    assert clock.slept_s == [7.0]


async def test_wait_beyond_the_cap_raises_at_once():
    inner = ScriptedLlm(lambda _: "fine", faults={1: UnavailableError("busy", retry_after_s=60.0)})
    clock = CountingClock()
    with pytest.raises(UnavailableError):
        await retrying(inner, clock, cap_s=30.0).complete(REQUEST)
    assert clock.slept_s == []


async def test_equal_seeds_give_equal_waits():
    waits = []
    for _ in range(2):
        clock = CountingClock()
        inner = ScriptedLlm(lambda _: "fine", faults={1: DOWN, 2: DOWN})
        await retrying(inner, clock).complete(REQUEST)
        waits.append(clock.slept_s)
    assert waits[0] == waits[1]
