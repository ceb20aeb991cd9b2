"""Which LLM is used for which role where you set none.

A chat LLM on a local Ollama if there is one, else the embedded LLM. A remote host is used only if
you configured it by name. An LLM that is worse than another by their passports is passed over.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.errors import AdapterError, AttemptError
from hocket.llm.passport.scoring import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hocket.ports.llm import Llm, LlmInfo

ROLES = ("planner", "worker", "reviewer", "synthesiser")
PROBE_S = 2.0


def untested(llm: str, info: LlmInfo) -> tuple[int, int]:  # noqa: ARG001 - the form of the others
    """The counts of an LLM without a passport."""
    return 0, 0


async def choose_llms(
    hosts: Mapping[str, Llm],
    *,
    llm: str,
    llms: Mapping[str, str],
    embedded: str,
    passed: Callable[[str, LlmInfo], tuple[int, int]] = untested,
) -> dict[str, str]:
    """The LLM for each role, as ``host:name``.

    Args:
        hosts: Hosts by name; ``ollama`` is checked for an LLM.
        llm: The LLM that you set for every role; empty if none.
        llms: The LLMs that you set by role; they take precedence.
        embedded: The LLM to use if there is no other.
        passed: The probes that an LLM passed by its passport, and those judged, by ``host:name``
            and what its host lists.
    """
    default = llm or await _local(hosts, passed) or embedded
    return {role: llms.get(role, default) for role in ROLES} | dict(llms)


async def _local(
    hosts: Mapping[str, Llm], passed: Callable[[str, LlmInfo], tuple[int, int]]
) -> str:
    host = hosts.get("ollama")
    if host is None:
        return ""
    try:
        async with asyncio.timeout(PROBE_S):
            infos = [i for i in await host.models() if i.can_chat]
    except (AdapterError, AttemptError, TimeoutError):
        return ""
    names = {f"ollama:{info.name}": info for info in infos}
    return best_of(names, {name: passed(name, info) for name, info in names.items()})


def best_of(infos: Mapping[str, LlmInfo], passed: Mapping[str, tuple[int, int]]) -> str:
    """The LLM to use; empty if there is none.

    A loaded one goes first, as it answers without delay, then the largest, as the most capable. One
    whose passport shows that it is worse than another, by 90 % intervals that do not overlap, is
    passed over; one without a passport is not.

    Args:
        infos: Chat LLMs by name.
        passed: Probes passed and judged, by name.
    """
    bounds = {name: wilson(*passed[name]) for name in infos}
    least = max((low for low, _ in bounds.values()), default=0.0)
    alike = [name for name, (_, high) in bounds.items() if high >= least]
    return max(
        alike, key=lambda n: (infos[n].loaded, infos[n].size_bytes, infos[n].name), default=""
    )
