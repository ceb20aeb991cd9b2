"""A large language model as hocket sees it: one narrow seam for all hosts and wrappers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Protocol

from hocket.core.spending import estimated_tokens
from hocket.core.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OnText = Callable[[str], None]
"""Called with each piece of text as it is made; must not block."""

OnProgress = Callable[[str, int, int], None]
"""Called with (what, done, total) in bytes; total 0 while unknown."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call an LLM asks for, with its arguments already parsed."""

    name: str
    arguments: Mapping[str, Any]
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a prompt. ``tool_calls`` only from the assistant, ``call_id`` only on tool."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    tool_calls: tuple[ToolCall, ...] = ()
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as it is told to an LLM: ``parameters`` is a JSON Schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LlmRequest:
    """One prompt, whole. Equal requests have equal digests, whatever adapter sends them.

    Attributes:
        llm: The name as its host knows it.
        messages: At least one, oldest first.
        json_schema: The answer must be JSON fitting this; hosts that can, constrain decoding by it.
        tools: Told to the LLM where the host has native tool calls.
        max_tokens: Most tokens the answer may have; reaching it makes ``finish`` ``"length"``.
        temperature: 0 is greedy.
        seed: For hosts that sample reproducibly.
        stop: Texts that end the answer, not part of it.
        timeout_s: For the whole answer, from send to last token.
        logprobs: How many alternatives of the first token to return with their probabilities.
    """

    llm: str
    messages: tuple[ChatMessage, ...]
    json_schema: Mapping[str, Any] | None = None
    tools: tuple[ToolSpec, ...] = ()
    max_tokens: int = 1024
    temperature: float = 0.0
    seed: int = 0
    stop: tuple[str, ...] = ()
    timeout_s: float = 600.0
    logprobs: int = 0

    @property
    def estimated_tokens(self) -> int:
        """About how long the prompt is, as long as no host has counted it."""
        return estimated_tokens(sum(len(message.content) for message in self.messages))


@dataclass(frozen=True, slots=True)
class LlmAnswer:
    """What came back, with everything the host counted.

    Attributes:
        text: The answer's text; for a schema, JSON text.
        finish: Why it ended. ``"length"`` means cut off: never treat it as whole.
        data: The parsed JSON, set by the structure ladder where a schema was asked for.
        first_token: Alternatives of the first token with probabilities in [0, 1], if asked for.
        prompt_tokens: As evaluated by the host, cached ones included.
        prompt_s, completion_s, load_s: Host-side durations; 0 where the host does not tell.
    """

    text: str
    finish: Literal["stop", "length", "tool_calls"] = "stop"
    llm: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    usd: Decimal = Decimal(0)
    prompt_s: float = 0.0
    completion_s: float = 0.0
    load_s: float = 0.0
    total_s: float = 0.0
    first_token: Mapping[str, float] = field(default_factory=dict)
    data: Any = None

    @property
    def usage(self) -> Usage:
        """What it cost, as limits count it."""
        return Usage(
            calls=1,
            prompt_tokens=self.prompt_tokens,
            cached_tokens=self.cached_tokens,
            completion_tokens=self.completion_tokens,
            usd=self.usd,
            seconds=self.total_s,
        )


@dataclass(frozen=True, slots=True)
class LlmInfo:
    """One LLM that a host has. ``context_tokens`` is what requests really get, 0 if unknown."""

    name: str
    adapter: str
    size_bytes: int = 0
    context_tokens: int = 0
    loaded: bool = False
    can_chat: bool = True
    can_embed: bool = False
    details: Mapping[str, str] = field(default_factory=dict)


class Llm(Protocol):
    """A host of LLMs, or a wrapper around one.

    Every method may raise UnavailableError (host down or overloaded), RefusedError (unknown name,
    bad key, bad request), DeadlineExceededError, and MissingExtraError (what the host runs on is
    not installed here). An error of ``complete`` may say what the call cost although it failed:
    ``context["usage"]`` is that ``Usage`` as JSON. Cancelling frees the host's slot at once.
    """

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer to a prompt, streamed to ``on_text`` as it is made.

        Raises:
            ContextOverflowError: Prompt and ``max_tokens`` exceed the window; nothing was sent.
        """
        ...

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """One vector per text, in order, all of one length, each of Euclidean norm 1."""
        ...

    async def models(self) -> tuple[LlmInfo, ...]:
        """What the host has, in a stable order."""
        ...

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Make an LLM ready, fetching it where the host can; returns when it answers."""
        ...

    async def unload(self, llm: str) -> None:
        """Free an LLM's memory; no error if it is not loaded."""
        ...

    async def context_tokens(self, llm: str) -> int:
        """The window that a request really gets, in tokens: prompt and answer together."""
        ...

    async def count_tokens(self, request: LlmRequest) -> int:
        """The prompt's length in tokens, chat template included.

        Exact where the host can tell; else an upper estimate, never too low by intent.
        """
        ...

    async def close(self) -> None:
        """End connections and child processes; further calls raise UnavailableError."""
        ...
