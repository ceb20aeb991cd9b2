"""Approvals, as the API returns them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.noun import Noun
from hocket.core.question import AnswerDecision, QuestionKind, Risk
from hocket.projections.moment import moment, moment_or_none

if TYPE_CHECKING:
    from hocket.projections.explanation import Explanation, Inquiry


class AnswerView(Noun):
    """The answer to an approval."""

    decision: AnswerDecision
    words: str
    covers: bool
    by: str
    at: datetime | None


class Approval(Noun):
    """A question to a person. ``draft`` is the text that they may edit."""

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
    answer: AnswerView | None


def approvals_of(explanation: Explanation) -> list[Approval]:
    """The approvals of a run, oldest first; ``draft`` is the digest of its text."""
    return [_approval(explanation, inquiry) for inquiry in explanation.inquiries]


def _approval(explanation: Explanation, inquiry: Inquiry) -> Approval:
    question, answer = inquiry.question, inquiry.answer
    state: Literal["open", "answered", "withdrawn"] = "answered"
    if answer is None:
        state = "open" if question.question_id in explanation.state.questions else "withdrawn"
    view = None
    if answer is not None:
        view = AnswerView(
            decision=answer.decision,
            words=answer.words,
            covers=answer.covers,
            by=answer.by,
            at=moment_or_none(inquiry.answered_us),
        )
    return Approval(
        question_id=ids.question(explanation.state.run_id, question.question_id),
        run_id=explanation.state.run_id,
        goal=explanation.state.goal.text if explanation.state.goal else "",
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
        answer=view,
    )
