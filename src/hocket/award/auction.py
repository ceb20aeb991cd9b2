"""The auction: collects the bids of every agent, awards the task to the best, notes a fallback.

An agent makes one bid for each way of working that fits the task.
"""

from __future__ import annotations

import random
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from hocket.award.scoring import ITS_OWN, ByWay, bid_of, decline_of, unasked
from hocket.award.ways import SUITED
from hocket.core import ids
from hocket.core.award import Award
from hocket.core.bid import Decline
from hocket.core.choice import Choice
from hocket.core.economy import Economy
from hocket.core.event import Awarded, BidsReceived, Economised, Event, LimitReached, NoBids
from hocket.core.headroom import shortage, shortage_for_rework
from hocket.core.noun import unchecked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.award.ways import SuitedWay, WaysOfAgents
    from hocket.core.agent import AgentCard
    from hocket.core.bid import Bid
    from hocket.core.command import Announce
    from hocket.core.event import BidAnswered
    from hocket.core.run import RunState, TaskState
    from hocket.ports.clock import Clock

    Bidder = tuple[AgentCard, BidAnswered | None, list[SuitedWay]]

EPSILON = 1e-9
REWORKS_BY_AUTHOR = 2


class Auction:
    """Carries out ``Announce`` without waiting, from what the journal has of the agents.

    Args:
        ways: The ways by which agents could do a task.
        clock: Says what is left until the deadline.
    """

    def __init__(self, ways: WaysOfAgents, clock: Clock) -> None:
        self._ways = ways
        self._clock = clock

    def __call__(
        self, command: Announce, state: RunState, _: Mapping[str, bytes]
    ) -> Sequence[Event] | None:
        """The events of the auction.

        None if an agent that bids itself has not answered; ``asking.py`` asks it.

        A random number, seeded with the run, the task and the round, breaks a tie; the award's
        choice holds the probability with which the winner was drawn.
        """
        assert state.goal is not None  # noqa: S101 - only a run with a goal announces
        limit = state.goal.limits.agents
        if limit is not None and state.attempts >= limit:
            reason = f"the limit of {limit} agents is reached"
            return [LimitReached(limit="agents", reason=reason)]
        task = state.tasks[command.task_id]
        if task.rejections and (economised := self._without_rework(command, task, state)):
            return economised
        if state.is_consolidating and (economised := self._without_task(command, task, state)):
            return economised
        if state.bidders and unasked(task, state):
            return None
        bids, declines = self._offers(task, state)
        received = unchecked(
            BidsReceived,
            task_id=command.task_id,
            round=command.round,
            bids=tuple(bids),
            declines=tuple(declines),
        )
        if not bids:
            reason = "no agent can do it: " + (
                "; ".join(f"{d.agent}: {d.reason}" for d in declines) or "none is registered"
            )
            return [received, NoBids(task_id=command.task_id, round=command.round, reason=reason)]
        seed = f"{state.goal.seed}:{command.task_id}:{command.round}"
        award = award_to(bids, task, seed)
        attempt_id = ids.attempt(command.task_id, task.attempts + 1)
        return [received, unchecked(Awarded, attempt_id=attempt_id, award=award)]

    def _without_rework(
        self, command: Announce, task: TaskState, state: RunState
    ) -> Sequence[Event]:
        """The events that give up rejected work; none if the limits leave room for rework."""
        found = shortage_for_rework(state, self._clock.now_us())
        if found is None:
            return ()
        economy = Economy(step="rework", task_id=command.task_id, shortage=found)
        reason = f"{economy.words()}; it was rejected: {task.feedback}"
        return [
            Economised.of(economy),
            NoBids(task_id=command.task_id, round=command.round, reason=reason),
        ]

    def _without_task(self, command: Announce, task: TaskState, state: RunState) -> Sequence[Event]:
        """The events that leave out a task for others that the limits leave no room for."""
        found = shortage(state, self._clock.now_us())
        if task.attempts or not state.dependents.get(command.task_id) or found is None:
            return ()
        economy = Economy(step="task", task_id=command.task_id, shortage=found)
        return [
            Economised.of(economy),
            NoBids(task_id=command.task_id, round=command.round, reason=economy.words()),
        ]

    def _offers(self, task: TaskState, state: RunState) -> tuple[list[Bid], list[Decline]]:
        """The bids of all agents, and the declines of those that make none."""
        answers = {answer.agent: answer for answer in task.answers}
        bidders: list[Bidder] = []
        declines: list[Decline] = []
        for card in state.agents:
            answer = answers.get(card.name) if answers else None
            decline = decline_of(card, task.task, answer)
            ways = decline or self._ways.fitting(card, task.task, state)
            if isinstance(ways, list):
                bidders.append((card, answer, ways))
            else:
                declines.append(ways)
        best = 1.0
        if state.ways:  # else all have ways of their own
            bidders, beyond = within_reach(bidders)
            declines += beyond
            suitable = [way.suitability for _, _, ways in bidders for way in ways if way.name]
            best = max(suitable, default=1.0)
        bids: list[Bid] = []
        for card, answer, ways in bidders:
            # An agent's own offer is for the best of its ways.
            top = best if answer is None else max([way.suitability for way in ways])
            for way in ways:
                by = ByWay(way.name, way.suitability, top, way.why) if way.name else ITS_OWN
                bids.append(bid_of(card, task.task, state, answer, by))
        return bids, declines


def within_reach(bidders: Sequence[Bidder]) -> tuple[list[Bidder], list[Decline]]:
    """The bidders without the ways that are beyond their LLMs, unless there is no other way."""
    beyond = [way.is_beyond for _, _, ways in bidders for way in ways]
    if not any(beyond) or all(beyond):
        return list(bidders), []
    able = [(card, a, [way for way in ways if not way.is_beyond]) for card, a, ways in bidders]
    declines = [
        Decline(agent=card.name, reason=f"its LLM fails at calls of tools: {ways[0].why}")
        for (card, _, left), (_, _, ways) in zip(able, bidders, strict=True)
        if not left
    ]
    return [bidder for bidder in able if bidder[-1]], declines


def award_to(bids: Sequence[Bid], task: TaskState, seed: str) -> Award:
    """The award to the best bid; what failed or was rejected is passed over if there is another.

    Args:
        bids: At least one bid.
        task: State of the task, with its last award and failures.
        seed: Seed for breaking ties.
    """
    scored = sorted(_candidates(bids, task), key=attrgetter("score"), reverse=True)
    first = scored[0]
    tied = [bid for bid in scored if first.score - bid.score < EPSILON]
    if len(tied) > 1:
        # Of its own equal bids an agent prefers the first.
        tied = [b for n, b in enumerate(tied) if all(b.agent != e.agent for e in tied[:n])]
    winner = first
    if len(tied) > 1:
        winner = random.Random(seed).choice(tied)  # noqa: S311 - not a secret
    fallback = next((bid for bid in scored if bid is not winner), None)
    choice = unchecked(
        Choice,
        of="agent",
        candidates={bid.option: bid.score for bid in scored},
        chosen=winner.option,
        propensity=1 / len(tied),
        policy="best bid, ties by seed",
    )
    return unchecked(
        Award,
        task_id=task.task.task_id,
        agent=winner.agent,
        way=winner.way,
        fallback=fallback.agent if fallback else None,
        fallback_way=fallback.way if fallback else "",
        choice=choice,
    )


def _candidates(bids: Sequence[Bid], task: TaskState) -> Sequence[Bid]:
    """The bids that may win: those by the ways that missed least, of agents that may go on.

    A way that hardly suits the task is no alternative to one that missed.
    """
    excluded = _excluded(task)
    if not task.missed and excluded is None:
        return bids
    missed = Counter(task.missed)
    best = max((b.suitability for b in bids if b.way), default=1.0)
    suited = [b for b in bids if b.way and b.suitability >= SUITED * best]
    fewest = min((missed[b.way] for b in suited), default=0)
    kept = [b for b in bids if not b.way or missed[b.way] <= fewest]
    return [b for b in kept if b.agent != excluded or (b.way and not missed[b.way])] or kept


def _excluded(task: TaskState) -> str | None:
    """The last contractor if it failed or was rejected twice, which makes way for the fallback."""
    if task.award is None:
        return None
    if task.failures or task.rejections >= REWORKS_BY_AUTHOR:
        return task.award.agent
    return None
