"""Upcasters: they convert events of older releases to the current form.

Each converts the body of one version of a type to the next version. If an older release had only a
text where there is a field today, the text is parsed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]
Upcaster = Callable[[Body], Body]

UNKNOWN = "unknown"
"""Code of an error for which an older release has only a text."""

_ERROR = "error:"
_REVIEW_FAILED = "the review failed: "
_SYNTHESIS_FAILED = "the result could not be put together: "


def _call_answered_1(body: Body) -> Body:
    """Version 1 has a note on how the call ended and does not list its files."""
    note = body.pop("note", "")
    error = note.removeprefix(_ERROR) if note.startswith(_ERROR) else ""
    return {**body, "error": error, "truncated": note == "truncated"}


def _plan_failed_1(body: Body) -> Body:
    """Version 1 has no error code."""
    return {**body, "error": UNKNOWN}


def _left_unproven_1(body: Body) -> Body:
    """Version 1 reports a failed review in the feedback."""
    failed = body["review"].get("feedback", "").startswith(_REVIEW_FAILED)
    return {**body, "error": UNKNOWN if failed else ""}


def _goal_failed_1(body: Body) -> Body:
    """Version 1 reports a failed synthesis in the reason."""
    failed = body["reason"].startswith(_SYNTHESIS_FAILED)
    return {**body, "error": UNKNOWN if failed else ""}


def _goal_accepted_1(body: Body) -> Body:
    """In version 1 no agent bids itself."""
    return {**body, "bidders": ()}


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("CallAnswered", 1): _call_answered_1,
    ("PlanFailed", 1): _plan_failed_1,
    ("LeftUnproven", 1): _left_unproven_1,
    ("GoalFailed", 1): _goal_failed_1,
    ("GoalAccepted", 1): _goal_accepted_1,
}
"""Upcasters by (type, version); each converts a body to the next version."""
