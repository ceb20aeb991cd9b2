"""A known algorithm: a task that programmers are often given, with a file that does it."""

from __future__ import annotations

from dataclasses import dataclass

from hocket.agents.textbook.kind import Kind


@dataclass(frozen=True, slots=True)
class Algorithm(Kind):
    """A task of one kind.

    Attributes:
        name: What it is called.
        signs: Phrases that hardly any other kind has, as alternatives of a pattern.
        words: What such tasks say besides, as others do, written alike.
        task: The example, worded as a goal.
        code: The whole file that does it.
    """

    name: str
    signs: str
    words: str
    task: str
    code: str
