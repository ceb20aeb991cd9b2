"""How often results on which two methods agree are right, as measured on the development goals.

A pair of methods that is not right often enough cannot corroborate.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hocket.core.agreement import method_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.agreement import Agreement


class Share(NamedTuple):
    """``right`` of ``cases`` results were right; 0 of 0 is not measured."""

    right: int = 0
    cases: int = 0

    @property
    def is_poor(self) -> bool:
        """Whether it was wrong so often, for the cases there are, that it is not good enough.

        Few cases are taken together with ``BEFORE``: what pairs of methods are right in as a rule.
        """
        likely = (self.right + BEFORE.right) / (self.cases + BEFORE.cases)
        often = self.cases >= LEAST_CASES and self.right < LEAST_SHARE * self.cases
        return often or likely < LEAST_LIKELY


LEAST_CASES = 10
LEAST_SHARE, LEAST_LIKELY = 0.9, 0.85
BEFORE = Share(19, 20)
"""Right of so many: what is believed of a pair before it is measured."""

Pair = tuple[str, str, str]
Pairs = dict[Pair, Share]

TRUST: Pairs = {
    # kind of task, two ways in alphabetical order: right of so many
    ("code", "candidate", "candidate"): Share(2, 5),
    ("code", "candidate", "repair"): Share(12, 13),
    ("convert", "program", "query"): Share(4, 4),
    ("convert", "program", "rows"): Share(1, 3),
    ("convert", "query", "rows"): Share(),
    ("extraction", "ballot", "extract"): Share(),
    ("extraction", "ballot", "scan"): Share(),
    ("extraction", "extract", "scan"): Share(2, 2),
    ("knowledge", "recall", "wording of the question"): Share(2, 2),
    ("reasoning", "function", "program"): Share(18, 18),
    ("report", "report", "sentence check"): Share(3, 4),
    ("table", "program", "query"): Share(25, 27),
    ("table", "program", "rows"): Share(9, 9),
    ("table", "query", "rows"): Share(2, 2),
    ("text", "quote", "reading"): Share(4, 5),
}
"""Of the embedded 1.5B on the development goals, on two suites of goals that nobody had looked at,
on a sample of DABench, for reasoning on forty questions and for repair on 24 files of our own.
Wrong results count, also those of kinds that have been mended since.
"""


def believed(agreement: Agreement, kind: str, table: Mapping[Pair, Share] = TRUST) -> Agreement:
    """An agreement that an agent attests, with how often such ones are right.

    One of a pair that is not right often enough does not count.

    Examples:
        >>> from hocket.core.agreement import Agreement, Method
        >>> ways = (Method(way="function"), Method(way="program"))
        >>> agreement = believed(Agreement(methods=ways, agrees=True), "reasoning")
        >>> agreement.right == agreement.measured > 9
        True
    """
    if not agreement.counts or agreement.measured:
        return agreement
    ways = [m.way for m in agreement.methods if not m.fault and not m.differs]
    share = share_of(kind, ways, table)
    return agreement.model_copy(
        update={
            "right": share.right,
            "measured": share.cases,
            "reason": doubt_of(share, ways),
        }
    )


def doubt_of(share: Share, ways: Sequence[str]) -> str:
    """Why ways that agree are not believed; empty if they are."""
    if not share.is_poor:
        return ""
    return f"{' and '.join(ways)} agree, but are right in only {share.right} of {share.cases}"


def share_of(
    kind: str, ways: Sequence[str], table: Mapping[tuple[str, str, str], Share] = TRUST
) -> Share:
    """The best share of the pairs among these ways.

    Examples:
        >>> share_of("table", ["query", "program"], {("table", "program", "query"): Share(9, 10)})
        Share(right=9, cases=10)
    """
    pairs = combinations(sorted(map(method_of, ways)), 2)
    shares = [table.get((kind, *pair), Share()) for pair in pairs]
    return max(shares, key=_rank, default=Share())


def _rank(share: Share) -> tuple[bool, float, int]:
    return not share.is_poor, share.right / (share.cases or 1), share.cases
