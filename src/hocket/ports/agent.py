"""The agent port: an agent bids for tasks and works on those it wins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from hocket.core.quick import quickly_made

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.agreement import Agreement
    from hocket.core.bid import Decline, Offer
    from hocket.core.goal import Goal
    from hocket.core.task import Task
    from hocket.documents.profile import Profile
    from hocket.ports.llm import ChatMessage, LlmAnswer, ToolSpec
    from hocket.ports.tool import Tool, ToolResult


@dataclass(frozen=True, slots=True)
class EarlierEffect:
    """An unsafe tool call of an earlier attempt at the task.

    The same call gets ``answer`` again. ``is_certain`` is False if it is unknown whether it
    happened; then, and if only its answer was lost in a crash, the answer is empty.
    """

    tool: str
    arguments: Mapping[str, Any]
    answer: str = ""
    is_certain: bool = True


@quickly_made
@dataclass(frozen=True, slots=True)
class Assignment:
    """The input of one attempt.

    Attributes:
        goal: Text of the goal, as context.
        task: The task, with the checks of its review.
        results: Answers of the tasks that this task depends on, by task id.
        files: Sizes in bytes of the available files, by name.
        feedback: Why the previous work was rejected; empty if none was.
        previous: Answer of the previous attempt, with the program that computed it; empty without
            one.
        number: Number of this attempt at the task, from 1.
        repeats: How often the same way was tried at the task before.
        seed: Seed for sampling; differs between attempts.
        effects: What earlier attempts at the task have done and need not be done again.
        way: Name of the way to work by; empty to take the first one that fits.
        profiles: What the files hold, by name, without those of which nothing is known.
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
    repeats: int = 0
    seed: int = 0
    effects: tuple[EarlierEffect, ...] = ()
    way: str = ""
    profiles: Mapping[str, Profile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prospect:
    """A task as one agent would get it; from this a way of working says whether it fits.

    Attributes:
        goal: Text of the goal.
        task: The task.
        files: Names of the files that an attempt would have.
        tools: Names of the tools that the agent would have.
    """

    goal: str
    task: Task
    files: Collection[str]
    tools: Collection[str]

    @classmethod
    def of(cls, assignment: Assignment, bench: Workbench) -> Prospect:
        """The task of an attempt that is made."""
        return cls(assignment.goal, assignment.task, tuple(assignment.files), tuple(bench.tools))


@dataclass(frozen=True, slots=True)
class Announcement:
    """The input of a bid.

    Attributes:
        goal: Text of the goal, as context.
        task: The task, with the checks of its review.
        round: Number of this announcement of the task, from 1.
        results: Answers of the tasks that this task depends on, by task id.
        files: Sizes in bytes of the files that an attempt would have, by name.
        feedback: Why the previous work was rejected; empty if none was.
        attempts: Number of previous attempts.
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

NO_FILES: Mapping[str, bytes] = MappingProxyType({})

BID_S = 10.0
"""Default time limit of a bid."""


@dataclass(frozen=True, slots=True)
class Delegated:
    """The result of a delegated goal. ``files`` holds digests by name.

    ``status`` is ``reached``, ``failed`` or ``cancelled``; ``verdict`` is that of its run.
    """

    run_id: str
    status: str
    verdict: str
    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


class Workbench(Protocol):
    """An agent's access to LLM, tools and files. Results are journaled before they are returned.

    A call that is still in progress when the work ends is stopped; none begins afterwards.
    """

    @property
    def tools(self) -> Mapping[str, Tool]:
        """The tools of this attempt, by name."""
        ...

    @property
    def files(self) -> Mapping[str, str]:
        """Digests of the current files, by name."""
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
        logprobs: int = 0,
    ) -> LlmAnswer:
        """The answer of the agent's LLM; ``logprobs`` as in ``LlmRequest``.

        Raises:
            StructureError: The answer does not fit the schema, even after repair and a retry.
            BudgetExceededError, ContextOverflowError, UnavailableError, DeadlineExceededError
        """
        ...

    async def use(self, tool: str, arguments: Mapping[str, Any]) -> ToolResult:
        """The result of a tool; an unknown name or wrong arguments return ``ok=False``.

        Raises:
            LoopError: The same call returned the same result too often without progress.
        """
        ...

    async def delegate(self, goal: Goal, *, files: Sequence[str] = ()) -> Delegated:
        """Delegate a part of the task to a run of its own; returns its result.

        Its limits are the goal's, but at most what is left of this run's, with one level of depth
        less; its cost counts for this run too. Its files are available afterwards. After a crash
        it resumes and never starts twice.

        Args:
            goal: Goal of the new run.
            files: Names of available files to pass on.

        Raises:
            InvalidInputError: There is no such file.
            PermanentError: The depth limit of this run is reached.
        """
        ...

    async def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            InvalidInputError: There is no such file.
        """
        ...

    async def hold(
        self,
        text: str,
        lacks: str = "",
        *,
        files: Mapping[str, bytes] = NO_FILES,
        program: str = "",
        language: str = "python",
    ) -> None:
        """Hold an answer before more is done for it; the last one counts, with the files as now.

        If a limit ends the work, a whole answer becomes its result, and is judged like any other;
        one that lacks something is handed over only if nothing better comes of the task. Journaled
        before this returns.

        Args:
            text: The answer.
            lacks: What it lacks, or what is wrong with it; empty if it is whole.
            files: Files that it has besides, by name; they are not written to the workbench.
            program: What computed it; empty for what ``computed_by`` recorded.
            language: That of the program.

        Raises:
            InvalidInputError: The name of a file points outside the folder.
        """
        ...

    def attest(self, agreement: Agreement) -> None:
        """Hand over what several methods of this attempt gave; the last one counts.

        If they agree and no check proves the work, it can be corroborated.
        """
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file.

        Raises:
            InvalidInputError: The name points outside the folder.
        """
        ...

    def computed_by(self, program: str, language: str = "python") -> None:
        """Record what computed the answer: evidence for it, and no part of it."""
        ...

    def doubt(self, text: str) -> None:
        """Record what looks wrong with the answer, though nothing is certain.

        Where methods all differ, an answer that nothing doubts goes before it.
        """
        ...


class Way(Protocol):
    """A way of working: how an agent with an LLM does a task."""

    @property
    def name(self) -> str:
        """Its name in bids, such as ``query``; unique among the ways of an agent."""
        ...

    def fits(self, prospect: Prospect) -> bool:
        """Whether it could do this task; pure, since an auction asks without waiting."""
        ...

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The answer to a task, as ``Agent.work``; ``card`` is that of the agent.

        Raises:
            OrchestrationError: The attempt failed.
        """
        ...


class Agent(Protocol):
    @property
    def card(self) -> AgentCard: ...

    @property
    def bid(self) -> Bidding | None:
        """Makes the agent's own bids; None to have its card scored instead.

        Answers are journaled, so the agent bids only once per round of a task. An error, a late
        answer or an offer out of range counts as a decline, with the reason in the journal.
        """
        ...

    @property
    def bid_timeout_s(self) -> float:
        """Time limit of a bid."""
        ...

    @property
    def ways(self) -> Sequence[Way]:
        """Its ways of working, the preferred ones first; empty if it has a way of its own."""
        ...

    def with_card(self, card: AgentCard) -> Agent:
        """The same agent with another version of its card."""
        ...

    def with_ways(self, ways: Iterable[Way]) -> Agent:
        """The same agent with these ways of working after its own, if it works by any."""
        ...

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        """The answer to a task. It may run again after a crash, and must then make the same calls.

        Raises:
            OrchestrationError: The attempt failed.
        """
        ...
