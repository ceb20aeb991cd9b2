"""Who has which slot of a plan at the end of a thread, as rules read each message.

A plan opens the thread; later messages swap slots, offer to, give slots up, and take them. What is
asked, offered or tied to a condition changes nothing until somebody agrees. Where a slot is left
with nobody, or a sentence that takes or swaps is not understood, nothing is certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads import swapping as words
from hocket.agents.threads import takings
from hocket.agents.threads.clauses import sentences_of
from hocket.agents.threads.leaving import Leaving, doubted, is_left_open
from hocket.agents.threads.names import one_of
from hocket.agents.threads.offers import AGREES, TIED, Offer, Offers
from hocket.agents.threads.slots import FEWEST, Slot, slots_named

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OF_YES = 30
"""Characters of an answer that does no more than volunteer: I will, Tom."""


class Roster:
    """Who has which slot, kept along a thread.

    Examples:
        >>> plan = [(Slot("Monday"), "Ann"), (Slot("Tuesday"), "Bo"), (Slot("Friday"), "Cy")]
        >>> roster = Roster(plan, ["Ann", "Bo", "Cy"], "Who opens on which day?")
        >>> roster.read("Ann", "Bo, I could do Tuesday if you take my Monday.")
        >>> roster.read("Bo", "Gladly!")
        >>> {slot.label: who for slot, who in roster.told().items()}
        {'Monday': 'Bo', 'Tuesday': 'Ann', 'Friday': 'Cy'}
    """

    def __init__(self, plan: Sequence[tuple[Slot, str]], names: Sequence[str], goal: str) -> None:
        self._slots = [slot for slot, _ in plan]
        self._held: dict[Slot, str | None] = dict(plan)
        self._last = dict(plan)
        self._offers = Offers()
        self._message = 0
        self._open: Slot | None = None
        self._said: list[Slot] = []
        self._called = ""
        self._dangling: set[Slot] = set()
        self._before = ""
        self._is_clear = True
        self._proposed = ""
        said = " ".join((goal, *(slot.label for slot in self._slots), *names))
        self._plain = takings.SMALL | {*re.findall(r"\w+", said.lower())}
        own = re.findall(r"(?i)\b(?:who|that|which person) ([a-z]{3,}?)(?:e?s)?\b", goal)
        verbs = "|".join((words.VERBS, *(rf"{verb}(?:e?s)?" for verb in own)))
        one = one_of({*names})
        self._leaving = Leaving(names)
        self._vocative = re.compile(rf"(?:^|, )(?P<name>{one})(?=[,.!?])|^(?P<first>{one}),")
        self._called_first = re.compile(rf"\W*(?:(?:{one}|[Ss]o|[Aa]nd|[Bb]ut)\b\W*)+")
        self._possessive = re.compile(rf"\b(?P<name>{one})['\u2019]s?\b")
        willing = r"(?: (?:is|am) (?:glad|happy|able|willing|ready) to|'ll| will| can| shall)?"
        self._takes = re.compile(
            rf"\b(?P<name>{one}|I),?(?: who)?{willing}(?: (?:then|now|gladly|also|just|both))*"
            rf" (?:{verbs})\b(?! not\b| never\b)"
        )
        self._stands_in = re.compile(
            rf"\b(?P<name>{one}|I)(?:'ll|'d| will| would| can| could)? (?:stands?|steps?|fills?|go"
            rf"|goes) (?:in )?(?:for|instead of) (?P<other>{one}|me)\b"
        )
        self._person_named = re.compile(rf"\b(?:{one}|I|me)\b(?!['\u2019]s)")
        self._offers_to = re.compile(
            rf"\bI(?:'d| could| would| can|'ll| will) (?:\w+ )?(?:{verbs})\b"
            rf"|\b(?:[Ss]hall|[Ss]hould|[Cc]ould|[Cc]an|[Mm]ay) I (?:\w+ )?(?:{verbs})\b"
        )
        self._by_others = re.compile(
            rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)(?:'ll| will| can)? (?:{verbs})\b"
            rf"|\b(?:taken|covered|done|had) (?:over )?by (?:{one})\b"
        )
        self._takers = re.compile(
            rf"\b(?P<name>I|[Yy]ou){words.WILL}(?: then| just)? (?:{verbs})\b"
        )
        self._you_take = re.compile(rf"\b[Yy]ou{words.WILL}(?: then| just)? (?:{verbs})\b")
        self._has_next = re.compile(
            rf"\b(?:and|while|,) (?P<name>{one})(?: (?:has|takes|does|gets|on))?(?: the)?\s*$"
        )
        self._is_on = re.compile(
            r"\b(?:I'm|I am)(?: then| now| still)?(?: on| for| doing)?(?: the)?\s*$"
        )
        self._lists = re.compile(rf"^\W*(?:is |goes to |to |by )?(?P<name>{one})\b(?!['\u2019]s)")

    def told(self) -> dict[Slot, str] | None:
        """Who has each slot; None if nobody has one, or a sentence was not understood."""
        held = {slot: who for slot, who in self._held.items() if who}
        is_clear = self._is_clear and not self._dangling and self._open is None
        return held if is_clear and len(held) == len(self._slots) >= FEWEST else None

    def read(self, author: str, body: str) -> None:
        """Take a message."""
        has_agreed = False
        body = body.replace("\u2019", "'")
        self._message += 1
        self._said = []
        self._called = ""
        sentences, before, offers = sentences_of(body), dict(self._held), len(self._offers)
        is_asked = self._proposed not in ("", author) or self._offers.awaits(author)
        for sentence in sentences:
            has_agreed |= self._sentence(author, sentence, has_agreed=has_agreed)
        if sentences and self._held == before:
            self._left_open(author, sentences, is_new=len(self._offers) <= offers)
            self._unnamed(author, sentences, is_asked=is_asked)
        self._before = author

    def _left_open(self, author: str, sentences: Sequence[str], *, is_new: bool) -> None:
        """Note a proposal that is no offer to these rules; agreed to, nothing is certain."""
        said = " ".join(sentences)
        if self._proposed not in ("", author) and not takings.PENDS.search(said):
            willing = AGREES.search(sentences[0]) or takings.VOLUNTEERS.match(sentences[0])
            agrees, refuses = willing and not TIED.search(said), takings.REFUSES.search(said)
            self._is_clear = self._is_clear and not (agrees and not refuses)
            self._proposed = "" if agrees or refuses else self._proposed
        unread = [s for s in sentences if takings.MAY_CHANGE.search(s) and not words.KEEP.search(s)]
        if any(slots_named(s, self._slots) for s in unread):
            self._is_clear = False
        for sentence in sentences:
            slots = slots_named(sentence, self._slots)
            is_choice = sentence.endswith("?") and len(slots) > 1
            is_proposal = is_choice or takings.PROPOSES.search(sentence)
            named = slots or self._offers_to.search(sentence) or words.TRADES.search(sentence)
            if is_new and is_proposal and named:
                self._proposed = author

    def _unnamed(self, author: str, sentences: Sequence[str], *, is_asked: bool) -> None:
        """Leave open what a message may do to slots that it does not name, or is about to do."""
        for sentence in sentences:
            named = [slot for _, slot in slots_named(sentence, self._slots)]
            if sentence.endswith("?") or not self._takes.search(sentence):
                self._dangling |= doubted(sentence, author, self._held, named)
            if not named:
                leavers = self._leaving.by(author, sentence) - ({author} if is_asked else set())
                self._dangling |= {slot for slot, who in self._held.items() if who in leavers}
            taker = self._leaving.taker(author, sentence)
            slots = self._named(sentence, author, self._called or self._before) if taker else []
            is_open = is_left_open(sentence) or any(self._held[slot] != taker for slot in slots)
            self._is_clear = self._is_clear and not is_open

    def _sentence(self, author: str, sentence: str, *, has_agreed: bool) -> bool:
        """Read a sentence; whether it agrees to an offer."""
        called = self._vocative.search(sentence)
        self._called = (called["name"] or called["first"]) if called else self._called
        other = self._called or self._before
        slots = self._named(sentence, author, other)
        last, self._said = self._said, [s for s in slots if self._held[s] == author] or self._said
        if called and self._requested(author, other, sentence, slots, last):
            return False
        if self._offered(author, other, sentence):
            return False
        if self._agreed(author, sentence, (called["name"] or called["first"]) if called else ""):
            if slots_named(sentence, self._slots) and not words.TRADES.search(sentence):
                self._stated(author, sentence, slots)  # Fine, then I do the 24th
            return True
        if words.KEEP.search(sentence) and not self._listed_in(sentence):
            own = {slot for slot in slots if self._held[slot] == author}
            self._offers.drop(own)
            self._offers.withdraw(author)
            self._open = None if self._open and self._held[self._open] == author else self._open
            return False
        if sentence.endswith("?"):
            self._asked(author, sentence, slots or (last if words.REFERS.search(sentence) else []))
            return False
        if not (has_agreed and words.TRADES.search(sentence)):
            self._stated(author, sentence, slots)
        return False

    def _named(self, text: str, author: str, other: str) -> list[Slot]:
        """The slots of a text: by their days, else those that people have whom it names."""
        slots = [slot for _, slot in slots_named(text, self._slots)]
        if slots:
            return slots
        whose = [
            author if m["whose"].lower() in ("my", "mine") else other
            for m in words.OWN.finditer(text)
        ]
        whose += [m["name"] for m in self._possessive.finditer(text)]
        return [slot for who in dict.fromkeys(whose) for slot in self._only_of(who)]

    def _only_of(self, who: str) -> list[Slot]:
        """The slot of a person who has, or last had, a single one."""
        own = [slot for slot, held in self._held.items() if held == who]
        own = own or [slot for slot, last in self._last.items() if last == who]
        return own if len(own) == 1 else []

    def _offered(self, author: str, other: str, sentence: str) -> bool:
        """Keep an offer; whether the sentence makes one: one slot for another, or to stand in."""
        condition = words.IF_YOU.search(sentence)
        if condition:
            start, end = condition.start(), len(sentence)
            if not sentence[:start].strip(" ,") or self._called_first.fullmatch(sentence[:start]):
                end = sentence.find(",", condition.end())  # If you take mine, I do yours
                end = end if end > 0 else len(sentence)
            rest = sentence[end:] if end < len(sentence) else sentence[:start]
            gives = self._named(sentence[start:end], author, other)
            takes = self._named(rest, author, other)
            holders = {self._held[slot] for slot in takes} - {None, author}
            if len(takes) == len(gives) == 1 and takes != gives:
                to = holders.pop() if holders else other
                changes = {takes[0]: author, gives[0]: to or other}
                self._offers.add(Offer(author, to or other, changes, self._message))
                return True
            if takes or gives:
                self._proposed = author
            return False
        if (both := self._both(author, other, sentence)) is not None:
            return both
        stands_in = self._stands_in.search(sentence)
        if stands_in and stands_in["name"] == "I" and words.LOOSE.search(sentence):
            slots = self._only_of(stands_in["other"])
        elif self._offers_to.search(sentence) and (
            words.LOOSE.search(sentence) or sentence.endswith("?")
        ):
            slots = self._named(sentence, author, other)
        else:
            return False
        theirs = [slot for slot in slots if self._held[slot] != author]
        self._proposed = author if len(theirs) < len(slots) else self._proposed
        if len(theirs) != 1 or len(slots) != 1 or TIED.search(sentence):
            return False
        if re.search(r"(?i)\b(?:but|only)\b", sentence):
            self._dangling.add(theirs[0])
        else:
            to = self._last[theirs[0]]
            self._offers.add(Offer(author, to, {theirs[0]: author}, self._message))
        return True

    def _both(self, author: str, other: str, sentence: str) -> bool | None:
        """Keep an offer of two slots: you get my Monday and I take your Sunday; None if it is none.

        Where it is not plain who gets which, nothing is certain.
        """
        if not self._you_take.search(sentence) or sentence.endswith("?"):
            return None
        named = slots_named(sentence, self._slots)
        if not named:
            return None
        changes = {}
        for at, slot in named:
            takers = [*self._takers.finditer(sentence[:at])]
            if takers:
                changes[slot] = author if takers[-1]["name"] == "I" else other
        if len(changes) == len(named) and set(changes.values()) == {author, other}:
            self._offers.add(Offer(author, other, changes, self._message))
            return True
        self._is_clear = False
        return True

    def _requested(
        self, author: str, other: str, sentence: str, slots: Sequence[Slot], last: Sequence[Slot]
    ) -> bool:
        """Keep what somebody asks a person by name for: to swap, or to take a slot of theirs."""
        if not sentence.endswith("?") or other == author or TIED.search(sentence):
            return False
        if words.WE_SWAP.search(sentence):
            both = [*self._only_of(author), *self._only_of(other)]
            pair = list(slots) if len(slots) == len("ab") else both if not slots else []
            if {self._last[slot] for slot in pair} != {author, other}:
                return False
            changes = {slot: author if self._last[slot] == other else other for slot in pair}
        else:
            own = [slot for slot in slots if self._held[slot] == author]
            own = own or (list(last) if not slots and words.REFERS.search(sentence) else [])
            if not words.YOU_TAKE.search(sentence) or len(own) != 1:
                return False
            changes = {own[0]: other}
        self._offers.add(Offer(author, other, changes, self._message))
        return True

    def _agreed(self, author: str, sentence: str, named: str) -> bool:
        """Apply what others offered this person, if the sentence agrees to it."""
        agreed = self._offers.agreed_by(author, sentence, named)
        for offer in agreed:
            for slot, who in offer.changes.items():
                self._take(slot, who)
        return bool(agreed)

    def _asked(self, author: str, sentence: str, slots: Sequence[Slot]) -> None:
        """Note the slot that somebody asks others to take."""
        theirs = [slot for slot in slots if self._last[slot] == author]
        is_open = words.SOMEBODY.search(sentence) and not words.TRADES.search(sentence)
        if len(theirs) == 1 and is_open:
            self._open = theirs[0]

    def _stated(self, author: str, sentence: str, slots: Sequence[Slot]) -> None:
        """Take what a sentence states: a slot that is given up, taken, or fine with somebody."""
        if words.NOT.search(sentence) and self._gives_up(author, sentence, slots):
            return
        if words.RID.search(sentence) and self._gives_up(author, sentence, slots or self._said):
            return
        if words.LOOSE.search(sentence) or words.SOMEBODY.search(sentence):
            if not words.LOOSE.search(sentence) and self._offers_to.search(sentence):
                self._dangling |= {slot for slot in slots[:1] if self._held[slot] != author}
            return
        if takings.NO_DEED.search(sentence):
            self._is_clear = self._is_clear and not self._would_change(author, sentence, slots)
        else:
            self._changed(author, sentence, slots)

    def _would_change(self, author: str, sentence: str, slots: Sequence[Slot]) -> bool:
        held, last, still_open = dict(self._held), dict(self._last), self._open
        self._changed(author, sentence, slots)
        would = held != self._held
        self._held, self._last, self._open = held, last, still_open
        return would

    def _changed(self, author: str, sentence: str, slots: Sequence[Slot]) -> None:
        is_short = len(sentence) < MOST_OF_YES and takings.VOLUNTEERS.match(sentence) and not slots
        if self._open is not None and (words.IT.search(sentence) or is_short):
            self._take(self._open, author)
        elif stands_in := self._stands_in.search(sentence):
            for slot in slots or self._only_of(self._person(stands_in["other"], author)):
                self._take(slot, self._person(stands_in["name"], author))
        elif words.TRADES.search(sentence):
            self._swap(author, sentence, slots)
        elif slots:
            self._taken(author, sentence, slots)

    def _gives_up(self, author: str, sentence: str, slots: Sequence[Slot]) -> bool:
        """Leave the slots with nobody that somebody cannot keep; whether there are any."""
        gone = [slot for slot in slots if self._held[slot] == author]
        if "without me" in sentence.lower():
            gone = gone or [slot for slot in self._only_of(author) if self._held[slot] == author]
        for slot in gone:
            self._held[slot] = None
        return bool(gone)

    def _swap(self, author: str, sentence: str, slots: Sequence[Slot]) -> None:
        """Let two people change places; where it is not plain who with whom, nothing is certain."""
        named = [self._person(m[0], author) for m in self._person_named.finditer(sentence)]
        people = list(dict.fromkeys(named))
        if not slots and len(people) == len("ab"):
            slots = [slot for who in people for slot in self._only_of(who)]
        if len(slots) == len("ab"):
            first, second = slots
            before = self._last[first], self._last[second]
            self._take(second, before[0])
            self._take(first, before[1])
        else:
            self._is_clear = False

    def _taken(self, author: str, sentence: str, slots: Sequence[Slot]) -> None:
        """Give the slots that a sentence names to whoever takes them by it."""
        takes = [*self._takes.finditer(sentence)]
        at = next((at for at, slot in slots_named(sentence, self._slots) if slot in slots), 0)
        if len(slots) == 1 and self._is_on.search(sentence[:at]):
            self._take(slots[0], author)
        elif takes:
            who = self._person(takes[-1]["name"], author)
            changed = [slot for slot in slots if self._held[slot] != who]
            if changed and not takings.is_plain(
                sentence, takes[-1], self._slots, changed, self._plain
            ):
                self._is_clear = False
            places = {slot: at for at, slot in slots_named(sentence, self._slots)}
            for slot in slots:
                before = [m for m in takes if m.end() <= places.get(slot, 0)] or takes
                who = self._person(before[-1]["name"], author)
                self._take(slot, self._beside(sentence, before[-1].end(), slot) or who)
        elif takings.FINE.search(sentence) and re.search(r"\bme\b", sentence):
            if len(slots) == 1 and not words.NOT.search(sentence):
                self._take(slots[0], author)
        else:
            listed = self._listed_in(sentence)
            for slot, who in listed:
                self._take(slot, who)
            is_open = self._listed_in(sentence, is_whole=False) or self._by_others.search(sentence)
            self._is_clear = self._is_clear and bool(listed or not is_open)

    def _beside(self, sentence: str, start: int, slot: Slot) -> str:
        """Another person right before a slot, who has it: then I do Monday and Murat Tuesday."""
        at = next((at for at, one in slots_named(sentence, self._slots) if one == slot), 0)
        match = self._has_next.search(sentence[start:at])
        return match["name"] if match else ""

    def _listed_in(self, sentence: str, *, is_whole: bool = True) -> list[tuple[Slot, str]]:
        """The slots of a sentence with a person right behind each, as in a plan."""
        return [
            (slot, match["name"])
            for at, slot in slots_named(sentence, self._slots)
            if (match := self._lists.match(behind := sentence[at + len(slot.label) :]))
            and not (is_whole and takings.GOES_ON.match(behind, match.end()))
        ]

    def _take(self, slot: Slot, who: str) -> None:
        self._held[slot] = self._last[slot] = who
        self._dangling.discard(slot)
        if slot == self._open:
            self._open = None

    def _person(self, word: str, author: str) -> str:
        return author if word in ("I", "me") else word
