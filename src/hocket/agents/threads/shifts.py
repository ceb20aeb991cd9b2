"""Who has which shift along a thread: taken over, covered, swapped, as messages say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.clauses import sentences_of
from hocket.agents.threads.items import Items
from hocket.agents.threads.names import PEOPLE, one_of, people_in
from hocket.core.late_pattern import late_pattern
from hocket.documents.quotes import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.threads.items import Mention
    from hocket.documents.passages import Passage

_PARTS = late_pattern(r"[;]\s+|,\s+(?:and |but |so |then )?|\s+(?:and|but|so|then)\s+(?=[A-Z])")
_TIED = late_pattern(r"(?i)\b(?:if|unless|maybe|perhaps|might|could|would|whether|provided)\b")
_CANNOT = late_pattern(r"(?i)\b(?:can't|cannot|won't|not|n't|unable)\b")
_TAKES = (
    r"(?:'ll| will| can)? (?:(?:then|also|gladly|just) )?(?:take|takes|took|do|does|cover|covers"
    r"|have"
    r"|has|work|works|get|gets)(?: over)?\b"
)
_STANDS_IN = (
    r"(?:'ll| will| can)? (?:stands? in|steps? in|fills? in|cover|covers|goes|go) (?:for"
    r"|instead of)"
)
_SWAP = late_pattern(
    r"(?i)\b(?:swap|swaps|swapped|exchange|exchanges|trade|trades|change|changes)\b"
)
_FULL = late_pattern(r"(?i)\b(?:full names?|surnames?|last names?|family names?)\b")
_YES = late_pattern(
    r"(?i)^(?:yes|ok(?:ay)?|fine|deal|agreed|done|great|thanks?|thank you|perfect|good)\b"
)


def rota_of(goal: str, slots: Sequence[str], passages: Sequence[Passage]) -> Rota | None:
    """The rota that a task asks for at the end of a thread; None if it asks for something else."""
    if not PEOPLE.search(goal) or _FULL.search(goal):
        return None
    rota = Rota(slots, people_in(passages))
    named = {m.name for passage in passages for m in rota.items.mentions(passage.body)}
    return rota if len(named) > 1 else None


class Rota:
    """Who has which shift, kept along a thread.

    Examples:
        >>> rota = Rota(["monday", "tuesday"], ["Ann", "Ben", "Cy"])
        >>> rota.read("Cy", "Monday: Ann, Tuesday: Ben.", {})
        {'monday': 'Ann', 'tuesday': 'Ben'}
        >>> rota.read("Ann", "I take Ben's Tuesday.", {"monday": "Ann", "tuesday": "Ben"})
        {'tuesday': 'Ann'}
        >>> rota.read("Ann", "Ben and I swap.", {"monday": "Ann", "tuesday": "Ben"})
        {'tuesday': 'Ann', 'monday': 'Ben'}
    """

    def __init__(self, slots: Sequence[str], names: Sequence[str]) -> None:
        self.items = Items(slots)
        one = one_of(names)
        self._person = re.compile(rf"\b(?P<name>{one}|I|me)\b")
        self._takes = re.compile(rf"\b(?P<name>{one}|I){_TAKES}")
        self._stands_in = re.compile(rf"\b(?P<name>{one}|I){_STANDS_IN} (?P<other>{one}|me)\b")
        self._listed = re.compile(
            rf"^\W*(?:(?:is|goes to|with|for|by)\b)?\W*(?P<name>{one})\b(?!'s)"
        )
        self._on = re.compile(rf"\b(?P<name>{one})(?: is| works)?(?: on| for|:| -)? (?:the )?$")
        self._offer: tuple[str, dict[str, str]] | None = None

    def read(self, author: str, body: str, held: Mapping[str, str]) -> dict[str, str]:
        """The shifts that a message changes for certain.

        Args:
            author: First name of who says it.
            body: What they say.
            held: Who has which shift so far.
        """
        now = dict(held)
        changed: dict[str, str] = {}
        for sentence in sentences_of(body):
            if self._offer and self._offer[0] != author and _YES.match(sentence):
                changed |= self._offer[1]
                self._offer = None
            found = {} if _TIED.search(sentence) else self._changes(author, sentence, now)
            if sentence.endswith("?") or re.search(r"(?i)\bcan (?!not)", sentence):
                self._offer = (author, found) if found else self._offer
                continue
            changed |= found
            now |= found
        return changed

    def is_firm(self, quote: str, body: str) -> bool:
        """Whether a quote stands in a sentence that neither asks nor sets a condition."""
        sentence = next((s for s in sentences_of(body) if place_of(quote, s) is not None), quote)
        return not sentence.endswith("?") and not _TIED.search(sentence)

    def _changes(self, author: str, sentence: str, held: Mapping[str, str]) -> dict[str, str]:
        if _SWAP.search(sentence) and not _CANNOT.search(sentence):
            return self._swapped(author, sentence, held)
        changes: dict[str, str] = {}
        for part in _PARTS.split(sentence):
            if part and not _CANNOT.search(part):
                changes |= self._part(author, part, held)
        return changes

    def _part(self, author: str, part: str, held: Mapping[str, str]) -> dict[str, str]:
        """What a part of a sentence says of the shifts that it names."""
        slots = self.items.mentions(part)
        if stands_in := self._stands_in.search(part):
            name = self._named(stands_in["name"], author)
            other = self._named(stands_in["other"], author)
            own = [slot for slot, who in held.items() if who == other]
            named = [slot.name for slot in slots] or (own if len(own) == 1 else [])
            return dict.fromkeys(named, name)
        if not slots:
            return {}
        takes = self._takes.search(part[: slots[0].first].replace("\u2019", "'"))
        if takes:
            return dict.fromkeys([s.name for s in slots], self._named(takes["name"], author))
        return {slot.name: name for slot in slots if (name := self._beside(part, slot))}

    def _beside(self, part: str, slot: Mention) -> str:
        """Who stands right beside a shift, as in a list of them."""
        match = self._listed.match(part[slot.last :]) or self._on.search(part[: slot.first])
        return match["name"] if match else ""

    def _swapped(self, author: str, sentence: str, held: Mapping[str, str]) -> dict[str, str]:
        """Two people, or two shifts, that change places."""
        slots = list(dict.fromkeys(mention.name for mention in self.items.mentions(sentence)))
        people = [self._named(m["name"], author) for m in self._person.finditer(sentence)]
        people = list(dict.fromkeys(people))
        if not slots and len(people) == len("ab"):
            own = [[slot for slot, who in held.items() if who == person] for person in people]
            if all(len(each) == 1 for each in own):
                slots = [each[0] for each in own]
        if len(slots) != len("ab") or not all(slot in held for slot in slots):
            return {}
        first, second = slots
        return {first: held[second], second: held[first]}

    def _named(self, word: str, author: str) -> str:
        return author if word in ("I", "me") else word
