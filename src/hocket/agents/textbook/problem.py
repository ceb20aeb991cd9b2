"""A worked problem: a question of one kind, with a program and a function that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hocket.agents.textbook.kind import SIGN, Kind


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
        needs: What each question of this kind has, as patterns; each counts as a sign.
    """

    signs: str
    words: str
    question: str
    program: str
    function: str
    answer: str
    needs: tuple[str, ...] = ()
    words_alone: ClassVar[int] = SIGN + 1
