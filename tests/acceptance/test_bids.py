"""Agents that bid themselves: what they say decides, is on record, and is asked for once."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from hocket import Agent, Decline, Goal, Hocket, Objective, Offer, Plan, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.core.event import BidAnswered, BidsReceived, GoalAccepted
from hocket.errors import InvalidInputError
from hocket.projections.explanation import explain
from hocket.projections.history import history_of
from hocket.projections.messages import Messages
from hocket.testing import ScriptedLlm
from stories import agent, hocket_of, plain, task

KEEN = Offer(fitness=0.9, reason="I know this field", seconds=12, tokens=800, usd=Decimal("0.01"))


def bidder(name: str, answer, asked: list | None = None, **options) -> Agent:
    """An agent that answers every announcement so; ``asked`` gets what it was asked."""

    async def bid(announcement):
        if asked is not None:
            asked.append(announcement)
        return answer(announcement) if callable(answer) else answer

    return agent(plain, name, bid=bid, **options)


async def answers_of(journal, run_id) -> list[BidAnswered]:
    return (await history_of(journal, run_id)).only(BidAnswered)


async def declines_of(journal, run_id) -> dict[str, str]:
    received = (await history_of(journal, run_id)).only(BidsReceived)
    return {d.agent: d.reason for d in received[0].declines}


async def test_agent_that_bids_itself_outbids_a_better_card_and_says_why():
    journal = MemoryJournal()
    keen = bidder("keen", KEEN, types={"reasoning": 0.1})
    card = agent(plain, "card", types={"reasoning": 0.8})
    async with hocket_of(card, keen, journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.state.tasks["t1"].award.agent == "keen"
    auction = (await explain(journal, done.run_id)).tasks["t1"].auctions[0]
    assert auction.bids[1].reasons["capability"] == (
        "says 0.9: I know this field; expects to need 12 s, 800 tokens and 0.01 USD"
    )
    assert [a.offer for a in auction.answers] == [KEEN]
    sequence = Messages(done.run_id)
    said = [m for h in await history_of(journal, done.run_id) for m in sequence.of(h)]
    (bid,) = [m for m in said if m.sender.agent_id == "keen" and m.content.type == "response"][:1]
    assert bid.content.payload["text"].startswith(
        "I can do this: I know this field. I expect to need 12 s, 800 tokens and 0.01 USD. "
    )


async def test_agent_that_declines_leaves_the_task_to_others_with_its_reason_on_record():
    journal = MemoryJournal()
    shy = bidder("shy", Decline(reason="I speak no Finnish"), types={"reasoning": 1.0})
    other = agent(plain, "other", types={"reasoning": 0.2})
    async with hocket_of(shy, other, journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.state.tasks["t1"].award.agent == "other"
    assert await declines_of(journal, done.run_id) == {"shy": "I speak no Finnish"}


async def test_task_that_every_agent_declines_is_given_up_with_their_reasons():
    shy = bidder("shy", Decline(reason="I am tired"))
    async with hocket_of(shy) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.state.status == "failed"
    assert done.state.tasks["t1"].reason == "no agent can do it: shy: I am tired"


def raises(_):
    raise LookupError("no crystal ball")


def cancels(_):
    raise asyncio.CancelledError


class MuteError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def raises_mute(_):
    raise MuteError


def raises_bytes(_):
    raise ValueError(b"no file caf\xe9.txt".decode(errors="surrogateescape"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (raises, "its bid failed: LookupError: no crystal ball"),
        (cancels, "its bid failed: CancelledError: it was cancelled from within"),
        (raises_mute, "its bid failed: MuteError"),
        (raises_bytes, "its bid failed: ValueError: no file caf\\udce9.txt"),
        (lambda _: Offer(fitness=1.4, reason="x"), "its bid is invalid: fitness is 1.4"),
        (lambda _: Offer(fitness=0.5, reason=""), "its bid is invalid: reason is ''"),
        (lambda _: Offer.model_construct(fitness=7, reason="x"), "invalid: fitness is 7"),
        (lambda _: Offer(fitness=1, reason="x", seconds=-1), "invalid: seconds is -1"),
        (lambda _: 0.7, "its bid is invalid: it returned a float, not an Offer or a Decline"),
        (lambda _: None, "its bid is invalid: it returned a NoneType"),
    ],
)
async def test_bid_that_fails_or_is_out_of_range_is_a_decline_by_name(answer, told):
    journal = MemoryJournal()
    odd, other = bidder("odd", answer), agent(plain, "other")
    async with hocket_of(odd, other, journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.state.tasks["t1"].award.agent == "other"
    assert told in (await declines_of(journal, done.run_id))["odd"]
    (answered,) = await answers_of(journal, done.run_id)
    assert (answered.offer, answered.declined) == (None, "")
    assert told in answered.fault
    sequence = Messages(done.run_id)
    said = [m for h in await history_of(journal, done.run_id) for m in sequence.of(h)]
    assert not any(m.sender.agent_id == "odd" for m in said), "it said nothing of the kind"
    assert any("No bid from odd" in m.content.payload["text"] for m in said)


async def test_decline_with_a_reason_that_no_file_can_hold_is_a_decline():
    journal = MemoryJournal()
    odd = bidder("odd", Decline(reason="\udce9" * 5000))
    async with hocket_of(odd, agent(plain, "other"), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    reason = (await declines_of(journal, done.run_id))["odd"]
    assert reason.startswith("\\udce9\\udce9")
    assert reason.count("udce9") == 1000


async def test_bid_that_comes_too_late_is_a_decline_and_the_auction_goes_on():
    journal = MemoryJournal()

    async def sleep(_):
        await asyncio.Event().wait()

    slow = agent(plain, "slow", bid=sleep, bid_timeout_s=0.01)
    async with hocket_of(slow, agent(plain, "other"), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    assert done.state.tasks["t1"].award.agent == "other"
    assert await declines_of(journal, done.run_id) == {"slow": "did not answer within 0.01 s"}


@pytest.mark.parametrize("seconds", [0, -1, 61, float("nan")])
def test_bid_timeout_out_of_range_is_refused(seconds):
    with pytest.raises(InvalidInputError, match="Agent slow: bid_timeout_s is"):
        Agent("slow", bid_timeout_s=seconds)


async def test_agents_are_asked_at_once_and_know_what_is_known():
    asked: list = []
    both = asyncio.Barrier(2)

    async def bid(announcement):
        asked.append(announcement)
        await both.wait()
        return KEEN

    tries = iter(["bad", "good"])

    async def work(assignment, bench):
        if assignment.task.task_id == "t1":
            bench.write("a.txt", b"12345")
            return "the first result"
        return next(tries)

    agents = [agent(work, name, bid=bid) for name in ("ann", "bob")]
    plan = Plan(tasks=(task("t1"), task("t2", "t1", check="good")))
    async with hocket_of(*agents) as hocket:
        done = await hocket.run(Goal(text="the goal"), plan=plan)
    assert done.state.tasks["t2"].rejections == 1
    first, again = asked[2], asked[4]
    assert (first.goal, first.task.task_id, first.round) == ("the goal", "t2", 1)
    assert dict(first.results) == {"t1": "the first result"}
    assert (dict(first.files), first.feedback, first.attempts) == ({"a.txt": 5}, "", 0)
    assert (again.round, again.attempts) == (2, 1)
    assert "it says good" in again.feedback


async def test_agent_is_not_asked_for_a_task_it_may_not_have():
    asked: list = []
    keen = bidder("keen", KEEN, asked)
    plan = Plan(tasks=(task("t1", agent="other"), task("t2", requires=("violin",))))
    other = agent(plain, "other", capabilities=("violin",))
    async with hocket_of(keen, other) as hocket:
        done = await hocket.run("go", plan=plan)
    assert asked == []
    assert {t.award.agent for t in done.state.tasks.values()} == {"other"}


async def test_replay_takes_bids_from_the_journal_and_asks_nobody():
    journal, asked = MemoryJournal(), []
    keen = bidder("keen", KEEN, asked)
    async with hocket_of(keen, agent(plain, "other"), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    agents = {"keen": keen, "other": agent(plain, "other")}
    found = await replay(journal, done.run_id, agents=agents)
    assert found.divergence is None
    assert len(asked) == 1
    # Not even the program in which it bids is needed for its bid.
    found = await replay(journal, done.run_id, agents={**agents, "keen": agent(plain, "keen")})
    assert found.divergence is None


async def test_run_taken_up_between_bids_and_award_asks_only_who_has_not_answered():
    journal, asked = MemoryJournal(), []
    waiting, more = asyncio.Event(), asyncio.Event()

    async def think(announcement):
        asked.append("slow")
        waiting.set()
        await more.wait()
        return Offer(fitness=0.3, reason="after some thought")

    def agents() -> list[Agent]:
        return [bidder("keen", KEEN, asked), agent(plain, "slow", bid=think)]

    async with hocket_of(*agents(), journal=journal) as hocket:
        run_id, _ = await hocket.submit("go", plan="single")
        await waiting.wait()
        async with asyncio.timeout(10):
            while not await answers_of(journal, run_id):
                await asyncio.sleep(0)
    assert len(asked) == 2
    more.set()
    async with hocket_of(*agents(), journal=journal) as hocket:
        done = await hocket.resume(run_id)
    assert asked[2:] == ["slow"]
    assert done.state.tasks["t1"].award.agent == "keen"
    assert [a.agent for a in await answers_of(journal, run_id)] == ["keen", "slow"]
    found = await replay(journal, run_id, agents={a.card.name: a for a in agents()})
    assert found.divergence is None
    assert len(asked) == 3


async def test_run_taken_up_where_an_agent_bids_no_more_says_so():
    journal, waiting = MemoryJournal(), asyncio.Event()

    async def hang(_):
        waiting.set()
        await asyncio.Event().wait()

    async with hocket_of(agent(plain, "keen", bid=hang), journal=journal) as hocket:
        run_id, _ = await hocket.submit("go", plan="single")
        await waiting.wait()
    async with hocket_of(agent(plain, "keen"), journal=journal) as hocket:
        done = await hocket.resume(run_id)
    assert "keen: cannot be asked" in done.state.tasks["t1"].reason


async def test_cancel_while_agents_are_asked_ends_the_run():
    waiting = asyncio.Event()

    async def hang(_):
        waiting.set()
        await asyncio.Event().wait()

    async with hocket_of(agent(plain, "keen", bid=hang)) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await waiting.wait()
        await hocket.engine.cancel(run_id, "the test")
        assert (await end).status == "cancelled"


async def test_goal_within_a_goal_asks_the_agents_too():
    asked: list = []

    async def work(assignment, bench):
        if assignment.task.objective.description == "outer":
            inner = await bench.delegate(Goal(text="inner"))
            return inner.text
        return "done within"

    async def bid(announcement):
        asked.append(announcement.goal)
        return KEEN

    async with hocket_of(agent(work, "keen", bid=bid)) as hocket:
        done = await hocket.run("outer", plan="single")
    assert done.text == "done within"
    assert asked == ["outer", "inner"]


async def test_run_without_agents_that_bid_themselves_has_no_such_events():
    journal = MemoryJournal()
    async with hocket_of(agent(plain), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
    history = await history_of(journal, done.run_id)
    assert history.only(GoalAccepted)[0].bidders == ()
    assert history.only(BidAnswered) == []


async def test_agent_with_another_card_still_bids_itself():
    keen = bidder("keen", KEEN)
    async with Hocket([keen], builtin=False, llm=ScriptedLlm([])) as hocket:
        card = keen.card.model_copy(update={"description": "edited"})
        await hocket.profile.roster.edit(card)
        assert hocket.profile.roster.offer().bidders == ("keen",)
        one = Task(task_id="t1", objective=Objective(description="x"))
        done = await hocket.run("go", plan=Plan(tasks=(one,)))
    assert done.state.bidders == {"keen"}
