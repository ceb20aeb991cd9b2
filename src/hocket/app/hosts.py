"""Your LLM hosts: the embedded one, Ollama, and the ones you configured; no others."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.memory import machine_bytes
from hocket.app.neighbours import SharedMemory
from hocket.app.prices import Prices
from hocket.core.digest import digest
from hocket.core.egress import EgressGate
from hocket.errors import AdapterError, AttemptError, ConfigError, MissingExtraError
from hocket.llm.misconfigured import MisconfiguredLlm
from hocket.llm.residency.call import Rules, context_classes
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.llm.router import RouterLlm
from hocket.resilience.guarded import GuardedLlm, Health
from hocket.resilience.limit import Bounds
from hocket.resilience.retry import RetryingLlm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from hocket.adapters.http.memory import RefusalMemory
    from hocket.config import Settings
    from hocket.config.hosts import AnthropicHost, OpenAiHost
    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, LlmInfo

LIST_S = 5.0
LATEST = ":latest"
"""The tag that Ollama adds to a name without one."""
MOST_LOADED = 16
"""Embedded LLMs in memory at most, however small."""

SPARE_CONNECTIONS = 4
"""To a host beside those of calls, such as for its list of LLMs."""


def gate_of(settings: Settings) -> EgressGate:
    """The gate that admits loopback and the hosts named in the settings, and nothing else."""
    named = {(urlsplit(url).hostname or "").lower() for url in settings.urls.values()}
    return EgressGate(frozenset(named | settings.hosts))


def hosts_of(
    settings: Settings, clock: Clock | None = None, *, fetch: bool = False
) -> dict[str, Llm]:
    """Adapter name to host; none is contacted or loaded before it is used.

    Args:
        settings: Your settings.
        clock: Tells how long calls wait for an LLM to be loaded. Default: that of this machine.
        fetch: Whether the embedded host may fetch missing weights.
    """
    from hocket.adapters.anthropic.llm import Anthropic  # noqa: PLC0415 - loaded when used
    from hocket.adapters.llamacpp.llm import LlamaCpp  # noqa: PLC0415 - loaded when used
    from hocket.adapters.ollama.residence import ResidentOllama  # noqa: PLC0415 - as above
    from hocket.adapters.openai.llm import OpenAi  # noqa: PLC0415 - loaded when used
    from hocket.adapters.wordllama.llm import WordLlamaEmbedder  # noqa: PLC0415 - as above

    gate, memories, prices = gate_of(settings), memories_of(settings), Prices(settings)
    clock = clock or SystemClock()
    embedded = LlamaCpp(
        cache=settings.cache / "weights",
        gate=gate,
        context_tokens=settings.context_tokens,
        parallel=settings.slots,
        fetch=fetch,
        max_loaded=MOST_LOADED,
    )
    ollama = ResidentOllama(
        url=settings.ollama_url,
        gate=gate,
        context_tokens=settings.context_tokens,
        leave_out=settings.ollama_leave_out,
        memory=memories["ollama"],
        connections=settings.most_ollama_calls + SPARE_CONNECTIONS,
    )
    memory_bytes = settings.memory_bytes or machine_bytes() // 2
    ordered = ScheduledLlm(
        ollama,
        clock,
        settings.most_ollama_calls,
        rules=Rules(windows=context_classes(settings.context_tokens)),
    )
    in_memory = ScheduledLlm(
        embedded,
        clock,
        settings.slots,
        capacity_bytes=memory_bytes,
        commons=SharedMemory(settings.runtime),
    )
    hosts: dict[str, Llm] = {
        "llamacpp": in_memory,
        "ollama": GuardedLlm(
            ordered,
            name="ollama",
            clock=clock,
            bounds=Bounds(1, settings.most_ollama_calls),
            resize=ordered.resize,
        ),
    }
    hosts["wordllama"] = WordLlamaEmbedder(in_memory.set_aside)
    for name, host in settings.openai.items():
        hosts[name] = _guarded(
            OpenAi(
                url=host.url,
                gate=gate,
                api_key=host.api_key,
                context_tokens=host.context_tokens,
                prices=host.usd_per_million,
                listed=prices.listed_at(host.url),
                leave_out=host.leave_out,
                memory=memories[name],
                connections=host.most_calls + SPARE_CONNECTIONS,
            ),
            name,
            host,
            clock,
        )
    for name, api in settings.anthropic.items():
        hosts[name] = _guarded(
            Anthropic(
                url=api.url,
                gate=gate,
                api_key=api.api_key,
                context_tokens=api.context_tokens,
                prices=api.usd_per_million,
                listed=prices.listed_at(api.url),
                leave_out=api.leave_out,
                memory=memories[name],
                thinking_tokens=api.thinking_tokens,
                connections=api.most_calls + SPARE_CONNECTIONS,
            ),
            name,
            api,
            clock,
        )
    hosts |= {name: MisconfiguredLlm(e) for name, e in settings.faults.items() if name != "server"}
    return hosts


def _guarded(llm: Llm, name: str, host: OpenAiHost | AnthropicHost, clock: Clock) -> GuardedLlm:
    bounds = Bounds(host.least_calls, host.most_calls)
    return GuardedLlm(llm, name=name, clock=clock, bounds=bounds)


def memories_of(settings: Settings) -> dict[str, RefusalMemory]:
    """What each host refuses, by its name; no part of its URL is in the name of the file."""
    from hocket.adapters.http.memory import RefusalMemory  # noqa: PLC0415 - loaded when used

    folder = settings.cache / "hosts"
    names = {name: digest(f"{name} {url}".encode())[:16] for name, url in settings.urls.items()}
    return {name: RefusalMemory(folder / f"{file}.json") for name, file in names.items()}


@asynccontextmanager
async def fetching(settings: Settings) -> AsyncIterator[RouterLlm]:
    """Your hosts by name; the embedded one may fetch weights."""
    router = RouterLlm(hosts_of(settings, fetch=True))
    try:
        yield router
    finally:
        await router.close()


def retrying(llm: Llm, clock: Clock) -> Llm:
    """The host, with retries of transient errors."""
    return RetryingLlm(llm, clock=clock, seed=0)


HostState = Literal["ready", "empty", "unavailable", "not_installed"]


@dataclass(frozen=True, slots=True)
class HostListing:
    """The LLMs that a host lists, or why it lists none.

    Attributes:
        llms: In the order of the host.
        state: ``empty`` means that the host answers but has no LLM.
        fault: Why the host does not answer; empty if it does.
        install: Command that installs the adapter; empty if it is installed.
        health: Whether calls are sent to it, and how many; None for a host within this process.
    """

    llms: tuple[LlmInfo, ...] = ()
    state: HostState = "ready"
    fault: str = ""
    install: str = ""
    health: Health | None = None

    @property
    def summary(self) -> str:
        """One line: the fault, or the number of models."""
        count = len(self.llms)
        return self.fault or f"{count or 'no'} model{'' if count == 1 else 's'}"


async def listing_of(host: Llm) -> HostListing:
    """Ask a host for its LLMs; a fault of the host is in the listing, not raised."""
    listing = await _listing_of(host)
    # Only now, as an answer to this shows that the host is there.
    return replace(listing, health=host.health) if isinstance(host, GuardedLlm) else listing


async def _listing_of(host: Llm) -> HostListing:
    try:
        async with asyncio.timeout(LIST_S):
            llms = await host.models()
    except MissingExtraError as error:
        install = str(error.context.get("install", ""))
        return HostListing(state="not_installed", fault=error.message, install=install)
    except (AdapterError, AttemptError, ConfigError) as error:
        return HostListing(state="unavailable", fault=error.message)
    except TimeoutError:
        return HostListing(state="unavailable", fault=f"no answer within {LIST_S:g} s")
    return HostListing(llms, state="ready" if llms else "empty")


async def listings_by(hosts: Mapping[str, Llm]) -> dict[str, HostListing]:
    """What hosts list, by their names: each is asked once, and all at the same time."""
    async with asyncio.TaskGroup() as group:
        tasks = {name: group.create_task(listing_of(host)) for name, host in hosts.items()}
    return {name: task.result() for name, task in tasks.items()}


async def listings_of(settings: Settings) -> dict[str, HostListing]:
    """What each of your hosts lists, by its name; a fault of one is in its listing."""
    hosts = hosts_of(settings)
    try:
        return await listings_by(hosts)
    finally:
        for host in hosts.values():
            await host.close()
