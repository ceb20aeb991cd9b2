"""Models on any host with OpenAI's chat completions API: vLLM, LM Studio, llama-server, OpenAI.

Such hosts agree on little beyond the form of a request. What a host does not report (a context
window, a tokenizer, a finish reason) is therefore configured, estimated or refused, never assumed.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hocket.adapters.http.endings import Endings
from hocket.adapters.http.host import HttpHost
from hocket.adapters.http.hosted import NO_PRICES, HostedLlm, no_list
from hocket.adapters.http.reading import count, digest_of, listed, table, tables, vector_in
from hocket.adapters.openai.stream import Parts, read_answer
from hocket.adapters.openai.wire import TAKEN, chat_body, info_of, sent_parts, window_of
from hocket.errors import OrchestrationError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from decimal import Decimal

    from hocket.adapters.http.memory import RefusalMemory
    from hocket.core.egress import EgressGate
    from hocket.core.spending import Price
    from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest, OnText

_EMBED_S = 600.0


class OpenAi(HostedLlm):
    """An ``Llm`` on an OpenAI-compatible host.

    Args:
        url: Base URL of the API, such as ``http://127.0.0.1:8000/v1``.
        gate: Checks every call.
        api_key: Sent as a bearer token; never part of an error, a log or a repr.
        context_tokens: Context window, unless the host reports a smaller one.
        prices: US dollars per million prompt and completion tokens, by name of the LLM; ``*`` for
            all others. Without a price, LLMs on this machine are free and others of unknown price.
        listed: As of ``HostedLlm``.
        leave_out: Optional parts of a request that the host refuses, by name of the LLM, where
            ``*`` stands for all; what it refuses besides is learned from its refusals.
        memory: Keeps what was learned between processes.
        connections: Maximum number of concurrent calls; others wait within their deadline.

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
        prices: Mapping[str, tuple[Decimal, Decimal]] = NO_PRICES,
        listed: Callable[[str], Price | None] = no_list,
        leave_out: Mapping[str, Collection[str]] = MappingProxyType({}),
        memory: RefusalMemory | None = None,
        connections: int = 8,
    ) -> None:
        host = HttpHost(
            url,
            gate=gate,
            name="the OpenAI-compatible host",
            way_out="check that it is running, or set its URL",
            refusal=self._refusal,
            secret=api_key,
            connections=connections,
        )
        super().__init__(
            host,
            context_tokens=context_tokens,
            prices=prices,
            listed=listed,
            leave_out=leave_out,
            memory=memory,
        )
        self._endings = Endings(host.title)

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
            self._digests[name] = digest_of(entry)
            infos.append(info_of(name, entry, self._listed_window(name, window_of(entry))))
        return tuple(infos)

    def weights(self, llm: str) -> str:
        """The digest that the host listed last; empty before that, or if it lists none."""
        return self._digests.get(llm, "")

    def takes(self, llm: str) -> frozenset[str]:  # noqa: ARG002 - the same for all
        """What the API has, whether or not this LLM does: its host refuses it else."""
        return TAKEN

    def _sent_parts(self, request: LlmRequest, left_out: Collection[str]) -> frozenset[str]:
        return sent_parts(request, left_out)

    async def _ask(
        self, request: LlmRequest, left_out: frozenset[str], on_text: OnText | None
    ) -> LlmAnswer:
        self._refuse_too_long(request)
        body = chat_body(request, left_out)
        parts = Parts(on_text)
        try:
            async with self._host.stream(
                "/chat/completions", body, timeout_s=request.timeout_s
            ) as lines:
                answer = await read_answer(
                    lines,
                    parts,
                    llm=request.llm,
                    host=self._host.title,
                    endings=self._endings,
                    error_of=self._error_of,
                    clean=self._host.clean,
                    usd=lambda parts: self._usd(request, parts),
                    max_tokens=request.max_tokens,
                )
        except (asyncio.CancelledError, OrchestrationError) as error:
            self._report_unfinished(error, request, parts)
            raise
        is_told = parts.stopped_by in request.stop
        return replace(answer, stopped_by=parts.stopped_by if is_told else "")
