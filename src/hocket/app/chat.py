"""Chats: what a chat program asks of one LLM, answered outside runs.

The program keeps the conversation and sends all of it each time, so nothing is journaled here; who
asked which LLM, and what it took, is for the caller to record.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hocket.app.demands import met, refuse_unseen
from hocket.core.json_text import parse_json
from hocket.core.sampling import UNSET, Sampling
from hocket.core.spending import cost_of, of_answer, report_usage
from hocket.core.usage import NO_USAGE
from hocket.errors import OrchestrationError
from hocket.llm.forced_calls import forced_call
from hocket.llm.structure import StructuredLlm, read_limited
from hocket.ports.llm import Listener, LlmRequest, listening, taken_by
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.runtime import Runtime
    from hocket.core.event import Event
    from hocket.core.usage import Usage
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
        must_call: Whether the answer has to be a call of one of them.
        many_calls: Whether an answer may have several calls; else only its first one is passed on.
        stop: Texts that end the answer and are not part of it.
        sampling: How to sample besides.
        fields: What the program calls the parts that not every host takes, where that differs.
    """

    llm: str
    messages: tuple[ChatMessage, ...]
    temperature: float
    seed: int
    max_tokens: int | None = None
    json_schema: Mapping[str, Any] | None = None
    tools: tuple[ToolSpec, ...] = ()
    must_call: bool = False
    many_calls: bool = True
    stop: tuple[str, ...] = ()
    sampling: Sampling = UNSET
    fields: Mapping[str, str] = field(default_factory=dict)

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
            sampling=self.sampling,
            must_call=self.must_call,
            one_call=bool(self.tools) and not self.many_calls,
        )


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and what it took with all asks before it, estimates marked."""

    answer: LlmAnswer
    usage: Usage


async def answer(
    runtime: Runtime, chat: Chat, llm: str, on_text: OnText, on_thought: OnText
) -> Said:
    """The answer of an LLM, with its thoughts apart and its tool calls recognised.

    An answer that has to be JSON, or may be a tool call, is passed on only once it is whole. It is
    not asked for again after a fault of the host: chat programs do so themselves.

    Args:
        runtime: Open.
        chat: The conversation.
        llm: Whole name of the LLM.
        on_text: Called with the pieces of the answer; together they are its text.
        on_thought: Called with the pieces of its thoughts, before the text that follows them where
            its host or its marks tell them in time. Thoughts of all asks are told.

    Returns:
        The answer, with the counts of all asks, and estimates where its host did not count. One
        that repeated itself was stopped, and its ``finish`` is ``"length"``.

    Raises:
        InvalidInputError: Its host cannot do a part of it; names the field.
        ContextOverflowError: The prompt does not fit the window; nothing was sent.
        StructureError, TruncatedError: No answer fit the schema, or called a tool as it had to.
        UnavailableError, RefusedError, DeadlineExceededError: From the host. Each error says what
            the asks before it took.
    """
    reader = _Metered(runtime.reader)
    request = await fitted(reader, chat, llm)
    request = met(request, taken_by(reader, llm), chat.fields)
    began_us = runtime.clock.now_us()
    sent: list[str] = []
    told: list[str] = []

    def passed_on(piece: str) -> None:
        sent.append(piece)
        on_text(piece)

    def thought(piece: str) -> None:
        told.append(piece)
        on_thought(piece)

    streams = request.json_schema is None and not request.tools
    try:
        said = await _answered(reader, request, Listener(passed_on if streams else _drop, thought))
    except (OrchestrationError, asyncio.CancelledError) as error:
        report_usage(error, reader.usage)
        raise
    if not chat.many_calls:
        said = replace(said, tool_calls=said.tool_calls[:1])
    if said.thoughts.startswith(before := "".join(told)) and (rest := said.thoughts[len(before) :]):
        on_thought(rest)
    streamed = "".join(sent)
    if said.text.startswith(streamed) and (rest := said.text[len(streamed) :]):
        on_text(rest)
    if said.repeats:
        said = replace(said, finish="length")
    seconds = (runtime.clock.now_us() - began_us) / 1e6
    usage = reader.usage
    usage = usage.model_copy(update={"seconds": usage.seconds or seconds})
    said = replace(
        said,
        llm=llm,
        total_s=said.total_s or seconds,
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=usage.cached_tokens,
        completion_tokens=usage.completion_tokens,
        usd=usage.usd,
    )
    return Said(said, usage)


async def counted(runtime: Runtime, chat: Chat, llm: str) -> int:
    """The length of a prompt: exact if its host can count, else an estimate not too low.

    Raises:
        InvalidInputError: Its host cannot do a part of it; names the field.
        UnavailableError, RefusedError: From the host.
    """
    reader = runtime.reader
    await reader.context_tokens(llm)  # some hosts know only then what the LLM can do
    request = met(chat.request(llm, 1), taken_by(reader, llm), chat.fields)
    return await reader.count_tokens(request)


async def refuse_images(runtime: Runtime, llm: str, field: str) -> None:
    """Refuse the images of a chat before they are fetched, if its LLM would not be shown them.

    A host whose API has images for all its LLMs shows them to each, and refuses them itself.

    Args:
        runtime: Open.
        llm: Whole name of the LLM.
        field: What the program calls the first image.

    Raises:
        InvalidInputError: Its host shows it none; names the field.
        UnavailableError, RefusedError: From the host.
    """
    reader = runtime.reader
    await reader.context_tokens(llm)  # some hosts know only then what the LLM can do
    refuse_unseen(llm, taken_by(reader, llm), field)


async def _answered(reader: Llm, request: LlmRequest, on_text: OnText) -> LlmAnswer:
    """The answer, as JSON if the request has a schema, unless it is a call."""
    if request.must_call:
        return await forced_call(reader, request, on_text)
    if request.json_schema is None:
        return await reader.complete(request, on_text)
    if request.tools:
        said = await reader.complete(request, on_text)
        if said.tool_calls:
            return said
        data, fault, repaired = await read_limited(said.text, request.json_schema)
        if not fault and not (repaired and said.finish == "length"):
            return _as_json(replace(said, data=data))
        request = replace(request, tools=())  # it has been asked with them
    return _as_json(await StructuredLlm(reader, "", _unnoted).complete(request, on_text))


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


class _Metered(WrapperLlm):
    """Adds up what all asks took, with estimates where the host did not count."""

    def __init__(self, inner: Llm) -> None:
        super().__init__(inner)
        self.usage = NO_USAGE

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        streamed: list[str] = []

        def pass_on(piece: str) -> None:
            streamed.append(piece)
            if on_text is not None:
                on_text(piece)

        try:
            said = await self._inner.complete(request, listening(pass_on, on_text))
        except (OrchestrationError, asyncio.CancelledError) as error:
            self.usage += cost_of(error, request, "".join(streamed))
            raise
        calls = "".join(f"{call.name} {dict(call.arguments)}" for call in said.tool_calls)
        text = f"{said.verbatim or said.text}{said.thoughts}{calls}"
        self.usage += of_answer(said.usage, request, text)
        return said


def _drop(_: str) -> None:
    """A part of an answer that is passed on only once it is whole."""


async def _unnoted(_: Event) -> None:
    """There is no run whose journal would keep it."""
