"""A bulkhead: a limited number of concurrent calls and a bounded queue for the rest."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hocket.core.spending import before_sending
from hocket.errors import UnavailableError
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnProgress, OnText


class LimitedLlm(WrapperLlm):
    """An ``Llm`` with a limited number of concurrent calls; the rest queue in order of arrival.

    Completions, embeddings and loading count; listing does not.

    Args:
        inner: The LLM that is called.
        concurrent: Maximum number of concurrent calls, at least 1.
        waiting: Maximum length of the queue; a further call raises UnavailableError at once.
    """

    def __init__(self, inner: Llm, concurrent: int, *, waiting: int = 10_000) -> None:
        super().__init__(inner)
        self._concurrent = concurrent
        self._slots = asyncio.Semaphore(concurrent)
        self._max_waiting = waiting
        self._waiting = 0

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``.

        Raises:
            UnavailableError: The queue is full.
        """
        async with self._slot():
            return await self._inner.complete(request, on_text)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """See ``Llm`` and ``complete``."""
        async with self._slot():
            return await self._inner.embed(llm, texts)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """See ``Llm`` and ``complete``."""
        async with self._slot():
            await self._inner.load(llm, on_progress)

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        if self._slots.locked() and self._waiting >= self._max_waiting:
            message = (
                f"{self._concurrent} calls are in progress and {self._waiting} are waiting; "
                "try again later, or allow more concurrent calls"
            )
            raise UnavailableError(message, waiting=self._waiting, sent=False)
        self._waiting += 1
        try:
            with before_sending():
                await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()
