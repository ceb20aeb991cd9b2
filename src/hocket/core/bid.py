"""A bid: the offer of an agent for a task, with a reason for each part of its score."""

from __future__ import annotations

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun


class Bid(Noun):
    """An offer. Its parts are in [0, 1], its score is in [0, 100] (weights: specification 004)."""

    agent: str
    capability: float = Field(ge=0, le=1)
    availability: float = Field(ge=0, le=1)
    performance: float = Field(ge=0, le=1)
    priority: float = Field(ge=0, le=1)
    score: float = Field(ge=0, le=100)
    reasons: dict[str, Wording] = Field(default_factory=dict)


class Decline(Noun):
    """An agent that did not bid, and why."""

    agent: str
    reason: Wording
