"""The timeline of a run: who did what, from when to when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.noun import Noun
from hocket.projections.moment import moment, moment_or_none

if TYPE_CHECKING:
    from hocket.projections.explanation import AttemptExplanation, Explanation

PLANNER, SYNTHESIS, PERSON = "planner", "synthesis", "you"
SpanKind = Literal["plan", "attempt", "review", "question", "synthesis"]


class Span(Noun):
    """A span of work. ``ended_at`` is None while it is in progress; ``ok`` while unknown."""

    lane: str
    task_id: str | None
    attempt_id: str | None
    kind: SpanKind
    label: str
    started_at: datetime
    ended_at: datetime | None
    ok: bool | None


class Timeline(Noun):
    """The spans of a run, in the order of their start."""

    spans: tuple[Span, ...]


def timeline_of(explanation: Explanation, started_us: int) -> Timeline:
    """The spans of a run; open spans of a finished run end with it."""
    spans = [_plan(explanation, started_us)]
    for task in explanation.tasks.values():
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
        for inquiry in explanation.inquiries
    ]
    spans += _synthesis(explanation)
    if explanation.state.is_over:
        end = moment(explanation.last_us)
        spans = [s if s.ended_at else s.model_copy(update={"ended_at": end}) for s in spans]
    return Timeline(spans=tuple(sorted(spans, key=lambda s: s.started_at)))


def _plan(explanation: Explanation, started_us: int) -> Span:
    ok = True if explanation.planned_us is not None else None
    return _span(PLANNER, "plan", "plan", (started_us, explanation.planned_us), ok=ok)


def _attempt(attempt: AttemptExplanation) -> list[Span]:
    task_id = ids.task_of(attempt.attempt_id)
    about = (task_id, attempt.attempt_id)
    ok = None
    if attempt.fault:
        ok = False
    elif attempt.review is not None:
        ok = attempt.review.verdict != "rejected"
    span = (attempt.began_us, attempt.ended_us)
    spans = [_span(attempt.agent, "attempt", attempt.attempt_id, span, *about, ok=ok)]
    if attempt.executed is not None and attempt.ended_us is not None:
        label = f"review of {attempt.attempt_id}"
        review_times = (attempt.ended_us, attempt.judged_us)
        spans.append(_span(attempt.agent, "review", label, review_times, *about, ok=ok))
    return spans


def _synthesis(explanation: Explanation) -> list[Span]:
    ends = [
        a.judged_us or a.ended_us
        for task in explanation.tasks.values()
        for a in task.attempts
        if a.judged_us or a.ended_us
    ]
    if explanation.state.open_tasks or not ends or explanation.state.plan is None:
        return []
    began = max(end for end in ends if end is not None)
    over = explanation.state.is_over
    ok = explanation.state.result is not None if over else None
    return [
        _span(
            SYNTHESIS, "synthesis", "result", (began, explanation.last_us if over else None), ok=ok
        )
    ]


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
