"""How LLMs mark their thoughts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Habits:
    """How LLMs mark their thoughts, as their answers showed.

    Attributes:
        unopened: Names of those whose thoughts had only a closing mark.
        plain: Names of those that gave an answer in words, and leave out no opening marks.
    """

    unopened: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
