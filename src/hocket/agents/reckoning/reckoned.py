"""What code reckoned for a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The answer in a sentence, and one line of working."""

    answer: str
    working: str = ""
