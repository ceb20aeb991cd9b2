"""Forks, which copy a run up to an event and continue there, and retries of tasks."""

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
from hocket.llm.selection import ROLES
from hocket.ports.journal import Entry
from hocket.projections.history import history_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.app.runtime import Runtime
    from hocket.core.event import Event
    from hocket.core.run import RunState, TaskState
    from hocket.projections.history import History


class Changes(Noun):
    """What a fork changes."""

    llms: dict[str, str] = Field(default_factory=dict, description="role -> adapter:llm")
    limits: Limits | None = Field(default=None, description="these replace the run's limits")
    agents: dict[str, str] = Field(
        default_factory=dict, description="task -> the only agent that may bid"
    )


NO_CHANGES = Changes()


async def fork(
    runtime: Runtime,
    run_id: str,
    copy_id: str,
    at: int,
    *,
    by: str,
    changes: Changes = NO_CHANGES,
    repeat_effects: bool = False,
) -> asyncio.Future[RunState]:
    """Copy the first events of a run and continue from there.

    Calls answered up to there are not repeated; open work starts again, with the changes.

    Args:
        runtime: An open runtime, which continues the copy.
        run_id: The run to copy from.
        copy_id: Id of the copy.
        at: ``seq`` of the last event to copy; extended to the end of its write where the events
            belong together. The run must not be over at this event.
        by: Who requests it.
        changes: What to change in the copy.
        repeat_effects: Whether effects after this event may happen again.

    Returns:
        A future of the copy's final state.

    Raises:
        RunNotFoundError: There is no such run.
        InvalidInputError: The run has no such event, was over by then, or a change names
            something that does not exist.
        EffectsRepeatError: Effects would repeat; the message names them.
    """
    history = await history_of(runtime.journal, run_id)
    copied = _whole(history, at)
    state = copied.state()
    if state.is_over:
        message = f"at: {at} — run {run_id} was over at this event; fork it at an earlier one"
        raise InvalidInputError(message, run_id=run_id, at=at)
    _check(state, changes)
    check_llms(runtime, changes.llms)
    if not repeat_effects:
        _refuse_effects(_effects(history.after(len(copied))))
    return await _begin(runtime, copied, copy_id, by, changes, ())


async def retry(
    runtime: Runtime,
    run_id: str,
    copy_id: str,
    task_id: str,
    *,
    by: str,
    words: str = "",
    repeat_effects: bool = False,
) -> str:
    """Retry a task that is over, and the tasks that depend on it.

    Also retries the dead tasks that it needs as inputs.

    Args:
        runtime: An open runtime, which continues the run or its copy.
        run_id: The run; if it is over, a copy continues from where it last worked.
        copy_id: Id of that copy.
        task_id: The task.
        by: Who requests it.
        words: What to do differently.
        repeat_effects: Whether effects of these tasks may happen again.

    Returns:
        The id of the run in which the task is retried.

    Raises:
        RunNotFoundError: There is no such run.
        InvalidInputError: The run has no such task.
        SettledError: The task, or one that depends on it, is in progress, or the run takes no
            retries now.
        EffectsRepeatError: Effects would repeat; the message names them.
    """
    history = await history_of(runtime.journal, run_id)
    states = history.states()
    event = TaskReopened(task_ids=(task_id,), words=words, by=by, repeat_effects=repeat_effects)
    if task_id not in states[-1].tasks:
        names = ", ".join(sorted(states[-1].tasks)) or "none yet"
        message = f"There is no task {task_id!r} in {run_id}; there are: {names}"
        raise InvalidInputError(message, run_id=run_id, task_id=task_id)
    at = max(n for n, state in enumerate(states, 1) if state.status == "running")
    state = states[at - 1]
    if not repeat_effects:
        again = tried_again(state, [task_id])
        _refuse_effects(e for e in _effects(history) if ids.task_of(e.attempt_id) in again)
    if not states[-1].is_over:
        await runtime.engine.record(run_id, lambda state: [_reopening(state, event)], {})
        return run_id
    if not has_begun(state):
        message = f"{run_id} ended before its plan was approved; fork it at an earlier event"
        raise SettledError(message, run_id=run_id, task_id=task_id)
    # A task that was in progress continues with the answers it has, unless there are new words.
    # Nor with the refusal of a host that has been corrected since.
    anew = bool(words or state.tasks[task_id].is_over or states[-1].fault)
    events = (event,) if anew else ()
    await _begin(runtime, history.until(at), copy_id, by, NO_CHANGES, events)
    return copy_id


async def _begin(
    runtime: Runtime,
    copied: History,
    copy_id: str,
    by: str,
    changes: Changes,
    events: Sequence[Event],
) -> asyncio.Future[RunState]:
    state = copied.state()
    runtime.admit(state)  # before the copy is written, which would be left unfinished for ever
    now_us = runtime.clock.now_us()
    forked = RunForked(
        run_id=copied.run_id,
        seq=len(copied),
        by=by,
        down_s=max(0.0, (now_us - copied.last_us) / 1e6),
        llms=changes.llms,
        limits=_limits(state, changes),
        agents=changes.agents,
    )
    entries = [r.entry for r in copied.records]
    entries += Entry.of_step([forked, *events], now_us)
    await runtime.journal.append(copy_id, 0, entries)
    return await runtime.engine.resume(copy_id)


def _whole(history: History, at: int) -> History:
    """The run up to this event, extended to the end of its write where the events belong together.

    An edited plan follows its answer, and an award its bids, in the same write; between them a
    run has no work to do.

    Raises:
        InvalidInputError: The run has no such event.
    """
    followed_by = {
        "Answered": ("PlanMade",),
        "Economised": ("NoBids", "PlanMade", "Economised"),
        "BidsReceived": ("Awarded", "NoBids", "LimitReached"),
    }
    whole = history.until(at)
    while at < len(history):
        last, following = history.records[at - 1].entry, history.records[at].entry
        if not following.joined or following.type not in followed_by.get(last.type, ()):
            break
        at += 1
        whole = history.until(at)
    return whole


def _effects(history: History) -> list[EffectIntended]:
    """The effects that a run must not repeat without permission."""
    return [effect for effect in history.only(EffectIntended) if not effect.idempotent]


def _refuse_effects(effects: Iterable[EffectIntended]) -> None:
    """Refuse to repeat effects.

    Raises:
        EffectsRepeatError: There are effects; the message names them.
    """
    named = sorted({f"{effect.tool} ({effect.attempt_id})" for effect in effects})
    if named:
        message = (
            f"These effects would repeat: {', '.join(named)}; set repeat_effects to allow this"
        )
        raise EffectsRepeatError(message, effects=named)


def _check(state: RunState, changes: Changes) -> None:
    for task_id, agent in changes.agents.items():
        if task_id not in state.tasks:
            tasks = ", ".join(sorted(state.tasks)) or "none at this event"
            message = f"agents: there is no task {task_id!r}; there are: {tasks}"
            raise InvalidInputError(message, task_id=task_id)
        names = [card.name for card in state.agents]
        if agent not in names:
            message = f"agents: there is no agent {agent!r}; there are: {', '.join(names)}"
            raise InvalidInputError(message, agent=agent)


def check_llms(runtime: Runtime, llms: Mapping[str, str]) -> None:
    """Refuse unknown roles and hosts.

    Raises:
        InvalidInputError: There is no such role or host, or the name of the LLM is missing.
    """
    for role, llm in llms.items():
        if role not in ROLES:
            message = f"llms: there is no role {role!r}; there are: {', '.join(ROLES)}"
            raise InvalidInputError(message, role=role)
        host, _, name = llm.partition(":")
        if runtime.has_own_hosts and (host not in runtime.hosts() or not name):
            hosts = ", ".join(runtime.hosts())
            message = f"llms.{role}: {llm!r} — write host:name with one of the hosts {hosts}"
            raise InvalidInputError(message, llm=llm)


def _limits(state: RunState, changes: Changes) -> Limits | None:
    """The limits of the run, with the changed ones replaced; None if none is changed."""
    if changes.limits is None or state.goal is None:
        return changes.limits
    return state.goal.limits.model_copy(update=changes.limits.model_dump(exclude_unset=True))


def _reopening(state: RunState, event: TaskReopened) -> TaskReopened:
    """The event, if no work in progress would be lost.

    Raises:
        SettledError: Work would be lost, or the run starts no tasks any more, or not yet.
    """
    task_id = event.task_ids[0]
    again = sorted(tried_again(state, [task_id]))
    working = [t for t in again if t == task_id or not _is_waiting(state.tasks[t])]
    working = [t for t in working if not state.tasks[t].is_over]
    if state.status != "running":
        why = f"{state.run_id} is at its end; once it is over, retry {task_id} in a copy of it"
    elif not has_begun(state):
        why = f"The plan of {state.run_id} waits for approval, so {task_id} has not started yet"
    elif working:
        why = f"{', '.join(working)} in {state.run_id}: still in progress; wait, or cancel the run"
    else:
        return event
    raise SettledError(why, run_id=state.run_id, task_id=task_id)


def _is_waiting(task: TaskState) -> bool:
    """Whether a task waits for others, so that a longer wait loses no work."""
    return task.status == "waiting" and task.waiting_for > 0
