"""An agent: who bids for tasks and works on those it wins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.bid import Decline, Offer
    from hocket.core.goal import Goal
    from hocket.core.task import Task
    from hocket.ports.llm import ChatMessage, LlmAnswer, ToolSpec
    from hocket.ports.tool import Tool, ToolResult


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an agent is given for one attempt.

    Attributes:
        goal: The whole goal's text, for orientation.
        task: What to do, with the checks it will be judged by.
        results: Task id to answer text of what this task depends on.
        files: Names of the files at hand with their sizes in bytes.
        feedback: Why the last work was rejected; empty where none was.
        previous: The last attempt's answer, where there was one.
        number: Which attempt at the task this is, from 1.
        seed: For sampling; differs between attempts.
    """

    run_id: str
    attempt_id: str
    goal: str
    task: Task
    results: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    feedback: str = ""
    previous: str = ""
    number: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an agent knows of a task when it is asked for its bid.

    Attributes:
        goal: The whole goal's text, for orientation.
        task: What is to be done, with the checks the work will be judged by.
        round: How often the task was announced, from 1.
        results: Task id to answer text of what the task depends on.
        files: Names of the files that would be at hand with their sizes in bytes.
        feedback: Why the last work was rejected; empty where none was.
        attempts: How many there were before.
    """

    run_id: str
    goal: str
    task: Task
    round: int
    results: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    feedback: str = ""
    attempts: int = 0


Bidding = Callable[[Announcement], Awaitable["Offer | Decline"]]
"""An agent's own answer to an announcement."""

BID_S = 10.0
"""How long an agent may take over its bid, unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Delegated:
    """What came of a goal within a goal. ``files``: name to digest.

    ``status`` is ``reached``, ``failed`` or ``cancelled``; ``verdict`` as that of any run.
    """

    run_id: str
    status: str
    verdict: str
    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


class Workbench(Protocol):
    """What an agent works with. Everything it does here is journaled before it is answered."""

    @property
    def tools(self) -> Mapping[str, Tool]:
        """The tools this attempt may use, by name."""
        ...

    @property
    def files(self) -> Mapping[str, str]:
        """Name to digest of the files as they are now."""
        ...

    async def ask(
        self,
        messages: Sequence[ChatMessage],
        *,
        json_schema: Mapping[str, Any] | None = None,
        tools: Sequence[ToolSpec] = (),
        max_tokens: int = 1024,
        temperature: float = 0.0,
        seed: int = 0,
        stop: tuple[str, ...] = (),
    ) -> LlmAnswer:
        """The answer of the LLM that this agent works with.

        Raises:
            StructureError: It did not fit the schema after repair and asking again.
            BudgetExceededError, ContextOverflowError, UnavailableError, DeadlineExceededError
        """
        ...

    async def use(self, tool: str, arguments: Mapping[str, Any]) -> ToolResult:
        """What a tool answered; an unknown name or wrong arguments come back as ``ok=False``.

        Raises:
            LoopError: The same call gave the same result too often, without anything new between.
        """
        ...

    async def delegate(self, goal: Goal, *, files: Sequence[str] = ()) -> Delegated:
        """What came of a part of the task, carried as a run of its own.

        Its limits are the goal's, narrowed to what is left of this run's, one level less deep;
        what it spends counts here too. What it leaves is among the files afterwards. After a
        crash it is taken up where it was, never begun twice.

        Args:
            goal: What is to be reached.
            files: Names of files at hand to give it.

        Raises:
            InvalidInputError: There is no such file.
            PermanentError: This run may have no run within it.
        """
        ...

    async def read(self, name: str) -> bytes:
        """A file's content.

        Raises:
            InvalidInputError: There is no such file.
        """
        ...

    def write(self, name: str, content: bytes) -> None:
        """Leave a file.

        Raises:
            InvalidInputError: The name leads out of the folder.
        """
        ...


class Agent(Protocol):
    @property
    def card(self) -> AgentCard: ...

    @property
    def bid(self) -> Bidding | None:
        """Makes its bids itself; None where its card is scored.

        What it answers is journaled, so it is never asked twice for one round of a task. An error,
        a late answer or an offer out of range is a decline, with the reason on record.
        """
        ...

    @property
    def bid_timeout_s(self) -> float:
        """How long its bid may take."""
        ...

    def with_card(self, card: AgentCard) -> Agent:
        """The agent as it was, or will be, under another version of its card."""
        ...

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        """The answer to a task. Must do the same again when run again: it may be, after a crash.

        Raises:
            OrchestrationError: The attempt failed.
        """
        ...
