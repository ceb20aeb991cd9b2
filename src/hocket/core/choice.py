"""A choice: what was chosen among what and how likely, so that it can be judged later."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.noun import Noun


class Choice(Noun):
    """A stochastic decision with its propensity."""

    of: Literal["agent", "llm", "parameters", "plan"]
    candidates: dict[str, float] = Field(description="option to the value it was ranked by")
    chosen: str
    propensity: float = Field(gt=0, le=1)
    policy: str
