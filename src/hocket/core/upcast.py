"""Upcasters: what an older release wrote, in the form that is written today.

Each turns the body of one version of a type into that of the next. Where an older release said in
words only what stands in a field today, the words are read here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]
Upcaster = Callable[[Body], Body]

UNKNOWN = "unknown"
"""Stands for the code of an error that an older release put into words alone."""

_ERROR = "error:"
_REVIEW_FAILED = "the review failed: "
_SYNTHESIS_FAILED = "the result could not be put together: "


def _call_answered_1(body: Body) -> Body:
    """A note was how a call ended.

    What the call left beside its answer was not named.
    """
    note = body.pop("note", "")
    error = note.removeprefix(_ERROR) if note.startswith(_ERROR) else ""
    return {**body, "error": error, "truncated": note == "truncated"}


def _plan_failed_1(body: Body) -> Body:
    """A plan fails by an error, which was only worded."""
    return {**body, "error": UNKNOWN}


def _left_unproven_1(body: Body) -> Body:
    """That the review itself failed stood in its feedback."""
    failed = body["review"].get("feedback", "").startswith(_REVIEW_FAILED)
    return {**body, "error": UNKNOWN if failed else ""}


def _goal_failed_1(body: Body) -> Body:
    """That no result could be made stood in the reason."""
    failed = body["reason"].startswith(_SYNTHESIS_FAILED)
    return {**body, "error": UNKNOWN if failed else ""}


def _goal_accepted_1(body: Body) -> Body:
    """No agent bid itself."""
    return {**body, "bidders": ()}


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("CallAnswered", 1): _call_answered_1,
    ("PlanFailed", 1): _plan_failed_1,
    ("LeftUnproven", 1): _left_unproven_1,
    ("GoalFailed", 1): _goal_failed_1,
    ("GoalAccepted", 1): _goal_accepted_1,
}
"""(type, version) to what turns its body into that of the next version."""
