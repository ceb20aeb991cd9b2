"""The steps of the rules: issuing commands, announcing tasks, winding down, lookups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core import ids
from hocket.core.run import RunState, TaskState

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_REWORKS = 3
MAX_FAILURES = 3
MAX_WAYS_FAILED = 6
"""Limit for failures of which each was by a way of working that had not been tried before."""
MAX_OUTAGES = 10
"""Limit for temporary failures, such as a host that is down; retrying these takes longer."""

Decision = tuple[RunState, tuple[do.Command, ...]]


def issue(
    state: RunState, commands: Iterable[do.Command], answered: str = "", **changes: Any
) -> Decision:
    """Issue commands: the state with them pending, ``answered`` removed and ``changes`` applied."""
    pending = state.pending.discard(answered) if answered else state.pending
    issued = tuple(commands)
    for command in issued:
        if type(command) is not do.Withdraw:
            pending = pending.insert(command.key, command)
    return state.replace(pending=pending, **changes), issued


def after(commands: tuple[do.Command, ...], decision: Decision) -> Decision:
    """A decision with other commands before its own."""
    state, following = decision
    return state, (*commands, *following)


def announce(state: RunState, task_ids: Iterable[str]) -> Decision:
    """Announce the tasks among these whose inputs are complete."""
    tasks = state.tasks
    commands = []
    for task_id in task_ids:
        task = tasks.get(task_id)
        if task is None or task.status != "waiting" or task.waiting_for:
            continue
        task = task.replace(status="announced", round=task.round + 1, answers=())
        tasks = tasks.insert(task_id, task)
        commands.append(do.Announce(task_id, task.round))
    return issue(state, commands, tasks=tasks) if commands else (state, ())


def synthesise(state: RunState, **changes: Any) -> Decision:
    """Start a synthesis with a key of its own, so that it reuses no calls of an earlier one."""
    round_ = state.syntheses + 1
    return issue(state, [do.Synthesise(state.iteration, round_)], syntheses=round_, **changes)


def without_attempt(state: RunState, attempt_id: str, at_us: int) -> Decision:
    """Close the questions of a finished attempt, and restart the deadline if none is left."""
    questions = state.questions
    for question_id, question in state.questions.items():
        if question.attempt_id == attempt_id:
            questions = questions.remove(question_id)
    if questions is not state.questions:
        state = state.replace(questions=questions)
    return clock_started(state, at_us)


def clock_started(state: RunState, at_us: int) -> Decision:
    """Restart a paused deadline if no question is open."""
    if state.questions or state.paused_s is None:
        return state, ()
    fire_at = later(instant(at_us), state.paused_s)
    return issue(state, [do.StartTimer(ids.DEADLINE, fire_at)], paused_s=None)


def instant(at_us: int) -> datetime:
    """The time in UTC for microseconds since the epoch."""
    return datetime.fromtimestamp(at_us / 1e6, UTC)


def later(moment: datetime, seconds: float) -> datetime:
    """The time ``seconds`` after ``moment``, or the maximum time if that is out of range."""
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def wind_down(state: RunState, reason: str, error: str = "") -> Decision:
    """Stop all work and synthesise a result from what is done.

    Args:
        state: A run; nothing changes if it is winding down already.
        reason: The limit that was reached, or the fault that prevents all further work.
        error: The code of the fault; empty for a limit.
    """
    if state.status != "running":
        return state, ()
    stop = do.Withdraw(tuple(state.pending))
    state = state.replace(
        status="winding_down",
        limit="" if error else reason,
        fault=reason if error else "",
        error=error,
        tasks=_with_answers_so_far(state, reason),
        pending=HashTrieMap(),
        questions=HashTrieMap(),
        paused_s=None,
    )
    if state.plan is None:
        return issue(state, [stop, do.Finish(cancelled=False, reason=reason, error=error)])
    return after((stop,), synthesise(state))


def _with_answers_so_far(state: RunState, reason: str) -> HashTrieMap[str, TaskState]:
    """The tasks; those that are not over and hold an answer with that as their outcome."""
    tasks = state.tasks
    for task_id, task in state.tasks.items():
        if task.held is not None and not task.is_over:
            tasks = tasks.insert(task_id, task.cut_short(reason))
    return tasks


def ended(state: RunState, **changes: Any) -> Decision:
    """End a run: withdraw all pending commands and questions, and apply ``changes``."""
    withdrawn = tuple(state.pending)
    state = state.replace(pending=HashTrieMap(), questions=HashTrieMap(), paused_s=None, **changes)
    return state, (do.Withdraw(withdrawn),) if withdrawn else ()


def reopened(state: RunState, task_ids: Iterable[str]) -> set[str]:
    """These tasks and all that depend on them, except those with a dead input."""
    opened: set[str] = set()
    queue = [t for t in task_ids if t in state.tasks]
    while queue:
        task_id = queue.pop()
        if task_id not in opened:
            opened.add(task_id)
            queue.extend(state.dependents.get(task_id, ()))
    while True:
        blocked = {
            t
            for t in opened
            for d in state.tasks[t].task.depends_on
            if d not in opened and state.tasks[d].status == "dead"
        }
        if not blocked:
            return opened
        opened -= blocked


def tried_again(state: RunState, task_ids: Iterable[str]) -> set[str]:
    """The tasks to reopen in order to retry these.

    They are these tasks, the dead tasks they depend on, and all tasks that depend on any of them.
    """
    retried: set[str] = set()
    queue = [t for t in task_ids if t in state.tasks]
    while queue:
        task_id = queue.pop()
        if task_id not in retried:
            retried.add(task_id)
            needed = state.tasks[task_id].task.depends_on
            queue.extend(d for d in needed if state.tasks[d].status == "dead")
    return reopened(state, retried)


def awaited(state: RunState, task_id: str, opened: set[str]) -> int:
    """The number of a task's inputs that are missing once ``opened`` are open again."""
    needed = set(state.tasks[task_id].task.depends_on)
    return sum(1 for d in needed if d in opened or not state.tasks[d].is_usable)


def stopped(state: RunState, task_ids: set[str], at_us: int) -> Decision:
    """Withdraw all work on these tasks; the caller sets their status."""
    keys = tuple(sorted(k for k, c in state.pending.items() if _task_of(c) in task_ids))
    pending, questions, busy = state.pending, state.questions, state.busy
    for key in keys:
        command = pending[key]
        pending = pending.remove(key)
        if type(command) is do.Execute:
            busy = released(state.replace(busy=busy), state.tasks[command.task_id])
    for question_id, question in state.questions.items():
        if question.task_id in task_ids:
            questions = questions.remove(question_id)
    state = state.replace(pending=pending, questions=questions, busy=busy)
    state, timers = clock_started(state, at_us)
    return state, (do.Withdraw(keys), *timers) if keys else timers


def _task_of(command: do.Command) -> str | None:
    if isinstance(command, do.StartTimer):
        return ids.task_of_timer(command.timer_id)
    return getattr(command, "task_id", None)


def working(state: RunState, attempt_id: str) -> TaskState | None:
    """The task of an attempt in progress; None if the attempt is not in progress."""
    return task_of(state, attempt_id, "working") if attempt_id in state.pending else None


def reviewing(state: RunState, attempt_id: str) -> TaskState | None:
    """The task of an attempt under review; None if the attempt is not under review."""
    if ids.review(attempt_id) not in state.pending:
        return None
    return task_of(state, attempt_id, "reviewing")


def released(state: RunState, task: TaskState) -> HashTrieMap[str, int]:
    """``busy`` without one slot of the task's agent."""
    agent = task.award.agent if task.award else ""
    return state.busy.insert(agent, max(0, state.busy.get(agent, 0) - 1))


def recorded(state: RunState, agent: str, credit: float) -> HashTrieMap[str, tuple[float, int]]:
    """``record`` with one more verdict on an agent's work, which counts as this much."""
    wins, total = state.record.get(agent, (0, 0))
    return state.record.insert(agent, (wins + credit, total + 1))


def judged(state: RunState, task: TaskState, *, succeeded: bool) -> RunState:
    """The state with one more result by the way of a task's award on record."""
    way = task.award.way if task.award else ""
    if not way:
        return state
    wins, total = state.record_of_way(task.task, way)
    key = ids.way_key(task.task.usual_kind, way)
    record = state.record_of_ways.insert(key, (wins + succeeded, total + 1))
    if not succeeded:
        task = task.replace(missed=(*task.missed, way))
        state = state.replace(tasks=state.tasks.insert(task.task.task_id, task))
    return state.replace(record_of_ways=record)


def task_of(state: RunState, attempt_id: str, status: str) -> TaskState | None:
    """The task of an attempt if it has this status and this attempt is its newest; else None."""
    task_id = ids.task_of(attempt_id)
    task = state.tasks.get(task_id)
    if task is None or task.status != status:
        return None
    return task if attempt_id == ids.attempt(task_id, task.attempts) else None
