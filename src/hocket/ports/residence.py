"""The residence port: what a host that holds LLMs in memory says and does about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hocket.ports.llm import Llm

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Footprint:
    """The memory that an LLM takes, estimated before it is loaded.

    Attributes:
        fixed_bytes: Weights, buffers and the process.
        token_bytes: What each token of the context window adds, over all slots.
    """

    fixed_bytes: int
    token_bytes: int = 0

    def bytes_for(self, window: int) -> int:
        """With a window of so many tokens.

        Examples:
            >>> Footprint(1_000, 2).bytes_for(500)
            2000
        """
        return self.fixed_bytes + self.token_bytes * window


@dataclass(frozen=True, slots=True)
class Held:
    """An LLM in memory, as measured. ``load_s`` is 0 if the host does not say."""

    size_bytes: int
    load_s: float = 0.0


class ResidentHost(Llm, Protocol):
    """A host that can say what is in its memory; ``complete`` and ``embed`` load what is not.

    Attributes:
        counts_in_memory: Whether ``count_tokens`` and ``context_tokens`` need the LLM in memory.
    """

    counts_in_memory: bool

    async def footprint(self, llm: str) -> Footprint:
        """What the LLM will take; nothing is loaded.

        Raises:
            AdapterError: Nobody knows, as for an LLM that is not here.
        """
        ...

    async def held(self) -> Mapping[str, Held]:
        """What is in memory now, by name.

        Raises:
            AdapterError: The host does not say.
        """
        ...

    async def warm(self, llm: str) -> None:
        """Load an LLM that is on the machine already; never downloads one.

        Raises:
            OrchestrationError: It cannot be loaded.
        """
        ...

    def use_window(self, llm: str, tokens: int) -> None:
        """Load the LLM with this context window from now on, or a smaller one if it has less."""
        ...


class Commons(Protocol):
    """Memory that the processes of this machine share: each says what it takes."""

    async def claim(self, size_bytes: int) -> int:
        """Say how much this process takes, or is about to; 0 for nothing.

        Returns:
            What all others take, as they have said.
        """
        ...
