"""Near a limit a run leaves out what it can do without, says so, and hands over the best it has."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal

import pytest

from hocket import Agent, Goal, Limits, Plan
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.cli.exits import Exit, exit_of_run
from hocket.core.check import RegexCheck
from hocket.core.event import Economised
from hocket.core.spending import Price
from hocket.ports.llm import ChatMessage
from hocket.projections.verdict import verdict_in_words
from hocket.testing import ScriptedLlm
from stories import agent, events_of, hocket_of, task

PRICE = Price(Decimal(1000), Decimal(1000))
"""A thousandth of a dollar for each token."""

QUESTION = "What is the total?"
LIMITS = {"calls": 1, "tokens": 10, "usd": Decimal("0.010")}
"""What one call takes: eight tokens of a prompt and two of an answer."""


@dataclass
class Saying:
    """A way of working that asks the LLM by its name, and gives back what it answers."""

    name: str
    wait_s: float = 0.0

    def fits(self, _) -> bool:
        return True

    async def work(self, _, bench, __) -> str:
        if self.wait_s:
            await asyncio.sleep(self.wait_s)
        question = ChatMessage("user", self.name.ljust(32))
        return (await bench.ask([question], max_tokens=2)).text


def of_ways(*ways: Saying, journal=None, **answers: str):
    llm = ScriptedLlm(lambda r: answers[r.messages[-1].content.strip()], price=PRICE)
    return hocket_of(Agent("ann", ways=list(ways)), llm=llm, journal=journal)


def limited(name: str, times: float, **fields) -> Goal:
    """The goal, with a limit of so many calls, or of what they take."""
    bound = type(LIMITS[name])(LIMITS[name] * Decimal(times))
    return Goal(text=QUESTION, limits=Limits(**{name: bound}), **fields)


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("times", [0, 1, 2, 3, 5, 20])
async def test_result_is_as_good_as_its_limit_allows_and_says_what_it_lacks(name, times):
    async with of_ways(Saying("one"), Saying("two"), one="42", two="42") as hocket:
        done = await hocket.run(limited(name, times), plan="single")
    state = done.state
    assert getattr(state.spent, name) <= LIMITS[name] * times
    says = verdict_in_words(state)
    if times == 0:
        assert (done.status, exit_of_run(state)) == ("failed", Exit.LIMIT)
        assert "limit of 0" in says
    elif times < 3:
        assert (done.status, done.verdict, done.text) == ("reached", "unproven", "42")
        assert says.startswith("unproven: second method left out: the limit of ")
        assert f"{name} leaves no room" in says
    else:
        assert (done.verdict, done.text, state.economies) == ("corroborated", "42", ())


@pytest.mark.parametrize("bound", [{"calls": 10**400}, {"tokens": 10**400}, {"usd": "1e400"}])
async def test_limit_that_no_float_holds_leaves_room(bound):
    async with of_ways(Saying("one"), Saying("two"), one="42", two="42") as hocket:
        goal = Goal(text=QUESTION, limits=Limits.model_validate(bound))
        for _ in range(2):
            done = await hocket.run(goal, plan="single")
    assert (done.verdict, done.state.economies) == ("corroborated", ())


async def test_disagreement_that_nothing_settles_names_the_limit_too():
    answers = {"one": "41", "two": "42", "three": "42"}
    async with of_ways(*map(Saying, answers), **answers) as hocket:
        done = await hocket.run(limited("calls", 3), plan="single")
    assert (done.verdict, done.state.spent.calls) == ("unproven", 2)
    assert verdict_in_words(done.state) == (
        "unproven: one and two disagree; no further method settles it: "
        "the limit of 3 calls leaves no room"
    )


async def test_deadline_during_a_second_method_hands_over_the_first_answer_as_unproven():
    ways = Saying("one"), Saying("two", wait_s=60)
    async with of_ways(*ways, one="42", two="42") as hocket:
        done = await hocket.run(Goal(text=QUESTION, limits=Limits(seconds=0.3)), plan="single")
    assert (done.status, done.verdict, done.text) == ("reached", "unproven", "42")
    assert exit_of_run(done.state) is Exit.LIMIT
    assert verdict_in_words(done.state) == (
        "unproven: the time limit of 0.3 s was reached before its work was judged"
    )


def slow_learner(*, right_at: int):
    """An agent whose work passes its check from this attempt on; each is one call."""

    async def work(assignment, bench):
        await bench.ask([ChatMessage("user", "x" * 32)], max_tokens=2)
        right = assignment.task.task_id != "a" or assignment.number >= right_at
        return f"{assignment.task.task_id} {'right' if right else f'try {assignment.number}'}"

    return agent(work)


CHAIN = Plan(tasks=(task("a", check="right"), task("b"), task("c", "b")))


@pytest.mark.parametrize("calls", range(9))
async def test_rework_is_begun_only_where_the_other_tasks_keep_their_room(calls):
    llm = ScriptedLlm(lambda _: "fine")
    journal = MemoryJournal()
    cast = slow_learner(right_at=3)
    async with hocket_of(cast, llm=llm, journal=journal) as hocket:
        done = await hocket.run(Goal(text="go", limits=Limits(calls=calls)), plan=CHAIN)
        events = await events_of(hocket, done.run_id)
    state = done.state
    assert state.spent.calls <= calls
    others = [state.tasks[t].status for t in ("b", "c")]
    if calls >= 3:
        assert others == ["unproven", "unproven"], "the other tasks have their results"
        assert ("a right" in done.text) == (calls >= 5)
    if calls in (3, 4):
        assert "a try" in done.text, "rejected work is better than none"
        assert f"not reworked: the limit of {calls} calls leaves no room" in done.reason
        assert exit_of_run(state) is Exit.LIMIT
        assert [e.economy.task_id for e in events if isinstance(e, Economised)] == ["a"]
    replayed = await replay(journal, done.run_id, agents={"worker": cast})
    assert replayed.divergence is None


async def test_result_that_fails_its_checks_is_done_again_only_if_there_is_room():
    async def work(assignment, bench):
        await bench.ask([ChatMessage("user", "x" * 32)], max_tokens=2)
        return f"wrong {assignment.number}"

    checks = (RegexCheck(pattern="right", says="it is right"),)
    for calls, iterations in ((1, 1), (2, 2), (9, 3)):
        goal = Goal(text="go", checks=checks, limits=Limits(calls=calls))
        async with hocket_of(agent(work), llm=ScriptedLlm(lambda _: "no")) as hocket:
            done = await hocket.run(goal, plan=Plan(tasks=(task("a"),)))
        assert (done.status, done.state.iteration) == ("failed", iterations)
        assert done.text == f"wrong {iterations}", "the best there is"
        is_named = "the failed work is not done again: the limit of" in done.reason
        assert is_named == (iterations < 3)
