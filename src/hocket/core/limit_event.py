"""Events about the limits of a run: its forecast, what it left out, the limit it reached."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from hocket.core.economy import Economy, Shortage
from hocket.core.forecast import Forecast
from hocket.core.happened import Event
from hocket.core.mark import Wording
from hocket.core.stage import WORDS, Stage


class ForecastMade(Event):
    """What the run was expected to take when it began; made where its user set a limit."""

    forecast: Forecast
    tasks: int = Field(ge=1, description="how many it was taken to be")


class Economised(Event):
    """A run left something out to keep a limit; it goes on with what its limits leave room for."""

    economy: Economy
    says: Wording = Field(description="the same in words")

    @classmethod
    def of(cls, economy: Economy) -> Self:
        return cls(economy=economy, says=economy.words())


class StageEntered(Event):
    """A run has spent so much of a limit that it goes on with less; see ``core/stage.py``."""

    stage: Stage
    shortage: Shortage
    says: Wording = Field(description="the same in words")

    @classmethod
    def of(cls, stage: Stage, shortage: Shortage) -> Self:
        says = f"{stage}: {shortage.words()}, so {WORDS[stage]}"
        return cls(stage=stage, shortage=shortage, says=says)


class LimitReached(Event):
    """A limit was reached; the run winds down with what it has."""

    limit: str
    reason: Wording
