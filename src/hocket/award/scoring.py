"""How a bid is scored: 100 x (0.4 capability + 0.3 availability + 0.2 performance + 0.1 priority).

Source: the bidding formula of the specification (004, phase 2, competitive bidding), which follows
the contract net (R. G. Smith, "The Contract Net Protocol", IEEE Trans. Computers C-29, 1980).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hocket.core.bid import Bid, Decline

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.core.event import BidAnswered
    from hocket.core.run import RunState, TaskState
    from hocket.core.task import Task

CAPABILITY, AVAILABILITY, PERFORMANCE, PRIORITY = 0.4, 0.3, 0.2, 0.1
UNKNOWN_TYPE = 0.3
"""Fitness of an agent without task types: it may bid for any task, but is a last choice."""


def bid_of(
    card: AgentCard, task: Task, state: RunState, answer: BidAnswered | None = None
) -> Bid | Decline:
    """An agent's bid for a task, scored from its card and its record in this run.

    Where the agent was asked, what it answered takes the place of the capability of its card. Its
    load, its record and the priorities count as for any other.

    Capability is the card's fitness for the task type; a quarter of it depends on how many of the
    card's capabilities the objective mentions. Performance is the mean of a Beta(1 + accepted,
    1 + rejected) distribution. Priority is the closeness of the task's priority to the agent's.
    """
    barred = _barred(card, task)
    if barred:
        return Decline(agent=card.name, reason=barred)
    if answer is not None:
        return _answered(card, task, state, answer)
    named = task.agent is not None
    fitness = card.types.get(task.type, 0.0) if card.types else UNKNOWN_TYPE
    if fitness <= 0 and not named:
        return Decline(agent=card.name, reason=f"does no {task.type}")
    return _scored(
        card.name,
        task.type,
        fitness,
        _overlap(card.capabilities, task.objective.description),
        (state.busy.get(card.name, 0), card.capacity),
        state.record.get(card.name, (0, 0)),
        (task.priority, card.priority),
    )


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
    missing = [r for r in task.requires if r not in card.capabilities]
    return f"lacks {', '.join(missing)}" if missing else ""


def _answered(card: AgentCard, task: Task, state: RunState, answer: BidAnswered) -> Bid | Decline:
    offer = answer.offer
    if offer is None:
        return Decline(agent=card.name, reason=answer.declined or answer.fault)
    needs = offer.needs()
    expects = f"; expects to need {needs}" if needs else ""
    return _bid(
        card.name,
        (offer.fitness, f"says {offer.fitness:g}: {offer.reason}{expects}"),
        (state.busy.get(card.name, 0), card.capacity),
        state.record.get(card.name, (0, 0)),
        (task.priority, card.priority),
    )


@lru_cache(maxsize=4096)
def _scored(
    agent: str,
    kind: str,
    fitness: float,
    mentions: tuple[int, int],
    slots: tuple[int, int],
    record: tuple[float, int],
    priorities: tuple[int, int],
) -> Bid:
    """The bid for these values; cached, as they recur from task to task."""
    mentioned, listed = mentions
    capability = fitness * (0.75 + 0.25 * mentioned / listed) if listed else fitness
    why = f"{kind} {fitness:g}, {mentioned} of {listed} capabilities mentioned"
    return _bid(agent, (capability, why), slots, record, priorities)


def _bid(
    agent: str,
    ability: tuple[float, str],
    slots: tuple[int, int],
    record: tuple[float, int],
    priorities: tuple[int, int],
) -> Bid:
    capability, why = ability
    busy, capacity = slots
    availability = max(0.0, 1 - busy / capacity)
    wins, total = record
    performance = (wins + 1) / (total + 2)
    task_priority, agent_priority = priorities
    priority = 1 - abs(task_priority - agent_priority) / 10
    score = 100 * (
        CAPABILITY * capability
        + AVAILABILITY * availability
        + PERFORMANCE * performance
        + PRIORITY * priority
    )
    return Bid(
        agent=agent,
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
        },
    )


@lru_cache(maxsize=4096)
def _overlap(capabilities: tuple[str, ...], text: str) -> tuple[int, int]:
    words = set(re.findall(r"[a-z0-9]+", text.lower()))
    hits = sum(1 for c in capabilities if set(re.findall(r"[a-z0-9]+", c.lower())) & words)
    return hits, len(capabilities)
