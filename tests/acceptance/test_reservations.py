"""What a call can cost is reserved before it is sent: who waits, who is shortened, what counts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from hocket import Goal, Limits, Plan, tool
from hocket.config import OpenAiHost, Settings
from hocket.core.question import Consent
from hocket.core.spending import FREE, Price, send_again
from hocket.core.task import Constraints
from hocket.errors import BudgetExceededError, InvalidInputError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmAnswer
from hocket.testing import ScriptedLlm
from stories import agent, events_of, hocket_of, names, plan_of, task

TWO_DOLLARS = Price(Decimal(0), Decimal(20_000))
"""An answer of 100 tokens costs two dollars."""

PROMPT = "word" * 100
ANSWER = "word" * 100
"""100 tokens each, as the scripted host counts."""


async def ask(bench, text: str = PROMPT, most: int = 100) -> str:
    return (await bench.ask([ChatMessage("user", text)], max_tokens=most)).text


async def once(_, bench):
    return await ask(bench)


async def run_of(llm, limits: dict, work=once, plan: Plan | str = "single", **options):
    goal = Goal(text="go", limits=Limits(**{"seconds": None, **limits}))
    async with hocket_of(agent(work, capacity=100), llm=llm, **options) as hocket:
        return await hocket.run(goal, plan=plan)


class Slow(ScriptedLlm):
    """Answers after a few steps of the event loop; knows how many calls it had at once."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        self.now = self.most = 0

    async def complete(self, request, on_text=None):
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(5):
            await asyncio.sleep(0)
        self.now -= 1
        return await super().complete(request, on_text)


SIX = plan_of(*"abcdef")


async def test_tasks_at_once_that_fit_one_after_the_other_all_end():
    llm = Slow(lambda _: "word" * 10)
    done = await run_of(llm, {"tokens": 6 * 110}, plan=SIX)
    assert done.status == "reached", done.reason
    assert done.state.spent.tokens == 6 * 110
    assert llm.most > 1, "what fits at once is sent at once"


async def test_limit_that_is_too_low_for_all_tasks_hands_over_those_that_fit():
    llm = Slow(lambda _: "fine")
    done = await run_of(llm, {"calls": 3}, plan=SIX)
    assert (
        "the limit of 3 calls would be exceeded (3 spent, and this call may take 1)" in done.reason
    )
    assert done.state.spent.calls == len(llm.requests) == 3
    assert len([t for t in done.state.tasks.values() if t.is_usable]) == 3


async def test_limit_of_no_money_sends_nothing_to_an_llm_with_a_price():
    llm = ScriptedLlm(lambda _: ANSWER, price=TWO_DOLLARS)
    done = await run_of(llm, {"usd": 0}, plan=SIX)
    assert "the limit of 0 usd" in done.reason
    assert llm.requests == []
    assert done.state.spent.usd == 0


async def test_limit_of_no_money_lets_a_free_llm_work():
    done = await run_of(ScriptedLlm(lambda _: ANSWER, price=FREE), {"usd": 0}, plan=SIX)
    assert done.status == "reached"


@pytest.mark.parametrize("limit", ["0.5", "1", "2", "3.99", "4", "23.99"])
async def test_money_spent_by_calls_at_once_stays_within_the_limit(limit):
    llm = Slow(lambda _: ANSWER, price=TWO_DOLLARS)
    plan = plan_of(*"abcdefghijkl")
    done = await run_of(llm, {"usd": Decimal(limit)}, plan=plan)
    assert done.status == "failed"
    assert done.state.spent.usd <= Decimal(limit)
    done = [t for t in done.state.tasks.values() if t.is_usable]
    assert len(done) == int(Decimal(limit) // 2), "each that fits in full is done"


async def test_answer_that_fits_is_asked_for_with_what_is_left():
    llm = ScriptedLlm(lambda _: "word" * 20)
    done = await run_of(llm, {"tokens": 150})
    assert done.status == "reached"
    assert llm.requests[0].max_tokens == 50


async def test_answer_that_is_cut_by_what_is_left_is_the_limit_and_counts():
    llm = ScriptedLlm(lambda _: ANSWER)
    done = await run_of(llm, {"tokens": 150})
    assert "the limit of 150 tokens" in done.reason
    assert done.state.spent.tokens == 150
    assert not any(t.is_usable for t in done.state.tasks.values())


async def test_llm_without_a_price_is_asked_once_before_it_is_asked_at_once():
    cost = LlmAnswer("fine", prompt_tokens=10, completion_tokens=1, usd=Decimal("0.4"))
    llm = Slow(lambda _: cost, price=None)
    done = await run_of(llm, {"usd": Decimal(1)}, plan=SIX)
    assert "the limit of 1 usd" in done.reason
    assert done.state.spent.usd == Decimal("0.8")


async def test_llm_without_a_price_gets_nothing_where_nothing_may_be_spent():
    llm = ScriptedLlm(lambda _: "fine", price=None)
    done = await run_of(llm, {"usd": 0})
    assert (
        "the limit of 0 usd would be exceeded (scripted has no known price; set it)" in done.reason
    )
    assert llm.requests == []


async def test_tokens_of_an_llm_without_a_price_are_marked():
    done = await run_of(ScriptedLlm(lambda _: ANSWER, price=None), {})
    assert done.state.spent.unpriced_tokens == done.state.spent.tokens == 200
    done = await run_of(ScriptedLlm(lambda _: ANSWER), {})
    assert done.state.spent.unpriced_tokens == 0


@pytest.mark.parametrize("extra", [40, 400])
async def test_host_that_counts_more_than_estimated_is_believed_from_then_on(extra):
    def said(_):
        return LlmAnswer("x", prompt_tokens=100 + extra, completion_tokens=1)

    async def work(_, bench):
        for _ in range(20):
            await ask(bench, most=1)

    done = await run_of(ScriptedLlm(said), {"tokens": 1000}, work)
    assert "the limit of 1000 tokens" in done.reason
    assert 1000 - 101 - extra < done.state.spent.tokens <= 1000


async def test_work_that_needs_no_more_calls_ends_before_the_limit_ends_the_run():
    @tool(effect="none")
    async def think(about: str) -> str:
        """Take a while."""
        for _ in range(200):
            await asyncio.sleep(0)
        return about

    async def work(assignment, bench):
        await ask(bench)
        await bench.use("think", {"about": assignment.task.task_id})
        return "thought"

    llm = Slow(lambda _: "fine")
    goal = Goal(text="go", limits=Limits(calls=3))
    async with hocket_of(agent(work, capacity=9, tools=[think]), llm=llm) as hocket:
        done = await hocket.run(goal, plan=SIX)
    assert "the limit of 3 calls" in done.reason
    assert len([t for t in done.state.tasks.values() if t.is_usable]) == 3


async def test_work_without_calls_ends_before_the_limit_ends_the_run():
    async def work(assignment, bench):
        if assignment.task.task_id != "a":
            return await ask(bench)
        for _ in range(300):
            await asyncio.sleep(0)
        return "done without any call"

    done = await run_of(Slow(lambda _: "fine"), {"calls": 1}, work, plan_of(*"abc"))
    assert "the limit of 1 calls" in done.reason
    assert done.state.tasks["a"].is_usable


async def test_work_that_waits_for_a_person_does_not_hold_up_the_limit():
    async def work(assignment, bench):
        if assignment.task.task_id == "a":
            await bench.use("ask_person", {"question": "Which one?"})
        return await ask(bench)

    goal = Goal(text="go", limits=Limits(calls=1), consent=Consent(questions=True))
    async with hocket_of(agent(work, capacity=9), llm=Slow(lambda _: "fine")) as hocket:
        async with asyncio.timeout(20):
            done = await hocket.run(goal, plan=plan_of(*"abc"))
    assert "the limit of 1 calls" in done.reason


async def test_attempts_that_wait_for_a_slot_do_not_hold_up_the_limit():
    async with asyncio.timeout(20):
        done = await run_of(Slow(lambda _: "fine"), {"calls": 2}, plan=SIX, attempts=1)
    assert "the limit of 2 calls" in done.reason
    assert len([t for t in done.state.tasks.values() if t.is_usable]) == 2


async def test_run_within_a_run_does_not_wait_for_the_work_that_waits_for_it():
    async def work(assignment, bench):
        if assignment.goal == "inner":
            return await ask(bench)
        await ask(bench)
        return (await bench.delegate(Goal(text="inner"))).status

    async with asyncio.timeout(20):
        done = await run_of(Slow(lambda _: "fine"), {"calls": 1}, work)
    assert done.state.spent.calls == 1


async def test_call_that_waits_and_is_stopped_lets_the_next_one_through():
    answered = []

    async def work(_, bench):
        first = asyncio.ensure_future(ask(bench, "first"))
        await asyncio.sleep(0)
        second = asyncio.ensure_future(ask(bench, "second"))
        third = asyncio.ensure_future(ask(bench, "third"))
        await asyncio.sleep(0)
        second.cancel()
        answered.extend([await first, await third])
        return "done"

    llm = Slow(lambda request: request.messages[0].content)
    done = await run_of(llm, {"tokens": 130}, work)
    assert done.status == "reached", done.reason
    assert answered == ["first", "third"]
    assert done.state.spent.calls == 2


class Endless(ScriptedLlm):
    """Never answers."""

    def __init__(self) -> None:
        super().__init__([])
        self.begun = asyncio.Event()

    async def complete(self, request, _=None):
        self.requests.append(request)
        self.begun.set()
        await asyncio.Event().wait()


async def test_call_in_flight_at_the_cancellation_of_its_run_counts():
    llm = Endless()
    async with hocket_of(agent(once), llm=llm) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await llm.begun.wait()
        await hocket.engine.cancel(run_id, "ann")
        state = await end
        again = await hocket.finished(state)
        events = await events_of(hocket, run_id)
    assert again.status == "cancelled"
    assert state.spent.calls == 1
    assert state.spent.tokens == state.spent.estimated_tokens > 100, "it may have come to its end"
    assert "TryFailed" in names(events)


async def test_call_in_flight_at_the_deadline_of_its_run_counts():
    done = await run_of(Endless(), {"seconds": 0.3})
    assert "the time limit" in done.reason
    assert done.state.spent.calls == 1


async def test_call_in_flight_of_a_run_within_a_run_counts_in_both():
    llm = Endless()

    async def work(assignment, bench):
        if assignment.goal == "go":
            await bench.delegate(Goal(text="inner"))
        return await ask(bench)

    async with hocket_of(agent(work), llm=llm) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await llm.begun.wait()
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).spent.calls == 1


async def test_host_that_sends_a_call_again_asks_for_leave():
    class Twice(ScriptedLlm):
        async def complete(self, request, on_text=None):
            self.requests.append(request)
            send_again()
            return replace(await super().complete(request, on_text), failed_calls=1)

    llm = Twice(lambda _: "fine")
    done = await run_of(llm, {"calls": 1})
    assert "the limit of 1 calls" in done.reason
    assert done.state.spent.calls == len(llm.requests) == 1
    assert (await run_of(Twice(lambda _: "fine"), {"calls": 2})).status == "reached"


@pytest.mark.parametrize("limits", [{"calls": 2}, {"tokens": 250}])
async def test_limits_of_a_task_hold_for_calls_at_once(limits):
    async def work(_, bench):
        async with asyncio.TaskGroup() as group:
            for _ in range(5):
                group.create_task(ask(bench, most=20))
        return "done"

    llm = Slow(lambda _: "fine")
    base = task("a")
    plan = Plan(
        tasks=(
            base.model_copy(update={"constraints": Constraints(resource_limit=Limits(**limits))}),
        )
    )
    done = await run_of(llm, {}, work, plan)
    name, bound = next(iter(limits.items()))
    assert f"The task's limit of {bound} {name} per attempt would be exceeded" in done.reason
    assert len(llm.requests) == 2 * done.state.tasks["a"].attempts


async def test_agent_that_catches_the_limit_hands_over_what_it_has():
    async def work(_, bench):
        said = []
        try:
            while True:
                said.append(await ask(bench))
        except BudgetExceededError:
            return " ".join(said)

    done = await run_of(ScriptedLlm(lambda _: "fine"), {"calls": 2}, work)
    assert (done.status, done.text) == ("reached", "fine fine")


async def test_call_that_fails_before_it_is_sent_gives_back_what_it_reserved():
    llm = ScriptedLlm(lambda _: "fine", faults={1: UnavailableError("no", sent=False)})

    async def work(_, bench):
        with pytest.raises(UnavailableError):
            await ask(bench)
        return await ask(bench)

    done = await run_of(llm, {"calls": 1, "tokens": 200}, work)
    assert done.status == "reached", done.reason


def settings_of(tmp_path, url: str, **options) -> Settings:
    host = OpenAiHost(url, **options)
    return Settings(home=tmp_path, cache=tmp_path, llm="openai:m", openai={"openai": host})


@pytest.mark.parametrize(
    ("url", "prices", "limits", "refused"),
    [
        ("http://192.0.2.1/v1", {}, {"usd": 1}, True),
        ("http://192.0.2.1/v1", {}, {"usd": 0}, True),
        ("http://192.0.2.1/v1", {}, {"usd": None}, False),
        ("http://192.0.2.1/v1", {}, {"calls": 3}, False),
        ("http://192.0.2.1/v1", {"m": (Decimal(1), Decimal(2))}, {"usd": 1}, False),
        ("http://192.0.2.1/v1", {"*": (Decimal(0), Decimal(0))}, {"usd": 1}, False),
        ("http://127.0.0.1:9/v1", {}, {"usd": 0}, False),
    ],
)
async def test_limit_on_money_for_a_remote_llm_without_a_price_is_refused(
    tmp_path, url, prices, limits, refused
):
    async def work(*_):
        return "done"

    settings = settings_of(tmp_path, url, usd_per_million=prices)
    goal = Goal(text="go", limits=Limits(**limits))
    async with hocket_of(agent(work), llm=None, settings=settings) as hocket:
        if not refused:
            assert (await hocket.run(goal, plan="single")).status == "reached"
            return
        with pytest.raises(InvalidInputError, match=r"no price is known for openai:m, .* \[0, 0\]"):
            await hocket.run(goal, plan="single")
