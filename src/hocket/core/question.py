"""Questions to a person: what is asked before it is done, and what he answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.noun import Noun

Risk = Literal["low", "medium", "high"]
Threshold = Literal["none", "low", "medium", "high"]
QuestionKind = Literal["plan", "effect", "result", "question"]
Decision = Literal["approve", "reject", "edit", "answer"]

_TIERS = ("low", "medium", "high")


class Consent(Noun):
    """What a person wants to be asked before it is done."""

    plan: bool = Field(default=False, description="no task begins before its plan is approved")
    effects: Threshold = Field(
        default="none", description="the least risk of a tool call that is asked for; none: no call"
    )
    results: bool = Field(default=False, description="each task's result waits for approval")
    questions: bool = Field(default=False, description="agents may ask a person")

    def covers(self, risk: Risk) -> bool:
        """Whether a call of this risk goes ahead unasked.

        Examples:
            >>> Consent(effects="medium").covers("low"), Consent(effects="medium").covers("high")
            (True, False)
        """
        return self.effects == "none" or _TIERS.index(risk) < _TIERS.index(self.effects)


class Question(Noun):
    """Something that waits for a person. ``question_id`` is unique within its run.

    ``draft`` is the digest of what may be edited: a plan, a call's arguments, an answer's text.
    """

    question_id: str = Field(pattern=r"^[A-Za-z0-9_.~-]{1,120}$")
    kind: QuestionKind
    title: str
    detail: str = ""
    risk: Risk = "medium"
    task_id: str | None = None
    attempt_id: str | None = None
    options: tuple[str, ...] = ()
    draft: str | None = None


class Answer(Noun):
    """What a person decided, once and for all.

    Attributes:
        decision: ``edit`` goes on with ``draft`` in place of what was shown; ``answer`` is for
            questions in words.
        words: Why it was rejected, or the answer itself.
        draft: Digest of the edited text.
        covers: Of a plan: what its tools do is not asked for call by call.
        by: Who.
    """

    decision: Decision
    words: str = ""
    draft: str | None = None
    covers: bool = False
    by: str = ""
