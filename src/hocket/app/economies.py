"""The start of a run with limits of its user: its forecast, and a cheaper way where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.app.forking import check_llms
from hocket.app.hosts import listings_by
from hocket.app.variants import Market, chosen_of, economies_of, slots_of, tried
from hocket.core.event import ForecastMade
from hocket.core.run import WORKER
from hocket.ports.llm import price_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.app.runtime import Runtime
    from hocket.core.economy import Economy
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan


async def prospect(
    runtime: Runtime, goal: Goal, plan: Plan | str | None, llms: Mapping[str, str]
) -> tuple[ForecastMade, list[Economy]]:
    """What a run is expected to take, and what it gives up so that it keeps its limits.

    Nothing is given up where no such task has run here.

    Args:
        runtime: Knows what earlier runs took, and which LLMs there are.
        goal: The goal, with the limits that hold for it.
        plan: Its plan, or ``single`` for one task; None if one will be made.
        llms: Role to LLM.
    """
    market = await market_of(runtime, llms[WORKER])
    variants = market.variants(goal, plan)
    asked, chosen = variants[0], chosen_of(goal.limits, variants)
    made = ForecastMade(forecast=chosen.cost, tasks=len(chosen.needs))
    return made, economies_of(goal.limits, asked, chosen)


async def market_of(runtime: Runtime, worker: str) -> Market:
    """What variants of a run are computed from, where ``worker`` is the LLM that is to work."""
    learned = await runtime.learning.learned()
    others = [llm for llm in tried(learned) if llm != worker]
    llms, slots = [worker, *await _at_hand(runtime, others)], slots_of(runtime.settings)
    return Market(learned, llms, lambda llm: price_of(runtime.llm, llm), slots)


async def llms_for(runtime: Runtime, llm: str) -> dict[str, str]:
    """Role to LLM for a run, with ``llm`` in place of the LLM of the worker; empty for none.

    Raises:
        InvalidInputError: There is no such host, or the name of the LLM is missing.
    """
    llms = await runtime.llms()
    if not llm:
        return llms
    check_llms(runtime, {WORKER: llm})
    return {role: llm if other == llms[WORKER] else other for role, other in llms.items()}


async def _at_hand(runtime: Runtime, llms: Sequence[str]) -> list[str]:
    """The LLMs to chat with that a host lists, so that using them fetches nothing."""
    hosts, has_own = runtime.hosts(), runtime.has_own_hosts
    # By host, and by name there; where a host was given, the name of an LLM has no host.
    named = {llm: (llm.partition(":")[::2] if has_own else ("given", llm)) for llm in llms}
    asked = {host: hosts[host] for host, _ in named.values() if host in hosts}
    chatting = {
        (host, info.name)
        for host, listing in (await listings_by(asked)).items()
        for info in listing.llms
        if info.can_chat
    }
    return [llm for llm in llms if named[llm] in chatting]
