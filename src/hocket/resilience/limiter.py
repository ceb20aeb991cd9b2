"""A bulkhead: so many calls at once, the others in line, and the line has an end."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hocket.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText


class LimitedLlm:
    """An ``Llm`` that has at most so many calls under way; the rest wait, first come first served.

    Completions, embeddings and loading count; asking what there is does not.

    Args:
        inner: Asked.
        concurrent: Most calls at once, at least 1.
        waiting: Most callers in line; one more gets UnavailableError at once.
    """

    def __init__(self, inner: Llm, concurrent: int, *, waiting: int = 10_000) -> None:
        self._inner = inner
        self._concurrent = concurrent
        self._slots = asyncio.Semaphore(concurrent)
        self._most_waiting = waiting
        self._waiting = 0

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``.

        Raises:
            UnavailableError: Too many callers are waiting already.
        """
        async with self._slot():
            return await self._inner.complete(request, on_text)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """See ``Llm`` and ``complete``."""
        async with self._slot():
            return await self._inner.embed(llm, texts)

    async def models(self) -> tuple[LlmInfo, ...]:
        """See ``Llm``."""
        return await self._inner.models()

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """See ``Llm`` and ``complete``."""
        async with self._slot():
            await self._inner.load(llm, on_progress)

    async def unload(self, llm: str) -> None:
        """See ``Llm``."""
        await self._inner.unload(llm)

    async def context_tokens(self, llm: str) -> int:
        """See ``Llm``."""
        return await self._inner.context_tokens(llm)

    async def count_tokens(self, request: LlmRequest) -> int:
        """See ``Llm``."""
        return await self._inner.count_tokens(request)

    async def close(self) -> None:
        """See ``Llm``."""
        await self._inner.close()

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        if self._slots.locked() and self._waiting >= self._most_waiting:
            message = (
                f"{self._concurrent} calls are under way and {self._waiting} wait; "
                "try again later, or allow more at once"
            )
            raise UnavailableError(message, waiting=self._waiting)
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()
