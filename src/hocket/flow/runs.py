"""The rules for a run as a whole: start, plan, limits, resumption and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core import ids
from hocket.core.review import Review
from hocket.core.run import WORKER, TaskState
from hocket.flow.calls import calls_forgotten, calls_lost
from hocket.flow.questions import is_edit_awaited, plan_asked, plan_settled
from hocket.flow.steps import (
    MAX_FAILURES,
    MAX_REWORKS,
    Decision,
    after,
    announce,
    awaited,
    ended,
    instant,
    issue,
    later,
    reopened,
    synthesise,
    wind_down,
)

if TYPE_CHECKING:
    from hocket.core import event as ev
    from hocket.core.goal import Limits
    from hocket.core.receipt import Receipt
    from hocket.core.run import RunState


def goal_accepted(state: RunState, event: ev.GoalAccepted, at_us: int) -> Decision:
    if state.goal is not None:
        return state, ()
    started = instant(at_us)
    commands: list[do.Command] = [do.MakePlan()]
    if event.goal.limits.seconds is not None:
        end = later(started, event.goal.limits.seconds)
        commands.append(do.StartTimer(ids.DEADLINE, end))
    return issue(
        state,
        commands,
        status="running",
        goal=event.goal,
        agents=event.agents,
        bidders=frozenset(event.bidders),
        ways=HashTrieMap(event.ways),
        llms=HashTrieMap(event.llms),
        reasoning_tokens=event.reasoning_tokens,
        thresholds=event.thresholds,
        started_at=started,
        effects=_effects_of(event),
    )


def _effects_of(event: ev.GoalAccepted) -> HashTrieMap[str, tuple[Receipt, ...]]:
    none: HashTrieMap[str, tuple[Receipt, ...]] = HashTrieMap()
    return none.insert(ids.EVERY_TASK, event.effects) if event.effects else none


def experience_taken(state: RunState, event: ev.ExperienceTaken, _: int) -> Decision:
    """Keep the experience of earlier runs, for forecasts and auctions; it is fixed within a run."""
    return (state if state.experience is not None else state.replace(experience=event)), ()


def forecast_made(state: RunState, event: ev.ForecastMade, _: int) -> Decision:
    """Keep what the run was expected to take, to be compared with what it takes."""
    return (state if state.forecast is not None else state.replace(forecast=event.forecast)), ()


def plan_made(state: RunState, event: ev.PlanMade, at_us: int) -> Decision:
    timers: tuple[do.Command, ...] = ()
    if is_edit_awaited(state):
        state, timers = plan_settled(state, at_us)
    elif ids.plan(1) not in state.pending:
        return state, ()
    plan = event.plan
    tasks: dict[str, TaskState] = {}
    dependents: dict[str, list[str]] = {}
    for task in plan.tasks:
        task_id, needed = task.task_id, set(task.depends_on)
        tasks[task_id] = TaskState.made(task=task, waiting_for=len(needed))
        for other in needed:
            dependents.setdefault(other, []).append(task_id)
    state = state.replace(
        plan=plan,
        tasks=HashTrieMap(tasks),
        open_tasks=len(tasks),
        dependents=HashTrieMap({k: tuple(v) for k, v in dependents.items()}),
        pending=state.pending.discard(ids.plan(1)),
    )
    waiting = plan_asked(state)
    if waiting is not None:
        return waiting
    return after(timers, announce(state, tasks))


def plan_failed(state: RunState, event: ev.PlanFailed, _: int) -> Decision:
    if ids.plan(1) not in state.pending:
        return state, ()
    finish = do.Finish(cancelled=False, reason=event.reason, error=event.error)
    return issue(state, [finish], answered=ids.plan(1))


def timer_fired(state: RunState, event: ev.TimerFired, _: int) -> Decision:
    key = ids.timer_key(event.timer_id)
    if key not in state.pending:
        return state, ()
    state = state.replace(pending=state.pending.remove(key))
    if event.timer_id == ids.DEADLINE:
        limit = state.goal.limits.seconds if state.goal else None
        return wind_down(state, f"the time limit of {limit} s was reached")
    return announce(state, [ids.task_of_timer(event.timer_id)])


def stage_entered(state: RunState, event: ev.StageEntered, _: int) -> Decision:
    """Go on with less from here; the parts of the program that begin work ask the state."""
    key = ids.step_key("stage", event.stage)
    if key not in state.pending:
        return state, ()
    return state.replace(stages=(*state.stages, event), pending=state.pending.remove(key)), ()


def limit_reached(state: RunState, event: ev.LimitReached, _: int) -> Decision:
    return wind_down(state, event.reason)


def economised(state: RunState, event: ev.Economised, _: int) -> Decision:
    """Keep what was left out; a step that runs again after a crash says it once more.

    What the run has instead holds from here on.
    """
    economy = event.economy
    if economy in state.economies:
        return state, ()
    state = state.replace(economies=(*state.economies, economy))
    if economy.step == "llm":
        # Other roles that have the LLM of the worker keep it company.
        before = state.llm_of(WORKER)
        changed = {role: economy.instead for role, llm in state.llms.items() if llm == before}
        return state.replace(llms=state.llms.update(changed)), ()
    if economy.step == "care" and state.goal is not None:
        return state.replace(goal=state.goal.model_copy(update={"care": economy.instead})), ()
    return state, ()


def result_rejected(state: RunState, event: ev.ResultRejected, _: int) -> Decision:
    key = do.Synthesise(state.iteration, state.syntheses).key
    is_late = key not in state.pending or event.iteration != state.iteration
    if is_late or state.status != "running":
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
            task.replace(
                status="waiting",
                waiting_for=awaited(state, task_id, opened),
                # One more attempt each; the number of iterations has its own limit.
                rejections=min(task.rejections, MAX_REWORKS - 1),
                failures=min(task.failures, MAX_FAILURES - 1),
                outages=0,
                held=None,
                **changes,
            ),
        )
    state = state.replace(
        tasks=tasks,
        iteration=state.iteration + 1,
        open_tasks=len(opened),
        pending=state.pending.remove(key),
    )
    if not opened:
        return synthesise(state)
    return announce(state, sorted(opened))


def run_resumed(state: RunState, event: ev.RunResumed, _: int) -> Decision:
    """Extend the deadline by the time in which no process executed the run.

    The calls in flight when that began are lost, but were sent.
    """
    return _postponed(calls_lost(state), event.down_s), ()


def _postponed(state: RunState, seconds: float) -> RunState:
    """The state with its deadline moved by ``seconds``."""
    key = ids.timer_key(ids.DEADLINE)
    timer = state.pending.get(key)
    if not isinstance(timer, do.StartTimer):
        return state
    timer = do.StartTimer(ids.DEADLINE, later(timer.fire_at, seconds))
    return state.replace(pending=state.pending.insert(key, timer))


def run_forked(state: RunState, event: ev.RunForked, at_us: int) -> Decision:
    """Apply the changes of a fork; open commands continue under them."""
    assert state.goal is not None  # noqa: S101 - only runs with a goal are forked
    tasks, llms = state.tasks, state.llms
    for task_id, agent in event.agents.items():
        task = tasks.get(task_id)
        if task is not None:
            pinned = task.task.model_copy(update={"agent": agent})
            tasks = tasks.insert(task_id, task.replace(task=pinned))
    for role, llm in event.llms.items():
        llms = llms.insert(role, llm)
    state = state.replace(tasks=tasks, llms=llms, forked_from=event.run_id)
    # The calls in flight there are those of the other run.
    state = calls_forgotten(state).replace(origin=state.origin or event.run_id)
    state = _postponed(state, event.down_s)
    return (state, ()) if event.limits is None else _limited(state, event.limits, at_us)


def _limited(state: RunState, limits: Limits, at_us: int) -> Decision:
    """Apply new limits; the time used so far counts against the new limit."""
    assert state.goal is not None  # noqa: S101 - the caller checked it
    assert state.started_at is not None  # noqa: S101 - a run with a goal has started
    before_s = state.goal.limits.seconds
    key = ids.timer_key(ids.DEADLINE)
    timer = state.pending.get(key)
    left_s = state.paused_s
    if isinstance(timer, do.StartTimer):
        left_s = timer.fire_at.timestamp() - at_us / 1e6
    used_s = 0.0 if before_s is None or left_s is None else before_s - left_s
    goal = state.goal.model_copy(update={"limits": limits})
    stop = (do.Withdraw((key,)),) if key in state.pending else ()
    pending = state.pending.discard(key)
    for other, command in state.pending.items():
        if isinstance(command, do.EnterStage | do.Submit):  # they are for the limits before
            pending = pending.remove(other)
    state = state.replace(goal=goal, pending=pending, paused_s=None, stages=())
    if limits.seconds is None or state.status != "running":
        return state, stop
    left_s = max(0.001, limits.seconds - used_s)
    if state.questions:
        return state.replace(paused_s=left_s), stop
    return after(stop, issue(state, [do.StartTimer(ids.DEADLINE, later(instant(at_us), left_s))]))


def cancel_requested(state: RunState, event: ev.CancelRequested, _: int) -> Decision:
    if any(type(c) is do.Finish for c in state.pending.values()):
        return state, ()
    withdrawn = tuple(state.pending)
    state = state.replace(
        status="winding_down", pending=HashTrieMap(), questions=HashTrieMap(), paused_s=None
    )
    finish = do.Finish(cancelled=True, reason=f"cancelled by {event.by}")
    return issue(state, [do.Withdraw(withdrawn), finish])


def goal_reached(state: RunState, event: ev.GoalReached, _: int) -> Decision:
    return ended(state, status="reached", result=event.result)


def goal_failed(state: RunState, event: ev.GoalFailed, _: int) -> Decision:
    return ended(
        state, status="failed", result=event.result, reason=event.reason, error=event.error
    )


def goal_cancelled(state: RunState, event: ev.GoalCancelled, _: int) -> Decision:
    return ended(state, status="cancelled", reason=event.reason)
