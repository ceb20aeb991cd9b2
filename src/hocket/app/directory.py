"""The directory: all LLMs of all hosts, and which of them a name means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.app.hosts import LATEST, listings_by
from hocket.errors import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from hocket.app.runtime import Runtime
    from hocket.ports.llm import LlmInfo

KEPT_S = 10.0
"""How long a listing of all hosts is used for looking up short names."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An LLM under its whole name, such as ``ollama:llama3.2``."""

    name: str
    info: LlmInfo


class Directory:
    """Finds LLMs by their whole names, and by short ones where only one LLM has it.

    Args:
        runtime: Open.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._listed: tuple[Listed, ...] = ()
        self._listed_us: int | None = None

    async def all(self) -> tuple[Listed, ...]:
        """The LLMs of the hosts that answer now, host by host."""
        listings = await listings_by(self._runtime.hosts())
        self._listed = tuple(
            Listed(self._whole(host, info.name), info)
            for host, listing in listings.items()
            for info in listing.llms
        )
        self._listed_us = self._runtime.clock.now_us()
        return self._listed

    async def find(self, name: str) -> str:
        """The whole name of an LLM; a short one is that of its host, with or without ``:latest``.

        Of the hosts within hocket only LLMs are found that are listed or named in the settings:
        others would be fetched, or loaded from any file of this machine.

        Raises:
            NotFoundError: No host that answers has it.
            InvalidInputError: Several hosts have it; the message names them.
        """
        runtime = self._runtime
        host = name.partition(":")[0] if ":" in name else ""
        settings = runtime.settings
        named = {settings.llm, *settings.llms.values()}
        if runtime.has_own_hosts and (host in settings.urls or name in named):
            return name  # its host knows whether it has it
        found = _matching(name, await self._recent())
        if not found and runtime.has_own_hosts and host in runtime.hosts():
            found = _matching(name, await self.all())  # it may have come since
        if len(found) == 1:
            return found[0]
        if found:
            message = f"model: {name!r} is the name of several models; write {' or '.join(found)}"
            raise InvalidInputError(message, model=name)
        message = f"model: there is no {name!r}; use a name from the list of models"
        raise NotFoundError(message, model=name)

    async def get(self, name: str) -> Listed:
        """An LLM as its host lists it.

        Raises:
            NotFoundError: Its host does not list it.
            InvalidInputError: Several hosts have it.
        """
        whole = await self.find(name)
        for listed in await self.all():
            if listed.name.removesuffix(LATEST) == whole.removesuffix(LATEST):
                return listed
        message = f"model: there is no {name!r}; use a name from the list of models"
        raise NotFoundError(message, model=name)

    async def _recent(self) -> tuple[Listed, ...]:
        age_us = self._runtime.clock.now_us() - (self._listed_us or 0)
        if self._listed_us is not None and age_us < KEPT_S * 1e6:
            return self._listed
        return await self.all()

    def _whole(self, host: str, name: str) -> str:
        # A host that is passed in, such as a fake, has LLM names without a prefix.
        return f"{host}:{name}" if self._runtime.has_own_hosts else name


def _matching(name: str, listed: tuple[Listed, ...]) -> list[str]:
    """The whole names that a name may mean: the same one, else those that end in it.

    Examples:
        >>> from hocket.ports.llm import LlmInfo
        >>> def of(*names):
        ...     return tuple(Listed(n, LlmInfo(n.partition(":")[2], "x")) for n in names)
        >>> _matching("qwen3", of("ollama:qwen3:latest", "vllm:gpt-oss"))
        ['ollama:qwen3:latest']
        >>> _matching("qwen3", of("ollama:qwen3:latest", "vllm:qwen3"))
        ['ollama:qwen3:latest', 'vllm:qwen3']
    """
    wanted = name.removesuffix(LATEST)
    whole = [entry.name for entry in listed if entry.name.removesuffix(LATEST) == wanted]
    short = [entry.name for entry in listed if entry.info.name.removesuffix(LATEST) == wanted]
    return whole or short
