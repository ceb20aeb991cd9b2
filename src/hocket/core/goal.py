"""A goal: what the user wants, what he gives, how it will be judged, and what it may cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hocket.core.check import AnyCheck
from hocket.core.noun import Noun
from hocket.core.question import Consent

MAX_SECONDS = 10 * 365 * 86_400.0


class Limits(Noun):
    """Upper bounds for a run and everything it starts; None means unbounded."""

    calls: int | None = Field(default=200, ge=0)
    tokens: int | None = Field(default=500_000, ge=0)
    usd: Decimal | None = Field(default=Decimal(1), ge=0)
    seconds: float | None = Field(default=3600.0, gt=0, le=MAX_SECONDS)
    agents: int | None = Field(default=2000, ge=1, description="attempts started, all told")
    depth: int = Field(default=3, ge=0, description="levels of goals within goals")

    def narrowed(self, other: Limits) -> Limits:
        """The tighter of both, bound by bound: what a child inherits."""
        return Limits(
            calls=_least(self.calls, other.calls),
            tokens=_least(self.tokens, other.tokens),
            usd=_least(self.usd, other.usd),
            seconds=_least(self.seconds, other.seconds),
            agents=_least(self.agents, other.agents),
            depth=min(self.depth, other.depth),
        )


def _least(a: Any, b: Any) -> Any:
    return min((x for x in (a, b) if x is not None), default=None)


class InputFile(Noun):
    """A file the user gave: stored by content, so that nothing depends on where it lay."""

    name: str = Field(min_length=1, pattern=r"^[^/\\]+$")
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    size_bytes: int = Field(ge=0)


class Deliverable(Noun):
    """The form in which the result is handed over."""

    kind: Literal["markdown", "files", "json"] = "markdown"
    json_schema: dict[str, Any] | None = None


class Goal(Noun):
    """What a user asks for."""

    text: str = Field(min_length=1, pattern=r"\S")
    inputs: tuple[InputFile, ...] = ()
    checks: tuple[AnyCheck, ...] = ()
    deliverable: Deliverable = Deliverable()
    limits: Limits = Limits()
    consent: Consent = Consent()
    public: bool = Field(default=False, description="observers may read its result")
    priority: int = Field(default=5, ge=0, le=10)
    seed: int = 0
