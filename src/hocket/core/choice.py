"""A choice: what was chosen from which candidates, and with which probability."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.noun import Noun


class Choice(Noun):
    """A stochastic decision with its propensity, for later evaluation."""

    of: Literal["agent", "llm", "parameters", "plan"]
    candidates: dict[str, float] = Field(description="ranking value of each option")
    chosen: str
    propensity: float = Field(gt=0, le=1)
    policy: str
