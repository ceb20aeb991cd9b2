"""What an examination of an LLM works with: its host, the sandbox, and where results are kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.app.hosts import hosts_of
from hocket.app.passports import Passports
from hocket.llm.router import RouterLlm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from hocket.app.runtime import Runtime
    from hocket.config import Settings
    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm
    from hocket.ports.sandbox import Sandbox

OpenHost = Callable[[str, int, int | None], "AbstractAsyncContextManager[Llm]"]
"""Opens the host of an LLM, with room for so many answers at once, each of the given window."""


async def nobody() -> int:
    """No other process is at work, or none is seen."""
    return 0


@dataclass(frozen=True, slots=True)
class Examiners:
    """What an examination works with.

    Attributes:
        host: Opens the host of an LLM.
        passports: Keeps the results.
        sandbox: Runs the code in answers.
        clock: The time.
        reasoning_tokens: What an LLM may think beyond an answer.
        others: Tells how many other processes are at work now.
    """

    host: OpenHost
    passports: Passports
    sandbox: Sandbox
    clock: Clock
    reasoning_tokens: int = 4096
    others: Callable[[], Awaitable[int]] = nobody


def examiners_in(runtime: Runtime) -> Examiners:
    """What an examination works with in a process that carries out runs."""
    settings = runtime.settings
    return Examiners(
        host_of(settings) if runtime.has_own_hosts else _always(runtime.llm),
        Passports(runtime.store, runtime.clock),
        runtime.sandbox,
        runtime.clock,
        settings.reasoning_tokens,
    )


def _always(host: Llm) -> OpenHost:
    """A host that was passed in, which is open already and has no slots to choose."""

    @asynccontextmanager
    async def opened(_llm: str, _slots: int, _window: int | None) -> AsyncIterator[Llm]:
        yield host

    return opened


def host_of(settings: Settings) -> OpenHost:
    """Opens one of your hosts; the embedded one gets so many slots, each with the given window."""

    @asynccontextmanager
    async def opened(llm: str, slots: int, window: int | None) -> AsyncIterator[Llm]:
        context_tokens = window or settings.context_tokens
        hosts = hosts_of(replace(settings, parallel=slots, context_tokens=context_tokens))
        name = llm.partition(":")[0]
        try:
            yield RouterLlm({name: hosts[name]})
        finally:
            await RouterLlm(hosts).close()

    return opened
