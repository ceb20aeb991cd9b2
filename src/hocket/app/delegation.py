"""Goals within goals: a part of a task as a run of its own, within what the outer may cost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import GoalAccepted
from hocket.core.goal import Limits
from hocket.errors import PermanentError, Remedy
from hocket.ports.agent import Delegated
from hocket.projections.finished import finished_of
from hocket.projections.history import state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.app.registry import Registry
    from hocket.core.event import Event
    from hocket.core.goal import Goal
    from hocket.core.run import RunState
    from hocket.core.usage import Usage
    from hocket.engine.engine import Engine
    from hocket.engine.loop import RunLoop
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal


class Delegation:
    """Begins, takes up or reads the run within a run; called by a workbench.

    Args:
        engine: Gives the engine that carries both.
        journal: Where both are kept.
        clock: Tells how much of the outer run's time is left.
        registry: What a goal may name.
    """

    def __init__(
        self, engine: Callable[[], Engine], journal: Journal, clock: Clock, registry: Registry
    ) -> None:
        self._engine = engine
        self._journal = journal
        self._clock = clock
        self._registry = registry

    async def __call__(self, outer_id: str, key: str, goal: Goal) -> tuple[Delegated, Usage]:
        """What came of a goal, and what it cost.

        Args:
            outer_id: The run within which it is, carried by the engine.
            key: Of the call; the same one names the same run again after a crash.
            goal: What is to be reached.

        Raises:
            InvalidInputError: The goal names what is not known here.
            PermanentError: The outer run may have none within it.
        """
        outer = self._engine().loop(outer_id)
        assert outer is not None  # noqa: S101 - a workbench is of a run that is carried
        inner_id = ids.inner_run(outer_id, digest(key.encode()))
        state = await self._through(outer, inner_id, goal)
        done = await finished_of(self._journal, state)
        result = state.result
        told = Delegated(
            run_id=inner_id,
            status=state.status,
            verdict=done.verdict,
            text=done.text,
            files=dict(result.files) if result else {},
            reason=state.reason,
        )
        return told, state.spent

    async def _through(self, outer: RunLoop, inner_id: str, goal: Goal) -> RunState:
        engine = self._engine()
        end = engine.completion_of(inner_id)
        if end is None:
            known = await state_of(self._journal, inner_id)
            if known.is_over:
                return known
            if known.goal is not None:
                end = await engine.resume(inner_id)
            else:
                end = engine.begin(inner_id, self._beginning(outer, goal))
        inner = engine.loop(inner_id)
        if inner is not None:
            inner.budget.attach(outer.budget)
        try:
            return await asyncio.shield(end)
        except asyncio.CancelledError:
            # A run that is ended takes the one within it along; a process that closes does not.
            if not engine.is_closing:
                await engine.cancel(inner_id, "the run it is within")
            raise
        finally:
            if inner is not None:
                inner.budget.detach()

    def _beginning(self, outer: RunLoop, goal: Goal) -> list[Event]:
        """The goal, and the experience that the outer run began with."""
        experience = outer.state.experience
        accepted = self._accepted(outer, goal)
        return [accepted] if experience is None else [accepted, experience]

    def _accepted(self, outer: RunLoop, goal: Goal) -> GoalAccepted:
        state = outer.state
        assert state.goal is not None  # noqa: S101 - a run at work has a goal
        limits = goal.limits.narrowed(self._left(outer, state.goal.limits))
        return GoalAccepted(
            goal=self._registry.admit_goal(goal).model_copy(update={"limits": limits}),
            agents=state.agents,
            bidders=tuple(sorted(state.bidders)),
            llms=dict(state.llms),
            parent=outer.run_id,
        )

    def _left(self, outer: RunLoop, limits: Limits) -> Limits:
        """What is left of a run's limits, for a run within it."""
        if limits.depth < 1:
            message = "Cannot delegate: the run's depth limit is reached; give it a higher one"
            remedy = Remedy("raise_limit", {"limit": "depth"})
            raise PermanentError(message, remedy=remedy, run_id=outer.run_id, limit="depth")
        spent, state = outer.budget.spent, outer.state
        seconds = limits.seconds
        if seconds is not None and state.started_at is not None:
            gone_s = self._clock.now_us() / 1e6 - state.started_at.timestamp()
            seconds = max(0.001, seconds - gone_s)
        return Limits(
            calls=None if limits.calls is None else max(0, limits.calls - spent.calls),
            tokens=None if limits.tokens is None else max(0, limits.tokens - spent.tokens),
            usd=None if limits.usd is None else max(limits.usd - spent.usd, limits.usd * 0),
            seconds=seconds,
            agents=None if limits.agents is None else max(1, limits.agents - state.attempts),
            depth=limits.depth - 1,
        )


async def no_delegation(outer_id: str, _key: str, _goal: Goal) -> tuple[Delegated, Usage]:
    """For runs that are looked at and not carried.

    Raises:
        PermanentError: Always.
    """
    message = f"Run {outer_id} is not carried here, so nothing is carried within it"
    raise PermanentError(message, run_id=outer_id)
