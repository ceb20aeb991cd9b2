"""What it means for a run that carrying out a command failed."""

from __future__ import annotations

from traceback import extract_tb
from typing import TYPE_CHECKING

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.review import Review
from hocket.errors import BudgetExceededError, OrchestrationError

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULT = "fault"
"""Stands for the code of an error that nobody foresaw."""


def events_of(command: do.Command, error: Exception) -> Sequence[ev.Event]:
    """The events that stand for an error; an error nobody foresaw is permanent, with its type."""
    known = isinstance(error, OrchestrationError)
    reason = error.message if isinstance(error, OrchestrationError) else _named(error)
    code = error.code if isinstance(error, OrchestrationError) else FAULT
    if isinstance(command, do.Synthesise):
        reason = f"the result could not be put together: {reason}"
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
                    retryable=known and getattr(error, "retryable", False),
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
    """Kind, message and place: what is needed to mend an own agent's or tool's fault."""
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = extract_tb(error.__traceback__)
    return f"{told} (at {frames[-1].filename}:{frames[-1].lineno})" if frames else told
