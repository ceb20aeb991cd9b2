"""Retries with exponential backoff and full jitter.

The wait before retry n is uniformly distributed between 0 and ``min(cap, base * 2 ** n)``, so that
callers that failed together do not retry together (Marc Brooker, "Exponential Backoff And Jitter",
AWS Architecture Blog, 2015).
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from hocket.core.spending import send_again
from hocket.errors import OrchestrationError
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

T = TypeVar("T")


def backoff_s(failures: int, base_s: float, cap_s: float, dice: random.Random) -> float:
    """The wait after this many failures in a row (at least 1), in [0, cap_s]."""
    # 2 ** 64 exceeds any cap; a larger power would overflow a float.
    return dice.uniform(0.0, min(cap_s, base_s * 2.0 ** min(failures - 1, 64)))


class Backoff:
    """Retries after retryable errors; implements ``hocket.ports.retry.RetryPolicy``.

    If the host says when to retry (``retry_after_s`` in the context of the error), no retry comes
    earlier; if that is longer than ``cap_s``, there is none, since such a wait needs a durable
    timer.

    Args:
        attempts: Maximum number of tries, the first included.
        base_s: Upper bound of the wait before the second try; it doubles with each try.
        cap_s: Upper bound of any wait.
        clock: Waits.
        seed: Seed of the jitter.
    """

    def __init__(
        self, *, attempts: int, base_s: float, cap_s: float, clock: Clock, seed: int
    ) -> None:
        self._attempts = attempts
        self._base_s = base_s
        self._cap_s = cap_s
        self._clock = clock
        self._dice = random.Random(seed)  # noqa: S311 - jitter, not a secret

    def wait_s(self, failures: int, error: OrchestrationError) -> float | None:
        requested_s = float(error.context.get("retry_after_s", 0.0))
        if not error.retryable or failures >= self._attempts or requested_s > self._cap_s:
            return None
        return max(requested_s, backoff_s(failures, self._base_s, self._cap_s, self._dice))

    def away_s(
        self, failures: int, waited_s: float, longest_s: float, error: OrchestrationError
    ) -> float | None:
        requested_s = float(error.context.get("retry_after_s", 0.0))
        jittered_s = backoff_s(failures, self._base_s, self._cap_s, self._dice)
        # Full jitter may be next to nothing, and a host that is away is not asked in a tight loop.
        wait_s = max(requested_s, jittered_s, min(self._base_s, self._cap_s) / 2)
        return wait_s if waited_s + wait_s <= longest_s else None

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)


class RetryingLlm(WrapperLlm):
    """An ``Llm`` that retries calls after retryable errors, as ``Backoff`` says.

    A call that failed after it streamed text streams it again from the start. The ``timeout_s`` of
    a request applies to each try. Where calls are journaled, ``inner`` is asked and ``policy``
    applied above the journal, so that each try is on record.

    Args:
        inner: The LLM that is called.
        attempts: See ``Backoff``, as for the rest.
        base_s: Seconds.
        cap_s: Seconds.
        clock: Waits.
        seed: Seed of the jitter.
    """

    def __init__(
        self,
        inner: Llm,
        *,
        attempts: int = 3,
        base_s: float = 0.5,
        cap_s: float = 30.0,
        clock: Clock,
        seed: int,
    ) -> None:
        super().__init__(inner)
        self.inner = inner
        self.policy = Backoff(attempts=attempts, base_s=base_s, cap_s=cap_s, clock=clock, seed=seed)

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``."""
        tries = 0

        async def call() -> LlmAnswer:
            nonlocal tries
            tries += 1
            return await self._inner.complete(request, on_text)

        answer = await self._try(call)
        return replace(answer, failed_calls=answer.failed_calls + tries - 1)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """See ``Llm``."""
        return await self._try(lambda: self._inner.embed(llm, texts))

    async def models(self) -> tuple[LlmInfo, ...]:
        """See ``Llm``."""
        return await self._try(self._inner.models)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """See ``Llm``."""
        await self._try(lambda: self._inner.load(llm, on_progress))

    async def unload(self, llm: str) -> None:
        """See ``Llm``."""
        await self._try(lambda: self._inner.unload(llm))

    async def context_tokens(self, llm: str) -> int:
        """See ``Llm``."""
        return await self._try(lambda: self._inner.context_tokens(llm))

    async def count_tokens(self, request: LlmRequest) -> int:
        """See ``Llm``."""
        return await self._try(lambda: self._inner.count_tokens(request))

    async def _try(self, call: Callable[[], Awaitable[T]]) -> T:
        failures = 0
        while True:
            try:
                return await call()
            except OrchestrationError as error:
                failures += 1
                wait_s = self.policy.wait_s(failures, error)
                if wait_s is None:
                    error.context["tries"] = failures
                    raise
            await self.policy.sleep(wait_s)
            send_again()
