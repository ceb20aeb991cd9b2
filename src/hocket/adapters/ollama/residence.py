"""What an Ollama server has in memory, and what its LLMs will take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, listed, table
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.ollama.wire import can_of
from hocket.errors import UnavailableError
from hocket.ports.residence import Footprint, Held

if TYPE_CHECKING:
    from collections.abc import Mapping

_CACHED_BYTES = 2
"""Keys and values are 16-bit floats, unless the server is set up otherwise."""

_BUFFERS_BYTES = 256 << 20


class ResidentOllama(Ollama):
    """Implements ``hocket.ports.residence.ResidentHost``."""

    counts_in_memory = False

    def weights(self, llm: str) -> str:
        """The digest that the server listed last; empty before that."""
        return self._digests.get(llm, "")

    async def footprint(self, llm: str) -> Footprint:
        """The size of its file, and of its cache by the figures that the server has of it.

        Raises:
            UnavailableError: The server does not list it.
        """
        tags = dict(listed(await self._host.call("GET", "/api/tags")))
        tag = tags.get(llm) or tags.get(f"{llm}:latest")
        if tag is None:
            message = f"{self._host.title} does not list {llm}; get it with `ollama pull {llm}`"
            raise UnavailableError(message, llm=llm)
        weights_bytes = count(tag.get("size"))
        per_token = token_bytes(table((await self._show(llm)).get("model_info")))
        return Footprint(weights_bytes + _BUFFERS_BYTES, per_token)

    async def held(self) -> dict[str, Held]:
        """What ``/api/ps`` lists, by all names that an LLM may be called by."""
        held: dict[str, Held] = {}
        for name, entry in listed(await self._host.call("GET", "/api/ps")):
            size = Held(count(entry.get("size")))
            held[name] = held[name.removesuffix(":latest")] = size
        return held

    async def warm(self, llm: str) -> None:
        """Load an LLM by a call that generates nothing.

        Raises:
            OrchestrationError: The server does not have it, or cannot load it.
        """
        if "completion" in (can_of(await self._show(llm)) or ("completion",)):
            await self.load(llm)

    def use_window(self, llm: str, tokens: int) -> None:
        """See ``ResidentHost``; the server loads an LLM again whenever its window changes."""
        self._classes[llm] = tokens


def token_bytes(info: Mapping[str, Any]) -> int:
    """What the cache of an LLM takes for each token, by ``model_info``; 0 if it does not say.

    Examples:
        >>> token_bytes({"q.block_count": 28, "q.attention.head_count": 12,
        ...     "q.attention.head_count_kv": 2, "q.embedding_length": 1536})
        28672
    """
    facts = {key.partition(".")[2]: count(value) for key, value in info.items()}
    heads = facts.get("attention.head_count", 0)
    width = facts.get("attention.key_length", 0)
    width = width or (facts.get("embedding_length", 0) // heads if heads else 0)
    shared = facts.get("attention.head_count_kv", heads)
    return facts.get("block_count", 0) * shared * 2 * width * _CACHED_BYTES
