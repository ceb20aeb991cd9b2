"""A question whose words are tied to a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from hocket.agents.grammar.words import VOCABULARY


@dataclass
class Linked:
    """A question with what its words stand for.

    Attributes:
        line: Its words.
        values: The column and the value of each ``V``.
        numbers: What each ``N`` is.
        rows: The words that stand for the rows.
        is_sure: Whether these are the name of the file, or 'rows', so that each row is one.
    """

    line: str = ""
    values: list[tuple[int, Any]] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)
    is_sure: bool = False


def is_free(word: str) -> bool:
    """Whether a word is none of the lexicon, and stands for nothing of a table."""
    return word not in VOCABULARY and re.fullmatch(r"[a-z'&.-]+", word) is not None
