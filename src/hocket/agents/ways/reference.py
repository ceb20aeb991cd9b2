"""What works of reference say on a question: an answer that is no memory, and entries to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.ways.fitting import LOOK_UP

if TYPE_CHECKING:
    from hocket.ports.agent import Workbench

REFERENCE = "reference"
"""The way of tables that answer a question."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """What was found; all of it is empty if the tables have nothing, or there are none.

    Attributes:
        answer: The answer, in a sentence.
        source: The tables that it is from.
        entries: What the tables have on the names in the question.
    """

    answer: str = ""
    source: str = ""
    entries: tuple[str, ...] = ()

    @property
    def evidence(self) -> str:
        """The answer with its source."""
        return f"{self.answer} (by {self.source})"

    def before(self, question: str) -> str:
        """The question for an LLM, with the entries before it, which it reads."""
        if not self.entries:
            return question
        shown = "\n".join(f"- {entry}" for entry in self.entries)
        return f"What tables say, which may help:\n{shown}\n\n{question}"


async def consulted(bench: Workbench, question: str) -> Consulted:
    """What the tool for works of reference finds; nothing if the agent has none."""
    if LOOK_UP not in bench.tools:
        return Consulted()
    result = await bench.use(LOOK_UP, {"question": question})
    if not result.ok:
        return Consulted()
    data = result.data
    return Consulted(data["answer"], data["source"], tuple(data["entries"]))
