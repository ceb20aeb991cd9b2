"""An agreement: what several methods gave for one task, and whether that is the same."""

from __future__ import annotations

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.noun import Noun


class Method(Noun):
    """One way to do a task, and what it gave; ``fault`` says why it gave nothing.

    ``differs``: the other methods agree on another result.
    """

    way: str
    agent: str = ""
    gave: Wording = Field(default="", description="its result as a short text")
    fault: Wording = ""
    differs: bool = False


class Agreement(Noun):
    """Methods that did the same task without seeing one another.

    ``right`` of ``measured`` such results were right where this was measured.
    """

    methods: tuple[Method, ...] = ()
    agrees: bool = False
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
            >>> Agreement(methods=(Method(way="query"), Method(way="program")), agrees=True).words()
            'two methods agree (query, program); not measured yet how often such results are right'
        """
        same = [m.way for m in self.methods if not m.fault and not m.differs]
        others = [m.way for m in self.methods if m.differs]
        names = ", ".join(same)
        if self.reason:
            return self.reason
        if not self.agrees:
            return f"the methods disagree ({names})"
        count = {2: "two", 3: "three"}.get(len(same), "several")
        share = f"right in {self.right} of {self.measured} such cases"
        against = f", {', '.join(others)} gave another result" if others else ""
        return f"{count} methods agree ({names}){against}; {share if self.measured else UNMEASURED}"


UNMEASURED = "not measured yet how often such results are right"
