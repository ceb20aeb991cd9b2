"""How a bid is scored: 100 x (0.4 capability + 0.3 availability + 0.2 performance + 0.1 priority).

Source: the bidding formula of the specification (004, phase 2, competitive bidding), which follows
the contract net (R. G. Smith, "The Contract Net Protocol", IEEE Trans. Computers C-29, 1980).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hocket.core.bid import Bid, Decline

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.core.bid import Offer
    from hocket.core.event import BidAnswered
    from hocket.core.run import RunState, TaskState
    from hocket.core.task import Task

CAPABILITY, AVAILABILITY, PERFORMANCE, PRIORITY = 0.4, 0.3, 0.2, 0.1
UNKNOWN_TYPE = 0.3
"""Fitness of an agent without task types: it may bid for any task, but is a last choice."""


class ByWay(NamedTuple):
    """How an agent would work: the way, how well it suits, the best that does, and why."""

    name: str = ""
    suitability: float = 1.0
    best: float = 1.0
    why: str = ""


Standing = tuple[tuple[int, int], tuple[float, int], tuple[int, int]]
"""Slots (in use, there are), record (accepted, judged) and priority (of the task, of the agent)."""

ITS_OWN = ByWay()
"""Of an agent that has a way of its own."""


def bid_of(
    card: AgentCard,
    task: Task,
    state: RunState,
    answer: BidAnswered | None = None,
    way: ByWay = ITS_OWN,
) -> Bid:
    """The bid of an agent for a task by one way; see ``decline_of`` for those that make none.

    It is scored from the agent's card and its record in this run. Where the agent was asked, what
    it answered takes the place of the capability of its card. Its load, its record and the
    priorities count as for any other.

    Capability is the card's fitness for the task type; a quarter of it depends on how many of the
    card's capabilities the objective mentions. It is multiplied by how well the way suits the kind
    of task, in proportion to the way that suits it best. Performance is the mean of a
    Beta(1 + accepted, 1 + rejected) distribution. Priority is the closeness of the task's priority
    to the agent's.
    """
    name = card.name
    slots, record = (state.busy.get(name, 0), card.capacity), state.record.get(name, (0, 0))
    standing = slots, record, (task.priority, card.priority)
    if answer is not None and answer.offer is not None:
        return _bid(name, _offered(answer.offer), standing, way)
    named = card.capabilities
    mentions = _overlap(named, task.objective.description) if named else (0, 0)
    return _scored(name, task.type, fitness_of(card, task), mentions, standing, way)


def decline_of(card: AgentCard, task: Task, answer: BidAnswered | None = None) -> Decline | None:
    """The decline of an agent; None if it bids."""
    why = _barred(card, task)
    if not why and answer is not None:
        if answer.offer is not None:
            return None
        return Decline(agent=card.name, reason=answer.declined or answer.fault)
    if not why and fitness_of(card, task) <= 0 and task.agent is None:
        why = f"does no {task.type}"
    return Decline(agent=card.name, reason=why) if why else None


def fitness_of(card: AgentCard, task: Task) -> float:
    """How well an agent does this type of task, by its card."""
    types = card.types
    return types.get(task.type, 0.0) if types else UNKNOWN_TYPE


def unasked(task: TaskState, state: RunState) -> list[str]:
    """The agents that bid themselves for a task, may have it, and have not answered yet."""
    answered = {answer.agent for answer in task.answers}
    return [
        card.name
        for card in state.agents
        if card.name in state.bidders and card.name not in answered and not _barred(card, task.task)
    ]


def _barred(card: AgentCard, task: Task) -> str:
    """Why an agent may not have a task, whatever it would bid; empty if it may."""
    if task.agent is not None and task.agent != card.name:
        return f"the task names {task.agent}"
    if not task.requires:
        return ""
    missing = [r for r in task.requires if r not in card.capabilities]
    return f"lacks {', '.join(missing)}" if missing else ""


def _offered(offer: Offer) -> tuple[float, str]:
    """The capability that an agent claims for itself, and why."""
    needs = offer.needs()
    expects = f"; expects to need {needs}" if needs else ""
    return offer.fitness, f"says {offer.fitness:g}: {offer.reason}{expects}"


@lru_cache(maxsize=4096)
def _scored(
    agent: str,
    kind: str,
    fitness: float,
    mentions: tuple[int, int],
    standing: Standing,
    way: ByWay,
) -> Bid:
    """The bid for these values; cached, as they recur from task to task."""
    mentioned, listed = mentions
    capability = fitness * (0.75 + 0.25 * mentioned / listed) if listed else fitness
    why = f"{kind} {fitness:g}, {mentioned} of {listed} capabilities mentioned"
    return _bid(agent, (capability, why), standing, way)


def _bid(
    agent: str,
    ability: tuple[float, str],
    standing: Standing,
    way: ByWay,
) -> Bid:
    capability, why = ability
    if way.suitability < way.best:
        capability *= way.suitability / way.best
        why = f"{why}; by {way.name}, {way.suitability:.2f} where the best way has {way.best:.2f}"
    (busy, capacity), (wins, total), (task_priority, agent_priority) = standing
    availability = max(0.0, 1 - busy / capacity)
    performance = (wins + 1) / (total + 2)
    priority = 1 - abs(task_priority - agent_priority) / 10
    score = 100 * (
        CAPABILITY * capability
        + AVAILABILITY * availability
        + PERFORMANCE * performance
        + PRIORITY * priority
    )
    return Bid(
        agent=agent,
        way=way.name,
        suitability=way.suitability,
        capability=capability,
        availability=availability,
        performance=performance,
        priority=priority,
        score=score,
        reasons={
            "capability": why,
            "availability": f"{busy} of {capacity} slots in use",
            "performance": f"{wins:g} of {total} accepted",
            "priority": f"task {task_priority}, agent {agent_priority}",
            **({"way": way.why} if way.name else {}),
        },
    )


@lru_cache(maxsize=4096)
def _overlap(capabilities: tuple[str, ...], text: str) -> tuple[int, int]:
    words = set(re.findall(r"[a-z0-9]+", text.lower()))
    hits = sum(1 for c in capabilities if set(re.findall(r"[a-z0-9]+", c.lower())) & words)
    return hits, len(capabilities)
