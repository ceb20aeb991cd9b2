"""A worked problem: a question of one kind, with a program and a function that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from hocket.agents.textbook.kind import Kind


@dataclass(frozen=True, slots=True)
class Problem(Kind):
    """A question of one kind.

    Attributes:
        signs: Phrases that hardly any other kind has, as alternatives of a pattern.
        words: What such tasks say besides, as others do, written alike.
        question: The example.
        program: What prints its answer.
        function: What returns it.
        answer: The answer as the function returns it, as text.
    """

    signs: str
    words: str
    question: str
    program: str
    function: str
    answer: str
