"""An agreement: what several methods gave for one task, and whether that is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence


AGAIN = " again"
"""Ends the name of a way that is another one once more, with other sampling."""


CANDIDATE = "candidate"
"""The way of each of several programs, with its number behind it."""


REPAIR = "repair"
"""The way of a file that was mended by small edits, without an LLM."""


KNOWN = "known algorithm"
"""The way of a file that is a known algorithm under the names of the goal, without an LLM."""


def method_of(way: str) -> str:
    """The method of a way: that of one which is used again is the same, as is that of candidates.

    Examples:
        >>> method_of("query again"), method_of("query"), method_of("candidate 3")
        ('query', 'query', 'candidate')
    """
    method = way.removesuffix(AGAIN)
    return CANDIDATE if method.startswith(f"{CANDIDATE} ") else method


class Method(Noun):
    """One way to do a task, and what it gave; ``fault`` says why it gave nothing.

    ``differs``: the other methods agree on another result.
    """

    way: str
    agent: str = ""
    gave: Wording = Field(default="", description="its result as a short text")
    fault: Wording = ""
    differs: bool = False


class Difference(Noun):
    """A value on which methods differ: its place in the result, and what each method has there.

    ``values`` are in the order of the methods; empty where a method has none.
    """

    place: Wording
    values: tuple[str, ...]


class Agreement(Noun):
    """Methods that did the same task without seeing one another.

    ``right`` of ``measured`` such results were right where this was measured.
    """

    methods: tuple[Method, ...] = ()
    agrees: bool = False
    values: int = Field(default=0, ge=0, description="how many values the result has")
    differences: tuple[Difference, ...] = Field(
        default=(), description="the first values on which the methods differ"
    )
    tolerance: Wording = Field(default="", description="how far equal values may differ")
    reason: Wording = Field(default="", description="why it does not count as corroboration")
    right: int = Field(default=0, ge=0)
    measured: int = Field(default=0, ge=0)

    @property
    def counts(self) -> bool:
        """Whether it corroborates the result."""
        return self.agrees and not self.reason

    def words(self) -> str:
        """The agreement in one sentence.

        Examples:
            >>> methods = (Method(way="program"), Method(way="rows"))
            >>> Agreement(methods=methods, agrees=True, values=5, right=9, measured=10).words()
            'program and rows agree on all 5 values; right in 9 of 10 such cases'
            >>> Agreement(methods=methods).words()
            'program and rows disagree'
        """
        if self.reason:
            return self.reason
        same = _listed([m.way for m in self.methods if not m.fault and not m.differs])
        if not self.agrees:
            places = [difference.place for difference in self.differences]
            named = _listed(places[:PLACES] + ["others"] * (len(places) > PLACES))
            return f"{same} disagree{f' on {named}' if places else ''}"
        others = [m.way for m in self.methods if m.differs]
        all_of = f" on all {self.values} values" if self.values > 1 else ""
        against = f", {_listed(others)} gave another result" if others else ""
        share = f"right in {self.right} of {self.measured} such cases"
        return f"{same} agree{all_of}{against}; {share if self.measured else UNMEASURED}"


def _listed(ways: Sequence[str]) -> str:
    """Ways as a list in words; one that several methods took is counted.

    Examples:
        >>> _listed(["program", "text", "program"])
        '2 by program and text'
    """
    counts = {way: ways.count(way) for way in ways}
    names = [way if count == 1 else f"{count} by {way}" for way, count in counts.items()]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


PLACES = 3
"""How many values that differ are named in a sentence."""

UNMEASURED = "not measured yet how often such results are right"
