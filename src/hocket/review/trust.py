"""How often results on which two methods agree are right, as measured on the development goals.

A pair of methods that is not right often enough cannot corroborate. That depends on the LLM: two
methods of one that hardly ever gets it right agree on what is wrong.
"""

from __future__ import annotations

import re
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

    def is_poor(self, before: Share) -> bool:
        """Whether it was wrong so often, for the cases there are, that it is not good enough.

        Few cases are taken together with what pairs of methods are right in as a rule.
        """
        likely = (self.right + before.right) / (self.cases + before.cases)
        often = self.cases >= LEAST_CASES and self.right < LEAST_SHARE * self.cases
        return often or likely < LEAST_LIKELY


LEAST_CASES = 10
LEAST_SHARE, LEAST_LIKELY = 0.9, 0.85

Pair = tuple[str, str, str]
"""Kind of task and two ways, in alphabetical order."""


class Trust(NamedTuple):
    """What was measured with an LLM.

    Attributes:
        llm: The LLM.
        before: Right of so many: what is believed of a pair that was not measured.
        pairs: Right of so many, by pair.
    """

    llm: str
    before: Share
    pairs: Mapping[Pair, Share]


PAIRS: dict[Pair, Share] = {
    ("code", "candidate", "candidate"): Share(2, 5),
    ("code", "candidate", "known algorithm"): Share(),
    ("code", "candidate", "repair"): Share(12, 13),
    ("convert", "columns", "row check"): Share(13, 13),
    ("convert", "program", "query"): Share(4, 4),
    ("convert", "program", "rows"): Share(1, 3),
    ("convert", "query", "rows"): Share(),
    ("extraction", "ballot", "extract"): Share(),
    ("extraction", "ballot", "message check"): Share(),
    ("extraction", "ballot", "scan"): Share(),
    ("extraction", "extract", "scan"): Share(2, 2),
    ("knowledge", "reading", "reference"): Share(2, 2),
    ("knowledge", "recall", "wording of the question"): Share(2, 2),
    ("reasoning", "function", "program"): Share(48, 53),
    ("reasoning", "program", "reckoning"): Share(6, 6),
    ("report", "report", "sentence check"): Share(3, 4),
    ("table", "grammar", "program"): Share(5, 5),
    ("table", "grammar", "query"): Share(),
    ("table", "grammar", "rows"): Share(),
    ("table", "program", "query"): Share(25, 27),
    ("table", "program", "rows"): Share(9, 9),
    ("table", "query", "rows"): Share(2, 2),
    ("text", "quote", "reading"): Share(4, 5),
}
"""Of the embedded 1.5B on the development goals, on two suites of goals that nobody had looked at,
on a sample of DABench, for reasoning on some hundred questions, for repair on 24 files of our own
and for the row check on 38 conversions, of which it passed these.
Wrong results count, also those of kinds that have been mended since.
"""

BY_CODE: tuple[Pair, ...] = (
    ("convert", "columns", "row check"),
    ("code", "candidate", "candidate"),
    ("code", "candidate", "repair"),
    ("knowledge", "reading", "reference"),
)
"""Pairs that hardly depend on the LLM, as one of them is code or a work of reference, or are too
poor for any; counted with both embedded LLMs."""

MEASURED = Trust("qwen2.5-coder:1.5b", Share(19, 20), PAIRS)
SMALLER = Trust(
    "qwen2.5-coder:0.5b",
    Share(4, 5),
    {
        **{pair: PAIRS[pair] for pair in BY_CODE},
        ("convert", "columns", "program"): Share(2, 2),
        ("knowledge", "recall", "wording of the question"): Share(1, 1),
        ("reasoning", "function", "program"): Share(1, 1),
        ("table", "program", "query"): Share(2, 5),
        ("text", "quote", "reading"): Share(2, 2),
    },
)
"""Of the embedded 0.5B on the development goals: 11 of 14 agreements of all kinds were right."""

SMALL = 1e9
"""Parameters below which an LLM is believed as the 0.5B is."""

_SIZE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*([bm])(?![a-z])", re.IGNORECASE)


def trust_in(llm: str, kind: str) -> Trust:
    """What was measured with an LLM, or with the one nearest to it in size.

    A report is written and checked by code, whatever the LLM.

    Examples:
        >>> trust_in("llamacpp:smollm2:135m", "table").llm, trust_in("ollama:qwen3:8b", "table").llm
        ('qwen2.5-coder:0.5b', 'qwen2.5-coder:1.5b')
        >>> trust_in("anthropic:claude", "text").llm, trust_in("smollm2:135m", "report").llm
        ('qwen2.5-coder:1.5b', 'qwen2.5-coder:1.5b')
    """
    if kind == "report":
        return MEASURED
    sizes = [float(n) * (1e9 if unit in "bB" else 1e6) for n, unit in _SIZE.findall(llm)]
    return SMALLER if sizes and max(sizes) < SMALL else MEASURED


def believed(agreement: Agreement, kind: str, trust: Trust = MEASURED) -> Agreement:
    """An agreement that an agent attests, with how often such ones are right.

    One of a pair that is not right often enough does not count.

    Examples:
        >>> from hocket.core.agreement import Agreement, Method
        >>> ways = (Method(way="function"), Method(way="program"))
        >>> agreement = believed(Agreement(methods=ways, agrees=True), "reasoning")
        >>> agreement.measured > agreement.right > 9
        True
    """
    if not agreement.counts or agreement.measured:
        return agreement
    ways = [m.way for m in agreement.methods if not m.fault and not m.differs]
    share = share_of(kind, ways, trust)
    return agreement.model_copy(
        update={
            "right": share.right,
            "measured": share.cases,
            "reason": doubt_of(share, ways, trust),
        }
    )


def doubt_of(share: Share, ways: Sequence[str], trust: Trust = MEASURED) -> str:
    """Why ways that agree are not believed; empty if they are.

    Examples:
        >>> doubt_of(Share(2, 5), ["query", "program"], SMALLER)
        'query and program agree, but are right in only 2 of 5 such cases with qwen2.5-coder:0.5b'
        >>> doubt_of(Share(), ["query", "rows"], SMALLER)
        'query and rows agree, but such agreements are not measured with so small an LLM'
    """
    if not share.is_poor(trust.before):
        return ""
    agree = f"{' and '.join(ways)} agree, but"
    if not share.cases:
        return f"{agree} such agreements are not measured with so small an LLM"
    if share.right == share.cases:
        return f"{agree} such agreements are measured too rarely with so small an LLM"
    measured = f" such cases with {trust.llm}" if trust is not MEASURED else ""
    return f"{agree} are right in only {share.right} of {share.cases}{measured}"


def share_of(kind: str, ways: Sequence[str], trust: Trust = MEASURED) -> Share:
    """The best share of the pairs among these ways.

    Examples:
        >>> measured = Trust("x", Share(19, 20), {("table", "program", "query"): Share(9, 10)})
        >>> share_of("table", ["query", "program"], measured)
        Share(right=9, cases=10)
    """
    pairs = combinations(sorted(map(method_of, ways)), 2)
    shares = [trust.pairs.get((kind, *pair), Share()) for pair in pairs]
    return max(shares, key=lambda share: _rank(share, trust.before), default=Share())


def _rank(share: Share, before: Share) -> tuple[bool, float, int]:
    return not share.is_poor(before), share.right / (share.cases or 1), share.cases
