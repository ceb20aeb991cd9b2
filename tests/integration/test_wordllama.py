"""Local embeddings, from the vectors in the wordllama package."""

from __future__ import annotations

import math

import pytest

from hocket.adapters.wordllama.llm import NAME, WordLlamaEmbedder
from hocket.app.hosts import hosts_of
from hocket.config import Settings
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


async def test_memory_of_the_vectors_is_measured_while_they_are_loaded():
    told = []
    embedder = WordLlamaEmbedder(told.append)
    assert (await embedder.models())[0].memory_bytes == 0
    await embedder.load(NAME)
    await embedder.embed(NAME, ["the river floods"])
    (info,) = await embedder.models()
    vectors = 32_000 * 256 * 2  # as many numbers of two bytes as its file has
    assert vectors <= info.memory_bytes < 1 << 30
    assert told == [info.memory_bytes]
    await embedder.unload(NAME)
    assert (await embedder.models())[0].memory_bytes == 0
    assert told == [info.memory_bytes, 0]


async def test_embedder_counts_in_the_memory_of_embedded_llms(tmp_path):
    hosts = hosts_of(Settings(home=tmp_path, cache=tmp_path, memory_bytes=1 << 30))
    embedded, embedder = hosts["llamacpp"], hosts["wordllama"]
    await embedder.load(NAME)
    (info,) = await embedder.models()
    assert embedded.machine.used_bytes == info.memory_bytes > 0
    await embedder.unload(NAME)
    assert embedded.machine.used_bytes == 0
    for host in hosts.values():
        await host.close()


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
