"""Invariants of agents' own bids: a journal gives one auction, whatever the order of answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flow_events import plan_of
from hocket.award.auction import Auction
from hocket.award.scoring import CAPABILITY
from hocket.award.ways import WaysOfAgents
from hocket.core import event as ev
from hocket.core.agent import AgentCard
from hocket.core.bid import Offer
from hocket.core.command import Announce
from hocket.core.goal import Goal
from hocket.projections.history import fold
from hocket.testing import FakeClock

NAMES = ("ann", "bob", "cid", "dan")
fitnesses = st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1)
offers = st.none() | st.builds(Offer, fitness=fitnesses, reason=st.just("mine"))
answers = st.fixed_dictionaries(dict.fromkeys(NAMES, offers))
cards = st.fixed_dictionaries(dict.fromkeys(NAMES, fitnesses))


def begun(cards, bidders) -> list[tuple[ev.Event, int]]:
    agents = tuple(AgentCard(name=n, types={"reasoning": f}) for n, f in cards.items())
    goal = ev.GoalAccepted(goal=Goal(text="g"), agents=agents, bidders=bidders)
    return [(goal, 0), (ev.PlanMade(plan=plan_of([set()])), 1)]


def answered(name, offer) -> ev.BidAnswered:
    declined = "" if offer else "not today"
    return ev.BidAnswered(task_id="t0", round=1, agent=name, offer=offer, declined=declined)


def auction(history) -> list[ev.Event] | None:
    hold = Auction(WaysOfAgents({}, ()), FakeClock(at_us=0))
    events = hold(Announce("t0", 1), fold("r", history), {})
    return None if events is None else [*events]


@given(cards, answers, st.permutations(NAMES))
def test_bids_give_the_same_auction_in_whatever_order_they_came(cards, answers, order):
    history = begun(cards, NAMES)
    one = auction(history + [(answered(n, answers[n]), 2) for n in NAMES])
    assert one == auction(history + [(answered(n, answers[n]), 3) for n in order])
    assert one is not None
    received = one[0]
    assert {b.agent for b in received.bids} == {n for n, offer in answers.items() if offer}
    for bid in received.bids:
        assert bid.capability == answers[bid.agent].fitness


@given(cards, answers, st.sets(st.sampled_from(NAMES)))
def test_bids_are_held_back_until_every_agent_that_is_asked_has_answered(cards, answers, bidders):
    history = begun(cards, tuple(sorted(bidders)))
    for name in sorted(bidders):
        assert auction(history) is None
        history.append((answered(name, answers[name]), 2))
    assert auction(history) is not None


@given(cards, answers)
def test_bids_of_an_agent_count_once_in_a_round(cards, answers):
    history = begun(cards, NAMES)
    history += [(answered(n, answers[n]), 2) for n in NAMES]
    again = [(answered(n, Offer(fitness=1, reason="more")), 3) for n in NAMES]
    assert auction(history + again) == auction(history)


@given(cards, st.floats(0, 1), st.floats(0, 1))
def test_bids_rise_with_fitness_and_with_nothing_else_that_an_agent_says(cards, low, high):
    low, high = sorted((low, high))
    history = begun(cards, ("ann",))

    def score(fitness: float, **estimates) -> float:
        offer = Offer(fitness=fitness, reason="mine", **estimates)
        received = auction([*history, (answered("ann", offer), 2)])[0]
        return next(bid.score for bid in received.bids if bid.agent == "ann")

    assert score(high) - score(low) <= 100 * CAPABILITY + 1e-9
    assert score(low) <= score(high)
    assert score(low) == score(low, seconds=1.0, tokens=1)
