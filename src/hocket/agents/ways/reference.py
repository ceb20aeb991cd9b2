"""What works of reference say on a question: an answer that is no memory, and entries to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.fitting import LOOK_UP
from hocket.reference import NOTHING, Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Workbench

REFERENCE = "reference"
"""The way of tables that answer a question."""


async def consulted(bench: Workbench, question: str) -> Finding:
    """What the tool for works of reference finds; nothing if the agent has none."""
    if LOOK_UP not in bench.tools:
        return NOTHING
    result = await bench.use(LOOK_UP, {"question": question})
    if not result.ok:
        return NOTHING
    data = result.data
    return Finding(data["answer"], data["source"], tuple(data["entries"]))


def with_entries(question: str, entries: Sequence[str]) -> str:
    """The question for an LLM, with the entries before it, which it reads."""
    if not entries:
        return question
    shown = "\n".join(f"- {entry}" for entry in entries)
    return f"What tables say, which may help:\n{shown}\n\n{question}"
