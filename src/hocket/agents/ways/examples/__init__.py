"""Worked examples of work on tables: a small LLM follows the method that it is shown.

Each shows one method on tables of its own domain. One is always shown, as small LLMs often miss its
method; the other is the one whose method the words of a task indicate most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.examples import groups, shapes, statistics, times
from hocket.agents.ways.examples.nouns import Example, Sheet

if TYPE_CHECKING:
    from hocket.agents.forms.ending import Way
    from hocket.ports.llm import ChatMessage

__all__ = ["EXAMPLES", "Example", "Sheet", "examples_for"]

EXAMPLES: tuple[Example, ...] = (
    *groups.EXAMPLES,
    *times.EXAMPLES,
    *statistics.EXAMPLES,
    *shapes.EXAMPLES,
)


def examples_for(task: str, way: Way, tables: int = 1, *, ends: bool = False) -> list[ChatMessage]:
    """The example of extremes and the one nearest to a task, the nearer of the two last.

    Args:
        task: What is asked.
        way: The way in which it is worked on.
        tables: Number of tables; an example with several is for tasks with several.
        ends: Whether the task ends in a line on what to leave; the examples then do so too.
    """
    fitting = [e for e in EXAMPLES if e.code(way) and (len(e.sheets) > 1) <= (tables > 1)]
    nearest = max(
        (e for e in fitting if e is not times.EXTREMES),
        key=lambda e: (e.nearness(task), len(e.sheets)),
    )
    pair = sorted((times.EXTREMES, nearest), key=lambda e: e.nearness(task))
    return [message for example in pair for message in example.shown(way, ends=ends)]
