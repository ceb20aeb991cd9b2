"""A run as spans over time: who did what from when to when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.noun import Noun
from hocket.projections.moment import moment, moment_or_none

if TYPE_CHECKING:
    from hocket.projections.explanation import AttemptStory, Explanation

PLANNER, SYNTHESIS, PERSON = "planner", "synthesis", "you"
SpanKind = Literal["plan", "attempt", "review", "question", "synthesis"]


class Span(Noun):
    """Something that took time. ``ended_at`` is None while it goes on; ``ok`` while unknown."""

    lane: str
    task_id: str | None
    attempt_id: str | None
    kind: SpanKind
    label: str
    started_at: datetime
    ended_at: datetime | None
    ok: bool | None


class Timeline(Noun):
    """All spans of a run in the order in which they began."""

    spans: tuple[Span, ...]


def timeline_of(told: Explanation, started_us: int) -> Timeline:
    """What took time in a run; what goes on at the end of a run that is over ended with it."""
    spans = [_plan(told, started_us)]
    for task in told.tasks.values():
        for attempt in task.attempts:
            spans += _attempt(attempt)
    spans += [
        _span(
            PERSON,
            "question",
            inquiry.question.title,
            (inquiry.asked_us, inquiry.answered_us),
            inquiry.question.task_id,
            inquiry.question.attempt_id,
            ok=None if inquiry.answer is None else inquiry.answer.decision != "reject",
        )
        for inquiry in told.inquiries
    ]
    spans += _synthesis(told)
    if told.state.is_over:
        end = moment(told.last_us)
        spans = [s if s.ended_at else s.model_copy(update={"ended_at": end}) for s in spans]
    return Timeline(spans=tuple(sorted(spans, key=lambda s: s.started_at)))


def _plan(told: Explanation, started_us: int) -> Span:
    ok = True if told.planned_us is not None else None
    return _span(PLANNER, "plan", "plan", (started_us, told.planned_us), ok=ok)


def _attempt(attempt: AttemptStory) -> list[Span]:
    task_id = ids.task_of(attempt.attempt_id)
    place = (task_id, attempt.attempt_id)
    ok = None
    if attempt.fault:
        ok = False
    elif attempt.review is not None:
        ok = attempt.review.verdict != "rejected"
    span = (attempt.began_us, attempt.ended_us)
    spans = [_span(attempt.agent, "attempt", attempt.attempt_id, span, *place, ok=ok)]
    if attempt.executed is not None and attempt.ended_us is not None:
        label = f"review of {attempt.attempt_id}"
        judged = (attempt.ended_us, attempt.judged_us)
        spans.append(_span(attempt.agent, "review", label, judged, *place, ok=ok))
    return spans


def _synthesis(told: Explanation) -> list[Span]:
    ends = [
        a.judged_us or a.ended_us
        for task in told.tasks.values()
        for a in task.attempts
        if a.judged_us or a.ended_us
    ]
    if told.state.open_tasks or not ends or told.state.plan is None:
        return []
    began = max(end for end in ends if end is not None)
    over = told.state.is_over
    ok = told.state.result is not None if over else None
    return [_span(SYNTHESIS, "synthesis", "result", (began, told.last_us if over else None), ok=ok)]


def _span(
    lane: str,
    kind: SpanKind,
    label: str,
    times: tuple[int, int | None],
    task_id: str | None = None,
    attempt_id: str | None = None,
    *,
    ok: bool | None,
) -> Span:
    return Span(
        lane=lane,
        task_id=task_id,
        attempt_id=attempt_id,
        kind=kind,
        label=label,
        started_at=moment(times[0]),
        ended_at=moment_or_none(times[1]),
        ok=ok,
    )
