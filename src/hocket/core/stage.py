"""The stages of a run near its limits: it focuses, then consolidates, then stops with its best.

A run that focuses begins nothing that it can do without: no second method, no other candidate once
there is an answer. One that consolidates begins no task for others that what is left cannot pay
for, and puts together what there is. At the limit itself it is wound down.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.noun import Noun

Stage = Literal["focus", "consolidate"]

WORDS: dict[Stage, str] = {
    "focus": "nothing is begun that the result can do without",
    "consolidate": "what there is is put together, and no other task is begun for others",
}


class Thresholds(Noun):
    """The shares of a limit from which on a run is in its stages; 1 for never before the limit."""

    focus: float = Field(default=0.8, gt=0, le=1)
    consolidate: float = Field(default=0.95, gt=0, le=1)

    def stage_at(self, share: float) -> Stage | None:
        """The stage of a run that has spent this share of a limit; None before all of them.

        Examples:
            >>> Thresholds().stage_at(0.5), Thresholds().stage_at(0.8), Thresholds().stage_at(1)
            (None, 'focus', 'consolidate')
        """
        if share >= self.consolidate:
            return "consolidate"
        return "focus" if share >= self.focus else None
