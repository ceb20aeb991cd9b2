"""What the rules of the flow are made of: issuing, announcing, winding down, who is where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core import ids
from hocket.core.run import RunState, TaskState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.core.question import Question

MAX_REWORKS = 3
MAX_FAILURES = 3
MAX_OUTAGES = 10
"""Failures that may pass by themselves, such as a host that is down, are waited out for longer."""

Decision = tuple[RunState, tuple[do.Command, ...]]


def issue(
    state: RunState, commands: Iterable[do.Command], answered: str = "", **changes: Any
) -> Decision:
    """The state with these commands pending, another answered, and these changes, in one copy."""
    pending = state.pending.discard(answered) if answered else state.pending
    issued = tuple(commands)
    for command in issued:
        if type(command) is not do.Withdraw:
            pending = pending.insert(command.key, command)
    return state.but(pending=pending, **changes), issued


def after(commands: tuple[do.Command, ...], decision: Decision) -> Decision:
    """A decision whose commands come after others."""
    state, following = decision
    return state, (*commands, *following)


def announce(state: RunState, task_ids: Iterable[str]) -> Decision:
    """Announce those of these tasks whose inputs are there."""
    tasks = state.tasks
    commands = []
    for task_id in task_ids:
        task = tasks.get(task_id)
        if task is None or task.status != "waiting" or task.waiting_for:
            continue
        task = task.but(status="announced", round=task.round + 1)
        tasks = tasks.insert(task_id, task)
        commands.append(do.Announce(task_id, task.round))
    return issue(state, commands, tasks=tasks) if commands else (state, ())


def without_attempt(state: RunState, attempt_id: str) -> HashTrieMap[str, Question]:
    """The open questions less those of an attempt that is over."""
    questions = state.questions
    for question_id, question in state.questions.items():
        if question.attempt_id == attempt_id:
            questions = questions.remove(question_id)
    return questions


def clock_started(state: RunState, at_us: int) -> Decision:
    """The deadline goes on from where it was, once nothing waits for a person any more."""
    if state.questions or state.paused_s is None:
        return state, ()
    fire_at = datetime.fromtimestamp(at_us / 1e6, UTC) + timedelta(seconds=state.paused_s)
    return issue(state, [do.StartTimer(ids.DEADLINE, fire_at)], paused_s=None)


def wind_down(state: RunState, reason: str) -> Decision:
    """Stop all work and put together what there is."""
    if state.status != "running":
        return state, ()
    withdrawn = tuple(state.pending)
    state = state.but(
        status="winding_down", limit=reason, pending=HashTrieMap(), questions=HashTrieMap()
    )
    last: do.Command = do.Synthesise(state.iteration)
    if state.plan is None:
        last = do.Finish(cancelled=False, reason=reason)
    return issue(state, [do.Withdraw(withdrawn), last])


def ended(state: RunState) -> Decision:
    withdrawn = tuple(state.pending)
    state = state.but(questions=HashTrieMap())
    return state.but(pending=HashTrieMap()), (do.Withdraw(withdrawn),) if withdrawn else ()


def reopened(state: RunState, task_ids: Iterable[str]) -> set[str]:
    """These tasks and all that depend on them, less those whose inputs cannot come."""
    found: set[str] = set()
    queue = [t for t in task_ids if t in state.tasks]
    while queue:
        task_id = queue.pop()
        if task_id not in found:
            found.add(task_id)
            queue.extend(state.dependents.get(task_id, ()))
    while True:
        blocked = {
            t
            for t in found
            for d in state.tasks[t].task.depends_on
            if d not in found and not state.tasks[d].is_usable
        }
        if not blocked:
            return found
        found -= blocked


def working(state: RunState, attempt_id: str) -> TaskState | None:
    return task_of(state, attempt_id, "working")


def reviewing(state: RunState, attempt_id: str) -> TaskState | None:
    return task_of(state, attempt_id, "reviewing")


def released(state: RunState, task: TaskState) -> HashTrieMap[str, int]:
    agent = task.award.agent if task.award else ""
    return state.busy.insert(agent, max(0, state.busy.get(agent, 0) - 1))


def recorded(state: RunState, agent: str, *, won: bool) -> HashTrieMap[str, tuple[int, int]]:
    wins, total = state.record.get(agent, (0, 0))
    return state.record.insert(agent, (wins + won, total + 1))


def task_of(state: RunState, attempt_id: str, status: str) -> TaskState | None:
    task = state.tasks.get(ids.task_of(attempt_id))
    if task is None or task.status != status or task.attempt_id != attempt_id:
        return None
    return task
