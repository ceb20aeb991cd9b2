"""Models on any host with OpenAI's chat completions API: vLLM, LM Studio, llama-server, OpenAI.

Such hosts agree on little beyond the form of a request. What a host does not report (a context
window, a tokenizer, a finish reason) is therefore configured, estimated or refused, never assumed.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hocket.adapters.http.asking import asked
from hocket.adapters.http.endings import Endings
from hocket.adapters.http.host import HttpHost
from hocket.adapters.http.parts import NAMED, LeftOut, named_parts
from hocket.adapters.http.reading import count, digest_of, listed, table, tables, vector_in
from hocket.adapters.http.refusal import HttpRefusal
from hocket.adapters.http.token_estimate import most_tokens, refuse_too_long
from hocket.adapters.http.truncation import TruncationDetector
from hocket.adapters.openai.stream import Parts, read_answer
from hocket.adapters.openai.wire import (
    chat_body,
    info_of,
    is_about_context,
    sent_parts,
    window_in,
    window_of,
)
from hocket.core.egress import is_loopback
from hocket.core.spending import (
    FREE,
    Price,
    before_sending,
    of_answer,
    of_unfinished,
    report_usage,
    was_sent,
)
from hocket.core.usage import Usage
from hocket.errors import (
    UNPROVEN,
    ContextOverflowError,
    DeadlineExceededError,
    OrchestrationError,
    RefusedError,
    TruncatedError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from decimal import Decimal

    from hocket.adapters.http.memory import RefusalMemory
    from hocket.core.egress import EgressGate
    from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

_EMBED_S = 600.0
_NO_PRICES: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType({})


class OpenAi:
    """An ``Llm`` on an OpenAI-compatible host.

    Args:
        url: Base URL of the API, such as ``http://127.0.0.1:8000/v1``.
        gate: Checks every call.
        api_key: Sent as a bearer token; never part of an error, a log or a repr.
        context_tokens: Context window, unless the host reports a smaller one.
        prices: US dollars per million prompt and completion tokens, by name of the LLM; ``*`` for
            all others. Without a price, LLMs on this machine are free and others of unknown price.
        leave_out: Optional parts of a request that the host refuses, by name of the LLM, where
            ``*`` stands for all; what it refuses besides is learned from its refusals.
        memory: Keeps what was learned between processes.

    Raises:
        ConfigError: ``url`` is not a URL.
    """

    def __init__(
        self,
        *,
        url: str,
        gate: EgressGate,
        api_key: str = "",
        context_tokens: int = 8192,
        prices: Mapping[str, tuple[Decimal, Decimal]] = _NO_PRICES,
        leave_out: Mapping[str, Collection[str]] = MappingProxyType({}),
        memory: RefusalMemory | None = None,
    ) -> None:
        self._host = HttpHost(
            url,
            gate=gate,
            name="the OpenAI-compatible host",
            way_out="check that it is running, or set its URL",
            refusal=self._refusal,
            secret=api_key,
        )
        self._max_context_tokens = context_tokens
        self._prices = {name: Price(*price) for name, price in prices.items()}
        if is_loopback(urlsplit(url).hostname or ""):
            self._prices.setdefault("*", FREE)
        self._windows: dict[str, int] = {}
        self._shown_windows: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        self._left_out = LeftOut(leave_out, memory)
        self._truncation = TruncationDetector(self._host.title)
        self._endings = Endings(self._host.title)

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer to a prompt; see ``Llm``.

        Raises:
            ContextOverflowError: Prompt and answer may exceed the window, and nothing was sent; or
                the host refused the prompt.
            TruncatedError: The host did not give the LLM the whole prompt.
        """
        with before_sending():
            await self.context_tokens(request.llm)
        try:
            answer = await self._send(request, on_text)
        except ContextOverflowError as error:
            if was_sent(error):
                self._learn_window(request.llm, error)
            raise
        try:
            return await self._truncation.checked(
                request, answer, self._send, key=self._digests.get(request.llm, "")
            )
        except TruncatedError as error:
            self._learn_window(request.llm, error)
            raise

    async def _send(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        return await asked(
            request,
            self._left_out,
            digest=self._digests.get(request.llm, ""),
            sent=sent_parts,
            ask=lambda said, left_out: self._ask(said, left_out, on_text),
        )

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """One vector of norm 1 per text; see ``Llm``."""
        if not texts:
            return []
        body = {"model": llm, "input": list(texts), "encoding_format": "float"}
        answer = await self._host.call("POST", "/embeddings", body, timeout_s=_EMBED_S)
        entries = sorted(tables(table(answer).get("data")), key=lambda e: count(e.get("index")))
        vectors = [vector_in(entry.get("embedding")) for entry in entries]
        if len(vectors) != len(texts) or not all(vectors):
            counts = f"{sum(map(bool, vectors))} vectors for {len(texts)} texts"
            message = f"{self._host.title}: {llm} returned {counts}; use an LLM with embeddings"
            raise RefusedError(message, llm=llm)
        return vectors

    async def models(self) -> tuple[LlmInfo, ...]:
        """The LLMs that the host lists, sorted by name."""
        infos = []
        for name, entry in listed(await self._host.call("GET", "/models")):
            window = window_of(entry)
            window = min(window, self._max_context_tokens) if window else self._max_context_tokens
            window = min(window, self._shown_windows.get(name, window))
            self._windows[name] = window
            self._digests[name] = digest_of(entry)
            infos.append(info_of(name, entry, window))
        return tuple(infos)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:  # noqa: ARG002
        """Check that the host has this LLM; the host loads it by itself and reports no progress.

        Raises:
            RefusedError: The host does not list it.
        """
        names = [entry.name for entry in await self.models()]
        if llm not in names:
            message = f"{self._host.title} has no LLM {llm!r}; use one of {', '.join(names)}"
            raise RefusedError(message, llm=llm)

    async def unload(self, llm: str) -> None:
        """Do nothing: such hosts manage their memory themselves."""

    async def context_tokens(self, llm: str) -> int:
        """The context window: the configured one, or a smaller one that the host reports."""
        if llm not in self._windows:
            # Without a list of models the configured window applies. What keeps a host that was
            # reached from listing them for now is asked again with the next call.
            try:
                with suppress(RefusedError):
                    await self.models()
                self._windows.setdefault(llm, self._max_context_tokens)
            except (UnavailableError, DeadlineExceededError) as error:
                if UNPROVEN in error.context:
                    raise
        return self._windows.get(llm, self._max_context_tokens)

    async def count_tokens(self, request: LlmRequest) -> int:
        """An upper estimate: such hosts offer no tokenizer."""
        return most_tokens(request)

    def price(self, llm: str) -> Price | None:
        """As configured for it, or for all; None if nobody knows it."""
        return self._prices.get(llm) or self._prices.get("*")

    async def close(self) -> None:
        """Close all connections; further calls raise UnavailableError."""
        await self._host.close()

    async def _ask(
        self, request: LlmRequest, left_out: frozenset[str], on_text: OnText | None
    ) -> LlmAnswer:
        window = self._windows.get(request.llm, self._max_context_tokens)
        refuse_too_long(request, window)
        body = chat_body(request, left_out)
        parts = Parts(on_text)
        try:
            async with self._host.stream(
                "/chat/completions", body, timeout_s=request.timeout_s
            ) as lines:
                return await read_answer(
                    lines,
                    parts,
                    llm=request.llm,
                    host=self._host.title,
                    endings=self._endings,
                    error_of=self._error_of,
                    usd=lambda parts: self._usage(request, parts, of_answer).usd,
                    max_tokens=request.max_tokens,
                )
        except asyncio.CancelledError as error:
            report_usage(error, self._usage(request, parts, of_unfinished))
            raise
        except OrchestrationError as error:
            if was_sent(error) and (parts.begun or "status" not in error.context):
                report_usage(error, self._usage(request, parts, of_unfinished))
            raise

    def _usage(
        self,
        request: LlmRequest,
        parts: Parts,
        completed: Callable[[Usage, LlmRequest, str], Usage],
    ) -> Usage:
        """What a call cost: as its host counted, where it did, else estimated."""
        counted = Usage(
            calls=1,
            prompt_tokens=parts.prompt_tokens,
            cached_tokens=parts.cached_tokens,
            completion_tokens=parts.completion_tokens,
        )
        usage = completed(counted, request, parts.written)
        price = self.price(request.llm)
        if price is None or price is FREE:
            return usage
        usd = price.of(usage.prompt_tokens, usage.completion_tokens)
        return usage.model_copy(update={"usd": usd})

    def _learn_window(self, llm: str, error: OrchestrationError) -> None:
        """Use the window that a call showed, if it showed one, whatever the host lists."""
        if shown := count(error.context.get("window")):
            known = self._windows.get(llm, self._max_context_tokens)
            self._shown_windows[llm] = self._windows[llm] = min(known, shown)

    def _error_of(self, status: int, reason: str, body: Any) -> OrchestrationError:
        return self._refusal(HttpRefusal(status, self._host.clean(reason), body))

    def _refusal(self, refusal: HttpRefusal) -> OrchestrationError:
        if is_about_context(refusal):
            message = f"{self._host.title}: {refusal.text}; shorten the prompt"
            return ContextOverflowError(message, status=refusal.status, window=window_in(refusal))
        error = refusal.to_error(self._host.title)
        if named := named_parts(refusal):
            error.context[NAMED] = named
        return error
