"""The LLM port: the interface of all hosts and wrappers of large language models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, Protocol

from hocket.core.quick import quickly_made
from hocket.core.sampling import UNSET, Sampling
from hocket.core.spending import estimated_tokens, least_tokens
from hocket.core.usage import NO_USAGE, Usage, usage_of_call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.image import Image
    from hocket.core.spending import Price

OnText = Callable[[str], None]
"""Called with each piece of text when it is generated; must not block."""


class Listener:
    """An ``OnText`` that is told the thoughts too, before the text that follows them.

    Args:
        text: Called with the pieces of text.
        thought: Called with the pieces of thoughts.
    """

    def __init__(self, text: OnText, thought: OnText) -> None:
        self._text = text
        self.thought = thought

    def __call__(self, piece: str) -> None:
        """Take a piece of text."""
        self._text(piece)


def tell_thought(on_text: OnText | None, piece: str) -> None:
    """Tell a piece of the thoughts, if ``on_text`` is told them: most are told the text alone."""
    if piece and isinstance(on_text, Listener):
        on_text.thought(piece)


def listening(text: OnText, outer: OnText | None) -> OnText:
    """An ``OnText`` that takes the text itself and passes on thoughts, if they are wanted."""
    return Listener(text, outer.thought) if isinstance(outer, Listener) else text


OnProgress = Callable[[str, int, int], None]
"""Called with (step, done, total), the latter in bytes; total is 0 while unknown."""

_ESTIMATED_FRAME = 4
"""Tokens that a chat template usually adds to a message."""

IMAGE_TOKENS = 1600
"""What most hosts count at most for an image, which they make smaller first."""

_TEMPLATE_BYTES, _MESSAGE_BYTES, _TOOLS_BYTES = 64, 16, 512
"""The most that a template adds: once, to each message, and to explain tool calls."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool call that an LLM requests, with parsed arguments.

    ``fault``: why its arguments cannot be read, for the LLM; it is not made then. ``turn``: the
    whole turn of the LLM in the words of its host, where the host wants it back unchanged with the
    results, as it has signed the thoughts in it; only the first call of a turn has it.
    """

    name: str
    arguments: Mapping[str, Any]
    call_id: str = ""
    fault: str = ""
    turn: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a prompt. Only assistant has ``tool_calls``, only tool has ``call_id``.

    Only user has ``images``, which come before its text; see ``taken_by``.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    tool_calls: tuple[ToolCall, ...] = ()
    call_id: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool, as described to an LLM. ``parameters`` is the JSON Schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@quickly_made
@dataclass(frozen=True, slots=True)
class LlmRequest:
    """A complete prompt. Equal requests have equal digests, whatever adapter sends them.

    Attributes:
        llm: Name of the LLM at its host.
        messages: At least one message, oldest first.
        json_schema: Schema of the JSON answer; hosts that can constrain decoding use it.
        constrained: Whether they may; if not, the schema is only checked, and the prompt has it.
        tools: Tools of the LLM, if its host supports tool calls.
        max_tokens: Maximum length of the answer; at this length ``finish`` is ``"length"``.
        temperature: Sampling temperature; 0 is greedy.
        seed: Seed, for hosts that sample reproducibly.
        stop: Texts that end the answer and are not part of it.
        timeout_s: Time limit from the request to the last token.
        logprobs: Number of alternatives of the first token to return with probabilities.
        sampling: How to sample besides; only what its host takes, see ``taken_by``.
        must_call: Whether the answer has to be a call of one of the tools; see ``taken_by``.
        one_call: Whether it is to have one call at most. Hosts that cannot be told may make more.
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
    constrained: bool = True
    sampling: Sampling = UNSET
    must_call: bool = False
    one_call: bool = False

    @property
    def chars(self) -> int:
        """Length of its messages."""
        count = 0
        for message in self.messages:  # each call asks for this and for the bound
            count += len(message.content)
        return count

    @property
    def images(self) -> int:
        """Number of its images."""
        return sum([len(message.images) for message in self.messages])

    @property
    def least_tokens(self) -> int:
        """A lower bound of the prompt's tokens: a host that counts fewer has not counted it all."""
        return sum(least_tokens(message.content) for message in self.messages)

    @property
    def estimated_tokens(self) -> int:
        """Estimated length of the prompt, where its host does not count it."""
        frame = _ESTIMATED_FRAME * len(self.messages) + IMAGE_TOKENS * self.images
        return frame + sum(map(estimated_tokens, self._texts()))

    @property
    def most_tokens(self) -> int:
        """An upper bound of the prompt's tokens: no token is shorter than a byte."""
        count = _TEMPLATE_BYTES + _MESSAGE_BYTES * len(self.messages)
        texts = self._texts()
        for message in self.messages:
            count += IMAGE_TOKENS * len(message.images)
            if message.tool_calls:
                texts += [call.turn for call in message.tool_calls]
        for text in texts:
            count += len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        return count + (_TOOLS_BYTES if self.tools else 0)

    def to(self, llm: str) -> LlmRequest:
        """The same for another LLM, such as one by the name that its host knows."""
        return LlmRequest(llm, *_besides_llm(self))

    def _texts(self) -> list[str]:
        """All texts of the prompt, with its tools and their calls."""
        texts = [message.content for message in self.messages]
        for message in self.messages:
            for call in message.tool_calls:
                texts += (call.name, str(dict(call.arguments)))
        for tool in self.tools:
            texts += (tool.name, tool.description, str(dict(tool.parameters)))
        return texts


# `dataclasses.replace` takes twice as long.
_besides_llm = attrgetter(*(field.name for field in fields(LlmRequest)[1:]))


@quickly_made
@dataclass(frozen=True, slots=True)
class LlmAnswer:
    """An answer, with the host's usage figures.

    Attributes:
        text: Text of the answer; JSON if the request has a schema.
        thoughts: What a reasoning LLM wrote for itself. It is no part of the answer: no check,
            result or later prompt has it.
        verbatim: What it said, where tool calls were read out of the text, or marks of turns or
            a loop cut off; else empty.
        repeats: How it repeated itself, so that it was stopped and cut back; empty if it did not.
        finish: Why it ended; ``"length"`` means that it is cut off.
        data: The parsed JSON, set by the structure ladder if the request has a schema.
        first_token: Probabilities in [0, 1] of the alternatives of the first token, on request.
        prompt_tokens: Length of the prompt at the host, including cached tokens.
        prompt_s, completion_s, load_s: Durations at the host; 0 if it does not report them.
        failed_calls: How often it was sent before, where a host or wrapper tries by itself.
        left_out: Parts of the request that the host refuses, so that they were left out.
        stopped_by: Which of the stop texts ended it; empty if none did, or its host does not say.
        verification: What it took to verify that the host read the whole prompt.
        unverified: Why nothing shows that it did, or that the answer is whole; empty if something
            does, or the prompt is short.
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
    failed_calls: int = 0
    left_out: tuple[str, ...] = ()
    verification: Usage = NO_USAGE
    unverified: str = ""
    first_token: Mapping[str, float] = field(default_factory=dict)
    data: Any = None
    thoughts: str = ""
    verbatim: str = ""
    repeats: str = ""
    stopped_by: str = ""

    @property
    def usage(self) -> Usage:
        """The cost of the answer, as limits count it; without that of its verification."""
        return usage_of_call(
            1 + self.failed_calls,
            self.prompt_tokens,
            self.cached_tokens,
            self.completion_tokens,
            self.usd,
            self.total_s,
        )


@dataclass(frozen=True, slots=True)
class LlmInfo:
    """An LLM of a host.

    Attributes:
        size_bytes: Of its weights; 0 if unknown.
        context_tokens: The effective window; 0 if unknown.
        digest: Of its weights, as its host lists it; empty if the host does not say.
        memory_bytes: What it takes in memory while it is loaded; 0 if unknown.
        can_see: Whether its host says that it takes images.
        details: What else its host says of it, for people.
    """

    name: str
    adapter: str
    size_bytes: int = 0
    context_tokens: int = 0
    loaded: bool = False
    can_chat: bool = True
    can_embed: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    memory_bytes: int = 0
    can_see: bool = False


def marks_thoughts(llm: Llm, name: str) -> bool:
    """Whether one of its LLMs marks the start of its thoughts, and not only their end.

    A host that is sure says so by a method ``marks_thoughts(name)``, which is optional: of any
    other LLM the first answer shows it.
    """
    says: Callable[[str], bool] | None = getattr(llm, "marks_thoughts", None)
    return says is not None and says(name)


def weights_of(llm: Llm, name: str) -> str:
    """The digest of the weights of one of its LLMs, as far as it knows; empty if it does not.

    A host says so by a method ``weights(name)``, which asks nobody; the method is optional.
    """
    weights: Callable[[str], str] | None = getattr(llm, "weights", None)
    return "" if weights is None else weights(name)


def taken_by(llm: Llm, name: str) -> frozenset[str]:
    """The parts of a request that one of its LLMs can be given, of those that not all can.

    They are the names of the fields of ``Sampling``, ``"tool_choice"``, if it can be told that the
    answer has to be a call, and ``"images"``. A host says so by a method ``takes(name)``,
    which asks nobody; the method is optional, and without it a host takes none of them.
    """
    takes: Callable[[str], frozenset[str]] | None = getattr(llm, "takes", None)
    return frozenset() if takes is None else takes(name)


def price_of(llm: Llm, name: str) -> Price | None:
    """The price of one of its LLMs; None if unknown.

    A host states prices by a method ``price(name)`` that returns a ``Price`` or None; the method is
    optional.
    """
    price: Callable[[str], Price | None] | None = getattr(llm, "price", None)
    return None if price is None else price(name)


def is_in_process(llm: Llm) -> bool:
    """Whether it answers within this process, so that its calls end with it.

    A fake says so by ``in_process = True``; the attribute is optional. Calls of all others are
    journaled before they are sent, or nobody would know of them after a crash.
    """
    return bool(getattr(llm, "in_process", False))


class Llm(Protocol):
    """A host of LLMs, or a wrapper around one.

    Every method may raise UnavailableError (host down or overloaded), RefusedError (unknown name,
    bad key, bad request), DeadlineExceededError, and MissingExtraError (the host's runtime is not
    installed). An error of ``complete`` may report the cost of the failed call:
    ``context["usage"]`` is its ``Usage`` as JSON. Cancelling frees the host's slot at once. A host
    that sends a call again by itself asks for leave first: ``hocket.core.spending.send_again``.
    """

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer to a prompt, streamed to ``on_text`` while it is generated.

        Raises:
            ContextOverflowError: Prompt and ``max_tokens`` exceed the window; nothing was sent.
        """
        ...

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """One vector per text, in order, all of equal length and Euclidean norm 1."""
        ...

    async def models(self) -> tuple[LlmInfo, ...]:
        """The LLMs of the host, in a stable order."""
        ...

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Load an LLM, downloading it if the host can; returns when it is ready."""
        ...

    async def unload(self, llm: str) -> None:
        """Unload an LLM from memory; does nothing if it is not loaded."""
        ...

    async def context_tokens(self, llm: str) -> int:
        """The effective context window in tokens, for prompt and answer together."""
        ...

    async def count_tokens(self, request: LlmRequest) -> int:
        """The length of the prompt in tokens, including the chat template.

        Exact if the host can count; otherwise an estimate that aims not to be too low.
        """
        ...

    async def close(self) -> None:
        """Close connections and child processes; further calls raise UnavailableError."""
        ...
