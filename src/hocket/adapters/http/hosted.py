"""What the LLMs of every host on the network have in common that answers and counts by HTTP.

Such a host may report less than is needed, refuse parts of a request, and cut a prompt in silence.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.asking import asked
from hocket.adapters.http.overflow import is_about_context, window_in
from hocket.adapters.http.parts import NAMED, LeftOut, named_parts
from hocket.adapters.http.reading import count
from hocket.adapters.http.refusal import HttpRefusal
from hocket.adapters.http.token_estimate import most_tokens, refuse_too_long
from hocket.adapters.http.truncation import TruncationDetector
from hocket.core.spending import (
    FREE,
    Price,
    before_sending,
    of_answer,
    of_unfinished,
    report_usage,
    was_sent,
)
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
    from collections.abc import Callable, Collection, Mapping
    from typing import Protocol

    from hocket.adapters.http.host import HttpHost
    from hocket.adapters.http.memory import RefusalMemory
    from hocket.core.usage import Usage
    from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

    class Delivered(Protocol):
        """What a stream has delivered so far."""

        @property
        def begun(self) -> bool: ...
        @property
        def written(self) -> str: ...
        @property
        def counted(self) -> Usage: ...


NO_PRICES: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType({})
_MILLION = 1_000_000


def no_list(_: str) -> Price | None:
    """No price, as there is no list of them."""
    return None


class HostedLlm(ABC):
    """An ``Llm`` on a host of the network; how it is asked is up to its adapter.

    Args:
        host: The host. Its refusals are made errors by ``self._refusal``.
        context_tokens: Context window, unless the host reports a smaller one.
        prices: US dollars per million prompt and completion tokens, by name of the LLM; ``*`` for
            all others. Without a price, LLMs on this machine are free and others of unknown price.
        listed: Returns the price of an LLM that ``prices`` does not name, by its name, from a list
            of prices; None if that has none.
        leave_out: Optional parts of a request that the host refuses, by name of the LLM, where
            ``*`` stands for all; what it refuses besides is learned from its refusals.
        memory: Keeps what was learned between processes.
    """

    def __init__(
        self,
        host: HttpHost,
        *,
        context_tokens: int,
        prices: Mapping[str, tuple[Decimal, Decimal]] = NO_PRICES,
        listed: Callable[[str], Price | None] = no_list,
        leave_out: Mapping[str, Collection[str]] = MappingProxyType({}),
        memory: RefusalMemory | None = None,
    ) -> None:
        self._host = host
        self._max_context_tokens = context_tokens
        self._prices = {name: Price(*price) for name, price in prices.items()}
        self._listed = cache(listed)
        if host.is_local:
            self._prices.setdefault("*", FREE)
        self._windows: dict[str, int] = {}
        self._shown_windows: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        self._left_out = LeftOut(leave_out, memory)
        self._truncation = TruncationDetector(host.title)

    @abstractmethod
    async def models(self) -> tuple[LlmInfo, ...]:
        """The LLMs that the host lists, sorted by name."""

    @abstractmethod
    def _sent_parts(self, request: LlmRequest, left_out: Collection[str]) -> frozenset[str]:
        """The optional parts that the body of a request has."""

    @abstractmethod
    async def _ask(
        self, request: LlmRequest, left_out: frozenset[str], on_text: OnText | None
    ) -> LlmAnswer:
        """The answer to one request, sent without these parts."""

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

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:  # noqa: ARG002
        """Check that the host has this LLM; the host loads it by itself and reports no progress.

        Raises:
            RefusedError: The host does not list it.
        """
        names = [entry.name for entry in await self.models()]
        if llm not in names:
            message = f"{self._host.title} has no LLM {llm!r}; use one of {', '.join(names)}"
            raise RefusedError(message, llm=llm)

    async def unload(self, llm: str) -> None:  # noqa: B027 - complete as it is
        """Do nothing: such hosts manage their memory themselves."""

    async def context_tokens(self, llm: str) -> int:
        """The context window: the configured one, or a smaller one that the host reports."""
        if llm not in self._windows:
            # Without a list of models the configured window applies. What keeps a host that was
            # reached from listing them for now is asked again with the next call.
            try:
                with suppress(RefusedError):
                    await self._look_up(llm)
                self._windows.setdefault(llm, self._max_context_tokens)
            except (UnavailableError, DeadlineExceededError) as error:
                if UNPROVEN in error.context:
                    raise
        return self._windows.get(llm, self._max_context_tokens)

    async def count_tokens(self, request: LlmRequest) -> int:
        """An upper estimate: such hosts offer no tokenizer."""
        return most_tokens(request)

    def price(self, llm: str) -> Price | None:
        """As configured for it, or for all, or as a list has it; None if nobody knows it."""
        return self._prices.get(llm) or self._prices.get("*") or self._listed(llm)

    async def close(self) -> None:
        """Close all connections; further calls raise UnavailableError."""
        await self._host.close()

    async def _look_up(self, llm: str) -> None:  # noqa: ARG002 - for hosts that can ask for one
        """Learn what the host says of an LLM."""
        await self.models()

    async def _send(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        return await asked(
            request,
            self._left_out,
            digest=self._digests.get(request.llm, ""),
            sent=self._sent_parts,
            ask=lambda said, left_out: self._ask(said, left_out, on_text),
        )

    def _refuse_too_long(self, request: LlmRequest) -> None:
        """Refuse what may not fit in the window, as far as it is known."""
        refuse_too_long(request, self._windows.get(request.llm, self._max_context_tokens))

    def _listed_window(self, llm: str, window: int) -> int:
        """Note the window that the host lists, 0 if none; returns the one that applies."""
        window = min(window, self._max_context_tokens) if window else self._max_context_tokens
        window = min(window, self._shown_windows.get(llm, window))
        self._windows[llm] = window
        return window

    def _learn_window(self, llm: str, error: OrchestrationError) -> None:
        """Use the window that a call showed, if it showed one, whatever the host lists."""
        if shown := count(error.context.get("window")):
            known = self._windows.get(llm, self._max_context_tokens)
            self._shown_windows[llm] = self._windows[llm] = min(known, shown)

    def _report_unfinished(
        self, error: BaseException, request: LlmRequest, delivered: Delivered
    ) -> None:
        """Report what a call cost that failed or was cancelled, if the host did anything."""
        if isinstance(error, asyncio.CancelledError) or (
            isinstance(error, OrchestrationError)
            and was_sent(error)
            and (delivered.begun or "status" not in error.context)
        ):
            usage = of_unfinished(delivered.counted, request, delivered.written)
            report_usage(error, self._priced(usage, request.llm, delivered))

    def _usd(self, request: LlmRequest, delivered: Delivered) -> Decimal:
        """What an answer cost: as its host counted, where it did, else estimated."""
        usage = of_answer(delivered.counted, request, delivered.written)
        return self._priced(usage, request.llm, delivered).usd

    def _usd_of_cache(self, price: Price, usage: Usage, delivered: Delivered) -> Decimal:
        """What the cache of the host makes a call dearer, or if negative cheaper."""
        if price.cached_usd is None or usage.prompt_tokens != delivered.counted.prompt_tokens:
            return Decimal(0)
        return (price.cached_usd - price.prompt_usd) * usage.cached_tokens / _MILLION

    def _priced(self, usage: Usage, llm: str, delivered: Delivered) -> Usage:
        price = self.price(llm)
        if price is None or price is FREE:
            return usage
        price = price.at(usage.prompt_tokens)
        usd = price.of(usage.prompt_tokens, usage.completion_tokens)
        usd += self._usd_of_cache(price, usage, delivered)
        return usage.model_copy(update={"usd": usd})

    def _error_of(self, status: int, reason: str, body: Any) -> OrchestrationError:
        """The error for a fault that the host reports within an answer."""
        return self._refusal(HttpRefusal(status, self._host.clean(reason), body))

    def _refusal(self, refusal: HttpRefusal) -> OrchestrationError:
        if is_about_context(refusal):
            message = f"{self._host.title}: {refusal.text}; shorten the prompt"
            return ContextOverflowError(message, status=refusal.status, window=window_in(refusal))
        error = refusal.to_error(self._host.title)
        if named := named_parts(refusal):
            error.context[NAMED] = named
        return error
