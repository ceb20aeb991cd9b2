"""Work that no check proves is corroborated where independent methods agree on it."""

from __future__ import annotations

import pytest

from hocket import Agent, Goal, Hocket
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.core.agreement import Agreement, Method
from hocket.core.check import RegexCheck
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm
from stories import agent, events_of, hocket_of, names

METHODS = (Method(way="query", gave="42"), Method(way="program", gave="42"))
AGREED = Agreement(methods=METHODS, agrees=True)


def attesting(agreement: Agreement):
    async def work(_, bench):
        bench.attest(agreement)
        return "42"

    return agent(work)


@pytest.mark.parametrize(
    ("agreement", "verdict"),
    [
        (AGREED, "corroborated"),
        (Agreement(methods=METHODS), "unproven"),
        (AGREED.model_copy(update={"reason": "both are empty"}), "unproven"),
    ],
    ids=["agree", "disagree", "does-not-count"],
)
async def test_run_whose_methods_agree_is_corroborated(agreement, verdict):
    journal = MemoryJournal()
    async with hocket_of(attesting(agreement), journal=journal) as hocket:
        done = await hocket.run("what is it?", plan="single")
        events = names(await events_of(hocket, done.run_id))
    assert (done.status, done.verdict) == ("reached", verdict)
    assert ("Corroborated" in events) == (verdict == "corroborated")
    assert [*done.state.agreements.values()] == [agreement]
    cast = {"worker": attesting(agreement)}
    assert (await replay(journal, done.run_id, agents=cast)).divergence is None


@pytest.mark.parametrize(("pattern", "verdict"), [("42", "accepted"), ("43", "rejected")])
async def test_check_that_proves_counts_more_than_methods_that_agree(pattern, verdict):
    async with hocket_of(attesting(AGREED)) as hocket:
        goal = Goal(text="what is it?", checks=(RegexCheck(pattern=pattern),))
        assert (await hocket.run(goal, plan="single")).verdict == verdict


class Saying:
    """A way of working that asks the LLM by its name, and gives back what it answers."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fits(self, _) -> bool:
        return True

    async def work(self, assignment, bench, _) -> str:
        assert not assignment.previous, "each attempt is blind to the others"
        return (await bench.ask([ChatMessage("user", self.name)])).text


def of_ways(**answers: str) -> Hocket:
    """A Hocket whose only agent has a way for each answer, the first one preferred."""
    ways = [Saying(name) for name in answers]
    llm = ScriptedLlm(lambda request: answers.get(request.messages[-1].content, "prose " * 200))
    return hocket_of(Agent("ann", ways=ways), llm=llm)


@pytest.mark.parametrize(
    ("answers", "verdict", "text"),
    [
        ({"one": "42", "two": "The total is 42."}, "corroborated", "42"),
        ({"one": "41", "two": "42", "three": "42.0"}, "corroborated", "42"),
        ({"one": "41", "two": "42", "three": "43"}, "unproven", "41"),
    ],
    ids=["two-agree", "most-agree", "all-differ"],
)
async def test_second_way_shows_what_no_check_does(answers, verdict, text):
    async with of_ways(**answers) as hocket:
        done = await hocket.run("What is the total?", plan="single")
        assert (done.verdict, done.text) == (verdict, text)
        [agreement] = done.state.agreements.values()
        assert [m.gave for m in agreement.methods][: len(answers)] == [*answers.values()]


async def test_work_of_a_goal_with_low_care_is_done_once():
    async with of_ways(one="42", two="42") as hocket:
        done = await hocket.run(Goal(text="What is the total?", care="low"), plan="single")
        assert (done.verdict, done.state.spent.calls) == ("unproven", 1)
