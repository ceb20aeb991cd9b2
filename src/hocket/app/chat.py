"""Chats: what a chat program asks of one LLM, answered outside runs.

The program keeps the conversation and sends all of it each time, so nothing is journaled here; who
asked which LLM, and what it took, is for the caller to record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.core.json_text import parse_json
from hocket.core.spending import of_answer
from hocket.llm.structure import StructuredLlm
from hocket.ports.llm import LlmRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.runtime import Runtime
    from hocket.core.event import Event
    from hocket.ports.llm import ChatMessage, Llm, LlmAnswer, OnText, ToolSpec

ANSWER_TOKENS = 4096
"""The length of an answer that nobody limits, if its window has room for it."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation so far, and how it is to go on.

    Attributes:
        llm: Name of the LLM, as the program has it.
        messages: At least one message, oldest first.
        temperature: Of the sampling.
        seed: Of the sampling.
        max_tokens: Longest answer; None for ``ANSWER_TOKENS``. The window may have less room.
        json_schema: That the answer has to fit; None for text.
        tools: Those that the LLM may call; the program makes the calls.
        stop: Texts that end the answer and are not part of it.
    """

    llm: str
    messages: tuple[ChatMessage, ...]
    temperature: float
    seed: int
    max_tokens: int | None = None
    json_schema: Mapping[str, Any] | None = None
    tools: tuple[ToolSpec, ...] = ()
    stop: tuple[str, ...] = ()

    def request(self, llm: str, max_tokens: int) -> LlmRequest:
        """The prompt for an LLM."""
        return LlmRequest(
            llm,
            self.messages,
            json_schema=self.json_schema,
            tools=self.tools,
            max_tokens=max_tokens,
            temperature=self.temperature,
            seed=self.seed,
            stop=self.stop,
        )


async def answer(runtime: Runtime, chat: Chat, llm: str, on_text: OnText) -> LlmAnswer:
    """The answer of an LLM, with its thoughts apart and its tool calls recognised.

    An answer that has to be JSON, or may be a tool call, is passed on only once it is whole. It is
    not asked for again after a fault of the host: chat programs do so themselves.

    Args:
        runtime: Open.
        chat: The conversation.
        llm: Whole name of the LLM.
        on_text: Called with the pieces of the answer; together they are its text.

    Returns:
        The answer, with estimated counts where its host did not count. One that repeated itself
        was stopped, and its ``finish`` is ``"length"``.

    Raises:
        ContextOverflowError: The prompt does not fit the window; nothing was sent.
        StructureError, TruncatedError: No answer fit the schema.
        UnavailableError, RefusedError, DeadlineExceededError: From the host.
    """
    reader = runtime.reader
    request = await fitted(reader, chat, llm)
    began_us = runtime.clock.now_us()
    sent: list[str] = []

    def passed_on(piece: str) -> None:
        sent.append(piece)
        on_text(piece)

    if request.json_schema is not None:
        structured = StructuredLlm(reader, "", _unnoted)
        said = _as_json(await structured.complete(request))
    elif request.tools:
        said = await reader.complete(request)
    else:
        said = await reader.complete(request, passed_on)
    streamed = "".join(sent)
    if said.text.startswith(streamed) and (rest := said.text[len(streamed) :]):
        on_text(rest)
    if said.repeats:
        said = replace(said, finish="length")
    seconds = (runtime.clock.now_us() - began_us) / 1e6
    return _counted(replace(said, llm=llm, total_s=said.total_s or seconds), request)


async def fitted(reader: Llm, chat: Chat, llm: str) -> LlmRequest:
    """The prompt, with an answer no longer than the window has room for.

    A prompt that leaves none keeps a token for it, so that its host refuses it.
    """
    wanted = chat.max_tokens or ANSWER_TOKENS
    window = await reader.context_tokens(llm)
    request = chat.request(llm, wanted)
    if not window:
        return request
    room = window - await reader.count_tokens(request)
    return replace(request, max_tokens=max(1, min(wanted, room)))


def _as_json(said: LlmAnswer) -> LlmAnswer:
    """The answer with nothing but its JSON as text."""
    try:
        is_plain = parse_json(said.text) == said.data
    except (ValueError, RecursionError):
        is_plain = False
    return said if is_plain else replace(said, text=json.dumps(said.data, ensure_ascii=False))


def _counted(said: LlmAnswer, request: LlmRequest) -> LlmAnswer:
    """The answer with estimates for counts that are missing."""
    calls = "".join(f"{call.name} {dict(call.arguments)}" for call in said.tool_calls)
    usage = of_answer(said.usage, request, f"{said.verbatim or said.text}{said.thoughts}{calls}")
    return replace(
        said, prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens
    )


async def _unnoted(_: Event) -> None:
    """There is no run whose journal would keep it."""
