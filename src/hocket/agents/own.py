"""Your own agent in a few lines: instructions for an LLM, or an async function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from hocket.agents.llm import LlmAgent
from hocket.core.agent import AgentCard
from hocket.core.noun import parse

if TYPE_CHECKING:
    from hocket.core.task import TypeName
    from hocket.ports.agent import Assignment, Workbench
    from hocket.ports.tool import Tool

Work = Callable[["Assignment", "Workbench"], Awaitable[str]]


class Agent:
    """An agent that bids for tasks and works on those it wins.

    Args:
        name: Letters, digits, ``_``, ``.`` and ``-``.
        instructions: System prompt for its LLM.
        work: Function that does the work instead of an LLM. After a crash it runs again and must
            make the same calls in the same order: their answers come from the journal.
        tools: Your own tools that the agent may use.
        types: Fitness per task type in [0, 1]; without it the agent bids low for every task.
        builtin: Names of the built-in tools that it may use, such as ``run_python``.
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
        tools: Iterable[Tool] = (),
        types: Mapping[TypeName, float] | None = None,
        builtin: Iterable[str] = (),
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
        self._function = work
        self._work = work or LlmAgent(self.card).work

    def with_card(self, card: AgentCard) -> Agent:
        """The same agent with another card; a ``work`` function stays in place."""
        other = copy(self)
        other.card = card
        other._work = self._function or LlmAgent(card).work  # noqa: SLF001 - the same class
        return other

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        return await self._work(assignment, bench)
