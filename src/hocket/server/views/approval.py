"""What waits for a person as the API shows it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.noun import Noun
from hocket.core.question import Decision, QuestionKind, Risk
from hocket.projections.moment import moment, moment_or_none

if TYPE_CHECKING:
    from hocket.projections.explanation import Explanation, Inquiry


class Given(Noun):
    """An answer that was given."""

    decision: Decision
    words: str
    covers: bool
    by: str
    at: datetime | None


class Approval(Noun):
    """A question to a person. ``draft`` is the text that may be edited; filled in where read."""

    question_id: str
    run_id: str
    goal: str
    task_id: str | None
    attempt_id: str | None
    kind: QuestionKind
    title: str
    detail: str
    risk: Risk
    options: tuple[str, ...]
    draft: str | None
    asked_at: datetime
    state: Literal["open", "answered", "withdrawn"]
    answer: Given | None


def approvals_of(told: Explanation) -> list[Approval]:
    """All of a run, oldest first; ``draft`` is the digest of the text here."""
    return [_shown(told, inquiry) for inquiry in told.inquiries]


def _shown(told: Explanation, inquiry: Inquiry) -> Approval:
    question, answer = inquiry.question, inquiry.answer
    state: Literal["open", "answered", "withdrawn"] = "answered"
    if answer is None:
        state = "open" if question.question_id in told.state.questions else "withdrawn"
    given = None
    if answer is not None:
        given = Given(
            decision=answer.decision,
            words=answer.words,
            covers=answer.covers,
            by=answer.by,
            at=moment_or_none(inquiry.answered_us),
        )
    return Approval(
        question_id=ids.question(told.state.run_id, question.question_id),
        run_id=told.state.run_id,
        goal=told.state.goal.text if told.state.goal else "",
        task_id=question.task_id,
        attempt_id=question.attempt_id,
        kind=question.kind,
        title=question.title,
        detail=question.detail,
        risk=question.risk,
        options=question.options,
        draft=question.draft,
        asked_at=moment(inquiry.asked_us),
        state=state,
        answer=given,
    )
