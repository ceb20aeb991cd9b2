"""How often results on which two methods agree are right, as measured on the development goals.

A pair of methods that is not right often enough cannot corroborate.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Share(NamedTuple):
    """``right`` of ``cases`` results were right; 0 of 0 is not measured."""

    right: int = 0
    cases: int = 0

    @property
    def is_poor(self) -> bool:
        """Whether it was measured often enough to say that the pair is not good enough."""
        return self.cases >= LEAST_CASES and self.right < LEAST_SHARE * self.cases


LEAST_CASES = 10
LEAST_SHARE = 0.9

Pairs = dict[tuple[str, str, str], Share]

TRUST: Pairs = {
    # kind of task, two ways in alphabetical order: right of so many
    ("convert", "program", "query"): Share(),
    ("convert", "program", "rows"): Share(1, 1),
    ("convert", "query", "rows"): Share(1, 3),
    ("extraction", "ballot", "extract"): Share(),
    ("extraction", "ballot", "scan"): Share(),
    ("extraction", "extract", "program"): Share(),
    ("extraction", "extract", "scan"): Share(),
    ("extraction", "extract", "text"): Share(),
    ("knowledge", "steps", "text"): Share(),
    ("reasoning", "program", "steps"): Share(),
    ("reasoning", "steps", "text"): Share(),
    ("table", "program", "query"): Share(4, 5),
    ("table", "program", "rows"): Share(1, 1),
    ("table", "query", "rows"): Share(),
    ("text", "extract", "quote"): Share(),
    ("text", "quote", "reading"): Share(1, 1),
    ("text", "quote", "text"): Share(),
}


def share_of(
    kind: str, ways: Sequence[str], table: Mapping[tuple[str, str, str], Share] = TRUST
) -> Share:
    """The best share of the pairs among these ways.

    Examples:
        >>> share_of("table", ["query", "program"], {("table", "program", "query"): Share(9, 10)})
        Share(right=9, cases=10)
    """
    shares = [table.get((kind, *pair), Share()) for pair in combinations(sorted(ways), 2)]
    return max(shares, key=_rank, default=Share())


def _rank(share: Share) -> tuple[bool, float, int]:
    return not share.is_poor, share.right / (share.cases or 1), share.cases
