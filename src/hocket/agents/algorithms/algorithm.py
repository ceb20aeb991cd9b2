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


@dataclass(frozen=True, slots=True)
class Variant(Kind):
    """The task of a known algorithm for data of another form, or with another result.

    Attributes:
        name: What it is called.
        of: The name of the algorithm.
        signs: Phrases by which a goal of the algorithm says that it is meant, not the usual form.
        task: The example, worded as a goal.
        code: The whole file that does it.
        words: None, as one word alone does not say it.
    """

    name: str
    of: str
    signs: str
    task: str
    code: str
    words: str = "(?!)"
