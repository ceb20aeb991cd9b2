"""Embeddings without a server, from the vectors that the wordllama package carries."""

from __future__ import annotations

import math

import pytest

from hocket.adapters.wordllama.llm import NAME, WordLlamaEmbedder
from hocket.errors import RefusedError
from hocket.ports.llm import ChatMessage, LlmRequest

pytestmark = pytest.mark.wordllama


def likeness(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


async def test_embeddings_are_unit_vectors_near_for_what_is_alike():
    embedder = WordLlamaEmbedder()
    river, stream, tax = await embedder.embed(
        NAME, ["the river floods", "a stream overflows", "income tax law"]
    )
    assert len(river) == 256
    assert math.isclose(likeness(river, river), 1, rel_tol=1e-3)
    assert likeness(river, stream) > likeness(river, tax) + 0.1
    assert await embedder.embed(NAME, []) == []
    await embedder.close()


async def test_embedder_is_listed_as_one_that_cannot_chat_and_refuses_to():
    embedder = WordLlamaEmbedder()
    (info,) = await embedder.models()
    assert (info.can_chat, info.can_embed, info.loaded) == (False, True, False)
    await embedder.load(NAME)
    assert (await embedder.models())[0].loaded
    with pytest.raises(RefusedError, match="only embeds"):
        await embedder.complete(LlmRequest(NAME, (ChatMessage("user", "hi"),)))
    with pytest.raises(RefusedError, match="use wordllama:l2-supercat"):
        await embedder.embed("other", ["x"])
