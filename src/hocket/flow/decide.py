"""The flow: what each event means and what is to be done next.

``decide`` is pure and total: no clock, no dice, no I/O, and an event that no longer fits the state
(an answer that arrives after a cancel) changes nothing. ARCHITECTURE.md shows it as a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core import event as ev
from hocket.flow import calls, questions, runs, tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.run import RunState
    from hocket.flow.steps import Decision


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
        return calls.effect_doubtful(state, event, at_us)
    if rule is None or state.is_over or (state.goal is None and type(event) is not ev.GoalAccepted):
        return state, ()
    return rule(state, event, at_us)


_RULES: dict[type[ev.Event], Callable[[RunState, Any, int], Decision]] = {
    ev.GoalAccepted: runs.goal_accepted,
    ev.ExperienceTaken: runs.experience_taken,
    ev.PlanMade: runs.plan_made,
    ev.PlanFailed: runs.plan_failed,
    ev.BidAnswered: tasks.bid_answered,
    ev.Awarded: tasks.awarded,
    ev.NoBids: tasks.no_bids,
    ev.CallAnswered: calls.call_took,
    ev.TryFailed: calls.call_took,
    ev.EffectDoubtful: calls.effect_doubtful,
    ev.EffectSettled: calls.effect_settled,
    ev.Executed: tasks.executed,
    ev.AttemptFailed: tasks.attempt_failed,
    ev.TimerFired: runs.timer_fired,
    ev.Accepted: tasks.accepted,
    ev.LeftUnproven: tasks.accepted,
    ev.Rejected: tasks.rejected,
    ev.DeadLettered: tasks.dead_lettered,
    ev.LimitReached: runs.limit_reached,
    ev.ResultRejected: runs.result_rejected,
    ev.RunResumed: runs.run_resumed,
    ev.CancelRequested: runs.cancel_requested,
    ev.RunForked: runs.run_forked,
    ev.Asked: questions.asked,
    ev.Answered: questions.answered,
    ev.TaskReopened: questions.task_reopened,
    ev.GoalReached: runs.goal_reached,
    ev.GoalFailed: runs.goal_failed,
    ev.GoalCancelled: runs.goal_cancelled,
}
