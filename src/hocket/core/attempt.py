"""What an attempt leaves: an answer, files by digest, and what its claims rest on."""

from __future__ import annotations

from pydantic import Field

from hocket.core.noun import Noun


class Outcome(Noun):
    """The evidence an attempt hands to review. ``files`` maps names to content digests."""

    text: str = Field(description="digest of the answer's text")
    files: dict[str, str] = Field(default_factory=dict)
    tool_calls: int = Field(default=0, ge=0, description="from the tool log, not from narration")
    doubtful: tuple[str, ...] = Field(default=(), description="effects with no receipt")
