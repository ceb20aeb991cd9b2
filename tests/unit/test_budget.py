"""Budgets: no call is sent that would exceed the limits, calls in flight included."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from hocket import Agent, Goal, Hocket, Limits
from hocket.adapters.http.truncation import TruncationDetector
from hocket.core.spending import Price
from hocket.errors import TransientError
from hocket.ports.llm import ChatMessage, LlmAnswer
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, ScriptedLlm
from hocket.testing.cutting import CuttingHost, tokenizer

LONG = "word " * 2000
COST = LlmAnswer("x", usd=Decimal("0.5"), prompt_tokens=10, completion_tokens=1)


async def run_calls(llm, limits: dict, *, calls: int, prompt: str = "x", at_once: bool = True):
    """The finished run of an agent that makes ``calls`` calls."""

    async def work(_, bench):
        async def call(n: int) -> None:
            await bench.ask([ChatMessage("user", f"{prompt} {n}")], max_tokens=10)

        if at_once:
            async with asyncio.TaskGroup() as group:
                for n in range(calls):
                    group.create_task(call(n))
        else:
            for n in range(calls):
                await call(n)
        return "done"

    async with Hocket([Agent("a", work=work)], builtin=False, llm=llm) as hocket:
        return await hocket.run(Goal(text="go", limits=Limits(**limits)), plan="single")


async def test_prompts_in_flight_count_against_the_token_limit():
    llm = ScriptedLlm(lambda _: "x", latency_s=0.01)
    done = await run_calls(llm, {"tokens": 6000}, calls=20, prompt=LONG)
    assert "the limit of 6000 tokens" in done.reason
    assert done.state.spent.tokens <= 6000
    assert len(llm.requests) == 2


async def test_money_limit_assumes_the_average_cost_of_past_calls():
    llm = ScriptedLlm(lambda _: replace(COST), latency_s=0)
    done = await run_calls(llm, {"usd": Decimal("1.2")}, calls=20, at_once=False)
    assert "usd" in done.reason
    assert done.state.spent.usd == Decimal("1.0")


async def test_free_llm_that_charges_all_the_same_stays_within_a_limit_on_money_alone():
    llm = ScriptedLlm(lambda _: replace(COST), latency_s=0)
    only_money = {"usd": Decimal("1.2"), "calls": None, "tokens": None, "seconds": None}
    done = await run_calls(llm, only_money, calls=20, at_once=False)
    assert "usd" in done.reason
    assert done.state.spent.usd == Decimal("1.0")


async def test_free_llm_answers_beyond_no_limit_where_money_alone_is_limited():
    llm = ScriptedLlm(lambda _: "x", latency_s=0)
    only_money = {"usd": Decimal(0), "calls": None, "tokens": None, "seconds": None}
    done = await run_calls(llm, only_money, calls=20)
    assert (done.reason, done.state.spent.calls) == ("", 20)


async def test_calls_that_failed_count():
    faults = {n: TransientError("busy") for n in range(1, 100)}
    llm = RetryingLlm(ScriptedLlm([], faults=faults), clock=FakeClock(), seed=0)
    done = await run_calls(llm, {"calls": 5, "seconds": None}, calls=1)
    assert "the limit of 5 calls" in done.reason
    assert done.state.spent.calls >= 5


class Verifying(ScriptedLlm):
    """A host whose adapter measures prompts."""

    def __init__(self, **ways) -> None:
        super().__init__([])
        self.host = CuttingHost(tokenizer(), **ways)
        self.detector = TruncationDetector("the host")

    async def complete(self, request, _=None):
        answer = await self.host.complete(request)
        return await self.detector.checked(request, answer, self.host.complete)


@pytest.mark.parametrize("limits", [{}, {"calls": 60}, {"tokens": 90_000}])
async def test_measuring_a_prompt_counts_and_stays_within_the_limits(limits):
    llm = Verifying()
    done = await run_calls(llm, limits, calls=1, prompt=LONG, at_once=False)
    spent = done.state.spent
    assert (done.status, spent.calls) == ("reached", len(llm.host.read))
    assert spent.calls > 1
    assert spent.prompt_tokens == sum(llm.host.read)
    assert spent.calls <= limits.get("calls", 9)
    assert spent.tokens <= limits.get("tokens", 99_999)


@pytest.mark.parametrize("counts", ["all", "uncached", "nothing"])
@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("bound", ["calls", "tokens", "usd"])
async def test_measuring_takes_nothing_that_the_work_needs(counts, at_once, bound):
    llm = Verifying(counts=counts)
    llm.price = lambda _: Price(Decimal(100), Decimal(0))
    limits = {"usd": Decimal(9), bound: {"calls": 6, "tokens": 26_000, "usd": 2}[bound]}
    done = await run_calls(llm, limits, calls=6, prompt=LONG, at_once=at_once)
    assert (done.status, len(llm.host.read)) == ("reached", 6)
    assert done.state.remarks
    for remark in done.state.remarks:
        assert "not verified: " in remark
        assert "the limits of the run are too low to measure it" in remark


async def test_count_that_is_too_low_is_said_where_the_limits_leave_no_room_to_measure():
    done = await run_calls(Verifying(window_tokens=500), {"calls": 9}, calls=1, prompt=LONG)
    [remark] = done.state.remarks
    assert "only 500 of at least 2001 tokens were counted, and the limits" in remark
