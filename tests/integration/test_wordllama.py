"""Local embeddings, from the vectors in the wordllama package."""

from __future__ import annotations

import math

import pytest

from hocket.adapters.wordllama.llm import NAME, WordLlamaEmbedder
from hocket.errors import RefusedError
from hocket.ports.llm import ChatMessage, LlmRequest

pytestmark = pytest.mark.wordllama


def similarity(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


async def test_embeddings_are_unit_vectors_close_for_similar_texts():
    embedder = WordLlamaEmbedder()
    river, stream, tax = await embedder.embed(
        NAME, ["the river floods", "a stream overflows", "income tax law"]
    )
    assert len(river) == 256
    assert math.isclose(similarity(river, river), 1, rel_tol=1e-3)
    assert similarity(river, stream) > similarity(river, tax) + 0.1
    assert await embedder.embed(NAME, []) == []
    await embedder.close()


async def test_embedder_is_listed_as_embedding_only_and_refuses_to_chat():
    embedder = WordLlamaEmbedder()
    (info,) = await embedder.models()
    assert (info.can_chat, info.can_embed, info.loaded) == (False, True, False)
    await embedder.load(NAME)
    assert (await embedder.models())[0].loaded
    with pytest.raises(RefusedError, match="embeddings only"):
        await embedder.complete(LlmRequest(NAME, (ChatMessage("user", "hi"),)))
    with pytest.raises(RefusedError, match="use wordllama:l2-supercat"):
        await embedder.embed("other", ["x"])
