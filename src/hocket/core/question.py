"""Questions to a person, and their answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.mark import Digest
from hocket.core.noun import Noun

Risk = Literal["low", "medium", "high"]
Threshold = Literal["none", "low", "medium", "high"]
QuestionKind = Literal["plan", "effect", "result", "question"]
AnswerDecision = Literal["approve", "reject", "edit", "answer"]

_TIERS = ("low", "medium", "high")


class Consent(Noun):
    """What needs the approval of a person first."""

    plan: bool = Field(default=False, description="no task starts before the plan is approved")
    effects: Threshold = Field(
        default="none",
        description="lowest risk of a tool call that needs approval; none: no call does",
    )
    results: bool = Field(default=False, description="the result of each task needs approval")
    questions: bool = Field(default=False, description="agents may ask questions")

    def allows(self, risk: Risk) -> bool:
        """Whether a call of this risk needs no approval.

        Examples:
            >>> Consent(effects="medium").allows("low"), Consent(effects="medium").allows("high")
            (True, False)
        """
        return self.effects == "none" or _TIERS.index(risk) < _TIERS.index(self.effects)


class Question(Noun):
    """A question to a person. ``question_id`` is unique within its run.

    ``draft`` is the digest of what can be edited: a plan, the arguments of a call, or a text.
    """

    question_id: str = Field(pattern=r"^[A-Za-z0-9_.~-]{1,120}$")
    kind: QuestionKind
    title: str
    detail: str = ""
    risk: Risk = "medium"
    task_id: str | None = None
    attempt_id: str | None = None
    options: tuple[str, ...] = ()
    draft: Digest | None = None


class Answer(Noun):
    """The final decision of a person.

    Attributes:
        decision: ``edit`` approves ``draft`` instead of the original; ``answer`` replies to a
            question in words.
        words: The reason of a rejection, or the answer.
        draft: Digest of the edited text.
        covers: Whether the approval of a plan also covers the tool calls of its tasks.
        by: Who decided.
    """

    decision: AnswerDecision
    words: str = ""
    draft: Digest | None = None
    covers: bool = False
    by: str = ""
