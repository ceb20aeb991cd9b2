"""The outcome of an attempt: its answer, its files and its evidence."""

from __future__ import annotations

from pydantic import Field

from hocket.core.agreement import Agreement
from hocket.core.mark import Digest, Wording
from hocket.core.noun import Noun


class Outcome(Noun):
    """The work that an attempt submits for review. ``files`` maps names to digests."""

    text: Digest = Field(description="digest of the answer")
    files: dict[str, Digest] = Field(default_factory=dict)
    way: str = Field(default="", description="how the agent worked; empty for a way of its own")
    tool_calls: int = Field(default=0, ge=0, description="number of tool calls that were made")
    # Files that it changed although they are another task's, with that task.
    refused: dict[str, str] = Field(default_factory=dict)
    program: Digest = Field(
        default="", description="digest of what computed the answer, as a Markdown block"
    )
    agreement: Agreement | None = Field(
        default=None, description="of methods that the way of working compared itself"
    )
    doubtful: tuple[str, ...] = Field(default=(), description="tools whose effects have no receipt")
    doubt: Wording = Field(
        default="",
        exclude_if=lambda doubt: not doubt,
        description="what looks wrong with it to the way of working, though nothing is certain",
    )
    cut: Wording = Field(
        default="",
        exclude_if=lambda cut: not cut,
        description="why the work ended before it was finished; this is the answer it had by then",
    )
