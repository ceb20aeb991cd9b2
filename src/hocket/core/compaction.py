"""The steps by which a prompt was shortened."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hocket.core.noun import Noun


class CompactionStep(Noun):
    """What a step did: repeated or superseded text dropped, extracts, a summary, a cut."""

    step: Literal["deduplicate", "drop", "extract", "summarise", "cut"]
    messages: int = Field(ge=0, description="messages that it changed")
    chars: int = Field(description="characters fewer; negative for a summary, which adds some")
    refused: int = Field(
        default=0, ge=0, description="sentences of a summary that the text does not show"
    )
