"""Worked examples of work on tables: a small LLM follows the method that it is shown.

Each shows one method on tables of its own domain. One is always shown, as small LLMs often miss its
method; the other is the one whose method the words of a task indicate most.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hocket.agents.ways.examples import (
    beside,
    comparisons,
    groups,
    levels,
    options,
    parts,
    records,
    sets,
    shapes,
    statistics,
    things,
    times,
)
from hocket.agents.ways.examples.nouns import Example, Sheet, Trait

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.agents.forms.ending import Way
    from hocket.ports.llm import ChatMessage

__all__ = ["EXAMPLES", "Example", "Sheet", "Trait", "examples_for"]

BESIDE: Trait = "beside"
SIGN = 3.0
"""How many words that no other example has a sign of one is worth."""
_FILE = re.compile(r"\b[\w-]+\.(?:csv|tsv|json|xlsx|md|txt)\b")
_SAYS_LITTLE = frozenset(
    ("a", "all", "an", "and", "by", "each", "for", "from", "in", "of", "the", "to")
)


EXAMPLES: tuple[Example, ...] = (
    *groups.EXAMPLES,
    *comparisons.EXAMPLES,
    *sets.EXAMPLES,
    *levels.EXAMPLES,
    *parts.EXAMPLES,
    *records.EXAMPLES,
    *times.EXAMPLES,
    *statistics.EXAMPLES,
    *shapes.EXAMPLES,
    *beside.EXAMPLES,
    *options.EXAMPLES,
    *things.EXAMPLES,
)


def examples_for(
    task: str,
    way: Way,
    tables: int = 1,
    *,
    ends: bool = False,
    traits: Collection[Trait] = (),
) -> list[ChatMessage]:
    """The example of extremes and the one nearest to a task, the nearer of the two last.

    With several tables, one that joins tables takes the place of extremes unless it is the nearest.
    Where values are set side by side, only examples that do so are shown, beside one that joins.

    Args:
        task: What is asked.
        way: The way in which it is worked on.
        tables: Number of tables; an example with several is for tasks with several.
        ends: Whether the task ends in a line on what to leave; the examples then do so too.
        traits: What the task and its tables have that has an example of its own; it counts as a
            word more.
    """
    known = [example for example in EXAMPLES if not example.trait or example.trait in traits]
    fitting = [e for e in known if e.code(way) and (len(e.sheets) > 1) <= (tables > 1)]
    near = nearness(task, fitting)
    for place, example in enumerate(fitting):
        near[place] += bool(example.trait)
    pair = sorted(_pair(near, fitting, tables, traits), key=lambda place: near[place])
    return [m for place in pair for m in fitting[place].shown(way, ends=ends)]


def _pair(
    near: Sequence[float], fitting: Sequence[Example], tables: int, traits: Collection[Trait]
) -> tuple[int, int]:
    """The places of the two examples that are shown."""
    joined = [place for place, example in enumerate(fitting) if len(example.sheets) > 1]
    if BESIDE in traits:
        alike = [place for place, example in enumerate(fitting) if example.trait == BESIDE]
        *_, second, first = sorted(alike, key=lambda place: near[place])
        return first, max(joined, key=lambda place: near[place]) if tables > 1 else second
    extremes = fitting.index(times.EXTREMES)
    nearest = _nearest(near, fitting, without=extremes)
    if tables > 1 and len(fitting[nearest].sheets) == 1:
        always = max(joined, key=lambda place: near[place])
        return always, _nearest(near, fitting, without=always)
    return extremes, nearest


def _nearest(near: Sequence[float], examples: Sequence[Example], *, without: int) -> int:
    """The place of the nearest example but one; of equal ones that with more tables."""
    others = [place for place in range(len(examples)) if place != without]
    return max(others, key=lambda place: (near[place], len(examples[place].sheets)))


def nearness(task: str, examples: Sequence[Example]) -> list[float]:
    """How near each example is to a task, by the signs and words that speak for it.

    A sign counts more than words that tasks of many kinds have. A word counts less, the more
    examples it speaks for, and a phrase more than a single word, unless none of its words says
    anything. Names of files say nothing.

    Examples:
        >>> near = nearness("What is the longest unbroken run of days in which?", EXAMPLES)
        >>> EXAMPLES[near.index(max(near))].task[:50]
        'What was the longest unbroken run of months with a'
    """
    asked = " ".join(_FILE.sub(" ", task).split())
    said = [example.said(asked) for example in examples]
    common = Counter(word for words in said for word in words)
    return [
        SIGN * len(example.phrases(asked))
        + sum(common[word] ** -0.5 * _weight(word) for word in words)
        for example, words in zip(examples, said, strict=True)
    ]


def _weight(said: str) -> float:
    words = said.split()
    return 1.0 if _SAYS_LITTLE.issuperset(words) else len(words) ** 0.75
