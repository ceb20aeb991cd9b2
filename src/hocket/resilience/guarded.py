"""A host on the network that is spared: while it is away, and from more calls than it can take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from hocket.core.spending import before_sending
from hocket.core.urgency import URGENCY
from hocket.errors import (
    AWAY_S,
    CircuitOpenError,
    DeadlineExceededError,
    OrchestrationError,
    UnavailableError,
)
from hocket.ports.llm import LlmAnswer, listening
from hocket.ports.wrapper import WrapperLlm
from hocket.resilience.breaker import WAITED_FOR_S, Breaker
from hocket.resilience.bulkhead import Bulkhead
from hocket.resilience.limit import Bounds, Limit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, LlmInfo, LlmRequest, OnText
    from hocket.resilience.breaker import CircuitReport

T = TypeVar("T")

PATIENCE_S = 30.0
"""So long a call waits where the host asks for a pause; where it is longer, the call fails."""

_TOO_MANY = frozenset({429, 503, 529})
"""Statuses of a host that has more calls than it takes: RFC 6585, RFC 9110, Anthropic's 529."""

_UNLIMITED = 1 << 30


@dataclass(frozen=True, slots=True)
class Health:
    """How a host is treated now.

    Attributes:
        circuits: Those that are not closed.
        calls: How many calls it gets at once, between ``bounds``.
        in_flight: How many it has, with those that wait for a pause to end.
        waiting: How many more there are.
        paused_until_us: Until when it has asked for none; None if it has not.
    """

    circuits: tuple[CircuitReport, ...]
    calls: int
    bounds: Bounds
    in_flight: int
    waiting: int
    paused_until_us: int | None


class GuardedLlm(WrapperLlm):
    """A host behind circuit breakers and a limit that follows what it can take.

    A call is refused at once while its circuit is open; retries above this wait until it may try.
    What is no work for the host (listing, loading) is passed on at once.

    Args:
        inner: The host.
        name: Its name, for messages.
        clock: Tells the time, and waits.
        bounds: Between how many calls at once it gets.
        resize: Takes the number of calls at once where ``inner`` puts calls in order itself. By
            default calls wait here.
    """

    def __init__(
        self,
        inner: Llm,
        *,
        name: str,
        clock: Clock,
        bounds: Bounds | None = None,
        resize: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(inner)
        self._name = name
        self._clock = clock
        self._limit = Limit(bounds or Bounds())
        self._breaker = Breaker(name, clock)
        self._is_ordered_within = resize is not None
        calls = self._limit.calls
        self._room = Bulkhead(_UNLIMITED if self._is_ordered_within else calls)
        self._resize = resize or self._room.resize
        self._resize(calls)
        self._paused_until_us = 0
        self._windows: dict[str, int] = {}

    @property
    def health(self) -> Health:
        """How the host is treated now."""
        is_paused = self._paused_until_us > self._clock.now_us()
        inside, calls = self._room.in_flight, self._limit.calls
        # Where calls are put in order within, those above the limit wait there.
        waiting = max(0, inside - calls) if self._is_ordered_within else 0
        return Health(
            circuits=self._breaker.reports(),
            calls=calls,
            bounds=self._limit.bounds,
            in_flight=inside - waiting,
            waiting=waiting + self._room.waiting,
            paused_until_us=self._paused_until_us if is_paused else None,
        )

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``.

        Raises:
            CircuitOpenError: The host, or the LLM there, has failed too often.
            UnavailableError: It asks for a longer pause, or too many calls are waiting.
        """
        call = _Call(request.llm, on_text)
        return await self._guarded(
            call, partial(self._inner.complete, request, listening(call.show, on_text))
        )

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """See ``Llm`` and ``complete``."""
        return await self._guarded(_Call(llm), partial(self._inner.embed, llm, texts))

    async def models(self) -> tuple[LlmInfo, ...]:
        """See ``Llm``; a host that answers is reached again."""
        infos = await self._inner.models()
        self._breaker.reached()
        return infos

    async def context_tokens(self, llm: str) -> int:
        """See ``Llm``; as last known while the host is left alone.

        Raises:
            CircuitOpenError: It is, and nothing is known.
        """
        try:
            self._breaker.check(llm)
        except CircuitOpenError:
            if llm in self._windows:
                return self._windows[llm]
            raise
        self._windows[llm] = tokens = await self._inner.context_tokens(llm)
        return tokens

    async def _guarded(self, call: _Call, send: Callable[[], Awaitable[T]]) -> T:
        with before_sending():
            self._breaker.check(call.llm)
            await self._room.enter(URGENCY.get())
        try:
            with before_sending():
                await self._pause()
                passage = await self._breaker.admitted(call.llm)
            began_us = self._clock.now_us()
            try:
                result = await send()
            except BaseException as error:
                self._breaker.failed(passage, error, is_begun=call.is_begun)
                self._learn_refusal(error, is_begun=call.is_begun)
                raise
            self._breaker.answered(passage)
            self._learn_answer(call.llm, result, began_us)
            return result
        finally:
            self._room.leave()

    async def _pause(self) -> None:
        """Wait while the host has asked for no calls.

        Raises:
            UnavailableError: It has asked for more than a short pause.
        """
        while (wait_s := (self._paused_until_us - self._clock.now_us()) / 1e6) > 0:
            if wait_s > PATIENCE_S:
                message = (
                    f"{self._name} has asked for no calls for the next {wait_s:.0f} s; "
                    "try again then, or use another LLM"
                )
                context: dict[str, Any] = {"retry_after_s": wait_s, AWAY_S: WAITED_FOR_S}
                raise UnavailableError(message, host=self._name, sent=False, **context)
            await self._clock.sleep(wait_s)

    def _learn_refusal(self, error: BaseException, *, is_begun: bool) -> None:
        if not isinstance(error, OrchestrationError) or is_begun:
            return
        is_refused = _is_too_many(error)
        if not (is_refused or isinstance(error, DeadlineExceededError)):
            return
        pause_s = self._limit.refuse(in_flight=self._in_flight)
        # A host that is slow is not sooner done with what it has if it gets nothing new.
        pause_s = (
            max(pause_s, float(error.context.get("retry_after_s", 0.0))) if is_refused else 0.0
        )
        until_us = self._clock.now_us() + round(pause_s * 1e6)
        self._paused_until_us = max(self._paused_until_us, until_us)
        self._resize(self._limit.calls)

    def _learn_answer(self, llm: str, result: object, began_us: int) -> None:
        tokens, seconds = 0, 0.0
        if isinstance(result, LlmAnswer):
            tokens = result.prompt_tokens - result.cached_tokens + result.completion_tokens
            # Where calls wait within, only what the host measured is without that.
            here_s = (self._clock.now_us() - began_us) / 1e6
            total_s = result.total_s if self._is_ordered_within else here_s
            seconds = max(0.0, total_s - result.load_s)
        self._limit.answer(llm, max(0, tokens), seconds, in_flight=self._in_flight)
        self._resize(self._limit.calls)

    @property
    def _in_flight(self) -> int:
        return self._room.in_flight


class _Call:
    """A call, and whether a part of its answer has arrived."""

    __slots__ = ("_on_text", "is_begun", "llm")

    def __init__(self, llm: str, on_text: OnText | None = None) -> None:
        self.llm = llm
        self._on_text = on_text
        self.is_begun = False

    def show(self, text: str) -> None:
        self.is_begun = True
        if self._on_text is not None:
            self._on_text(text)


def _is_too_many(error: OrchestrationError) -> bool:
    return isinstance(error, UnavailableError) and error.context.get("status") in _TOO_MANY
