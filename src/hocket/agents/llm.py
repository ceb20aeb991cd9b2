"""An agent that works with an LLM, in one of several ways: see ``agents/ways/``.

The award names the way; without one it is the first that fits the task and the agent's tools. The
result is what the tools did, not what the answer claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways import WAYS
from hocket.core.agreement import method_of
from hocket.errors import PermanentError
from hocket.ports.agent import BID_S, Prospect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Bidding, Way, Workbench


class LlmAgent:
    """Works on tasks with the LLM of the role on its card; its bids are scored from its card.

    Args:
        card: Its name, instructions and tools.
        ways: Its ways of working, the preferred ones first.
    """

    bid: Bidding | None = None
    bid_timeout_s = BID_S

    def __init__(self, card: AgentCard, ways: Sequence[Way] = WAYS) -> None:
        self.card = card
        self.ways = tuple(ways)

    def with_card(self, card: AgentCard) -> LlmAgent:
        """An agent with another card."""
        return LlmAgent(card, self.ways)

    def without(self, names: Collection[str]) -> LlmAgent:
        """An agent that does not work in these ways, nor uses one of them again."""
        left = [w for w in self.ways if w.name not in names and method_of(w.name) not in names]
        return LlmAgent(self.card, left)

    def with_ways(self, ways: Iterable[Way]) -> LlmAgent:
        """An agent with other ways of working."""
        return LlmAgent(self.card, tuple(ways))

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        """The answer to the task; the files are on the workbench.

        Raises:
            PermanentError: It has no such way of working, or none that fits.
            OrchestrationError: The way failed.
        """
        return await self._way_for(assignment, bench).work(assignment, bench, self.card)

    def _way_for(self, assignment: Assignment, bench: Workbench) -> Way:
        task, name = assignment.task, assignment.way
        prospect = Prospect.of(assignment, bench)
        fitting = (w for w in self.ways if (w.name == name if name else w.fits(prospect)))
        way = next(fitting, None)
        if way is None:
            wanted = f"does not work by {name!r}" if name else "has no way that fits"
            known = ", ".join(w.name for w in self.ways) or "none"
            message = f"{self.card.name} {wanted} ({task.task_id}); its ways are: {known}"
            raise PermanentError(message, attempt_id=assignment.attempt_id, way=name)
        return way
