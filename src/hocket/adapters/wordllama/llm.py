"""Local embeddings: WordLlama's static vectors, 256 numbers per text, without running a model.

Fast and small; they capture the topic of a text well, paraphrase and negation poorly.
"""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocket.adapters.system.memory import resident_bytes
from hocket.core.spending import FREE, Price
from hocket.errors import MissingExtraError, RefusedError
from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.ports.llm import OnProgress, OnText

NAME = "l2-supercat"
PACKAGE, INSTALL = "wordllama", "pip install 'hocket[wordllama]'"
PURPOSE = "embeddings of 256 numbers"


class WordLlamaEmbedder:
    """Implements the embedding part of ``hocket.ports.llm.Llm``; it cannot chat.

    Args:
        on_memory: Called with the bytes that its vectors hold in memory: once they are loaded, and
            with 0 once they are not.
    """

    def __init__(self, on_memory: Callable[[int], None] | None = None) -> None:
        self._on_memory = on_memory or _unnoted
        self._memory_bytes = 0
        self._vectors: Any = None
        self._loading = asyncio.Lock()

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:  # noqa: ARG002
        """Always refused: it generates no text."""
        message = f"wordllama:{request.llm} is for embeddings only; use an LLM that can chat"
        raise RefusedError(message, llm=request.llm)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector of 256 numbers per text, in order.

        Raises:
            MissingExtraError: wordllama is not installed.
            RefusedError: ``llm`` is not its one LLM.
        """
        vectors = await self._ready(llm)
        if not texts:
            return []
        array = await asyncio.to_thread(vectors.embed, list(texts), norm=True)
        rows: list[list[float]] = array.tolist()
        return rows

    async def models(self) -> tuple[LlmInfo, ...]:
        """Its one LLM.

        Raises:
            MissingExtraError: wordllama is not installed.
        """
        if find_spec(PACKAGE) is None:
            raise MissingExtraError.of(PACKAGE, INSTALL)
        return (
            LlmInfo(
                name=NAME,
                adapter="wordllama",
                loaded=self._vectors is not None,
                can_chat=False,
                can_embed=True,
                details={"purpose": PURPOSE},
                memory_bytes=self._memory_bytes,
            ),
        )

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Read the vectors from the installed package; nothing is fetched."""
        await self._ready(llm)
        if on_progress is not None:
            on_progress(f"loading {llm}", 1, 1)

    async def unload(self, llm: str) -> None:
        """Free the memory of the vectors."""
        self._check(llm)
        self._take(None, 0)

    async def context_tokens(self, llm: str) -> int:
        """0: texts of any length fit."""
        self._check(llm)
        return 0

    async def count_tokens(self, request: LlmRequest) -> int:
        """Always refused, like ``complete``."""
        await self.complete(request)
        return 0

    def price(self, llm: str) -> Price:  # noqa: ARG002 - it has one LLM
        """Free: it runs on this machine."""
        return FREE

    async def close(self) -> None:
        """Free the memory of the vectors."""
        self._take(None, 0)

    def _take(self, vectors: Any, memory_bytes: int) -> None:
        self._vectors, self._memory_bytes = vectors, memory_bytes
        self._on_memory(memory_bytes)

    def _check(self, llm: str) -> None:
        if llm != NAME:
            message = f"wordllama has no {llm!r}; use wordllama:{NAME}"
            raise RefusedError(message, llm=llm)

    async def _ready(self, llm: str) -> Any:
        self._check(llm)
        async with self._loading:
            if self._vectors is None:
                self._take(*await asyncio.to_thread(_load))
        return self._vectors


def _load() -> tuple[Any, int]:
    """The vectors, and by how many bytes this process has grown to hold them."""
    if find_spec(PACKAGE) is None:
        raise MissingExtraError.of(PACKAGE, INSTALL)
    # Installed but broken, it shows its own error.
    import wordllama  # noqa: PLC0415 - an extra, and heavy

    # By default it looks in a folder other than the one its wheel installs the vectors into.
    folder = Path(wordllama.__file__).parent
    before = resident_bytes()
    vectors = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    # Other work may have freed memory meanwhile; the vectors take theirs in any case.
    return vectors, max(resident_bytes() - before, int(vectors.embedding.nbytes))


def _unnoted(_: int) -> None:
    """Nobody shares the memory with it."""
