"""The flow: the effect of each event on the state, and the commands that follow.

``decide`` is pure and total: it uses no clock, randomness or I/O, and an event that does not fit
the state (such as an answer after a cancel) changes nothing. ARCHITECTURE.md shows it as a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core import event as ev
from hocket.flow import calls, questions, runs, tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.run import RunState, RunStatus
    from hocket.flow.steps import Decision

    _Rules = dict[type[ev.Event], Callable[[RunState, Any, int], Decision]]


def decide(state: RunState, event: ev.Event, at_us: int) -> Decision:
    """The state after an event, and the commands that follow from it.

    Args:
        state: State after all earlier events.
        event: The event.
        at_us: Time of its journal entry, in microseconds since the epoch; timers start from it.

    Returns:
        The new state and the commands, in the order in which they start. The state holds each
        command in ``pending`` until an event with its result arrives.
    """
    rule = _RULES_AT[state.status].get(type(event))
    return (state, ()) if rule is None else rule(state, event, at_us)


_RULES: _Rules = {
    ev.GoalAccepted: runs.goal_accepted,
    ev.ExperienceTaken: runs.experience_taken,
    ev.ForecastMade: runs.forecast_made,
    ev.PlanMade: runs.plan_made,
    ev.PlanFailed: runs.plan_failed,
    ev.BidAnswered: tasks.bid_answered,
    ev.Awarded: tasks.awarded,
    ev.NoBids: tasks.no_bids,
    ev.CallAnswered: calls.call_took,
    ev.TryFailed: calls.call_took,
    ev.PromptCompacted: calls.prompt_compacted,
    ev.ConversationHandedOver: calls.handed_over,
    ev.StructureMended: calls.structure_mended,
    ev.EffectIntended: calls.effect_intended,
    ev.EffectDoubtful: calls.effect_doubtful,
    ev.EffectSettled: calls.effect_settled,
    ev.AnswerHeld: tasks.answer_held,
    ev.Executed: tasks.executed,
    ev.AttemptFailed: tasks.attempt_failed,
    ev.TimerFired: runs.timer_fired,
    ev.Accepted: tasks.accepted,
    ev.Corroborated: tasks.accepted,
    ev.LeftUnproven: tasks.accepted,
    ev.Rejected: tasks.rejected,
    ev.DeadLettered: tasks.dead_lettered,
    ev.StageEntered: runs.stage_entered,
    ev.LimitReached: runs.limit_reached,
    ev.Economised: runs.economised,
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

_FIRST = (ev.GoalAccepted,)
"""What a run begins with; a stream without a goal has no state."""

_AFTERWARDS = (ev.EffectDoubtful, ev.CallAnswered, ev.TryFailed)
"""What comes up while a run ends: its doubts, and the cost of the calls that it stopped."""

_RULES_BEFORE: _Rules = {kind: _RULES[kind] for kind in _FIRST}
_RULES_AFTERWARDS: _Rules = {kind: _RULES[kind] for kind in _AFTERWARDS}
_RULES_AT: dict[RunStatus, _Rules] = {
    "new": _RULES_BEFORE,
    "running": _RULES,
    "winding_down": _RULES,
    "reached": _RULES_AFTERWARDS,
    "failed": _RULES_AFTERWARDS,
    "cancelled": _RULES_AFTERWARDS,
}
"""The rules for the events that a run with this status takes."""
