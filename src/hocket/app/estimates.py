"""Estimates of what a goal would take, before it is run, with cheaper ways beside it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from hocket.app.aptitudes import passed_at
from hocket.app.defaults import has_journal, journal_in, store_in
from hocket.app.economies import llms_for, market_of
from hocket.app.hosts import hosts_of, listings_by
from hocket.app.prices import Prices
from hocket.app.slots import measured_at, with_slots
from hocket.app.variants import Market, slots_of, tried
from hocket.config import DEFAULT_EMBEDDED
from hocket.core.learned import Learned
from hocket.core.run import WORKER
from hocket.learn.experience import Experience
from hocket.llm.selection import choose_llms
from hocket.projections.follower import Follower
from hocket.projections.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.app.runtime import Runtime
    from hocket.app.variants import Variant
    from hocket.config import Settings
    from hocket.core.economy import Bounded, Step
    from hocket.core.forecast import Forecast
    from hocket.core.goal import Care, Goal, Limits
    from hocket.core.plan import Plan
    from hocket.ports.llm import Llm

TRADES: Mapping[Step, str] = MappingProxyType(
    {
        "care": "no second method: what no check proves is delivered as unproven",
        "llm": "another LLM, which may be right less often",
        "planning": "one task for all files, which a small LLM may not keep apart",
    }
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one way to run a goal would take.

    Attributes:
        name: ``as asked``, or what is different.
        trade: What is given up for it; empty if nothing is.
        llm: The LLM that works.
        care: Which work is done twice.
        single: Whether the goal is kept one task, though it asks for several files.
        cost: Time of calls and tools, calls, tokens and money, with 80 % intervals.
        over: The limits of the goal that it may exceed, and whether that is likely.
    """

    name: str
    trade: str
    llm: str
    care: Care
    single: bool
    cost: Forecast
    over: Mapping[Bounded, bool]


@dataclass(frozen=True, slots=True)
class Estimates:
    """The estimates of a goal.

    Attributes:
        kind: The kind of its tasks.
        tasks: How many tasks it is taken to be; its plan may have others.
        ways: As asked, then the ways that cost less.
        loads: LLMs on your own machines that have to be loaded first, if all fit in memory at once.
        learned: What earlier runs have shown, with how their forecasts fared.
    """

    kind: str
    tasks: int
    ways: Sequence[Estimate]
    loads: int
    learned: Learned


async def estimates(settings: Settings, goal: Goal, *, single: bool = False) -> Estimates:
    """What a goal would take. No LLM is asked and nothing is written.

    Args:
        settings: Your settings; hosts are asked which LLMs they have.
        goal: The goal, with its inputs; their contents are not read.
        single: Whether it is to stay one task.

    Raises:
        ConfigError: Your file of prices has something else; names it.
    """
    learned = await _learned(settings)
    settings = with_slots(settings, await measured_at(settings))
    hosts = hosts_of(settings)
    try:
        llms = await choose_llms(
            hosts,
            llm=settings.llm,
            llms=settings.llms,
            embedded=DEFAULT_EMBEDDED,
            passed=await passed_at(settings),
        )
        loads = await _loads(settings, hosts, set(llms.values()))
    finally:
        for host in hosts.values():
            await host.close()
    others = [llm for llm in tried(learned) if llm.partition(":")[0] in hosts]
    chosen = dict.fromkeys([llms[WORKER], *others])
    prices = Prices(settings)
    market = Market(learned, [*chosen], prices.of, slots_of(settings))
    return _made(market, goal, "single" if single else None, loads)


async def estimates_here(
    runtime: Runtime, goal: Goal, plan: Plan | str | None = None, llm: str = ""
) -> Estimates:
    """What a goal would take where a runtime is open. No LLM is asked and nothing is written.

    Args:
        runtime: Where the run would be executed.
        goal: The goal, with its inputs; their contents are not read.
        plan: Its plan, or ``single`` for one task; None if one will be made.
        llm: The LLM that is to work, as ``host:name``; empty for the one of the settings.

    Raises:
        InvalidInputError: There is no such host, or the name of the LLM is missing.
    """
    llms = await llms_for(runtime, llm)
    goal = (await runtime.profile.preferences()).applied_to(goal)
    loads = await _loads(runtime.settings, runtime.hosts(), set(llms.values()))
    return _made(await market_of(runtime, llms[WORKER]), goal, plan, loads)


def _made(market: Market, goal: Goal, plan: Plan | str | None, loads: int) -> Estimates:
    variants = market.variants(goal, plan)
    needs = variants[0].needs
    ways = _estimates(variants, goal.limits)
    return Estimates(needs[0].kind, len(needs), ways, loads, market.learned)


async def _learned(settings: Settings) -> Learned:
    """What the journal has taught, as far as its snapshot and the records since say."""
    if not has_journal(settings.journal):
        return Learned()
    journal = await journal_in(settings.journal, read_only=True)
    store = store_in(settings.journal)
    try:
        experience, follower = Experience(), Follower(journal)
        await Keeper(follower, journal, store).add(experience)
        await follower.catch_up()
        return experience.learned()
    finally:
        await store.close()
        await journal.close()


async def _loads(settings: Settings, hosts: Mapping[str, Llm], llms: set[str]) -> int:
    """How many of these LLMs are on your machines and not loaded."""
    prices = Prices(settings)
    named = [llm.partition(":")[::2] for llm in llms]
    here = [
        (host, name)
        for host, name in named
        if host in hosts and prices.held(host, name).of == "own machine"
    ]
    listings = await listings_by({host: hosts[host] for host, _ in here})
    loaded = {(h, info.name) for h, one in listings.items() for info in one.llms if info.loaded}
    return sum(one not in loaded for one in here)


def _estimates(variants: Sequence[Variant], limits: Limits) -> list[Estimate]:
    """The variant that is asked for, and those that take less time."""
    first, *others = variants
    cheaper = [variant for variant in others if variant.cost.seconds < first.cost.seconds]
    return [
        Estimate(
            name=", ".join(_named(variant, step) for step in variant.steps) or "as asked",
            trade="; ".join(TRADES[step] for step in variant.steps),
            llm=variant.llm,
            care=variant.care,
            single="planning" in variant.steps,
            cost=variant.cost,
            over=variant.over(limits),
        )
        for variant in (first, *cheaper)
    ]


def _named(variant: Variant, step: Step) -> str:
    instead = variant.instead(step)
    return instead if step == "planning" else f"{step}={instead}"
