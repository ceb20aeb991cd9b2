"""The passages that a question is about, by Okapi BM25 over the stems of words.

S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

K1, B = 1.2, 0.75
"""How soon more occurrences of a word stop to count, and how much the length of a text does."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s")
LEAST_STEM = 3
_STOP_WORDS = """
a about above after again all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further get give
had has have having he her here hers him his how i if in into is it its just let like many may
me might more most much must my no nor not now of off on once only or other our ours out over
own please same say says she should so some such than that the their them then there these they
this those through to too under until up us very was we were what when where which while who
whom whose why will with would you your yours tell know much long file text"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that say nothing about the subject of a question."""


def stems(text: str) -> list[str]:
    """The stems of the words that say something, in their order.

    Examples:
        >>> stems("How much are the fees for the hosting?")
        ['fee', 'host']
    """
    return [_stem(w) for w in _WORD.findall(text.casefold()) if w not in STOP]


def ranked(question: str, texts: Sequence[str]) -> list[tuple[int, float]]:
    """(index, score) of the texts that share a word with the question, the best first.

    Examples:
        >>> [i for i, _ in ranked("Who pays the fees?", ["A fee.", "Rain.", "He pays a fee."])]
        [2, 0]
    """
    documents = [Counter(stems(text)) for text in texts]
    lengths = [sum(words.values()) for words in documents]
    mean = sum(lengths) / len(lengths) if lengths else 0
    weights = {word: _weight(word, documents) for word in dict.fromkeys(stems(question))}
    scores = []
    for index, (words, length) in enumerate(zip(documents, lengths, strict=True)):
        room = K1 * (1 - B + B * length / mean) if mean else K1
        score = sum(w * words[t] * (K1 + 1) / (words[t] + room) for t, w in weights.items())
        if score > 0:
            scores.append((index, score))
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))


def rare_words(question: str, texts: Sequence[str]) -> list[str]:
    """The stems of a question that stand in the fewest texts, rarest first; those in none are last.

    The rare words of a question say what it is about; the others stand everywhere.
    """
    documents = [set(stems(text)) for text in texts]
    counts = {word: sum(word in d for d in documents) for word in dict.fromkeys(stems(question))}
    return sorted(counts, key=lambda word: (counts[word] == 0, counts[word]))


def _weight(word: str, documents: Sequence[Counter[str]]) -> float:
    count = sum(word in words for words in documents)
    return math.log(1 + (len(documents) - count + 0.5) / (count + 0.5))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            stem = word[: -len(ending)]
            return f"{stem}y" if ending in ("ies", "ied") else stem
    return word.removesuffix("e") if len(word) > LEAST_STEM + 1 else word
