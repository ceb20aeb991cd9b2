"""A fact: one figure with its unit, what it is of, when, and how it was computed."""

from __future__ import annotations

from pydantic import Field

from hocket.core.mark import Digest
from hocket.core.noun import Noun


class Fact(Noun):
    """What a sentence may rest on.

    ``program`` says how it was computed, in words that a reader can follow and repeat.
    """

    name: str = Field(description="what it is, such as 'change'")
    value: float | str
    unit: str = ""
    of: str = Field(default="", description="what it is a figure of, such as a country")
    when: tuple[str, ...] = Field(default=(), description="its times, in their order")
    source: str = Field(default="", description="name of the file that it was computed from")
    digest: Digest = Field(default="", description="digest of that file")
    program: str = ""
    rows: tuple[int, ...] = Field(default=(), description="numbers of the rows it was computed of")
