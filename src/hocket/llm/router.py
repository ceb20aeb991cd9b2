"""The router: one ``Llm`` over all hosts, chosen by name, as in ``ollama:llama3.2``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hocket.errors import ConfigError, RefusedError
from hocket.ports.llm import marks_thoughts, price_of, taken_by, weights_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence

    from hocket.core.spending import Price
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText


class RouterLlm:
    """Sends each call to the host named before the colon in the name of the LLM.

    Args:
        hosts: Hosts by name.
    """

    def __init__(self, hosts: Mapping[str, Llm]) -> None:
        self._hosts = hosts

    @property
    def names(self) -> frozenset[str]:
        """Of the hosts."""
        return frozenset(self._hosts)

    def _host(self, llm: str) -> tuple[Llm, str]:
        adapter, colon, name = llm.partition(":")
        host = self._hosts.get(adapter)
        if not colon or host is None:
            names = ", ".join(sorted(self._hosts))
            message = f"LLM {llm!r} names no host; write HOST:NAME with HOST one of {names}"
            raise RefusedError(message, llm=llm, sent=False)
        return host, name

    def complete(
        self, request: LlmRequest, on_text: OnText | None = None
    ) -> Coroutine[Any, Any, LlmAnswer]:
        host, name = self._host(request.llm)
        return host.complete(request.to(name), on_text)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        host, name = self._host(llm)
        return await host.embed(name, texts)

    async def models(self) -> tuple[LlmInfo, ...]:
        infos: list[LlmInfo] = []
        for host in self._hosts.values():
            with suppress(ConfigError):  # what is not installed, or wrongly set, has none
                infos.extend(await host.models())
        return tuple(infos)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        host, name = self._host(llm)
        await host.load(name, on_progress)

    async def unload(self, llm: str) -> None:
        host, name = self._host(llm)
        await host.unload(name)

    async def context_tokens(self, llm: str) -> int:
        host, name = self._host(llm)
        return await host.context_tokens(name)

    async def count_tokens(self, request: LlmRequest) -> int:
        host, name = self._host(request.llm)
        return await host.count_tokens(request.to(name))

    def price(self, llm: str) -> Price | None:
        """As its host states it; None also if no host has this name, as no call reaches one."""
        adapter, _, name = llm.partition(":")
        host = self._hosts.get(adapter)
        return None if host is None else price_of(host, name)

    def marks_thoughts(self, llm: str) -> bool:
        """As its host says; False if no host has this name."""
        adapter, _, name = llm.partition(":")
        host = self._hosts.get(adapter)
        return host is not None and marks_thoughts(host, name)

    def weights(self, llm: str) -> str:
        """As its host says; empty if no host has this name."""
        adapter, _, name = llm.partition(":")
        host = self._hosts.get(adapter)
        return "" if host is None else weights_of(host, name)

    def takes(self, llm: str) -> frozenset[str]:
        """As its host says; nothing if no host has this name."""
        adapter, _, name = llm.partition(":")
        host = self._hosts.get(adapter)
        return frozenset() if host is None else taken_by(host, name)

    async def close(self) -> None:
        for host in self._hosts.values():
            await host.close()
