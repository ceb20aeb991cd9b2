"""Forks: a run copied up to an event, which goes on from there by itself; and tasks tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core import ids
from hocket.core.event import EffectIntended, RunForked, TaskReopened
from hocket.core.goal import Limits
from hocket.core.noun import Noun
from hocket.errors import EffectsRepeatError, InvalidInputError, SettledError
from hocket.flow.questions import has_begun
from hocket.flow.steps import tried_again
from hocket.ports.journal import Entry
from hocket.projections.history import history_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Sequence

    from hocket.core.event import Event
    from hocket.core.run import RunState, TaskState
    from hocket.engine.engine import Engine
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.projections.history import History


class Changes(Noun):
    """What is to be otherwise in a fork."""

    llms: dict[str, str] = Field(default_factory=dict, description="role -> adapter:llm")
    limits: Limits | None = None
    agents: dict[str, str] = Field(
        default_factory=dict, description="task -> the only agent that may bid"
    )


NO_CHANGES = Changes()


class Forking:
    """Begins runs as copies of others.

    Args:
        engine: Carries them.
        journal: Has the others and gets the copies; texts are shared.
        clock: Stamps what is new.
    """

    def __init__(self, engine: Engine, journal: Journal, clock: Clock) -> None:
        self._engine = engine
        self._journal = journal
        self._clock = clock

    async def fork(
        self,
        run_id: str,
        new_id: str,
        at: int,
        *,
        by: str,
        changes: Changes = NO_CHANGES,
        repeat_effects: bool = False,
    ) -> asyncio.Future[RunState]:
        """Copy a run's first events and go on from there.

        Calls that were answered up to there are not made again; what was open begins anew, under
        the changes.

        Args:
            run_id: The run to copy from.
            new_id: Of the copy.
            at: ``seq`` of the last event copied, or the next one that says a thing whole; the run
                was not over then.
            by: Who asks.
            changes: What is to be otherwise.
            repeat_effects: Whether effects that the run had after that may happen once more.

        Returns:
            A future of the copy's final state.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: It has no such event, was over then, or a change names what is not
                there.
            EffectsRepeatError: Effects would happen once more; names them.
        """
        history = await history_of(self._journal, run_id)
        copied = _whole(history, at)
        state = copied.state()
        if state.is_over:
            message = f"at: {at} — run {run_id} was over then; fork it at an earlier event"
            raise InvalidInputError(message, run_id=run_id, at=at)
        _check(state, changes)
        if not repeat_effects:
            _refuse_effects(_effects(history.after(len(copied))))
        return await self._begin(copied, new_id, by, changes, ())

    async def retry(
        self,
        run_id: str,
        new_id: str,
        task_id: str,
        *,
        by: str,
        words: str = "",
        repeat_effects: bool = False,
    ) -> str:
        """Have a task that is over done again, with what depends on it.

        Inputs of it that were given up are done again too: it could not be done without them.

        Args:
            run_id: The run; if it is over, a copy of it goes on from where it last worked.
            new_id: Of that copy.
            task_id: The task.
            by: Who asks.
            words: What to do otherwise.
            repeat_effects: Whether effects that these tasks had may happen once more.

        Returns:
            The id of the run in which it is done.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: It has no such task.
            SettledError: The task, or one that depends on it, is under way, or the run is not.
            EffectsRepeatError: Effects would happen once more; names them.
        """
        history = await history_of(self._journal, run_id)
        states = history.states()
        event = TaskReopened(task_ids=(task_id,), words=words, by=by)
        if task_id not in states[-1].tasks:
            known = ", ".join(sorted(states[-1].tasks)) or "none yet"
            message = f"There is no task {task_id!r} in {run_id}; there are: {known}"
            raise InvalidInputError(message, run_id=run_id, task_id=task_id)
        at = max(n for n, state in enumerate(states, 1) if state.status == "running")
        state = states[at - 1]
        if not repeat_effects:
            again = tried_again(state, [task_id])
            _refuse_effects(e for e in _effects(history) if ids.task_of(e.attempt_id) in again)
        if not states[-1].is_over:
            await self._engine.tell(run_id, lambda state: [_reopening(state, event)], {})
            return run_id
        if not has_begun(state):
            message = f"{run_id} ended before its plan was approved; fork it at an earlier event"
            raise SettledError(message, run_id=run_id, task_id=task_id)
        # One that was under way goes on, with the answers it has, unless there is more to tell it.
        events = (event,) if words or state.tasks[task_id].is_over else ()
        await self._begin(history.until(at), new_id, by, NO_CHANGES, events)
        return new_id

    async def _begin(
        self,
        copied: History,
        new_id: str,
        by: str,
        changes: Changes,
        events: Sequence[Event],
    ) -> asyncio.Future[RunState]:
        now_us = self._clock.now_us()
        forked = RunForked(
            run_id=copied.run_id,
            seq=len(copied),
            by=by,
            down_s=max(0.0, (now_us - copied.last_us) / 1e6),
            **dict(changes),
        )
        entries = [r.entry for r in copied.records]
        entries.append(Entry.of(forked, now_us))
        entries += [Entry.of(event, now_us, joined=True) for event in events]
        await self._journal.append(new_id, 0, entries)
        return await self._engine.resume(new_id)


def _whole(history: History, at: int) -> History:
    """The run until this event, or until the next one where nothing is half said.

    An edited plan follows its answer, and an award its bids, in the same write; between them a run
    has nothing to do.

    Raises:
        InvalidInputError: It has no such event.
    """
    halves = {"Answered": ("PlanMade",), "BidsReceived": ("Awarded", "NoBids", "LimitReached")}
    whole = history.until(at)
    while at < len(history):
        last, following = history.records[at - 1].entry, history.records[at].entry
        if not following.joined or following.type not in halves.get(last.type, ()):
            break
        at += 1
        whole = history.until(at)
    return whole


def _effects(history: History) -> list[EffectIntended]:
    """The effects of which a run must not repeat any unasked."""
    return [effect for effect in history.only(EffectIntended) if not effect.idempotent]


def _refuse_effects(effects: Iterable[EffectIntended]) -> None:
    """Let nothing happen twice that nobody asked to.

    Raises:
        EffectsRepeatError: There are some.
    """
    named = sorted({f"{effect.tool} ({effect.attempt_id})" for effect in effects})
    if named:
        message = (
            f"This would have happen once more: {', '.join(named)}; "
            "say so with repeat_effects if that is wanted"
        )
        raise EffectsRepeatError(message, effects=named)


def _check(state: RunState, changes: Changes) -> None:
    for task_id, agent in changes.agents.items():
        if task_id not in state.tasks:
            known = ", ".join(sorted(state.tasks)) or "none at this event"
            message = f"agents: there is no task {task_id!r}; there are: {known}"
            raise InvalidInputError(message, task_id=task_id)
        names = [card.name for card in state.agents]
        if agent not in names:
            message = f"agents: there is no agent {agent!r}; there are: {', '.join(names)}"
            raise InvalidInputError(message, agent=agent)


def _reopening(state: RunState, event: TaskReopened) -> TaskReopened:
    """The event, if nothing under way would be lost by it.

    Raises:
        SettledError: Something would, or the run does not begin tasks any more, or not yet.
    """
    task_id = event.task_ids[0]
    again = sorted(tried_again(state, [task_id]))
    working = [t for t in again if t == task_id or not _is_waiting(state.tasks[t])]
    working = [t for t in working if not state.tasks[t].is_over]
    if state.status != "running":
        why = f"{state.run_id} is at its end; once it is over, try {task_id} again in a copy of it"
    elif not has_begun(state):
        why = f"The plan of {state.run_id} waits for approval, so {task_id} has not been tried yet"
    elif working:
        why = f"{', '.join(working)} in {state.run_id}: not over yet; wait, or cancel the run"
    else:
        return event
    raise SettledError(why, run_id=state.run_id, task_id=task_id)


def _is_waiting(task: TaskState) -> bool:
    """Whether a task waits for others, so that nothing is lost if it waits longer."""
    return task.status == "waiting" and task.waiting_for > 0
