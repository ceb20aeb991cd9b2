"""A goal: what you want, your input files, its checks, and its limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hocket.core.check import AnyCheck
from hocket.core.mark import Digest, Wording
from hocket.core.noun import Noun, unchecked
from hocket.core.question import Consent

MAX_SECONDS = 10 * 365 * 86_400.0


class Limits(Noun):
    """Upper bounds for a run and everything it starts; None means unlimited."""

    calls: int | None = Field(default=200, ge=0)
    tokens: int | None = Field(default=500_000, ge=0)
    usd: Decimal | None = Field(default=Decimal(1), ge=0)
    seconds: float | None = Field(default=3600.0, gt=0, le=MAX_SECONDS)
    agents: int | None = Field(default=2000, ge=1, description="attempts started in total")
    depth: int = Field(default=3, ge=0, description="levels of goals within goals")

    def narrowed(self, other: Limits) -> Limits:
        """The lower of both bounds for each limit, which a run within a run inherits."""
        return Limits(
            calls=_lower(self.calls, other.calls),
            tokens=_lower(self.tokens, other.tokens),
            usd=_lower(self.usd, other.usd),
            seconds=_lower(self.seconds, other.seconds),
            agents=_lower(self.agents, other.agents),
            depth=min(self.depth, other.depth),
        )


def _lower(a: Any, b: Any) -> Any:
    return min((x for x in (a, b) if x is not None), default=None)


class InputFile(Noun):
    """An input file, stored by content, so that its original path does not matter.

    The text and the tables of a document, such as a PDF or a workbook, are input files of their
    own; submission adds them and the notes.
    """

    name: str = Field(min_length=1, pattern=r"^[^/\\]+$")
    digest: Digest = Field(pattern=r"^[0-9a-f]{64}$")
    size_bytes: int = Field(ge=0)
    note: Wording = Field(
        default="", description="how it is read if not as plain UTF-8; set by the submission"
    )
    source: str = Field(
        default="", description="the input that this is a part of; set by the submission"
    )
    profile: Digest = Field(
        default="",
        pattern=r"^([0-9a-f]{64})?$",
        description="what it holds, as JSON; set by the submission",
    )


class Deliverable(Noun):
    """The form of the result."""

    kind: Literal["markdown", "files", "json"] = "markdown"
    json_schema: dict[str, Any] | None = None


Care = Literal["low", "normal", "high"]


class Goal(Noun):
    """What a user wants done."""

    text: str = Field(min_length=1, pattern=r"\S")
    inputs: tuple[InputFile, ...] = ()
    checks: tuple[AnyCheck, ...] = ()
    deliverable: Deliverable = unchecked(Deliverable)
    limits: Limits = unchecked(Limits)
    consent: Consent = unchecked(Consent)
    care: Care = Field(
        default="normal",
        # As in journals of releases without it, so that a goal delegated there is the same request.
        exclude_if=lambda care: care == "normal",
        description="which work is done twice, by two methods: none, cheap work, or all of it",
    )
    public: bool = Field(default=False, description="observers may read its result")
    priority: int = Field(default=5, ge=0, le=10)
    seed: int = 0

    @property
    def input_notes(self) -> tuple[str, ...]:
        """How input files were read if not as plain UTF-8, and what could not be read."""
        return tuple(f"{file.name}: {file.note}" for file in self.inputs if file.note)
