"""A wrapper around an Llm that delegates every call; subclasses override what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.ports.llm import is_in_process, marks_thoughts, taken_by, weights_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.core.spending import Price
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText


class WrapperLlm:
    price: Callable[[str], Price | None]
    """That of the host: a method that passes it on would be called once for each wrapper."""

    def __init__(self, inner: Llm) -> None:
        self._inner = inner
        self.in_process = is_in_process(inner)
        self.price = getattr(inner, "price", _unpriced)

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

    def marks_thoughts(self, llm: str) -> bool:
        return marks_thoughts(self._inner, llm)

    def weights(self, llm: str) -> str:
        return weights_of(self._inner, llm)

    def takes(self, llm: str) -> frozenset[str]:
        return taken_by(self._inner, llm)

    async def close(self) -> None:
        await self._inner.close()


def _unpriced(_: str) -> None:
    """The price at a host that states none."""
