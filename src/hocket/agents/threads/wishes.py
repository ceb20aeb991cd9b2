"""What people of a thread ask or offer of things, until somebody else accepts or refuses it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.threads import unnamed
from hocket.agents.threads.changes import Change, Deeds
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.agents.threads.waivers import END
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.agents.threads.clauses import Stance
    from hocket.agents.threads.items import Mention

_ACCEPTS = re.compile(
    r"(?i)^(?:(?:well|ok(?:ay)?|good|great|fine|right|alright|perfect|and|then)\b[, ]*)*"
    r"(?:yes\b|yeah\b|agreed\b|deal\b|go ahead|please do\b|exactly\b|correct\b"
    r"|that's right|(?:please )?(?:bring|send|take"
    r"|add) (?:it|them"
    r"|those|these|that|both|all)\b|(?:we|i)(?:'ll| will)? (?:take|have|accept) (?:it|them|that"
    r"|those|both"
    r"|all|your offer|the offer)\b|let's (?:do|take|have) (?:that|so|it|them|those)|i(?:'ll"
    r"| will) (?:add|bring|send|pack|order|book|reserve|put) (?:it|them|that|those|one)\b"
    r"|do (?:that|so)\b|that(?:'s| is"
    r"| would be)"
    r" (?:fine|ok|okay|good|great|perfect)|that works|accepted|gladly|with pleasure|sounds good"
    r"|sure\b"
    r"|no problem|will do|done\b|noted\b|confirmed\b|of course|certainly)"
)
_REFUSES = re.compile(
    r"(?i)^(?:no\b(?! problem)|sorry\b|unfortunately|i'm afraid|rather not|not possible|that's too"
    r"|that is too|too (?:dear|expensive|much|many))"
)
_SEVERAL = re.compile(r"(?i)\b(?:they|them|those|both|everything|all)\b")
_ALL = re.compile(r"(?i)\b(?:them|those|these|both|all|everything)\b")
_ANOTHER = late_pattern(
    r"(?i)^(?:[a-z' ]+,? (?:but |then |and )*(?:better|rather|only|just|make (?:it|that)|say)"
    r"|(?:yes|yeah|gladly|ok(?:ay)?|sure)(?:,? please)?,)"
    rf" (?P<number>{NUMBER})(?: of (?:them|those|these))?{END}"
)
"""What accepts an offer with another number."""
_INSTEAD = late_pattern(r"(?i)\b(?:rather|instead|in (?:its|their) place)\b")
_WOULD = late_pattern(
    r"(?i)\b(?:would you (?:also )?like|do you (?:also )?(?:want|need)|how about|what about"
    r"|(?:shall|should|may|can|could) (?:i|we) (?:also )?"
    r"(?:add|send|include|put|bring|offer|pack))\b"
    r"|\b(?:too|as well|instead)\?$"
)
"""What asks whether some of a thing are wanted."""
_PRICE = late_pattern(r"(?i)\b(?:how much|what (?:do|does|would|will|is|are)|costs?|prices?)\b")
_TAKES = late_pattern(
    r"(?i)^(?:(?:ok(?:ay)?|fine|good|great|then|so|well|yes|please|right)[ ,]+)*(?:(?:we|i)"
    r"(?:'ll| will|'d like to)? (?:take|have|order|buy|want) (?:it|them|those|these|(?:all|the)"
    rf"(?: of them)?(?: (?P<number>{NUMBER}))?)|(?:add|send|include|bring|order|pack|put in)"
    rf" (?:it|them|those|these|(?:the|all) (?P<put>{NUMBER}))){END}"
)
_TIED = re.compile(
    rf"(?i)\b(?:take|have|need|want|order|like) (?P<number>{NUMBER})"
    r"(?: of (?:them|those|these))?(?=\s*(?:[.,;!]|$))"
)
"""How many are wanted of what was named last, if a condition holds."""
_PUTTING = (
    r"(?:put(?:ting)?|set|reserved?|book(?:ed)?|order(?:ed)?|ke(?:ep|pt)|noted?|pack(?:ed)?"
    r"|add(?:ed)?|includ(?:e|ed)|enclos(?:e|ed)|ship(?:ped)?|sen[dt]|thrown?)"
)
_PROPOSES = late_pattern(
    r"(?i)\b(?:shall|should|can|may|could|will) (?:i|we) (?:(?:then|also|just|now) )?"
    rf"{_PUTTING}(?: in| down| aside)? (?:it|them|those|these|one|both"
    rf"|(?:the|those|these|all)(?: (?P<number>{NUMBER})))\b(?! \w+s\b)"
)
"""What offers to do what others asked about."""
_PUT_ASIDE = re.compile(
    rf"(?i)\b(?<!n't )(?<!not )(?:{_PUTTING}|get|have)(?: aside| down| in)?"
    r" (?:your|the|those|these|all)"
    rf" (?P<number>{NUMBER})(?! \w+s\b)(?!\w)"
)
"""What takes up a wish whose condition holds, by its number."""
_PUT_THEM = re.compile(
    rf"(?i)\b(?:i|we)(?:'ve|'ll| have| will)? (?:(?:then|also|gladly|just|already|now) )?"
    rf"{_PUTTING}(?: in| down| aside)? (?:them|it|those|both|one)\b"
    r"(?=\s*(?:[.,;!]|$)"
    r"| (?:in|down|aside|on|to it)(?: for you| too| as well| then| now)?\s*(?:[.,;!]|$)"
    r"| (?:for you|too|as well|then|now|already|all|together|anyway|immediately|today)\b"
    r"| (?:in|into|on|onto|to) (?:the|your) (?:list|order|van|box|parcel|basket|cart|delivery)\b)"
    r"|^(?:(?:so|and|then) )*(?:they|it|both|those)(?:'re|'s| are| is) (?:now |already )?"
    r"(?:in\b(?! (?:stock|packs|sets|short|an?|the|my|our|your)\b)"
    r"|(?:in|on) (?:the|your) (?:list|order|van|box|parcel|basket)\b(?! (?:of|in)\b)"
    r"|(?:added|included|packed|reserved|booked|noted|put aside)\b(?! for (?!you\b)))"
)
"""What takes up the one wish that there is."""
_IS_IN = re.compile(
    r"(?i)^ (?:(?:are|is)|have been|has been) (?:now |already )?"
    r"(?:in\s*(?:[.,;!]|$)|(?:in|on) the (?:list|order|van|box|parcel)|added|included|packed"
    r"|reserved)"
)
"""What stands behind a thing whose wish is taken up."""


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of somebody, its sentence and message, and the things that it names."""

    author: str
    sentence: str
    clause: str
    mentions: Sequence[Mention] = ()
    message: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes that somebody has asked for or offered.

    Attributes:
        said: Their words.
        changes: What they would change.
        is_tied: Whether they have a condition.
        has_choice: Whether only one of the changes is meant.
        is_asked: Whether they are a question.
        instead_of: The things that are ordered in whose place they may be.
    """

    said: Said
    changes: tuple[Change, ...]
    is_tied: bool
    has_choice: bool
    is_asked: bool
    instead_of: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        """Who asks or offers."""
        return self.said.author


@dataclass(slots=True)
class Wishes:
    """What was asked or offered and is still open.

    Examples:
        >>> wishes = Wishes()
        >>> asked = Said("Shop", "Shall I add 2 jugs?", "Shall I add 2 jugs?")
        >>> wishes.keep(asked, "asked", Deeds((Change("jugs", "add", 2.0),)))
        >>> answer = wishes.answered(Said("Ada", "Yes, please.", "Yes"))
        >>> [(change.name, change.amount) for change in answer.changes]
        [('jugs', 2.0)]
    """

    _offers: list[Offer] = field(default_factory=list)
    _bare: Said | None = None

    def keep(
        self,
        said: Said,
        stance: Stance,
        deeds: Deeds,
        before: Sequence[str] = (),
        *,
        is_new: bool = False,
    ) -> None:
        """Keep what a clause asks or offers, until somebody accepts it.

        Args:
            said: The clause.
            stance: How it stands.
            deeds: What it would do.
            before: The things that are ordered and were named right before it.
            is_new: Whether none of its things is ordered so far.
        """
        changes = tuple(
            Change(c.name, "off") if c.deed in ("own", "wait") else c
            for c in deeds.changes
            if c.deed not in ("order", "unsure", "not", "refuse", "only")
        )
        names = {m.name for m in said.mentions} - {c.name for c in changes}
        known = [
            m
            for m in said.mentions
            if m.amount is not None and not (m.is_lone and unnamed.costs(said.clause[m.last :]))
        ]
        changes += tuple(
            Change(m.name, "add", -m.amount if m.is_less else m.amount)
            if m.is_more or m.is_less
            else Change(m.name, "set", m.amount)
            for m in known
            if m.name in names and m.amount
        )
        if changes:
            has_choice = len(changes) > 1 and " or " in said.clause
            is_tied, is_asked = stance == "tied", stance == "asked"
            instead_of = tuple(before) if _INSTEAD.search(said.clause) else ()
            self._offers.append(Offer(said, changes, is_tied, has_choice, is_asked, instead_of))
        elif (
            is_new and stance == "asked" and len(said.mentions) == 1 and _WOULD.search(said.clause)
        ):
            self._bare = said

    def proposed(self, said: Said) -> Deeds:
        """What a clause offers to do of what others asked for, such as to add the five."""
        match = _PROPOSES.search(said.clause)
        last = [offer for offer in self._offers if offer.author != said.author][-1:]
        if match is None or not last or last[0].has_choice:
            return Deeds()
        number = match["number"] and amount_of(match["number"])
        changes = [c for c in last[0].changes if number in (None, c.amount)]
        return Deeds(tuple(changes))

    def answered(self, said: Said, told: Sequence[Change] = ()) -> Deeds | None:
        """What a yes or no to what others asked or offered changes; None if it is neither.

        Args:
            said: What somebody answers.
            told: What the answer says without naming a thing, such as another number.
        """
        others = [offer for offer in self._offers if offer.author != said.author]
        if said.mentions:
            return None
        if not others:
            return self._at_price(said) or self._of_bare(said, told)
        if _REFUSES.match(said.clause):
            self._offers.clear()
            numbers = tuple(change for change in told if change.deed == "set")
            return Deeds(numbers, is_settled=True)
        return self._accepted(said, told, others) if _ACCEPTS.match(said.clause) else None

    def _accepted(self, said: Said, told: Sequence[Change], others: Sequence[Offer]) -> Deeds:
        """What a yes to what others asked or offered changes."""
        if (priced := self._at_price(said)) is not None and priced.changes:
            names = {change.name for offer in others for change in offer.changes}
            return priced if names == {priced.changes[0].name} else Deeds(is_open=True)
        last = [offer for offer in others if offer.author == others[-1].author]
        last = [offer for offer in last if offer.is_asked] or last
        things = {change.name for offer in last for change in offer.changes}
        is_clear = not any(offer.is_tied or offer.has_choice for offer in last)
        is_one = len({offer.said.sentence for offer in last}) == 1 or _ALL.search(said.clause)
        if not is_clear or (len(things) > 1 and not is_one):
            return Deeds(is_open=True)
        self._offers.clear()
        accepted = tuple(change for offer in last for change in offer.changes)
        if (other := _ANOTHER.search(said.clause)) and not told:
            told = (Change("", "set", amount_of(other["number"])),)
        if len(told) == 1 and told[0].deed == "set" and len(things) == 1:
            return Deeds((Change(things.pop(), "set", told[0].amount),), is_settled=True)
        is_same = all(change.deed in ("off", "own") for change in (*told, *accepted))
        is_other = any(offer.instead_of for offer in last)
        return Deeds(is_open=True) if told and not is_same else Deeds(accepted, is_open=is_other)

    def only(self, author: str, names: Sequence[str]) -> tuple[Change, ...] | None:
        """What others offered of these things, the rest of which is refused; None without any."""
        accepted = [change for name in names for change in self.of(author, name)]
        if len(accepted) < len(names):
            return None
        self._offers = [offer for offer in self._offers if offer.author == author]
        return tuple(accepted)

    def _at_price(self, said: Said) -> Deeds | None:
        """What somebody takes whose price they asked before; None if they take nothing so."""
        asked = [
            offer
            for offer in self._offers
            if offer.author == said.author and offer.said.message < said.message
        ]
        asked = [offer for offer in asked if _PRICE.search(offer.said.sentence)][-1:]
        match = _TAKES.match(said.clause)
        if match is None or not asked:
            return None
        number = match["number"] or match["put"]
        changes = [c for c in asked[0].changes if not number or c.amount == amount_of(number)]
        is_one = len({change.name for change in changes}) == 1
        return Deeds(tuple(changes), is_settled=True) if is_one else Deeds(is_open=True)

    def _of_bare(self, said: Said, told: Sequence[Change]) -> Deeds | None:
        """A yes to the question whether some of a thing are wanted, which says no number."""
        bare = self._bare
        if bare is None or bare.author == said.author or bare.message < said.message - 1:
            return None
        is_open = _ACCEPTS.match(said.clause) is not None and not told
        self._bare = None if is_open or _REFUSES.match(said.clause) else bare
        if is_open and (number := _ANOTHER.search(said.clause)):
            name = bare.mentions[0].name
            return Deeds((Change(name, "set", amount_of(number["number"])),), is_settled=True)
        return Deeds(is_open=True) if is_open else None

    def taken_up(self, said: Said) -> Deeds | None:
        """A wish of others, with a condition or without, that a clause fulfils."""
        wished = [
            change
            for offer in self._offers
            if offer.author != said.author and not offer.has_choice
            for change in offer.changes
            if change.deed in ("set", "add") and change.amount > 0
        ]
        if match := _PUT_ASIDE.search(said.clause):
            wished = [change for change in wished if change.amount == amount_of(match["number"])]
        elif said.mentions:
            [mention, *others] = said.mentions
            if others or not _IS_IN.match(said.clause[mention.last :]):
                return None
            wished = [change for change in wished if change.name == mention.name]
            wished = [change for change in wished if mention.amount in (None, change.amount)]
        elif not _PUT_THEM.search(said.clause):
            return None
        if len({change.name for change in wished}) == 1:
            return Deeds((wished[-1],), is_settled=True)
        last = self._offers[-1] if self._offers else None
        if last is None or last.author == said.author or last.is_tied or last.has_choice:
            return None
        is_all = not said.mentions and list(last.changes) == wished
        is_all = is_all and _SEVERAL.search(said.clause) is not None
        return Deeds(last.changes, is_settled=True) if is_all else None

    def of(self, author: str, name: str) -> list[Change]:
        """What others last offered of a thing."""
        offered = [
            change
            for offer in self._offers
            if offer.author != author and not offer.is_tied
            for change in offer.changes
            if change.name == name
        ]
        return offered[-1:]

    def may_replace(self, author: str, name: str) -> bool:
        """Whether others offered a thing in the place of one that is ordered."""
        others = [offer for offer in self._offers if offer.author != author and offer.instead_of]
        return any(change.name == name for offer in others for change in offer.changes)

    def names(self, author: str) -> frozenset[str]:
        """The things of which others asked or offered something."""
        others = [offer for offer in self._offers if offer.author != author]
        return frozenset(change.name for offer in others for change in offer.changes)

    def drop(self, names: Collection[str]) -> None:
        """Forget what was asked or offered of these things."""
        self._offers = [
            offer
            for offer in self._offers
            if all(change.name not in names for change in offer.changes)
        ]


def tied(clause: str, named: Sequence[str]) -> Deeds:
    """How many of the one thing named last are wanted under a condition."""
    match = _TIED.search(clause)
    if match is None or len(named) != 1:
        return Deeds()
    return Deeds((Change(named[0], "set", amount_of(match["number"])),))
