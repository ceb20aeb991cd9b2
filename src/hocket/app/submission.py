"""Submission: complete a goal from the profile and the experience, and start its run."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING

from hocket.adapters.system.ids import new_id
from hocket.app.admission import check_submitted, is_quick
from hocket.app.documents import with_documents
from hocket.app.inputs import read_inputs, single_task
from hocket.app.mechanisms import PROFILE, without_profiles
from hocket.app.uploads import contents_of
from hocket.core import ids
from hocket.core.economy import LIMITED
from hocket.core.event import Economised, ForecastMade, GoalAccepted, PlanMade
from hocket.core.goal import Goal
from hocket.core.noun import parse, unchecked
from hocket.core.stage import Thresholds
from hocket.errors import InvalidInputError
from hocket.ports.llm import price_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hocket.app.runtime import Runtime
    from hocket.core.economy import Economy
    from hocket.core.event import Event
    from hocket.core.goal import Limits
    from hocket.core.plan import Plan
    from hocket.core.run import RunState


async def submit(
    runtime: Runtime,
    goal: Goal | str,
    *,
    inputs: Iterable[Path | str] = (),
    blobs: Mapping[str, bytes] | None = None,
    plan: Plan | str | None = None,
    run_id: str | None = None,
    request: str = "",
    llm: str = "",
) -> tuple[str, asyncio.Future[RunState]]:
    """Start a run for a goal; it goes on in the background.

    Args:
        runtime: Where the run is executed; open.
        goal: This and the rest as for ``Hocket.submit``.
        inputs: As there.
        blobs: As there.
        plan: As there.
        run_id: As there.
        request: As there.
        llm: The LLM that is to work, as ``host:name``; empty for the one of the settings.

    Returns:
        The run's id, and a future of its final state.

    Raises:
        InvalidInputError: The goal, an input or the plan is not valid, or it limits the money for
            an LLM whose price nobody knows.
        JournalConflictError: A run with this id is in progress here.
    """
    goal = parse(Goal, {"text": goal}) if isinstance(goal, str) else goal
    given = tuple(inputs)
    files, contents = await asyncio.to_thread(read_inputs, given) if given else ((), {})
    if files:
        goal = goal.model_copy(update={"inputs": (*goal.inputs, *files)})
    goal = runtime.registry.admit_goal(goal)
    own = None if plan is None or isinstance(plan, str) else runtime.registry.admit_plan(plan)
    if is_quick(goal, own):
        check_submitted(goal, own)
    else:
        await asyncio.to_thread(check_submitted, goal, own)
    goal, contents = await _with_files(runtime, goal, {**contents, **(blobs or {})})
    settings = runtime.settings
    if PROFILE in settings.without:
        goal = without_profiles(goal)
    run_id = run_id or new_id(ids.RUN)
    profile = runtime.profile
    await profile.roster.refresh()
    offer, llms = profile.roster.offer(), await runtime.llms()
    if llm:
        from hocket.app.economies import llms_for  # noqa: PLC0415 - slow to import

        llms = await llms_for(runtime, llm)
    _refuse_unpriced(runtime, llms, goal.limits)
    goal = (await profile.preferences()).applied_to(goal)
    foreseen: list[ForecastMade] = []
    spared: list[Economy] = []
    limits = goal.limits
    named = limits.model_fields_set.intersection(LIMITED)
    if set(map(vars(limits).get, named)) - {None}:
        from hocket.app.economies import prospect  # noqa: PLC0415 - slow to import

        made, spared = await prospect(runtime, goal, own or plan, llms)
        foreseen.append(made)
    accepted = unchecked(
        GoalAccepted,
        goal=goal,
        agents=offer.cards,
        bidders=offer.bidders,
        ways=dict(offer.ways),
        llms=dict(llms),
        request=request,
        reasoning_tokens=settings.reasoning_tokens,
        thresholds=_thresholds(settings.focus_at, settings.consolidate_at),
    )
    used = {*llms.values(), *(economy.instead for economy in spared if economy.step == "llm")}
    aptitudes = await runtime.aptitudes.of(used, runtime.hosts)
    weights = {llm: weights_of(runtime.llm, llm) for llm in used}
    experience, texts = await runtime.learning.taken(offer.cards, used, aptitudes, weights)
    events: list[Event] = [accepted, *experience, *map(Economised.of, spared), *foreseen]
    if plan is not None:
        events.append(unchecked(PlanMade, plan=own or single_task(goal)))
    return run_id, runtime.engine.begin(run_id, events, {**contents, **texts})


@lru_cache(maxsize=8)
def _thresholds(focus: float, consolidate: float) -> Thresholds:
    """Those of the settings, as one noun for all runs."""
    return Thresholds(focus=focus, consolidate=consolidate)


async def _with_files(
    runtime: Runtime, goal: Goal, contents: dict[str, bytes]
) -> tuple[Goal, dict[str, bytes]]:
    """The goal with its input files as agents can use them, and their contents by digest."""
    if not goal.inputs:
        return goal, contents
    contents = await contents_of(goal, contents, runtime.store, runtime.journal, runtime.clock)
    return await with_documents(goal, contents, runtime.journal, runtime.documents)


def _refuse_unpriced(runtime: Runtime, llms: Mapping[str, str], limits: Limits) -> None:
    """Raise if a limit on money cannot be kept, since the price of an LLM is not known.

    The limit that every goal has by default is not refused; the result then says that the price of
    these tokens is unknown. Hosts that a program passes in are asked one call at a time instead.
    """
    usd = limits.usd if "usd" in limits.model_fields_set else None
    if usd is None or not runtime.has_own_hosts:
        return
    for role, llm in llms.items():
        if price_of(runtime.llm, llm) is None:
            message = (
                f"The limit of {usd} usd cannot be kept: no price is known for {llm}, the LLM of "
                f"the {role}. Set usd_per_million for it in your settings, [0, 0] if it is free, "
                "or leave the limit out"
            )
            raise InvalidInputError(message, limit="usd", llm=llm)
