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

NEAR, KEY, RARE = 4.0, 1.0, 2.0
"""Weights: nearness to the question, key points, rare words."""

_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+|\b[A-Z]{2,}[\w-]*\d*\b")
_PATH = re.compile(r"(?:[\w.~-]*/){2,}[\w.-]*|\b[A-Za-z]:\\\S+|https?://\S+|\b[\w-]+\.[a-z]{2,4}\b")
_DECISION = re.compile(
    r"\b(?:decid|decision|agree|chose|chosen|instead|must|never|always|deadline|approv|prefer"
    r"|settled|conclu|will (?:use|go|take)|from now on|important|remember)\w*",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"error|exception|traceback|failed|cannot|denied|refused|not found", re.IGNORECASE
)
_POINTS = ((_FIGURE, 0.6), (_NAME, 0.4), (_PATH, 0.6), (_DECISION, 1.0), (_ERROR, 0.6))


def key_points(text: str) -> float:
    """How much in a passage a later question may be about, from 0 to 3.2.

    Examples:
        >>> key_points("So it goes."), key_points("We decided to pay 40 euros.")
        (0, 1.6)
    """
    return sum(weight for pattern, weight in _POINTS if pattern.search(text))


def worths(texts: Sequence[str], question: str) -> list[float]:
    """What each passage is worth to someone who has this question.

    Examples:
        >>> texts = ["The roof is red.", "Tea costs 3 euros.", "The roof is red."]
        >>> [round(worth, 1) for worth in worths(texts, "What is the price of tea?")]
        [0.7, 6.6, 0.7]
    """
    words = [set(stems(text)) for text in texts]
    counts = Counter(word for each in words for word in each)
    nearness = dict(ranked(question, texts))
    most = max(nearness.values(), default=1.0)
    whole = math.log(len(texts) + 1)
    found = []
    for number, text in enumerate(texts):
        rare = sorted(math.log((len(texts) + 1) / counts[word]) for word in words[number])[-3:]
        found.append(
            NEAR * nearness.get(number, 0.0) / most
            + KEY * key_points(text)
            + RARE * (sum(rare) / 3 / whole if rare else 0.0)
        )
    return found
