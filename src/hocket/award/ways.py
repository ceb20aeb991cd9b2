"""The ways of working that suit a task: those that an agent bids with, and that of a second try."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hocket.award.aptitudes import fails_at
from hocket.award.priors import prior_of, reason_for, suitability
from hocket.award.scoring import decline_of, fitness_of
from hocket.core.bid import Decline
from hocket.core.fault import described
from hocket.ports.agent import Prospect
from hocket.ports.second import Offered
from hocket.ports.tool import ASK_PERSON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hocket.core.agent import AgentCard
    from hocket.core.run import RunState
    from hocket.core.task import Task
    from hocket.ports.agent import Agent

SUITED = 1 / 3
"""A way is an alternative if its suitability is at least this part of that of the best one."""


class SuitedWay(NamedTuple):
    """A way that fits a task, how well it suits, and why; a function of yours has no name.

    ``is_beyond``: by its passport the LLM fails at what the way rests on, so that it is offered
    only where there is nothing else.
    """

    name: str = ""
    suitability: float = 1.0
    why: str = ""
    is_beyond: bool = False


OWN_WAY = SuitedWay()


class WaysOfAgents:
    """Says by which ways an agent could do a task.

    Args:
        agents: Agents by name.
        tools: Names of the tools that there are.
    """

    def __init__(self, agents: Mapping[str, Agent], tools: Collection[str]) -> None:
        self._agents = agents
        self._tools = tools

    def fitting(self, card: AgentCard, task: Task, state: RunState) -> list[SuitedWay] | Decline:
        """The ways that fit, in the agent's order; or why it declines.

        An agent without ways works by its own code, and so does every agent of a run that older
        releases began: they get a nameless one.
        """
        names = state.ways.get(card.name, ())
        if not names:
            return [OWN_WAY]
        kind = task.usual_kind
        try:
            fitting = [n for n in self._names_that_fit(card, task, state) if n in names]
        except Exception as error:  # noqa: BLE001 - any error of a way of yours is a decline
            return Decline(agent=card.name, reason=f"a way of working failed: {described(error)}")
        if not fitting:
            return Decline(agent=card.name, reason=f"cannot do it by {' or '.join(names)}")
        shown = state.aptitude_of(card.role)
        records = {name: state.record_of_way(task, name) for name in fitting}
        return [
            SuitedWay(
                n,
                suitability(kind, n, records[n], shown),
                reason_for(kind, n, records[n], shown),
                fails_at(n, shown),
            )
            for n in fitting
        ]

    def offered(self, task_id: str, state: RunState, without: Collection[str]) -> Offered | None:
        """The agent and the way for another try at a task; None if no other way suits.

        It depends on the task, the cards and the priors alone, which passports are a part of from
        the start of the run, so it is the same after a crash. An
        agent other than that of the award goes first.

        Args:
            task_id: The task.
            state: The run.
            without: Names of the ways that do not count.
        """
        task = state.tasks[task_id]
        author = task.award.agent if task.award else ""
        options = list(self._options(task.task, state))
        best = max((right for right, *_ in options), default=0.0)
        others = [
            (right, agent != author, fitness, agent, way)
            for right, fitness, agent, way in options
            if way not in without and right >= SUITED * best
        ]
        # Of equals, the first agent and its first way.
        chosen = max(others, key=lambda option: option[:3], default=None)
        return None if chosen is None else Offered(*chosen[3:])

    def _options(self, task: Task, state: RunState) -> Iterator[tuple[float, float, str, str]]:
        """(prior of the way, fitness of the agent, agent, way) of all that could do the task."""
        for card in state.agents:
            ways = decline_of(card, task) or self.fitting(card, task, state)
            if isinstance(ways, Decline):
                continue
            fitness, shown = fitness_of(card, task), state.aptitude_of(card.role)
            for way in ways:
                if way.name:
                    right = prior_of(task.usual_kind, way.name, shown).right
                    yield right, fitness, card.name, way.name

    def _names_that_fit(self, card: AgentCard, task: Task, state: RunState) -> list[str]:
        agent = self._agents.get(card.name)
        goal = state.goal
        if agent is None or goal is None:
            return []
        tools = [name for name in card.tools if name in self._tools]
        if goal.consent.questions:
            tools.append(ASK_PERSON)
        prospect = Prospect(goal.text, task, tuple(state.files_for(task.task_id)), tuple(tools))
        return [way.name for way in agent.ways if way.fits(prospect)]
