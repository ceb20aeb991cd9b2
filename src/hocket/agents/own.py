"""An agent of the user's own, in a few lines: by instructions, or by an async function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from hocket.agents.llm import LlmAgent
from hocket.core.agent import AgentCard
from hocket.core.noun import parse

if TYPE_CHECKING:
    from hocket.core.task import TaskType
    from hocket.ports.agent import Assignment, Workbench
    from hocket.ports.tool import Tool

Work = Callable[["Assignment", "Workbench"], Awaitable[str]]


class Agent:
    """An agent that bids for tasks and works on those it wins.

    Args:
        name: Letters, digits, ``_``, ``.`` and ``-``.
        instructions: How it is to work, for its LLM.
        work: Does the work instead of an LLM. Run again after a crash, it must ask for the same
            things in the same order: their answers come from the journal.
        tools: What it may use beside ``run_python`` and the file tools named in ``builtin``.
        types: Fitness per type of task in [0, 1]; without it the agent bids low for everything.
        capabilities: Words; a task may require them.
        builtin: Names of the built-in tools it may use.
        **card: Further fields of ``AgentCard``.

    Raises:
        InvalidInputError: Something does not fit the card.

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
        types: Mapping[TaskType, float] | None = None,
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
        """This one with another card; a function works as it works, whatever its card says."""
        other = copy(self)
        other.card = card
        other._work = self._function or LlmAgent(card).work  # noqa: SLF001 - of its own kind
        return other

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        return await self._work(assignment, bench)
