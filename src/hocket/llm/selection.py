"""Which LLM is used for which role where the user said nothing.

A local Ollama with an LLM that can chat, else the embedded one. A host that is not on this machine
only where the user configured it by name.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.errors import AdapterError, AttemptError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.llm import Llm, LlmInfo

ROLES = ("planner", "worker", "reviewer", "synthesiser")
PROBE_S = 2.0


async def choose_llms(
    hosts: Mapping[str, Llm], *, llm: str, llms: Mapping[str, str], embedded: str
) -> dict[str, str]:
    """Role to ``adapter:name``.

    Args:
        hosts: By adapter name; ``ollama`` is asked whether it is there.
        llm: For every role, if the user set one.
        llms: By role, if the user did; wins.
        embedded: Where there is nothing else.
    """
    default = llm or await _local(hosts) or embedded
    return {role: llms.get(role, default) for role in ROLES} | dict(llms)


async def _local(hosts: Mapping[str, Llm]) -> str:
    host = hosts.get("ollama")
    if host is None:
        return ""
    try:
        async with asyncio.timeout(PROBE_S):
            found = [i for i in await host.models() if i.can_chat]
    except (AdapterError, AttemptError, TimeoutError):
        return ""
    return f"ollama:{_best(found).name}" if found else ""


def _best(found: list[LlmInfo]) -> LlmInfo:
    """One that is loaded already costs no waiting; else the largest is taken to be the ablest."""
    return max(found, key=lambda i: (i.loaded, i.size_bytes, i.name))
