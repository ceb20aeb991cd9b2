"""What a work of reference says on a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    Attributes:
        answer: The answer in a sentence; empty if the tables do not answer the question.
        source: Where the answer is from, such as ``the table of elements of periodictable 2.1``.
        entries: What the tables say on what the question names, each with its source.
    """

    answer: str = ""
    source: str = ""
    entries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answer or self.entries)

    @property
    def evidence(self) -> str:
        """The answer with its source."""
        return f"{self.answer} (by {self.source})"


NOTHING = Finding()
