"""One answer of the Messages API, assembled from its events or read as a whole.

Source: https://platform.claude.com/docs/en/build-with-claude/streaming.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hocket.adapters.anthropic.blocks import Blocks
from hocket.adapters.anthropic.turns import signed_turn_text
from hocket.adapters.http.events import EventReader
from hocket.adapters.http.finish import usable_finish
from hocket.adapters.http.reading import count, most_chars, table, tables, word
from hocket.adapters.http.refusal import fault_in, raise_fault
from hocket.adapters.http.token_estimate import most_tokens_in
from hocket.adapters.http.tool_calls import with_own_ids
from hocket.core.usage import Usage
from hocket.ports.llm import LlmAnswer, tell_thought

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hocket.adapters.http.endings import Endings
    from hocket.adapters.http.lines import Lines
    from hocket.errors import OrchestrationError
    from hocket.ports.llm import OnText, ToolCall

_FAULT = "error"
"""Ends the type of an event that is a fault: ``error``, or what sort of one it is."""

_PROMPT_COUNTS = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
"""A prompt is counted in three parts: not cached, newly cached, and read from the cache."""


@dataclass(slots=True)
class Parts:
    """What the events have delivered so far.

    Attributes:
        on_text: Called with each piece of text.
        begun: Whether the host has begun to answer.
        chars: Length of the text, of the thoughts and of the calls.
        is_stopped: Whether the host said that nothing follows.
        usage: The counts of the host, which are totals whenever they are sent again. That of the
            answer is one only at its end: a stream begins with 1 or so, whatever follows.
        why: What the host says of a refusal.
        stopped_by: The stop text that ended the answer.
    """

    on_text: OnText | None = None
    begun: bool = False
    chars: int = 0
    is_stopped: bool = False
    reason: str = ""
    why: str = ""
    stopped_by: str = ""
    llm: str = ""
    usage: dict[str, int] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=Blocks)

    @property
    def counted(self) -> Usage:
        """What the host counted; 0 where it has not."""
        return Usage(
            calls=1,
            prompt_tokens=sum(self.usage.get(name, 0) for name in _PROMPT_COUNTS),
            cached_tokens=self.usage.get("cache_read_input_tokens", 0),
            completion_tokens=self.usage.get("output_tokens", 0),
        )

    @property
    def cache_written_tokens(self) -> int:
        return self.usage.get("cache_creation_input_tokens", 0)

    @property
    def written(self) -> str:
        """All that the LLM wrote: the text, the thoughts and the calls."""
        return self.blocks.written

    def add(self, event: dict[str, Any]) -> None:
        """Take what an event delivers; an event of an unknown type delivers nothing."""
        kind = event.get("type")
        if kind == "message_start":
            self._begin(table(event.get("message")))
        elif kind == "message":
            self._begin(event)
            self._count(event.get("usage"), "output_tokens")
            self._end(event)
            self.is_stopped = True
        elif kind == "content_block_start":
            self._begin_block(event.get("index"), table(event.get("content_block")))
        elif kind == "content_block_delta":
            self._add_delta(event.get("index"), table(event.get("delta")))
        elif kind == "message_delta":
            self._count(event.get("usage"), *_PROMPT_COUNTS, "output_tokens")
            self._end(table(event.get("delta")))
        elif kind == "message_stop":
            self.is_stopped = True

    def _begin(self, message: dict[str, Any]) -> None:
        self.llm = word(message.get("model")) or self.llm
        self._count(message.get("usage"), *_PROMPT_COUNTS)
        for index, block in enumerate(tables(message.get("content"))):
            self._begin_block(index, block)

    def _begin_block(self, index: Any, block: dict[str, Any]) -> None:
        text = self.blocks.begin(index, block)
        tell_thought(self.on_text, word(block.get("thinking")))
        self.chars += len(text or word(block.get("thinking")) or str(block.get("input") or ""))
        self._say(text)

    def _add_delta(self, index: Any, delta: dict[str, Any]) -> None:
        text = self.blocks.add(index, delta)
        others = (word(delta.get(name)) for name in ("thinking", "partial_json"))
        self.chars += len(text) + sum(map(len, others))
        tell_thought(self.on_text, word(delta.get("thinking")))
        self._say(text)

    def _end(self, delta: dict[str, Any]) -> None:
        self.reason = word(delta.get("stop_reason")) or self.reason
        self.stopped_by = word(delta.get("stop_sequence")) or self.stopped_by
        details = table(delta.get("stop_details"))
        self.why = word(details.get("explanation")) or word(details.get("category")) or self.why

    def _count(self, usage: Any, *names: str) -> None:
        """Take these counts; one of 0 says nothing new."""
        counts = {name: count(table(usage).get(name)) for name in names}
        self.usage |= {name: number for name, number in counts.items() if number}

    def _say(self, text: str) -> None:
        if text and self.on_text is not None:
            self.on_text(text)


async def read_answer(
    lines: Lines,
    parts: Parts,
    *,
    llm: str,
    host: str,
    names: Mapping[str, str],
    endings: Endings,
    error_of: Callable[[int, str, Any], OrchestrationError],
    clean: Callable[[str], str],
    max_tokens: int,
) -> LlmAnswer:
    """The answer that the lines of a stream add up to, without its price.

    Args:
        lines: The lines of the stream.
        parts: Takes what they deliver; holds it also if this raises.
        llm: The requested LLM.
        host: Name of the host in messages.
        names: The sent name of each tool.
        endings: How its answers end.
        error_of: Makes the error from (status, reason, body) of an error event.
        clean: Makes words of the host fit for a message.
        max_tokens: The requested limit; an answer far beyond it is cut off.

    Raises:
        UnavailableError: The stream ended too early, or with an error that may pass.
        RefusedError: The LLM or a filter of the host refused to answer.
    """
    parts.begun = True
    reader = EventReader(lines, host)
    async with aclosing(reader.events()) as events:
        async for event in events:
            raise_fault(
                _fault_in(event),
                event,
                error_of,
                is_begun=parts.chars > 0,
                is_stream=reader.is_event_stream,
            )
            parts.add(event)
            if parts.is_stopped or parts.chars > most_chars(max_tokens):
                break
    finish, unverified = usable_finish(parts.reason, host, llm, parts.why, clean=clean), ""
    if parts.chars > most_chars(max_tokens):
        finish = "length"
    else:
        unverified = endings.judge(
            llm,
            is_said=bool(finish) or parts.is_stopped,
            has_arrived=lines.is_framed and parts.chars > 0 and parts.blocks.are_whole,
            noise=reader.noise,
        )
    if not finish:
        finish = "length" if most_tokens_in(parts.written) >= max_tokens else "stop"
    # A tool call is incomplete if the answer was truncated.
    calls = _calls_in(parts.blocks, names) if finish != "length" else ()
    counted = parts.counted
    return LlmAnswer(
        text=parts.blocks.text,
        finish="tool_calls" if calls else finish,
        llm=parts.llm or llm,
        tool_calls=calls,
        prompt_tokens=counted.prompt_tokens,
        cached_tokens=counted.cached_tokens,
        completion_tokens=counted.completion_tokens,
        thoughts=parts.blocks.thoughts,
        unverified=unverified,
        stopped_by=parts.stopped_by,
    )


def _fault_in(event: dict[str, Any]) -> Any:
    """The fault that an event is; None if it is another one."""
    kind = event.get("type")
    if kind is None:
        return fault_in(event)
    return (fault_in(event) or event) if word(kind).endswith(_FAULT) else None


def _calls_in(blocks: Blocks, names: Mapping[str, str]) -> tuple[ToolCall, ...]:
    """The calls by the names of the tools; the first has the turn if its thoughts are signed."""
    originals = {sent: name for name, sent in names.items()}
    calls = with_own_ids(
        replace(call, name=originals.get(call.name, call.name)) for call in blocks.calls()
    )
    turn = blocks.signed_turn()
    if not calls or not turn:
        return calls
    return (replace(calls[0], turn=signed_turn_text(turn)), *calls[1:])
