"""The events that stand for a failed command."""

from __future__ import annotations

from traceback import extract_tb
from typing import TYPE_CHECKING

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.fault import described
from hocket.core.review import Review
from hocket.errors import EXHAUSTED, BudgetExceededError, OrchestrationError, UserCodeError

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULT = UserCodeError.code
"""Code of an unexpected error."""


def events_of(command: do.Command, error: Exception) -> Sequence[ev.Event]:
    """The events for an error; an unexpected error is permanent and named by its type."""
    reason, code, retryable = _named(error), FAULT, False
    if isinstance(error, OrchestrationError) and not isinstance(error, UserCodeError):
        reason, code, retryable = error.message, error.code, error.retryable
        # What was tried as often as it may be is not tried as often again by each new attempt.
        retryable = retryable and not error.context.get(EXHAUSTED)
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
                    retryable=retryable,
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
