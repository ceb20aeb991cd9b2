"""What was asked last, and so what a number answers: how many, at what price, or of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.threads import shares, unnamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.threads.wishes import Said


@dataclass(slots=True)
class Questions:
    """The questions that the last message of others asks.

    Examples:
        >>> from hocket.agents.threads.wishes import Said
        >>> questions = Questions()
        >>> questions.asked(Said("Ada", "", "How much are 5 cups?"), ["cups"], is_ordered=False)
        False
        >>> questions.is_priced("Shop", "54 in all"), questions.is_priced("Ada", "54 in all")
        (True, False)
    """

    _of_kind: str = ""
    _of_price: str = ""
    _how_many: tuple[str, str] = ("", "")

    def asked(self, said: Said, named: Sequence[str], *, is_ordered: bool) -> bool:
        """Take in a question; whether it asks for a number.

        Args:
            said: The question.
            named: What was named last.
            is_ordered: Whether some of that is ordered already.
        """
        is_number = unnamed.asks_number(said.clause) or any(
            mention.amount is not None and unnamed.offers_either(said.clause[: mention.first])
            for mention in said.mentions
        )
        if is_number and len(named) == 1:
            self._how_many = (said.author, named[0])
        if unnamed.asks_price(said.clause):
            self._of_price = said.author
        is_kind = is_ordered and shares.is_of_kind(said.clause)
        self._of_kind = said.author if is_kind else ""
        return is_number

    def is_of_kind(self, author: str, clause: str) -> bool:
        """Whether a clause may say how many of a thing are to be of some kind."""
        return self._of_kind not in ("", author) and shares.takes_part(clause)

    def is_priced(self, author: str, clause: str) -> bool:
        """Whether a number answers what something costs."""
        is_reply = self._of_price not in ("", author)
        return is_reply and unnamed.has_number(clause) and not shares.takes_part(clause)

    def told(self, author: str, clause: str) -> str:
        """The thing whose number a clause tells that is nothing but a number; empty without any."""
        asker, name = self._how_many
        if asker in ("", author) or not unnamed.is_number(clause):
            return ""
        self._how_many = ("", "")
        return name

    def end(self, author: str) -> None:
        """Forget what others asked before a message of somebody, who has answered by then."""
        self._of_kind = self._of_kind if self._of_kind == author else ""
        self._of_price = self._of_price if self._of_price == author else ""
        self._how_many = self._how_many if self._how_many[0] == author else ("", "")
