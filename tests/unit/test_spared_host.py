"""A host that refuses is spared: simulated, with calls that are all ready at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from hocket.engine.tries import Tries
from hocket.errors import DeadlineExceededError, OrchestrationError, UnavailableError
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.ports.wrapper import WrapperLlm
from hocket.resilience.guarded import GuardedLlm
from hocket.resilience.limit import Bounds
from hocket.resilience.retry import Backoff
from hocket.testing import ScriptedLlm
from passing_time import PassingTime, settled
from resident_host import Host

REQUEST = LlmRequest("scripted", (ChatMessage("user", "go"),))


@dataclass
class Rated(ScriptedLlm):
    """Refuses calls above a rate, or above so many at once; answers share what it can do."""

    clock: PassingTime
    rate_per_s: float = 0.0
    at_once: int = 1 << 30
    slots: int = 1 << 30
    latency_s: float = 0.1
    retry_after_s: float | None = None
    refused: list[float] = field(default_factory=list)
    in_progress: int = 0
    most_in_progress: int = 0
    _tokens: float = 1.0
    _filled_s: float = 0.0

    def __post_init__(self) -> None:
        super().__init__(lambda _: "fine")

    async def complete(self, _request, _on_text=None):
        if not self._takes():
            self.refused.append(self.clock.passed_s)
            context = {} if self.retry_after_s is None else {"retry_after_s": self.retry_after_s}
            raise UnavailableError("it answered 429", status=429, away_s=600.0, **context)
        self.in_progress += 1
        self.most_in_progress = max(self.most_in_progress, self.in_progress)
        try:
            await self.clock.sleep(self.latency_s * max(1.0, self.in_progress / self.slots))
        finally:
            self.in_progress -= 1
        return LlmAnswer("fine", prompt_tokens=20, completion_tokens=10)

    def _takes(self) -> bool:
        now_s = self.clock.passed_s
        filled = self._tokens + (now_s - self._filled_s) * self.rate_per_s
        self._tokens, self._filled_s = min(filled, max(1.0, self.rate_per_s / 2)), now_s
        if self.in_progress >= self.at_once or (self.rate_per_s and self._tokens < 1):
            return False
        self._tokens -= 1
        return True


class Fixed(WrapperLlm):
    """Eight calls at once, whatever becomes of them."""

    def __init__(self, inner: ScriptedLlm) -> None:
        super().__init__(inner)
        self._room = asyncio.Semaphore(8)

    async def complete(self, request, on_text=None):
        async with self._room:
            return await super().complete(request, on_text)


async def worked(llm: WrapperLlm, clock: PassingTime, calls: int) -> float:
    """The seconds until so many calls are answered, each sent again as a run does."""
    policy = Backoff(attempts=3, base_s=0.5, cap_s=30.0, clock=clock, seed=0)

    async def until_answered() -> None:
        tries = Tries(policy, 0, waits=True, limit_s=3600.0)
        while True:
            try:
                await llm.complete(REQUEST)
            except OrchestrationError as error:
                wait_s = tries.wait_s(error)
                assert wait_s is not None
                await clock.sleep(wait_s)
            else:
                return

    async def every() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(calls):
                group.create_task(until_answered())

    began_s = clock.passed_s
    await clock.during(every())
    return clock.passed_s - began_s


@pytest.mark.parametrize(
    ("options", "fewer"),
    [
        ({"rate_per_s": 20.0}, 3),
        ({"rate_per_s": 20.0, "retry_after_s": 1.0}, 3),
        ({"at_once": 4}, 3),
        ({"at_once": 3, "latency_s": 0.5}, 3),
    ],
)
async def test_host_refuses_far_fewer_calls_and_the_work_is_done_no_later(options, fewer):
    seconds, refused = [], []
    for wrap in (Fixed, lambda host: GuardedLlm(host, name="box", clock=host.clock)):
        clock = PassingTime()
        host = Rated(clock, **options)
        seconds.append(await worked(wrap(host), clock, 150))
        refused.append(len(host.refused))
    assert refused[1] * fewer < refused[0]
    assert seconds[1] <= seconds[0]


async def test_host_that_takes_more_gets_more_and_the_work_is_done_sooner():
    seconds, most = [], []
    for wrap in (Fixed, lambda host: GuardedLlm(host, name="box", clock=host.clock)):
        clock = PassingTime()
        host = Rated(clock, slots=64)
        seconds.append(await worked(wrap(host), clock, 600))
        most.append(host.most_in_progress)
    assert most == [8, 32]
    assert seconds[1] < seconds[0] / 2


async def test_host_that_gets_slower_with_more_calls_gets_about_as_many_as_before():
    clock = PassingTime()
    host = Rated(clock, slots=4)
    llm = GuardedLlm(host, name="box", clock=clock)
    seconds = await worked(llm, clock, 400)
    assert 8 <= llm.health.calls <= 20
    assert seconds <= 400 / 4 * 0.1 * 1.1


async def test_wait_that_a_host_asks_of_one_call_holds_for_all():
    clock = PassingTime()
    host = ScriptedLlm(
        lambda _: "fine",
        faults={1: UnavailableError("slow down", status=429, retry_after_s=7.0, away_s=600.0)},
        clock=clock,
        latency_s=0.01,
    )
    llm = GuardedLlm(host, name="box", clock=clock)
    with pytest.raises(UnavailableError):
        await clock.during(llm.complete(REQUEST))
    assert llm.health.paused_until_us == clock.now_us() + 7_000_000
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(llm.complete(REQUEST))
        await settled()
        assert len(host.requests) == 1
        for _ in range(3):
            clock.wake_next()
        assert clock.passed_s >= 7.0
        await settled()
        assert len(host.requests) == 4
        for _ in range(3):
            clock.wake_next()
    assert llm.health.paused_until_us is None


async def test_call_fails_at_once_where_a_host_asks_for_a_long_wait():
    clock = PassingTime()
    busy = UnavailableError("slow down", status=429, retry_after_s=3600.0, away_s=600.0)
    llm = GuardedLlm(ScriptedLlm(lambda _: "fine", faults={1: busy}), name="box", clock=clock)
    with pytest.raises(UnavailableError):
        await llm.complete(REQUEST)
    with pytest.raises(
        UnavailableError, match="box has asked for no calls for the next 3600 s"
    ) as e:
        await llm.complete(REQUEST)
    assert (e.value.context["retry_after_s"], e.value.context["sent"]) == (3600.0, False)
    assert llm.health.in_flight == 0


async def test_calls_that_come_too_late_lower_the_limit_and_pause_nothing():
    clock = PassingTime()
    late = {n: DeadlineExceededError("too late", timeout_s=5.0) for n in range(1, 4)}
    llm = GuardedLlm(ScriptedLlm(lambda _: "fine", faults=late), name="box", clock=clock)
    for _ in range(3):
        with pytest.raises(DeadlineExceededError):
            await llm.complete(REQUEST)
    assert (llm.health.calls, llm.health.paused_until_us) == (1, None)


async def test_host_that_orders_its_calls_itself_gets_the_number():
    host = Host()
    clock = PassingTime()
    ordered = ScheduledLlm(host, clock, 8)
    llm = GuardedLlm(ordered, name="box", clock=clock, bounds=Bounds(1, 6), resize=ordered.resize)
    assert ordered.machine.concurrent == 6
    host._faults = {1: UnavailableError("busy", status=503)}
    with pytest.raises(UnavailableError):
        await llm.complete(LlmRequest("small", REQUEST.messages))
    assert ordered.machine.concurrent == 3
    async with asyncio.TaskGroup() as group:
        for _ in range(9):
            group.create_task(llm.complete(LlmRequest("small", REQUEST.messages)))
    assert (llm.health.in_flight, ordered.machine.users) == (0, 0)
