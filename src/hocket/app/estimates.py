"""Estimates of what a goal would take, before it is run, with cheaper ways beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.app.aptitudes import passed_at
from hocket.app.defaults import has_journal, journal_in, store_in
from hocket.app.hosts import hosts_of, listing_of
from hocket.app.inputs import single_task
from hocket.app.prices import Prices
from hocket.config import DEFAULT_EMBEDDED
from hocket.core.learned import Learned
from hocket.core.run import WORKER
from hocket.learn.experience import Experience
from hocket.learn.forecast import Forecast, Need, forecast
from hocket.llm.selection import choose_llms
from hocket.plan.analyse import files_asked_for
from hocket.plan.kinds import kind_of
from hocket.projections.follower import Follower
from hocket.projections.keeper import Keeper
from hocket.review.corroboration import CHEAP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.config import Settings
    from hocket.core.goal import Goal, Limits
    from hocket.ports.llm import Llm

EMBEDDED = "llamacpp"
SOME_TASKS = 3
"""An LLM is proposed once it has done so many tasks here."""

NO_SECOND = "no second method: what no check proves is delivered as unproven"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one way to run a goal would take.

    Attributes:
        name: ``as asked``, or what is different.
        trade: What is given up for it; empty if nothing is.
        llm: The LLM that works.
        cost: Time of calls and tools, calls, tokens and money, with 80 % intervals.
        over: The limits of the goal that it may exceed, and whether that is likely.
    """

    name: str
    trade: str
    llm: str
    cost: Forecast
    over: Mapping[str, bool]


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
    needs = _needs(goal, single=single)
    others = [llm for llm in _tried(learned) if llm.partition(":")[0] in hosts]
    ways = _ways(settings, goal, needs, [llms[WORKER], *others], learned)
    return Estimates(needs[0].kind, len(needs), ways, loads, learned)


def _needs(goal: Goal, *, single: bool) -> list[Need]:
    """The tasks that a goal will probably be: one, or one for each of several files."""
    if single:
        return [Need.of(task) for task in single_task(goal).tasks]
    files = files_asked_for(goal)
    kind = kind_of(goal.text, [file.name for file in goal.inputs], files)
    return [Need(f"t{number}", kind) for number in range(1, max(1, len(files)) + 1)]


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
    count = 0
    for llm in llms:
        host, _, name = llm.partition(":")
        if host in hosts and Prices(settings).held(host, name).of == "own machine":
            infos = (await listing_of(hosts[host])).llms
            count += not any(info.name == name and info.loaded for info in infos)
    return count


def _ways(
    settings: Settings, goal: Goal, needs: Sequence[Need], llms: Sequence[str], learned: Learned
) -> list[Estimate]:
    """The way that is asked for, which is by the first LLM, and those that take less time."""
    llm = llms[0]
    first = _estimate(settings, goal, needs, llm, learned, goal.care, "as asked", "")
    ways = [first]
    is_twice = goal.care == "high" or (goal.care == "normal" and needs[0].kind in CHEAP)
    if is_twice:
        once = _estimate(settings, goal, needs, llm, learned, "low", "care=low", NO_SECOND)
        if once.cost.seconds < first.cost.seconds:
            ways.append(once)
    for other in llms[1:]:
        if other != llm:
            trade = "another LLM, which may be right less often"
            name = f"llm={other}"
            way = _estimate(settings, goal, needs, other, learned, goal.care, name, trade)
            if way.cost.seconds < first.cost.seconds:
                ways.append(way)
    return ways


def _tried(learned: Learned) -> list[str]:
    """The LLMs that have done some tasks here, by name."""
    counts: dict[str, int] = {}
    for key, spread in learned.spreads.items():
        llm = key.split(" ", 2)[2]
        counts[llm] = counts.get(llm, 0) + spread.seconds.n
    return sorted(llm for llm, count in counts.items() if count >= SOME_TASKS)


def _estimate(  # noqa: PLR0917 - each way differs in the last four alone
    settings: Settings,
    goal: Goal,
    needs: Sequence[Need],
    llm: str,
    learned: Learned,
    care: str,
    name: str,
    trade: str,
) -> Estimate:
    host, _, model = llm.partition(":")
    cost = forecast(
        needs,
        learned,
        llm=llm,
        care=care,
        price=Prices(settings).held(host, model).price,
        slots=settings.parallel if host == EMBEDDED else max(1, settings.attempts),
        seed=goal.seed,
    )
    return Estimate(name, trade, llm, cost, _over(goal.limits, cost))


def _over(limits: Limits, cost: Forecast) -> dict[str, bool]:
    """The limits that the high end exceeds, and whether what is expected does too."""
    over: dict[str, bool] = {}
    for name in ("calls", "tokens", "usd", "seconds"):
        limit, high = getattr(limits, name), getattr(cost.high, name)
        if limit is not None and high is not None and float(high) > float(limit):
            over[name] = float(getattr(cost, name)) > float(limit)
    return over
