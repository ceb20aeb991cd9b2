"""The events that stand for a failed command."""

from __future__ import annotations

from traceback import extract_tb
from typing import TYPE_CHECKING

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.review import Review
from hocket.errors import BudgetExceededError, OrchestrationError, described

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULT = "fault"
"""Code of an unexpected error."""


def events_of(command: do.Command, error: Exception) -> Sequence[ev.Event]:
    """The events for an error; an unexpected error is permanent and named by its type."""
    expected = isinstance(error, OrchestrationError)
    reason = error.message if isinstance(error, OrchestrationError) else _named(error)
    code = error.code if isinstance(error, OrchestrationError) else FAULT
    if isinstance(command, do.Synthesise):
        reason = f"cannot assemble the result: {reason}"
        return [ev.GoalFailed(reason=reason, error=code)]
    if isinstance(error, BudgetExceededError):
        return [ev.LimitReached(limit=str(error.context.get("limit", "")), reason=reason)]
    match command:
        case do.MakePlan():
            return [ev.PlanFailed(reason=reason, error=code)]
        case do.Announce():
            return [ev.NoBids(task_id=command.task_id, round=command.round, reason=reason)]
        case do.Execute():
            return [
                ev.AttemptFailed(
                    attempt_id=command.attempt_id,
                    code=code,
                    reason=reason,
                    retryable=expected and getattr(error, "retryable", False),
                )
            ]
        case do.ReviewAttempt():
            review = Review(
                verdict="unproven", reviewer="checks", feedback=f"the review failed: {reason}"
            )
            return [ev.LeftUnproven(attempt_id=command.attempt_id, review=review, error=code)]
        case _:
            raise error


def _named(error: Exception) -> str:
    """Type, message and place, so that you can fix your own agent or tool."""
    text = described(error)
    frames = extract_tb(error.__traceback__)
    return f"{text} (at {frames[-1].filename}:{frames[-1].lineno})" if frames else text
