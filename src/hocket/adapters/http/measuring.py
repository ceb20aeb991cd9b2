"""Measures how many tokens an LLM makes of a prompt, with short calls to its own host."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.adapters.http.text_kinds import by_kind, parts_of, sample_of
from hocket.adapters.http.token_estimate import (
    least_tokens_in,
    least_tokens_of_tools,
    most_tokens,
    most_tokens_in,
    texts_of,
)
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from hocket.adapters.http.text_kinds import Kind
    from hocket.ports.llm import LlmAnswer, LlmRequest

SAMPLE_TOKENS = 1400
"""Upper estimate of a sample; it is smaller where the count in question shows a small window."""

USUAL_CALLS = 5
"""One for the template, one for the share that is read, and one for each of a few kinds of text."""

LEAST_PART_TOKENS = 50
SAFE_SHARE = 0.8

MAJOR_SHARE = 0.08
"""Kinds of text with a smaller share of a prompt get no sample of their own."""

MARK_TOKENS = 8
"""Most tokens of the mark in front of a measured text."""

MESSAGE_TOKENS, MOST_MESSAGE_TOKENS = 3, 12
"""Tokens that most templates add to each message; a few add none, as some hosts count."""

TEMPLATE_SHARE = 0.02
"""What the template adds to messages is counted if it may have a larger share of a prompt."""

COUNTED_SHARE = 0.7
"""What a host reports is a count if it has at least this share of the lower bound of a text."""

RESULT_CHARS = 400

COMMON_WORD = " the"
"""A token of its own in every vocabulary."""

LEAST_WORDS, COMMON_WORDS = 150, 300
"""How many of these are counted."""

WHOLE_SHARE = 0.95
"""Least share of the tokens of a short text that a host counts which reads the whole of it."""


class Measuring:
    """The calls that measure one prompt. Each starts with a random mark, so that none is cached.

    Args:
        request: The request whose prompt is measured.
        send: Sends a request to the host.
    """

    def __init__(
        self, request: LlmRequest, send: Callable[[LlmRequest], Awaitable[LlmAnswer]]
    ) -> None:
        self._request = request
        self._send = send
        self._base = 0
        self._added_by_tools: int | None = None
        self._added_by_turn: int | None = None
        self._message_tokens: float = MESSAGE_TOKENS

    @property
    def calls(self) -> int:
        """About how many calls it takes."""
        has_tools = self._request.tools or any(m.role == "tool" for m in self._request.messages)
        return USUAL_CALLS + 2 * bool(has_tools)

    @property
    def tokens(self) -> int:
        """At most how many tokens it takes, unless the prompt was cut."""
        return min(most_tokens(self._request), USUAL_CALLS * SAMPLE_TOKENS)

    async def start(self) -> bool:
        """Count an empty prompt, once; whether the host reports a count at all."""
        self._base = self._base or await self._count(self._question())
        return self._base > 0

    async def read_share(self, read_tokens: int) -> float:
        """The share that the host reads of a text of which every tokenizer makes a known number.

        A host that cuts every prompt by a share cuts samples too, so that they do not show it.

        Args:
            read_tokens: How many tokens the host has read at once.
        """
        words = max(LEAST_WORDS, min(COMMON_WORDS, _safe(read_tokens) - self._base))
        count = await self._common_words(words)
        share = (count - self._base) / words
        if share >= WHOLE_SHARE:
            return share
        # The template may have been cached since it was counted; here it is in both counts.
        half = words // 2
        return (count - await self._common_words(half)) / (words - half)

    async def _common_words(self, number: int) -> int:
        return await self._count(self._question(f"x{COMMON_WORD * number}"))

    async def uncached(self) -> int:
        """The host's count of the whole prompt where it has cached none of it."""
        first, *others = self._request.messages
        marked = replace(first, content=f"{_mark()}\n{first.content}")
        return await self._count((marked, *others), tools=True)

    async def ratios(self, read_tokens: int) -> dict[Kind, float]:
        """Tokens for each token of the upper estimate, for each major kind of text in the prompt.

        Empty if what the host reports is no count.

        Args:
            read_tokens: How many tokens the host has read at once.
        """
        pieces = by_kind(texts_of(self._request))
        sizes = {kind: sum(map(most_tokens_in, texts)) for kind, texts in pieces.items()}
        ratios: dict[Kind, float] = {}
        for kind, texts in pieces.items():
            if sizes[kind] < MAJOR_SHARE * sum(sizes.values()):
                continue
            sample = sample_of(texts, min(SAMPLE_TOKENS, _safe(read_tokens)))
            counted = await self._tokens_of("\n".join(sample))
            if counted < COUNTED_SHARE * least_tokens_in("\n".join(sample)):
                return {}
            ratios[kind] = counted / max(1, sum(map(most_tokens_in, sample)))
        return ratios

    @property
    def template_tokens(self) -> float:
        """About what the template adds to the prompt."""
        frame = self._question()
        once = max(MESSAGE_TOKENS * len(frame), self._base - MARK_TOKENS - len(frame))
        return once + self._message_tokens * max(0, len(self._request.messages) - len(frame))

    async def learn_template(self, read_tokens: int) -> None:
        """Count what the template adds to each message, where that matters.

        Args:
            read_tokens: How many tokens the host has read at once.
        """
        more = len(self._request.messages) - len(self._question())
        if more * MOST_MESSAGE_TOKENS > TEMPLATE_SHARE * read_tokens:
            self._message_tokens = max(0, await self._turn_tokens() / 2 - 1)

    async def partial_sums(self, read_tokens: int, tools_tokens: int) -> AsyncIterator[float]:
        """The length of more and more of the prompt, by parts that the host surely reads.

        Args:
            read_tokens: How many tokens the host has read at once.
            tools_tokens: What the tools add.
        """
        total = self.template_tokens + tools_tokens
        for part in parts_of(texts_of(self._request), _safe(read_tokens)):
            total += await self._tokens_of(part)
            yield total

    async def tools_tokens(self) -> int:
        """What the tools add to a prompt; 0 if there are none, or if they are ignored."""
        if not self._request.tools:
            return 0
        if self._added_by_tools is None:
            count = await self._count(self._question(), tools=True)
            self._added_by_tools = max(0, count - self._base)
        return self._added_by_tools

    async def ignores_tools(self) -> bool:
        """Whether the tools are not part of the prompt."""
        least = least_tokens_of_tools(self._request.tools)
        return await self.tools_tokens() < least // 2 and await self._counts_template()

    async def ignores_results(self) -> bool:
        """Whether the results of tools are not part of the prompt."""
        texts = [m.content[:RESULT_CHARS] for m in self._request.messages if m.role == "tool"]
        least = sum(map(least_tokens_in, texts))
        added = await self._count(self._bare(RESULT_CHARS), tools=True)
        added -= await self._count(self._bare(1), tools=True)
        return added < least // 2 and await self._counts_template()

    def _bare(self, result_chars: int) -> tuple[ChatMessage, ...]:
        """The messages without their texts, except for the start of each result of a tool."""
        first, *others = (
            replace(m, content=m.content[:result_chars] if m.role == "tool" else "x")
            for m in self._request.messages
        )
        return replace(first, content=f"{_mark()}\n{first.content}"), *others

    async def _counts_template(self) -> bool:
        """Whether the host counts what the LLM reads, rather than the texts only."""
        return await self._turn_tokens() >= 2 * MESSAGE_TOKENS

    async def _turn_tokens(self) -> int:
        """The tokens of an answer and a question of one letter each."""
        if self._added_by_turn is None:
            x = "x"
            turns = (*self._question(), ChatMessage("assistant", x), ChatMessage("user", x))
            self._added_by_turn = await self._count(turns) - self._base
        return self._added_by_turn

    async def _tokens_of(self, text: str) -> int:
        return await self._count(self._question(text)) - self._base + 1

    def _question(self, text: str = "x") -> tuple[ChatMessage, ...]:
        """A prompt with this text; with a system prompt if the request has one.

        Some templates add one of their own if there is none.
        """
        asked = ChatMessage("user", f"{_mark()}\n{text}")
        first = self._request.messages[0]
        return (ChatMessage("system", "x"), asked) if first.role == "system" else (asked,)

    async def _count(self, messages: tuple[ChatMessage, ...], *, tools: bool = False) -> int:
        answer = await self._send(
            replace(
                self._request,
                messages=messages,
                tools=self._request.tools if tools else (),
                json_schema=None,
                stop=(),
                logprobs=0,
                max_tokens=1,
            )
        )
        return answer.prompt_tokens


def _mark() -> str:
    return f"{secrets.randbelow(10**MARK_TOKENS):0{MARK_TOKENS}}"


def _safe(read_tokens: int) -> int:
    return max(LEAST_PART_TOKENS, int(SAFE_SHARE * read_tokens))
