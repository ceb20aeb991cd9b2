"""An economy: what a run leaves out, or does in a cheaper way, so that it keeps its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hocket.core.noun import Noun, parse

if TYPE_CHECKING:
    from hocket.errors import BudgetExceededError

Bounded = Literal["calls", "tokens", "usd", "seconds", "agents"]
"""The limits that can leave no room."""

LIMITED: tuple[Bounded, ...] = ("calls", "tokens", "usd", "seconds")
"""Those that a forecast can be held against."""

Step = Literal[
    "second_method",
    "further_method",
    "opinion",
    "rework",
    "iteration",
    "task",
    "care",
    "planning",
    "llm",
]
"""``further_method``: one that would settle a disagreement; ``iteration``: tasks done again since
the result failed a check of the goal; ``task``: one that is not begun, as what is left cannot pay
for those that need it. The last three are of the whole run: what is done twice, its cutting into
tasks, and the LLM that works."""

WORDS: dict[Step, str] = {
    "second_method": "second method left out",
    "further_method": "no further method settles it",
    "opinion": "no other LLM reviewed it",
    "rework": "not reworked",
    "iteration": "the failed work is not done again",
    "task": "not begun",
    "care": "no second methods",
    "planning": "kept one task",
    "llm": "by another LLM",
}
OF_THE_RUN: frozenset[Step] = frozenset(("care", "planning", "llm"))
"""The steps that are of the whole run; what it takes then is what such a run takes."""

CUTTING: frozenset[Step] = frozenset(("rework", "iteration", "task"))
"""Without these steps a goal may be missed; without the others it is only proven less."""


class Shortage(Noun):
    """A limit that leaves no room for something, with its bound as a text."""

    limit: Bounded
    bound: str
    share: float = Field(
        default=0,
        ge=0,
        exclude_if=lambda share: not share,
        description="how much of it was spent, where that is the reason; else 0",
    )

    @classmethod
    def of(cls, error: BudgetExceededError) -> Shortage:
        """The shortage that a call was refused for."""
        return parse(cls, {name: error.context.get(name, "") for name in ("limit", "bound")})

    def words(self) -> str:
        """The reason in words.

        Examples:
            >>> Shortage(limit="tokens", bound="5000").words()
            'the limit of 5,000 tokens leaves no room'
            >>> Shortage(limit="seconds", bound="60").words()
            'the time limit of 60 s leaves no room'
            >>> Shortage(limit="calls", bound="20", share=0.85).words()
            '85 % of the limit of 20 calls is spent'
        """
        if self.limit == "seconds":
            named = f"the time limit of {float(self.bound):g} s"
        else:
            bound = f"{int(self.bound):,}" if self.bound.isdecimal() else self.bound
            named = f"the limit of {bound} {self.limit}"
        if self.share:
            return f"{int(100 * self.share)} % of {named} is spent"
        return f"{named} leaves no room"


class Economy(Noun):
    """A step that a run does not begin, and the limit that leaves no room for it."""

    step: Step
    task_id: str = Field(default="", description="empty for the run as a whole")
    instead: str = Field(default="", description="the care or the LLM that the run has instead")
    shortage: Shortage

    def words(self) -> str:
        """The economy in words.

        Examples:
            >>> shortage = Shortage(limit="calls", bound="3")
            >>> Economy(step="second_method", task_id="t1", shortage=shortage).words()
            'second method left out: the limit of 3 calls leaves no room'
        """
        words = f"by {self.instead}" if self.step == "llm" else WORDS[self.step]
        return f"{words}: {self.shortage.words()}"
