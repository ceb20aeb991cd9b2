"""What carrying out one command has at hand: the run's state, journaled calls, its texts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from hocket.core.usage import NO_USAGE, Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.event import Event
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState
    from hocket.ports.llm import Llm
    from hocket.ports.tool import Effect


@dataclass(frozen=True, slots=True)
class Performed:
    """What an action gave: the exact response, and what it cost.

    ``truncated``: the response was cut off at its limit. ``blobs`` are stored in the same atomic
    step, such as files that a tool wrote.
    """

    response: bytes
    usage: Usage = NO_USAGE
    ok: bool = True
    truncated: bool = False
    blobs: Mapping[str, bytes] | None = None


Action = Callable[[str], Awaitable[Performed]]
"""Does it. Gets the idempotency key of this call: the same one again after a crash."""


class Scope(Protocol):
    """One command's hold on its run."""

    run_id: str
    attempt_id: str

    @property
    def state(self) -> RunState:
        """The run as it stands now."""
        ...

    @property
    def llm(self) -> Llm:
        """The configured hosts; every answer is journaled under this scope."""
        ...

    async def perform(
        self,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        effect: Effect,
        action: Action,
    ) -> bytes:
        """The response to a request: from the journal if it stands there, else by doing it.

        Raises:
            ReplayDivergedError: The journal has another request in this place.
            PermanentError: It is doubtful whether the effect happened before a crash; it is not
                repeated, and the journal says so.
            OrchestrationError: What the action raised, now or when it was journaled.
        """
        ...

    def failed_tries(self, key: str) -> int:
        """How many tries of the call with this idempotency key failed before a crash."""
        ...

    async def note(self, *events: Event, blobs: Mapping[str, bytes] | None = None) -> None:
        """Journal events that happened along the way; durable when this returns."""
        ...

    def keep(self, data: bytes) -> str:
        """Have a text stored with this run's next journal write; its digest."""
        ...

    async def read(self, digest: str) -> bytes:
        """A text of this run by its digest."""
        ...

    async def consult(self, question: Question, blobs: Mapping[str, bytes] | None = None) -> Answer:
        """A person's answer to a question; from the journal if it has been given already.

        Waits for as long as it takes, also over restarts. Asked once: the question's id is known.
        """
        ...

    def show(self, text: str) -> None:
        """Tell whoever watches, now; not journaled and never waited for."""
        ...
