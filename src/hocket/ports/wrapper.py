"""A wrapper around an Llm that delegates every call; subclasses override what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.ports.llm import is_in_process, marks_thoughts, price_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.spending import Price
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText


class WrapperLlm:
    def __init__(self, inner: Llm) -> None:
        self._inner = inner

    @property
    def in_process(self) -> bool:
        return is_in_process(self._inner)

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        return await self._inner.complete(request, on_text)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        return await self._inner.embed(llm, texts)

    async def models(self) -> tuple[LlmInfo, ...]:
        return await self._inner.models()

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        await self._inner.load(llm, on_progress)

    async def unload(self, llm: str) -> None:
        await self._inner.unload(llm)

    async def context_tokens(self, llm: str) -> int:
        return await self._inner.context_tokens(llm)

    async def count_tokens(self, request: LlmRequest) -> int:
        return await self._inner.count_tokens(request)

    def price(self, llm: str) -> Price | None:
        return price_of(self._inner, llm)

    def marks_thoughts(self, llm: str) -> bool:
        return marks_thoughts(self._inner, llm)

    async def close(self) -> None:
        await self._inner.close()
