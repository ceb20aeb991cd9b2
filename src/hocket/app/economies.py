"""Economies at the start: a goal that is expected to exceed its limits is run in a cheaper way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.app.hosts import listing_of
from hocket.app.variants import Market, economies_of, slots_of, tried
from hocket.core.run import WORKER
from hocket.ports.llm import price_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.runtime import Runtime
    from hocket.core.economy import Economy
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan


async def economies(
    runtime: Runtime, goal: Goal, plan: Plan | str | None, llms: Mapping[str, str]
) -> list[Economy]:
    """What a goal gives up from the start, so that it is expected to keep the limits set for it.

    Nothing is given up where no such task has run here.

    Args:
        runtime: Knows what earlier runs took, and which LLMs there are.
        goal: The goal, with the limits that hold for it.
        plan: Its plan, or ``single`` for one task; None if one will be made.
        llms: Role to LLM.
    """
    learned = await runtime.learning.learned()
    worker = llms[WORKER]
    others = [llm for llm in tried(learned) if llm != worker]
    at_hand = [llm for llm in others if await _is_at_hand(runtime, llm)]
    market = Market(
        learned,
        [worker, *at_hand],
        lambda llm: price_of(runtime.llm, llm),
        slots_of(runtime.settings),
    )
    return economies_of(goal.limits, market.variants(goal, plan))


async def _is_at_hand(runtime: Runtime, llm: str) -> bool:
    """Whether a host lists an LLM to chat with, so that using it fetches nothing."""
    hosts = runtime.hosts()
    name, _, model = llm.partition(":")
    host, listed = (hosts.get(name), model) if runtime.has_own_hosts else (hosts["given"], llm)
    if host is None:
        return False
    return any(info.name == listed and info.can_chat for info in (await listing_of(host)).llms)
