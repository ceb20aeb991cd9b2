"""Worked examples of work on tables: a small LLM follows the method that it is shown.

Each shows one method on tables of its own domain. Those whose method the words of a task indicate
most are shown, the nearest last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.examples import groups, shapes, statistics, times
from hocket.agents.ways.examples.nouns import Example, Sheet, Way

if TYPE_CHECKING:
    from hocket.ports.llm import ChatMessage

__all__ = ["EXAMPLES", "Example", "Sheet", "Way", "examples_for"]

EXAMPLES: tuple[Example, ...] = (
    *groups.EXAMPLES,
    *times.EXAMPLES,
    *statistics.EXAMPLES,
    *shapes.EXAMPLES,
)
SHOWN = 2


def examples_for(task: str, way: Way, tables: int = 1) -> list[ChatMessage]:
    """The examples whose method fits a task, as turns of a conversation; the nearest comes last.

    Args:
        task: What is asked.
        way: The way in which it is worked on.
        tables: Number of tables; an example with several is for tasks with several.
    """
    fitting = [e for e in EXAMPLES if e.code(way) and (len(e.sheets) > 1) <= (tables > 1)]
    ranked = sorted(fitting, key=lambda e: (e.nearness(task), len(e.sheets)), reverse=True)
    return [message for example in reversed(ranked[:SHOWN]) for message in example.shown(way)]
