"""The auction: collects a bid of every agent, awards the task to the best, notes a fallback."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hocket.award.scoring import bid_of, unasked
from hocket.core import ids
from hocket.core.award import Award
from hocket.core.bid import Bid, Decline
from hocket.core.choice import Choice
from hocket.core.event import Awarded, BidsReceived, Event, LimitReached, NoBids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.command import Announce
    from hocket.core.run import RunState, TaskState

EPSILON = 1e-9
REWORKS_BY_AUTHOR = 2


def hold_auction(
    command: Announce, state: RunState, _: Mapping[str, bytes]
) -> Sequence[Event] | None:
    """Carries out ``Announce`` without waiting, from what the journal has of the agents.

    Returns None if an agent that bids itself has not answered; ``asking.py`` asks it.

    A random number, seeded with the run, the task and the round, breaks a tie; the award's choice
    holds the probability with which the winner was drawn.
    """
    assert state.goal is not None  # noqa: S101 - only a run with a goal announces
    limit = state.goal.limits.agents
    if limit is not None and state.attempts >= limit:
        reason = f"the limit of {limit} agents is reached"
        return [LimitReached(limit="agents", reason=reason)]
    task = state.tasks[command.task_id]
    if state.bidders and unasked(task, state):
        return None
    answers = {answer.agent: answer for answer in task.answers}
    bids: list[Bid] = []
    declines: list[Decline] = []
    for card in state.agents:
        offer = bid_of(card, task.task, state, answers.get(card.name))
        (bids if isinstance(offer, Bid) else declines).append(offer)  # type: ignore[arg-type]
    received = BidsReceived(
        task_id=command.task_id, round=command.round, bids=tuple(bids), declines=tuple(declines)
    )
    if not bids:
        reason = "no agent can do it: " + (
            "; ".join(f"{d.agent}: {d.reason}" for d in declines) or "none is registered"
        )
        return [received, NoBids(task_id=command.task_id, round=command.round, reason=reason)]
    seed = f"{state.goal.seed}:{command.task_id}:{command.round}"
    award = award_to(bids, task, seed)
    attempt_id = ids.attempt(command.task_id, task.attempts + 1)
    return [received, Awarded(attempt_id=attempt_id, award=award)]


def award_to(bids: Sequence[Bid], task: TaskState, seed: str) -> Award:
    """The award to the best bid; an agent that failed is passed over if there is another.

    Args:
        bids: At least one bid.
        task: State of the task, with its last award and failures.
        seed: Seed for breaking ties.
    """
    excluded = _excluded(task)
    ranked = sorted(bids, key=lambda b: -b.score)
    candidates = [b for b in ranked if b.agent != excluded] or ranked
    best = candidates[0].score
    tied = [b for b in candidates if best - b.score < EPSILON]
    winner = tied[0]
    if len(tied) > 1:
        winner = random.Random(seed).choice(tied)  # noqa: S311 - not a secret
    fallback = next((b.agent for b in candidates if b.agent != winner.agent), None)
    choice = Choice(
        of="agent",
        candidates={b.agent: b.score for b in candidates},
        chosen=winner.agent,
        propensity=1 / len(tied),
        policy="best bid, ties by seed",
    )
    return Award(task_id=task.task.task_id, agent=winner.agent, fallback=fallback, choice=choice)


def _excluded(task: TaskState) -> str | None:
    """The last contractor if it failed or was rejected twice, which makes way for the fallback."""
    if task.award is None:
        return None
    if task.failures or task.rejections >= REWORKS_BY_AUTHOR:
        return task.award.agent
    return None
