"""Your own agent in a few lines: instructions for an LLM, or an async function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from hocket.agents.llm import LlmAgent
from hocket.agents.ways import WAYS
from hocket.core.agent import AgentCard
from hocket.core.noun import parse
from hocket.errors import InvalidInputError
from hocket.ports.agent import BID_S

if TYPE_CHECKING:
    from hocket.core.task import TypeName
    from hocket.ports.agent import Assignment, Bidding, Way, Workbench
    from hocket.ports.tool import Tool

MAX_BID_S = 60.0

Work = Callable[["Assignment", "Workbench"], Awaitable[str]]


class Agent:
    """An agent that bids for tasks and works on those it wins.

    Args:
        name: Letters, digits, ``_``, ``.`` and ``-``.
        instructions: System prompt for its LLM.
        work: Function that does the work instead of an LLM. After a crash it runs again and must
            make the same calls in the same order: their answers come from the journal.
        bid: Makes its bids itself: an async function that takes an ``Announcement`` and gives an
            ``Offer``, or a ``Decline`` with the reason. Without it, its card is scored. It is asked
            once for each round of a task; what it answers is in the journal.
        bid_timeout_s: How long its bid may take, up to a minute; later, it declines.
        tools: Your own tools that the agent may use.
        types: Fitness per task type in [0, 1]; without it the agent bids low for every task.
        builtin: Names of the built-in tools that it may use, such as ``run_python``.
        ways: Your own ways of working with its LLM, preferred to the others.
        **card: Other fields of ``AgentCard``, such as ``capabilities``.

    Raises:
        InvalidInputError: A field does not fit ``AgentCard``.

    Examples:
        >>> async def shout(assignment, bench):
        ...     return assignment.task.objective.description.upper()
        >>> Agent("shouter", work=shout, types={"creative": 1.0}).card.name
        'shouter'
    """

    def __init__(
        self,
        name: str,
        instructions: str = "",
        *,
        work: Work | None = None,
        bid: Bidding | None = None,
        bid_timeout_s: float = BID_S,
        tools: Iterable[Tool] = (),
        types: Mapping[TypeName, float] | None = None,
        builtin: Iterable[str] = (),
        ways: Iterable[Way] = (),
        **card: Any,
    ) -> None:
        self.tools = tuple(tools)
        self.card = parse(
            AgentCard,
            {
                "name": name,
                "instructions": instructions,
                "types": dict(types or {}),
                "tools": (*(t.name for t in self.tools), *builtin),
                **card,
            },
            what=f"Agent {name}",
        )
        if not 0 < bid_timeout_s <= MAX_BID_S:
            message = (
                f"Agent {name}: bid_timeout_s is {bid_timeout_s:g}; use a number of seconds above "
                f"0 and up to {MAX_BID_S:g}, since the others wait for it"
            )
            raise InvalidInputError(message, agent=name, bid_timeout_s=bid_timeout_s)
        self.bid = bid
        self.bid_timeout_s = bid_timeout_s
        self._function = work
        self._own_ways = tuple(ways)
        self.ways: tuple[Way, ...] = () if work else (*self._own_ways, *WAYS)

    def with_card(self, card: AgentCard) -> Agent:
        """The same agent with another card; a ``work`` function stays in place."""
        other = copy(self)
        other.card = card
        return other

    def with_ways(self, ways: Iterable[Way]) -> Agent:
        """The same agent with these ways of working after its own; a function needs none."""
        if self._function:
            return self
        own = {way.name for way in self._own_ways}
        other = copy(self)
        other.ways = (*self._own_ways, *(way for way in ways if way.name not in own))
        return other

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        work = self._function or LlmAgent(self.card, self.ways).work
        return await work(assignment, bench)
