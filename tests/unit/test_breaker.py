"""A host that is away gets no calls but one that tries; what is no fault of it changes nothing."""

from __future__ import annotations

import asyncio
import logging

import pytest

from hocket.errors import (
    BudgetExceededError,
    CircuitOpenError,
    ContextOverflowError,
    DeadlineExceededError,
    HostUnusableError,
    OrchestrationError,
    RefusedError,
    UnavailableError,
)
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.resilience.guarded import GuardedLlm
from hocket.testing import ScriptedLlm
from passing_time import PassingTime, settled

AWAY = UnavailableError("box cannot be reached; start it", sent=False, away_s=60.0, unproven=True)
BROKEN = UnavailableError("box answered 500: no runner", status=500)
CUT = UnavailableError("box closed the connection")
LATE = DeadlineExceededError("box did not finish within 5 s", timeout_s=5.0)


class Box(ScriptedLlm):
    """A host that fails as it is told; ``gate`` holds its answers back."""

    def __init__(self) -> None:
        super().__init__(lambda _: "fine", names=("a", "b"))
        self.fault: BaseException | None = None
        self.faulty = {"a", "b"}
        self.asked: list[str] = []
        self.says = ""
        self.gate = asyncio.Event()
        self.gate.set()

    async def complete(self, request, on_text=None):
        self.asked.append(request.llm)
        if self.says:
            on_text(self.says)
        gate = self.gate
        await gate.wait()
        if self.fault is not None and request.llm in self.faulty:
            raise self.fault
        return await super().complete(request, on_text)


def ask(llm: GuardedLlm, name: str = "a"):
    return llm.complete(LlmRequest(name, (ChatMessage("user", "go"),)))


async def failed(llm: GuardedLlm, times: int, name: str = "a") -> OrchestrationError:
    for _ in range(times):
        with pytest.raises(OrchestrationError) as caught:
            await ask(llm, name)
    return caught.value


def guarded(box: Box) -> tuple[GuardedLlm, PassingTime]:
    clock = PassingTime()
    return GuardedLlm(box, name="box", clock=clock), clock


async def test_calls_to_a_host_that_is_away_fail_at_once_and_say_all_about_it():
    box = Box()
    llm, clock = guarded(box)
    box.fault = AWAY
    await clock.during(clock.sleep(5))
    await failed(llm, 3)
    error = await failed(llm, 2, "b")
    assert box.asked == ["a"] * 3
    assert isinstance(error, CircuitOpenError)
    assert error.message == (
        "box gets no calls until 2023-11-14 22:13:27 UTC, when one tries it again: 3 calls in a "
        "row failed since 2023-11-14 22:13:25 UTC, the last with: box cannot be reached; start it. "
        "Correct that, wait, or use another LLM"
    )
    assert error.context["retry_after_s"] == 2.0
    assert (error.context["away_s"], error.context["unproven"]) == (60.0, True)
    assert error.retryable


@pytest.mark.parametrize("fault", [BROKEN, CUT, LATE])
async def test_llm_that_fails_is_left_alone_and_the_others_of_its_host_are_not(fault):
    box = Box()
    llm, _ = guarded(box)
    box.fault, box.faulty = fault, {"a"}
    await failed(llm, 5)
    error = await failed(llm, 1)
    assert "box:a gets no calls until" in error.message
    assert (await ask(llm, "b")).text == "fine"
    assert box.asked == [*"aaaaab"]
    [report] = llm.health.circuits
    assert (report.llm, report.state, report.failures) == ("a", "open", 5)


@pytest.mark.parametrize(
    "fault",
    [
        RefusedError("box answered 400: no such field", status=400),
        HostUnusableError("box answered 401", status=401),
        UnavailableError("box answered 429: slow down", status=429),
        BudgetExceededError("the run has no calls left"),
        ContextOverflowError("the prompt is too long"),
        UnavailableError("100 calls are waiting", sent=False, waiting=100),
        asyncio.CancelledError(),
    ],
)
async def test_what_is_no_fault_of_the_host_opens_nothing(fault):
    box = Box()
    llm, clock = guarded(box)
    box.fault = fault
    for _ in range(30):
        with pytest.raises(type(fault)):
            await clock.during(ask(llm))
    assert llm.health.circuits == ()
    assert len(box.asked) == 30


async def test_answer_that_has_begun_and_comes_too_late_shows_that_the_host_is_there():
    box = Box()
    llm, _ = guarded(box)
    box.fault, box.says = LATE, "So far"
    await failed(llm, 30)
    assert llm.health.circuits == ()


async def test_one_call_tries_while_the_others_wait_for_what_becomes_of_it():
    box = Box()
    llm, clock = guarded(box)
    box.fault = AWAY
    await failed(llm, 3)
    await clock.during(clock.sleep(2))
    box.fault = None
    box.gate.clear()
    async with asyncio.TaskGroup() as group:
        calls = [group.create_task(ask(llm, name)) for name in "abab"]
        await settled()
        assert box.asked == [*"aaaa"]
        assert llm.health.circuits[0].state == "half_open"
        box.gate.set()
    assert [call.result().text for call in calls] == ["fine"] * 4
    assert llm.health.circuits == ()


async def test_calls_that_wait_for_one_that_tries_fail_with_it():
    box = Box()
    llm, clock = guarded(box)
    box.fault = AWAY
    await failed(llm, 3)
    await clock.during(clock.sleep(2))
    box.gate.clear()

    async def refused() -> OrchestrationError:
        with pytest.raises(UnavailableError) as caught:
            await ask(llm)
        return caught.value

    async with asyncio.TaskGroup() as group:
        calls = [group.create_task(refused()) for _ in range(3)]
        await settled()
        box.gate.set()
    assert len(box.asked) == 4
    assert [type(call.result()) for call in calls] == [UnavailableError, *[CircuitOpenError] * 2]
    assert calls[1].result().context["retry_after_s"] == 4.0


async def test_next_call_tries_where_the_one_that_did_was_cancelled():
    box = Box()
    llm, clock = guarded(box)
    box.fault = AWAY
    await failed(llm, 3)
    await clock.during(clock.sleep(2))
    box.fault = None
    box.gate.clear()
    async with asyncio.TaskGroup() as group:
        first, second = (group.create_task(ask(llm)) for _ in range(2))
        await settled()
        first.cancel()
        await settled()
        assert len(box.asked) == 5
        box.gate.set()
    assert (first.cancelled(), second.result().text) == (True, "fine")


async def test_answer_to_an_earlier_call_lets_those_pass_that_wait_for_one_that_tries():
    box = Box()
    llm, clock = guarded(box)
    box.fault, box.faulty = AWAY, {"a"}
    early_gate = box.gate = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        early = group.create_task(ask(llm, "b"))
        await settled()
        box.gate = asyncio.Event()
        box.gate.set()
        await failed(llm, 3)
        await clock.during(clock.sleep(2))
        box.fault = None
        box.gate.clear()
        trying = group.create_task(ask(llm))
        await settled()
        waiting = group.create_task(ask(llm))
        await settled()
        assert box.asked == [*"baaaa"]
        early_gate.set()
        await settled()
        assert (early.result().text, box.asked) == ("fine", [*"baaaaa"])
        box.gate.set()
    assert (trying.result().text, waiting.result().text) == ("fine", "fine")


async def test_fault_of_one_llm_shows_that_the_host_is_back():
    box = Box()
    llm, clock = guarded(box)
    box.fault = AWAY
    await failed(llm, 3)
    await clock.during(clock.sleep(2))
    box.fault, box.faulty = BROKEN, {"a"}
    await failed(llm, 1)
    assert (await ask(llm, "b")).text == "fine"
    assert llm.health.circuits == ()


async def test_list_of_llms_shows_that_a_host_is_back():
    box = Box()
    llm, _ = guarded(box)
    box.fault = AWAY
    await failed(llm, 3)
    box.fault = None
    assert [info.name for info in await llm.models()] == ["a", "b"]
    assert (await ask(llm)).text == "fine"


async def test_window_of_an_llm_is_known_while_its_host_is_left_alone():
    box = Box()
    llm, _ = guarded(box)
    assert await llm.context_tokens("a") == 32_768
    box.fault = AWAY
    await failed(llm, 3)
    assert await llm.context_tokens("a") == 32_768
    with pytest.raises(CircuitOpenError):
        await llm.context_tokens("b")


async def test_opening_and_closing_are_logged_once(caplog):
    caplog.set_level(logging.INFO, "hocket.resilience")
    box = Box()
    llm, clock = guarded(box)
    box.fault = UnavailableError("it is away", sent=False, away_s=60.0)
    await failed(llm, 9)
    await clock.during(clock.sleep(2))
    await failed(llm, 2)
    await clock.during(clock.sleep(4))
    box.fault = None
    await ask(llm)
    assert [record.getMessage() for record in caplog.records] == [
        "box gets no calls until 2023-11-14 22:13:22 UTC: 3 in a row have failed (it is away)",
        "box answers again; it failed since 2023-11-14 22:13:20 UTC",
    ]
