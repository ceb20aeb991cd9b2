"""One streamed answer, assembled from server-sent events."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from hocket.adapters.http.host import reason_in
from hocket.adapters.http.thoughts import thoughts_in
from hocket.errors import OrchestrationError, RefusedError, StructureError, UnavailableError
from hocket.ports.llm import LlmAnswer, ToolCall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from decimal import Decimal

    from hocket.ports.llm import OnText

_FINISHES: dict[str, Literal["stop", "length", "tool_calls"]] = {
    "stop": "stop",
    "eos": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "length": "length",
    "max_tokens": "length",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}
_MS = 1e-3


async def read_answer(
    lines: AsyncIterator[bytes],
    parts: Parts,
    *,
    llm: str,
    host: str,
    error_of: Callable[[int, str, Any], OrchestrationError],
    usd: Callable[[Parts], Decimal],
) -> LlmAnswer:
    """The answer that a stream of events adds up to.

    Args:
        lines: The lines of the stream, without line ends.
        parts: Takes what they deliver; holds it also if this raises.
        llm: The requested LLM.
        host: Name of the host in messages.
        error_of: Makes the error from (status, reason, body) of an error event.
        usd: Returns the price of what was delivered.

    Raises:
        UnavailableError: The stream ended too early, or for an unknown reason.
        RefusedError: The host's content filter stopped the answer.
        StructureError: The arguments of a tool call are not a JSON object.
    """
    parts.begun = True
    async for event in _events(lines, host):
        if reason := reason_in(event):
            code = event["error"].get("code") if isinstance(event["error"], dict) else None
            # The status came before the error; without a code it is the server's fault.
            raise error_of(code if isinstance(code, int) else 500, reason, event)
        parts.add(event)
    if not parts.finish:
        message = f"{host} ended the answer of {llm} too early; try again"
        raise UnavailableError(message, llm=llm)
    if parts.finish == "content_filter":
        message = f"{host} filtered the answer of {llm}; rephrase the prompt"
        raise RefusedError(message, llm=llm)
    finish = _FINISHES.get(parts.finish)
    if finish is None:
        message = (
            f"{host} ended the answer of {llm} with unknown reason {parts.finish!r}; try again"
        )
        raise UnavailableError(message, llm=llm, finish_reason=parts.finish)
    # A tool call is incomplete if the answer was truncated.
    calls = parts.calls() if finish != "length" else ()
    prompt_s = float(parts.timings.get("prompt_ms") or 0) * _MS
    completion_s = float(parts.timings.get("predicted_ms") or 0) * _MS
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
    )


@dataclass(slots=True)
class Parts:
    """What the events of a stream have delivered so far.

    Attributes:
        on_text: Called with each piece of text.
        begun: Whether the host has begun to answer.
    """

    on_text: OnText | None = None
    begun: bool = False
    texts: list[str] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)
    finish: str = ""
    llm: str = ""
    usage: dict[str, Any] = field(default_factory=dict)
    timings: dict[str, Any] = field(default_factory=dict)
    first_token: dict[str, float] = field(default_factory=dict)
    by_index: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def prompt_tokens(self) -> int:
        """As counted by the host; 0 where it has not counted, as for the others."""
        return int(self.usage.get("prompt_tokens") or 0)

    @property
    def cached_tokens(self) -> int:
        return int((self.usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0)

    @property
    def completion_tokens(self) -> int:
        return int(self.usage.get("completion_tokens") or 0)

    @property
    def chars(self) -> int:
        """Length of the text, of the thoughts and of the calls."""
        calls = sum(len(call["arguments"]) for call in self.by_index.values())
        return sum(map(len, (*self.texts, *self.thoughts))) + calls

    def add(self, event: dict[str, Any]) -> None:
        self.llm = str(event.get("model") or self.llm)
        self.usage = event.get("usage") or self.usage
        self.timings = event.get("timings") or self.timings
        for choice in (event.get("choices") or ())[:1]:
            delta = choice.get("delta") or {}
            self.thoughts += thoughts_in(delta)
            if text := delta.get("content"):
                self.texts.append(text)
                if self.on_text is not None:
                    self.on_text(text)
            for call in delta.get("tool_calls") or ():
                self._add_call(call)
            if not self.first_token:
                self.first_token = _probabilities(choice.get("logprobs"))
            self.finish = choice.get("finish_reason") or self.finish

    def _add_call(self, piece: dict[str, Any]) -> None:
        call = self.by_index.setdefault(
            int(piece.get("index") or 0), {"id": "", "name": "", "arguments": ""}
        )
        function = piece.get("function") or {}
        call["id"] = piece.get("id") or call["id"]
        call["name"] += function.get("name") or ""
        call["arguments"] += function.get("arguments") or ""

    def calls(self) -> tuple[ToolCall, ...]:
        return tuple(_call(self.by_index[index]) for index in sorted(self.by_index))


async def _events(lines: AsyncIterator[bytes], host: str) -> AsyncIterator[dict[str, Any]]:
    """The data of each event; such hosts write one line of JSON per event."""
    async for line in lines:
        if not line.startswith(b"data:"):
            continue  # a keep-alive comment, another field, or the end of an event
        data = line[len(b"data:") :].strip()
        if data == b"[DONE]":
            return
        try:
            event = json.loads(data)
        except ValueError as error:
            message = f"{host} sent an event that is not JSON; try again"
            raise UnavailableError(message) from error
        if isinstance(event, dict):
            yield event


def _call(parts: dict[str, str]) -> ToolCall:
    name = parts["name"]
    try:
        arguments = json.loads(parts["arguments"] or "{}")
    except ValueError as error:
        message = f"The arguments of a call to {name!r} are not JSON; ask again"
        raise StructureError(message, tool=name) from error
    if not isinstance(arguments, dict):
        message = f"The arguments of a call to {name!r} are not an object; ask again"
        raise StructureError(message, tool=name)
    return ToolCall(name, arguments, parts["id"])


def _probabilities(logprobs: Any) -> dict[str, float]:
    content = logprobs.get("content") if isinstance(logprobs, dict) else None
    for token in (content or ())[:1]:
        return {t["token"]: math.exp(t["logprob"]) for t in token.get("top_logprobs") or (token,)}
    return {}
