"""One streamed answer, assembled from server-sent events."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from hocket.adapters.http.events import EventReader
from hocket.adapters.http.finish import usable_finish
from hocket.adapters.http.reading import (
    count,
    first_token_in,
    measure,
    most_chars,
    table,
    tables,
    text_in,
    word,
)
from hocket.adapters.http.refusal import fault_in, raise_fault
from hocket.adapters.http.thoughts import thoughts_in
from hocket.adapters.http.token_estimate import most_tokens_in
from hocket.adapters.openai.calls import CallPieces
from hocket.adapters.openai.shapes import choices_in, unwrapped, usage_in
from hocket.core.usage import Usage
from hocket.ports.llm import LlmAnswer, tell_thought

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from hocket.adapters.http.endings import Endings
    from hocket.adapters.http.lines import Lines
    from hocket.errors import OrchestrationError
    from hocket.ports.llm import OnText, ToolCall

_MS = 1e-3
_TEXTS = ("text", "delta")
_REASONS = ("finish_reason", "finishReason", "stop_reason")


async def read_answer(
    lines: Lines,
    parts: Parts,
    *,
    llm: str,
    host: str,
    endings: Endings,
    error_of: Callable[[int, str, Any], OrchestrationError],
    clean: Callable[[str], str],
    usd: Callable[[Parts], Decimal],
    max_tokens: int,
) -> LlmAnswer:
    """The answer that a stream of events adds up to.

    Args:
        lines: The lines of the stream.
        parts: Takes what they deliver; holds it also if this raises.
        llm: The requested LLM.
        host: Name of the host in messages.
        endings: How its answers end.
        error_of: Makes the error from (status, reason, body) of an error event.
        clean: Makes words of the host fit for a message.
        usd: Returns the price of what was delivered.
        max_tokens: The requested limit; an answer far beyond it is cut off.

    Raises:
        UnavailableError: The stream ended too early, or for a reason that leaves it incomplete.
        RefusedError: The host's content filter stopped the answer.
    """
    parts.begun = True
    reader = EventReader(lines, host)
    async with aclosing(reader.events()) as events:
        async for sent in events:
            event = unwrapped(sent)
            raise_fault(
                fault_in(event),
                event,
                error_of,
                is_begun=parts.chars > 0,
                is_stream=reader.is_event_stream,
            )
            parts.add(event)
            if parts.chars > most_chars(max_tokens):
                break
    finish, unverified = usable_finish(parts.finish, host, llm, clean=clean), ""
    if parts.chars > most_chars(max_tokens):
        finish = "length"
    else:
        unverified = endings.judge(
            llm,
            is_said=bool(finish or reader.is_complete or parts.is_whole or parts.completion_tokens),
            has_arrived=lines.is_framed and parts.chars > 0 and parts.pieces.are_whole,
            noise=reader.noise,
        )
    finish = finish or parts.finish_at(max_tokens, is_said=not unverified)
    # A tool call is incomplete if the answer was truncated.
    calls = parts.calls() if finish != "length" else ()
    prompt_s = measure(parts.timings.get("prompt_ms")) * _MS
    completion_s = measure(parts.timings.get("predicted_ms")) * _MS
    return LlmAnswer(
        text="".join(parts.texts),
        finish="tool_calls" if calls else finish,
        llm=parts.llm or llm,
        tool_calls=calls,
        prompt_tokens=parts.prompt_tokens,
        cached_tokens=parts.cached_tokens,
        completion_tokens=parts.completion_tokens,
        usd=usd(parts),
        prompt_s=prompt_s,
        completion_s=completion_s,
        total_s=prompt_s + completion_s,
        first_token=parts.first_token,
        thoughts="".join(parts.thoughts),
        unverified=unverified,
    )


@dataclass(slots=True)
class Parts:
    """What the events of a stream have delivered so far.

    Attributes:
        on_text: Called with each piece of text.
        begun: Whether the host has begun to answer.
        chars: Length of the text, of the thoughts and of the calls.
        stopped_by: What vLLM says that ended it, which may be a stop text.
        is_whole: Whether the host sent its answer in one piece.
        in_deltas: Whether it came in pieces of the usual form.
        index: Of the choice that is the answer; others were not asked for. None before the first.
    """

    on_text: OnText | None = None
    begun: bool = False
    texts: list[str] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)
    chars: int = 0
    is_whole: bool = False
    in_deltas: bool = False
    index: int | None = None
    finish: str = ""
    stopped_by: str = ""
    llm: str = ""
    usage: dict[str, int] = field(default_factory=dict)
    timings: dict[str, Any] = field(default_factory=dict)
    first_token: dict[str, float] = field(default_factory=dict)
    pieces: CallPieces = field(default_factory=CallPieces)

    @property
    def counted(self) -> Usage:
        """What the host counted; 0 where it has not."""
        return Usage(
            calls=1,
            prompt_tokens=self.prompt_tokens,
            cached_tokens=self.cached_tokens,
            completion_tokens=self.completion_tokens,
        )

    @property
    def prompt_tokens(self) -> int:
        """As counted by the host; 0 where it has not counted, as for the others."""
        return self.usage.get("prompt_tokens", 0)

    @property
    def cached_tokens(self) -> int:
        return self.usage.get("cached_tokens", 0)

    @property
    def completion_tokens(self) -> int:
        return self.usage.get("completion_tokens", 0)

    def finish_at(self, max_tokens: int, *, is_said: bool) -> Literal["stop", "length"]:
        """Why it ended if its host gives no reason; ``is_said`` if it says at least that it did."""
        # Nobody says that another answer of about the limit was not cut there.
        tokens = self.completion_tokens if is_said else most_tokens_in(self.written)
        return "length" if tokens >= max_tokens else "stop"

    @property
    def written(self) -> str:
        """All that the LLM wrote: the text, the thoughts and the calls."""
        return "".join((*self.texts, *self.thoughts, self.pieces.written))

    def add(self, event: dict[str, Any]) -> None:
        self.llm = word(event.get("model")) or self.llm
        self.usage |= usage_in(event)
        self.timings = table(event.get("timings")) or self.timings
        for choice in self._own(choices_in(event)):
            self._add_message(self._message_of(choice))
            if not self.first_token:
                self.first_token = first_token_in(table(choice.get("logprobs")).get("content"))
            reason = next((choice[name] for name in _REASONS if choice.get(name)), None)
            self.stopped_by = word(choice.get("stop_reason")) or self.stopped_by
            self.finish = (word(reason) or word(table(reason).get("type"))) or self.finish

    def _own(self, choices: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The first choice of those with the index of the first that came."""
        if self.index is None and choices:
            self.index = count(choices[0].get("index"))
        own = [choice for choice in choices if count(choice.get("index")) == self.index]
        return own[:1]

    def _message_of(self, choice: dict[str, Any]) -> dict[str, Any]:
        """The message of a choice, or the piece of it; some hosts end a stream with the whole."""
        if delta := table(choice.get("delta")):
            self.in_deltas = True
            return delta
        message = choice.get("message")
        if whole := table(message) or ({"content": message} if isinstance(message, str) else {}):
            return self._new_in(whole)
        return {"content": next((v for v in map(choice.get, _TEXTS) if isinstance(v, str)), "")}

    def _new_in(self, message: dict[str, Any]) -> dict[str, Any]:
        """What a message adds: all of it, or it is one of several pieces, or all so far."""
        before = "".join(self.texts)
        if self.in_deltas or self.pieces.begun:
            self.is_whole = True
            return {}
        self.is_whole = not before
        text = text_in(message.get("content"))
        return {**message, "content": text.removeprefix(before)} if before else message

    def _add_message(self, message: dict[str, Any]) -> None:
        for thought in thoughts_in(message):
            self.thoughts.append(thought)
            tell_thought(self.on_text, thought)
            self.chars += len(thought)
        if text := text_in(message.get("content")):
            self.texts.append(text)
            self.chars += len(text)
            if self.on_text is not None:
                self.on_text(text)
        for piece in tables(message.get("tool_calls")):
            self.chars += self.pieces.add(piece)
        if legacy := table(message.get("function_call")):
            self.chars += self.pieces.add({"index": 0, "function": legacy})

    def calls(self) -> tuple[ToolCall, ...]:
        return self.pieces.calls()
