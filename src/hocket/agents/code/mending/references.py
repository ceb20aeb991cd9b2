"""The other versions of a file that a search aims at, and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.code.mending.steps import HANGS, MOST_STEPS, Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.mending.steps import Counter

LEAST_ANSWERED = 0.5
LEAST_INPUTS = 8
LEAST_STEPS, MORE_STEPS = 150, 8
"""A program may take so many times the steps of the longest call of another version, whose
comprehensions are not counted."""


@dataclass(slots=True)
class Reference:
    """Another version of the file: its number, and what it gives for the inputs of a unit."""

    number: int
    gives: list[str]

    def answered(self) -> list[int]:
        """The inputs for which it gives something."""
        return [
            i for i, one in enumerate(self.gives) if not one.rpartition("; ")[2].startswith("!")
        ]

    def is_telling(self) -> bool:
        """Whether it answers enough, and not always the same."""
        answered = self.answered()
        enough = max(LEAST_INPUTS, LEAST_ANSWERED * len(self.gives))
        return len(answered) >= enough and len({self.gives[i] for i in answered}) > 1

    def agrees(self, gives: Sequence[str]) -> bool:
        """Whether another program gives the same wherever this one gives something."""
        return all(gives[i] == self.gives[i] for i in self.answered())


def telling(references: Sequence[str], inputs: Sequence[Any], counter: Counter) -> list[Reference]:
    """The versions that answer enough inputs, where the steps they take limit those of programs."""
    counter.most = MOST_STEPS
    others, most = [], LEAST_STEPS
    for number, text in enumerate(references):
        program = Program(text, counter)
        gives = []
        for steps in inputs if not program.fault else ():
            gives.append(program.gives(steps))
            if gives[-1] != HANGS:
                most = max(most, counter.end())
        others.append(Reference(number, gives))
    counter.most = MORE_STEPS * most
    return [one for one in others if one.gives and one.is_telling()]
