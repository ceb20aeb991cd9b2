"""Which LLM is used for which role where you set none.

A chat LLM on a local Ollama if there is one, else the embedded LLM. A remote host is used only if
you configured it by name.
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
    """The LLM for each role, as ``host:name``.

    Args:
        hosts: Hosts by name; ``ollama`` is checked for an LLM.
        llm: The LLM that you set for every role; empty if none.
        llms: The LLMs that you set by role; they take precedence.
        embedded: The LLM to use if there is no other.
    """
    default = llm or await _local(hosts) or embedded
    return {role: llms.get(role, default) for role in ROLES} | dict(llms)


async def _local(hosts: Mapping[str, Llm]) -> str:
    host = hosts.get("ollama")
    if host is None:
        return ""
    try:
        async with asyncio.timeout(PROBE_S):
            infos = [i for i in await host.models() if i.can_chat]
    except (AdapterError, AttemptError, TimeoutError):
        return ""
    return f"ollama:{_best(infos).name}" if infos else ""


def _best(infos: list[LlmInfo]) -> LlmInfo:
    """A loaded LLM, as it answers without delay; else the largest, as the most capable."""
    return max(infos, key=lambda i: (i.loaded, i.size_bytes, i.name))
