"""The rules on a run as a whole: begun, planned, limited, taken up again, over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core import ids
from hocket.core.review import Review
from hocket.core.run import TaskState
from hocket.flow.questions import plan_asked
from hocket.flow.steps import (
    MAX_FAILURES,
    MAX_REWORKS,
    Decision,
    announce,
    ended,
    issue,
    reopened,
    wind_down,
)

if TYPE_CHECKING:
    from hocket.core import event as ev
    from hocket.core.goal import Limits
    from hocket.core.run import RunState


def goal_accepted(state: RunState, event: ev.GoalAccepted, at_us: int) -> Decision:
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
        commands.append(do.StartTimer(ids.DEADLINE, end))
    return issue(state, commands)


def plan_made(state: RunState, event: ev.PlanMade, _: int) -> Decision:
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
    waiting = plan_asked(state)
    if waiting is not None:
        return waiting
    return announce(state, [t.task_id for t in event.plan.tasks])


def plan_failed(state: RunState, event: ev.PlanFailed, _: int) -> Decision:
    if state.plan is not None:
        return state, ()
    finish = do.Finish(cancelled=False, reason=event.reason)
    return issue(state, [finish], answered=do.MakePlan().key)


def timer_fired(state: RunState, event: ev.TimerFired, _: int) -> Decision:
    key = ids.waiting(event.timer_id)
    if key not in state.pending:
        return state, ()
    state = state.but(pending=state.pending.remove(key))
    if event.timer_id == ids.DEADLINE:
        limit = state.goal.limits.seconds if state.goal else None
        return wind_down(state, f"the time limit of {limit} s was reached")
    return announce(state, [ids.task_of_timer(event.timer_id)])


def limit_reached(state: RunState, event: ev.LimitReached, _: int) -> Decision:
    return wind_down(state, event.reason)


def result_rejected(state: RunState, event: ev.ResultRejected, _: int) -> Decision:
    key = do.Synthesise(state.iteration).key
    if key not in state.pending or state.status != "running":
        return state, ()
    failed = [r for r in event.results if r.passed is False]
    feedback = "; ".join(f"{r.says or r.kind}: {r.evidence}" for r in failed)
    review = Review(
        verdict="rejected", reviewer="goal checks", results=event.results, feedback=feedback
    )
    opened = reopened(state, event.task_ids)
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
        return issue(state, [do.Synthesise(state.iteration)])
    return announce(state, sorted(opened))


def run_resumed(state: RunState, event: ev.RunResumed, _: int) -> Decision:
    """Time in which no process carried the run does not count against its deadline."""
    return _later(state, event.down_s), ()


def _later(state: RunState, seconds: float) -> RunState:
    """The run with its deadline moved on."""
    key = ids.waiting(ids.DEADLINE)
    timer = state.pending.get(key)
    if not isinstance(timer, do.StartTimer):
        return state
    timer = do.StartTimer(ids.DEADLINE, timer.fire_at + timedelta(seconds=seconds))
    return state.but(pending=state.pending.insert(key, timer))


def run_forked(state: RunState, event: ev.RunForked, at_us: int) -> Decision:
    """What is to be otherwise in this copy; open commands go on under it."""
    assert state.goal is not None  # noqa: S101 - only what has a goal is copied
    tasks, llms = state.tasks, state.llms
    for task_id, agent in event.agents.items():
        task = tasks.get(task_id)
        if task is not None:
            pinned = task.task.model_copy(update={"agent": agent})
            tasks = tasks.insert(task_id, task.but(task=pinned))
    for role, llm in event.llms.items():
        llms = llms.insert(role, llm)
    state = state.but(tasks=tasks, llms=llms, forked_from=event.run_id)
    state = _later(state, event.down_s)
    if event.limits is not None:
        state = _limited(state, event.limits, at_us)
    return state, ()


def _limited(state: RunState, limits: Limits, at_us: int) -> RunState:
    """The run under other limits; the time it has used so far counts against the new one."""
    assert state.goal is not None  # noqa: S101 - as in its caller
    assert state.started_at is not None  # noqa: S101 - the same
    before_s = state.goal.limits.seconds
    key = ids.waiting(ids.DEADLINE)
    timer = state.pending.get(key)
    left_s = state.paused_s
    if isinstance(timer, do.StartTimer):
        left_s = timer.fire_at.timestamp() - at_us / 1e6
    used_s = 0.0 if before_s is None or left_s is None else before_s - left_s
    goal = state.goal.model_copy(update={"limits": limits})
    pending, paused_s = state.pending.discard(key), None
    if limits.seconds is not None:
        left_s = max(0.001, limits.seconds - used_s)
        if state.questions:
            paused_s = left_s
        else:
            fire_at = datetime.fromtimestamp(at_us / 1e6, UTC) + timedelta(seconds=left_s)
            pending = pending.insert(key, do.StartTimer(ids.DEADLINE, fire_at))
    return state.but(goal=goal, pending=pending, paused_s=paused_s)


def cancel_requested(state: RunState, event: ev.CancelRequested, _: int) -> Decision:
    if any(type(c) is do.Finish for c in state.pending.values()):
        return state, ()
    withdrawn = tuple(state.pending)
    state = state.but(pending=HashTrieMap(), questions=HashTrieMap(), status="winding_down")
    finish = do.Finish(cancelled=True, reason=f"cancelled by {event.by}")
    return issue(state, [do.Withdraw(withdrawn), finish])


def goal_reached(state: RunState, event: ev.GoalReached, _: int) -> Decision:
    return ended(state.but(status="reached", result=event.result))


def goal_failed(state: RunState, event: ev.GoalFailed, _: int) -> Decision:
    return ended(state.but(status="failed", result=event.result, reason=event.reason))


def goal_cancelled(state: RunState, event: ev.GoalCancelled, _: int) -> Decision:
    return ended(state.but(status="cancelled", reason=event.reason))
