"""A scripted LLM, which answers and fails as a test prescribes."""

from __future__ import annotations

import asyncio
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from hocket.core.sampling import Sampling
from hocket.core.spending import FREE
from hocket.errors import (
    ContextOverflowError,
    DeadlineExceededError,
    RefusedError,
    UnavailableError,
)
from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest

if TYPE_CHECKING:
    from hocket.core.spending import Price
    from hocket.ports.clock import Clock
    from hocket.ports.llm import OnProgress, OnText

ScriptedAnswer = str | LlmAnswer
Script = Sequence[ScriptedAnswer] | Callable[[LlmRequest], ScriptedAnswer]

_TAKEN = frozenset(field.name for field in fields(Sampling)) | {"tool_choice", "images"}
_NO_FAULTS: Mapping[int, Exception] = MappingProxyType({})
_NO_CUTS: Mapping[int, int] = MappingProxyType({})
_NOTHING = Decimal(0)
_TOKEN_CHARS = 4
_DIMENSIONS = 64


class ScriptedLlm:
    """An ``Llm`` without a model. Four characters count as one token, rounded up.

    Args:
        script: Answers in the order of the calls, or a function from a request to its answer. An
            ``LlmAnswer`` is returned unchanged, including its counts.
        names: Names of its LLMs; others are refused.
        latency_s: Duration of each answer; 0 does not sleep.
        faults: Errors to raise instead of an answer, by number of the call, from 1.
        cuts: Numbers of tokens after which to cut answers, by number of the call, from 1.
        context_tokens: The context window to enforce.
        clock: Sleeps the latency; by default asyncio does.
        price: What it charges, unless an answer of the script says otherwise; None for an LLM
            whose price nobody knows.

    Attributes:
        requests: The requests in order, including those of failed calls.

    Examples:
        >>> import asyncio
        >>> from hocket.ports.llm import ChatMessage
        >>> llm = ScriptedLlm(["Four."])
        >>> request = LlmRequest("scripted", (ChatMessage("user", "2 + 2?"),))
        >>> asyncio.run(llm.complete(request)).text
        'Four.'
    """

    in_process = True

    def __init__(
        self,
        script: Script,
        *,
        names: Sequence[str] = ("scripted",),
        latency_s: float = 0.0,
        faults: Mapping[int, Exception] = _NO_FAULTS,
        cuts: Mapping[int, int] = _NO_CUTS,
        context_tokens: int = 32_768,
        clock: Clock | None = None,
        price: Price | None = FREE,
    ) -> None:
        self._script = script
        self._names = frozenset(names)
        self._latency_s = latency_s
        self._faults = faults
        self._cuts = cuts
        self._context_tokens = context_tokens
        self._sleep = asyncio.sleep if clock is None else clock.sleep
        self._price = price
        self._loaded = set(names)
        self._closed = False
        self.requests: list[LlmRequest] = []

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The scripted answer, cut at ``max_tokens``; see ``Llm``.

        Raises:
            ContextOverflowError: Prompt and ``max_tokens`` exceed the window.
            DeadlineExceededError: The latency is longer than the request's ``timeout_s``.
            RefusedError: The script has no answer for this call, or the LLM has another name.
        """
        if self._closed or request.llm not in self._names:
            self._check(request.llm)
        prompt_tokens = _prompt_tokens(request)
        if prompt_tokens + request.max_tokens > self._context_tokens:
            message = (
                f"{request.llm}: a prompt of {prompt_tokens} tokens and an answer of "
                f"{request.max_tokens} exceed its window of {self._context_tokens}; shorten it"
            )
            window = self._context_tokens
            raise ContextOverflowError(message, prompt_tokens=prompt_tokens, window=window)
        self.requests.append(request)
        number = len(self.requests)
        if self._latency_s:
            await self._sleep(min(self._latency_s, request.timeout_s))
            if self._latency_s > request.timeout_s:
                message = f"{request.llm} did not answer within {request.timeout_s:g} s"
                raise DeadlineExceededError(message, timeout_s=request.timeout_s)
        if number in self._faults:
            raise self._faults[number]
        answer = self._answer(request, number, prompt_tokens)
        if on_text is not None and answer.text:
            for piece in answer.text.splitlines(keepends=True):
                on_text(piece)
        return answer

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """Unit vectors of hashed trigrams: texts with similar spelling have similar vectors."""
        self._check(llm)
        return [_vector(text) for text in texts]

    async def models(self) -> tuple[LlmInfo, ...]:
        """Its LLMs, sorted by name."""
        self._check()
        return tuple(
            LlmInfo(
                name=name,
                adapter="scripted",
                context_tokens=self._context_tokens,
                loaded=name in self._loaded,
                can_embed=True,
            )
            for name in sorted(self._names)
        )

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Mark an LLM as loaded; reports progress once."""
        self._check(llm)
        if on_progress is not None:
            on_progress(f"loading {llm}", 1, 1)
        self._loaded.add(llm)

    async def unload(self, llm: str) -> None:
        """Mark an LLM as not loaded."""
        self._check(llm)
        self._loaded.discard(llm)

    async def context_tokens(self, llm: str) -> int:
        """The configured context window."""
        self._check(llm)
        return self._context_tokens

    async def count_tokens(self, request: LlmRequest) -> int:
        """The exact count: four characters of a message are one token."""
        self._check(request.llm)
        return _prompt_tokens(request)

    def takes(self, llm: str) -> frozenset[str]:
        """All: the script decides what it says."""
        self._check(llm)
        return _TAKEN

    def price(self, llm: str) -> Price | None:
        """The price of each of its LLMs."""
        self._check(llm)
        return self._price

    async def close(self) -> None:
        """Close it; further calls raise UnavailableError."""
        self._closed = True

    def _check(self, llm: str | None = None) -> None:
        if self._closed:
            message = "The scripted LLM is closed; create a new one"
            raise UnavailableError(message)
        if llm is not None and llm not in self._names:
            names = ", ".join(sorted(self._names))
            message = f"The scripted LLM has no {llm!r}; use one of {names}"
            raise RefusedError(message, llm=llm)

    def _answer(self, request: LlmRequest, number: int, prompt_tokens: int) -> LlmAnswer:
        scripted = self._scripted(request, number)
        answer = scripted if isinstance(scripted, LlmAnswer) else None
        text = scripted if isinstance(scripted, str) else scripted.text
        max_tokens = min(request.max_tokens, self._cuts.get(number, request.max_tokens))
        is_cut = len(text) > max_tokens * _TOKEN_CHARS
        text = text[: max_tokens * _TOKEN_CHARS]
        if answer is not None:
            return replace(answer, text=text, finish="length") if is_cut else answer
        tokens = _tokens(text)
        return LlmAnswer(
            text,
            "length" if is_cut else "stop",
            request.llm,
            prompt_tokens=prompt_tokens,
            completion_tokens=tokens,
            usd=_cost(self._price, prompt_tokens, tokens),
        )

    def _scripted(self, request: LlmRequest, number: int) -> ScriptedAnswer:
        if callable(self._script):
            return self._script(request)
        if number > len(self._script):
            message = (
                f"The script has {len(self._script)} answers, but this is call {number}; add one"
            )
            raise RefusedError(message, call=number)
        return self._script[number - 1]


def _cost(price: Price | None, prompt_tokens: int, answer_tokens: int) -> Decimal:
    if price is None or price is FREE:
        return _NOTHING
    return price.of(prompt_tokens, answer_tokens)


def _tokens(text: str) -> int:
    return (len(text) + _TOKEN_CHARS - 1) // _TOKEN_CHARS


def _prompt_tokens(request: LlmRequest) -> int:
    count = 0
    for message in request.messages:
        count += _tokens(message.content)
    return count


def _vector(text: str) -> list[float]:
    counts = [0.0] * _DIMENSIONS
    padded = f"  {text.lower()} "
    for start in range(len(padded) - 2):
        trigram = padded[start : start + 3].encode("utf-8", "surrogatepass")
        counts[zlib.crc32(trigram) % _DIMENSIONS] += 1.0
    norm = math.hypot(*counts)
    return [count / norm for count in counts]
