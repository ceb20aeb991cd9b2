"""Times written as years with a fraction, as R writes a series: 1949.25 is April 1949."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_DECIMAL_YEAR = re.compile(r"[12]\d{3}(?:\.\d+)?")
PER_YEAR = (4, 12)
"""Quarters, or months."""
APART = 0.06
"""How far a fraction with two decimals can be from a month, in months."""
REGULAR = 0.9
"""Share of the steps that are those to the next period."""


class Periods(NamedTuple):
    """The periods of a column.

    Attributes:
        per_year: 4 for quarters, 12 for months.
        of: (year, number of the period from 1 on) of each text, in their order.
    """

    per_year: int
    of: tuple[tuple[int, int], ...]


def periods_in(texts: Sequence[str]) -> Periods | None:
    """The months or quarters that texts are, all of them; None if they are no such times.

    Every month or quarter has to be there, and most have to follow one another.

    Examples:
        >>> months = [f"{1949 + n / 12:.4f}" for n in range(24)]
        >>> periods_in(months).of[:2], periods_in(["1949.5", "1950.1"])
        (((1949, 1), (1949, 2)), None)
    """
    if not texts or not all(_DECIMAL_YEAR.fullmatch(text.strip()) for text in texts):
        return None
    years = [float(text) for text in texts]
    for per_year in PER_YEAR:
        counts = [year * per_year for year in years]
        whole = [round(count) for count in counts]
        if any(abs(c - w) > APART for c, w in zip(counts, whole, strict=True)):
            continue
        if len({number % per_year for number in whole}) < per_year:
            continue
        known = sorted(set(whole))
        steps = [after - before == 1 for before, after in pairwise(known)]
        if sum(steps) >= REGULAR * len(steps):
            of = tuple((number // per_year, number % per_year + 1) for number in whole)
            return Periods(per_year, of)
    return None
