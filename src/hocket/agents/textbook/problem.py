"""A worked problem: a question of one kind, with a program and a function that answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIGN = 3
"""How many words one sign of a kind is worth."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A question of one kind.

    Attributes:
        signs: Phrases that hardly any other kind has.
        words: What such questions say besides, as others do.
        question: The example.
        program: What prints its answer.
        function: What returns it.
        answer: The answer as the function returns it, as text.
    """

    signs: re.Pattern[str]
    words: re.Pattern[str]
    question: str
    program: str
    function: str
    answer: str

    def likeness(self, question: str) -> int:
        """How much the wording of a question is that of this kind; each phrase counts once."""
        signs, words = (
            {match.group().lower() for match in pattern.finditer(question)}
            for pattern in (self.signs, self.words)
        )
        return SIGN * len(signs) + len(words)


def problem(signs: str, words: str, question: str, **worked: str) -> Problem:
    """A problem whose signs and words are alternatives of whole words."""
    return Problem(about(signs), about(words), question, **worked)


def about(words: str) -> re.Pattern[str]:
    """A pattern of any of these, as whole words."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
