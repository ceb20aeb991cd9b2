"""What is known of how LLMs keep schemas when a run begins: which rung goes first, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.learned import Learned

if TYPE_CHECKING:
    from hocket.core.structure import Rung

MARKS: dict[Rung, str] = {"constrained": "json/constrained", "free": "json/after repair"}
"""What a passport calls the rungs."""

PSEUDO: dict[Rung, tuple[int, int]] = {"constrained": (4, 4), "free": (1, 2)}
"""Tries that each rung starts from, (kept, all): it takes several misses to leave constraints."""


class StructureRecord:
    """How often schemas were kept, from passports and earlier runs, as of the start of a run.

    Args:
        learned: What the run took with it.
    """

    def __init__(self, learned: Learned | None = None) -> None:
        self._learned = learned or Learned()

    def first_rung(self, llm: str, shape: str) -> Rung:
        """The rung to try first: asking freely only if that was kept more often.

        Args:
            llm: The LLM.
            shape: The shape of the schema.
        """
        return max(("constrained", "free"), key=lambda rung: self._expected(llm, shape, rung))

    def said(self, shape: str) -> str:
        """How often each LLM kept schemas of this shape, in words; empty if none was asked."""
        counts: dict[str, tuple[int, int]] = {}
        for each in self._learned.structures:
            if each.shape == shape and each.tries:
                kept, tries = counts.get(each.llm, (0, 0))
                counts[each.llm] = (kept + each.kept, tries + each.tries)
        shares = [f"{llm} in {kept} of {tries}" for llm, (kept, tries) in sorted(counts.items())]
        if not shares:
            return ""
        first, *rest = shares
        return ", ".join((f"in earlier runs {_kept(first)}", *rest))

    def _expected(self, llm: str, shape: str, rung: Rung) -> float:
        """The mean of a Beta distribution, from the probes and the tries."""
        kept, tries = PSEUDO[rung]
        aptitude = self._learned.aptitudes.get(llm)
        passed, judged = aptitude.of([MARKS[rung]]) if aptitude else (0, 0)
        for each in self._learned.structures:
            if (each.llm, each.shape, each.rung) == (llm, shape, rung):
                kept, tries = kept + each.kept, tries + each.tries
        return (kept + passed) / (tries + judged)


def _kept(share: str) -> str:
    """The first of several shares, as a sentence.

    Examples:
        >>> _kept("qwen3 in 4 of 10")
        'qwen3 kept this schema in 4 of 10 tries'
    """
    llm, _, counts = share.rpartition(" in ")
    return f"{llm} kept this schema in {counts} tries"
