"""A forecast: what a run is expected to take, with 80 % intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from hocket.core.usage import Usage


class Bounds(Noun):
    """One end of the 80 % intervals. ``usd`` is None if no price is known."""

    calls: int
    tokens: int
    usd: str | None
    seconds: float


class Forecast(Noun):
    """The expected cost; ``seconds`` is time of calls and tools, ``basis`` explains the figures."""

    calls: int
    tokens: int
    usd: str | None = Field(description="None if no price is known")
    seconds: float
    basis: Wording
    low: Bounds = Field(description="one run in ten costs less, if forecasts are right")
    high: Bounds = Field(description="one run in ten costs more, likewise")

    def misses(self, spent: Usage) -> list[str]:
        """The quantities of which a run took something outside the interval, in seconds last.

        Examples:
            >>> from hocket.core.usage import Usage
            >>> ends = Bounds(calls=1, tokens=10, usd=None, seconds=1.0)
            >>> made = Forecast(**dict(ends), basis="", low=ends, high=ends)
            >>> made.misses(Usage(calls=1, prompt_tokens=9, seconds=1.0))
            ['tokens']
        """
        return [
            name
            for name in COMPARED
            if not getattr(self.low, name) <= getattr(spent, name) <= getattr(self.high, name)
        ]


COMPARED = ("calls", "tokens", "seconds")
"""What a forecast is compared with once its run is over."""
