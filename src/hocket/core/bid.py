"""A bid: one agent's offer for one task, with the reason of every part of its score."""

from __future__ import annotations

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun


class Bid(Noun):
    """An offer. The parts lie in [0, 1]; the score in [0, 100] (weights: specification 004)."""

    agent: str
    capability: float = Field(ge=0, le=1)
    availability: float = Field(ge=0, le=1)
    performance: float = Field(ge=0, le=1)
    priority: float = Field(ge=0, le=1)
    score: float = Field(ge=0, le=100)
    reasons: dict[str, Wording] = Field(default_factory=dict)


class Decline(Noun):
    """An agent that was asked and did not bid."""

    agent: str
    reason: Wording
