"""A bid: the offer of an agent for a task, with a reason for each part of its score."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun


class Offer(Noun):
    """The bid of an agent that bids itself, with estimates of what it will need."""

    fitness: float = Field(ge=0, le=1, description="how well it can do the task")
    reason: Wording = Field(
        min_length=1, max_length=1000, description="its reason, for people to read"
    )
    seconds: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    tokens: int | None = Field(default=None, ge=0)
    usd: Decimal | None = Field(default=None, ge=0)

    def needs(self) -> str:
        """What the agent expects to need, in words; empty if it does not say.

        Examples:
            >>> Offer(fitness=1, reason="mine", seconds=12, tokens=800).needs()
            '12 s and 800 tokens'
        """
        needs = [
            f"{self.seconds:g} s" if self.seconds is not None else "",
            f"{self.tokens} tokens" if self.tokens is not None else "",
            f"{self.usd} USD" if self.usd is not None else "",
        ]
        *first, last = [need for need in needs if need] or [""]
        return f"{', '.join(first)} and {last}" if first else last


class Bid(Noun):
    """A scored offer: parts in [0, 1], the score in [0, 100] (weights: specification 004)."""

    agent: str
    way: str = Field(default="", description="how it would work; empty for a way of its own")
    suitability: float = Field(
        default=1.0, ge=0, le=1, description="expected share of right results by this way"
    )
    capability: float = Field(ge=0, le=1)
    availability: float = Field(ge=0, le=1)
    performance: float = Field(ge=0, le=1)
    priority: float = Field(ge=0, le=1)
    score: float = Field(ge=0, le=100)
    reasons: dict[str, Wording] = Field(default_factory=dict)

    @property
    def option(self) -> str:
        """Its name among the candidates of an award."""
        return option(self.agent, self.way) if self.way else self.agent


def option(agent: str, way: str) -> str:
    """An agent with the way in which it would work.

    Examples:
        >>> option("analytical", "query"), option("shouter", "")
        ('analytical by query', 'shouter')
    """
    return f"{agent} by {way}" if way else agent


class Decline(Noun):
    """An agent that did not bid, and why; an agent that declines itself may omit its name."""

    agent: str = ""
    reason: Wording
