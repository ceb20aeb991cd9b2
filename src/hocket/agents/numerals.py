"""The words that English has for whole numbers."""

from __future__ import annotations

_TO_NINETEEN = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES, TENS = tuple(_TO_NINETEEN.split()), tuple(_BY_TENS.split())
VALUES = (
    {"zero": 0}
    | {word: number for number, word in enumerate(ONES, 1)}
    | {word: 10 * number for number, word in enumerate(TENS, 2)}
)
"""Each of these words, and zero, with its number."""
