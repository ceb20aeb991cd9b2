"""What people of a thread offer one another of a plan, until somebody agrees or refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.agents.threads import takings
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

AGREES = late_pattern(
    r"(?i)\b(?:gladly|suits me|(?:it's a )?deal|agreed|like that|we swap|swap then|fine|yes|yep"
    r"|ok|okay|great|perfect|with pleasure|sure|thank you|thanks|done|wonderful|lovely|of course"
    r"|happy to|very well|that works|works for me|no problem)\b"
)
TIED = late_pattern(r"(?i)\b(?:if|unless|provided|in case|only when|as long as)\b")


@dataclass(frozen=True, slots=True)
class Offer:
    """What changes once somebody agrees.

    Attributes:
        by: Who makes it.
        to: Who has to agree; anybody else if it is empty.
        changes: Who has which slots, or duties, then.
        message: The number of the message that makes it.
    """

    by: str
    to: str
    changes: Mapping[Any, str]
    message: int = 0


@dataclass(slots=True)
class Offers:
    """The offers that are open.

    Examples:
        >>> offers = Offers()
        >>> offers.add(Offer("Ann", "Bo", {"Monday": "Ann"}))
        >>> offers.agreed_by("Cy", "Yes!", ""), len(offers.agreed_by("Bo", "Yes!", ""))
        ([], 1)
    """

    _open: list[Offer] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._open)

    def add(self, offer: Offer) -> None:
        """Keep an offer."""
        self._open.append(offer)

    def awaits(self, author: str) -> bool:
        """Whether an offer is open that somebody else made to a person, or to all."""
        return any(offer.to in ("", author) and offer.by != author for offer in self._open)

    def drop(self, slots: Collection[Hashable]) -> None:
        """Forget the offers that change one of these slots."""
        self._open = [offer for offer in self._open if not offer.changes.keys() & set(slots)]

    def withdraw(self, author: str) -> None:
        """Forget the offers of somebody."""
        self._open = [offer for offer in self._open if offer.by != author]

    def agreed_by(self, author: str, sentence: str, named: str) -> Sequence[Offer]:
        """The offers that a sentence agrees to, made in one message; one that refuses drops all.

        Args:
            author: Who says it.
            sentence: What they say.
            named: Whom the sentence speaks to; empty if it names nobody.
        """
        mine = [o for o in self._open if o.to in ("", author) and o.by != author]
        if not mine or sentence.endswith("?"):
            return []
        if takings.REFUSES.search(sentence):
            self._open = [offer for offer in self._open if offer not in mine]
            return []
        if not AGREES.search(sentence) or TIED.search(sentence) or takings.PENDS.search(sentence):
            return []
        last = next((o for o in mine if o.by == named), mine[-1])
        agreed = [o for o in mine if o.by == last.by and o.message == last.message]
        self.drop([slot for offer in agreed for slot in offer.changes])
        return agreed
