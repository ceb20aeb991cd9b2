"""Delegation: an agent hands a goal to an inner run, within the limits of the outer run."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hocket.app.inheritance import effects_of, inherited_effects
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import CallAnswered, EffectIntended, GoalAccepted, TryFailed
from hocket.core.goal import Limits
from hocket.core.receipt import report_effects
from hocket.core.usage import NO_USAGE
from hocket.errors import PermanentError, Remedy
from hocket.execute.workbench import InnerRun
from hocket.ports.agent import Delegated
from hocket.projections.finished import finished_of
from hocket.projections.history import state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.app.registry import Registry
    from hocket.core.event import Event
    from hocket.core.goal import Goal
    from hocket.core.receipt import Receipt
    from hocket.core.run import RunState
    from hocket.core.usage import Usage
    from hocket.engine.engine import Engine
    from hocket.engine.loop import RunLoop
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal


DELEGATE = "delegate"
_OF_CALLS = frozenset({"EffectIntended", "CallAnswered", "TryFailed"})


class Delegation:
    """Starts, resumes or reads an inner run; called by a workbench.

    Args:
        engine: Returns the engine that runs both.
        journal: Holds both runs.
        clock: Measures the time left of the outer run.
        registry: The check kinds and task types that a goal may name.
    """

    def __init__(
        self, engine: Callable[[], Engine], journal: Journal, clock: Clock, registry: Registry
    ) -> None:
        self._engine = engine
        self._journal = journal
        self._clock = clock
        self._registry = registry

    async def __call__(self, outer_id: str, key: str, goal: Goal) -> InnerRun:
        """The result of a delegated goal, its usage and its effects.

        Args:
            outer_id: The outer run, in progress in the engine.
            key: Key of the call; the same key finds the same inner run after a crash.
            goal: The goal to delegate.

        Raises:
            InvalidInputError: The goal names a check kind that is unknown here.
            PermanentError: The outer run has reached its depth limit.
        """
        outer = self._engine().loop(outer_id)
        assert outer is not None  # noqa: S101 - a workbench belongs to a run in progress
        inner_id = ids.inner_run(outer_id, _digest_of(key))
        engine = self._engine()
        end = engine.completion_of(inner_id)
        if end is None:
            earlier = await state_of(self._journal, inner_id)
            if earlier.is_over:
                outer.budget.charge(key, partial(_spent, earlier), self._is_closing)
                return await self._inner(earlier)
            if engine.is_closing:
                # A run that begins now would not be stopped; this attempt will be.
                await asyncio.Event().wait()
            if earlier.goal is not None:
                end = await engine.resume(inner_id)
            else:
                effects = await inherited_effects(self._journal, outer.state, key)
                end = engine.begin(inner_id, self._beginning(outer, goal, effects))
        inner = engine.loop(inner_id)
        if inner is not None:
            inner.budget.attach(outer.budget)
            outer.budget.charge(key, inner.budget.account.spent, self._is_closing)
        try:
            state = await asyncio.shield(end)
            return await self._inner(state)
        except asyncio.CancelledError as error:
            # Cancelling a run cancels its inner run too; closing the process does not.
            if not engine.is_closing:
                await engine.cancel(inner_id, "its outer run")
                await asyncio.wait([end])  # its calls in flight report their cost
                report_effects(error, effects_of(await state_of(self._journal, inner_id)))
            raise
        finally:
            if inner is not None:
                inner.budget.detach()

    async def charge(self, outer: RunLoop) -> None:
        """Charge a run that is taken up with what the runs within it have spent.

        Until the calls that started these are made again, nothing else counts it.
        """
        if not any(i.tool == DELEGATE for group in outer.intended.values() for i in group):
            return
        keys: dict[tuple[str, int], str] = {}
        for record in await self._journal.read(outer.run_id):
            if record.entry.type not in _OF_CALLS:
                continue
            event = record.entry.event()
            if isinstance(event, EffectIntended) and event.tool == DELEGATE:
                key = ids.call_key(outer.run_id, event.attempt_id, event.ordinal)
                keys[event.attempt_id, event.ordinal] = key
            elif isinstance(event, CallAnswered) or (
                isinstance(event, TryFailed) and event.usage != NO_USAGE
            ):
                keys.pop((event.attempt_id, event.ordinal), None)
        for key in keys.values():
            inner = await state_of(self._journal, ids.inner_run(outer.run_id, _digest_of(key)))
            outer.budget.charge(key, partial(_spent, inner), self._is_closing)

    def _is_closing(self) -> bool:
        """Whether the process stops, so that its runs go on in the next one."""
        return self._engine().is_closing

    async def _inner(self, state: RunState) -> InnerRun:
        return InnerRun(await self._delegated(state), state.spent, effects_of(state))

    async def _delegated(self, state: RunState) -> Delegated:
        done = await finished_of(self._journal, state)
        result = state.result
        return Delegated(
            run_id=state.run_id,
            status=state.status,
            verdict=done.verdict,
            text=done.text,
            files=dict(result.files) if result else {},
            reason=state.reason,
        )

    def _beginning(self, outer: RunLoop, goal: Goal, effects: tuple[Receipt, ...]) -> list[Event]:
        """The first events: the goal, and the experience that the outer run started with."""
        experience = outer.state.experience
        accepted = self._accepted(outer, goal).model_copy(update={"effects": effects})
        return [accepted] if experience is None else [accepted, experience]

    def _accepted(self, outer: RunLoop, goal: Goal) -> GoalAccepted:
        state = outer.state
        assert state.goal is not None  # noqa: S101 - a run in progress has a goal
        limits = goal.limits.narrowed(self._left(outer, state.goal.limits))
        return GoalAccepted(
            goal=self._registry.admit_goal(goal).model_copy(update={"limits": limits}),
            agents=state.agents,
            bidders=tuple(sorted(state.bidders)),
            ways=dict(sorted(state.ways.items())),
            llms=dict(state.llms),
            parent=outer.run_id,
            reasoning_tokens=state.reasoning_tokens,
            thresholds=state.thresholds,
        )

    def _left(self, outer: RunLoop, limits: Limits) -> Limits:
        """The remaining limits of a run, for its inner run."""
        if limits.depth < 1:
            message = "Cannot delegate: depth limit reached; start the run with a higher one"
            remedy = Remedy("raise_limit", {"limit": "depth"})
            raise PermanentError(message, remedy=remedy, run_id=outer.run_id, limit="depth")
        spent, state = outer.budget.spent, outer.state
        seconds = limits.seconds
        if seconds is not None and state.started_at is not None:
            elapsed_s = self._clock.now_us() / 1e6 - state.started_at.timestamp()
            seconds = max(0.001, seconds - elapsed_s)
        return Limits(
            calls=None if limits.calls is None else max(0, limits.calls - spent.calls),
            tokens=None if limits.tokens is None else max(0, limits.tokens - spent.tokens),
            usd=None if limits.usd is None else max(limits.usd - spent.usd, limits.usd * 0),
            seconds=seconds,
            agents=None if limits.agents is None else max(1, limits.agents - state.attempts),
            depth=limits.depth - 1,
        )


def _digest_of(key: str) -> str:
    return digest(key.encode())


def _spent(state: RunState) -> Usage:
    return state.spent


async def no_delegation(outer_id: str, _key: str, _goal: Goal) -> InnerRun:
    """Refuse to delegate: for runs that are only read here.

    Raises:
        PermanentError: Always.
    """
    message = f"Cannot delegate: run {outer_id} is not in progress here; resume it first"
    raise PermanentError(message, run_id=outer_id)
