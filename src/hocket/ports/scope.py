"""The scope of a command: the run's state, journaled calls and texts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from hocket.core.quick import quickly_made
from hocket.core.usage import NO_USAGE, Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.event import Event
    from hocket.core.question import Answer, Question
    from hocket.core.receipt import Receipt
    from hocket.core.run import RunState
    from hocket.core.structure import StructureAsked
    from hocket.ports.llm import Llm
    from hocket.ports.tool import Effect


@quickly_made
@dataclass(frozen=True, slots=True)
class CallResult:
    """The result of an action: the exact response and its cost.

    ``truncated``: the response reached its length limit. ``unverified``: why nothing shows that an
    LLM read the whole prompt, or that its answer is whole. ``blobs``, such as files that a tool
    wrote, are stored in the same atomic step. ``left`` are digests of texts that the response names
    and that are stored already; they are kept as long as the call. ``effects`` are those of a run
    within this one. ``structure`` is the schema that the response of an LLM had to keep.
    """

    response: bytes
    usage: Usage = NO_USAGE
    ok: bool = True
    truncated: bool = False
    unverified: str = ""
    blobs: Mapping[str, bytes] | None = None
    left: tuple[str, ...] = ()
    effects: tuple[Receipt, ...] = ()
    structure: StructureAsked | None = None


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """A call of an earlier attempt that a new call would repeat.

    ``is_equal``: the new call is the same and gets its receipt; if not, it differs in part.
    """

    call_id: str
    request: bytes
    is_equal: bool


Action = Callable[[str], Awaitable[CallResult]]
"""Performs the call. Receives its idempotency key, which stays the same after a crash."""


class Scope(Protocol):
    """A command's access to its run."""

    run_id: str
    attempt_id: str

    @property
    def state(self) -> RunState:
        """The current state of the run."""
        ...

    @property
    def llm(self) -> Llm:
        """The configured hosts; answers are journaled in this scope."""
        ...

    async def perform(
        self,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        effect: Effect,
        action: Action,
    ) -> bytes:
        """The response to a request, from the journal if it is there, else from the action.

        An unsafe call that an earlier attempt at the task made gets the response of that one.

        Raises:
            ReplayDivergedError: The journal has another request at this point.
            PermanentError: The effect may have happened before a crash; it is not repeated, and
                the journal records the doubt.
            OrchestrationError: The error of the action, now or when it was journaled.
        """
        ...

    async def earlier(self, tool: str, request: bytes) -> EarlierCall | None:
        """The unsafe call of an earlier attempt that this one would repeat; None if none would."""
        ...

    def failed_tries(self, key: str) -> int:
        """The number of failed tries of the call with this idempotency key before a crash."""
        ...

    async def note(self, *events: Event, blobs: Mapping[str, bytes] | None = None) -> None:
        """Journal further events; they are durable when this returns."""
        ...

    def keep(self, data: bytes) -> str:
        """Store a text with this run's next journal write; returns its digest."""
        ...

    async def read(self, digest: str) -> bytes:
        """The text with this digest."""
        ...

    async def consult(self, question: Question, blobs: Mapping[str, bytes] | None = None) -> Answer:
        """A person's answer to a question, from the journal if it is there.

        Waits as long as necessary, also over restarts. The id of the question makes sure that it
        is asked only once.
        """
        ...

    def rest(self) -> None:
        """Wait for something else than work: a call that fits no limit need not wait for this."""
        ...

    def work(self) -> None:
        """Work again: a limit that another call reaches does not stop this at once."""
        ...

    def show(self, text: str) -> None:
        """Send a text to current viewers; it is not journaled, and this never waits."""
        ...
