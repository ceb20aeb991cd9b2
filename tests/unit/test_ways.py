"""Ways of working: an agent bids once for each, and one that missed makes room for another."""

from __future__ import annotations

import pytest

from hocket import Agent
from hocket.award.auction import Auction
from hocket.award.ways import WaysOfAgents
from hocket.core import event as ev
from hocket.core.attempt import Outcome
from hocket.core.bid import Offer
from hocket.core.command import Announce
from hocket.core.goal import Consent, Goal
from hocket.core.plan import Plan
from hocket.core.review import Review
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment
from hocket.projections.history import fold
from hocket.testing import FakeClock

DIGEST = "0" * 64


class SomeWay:
    """A way that fits or not, says its name, or fails when it is asked whether it fits."""

    def __init__(self, name, *, fits=True):
        self.name = name
        self.prospects = []
        self._fits = fits

    def fits(self, prospect):
        self.prospects.append(prospect)
        if isinstance(self._fits, Exception):
            raise self._fits
        return self._fits

    async def work(self, _, __, card):
        return f"{card.name} by {self.name}"


class NoBench:
    tools = ()


def agent(name, *ways, **card):
    made = [way if isinstance(way, SomeWay) else SomeWay(way) for way in ways]
    return Agent(name, "x", ways=made, types={"analysis": 1.0}, **card).with_ways(())


def function(name, **card):
    async def work(assignment, bench):
        return "done"

    return Agent(name, work=work, types={"analysis": 1.0}, **card)


class Story:
    """A run with one task, whose auctions are held by these agents."""

    def __init__(self, *agents, kind="table", consent=None, ways=None, tools=(), bidders=()):
        self.agents = {a.card.name: a for a in agents}
        self.ways = WaysOfAgents(self.agents, tools)
        self.auction = Auction(self.ways, FakeClock(at_us=0))
        self.round = 1
        recorded = {n: tuple(w.name for w in a.ways) for n, a in self.agents.items() if a.ways}
        task = Task(
            task_id="t1", type="analysis", kind=kind, objective=Objective(description="compute")
        )
        self.history = [
            ev.GoalAccepted(
                goal=Goal(text="g", consent=consent or Consent()),
                agents=tuple(a.card for a in agents),
                bidders=bidders,
                ways=recorded if ways is None else ways,
            ),
            ev.PlanMade(plan=Plan(tasks=(task,))),
        ]

    @property
    def state(self):
        return fold("run-1", [(event, n) for n, event in enumerate(self.history)])

    def bids(self):
        received = self.auction(Announce("t1", self.round), self.state, {})[0]
        return {bid.option: bid for bid in received.bids}

    def award(self):
        """Hold the auction and award the task."""
        events = self.auction(Announce("t1", self.round), self.state, {})
        self.history += events
        self.round += 1
        return events[-1].award

    def reject(self):
        attempt = self.state.tasks["t1"].attempt_id
        review = Review(verdict="rejected", reviewer="checks", feedback="wrong")
        self.history += [
            ev.Executed(attempt_id=attempt, outcome=Outcome(text=DIGEST)),
            ev.Rejected(attempt_id=attempt, review=review),
        ]

    def fail(self):
        attempt = self.state.tasks["t1"].attempt_id
        self.history.append(
            ev.AttemptFailed(attempt_id=attempt, code="c", reason="r", retryable=False)
        )


def test_auction_has_a_bid_for_each_way_that_fits():
    story = Story(agent("ann", "query", SomeWay("program", fits=False)), agent("bob", "program"))
    assert set(story.bids()) == {"ann by query", "bob by program"}


def test_award_names_the_best_way_and_the_next():
    award = Story(agent("ann", "query", "program")).award()
    assert (award.option, award.fallback_option) == ("ann by program", "ann by query")
    assert award.choice.chosen == "ann by program"


def test_way_that_suits_best_leaves_the_capability_of_its_agent_as_it_is():
    bids = Story(agent("ann", "query", "program")).bids()
    assert bids["ann by program"].capability == 1
    assert bids["ann by query"].capability == pytest.approx(0.5 / 0.6)
    assert "a guess, not measured" in bids["ann by query"].reasons["way"]


def test_way_rejected_once_is_passed_over_while_another_fits():
    story = Story(agent("ann", "query", "program"))
    story.award()
    story.reject()
    assert story.award().option == "ann by query"
    story.reject()
    assert story.award().way == "program"


def test_way_that_failed_is_passed_over_for_another_of_the_same_agent():
    story = Story(agent("ann", "query", "program"), agent("bob", "program", priority=1))
    assert story.award().option == "ann by program"
    story.fail()
    assert story.award().option == "ann by query"


def test_way_that_hardly_suits_is_no_alternative_to_one_that_was_rejected():
    story = Story(agent("ann", "program"), agent("bob", "text"))
    assert story.award().option == "ann by program"
    story.reject()
    assert story.award().option == "ann by program"


def test_record_of_a_way_in_this_run_counts_for_later_tasks():
    story = Story(agent("ann", "query", "program"))
    before = story.bids()["ann by program"].suitability
    story.award()
    story.reject()
    after = story.bids()
    assert after["ann by program"].suitability < before
    assert "0 of 1 here" in after["ann by program"].reasons["way"]
    assert story.state.record_of_ways["table/program"] == (0, 1)


def test_function_of_yours_bids_without_a_way_and_is_rejected_twice_before_it_makes_room():
    story = Story(function("fun"), agent("ann", "program", priority=1))
    assert set(story.bids()) == {"fun", "ann by program"}
    for _ in range(2):
        assert story.award().option == "fun"
        story.reject()
    assert story.award().option == "ann by program"


def test_run_of_an_older_release_bids_without_ways():
    assert set(Story(agent("ann", "query", "program"), ways={}).bids()) == {"ann"}


def test_own_bid_of_an_agent_counts_in_full_for_its_best_way():
    story = Story(agent("ann", "query", "text"), agent("bob", "program"), bidders=("ann",))
    offer = Offer(fitness=0.9, reason="mine")
    story.history.append(ev.BidAnswered(task_id="t1", round=1, agent="ann", offer=offer))
    bids = story.bids()
    assert bids["ann by query"].capability == 0.9
    assert bids["ann by text"].capability < 0.9


def test_way_whose_code_fails_makes_its_agent_decline():
    story = Story(agent("ann", SomeWay("query", fits=ValueError("no"))), agent("bob", "program"))
    received = story.auction(Announce("t1", 1), story.state, {})[0]
    assert [(d.agent, d.reason) for d in received.declines] == [
        ("ann", "a way of working failed: ValueError: no")
    ]


def test_agent_without_a_way_that_fits_declines():
    story = Story(agent("ann", SomeWay("query", fits=False)))
    received = story.auction(Announce("t1", 1), story.state, {})[0]
    assert received.declines[0].reason == "cannot do it by query"


def test_way_is_asked_with_the_tools_that_an_attempt_would_have():
    way = SomeWay("query")
    asking = Agent("ann", "x", ways=[way], builtin=["run_python", "gone"]).with_ways(())
    Story(asking, consent=Consent(questions=True), tools={"run_python"}).bids()
    assert way.prospects[0].tools == ("run_python", "ask_person")


def test_second_try_is_by_another_way_and_another_agent():
    story = Story(agent("ann", "program", "query"), agent("bob", "query", "program"))
    first = story.award()
    agent_name, way = story.ways.offered("t1", story.state, {first.way})
    assert (way, agent_name != first.agent) == ("query", True)


def test_second_try_is_by_the_same_agent_where_no_other_has_the_way():
    story = Story(agent("ann", "program", "query"), agent("bob", "program"))
    story.award()
    assert story.ways.offered("t1", story.state, {"program"}) == ("ann", "query")


def test_second_try_has_no_way_where_all_are_ruled_out_or_none_suits():
    story = Story(agent("ann", "program", "text"), function("fun"))
    assert story.ways.offered("t1", story.state, {"program"}) is None


async def test_agent_works_by_the_way_of_its_award():
    ann = agent("ann", "query", "program")
    task = Task(task_id="t1", objective=Objective(description="d"))
    named = Assignment("run-1", "t1#1", "g", task, way="program")
    assert await ann.work(named, NoBench()) == "ann by program"
    free = Assignment("run-1", "t1#1", "g", task)
    assert await ann.work(free, NoBench()) == "ann by query"


async def test_agent_without_the_way_of_its_award_says_which_it_has():
    task = Task(task_id="t1", objective=Objective(description="d"))
    assignment = Assignment("run-1", "t1#1", "g", task, way="dance")
    with pytest.raises(PermanentError, match=r"ann does not work by 'dance'.*its ways are: query"):
        await agent("ann", "query").work(assignment, NoBench())


def test_own_way_replaces_that_of_a_pack_with_its_name():
    own, packs = SomeWay("query"), [SomeWay("query"), SomeWay("dance")]
    ann = Agent("ann", "x", ways=[own]).with_ways(packs)
    assert ann.ways == (own, packs[1])
