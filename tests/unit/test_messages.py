"""A run as a conversation, in the first person and in plain words."""

from __future__ import annotations

from uuid import UUID

import pytest

from hocket import Agent, AgentCard, Decline, Offer, Plan
from hocket.adapters.memory.journal import MemoryJournal
from hocket.core.agreement import Agreement, Method
from hocket.core.bid import Bid
from hocket.core.check import CheckResult
from hocket.core.review import Review
from hocket.core.task import Objective, Task
from hocket.projections.history import history_of
from hocket.projections.messages import Messages
from hocket.projections.speech import bid_words, decline_words, verdict_words
from stories import agent, hocket_of
from stories import task as make

TASK = Task(task_id="t1", type="analysis", objective=Objective(description="x"), requires=("csv",))
CARD = AgentCard(name="ada", types={"analysis": 1.0}, capabilities=("csv",))


def bid(availability: float = 1.0) -> Bid:
    parts = {"capability": 1, "performance": 0.5, "priority": 1}
    return Bid(agent="ada", availability=availability, score=80, **parts)


@pytest.mark.parametrize(
    ("types", "said"),
    [
        ({"analysis": 1.0}, "I can do this: analysis is my field. I am free. I bid 80.0 of 100."),
        ({"analysis": 0.6}, "I can do this: I am good at analysis."),
        ({"analysis": 0.2}, "I can do this: I can try analysis."),
        ({"creative": 1.0}, "I can do this: it is meant for me."),
        ({}, "I can do this: I take tasks of any type."),
    ],
)
def test_bid_says_what_the_agents_card_says(types, said):
    assert bid_words(bid(), TASK, AgentCard(name="ada", types=types), (0, 0)).startswith(said)


def test_bid_says_how_busy_the_agent_is_and_how_it_fared():
    said = bid_words(bid(availability=0.5), TASK, CARD, (1, 2))
    assert "I already work on 2 tasks. My record here: 1 of 2 passed review." in said
    assert "I already work on 1 task." in bid_words(bid(availability=0.75), TASK, CARD, (0, 0))


def test_bid_of_an_agents_own_is_in_its_words():
    offer = Offer(fitness=1, reason="I wrote the parser!", seconds=3)
    assert bid_words(bid(), TASK, CARD, (0, 0), offer) == (
        "I can do this: I wrote the parser! I expect to need 3 s. I am free. I bid 80.0 of 100."
    )


@pytest.mark.parametrize(
    ("task", "card", "own", "said"),
    [
        (TASK, CARD, "I am tired", "I am tired."),
        (TASK, AgentCard(name="bo", types={"analysis": 1}), "", "I lack csv."),
        (TASK.model_copy(update={"agent": "eve"}), CARD, "", "it is meant for eve."),
        (TASK.model_copy(update={"type": "coding"}), CARD, "", "I do not do coding."),
        (TASK, CARD, "", "as recorded."),
    ],
)
def test_decline_says_why_as_the_agent_would(task, card, own, said):
    assert decline_words("as recorded", task, card, own) == f"I decline: {said}"


AGREEMENT = Agreement(
    methods=(Method(way="query", gave="3"), Method(way="program", gave="3")),
    agrees=True,
    right=9,
    measured=10,
)


def result(*, passed: bool | None) -> CheckResult:
    return CheckResult(says="it fits", kind="regex", passed=passed, evidence="seen")


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (Review(verdict="accepted", reviewer="checks"), "I accept this."),
        (
            Review(verdict="corroborated", reviewer="checks", agreement=AGREEMENT),
            f"No check proves this, but {AGREEMENT.words()}.",
        ),
        (
            Review(
                verdict="accepted",
                reviewer="checks",
                results=(result(passed=True), result(passed=True)),
            ),
            "I accept this: 2 of 2 checks passed.\n✓ it fits\n✓ it fits",
        ),
        (
            Review(
                verdict="rejected",
                reviewer="checks",
                results=(result(passed=False),),
                feedback="- seen",
            ),
            "I cannot accept this yet. Please correct it.\n✗ it fits: seen",
        ),
        (
            Review(verdict="rejected", reviewer="ann", feedback="too long"),
            "I cannot accept this yet. Please correct it.\ntoo long",
        ),
        (
            Review(
                verdict="unproven",
                reviewer="checks",
                results=(result(passed=None),),
                feedback="no proof",
            ),
            "I cannot prove that this is correct.\n? it fits: seen\nno proof",
        ),
    ],
)
def test_verdict_says_what_the_reviewer_found(review, said):
    assert verdict_words(review) == said


async def conversation(*agents: Agent, plan) -> list:
    journal = MemoryJournal()
    async with hocket_of(*agents, journal=journal) as hocket:
        done = await hocket.run("the goal", plan=plan)
    first, second = Messages(done.run_id), Messages(done.run_id)
    history = await history_of(journal, done.run_id)
    messages = [message for happened in history for message in first.of(happened)]
    assert messages == [message for happened in history for message in second.of(happened)]
    assert all(UUID(message.message_id) for message in messages)
    return [(m.sender.agent_id, m.content.payload["text"]) for m in messages]


async def test_run_is_told_as_a_conversation_of_its_agents():
    tries = iter(["bad", "good"])

    async def work(_, bench):
        bench.write("a.txt", b"x")
        return next(tries)

    async def shy(_):
        return Decline(reason="I only watch")

    async def broken(_):
        raise LookupError("lost")

    said = await conversation(
        agent(work, "ada", types={"reasoning": 1.0}),
        agent(work, "bob", types={"reasoning": 0.5}),
        agent(work, "shy", bid=shy),
        agent(work, "odd", bid=broken),
        plan=Plan(tasks=(make("t1", check="good"),)),
    )
    assert said[:9] == [
        ("user", "the goal"),
        ("orchestrator", "The plan has one task: t1."),
        ("orchestrator", "Who can do t1? do t1"),
        ("ada", "I can do this: reasoning is my field. I am free. I bid 90.0 of 100."),
        ("bob", "I can do this: I am good at reasoning. I am free. I bid 70.0 of 100."),
        ("shy", "I decline: I only watch."),
        ("orchestrator", "No bid from odd: its bid failed: LookupError: lost"),
        ("orchestrator", "t1 is yours with a bid of 90.0; bob is the fallback."),
        ("ada", "I have finished t1. I made these files: a.txt. Here is my answer."),
    ]
    assert said[9][1].startswith("I cannot accept this yet. Please correct it.\n✗ it says good")
    again = [text for sender, text in said[10:] if sender == "ada"]
    assert "My record here: 0 of 1 passed review." in again[0]
    assert ("orchestrator", "t1 is yours again with a bid of 86.7; bob is the fallback.") in said
    assert said[-1] == ("orchestrator", "Here is the result. It is accepted.")


async def test_task_that_nobody_takes_and_work_that_fails_are_told_plainly():
    async def work(_, __):
        raise LookupError("no ink")

    said = await conversation(agent(work, "ada"), plan=Plan(tasks=(make("t1"),)))
    assert ("ada", "I could not finish t1: LookupError: no ink") in [
        (sender, text.partition(" (at")[0]) for sender, text in said
    ]
    nobody = make("t1", requires=("violin",))
    said = await conversation(agent(work, "ada"), plan=Plan(tasks=(nobody,)))
    assert ("ada", "I decline: I lack violin.") in said
    assert ("orchestrator", "No agent bids for t1: no agent can do it: ada: lacks violin") in said
