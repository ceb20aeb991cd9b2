"""The worth of a passage: how near it is to a question, its key points, how rare its words are.

Key points are what a later question may be about and no summary should be trusted with: figures,
names, paths, decisions and errors.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from hocket.documents.search import ranked, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR, APT, KEY, RARE = 4.0, 2.0, 1.0, 3.0
"""Weights: nearness to the question, nearness to the task, key points, rare words."""

_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+|\b[A-Z]{2,}[\w-]*\d*\b")
_PATH = re.compile(
    r"(?<![\w.~/-])(?:[\w.~-]*/){2,}[\w.-]*|\b[A-Za-z]:\\\S+|https?://\S+|\b[\w-]+\.[a-z]{2,4}\b"
)
_DECISION = re.compile(
    r"\b(?:decid|decision|agree|chose|chosen|instead|must|never|always|deadline|approv|prefer"
    r"|settled|conclu|will (?:use|go|take)|from now on|important|remember)\w*",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"error|exception|traceback|failed|cannot|denied|refused|not found", re.IGNORECASE
)
_POINTS = ((_DIGIT, 0.6), (_NAME, 0.4), (_PATH, 0.6), (_DECISION, 1.0), (_ERROR, 0.6))


def key_points(text: str) -> float:
    """How much in a passage a later question may be about, from 0 to 3.2.

    Examples:
        >>> key_points("So it goes."), key_points("We decided to pay 40 euros.")
        (0, 1.6)
    """
    return sum(weight for pattern, weight in _POINTS if pattern.search(text))


def worths(texts: Sequence[str], question: str, task: str = "") -> list[float]:
    """What each passage is worth to someone who has this question while they do this task.

    Examples:
        >>> texts = ["The roof is red.", "Tea costs 3 euros.", "The roof is red."]
        >>> [round(worth, 1) for worth in worths(texts, "What is the price of tea?")]
        [1.5, 7.6, 1.5]
    """
    # Figures count by their form, or each row of a table would be as rare as what it hides.
    words = [{_DIGIT.sub("0", word) for word in stems(text)} for text in texts]
    counts = Counter(word for each in words for word in each)
    most = math.log(len(texts) + 1)
    near, apt = _nearness(texts, question), _nearness(texts, task)
    return [
        NEAR * near.get(number, 0.0)
        + APT * apt.get(number, 0.0)
        + KEY * key_points(text)
        + RARE * _mean([math.log((len(texts) + 1) / counts[word]) for word in words[number]]) / most
        for number, text in enumerate(texts)
    ]


def _nearness(texts: Sequence[str], question: str) -> dict[int, float]:
    """By number of the passage, how near it is to a question, up to 1 for the nearest."""
    found = dict(ranked(question, texts)) if question else {}
    most = max(found.values(), default=1.0)
    return {number: score / most for number, score in found.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
