"""Try again, after a wait that grows and is left to chance.

The wait before try n is drawn evenly from 0 to ``min(cap, base * 2 ** n)``: full jitter, which
lets many callers that failed together come back apart (Marc Brooker, "Exponential Backoff And
Jitter", AWS Architecture Blog, 2015).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

from hocket.errors import OrchestrationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

T = TypeVar("T")


def backoff_s(failures: int, base_s: float, cap_s: float, dice: random.Random) -> float:
    """The wait after so many failures in a row (from 1), in [0, cap_s]."""
    # 2 ** 64 is beyond any cap; more would overflow a float.
    return dice.uniform(0.0, min(cap_s, base_s * 2.0 ** min(failures - 1, 64)))


class RetryingLlm:
    """An ``Llm`` whose retryable errors are tried again.

    Where the host said when to come back (``retry_after_s`` in the error's context), no try is
    made before that; if it said longer than ``cap_s``, the error is raised at once, since a wait
    of that length belongs to a durable timer. A try that failed after it showed text shows the
    next one's text anew. ``timeout_s`` of a request holds for each try.

    Args:
        inner: Asked.
        attempts: Most tries, the first included.
        base_s: Most seconds before the second try; doubles from try to try.
        cap_s: Most seconds before any try.
        clock: Waits.
        seed: Of the jitter.
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
        self._inner = inner
        self._attempts = attempts
        self._base_s = base_s
        self._cap_s = cap_s
        self._clock = clock
        self._dice = random.Random(seed)  # noqa: S311 - jitter, not a secret

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``."""
        return await self._try(lambda: self._inner.complete(request, on_text))

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

    async def close(self) -> None:
        """See ``Llm``."""
        await self._inner.close()

    async def _try(self, call: Callable[[], Awaitable[T]]) -> T:
        failures = 0
        while True:
            try:
                return await call()
            except OrchestrationError as error:
                failures += 1
                asked_s = float(error.context.get("retry_after_s", 0.0))
                if not error.retryable or failures >= self._attempts or asked_s > self._cap_s:
                    error.context["tries"] = failures
                    raise
                wait_s = backoff_s(failures, self._base_s, self._cap_s, self._dice)
            await self._clock.sleep(max(asked_s, wait_s))
