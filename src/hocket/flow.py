"""The flow: what each event means and what is to be done next.

``decide`` is pure and total: no clock, no dice, no I/O, and an event that no longer fits the state
(an answer that arrives after a cancel) changes nothing. ARCHITECTURE.md shows it as a table.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.review import Review
from hocket.core.run import RunState, TaskState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_ITERATIONS = 3
MAX_REWORKS = 3
MAX_FAILURES = 3
MAX_OUTAGES = 10
"""Failures that may pass by themselves, such as a host that is down, are waited out for longer."""
RETRY_BASE_S = 0.5
RETRY_CAP_S = 30.0
DEADLINE = "deadline"

Decision = tuple[RunState, tuple[do.Command, ...]]


def decide(state: RunState, event: ev.Event, at_us: int) -> Decision:
    """The state after an event, and the commands that follow from it.

    Args:
        state: The fold of all events before.
        event: What happened.
        at_us: When it was journaled, in microseconds since the epoch; timers count from it.

    Returns:
        The new state, in whose ``pending`` every returned command stands until its result comes
        back as an event, and those commands in the order in which they should start.
    """
    rule = _RULES.get(type(event))
    if type(event) is ev.EffectDoubtful and state.is_over:
        # Learned while the run was ended; its result must say so all the same.
        return _effect_doubtful(state, event, at_us)
    if rule is None or state.is_over or (state.goal is None and type(event) is not ev.GoalAccepted):
        return state, ()
    return rule(state, event, at_us)


def fold(run_id: str, events: Iterable[tuple[ev.Event, int]]) -> RunState:
    """The state of a run from its (event, at_us) pairs."""
    state = RunState(run_id)
    for event, at_us in events:
        state, _ = decide(state, event, at_us)
    return state


def _goal_accepted(state: RunState, event: ev.GoalAccepted, at_us: int) -> Decision:
    if state.goal is not None:
        return state, ()
    started = datetime.fromtimestamp(at_us / 1e6, UTC)
    state = state.but(
        status="running",
        goal=event.goal,
        agents=event.agents,
        llms=HashTrieMap(event.llms),
        started_at=started,
    )
    commands: list[do.Command] = [do.MakePlan()]
    if event.goal.limits.seconds is not None:
        end = started + timedelta(seconds=event.goal.limits.seconds)
        commands.append(do.StartTimer(DEADLINE, end))
    return _issue(state, commands)


def _plan_made(state: RunState, event: ev.PlanMade, _: int) -> Decision:
    if state.plan is not None:
        return state, ()
    tasks: HashTrieMap[str, TaskState] = HashTrieMap(
        {t.task_id: TaskState(t, len(set(t.depends_on))) for t in event.plan.tasks}
    )
    dependents: dict[str, list[str]] = {}
    for task in event.plan.tasks:
        for needed in set(task.depends_on):
            dependents.setdefault(needed, []).append(task.task_id)
    state = state.but(
        plan=event.plan,
        tasks=tasks,
        open_tasks=len(tasks),
        dependents=HashTrieMap({k: tuple(v) for k, v in dependents.items()}),
        pending=state.pending.discard(do.MakePlan().key),
    )
    return _announce(state, [t.task_id for t in event.plan.tasks])


def _plan_failed(state: RunState, event: ev.PlanFailed, _: int) -> Decision:
    if state.plan is not None:
        return state, ()
    finish = do.Finish(cancelled=False, reason=event.reason)
    return _issue(state, [finish], answered=do.MakePlan().key)


def _awarded(state: RunState, event: ev.Awarded, _: int) -> Decision:
    award = event.award
    task = state.tasks.get(award.task_id)
    if task is None or task.status != "announced":
        return state, ()
    key = do.Announce(award.task_id, task.round).key
    task = task.but(status="working", attempts=task.attempts + 1, award=award)
    return _issue(
        state,
        [do.Execute(task.attempt_id, award.task_id)],
        answered=key,
        tasks=state.tasks.insert(award.task_id, task),
        busy=state.busy.insert(award.agent, state.busy.get(award.agent, 0) + 1),
        attempts=state.attempts + 1,
    )


def _no_bids(state: RunState, event: ev.NoBids, _: int) -> Decision:
    task = state.tasks.get(event.task_id)
    if task is None or task.status != "announced":
        return state, ()
    key = do.Announce(event.task_id, task.round).key
    return _issue(state, [do.DeadLetter(event.task_id, event.reason)], answered=key)


def _call_answered(state: RunState, event: ev.CallAnswered, _: int) -> Decision:
    return state.but(spent=state.spent + event.usage), ()


def _executed(state: RunState, event: ev.Executed, _: int) -> Decision:
    task = _working(state, event.attempt_id)
    if task is None:
        return state, ()
    task_id = task.task.task_id
    return _issue(
        state,
        [do.ReviewAttempt(event.attempt_id, task_id)],
        answered=event.attempt_id,
        tasks=state.tasks.insert(task_id, task.but(status="reviewing", outcome=event.outcome)),
        busy=_released(state, task),
    )


def _attempt_failed(state: RunState, event: ev.AttemptFailed, at_us: int) -> Decision:
    task = _working(state, event.attempt_id)
    if task is None:
        return state, ()
    task_id = task.task.task_id
    task = task.but(reason=event.reason, status="waiting")
    task = (
        task.but(outages=task.outages + 1)
        if event.retryable
        else task.but(failures=task.failures + 1)
    )
    state = state.but(
        tasks=state.tasks.insert(task_id, task),
        busy=_released(state, task),
        pending=state.pending.discard(event.attempt_id),
    )
    if task.failures >= MAX_FAILURES or task.outages >= MAX_OUTAGES:
        reason = f"{task.failures + task.outages} attempts failed; the last: {event.reason}"
        return _issue(state, [do.DeadLetter(task_id, reason)])
    if not event.retryable:
        return _announce(state, [task_id])
    seed = state.goal.seed if state.goal else 0
    delay_s = min(RETRY_CAP_S, RETRY_BASE_S * 2 ** (task.outages - 1))
    # Full jitter, drawn from the run's seed so that a replay waits for the same instant.
    delay_s *= random.Random(f"{seed}:{event.attempt_id}").random()  # noqa: S311 - not a secret
    fire_at = datetime.fromtimestamp(at_us / 1e6, UTC) + timedelta(seconds=delay_s)
    return _issue(state, [do.StartTimer(f"retry:{task_id}:{task.outages}", fire_at)])


def _timer_fired(state: RunState, event: ev.TimerFired, _: int) -> Decision:
    key = f"timer:{event.timer_id}"
    if key not in state.pending:
        return state, ()
    state = state.but(pending=state.pending.remove(key))
    if event.timer_id == DEADLINE:
        limit = state.goal.limits.seconds if state.goal else None
        return _wind_down(state, f"the time limit of {limit} s was reached")
    return _announce(state, [event.timer_id.split(":")[1]])


def _accepted(state: RunState, event: ev.Accepted | ev.LeftUnproven, _: int) -> Decision:
    task = _reviewing(state, event.attempt_id)
    if task is None or task.award is None:
        return state, ()
    proven = type(event) is ev.Accepted
    task_id = task.task.task_id
    status = "accepted" if proven else "unproven"
    tasks = state.tasks.insert(task_id, task.but(status=status, review=event.review))
    freed = []
    for dependent in state.dependents.get(task_id, ()):
        other = tasks[dependent]
        if other.status == "waiting" and other.waiting_for > 0:
            tasks = tasks.insert(dependent, other.but(waiting_for=other.waiting_for - 1))
            freed.append(dependent)
    state = state.but(
        tasks=tasks,
        open_tasks=state.open_tasks - 1,
        record=_recorded(state, task.award.agent, won=True) if proven else state.record,
        pending=state.pending.discard(f"{event.attempt_id}/review"),
    )
    if state.open_tasks == 0:
        return _issue(state, [do.Synthesise(state.iteration)])
    return _announce(state, freed)


def _rejected(state: RunState, event: ev.Rejected, _: int) -> Decision:
    task = _reviewing(state, event.attempt_id)
    if task is None or task.award is None:
        return state, ()
    author = task.award.agent
    task = task.but(status="waiting", rejections=task.rejections + 1, review=event.review)
    state = state.but(
        tasks=state.tasks.insert(task.task.task_id, task),
        record=_recorded(state, author, won=False),
        pending=state.pending.discard(f"{event.attempt_id}/review"),
    )
    if task.rejections > MAX_REWORKS:
        reason = f"rejected {task.rejections} times; the last: {event.review.feedback}"
        return _issue(state, [do.DeadLetter(task.task.task_id, reason)])
    return _announce(state, [task.task.task_id])


def _dead_lettered(state: RunState, event: ev.DeadLettered, _: int) -> Decision:
    task = state.tasks.get(event.task_id)
    if task is None or task.is_over:
        return state, ()
    tasks = state.tasks
    dead = [(event.task_id, event.reason)]
    count = 0
    while dead:
        task_id, reason = dead.pop()
        other = tasks[task_id]
        if other.is_over:
            continue
        count += 1
        tasks = tasks.insert(task_id, other.but(status="dead", reason=reason))
        because = f"it depends on {task_id}, which was given up"
        dead.extend((d, because) for d in state.dependents.get(task_id, ()))
    state = state.but(
        tasks=tasks,
        open_tasks=state.open_tasks - count,
        pending=state.pending.discard(f"dead:{event.task_id}"),
    )
    if state.open_tasks == 0:
        return _issue(state, [do.Synthesise(state.iteration)])
    return state, ()


def _limit_reached(state: RunState, event: ev.LimitReached, _: int) -> Decision:
    return _wind_down(state, event.reason)


def _result_rejected(state: RunState, event: ev.ResultRejected, _: int) -> Decision:
    key = do.Synthesise(state.iteration).key
    if key not in state.pending or state.status != "running":
        return state, ()
    failed = [r for r in event.results if r.passed is False]
    feedback = "; ".join(f"{r.says or r.kind}: {r.evidence}" for r in failed)
    review = Review(
        verdict="rejected", reviewer="goal checks", results=event.results, feedback=feedback
    )
    opened = _reopened(state, event.task_ids)
    tasks = state.tasks
    for task_id in opened:
        task = tasks[task_id]
        changes: dict[str, Any] = {"review": review} if task_id in event.task_ids else {}
        tasks = tasks.insert(
            task_id,
            task.but(
                status="waiting",
                waiting_for=sum(1 for d in set(task.task.depends_on) if d in opened),
                # One more try each: the number of iterations is bounded by itself.
                rejections=min(task.rejections, MAX_REWORKS - 1),
                failures=min(task.failures, MAX_FAILURES - 1),
                outages=0,
                **changes,
            ),
        )
    state = state.but(
        tasks=tasks,
        iteration=state.iteration + 1,
        open_tasks=len(opened),
        pending=state.pending.remove(key),
    )
    if not opened:
        return _issue(state, [do.Synthesise(state.iteration)])
    return _announce(state, sorted(opened))


def _run_resumed(state: RunState, event: ev.RunResumed, _: int) -> Decision:
    """Time in which no process carried the run does not count against its deadline."""
    key = f"timer:{DEADLINE}"
    timer = state.pending.get(key)
    if not isinstance(timer, do.StartTimer):
        return state, ()
    timer = do.StartTimer(DEADLINE, timer.fire_at + timedelta(seconds=event.down_s))
    return state.but(pending=state.pending.insert(key, timer)), ()


def _cancel_requested(state: RunState, event: ev.CancelRequested, _: int) -> Decision:
    if any(type(c) is do.Finish for c in state.pending.values()):
        return state, ()
    withdrawn = tuple(state.pending)
    state = state.but(pending=HashTrieMap(), status="winding_down")
    finish = do.Finish(cancelled=True, reason=f"cancelled by {event.by}")
    return _issue(state, [do.Withdraw(withdrawn), finish])


def _effect_doubtful(state: RunState, event: ev.EffectDoubtful, _: int) -> Decision:
    if any((d.attempt_id, d.ordinal) == (event.attempt_id, event.ordinal) for d in state.doubtful):
        return state, ()
    return state.but(doubtful=(*state.doubtful, event)), ()


def _effect_settled(state: RunState, event: ev.EffectSettled, _: int) -> Decision:
    key = (event.attempt_id, event.ordinal)
    left = tuple(d for d in state.doubtful if (d.attempt_id, d.ordinal) != key)
    return state.but(doubtful=left), ()


def _goal_reached(state: RunState, event: ev.GoalReached, _: int) -> Decision:
    return _ended(state.but(status="reached", result=event.result))


def _goal_failed(state: RunState, event: ev.GoalFailed, _: int) -> Decision:
    return _ended(state.but(status="failed", result=event.result, reason=event.reason))


def _goal_cancelled(state: RunState, event: ev.GoalCancelled, _: int) -> Decision:
    return _ended(state.but(status="cancelled", reason=event.reason))


def _issue(
    state: RunState, commands: Iterable[do.Command], answered: str = "", **changes: Any
) -> Decision:
    """The state with these commands pending, another answered, and these changes, in one copy."""
    pending = state.pending.discard(answered) if answered else state.pending
    issued = tuple(commands)
    for command in issued:
        if type(command) is not do.Withdraw:
            pending = pending.insert(command.key, command)
    return state.but(pending=pending, **changes), issued


def _announce(state: RunState, task_ids: Iterable[str]) -> Decision:
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
    return _issue(state, commands, tasks=tasks) if commands else (state, ())


def _wind_down(state: RunState, reason: str) -> Decision:
    """Stop all work and put together what there is."""
    if state.status != "running":
        return state, ()
    withdrawn = tuple(state.pending)
    state = state.but(status="winding_down", limit=reason, pending=HashTrieMap())
    last: do.Command = do.Synthesise(state.iteration)
    if state.plan is None:
        last = do.Finish(cancelled=False, reason=reason)
    return _issue(state, [do.Withdraw(withdrawn), last])


def _ended(state: RunState) -> Decision:
    withdrawn = tuple(state.pending)
    return state.but(pending=HashTrieMap()), (do.Withdraw(withdrawn),) if withdrawn else ()


def _reopened(state: RunState, task_ids: Iterable[str]) -> set[str]:
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


def _task_of(state: RunState, attempt_id: str, status: str) -> TaskState | None:
    task = state.tasks.get(attempt_id.rpartition("#")[0])
    if task is None or task.status != status or task.attempt_id != attempt_id:
        return None
    return task


def _working(state: RunState, attempt_id: str) -> TaskState | None:
    return _task_of(state, attempt_id, "working")


def _reviewing(state: RunState, attempt_id: str) -> TaskState | None:
    return _task_of(state, attempt_id, "reviewing")


def _released(state: RunState, task: TaskState) -> HashTrieMap[str, int]:
    agent = task.award.agent if task.award else ""
    return state.busy.insert(agent, max(0, state.busy.get(agent, 0) - 1))


def _recorded(state: RunState, agent: str, *, won: bool) -> HashTrieMap[str, tuple[int, int]]:
    wins, total = state.record.get(agent, (0, 0))
    return state.record.insert(agent, (wins + won, total + 1))


_RULES: dict[type[ev.Event], Callable[[RunState, Any, int], Decision]] = {
    ev.GoalAccepted: _goal_accepted,
    ev.PlanMade: _plan_made,
    ev.PlanFailed: _plan_failed,
    ev.Awarded: _awarded,
    ev.NoBids: _no_bids,
    ev.CallAnswered: _call_answered,
    ev.EffectDoubtful: _effect_doubtful,
    ev.EffectSettled: _effect_settled,
    ev.Executed: _executed,
    ev.AttemptFailed: _attempt_failed,
    ev.TimerFired: _timer_fired,
    ev.Accepted: _accepted,
    ev.LeftUnproven: _accepted,
    ev.Rejected: _rejected,
    ev.DeadLettered: _dead_lettered,
    ev.LimitReached: _limit_reached,
    ev.ResultRejected: _result_rejected,
    ev.RunResumed: _run_resumed,
    ev.CancelRequested: _cancel_requested,
    ev.GoalReached: _goal_reached,
    ev.GoalFailed: _goal_failed,
    ev.GoalCancelled: _goal_cancelled,
}
