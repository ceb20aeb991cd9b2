"""Models behind Anthropic's Messages API: at Anthropic, a gateway, or another host that speaks it.

A schema is asked for by structured outputs (``output_config.format``), not by a forced tool, which
LLMs that always think refuse. Where a host refuses it, the schema is said in the prompt.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from hocket.adapters.anthropic.limits import wait_of
from hocket.adapters.anthropic.stream import Parts, read_answer
from hocket.adapters.anthropic.tools import sent_names
from hocket.adapters.anthropic.wire import (
    TAKEN,
    counted_body,
    info_of,
    is_usable,
    message_body,
    sent_parts,
)
from hocket.adapters.http.endings import Endings
from hocket.adapters.http.host import HttpHost
from hocket.adapters.http.hosted import NO_PRICES, HostedLlm, no_list
from hocket.adapters.http.parts import NAMED
from hocket.adapters.http.reading import count, listed, table, word
from hocket.adapters.http.token_estimate import most_tokens
from hocket.core.spending import report_tries, send_again
from hocket.core.stops import cut_at_stop
from hocket.errors import HostUnusableError, OrchestrationError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any

    from hocket.adapters.http.hosted import Delivered
    from hocket.adapters.http.memory import RefusalMemory
    from hocket.core.egress import EgressGate
    from hocket.core.spending import Price
    from hocket.core.usage import Usage
    from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

VERSION = "2023-06-01"
"""The one that every host has. The next one, 2026-10-21, takes no temperature from any LLM."""

_PAGE, _MOST_PAGES = 1000, 20
_COUNT_S = 30.0
_ABOUT_THOUGHTS = re.compile(
    r"(thinking|redacted_thinking)\W.{0,40}\bblocks?\b|\bsignature\b|expected \W?thinking"
    r"|\bblock is bound\b"
)
_TURN = re.compile(r"\bmessages\.\d|\bmessages:|\bcontent blocks?\b")
_BAD_REQUEST = 400
_DEARER, _CHEAPER = Decimal("1.25"), Decimal("0.1")
"""What a token costs that is cached for five minutes, and one that is read there, against any
other, where nothing else is set:
https://platform.claude.com/docs/en/build-with-claude/prompt-caching."""

_MILLION = 1_000_000


class Anthropic(HostedLlm):
    """An ``Llm`` on a host with Anthropic's Messages API.

    Args:
        url: Base URL of the API, such as ``https://api.anthropic.com``, with or without ``/v1``.
        gate: Checks every call.
        api_key: Sent as ``x-api-key``; never part of an error, a log or a repr.
        context_tokens: Context window, unless the host reports a smaller one.
        prices: US dollars per million prompt and completion tokens, by name of the LLM; ``*`` for
            all others.
        listed: As of ``HostedLlm``.
        leave_out: Optional parts of a request that the host refuses, by name of the LLM, where
            ``*`` stands for all; what it refuses besides is learned from its refusals.
        memory: Keeps what was learned between processes.
        thinking_tokens: How many tokens of an answer an LLM may think, by its name or ``*``, from
            1024; where nothing is set, the host decides. No longer answer is asked for than was
            requested, and so reserved: one too short for them is had without, with a remark.
        connections: As of ``OpenAi``.

    Raises:
        ConfigError: ``url`` is not a URL.
    """

    def __init__(
        self,
        *,
        url: str,
        gate: EgressGate,
        api_key: str = "",
        context_tokens: int = 200_000,
        prices: Mapping[str, tuple[Decimal, Decimal]] = NO_PRICES,
        listed: Callable[[str], Price | None] = no_list,
        leave_out: Mapping[str, Collection[str]] = MappingProxyType({}),
        memory: RefusalMemory | None = None,
        thinking_tokens: Mapping[str, int] = MappingProxyType({}),
        connections: int = 8,
    ) -> None:
        host = HttpHost(
            url.rstrip("/").removesuffix("/v1"),
            gate=gate,
            name="Anthropic's API",
            way_out="check its URL and your connection",
            refusal=self._refusal,
            secret=api_key,
            key_header="x-api-key",
            headers={"anthropic-version": VERSION},
            waits=wait_of,
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
        self._thinking_tokens = thinking_tokens
        self._most_answer_tokens: dict[str, int] = {}
        self._endings = Endings(host.title)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """Refuse: the API has no embeddings.

        Raises:
            RefusedError: There are texts.
        """
        if not texts:
            return []
        message = f"{self._host.title} has no embeddings; use an LLM of another host"
        raise RefusedError(message, llm=llm, sent=False)

    async def models(self) -> tuple[LlmInfo, ...]:
        """The LLMs that the host lists on all its pages, without retired ones, sorted by name."""
        infos: dict[str, LlmInfo] = {}
        after = ""
        for _ in range(_MOST_PAGES):
            page = await self._host.call("GET", f"/v1/models?limit={_PAGE}{after}")
            for name, entry in listed(page):
                if is_usable(entry):
                    infos[name] = info_of(name, entry, self._learn(name, entry))
            last = word(table(page).get("last_id"))
            follows = f"&after_id={quote(last, safe='')}"
            if table(page).get("has_more") is not True or not last or follows == after:
                break
            after = follows
        return tuple(info for _, info in sorted(infos.items()))

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Check that the host has this LLM, also by an alias that it does not list.

        Raises:
            RefusedError: It has none of this name.
        """
        if not await self._knows(llm):
            await super().load(llm, on_progress)

    async def count_tokens(self, request: LlmRequest) -> int:
        """The length of the prompt as the host counts it; an upper estimate where it does not."""
        body = counted_body(self._body(request, self._left_out.of(request.llm)))
        try:
            counted = await self._host.call(
                "POST", "/v1/messages/count_tokens", body, timeout_s=_COUNT_S
            )
        except RefusedError:
            return most_tokens(request)
        return count(table(counted).get("input_tokens")) or most_tokens(request)

    def marks_thoughts(self, llm: str) -> bool:  # noqa: ARG002 - true of every LLM
        """Thoughts have blocks of their own."""
        return True

    def takes(self, llm: str) -> frozenset[str]:  # noqa: ARG002 - the same for all
        """What the API has, whether or not this LLM does: its host refuses it else."""
        return TAKEN

    async def _look_up(self, llm: str) -> None:
        if not await self._knows(llm):
            await self.models()

    async def _knows(self, llm: str) -> bool:
        """Whether the host knows an LLM by this name, which may be an alias; learns its limits."""
        try:
            entry = table(await self._host.call("GET", f"/v1/models/{quote(llm, safe='')}"))
        except RefusedError:
            return False
        is_known = entry.get("type") == "model"
        if is_known:
            self._learn(llm, entry)
        return is_known

    def _learn(self, llm: str, entry: dict[str, Any]) -> int:
        """Note the limits of an LLM; returns its window."""
        self._most_answer_tokens[llm] = count(entry.get("max_tokens"))
        return self._listed_window(llm, count(entry.get("max_input_tokens")))

    def _sent_parts(self, request: LlmRequest, left_out: Collection[str]) -> frozenset[str]:
        thinking, longest = self._thinking_of(request.llm), self._most_answer_of(request.llm)
        return sent_parts(request, left_out, thinking, longest)

    async def _ask(
        self, request: LlmRequest, left_out: frozenset[str], on_text: OnText | None
    ) -> LlmAnswer:
        self._refuse_too_long(request)
        body, parts = self._body(request, left_out), Parts(on_text)
        try:
            answer = await self._stream(request, body, parts)
        except RefusedError as error:
            unsigned = self._body(request, left_out, signed=False)
            bare = self._body(request, left_out | {"thinking"}, signed=False)
            may_differ = _is_about_thoughts(error) or (unsigned != body and _is_about_turn(error))
            # What has begun to answer was taken, and may have shown text and cost something.
            if parts.begun or bare == body or not may_differ:
                raise
            # What was before the thoughts has changed, such as a message that was shortened.
            send_again()
            return await self._ask_again(request, bare, on_text)
        return replace(answer, unverified=self._remarked(answer, request, body, left_out))

    async def _ask_again(
        self, request: LlmRequest, body: dict[str, Any], on_text: OnText | None
    ) -> LlmAnswer:
        """The answer to a request that was refused once."""
        try:
            answer = await self._stream(request, body, Parts(on_text))
        except (asyncio.CancelledError, OrchestrationError) as error:
            report_tries(error, 1)
            raise
        return replace(answer, failed_calls=answer.failed_calls + 1)

    def _remarked(
        self, answer: LlmAnswer, request: LlmRequest, body: dict[str, Any], left_out: frozenset[str]
    ) -> str:
        """What is doubtful of an answer, and whether it was had without the thoughts you set."""
        tokens = self._thinking_of(request.llm)
        if not tokens or "thinking" in body or "thinking" in left_out:
            return answer.unverified
        remark = (
            f"{request.llm} was not told to think in answers of no more than its thinking_tokens, "
            f"which is {tokens}; lower it"
        )
        return "; ".join(filter(None, (answer.unverified, remark)))

    async def _stream(self, request: LlmRequest, body: dict[str, Any], parts: Parts) -> LlmAnswer:
        try:
            async with self._host.stream(
                "/v1/messages", body, timeout_s=request.timeout_s
            ) as lines:
                answer = await read_answer(
                    lines,
                    parts,
                    llm=request.llm,
                    host=self._host.title,
                    names=sent_names(request),
                    endings=self._endings,
                    error_of=self._error_of,
                    clean=self._host.clean,
                    max_tokens=request.max_tokens,
                )
        except (asyncio.CancelledError, OrchestrationError) as error:
            self._report_unfinished(error, request, parts)
            raise
        usd = self._usd(request, parts)
        text, mark = cut_at_stop(answer.text, request.stop)
        return replace(answer, text=text, stopped_by=mark or answer.stopped_by, usd=usd)

    def _usd_of_cache(self, price: Price, usage: Usage, delivered: Delivered) -> Decimal:
        if (
            not isinstance(delivered, Parts)
            or usage.prompt_tokens != delivered.counted.prompt_tokens
        ):
            return Decimal(0)  # it is an estimate, of which no part is in the cache
        usual = price.prompt_usd
        written = usual * _DEARER if price.cache_write_usd is None else price.cache_write_usd
        cached = usual * _CHEAPER if price.cached_usd is None else price.cached_usd
        dearer = (written - usual) * delivered.cache_written_tokens
        return (dearer + (cached - usual) * usage.cached_tokens) / _MILLION

    def _body(
        self, request: LlmRequest, left_out: frozenset[str], *, signed: bool = True
    ) -> dict[str, Any]:
        return message_body(
            request,
            left_out,
            thinking_tokens=self._thinking_of(request.llm),
            most_answer_tokens=self._most_answer_of(request.llm),
            signed=signed,
        )

    def _most_answer_of(self, llm: str) -> int:
        return self._most_answer_tokens.get(llm, 0)

    def _thinking_of(self, llm: str) -> int:
        return self._thinking_tokens.get(llm, self._thinking_tokens.get("*", 0))


def _is_about_thoughts(error: RefusedError) -> bool:
    """Whether a host refused thoughts of its own that it was sent back, or that it misses."""
    is_refused = error.context.get("status") == _BAD_REQUEST
    return is_refused and bool(_ABOUT_THOUGHTS.search(error.message.lower()))


def _is_about_turn(error: RefusedError) -> bool:
    """Whether a turn may be what a host refused: it names one, or no other part of the request."""
    if error.context.get("status") != _BAD_REQUEST or isinstance(error, HostUnusableError):
        return False
    return bool(_TURN.search(error.message.lower())) or NAMED not in error.context
