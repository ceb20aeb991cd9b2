"""Who has which duty along a thread: who brings what, who does what, who has which shift.

People take duties, give them up, pass them on and swap; what is asked or offered counts once
somebody agrees. A duty that two take, that nobody has in the end, or that a sentence speaks of in
words that no rule reads, leaves all of them uncertain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads import volunteering as words
from hocket.agents.threads.clauses import sentences_of
from hocket.agents.threads.items import Items
from hocket.agents.threads.leaving import Leaving, changes_all
from hocket.agents.threads.names import asks_who, first_name, one_of, people_in
from hocket.agents.threads.offers import TIED, Offer, Offers
from hocket.agents.threads.slots import names_day
from hocket.core.late_pattern import late_pattern
from hocket.documents.quotes import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.passages import Passage

_COUNTS = late_pattern(
    r"(?i)\b(?:how (?:many|much|often|long)|numbers? (?:of|for)|full names?|surnames?|last names?"
    r"|family names?|at first|originally|offered|for whom)\b"
    r"|\b(?:who|whom)(?:'s| is| are| has| have| had| did| does)?(?: \w+){0,2}? (?:ask\w*"
    r"|complain\w*|suggest\w*|propos\w*|recommend\w*|mention\w*|likes?|loves?|hates?|wants?(?! to)"
    r"|wanted(?! to)|prefers?|needs?|needed|cannot|can't|not|pays?|paid|owes?|owns?|lends?|lent"
    r"|borrow\w*|lost|refus\w*|gives? up|gave|forgot\w*|broke\w*|votes?|voted|eats?|drinks?|knows?"
    r"|object\w*|against|allergic)\b"
)
"""What asks for no first names, or for others than those at the end."""
MOST_CHARS = 2000
"""A longer sentence is none that these rules are for; they would take long over it as well."""


def duties_told(
    goal: str, keys: Sequence[str], passages: Sequence[Passage]
) -> dict[str, str] | None:
    """Who has the duty that each key names at the end of a thread; None if it is not certain.

    Args:
        goal: What is asked.
        keys: The duties.
        passages: The messages, in their order.
    """
    duties = duties_of(goal, keys, passages)
    if duties is None or any(map(names_day, keys)):  # a roster tells who has which day
        return None
    for passage in passages:
        duties.read(first_name(passage.author), passage.body, duties.held)
    return duties.told()


def duties_of(goal: str, keys: Sequence[str], passages: Sequence[Passage]) -> Duties | None:
    """The duties that a task asks for at the end of a thread; None if it asks for others."""
    if not asks_who(goal) or _COUNTS.search(goal):
        return None
    duties = Duties(keys, people_in(passages))
    named = {m.name for passage in passages for m in duties.items.mentions(passage.body)}
    return duties if len(named) > 1 else None


class Duties:
    """Who has which duty, kept along a thread.

    Examples:
        >>> duties = Duties(["bread", "cheese"], ["Ann", "Ben"])
        >>> duties.read("Ann", "I bring the bread.", {}), duties.read("Ben", "Cheese from me!", {})
        ({'bread': 'Ann'}, {'cheese': 'Ben'})
        >>> changed = duties.read("Ann", "Ben, could you do the bread too?", duties.held)
        >>> duties.read("Ben", "Sure.", duties.held), duties.told()
        ({'bread': 'Ben'}, {'bread': 'Ben', 'cheese': 'Ben'})
    """

    def __init__(self, keys: Sequence[str], names: Sequence[str]) -> None:
        self.items = Items(keys)
        self.held: dict[str, str] = {}
        self._is_clear = True
        self._offers = Offers()
        self._message = 0
        self._called = ""
        self._wanted: tuple[str, tuple[str, ...]] = ("", ())
        self._before = ""
        self._first = ""
        self._third = ""
        self._spoken: tuple[str, ...] = ()
        self._at_first: dict[str, str] = {}
        self._free: set[str] = set()
        self._pending: set[str] = set()
        one = one_of(names)
        self._leaving = Leaving(names)
        self._person = re.compile(rf"\b(?P<name>{one}|I|me|[Yy]ou)\b(?!['\u2019]s\b)")
        self._takes = re.compile(
            rf"\b(?P<name>{one}|I|[Yy]ou),?(?:{words.WILLING} {words.DOES}|{words.CHARGE})\b"
            r"(?! not\b)"
        )
        self._third_takes = re.compile(
            rf"\b[Hh]e{words.WILLING} {words.DOES}\b|\b[Ss]he{words.WILLING} {words.DOES}\b"
        )
        self._takes_it = re.compile(
            rf"\b(?P<name>{one}|I|[Yy]ou|[Hh]e|[Ss]he),?{words.WILLING} {words.DOES}"
            r" (?:it|them|those|that|these|one|some)\b"
        )
        self._for_others = re.compile(rf"\bfor (?:{one}|you|him|her)\b")
        self._stands_in = re.compile(
            rf"\b(?P<name>{one}|I)(?:'ll| will| can)? (?:stands? in|steps? in|fills? in|covers?"
            rf"|goe?s?) (?:for|instead of) (?P<other>{one}|me)\b"
        )
        self._behind = re.compile(
            rf"^(?:\s*(?:is|are|goes to|go to|stays? with|by|from|with|for|on)\b)"
            rf"{{0,2}}[\s:=>-]*"
            rf"(?P<name>{one}|me|mine|I)\b(?!['\u2019]s)"
            rf"(?=\s*(?:$|[.,;!)]|(?:and|then|too|this time|again|as well|of course)\b))"
        )
        self._front = re.compile(
            rf"(?:^|[,;:] ?|\b(?:[Tt]hen|[Ss]o) )(?P<name>{one})(?: is)?(?: on| for|:| -)?"
            r" (?:the )?$"
        )
        self._vocative = re.compile(rf"(?:^|, )(?P<name>{one})(?=[,.!?])|^(?P<first>{one}),")
        self._own_verbs = {
            key: re.compile(rf"\b(?P<name>{one}|I|[Yy]ou){words.WILLING} {base}\b")
            for key in self.items.names
            if (base := words.verb_of(key))
        }

    def told(self) -> dict[str, str] | None:
        """Who has each duty; None if nobody has one, or something was not understood."""
        names = self.items.names
        is_left = self._free or self._pending or self._wanted[1]
        if not self._is_clear or is_left or set(names) - self.held.keys():
            return None
        return {key: self.held[key] for key in names}

    def is_firm(self, quote: str, body: str) -> bool:
        """Whether a quote stands in a sentence that neither asks nor sets a condition."""
        sentence = next((s for s in sentences_of(body) if place_of(quote, s) is not None), quote)
        return not sentence.endswith("?") and not (
            TIED.search(sentence) or words.LOOSE.search(sentence)
        )

    def read(self, author: str, body: str, held: Mapping[str, str]) -> dict[str, str]:
        """The duties that a message changes for certain.

        Args:
            author: First name of who says it.
            body: What they say.
            held: Who has which duty so far.
        """
        self._first = self._first or author
        self.held = dict(held)
        before = self._at_first = dict(self.held)
        for sentence in sentences_of(body.replace("\u2019", "'")):
            self._sentence(author, sentence)
        self._before, self._called = author, ""
        self._message += 1
        return {key: who for key, who in self.held.items() if before.get(key) != who}

    def _sentence(self, author: str, sentence: str) -> None:
        if len(sentence) > MOST_CHARS:
            self._is_clear = False
            return
        called = self._vocative.search(sentence)
        self._called = (called["name"] or called["first"]) if called else self._called
        you = self._called or self._before
        named = list(dict.fromkeys(mention.name for mention in self.items.mentions(sentence)))
        self._answered(author, sentence, self._called)
        if (own := words.TAKE_MINE.search(sentence)) and not own["if"]:
            keys = [key for key, who in self.held.items() if who == author]
            self._propose(author, you, {keys[0]: you} if len(keys) == 1 and you else {})
            self._is_clear = self._is_clear and len(keys) == 1 and bool(you)
        elif words.MINE.search(sentence) and not named:
            self._pending |= {key for key, who in self.held.items() if who in (author, you)}
        if sentence.endswith("?"):
            self._asked(author, you, sentence, named)
        elif TIED.search(sentence):
            self._is_clear = self._is_clear and not named
        elif words.SWAP.search(sentence) and re.search(r"\b(?:can|could|I'd)\b", sentence):
            self._propose(author, you, self._exchanged(author, you, []))
        elif words.SWAP.search(sentence) and not words.CANNOT.search(sentence):
            self._swapped(author, you, sentence, named)
        else:
            self._stated(author, you, sentence)
        if named:
            self._spoken = tuple(named)
        elif self.held == self._at_first:
            self._unnamed(author, you, sentence)
        others = {m["name"] for m in self._person.finditer(sentence)} - {"I", "me", "you", "You"}
        self._third = others.pop() if len(others) == 1 else ""

    def _unnamed(self, author: str, you: str, sentence: str) -> None:
        """Leave open what a sentence may do to duties that it does not name."""
        leavers = self._leaving.by(author, sentence)
        leavers |= {author} if words.LEAVES.search(sentence) else set()
        self._pending |= {key for key, who in self.held.items() if who in leavers}
        self._is_clear = self._is_clear and not changes_all(sentence)
        takes = self._takes_it.search(sentence)
        if takes is None and not words.I_WILL.match(sentence):
            self._is_clear = self._is_clear and not words.TAKES_OVER.search(sentence)
            return
        taker = self._named(takes["name"] if takes else "I", author, you)
        holders = {self.held.get(key) for key in self._spoken}
        self._is_clear = self._is_clear and holders <= {taker}

    def _answered(self, author: str, sentence: str, called: str) -> None:
        """Apply what was offered or asked for, if the sentence agrees to it."""
        asker, wanted = self._wanted
        if len(wanted) == 1 and author != asker and words.ME.match(sentence):
            self._take(wanted[0], author, author)
        for offer in self._offers.agreed_by(author, sentence, called):
            self._take_all(offer.changes, author)

    def _asked(self, author: str, you: str, sentence: str, named: Sequence[str]) -> None:
        """Keep what somebody offers, or asks another one or anybody to do."""
        told = self._part(author, you, sentence)[0]
        if words.SWAP.search(sentence):
            changes = self._exchanged(author, you, named)
            self._propose(author, you, changes)
        elif named and words.ASKS_ELSE.search(sentence):
            self._is_clear = False
        elif named and words.I_ASK.search(sentence):
            holders = {self.held.get(key, "") for key in named}
            to = holders.pop() if len(holders) == 1 else ""
            self._propose(author, to, dict.fromkeys(named, author))
        elif named and words.YOU_ASK.search(sentence) and you:
            self._propose(author, you, dict.fromkeys(named, you))
        elif named and words.WHO.search(sentence) and not words.WHO_ELSE.search(sentence):
            free = [key for key in named if self.held.get(key, author) == author]
            self._wanted = (author, tuple(free))
        elif any(self.held.get(key) != who for key, who in told.items()):
            self._is_clear = False  # is it true that Cy brings it?

    def _stated(self, author: str, you: str, sentence: str) -> None:
        taker = ""
        left: list[tuple[str, list[str]]] = []
        for part in filter(None, words.PARTS.split(sentence)):
            mentions = self.items.mentions(part)
            named = list(dict.fromkeys(mention.name for mention in mentions))
            if self._third_takes.search(part):
                is_loose = words.LOOSE.search(part) is not None
                self._by_third(author, named or self._wanted[1], is_loose=is_loose)
                continue
            found, is_read = self._part(author, you, part)
            if words.GIVES_UP.search(part):
                self._given_up(author, named)
            elif found and self._is_doubtful(part, sentence, found):
                self._is_clear = False
            elif found and self._is_offer(author, part, found):
                self._propose(author, self.held.get(next(iter(found)), ""), found)
            elif found and not words.CANNOT.search(part):
                taker = next(iter(found.values()))
                self._take_all(found, author, is_passed_on=bool(words.PASSED_ON.search(sentence)))
            elif taker and named and words.is_list(part, [(m.first, m.last) for m in mentions]):
                self._take_all(dict.fromkeys(named, taker), author)
            elif not is_read and not self._by_pronoun(author, part, sentence):
                left.append((part, named))
        for part, named in left:
            self._unread(author, you, part, named)

    def _by_pronoun(self, author: str, part: str, sentence: str) -> bool:
        """Give somebody the only duty of a sentence, where they take it: I'll bring those."""
        named = {mention.name for mention in self.items.mentions(sentence)}
        is_loose = words.LOOSE.search(part) or words.CANNOT.search(part)
        is_his = words.I_TAKE_IT.search(part) and not is_loose and len(named) == 1
        if is_his:
            self._take(named.pop(), author, author)
        return bool(is_his)

    def _is_doubtful(self, part: str, sentence: str, found: Mapping[str, str]) -> bool:
        """Whether a part tells of other times, or of what somebody does for who has the duty."""
        is_new = any(self.held.get(key) != who for key, who in found.items())
        is_for = self._for_others.search(part) and not self._stands_in.search(part)
        is_anothers = is_for and any(self.held.get(key, who) != who for key, who in found.items())
        return is_new and bool(
            words.OTHER_TIMES.search(sentence) or words.REPORTED.search(sentence) or is_anothers
        )

    def _is_offer(self, author: str, part: str, found: Mapping[str, str]) -> bool:
        """Whether somebody could take what is found, such as a duty of another one."""
        others = {self.held.get(key, author) for key in found} - {author}
        return bool(
            words.LOOSE.search(words.WISH.sub("", part)) or (others and words.CAN.search(part))
        )

    def _propose(self, author: str, to: str, changes: Mapping[str, str]) -> None:
        if changes:
            to = "" if to == author else to
            self._offers.add(Offer(author, to, changes, self._message))

    def _by_third(self, author: str, keys: Sequence[str], *, is_loose: bool) -> None:
        """Give the one duty to whom the sentence before spoke of: he, she."""
        if self._third and len(keys) == 1 and is_loose:
            self._propose(author, "", {keys[0]: self._third})
        elif self._third and len(keys) == 1:
            self._take(keys[0], self._third, author)
        elif keys:
            self._is_clear = False

    def _part(self, author: str, you: str, part: str) -> tuple[dict[str, str], bool]:
        """Who takes which duty by a part of a sentence, and whether it was read."""
        mentions = self.items.mentions(part)
        if stands_in := self._stands_in.search(part):
            other = self._named(stands_in["other"], author, you)
            own = [key for key, who in self.held.items() if who == other]
            keys = [m.name for m in mentions] or (own if len(own) == 1 else [])
            return dict.fromkeys(keys, self._named(stands_in["name"], author, you)), True
        found = {
            key: self._named(match["name"], author, you)
            for key, verb in self._own_verbs.items()
            if (match := verb.search(part))
        }
        takes = [m for m in self._takes.finditer(part) if any(x.first >= m.end() for x in mentions)]
        if takes:
            behind = [m for m in mentions if m.first >= takes[-1].end()]
            if not words.SMALL.match(part[takes[-1].end() : behind[0].first]):
                return found, False
            who = self._named(takes[-1]["name"], author, you)
            return found | dict.fromkeys((m.name for m in behind), who), True
        for mention in mentions:
            match = self._behind.match(part[mention.last :])
            match = match or self._front.search(part[: mention.first])
            if match:
                word = "me" if match["name"] == "mine" else match["name"]
                found[mention.name] = self._named(word, author, you)
        return found, bool(found)

    def _given_up(self, author: str, named: Sequence[str]) -> None:
        for key in named:
            if self.held.get(key) == author:
                del self.held[key]
                self._free.add(key)

    def _unread(self, author: str, you: str, part: str, named: Sequence[str]) -> None:
        """What speaks of a person and a duty in words that no rule reads leaves all uncertain."""
        people = {self._named(m["name"], author, you) for m in self._person.finditer(part)}
        before = part[: min((m.first for m in self.items.mentions(part)), default=0)]
        is_off = words.NONE.search(before) or (not people and words.TELLS_OFF.search(part))
        self._is_clear = self._is_clear and not (named and (is_off or words.PASSES.search(part)))
        if not people and words.NEEDED.search(part):
            self._wanted = (author, tuple(key for key in named if key not in self.held))
            return
        people |= {author} if re.search(r"(?i)\b(?:my|mine|we)\b", part) and not people else set()
        if words.LOOSE.search(part):
            self._pending |= {key for key in named if self.held.get(key) not in people}
            return
        is_denied = words.CANNOT.search(part) is not None
        for key in named:
            if people and (is_denied or self.held.get(key) not in people):
                self._is_clear = False

    def _swapped(self, author: str, you: str, sentence: str, named: Sequence[str]) -> None:
        people = [self._named(m["name"], author, you) for m in self._person.finditer(sentence)]
        people = list(dict.fromkeys(people))
        other = next((one for one in people if one != author), you)
        pair = people if len(people) == len("ab") else [author, other]
        if changes := self._exchanged(pair[0], pair[1], named):
            for key, who in changes.items():
                self._take(key, who, who)
        elif named or len(people) > 1:
            self._is_clear = False

    def _exchanged(self, first: str, second: str, named: Sequence[str]) -> dict[str, str]:
        """Two duties with those who have them changed; nothing where it is not plain which."""
        keys = list(named)
        if not keys:
            own = [[k for k, who in self.held.items() if who == one] for one in (first, second)]
            keys = [each[0] for each in own if len(each) == 1]
        if len(keys) != len("ab") or not all(key in self.held for key in keys):
            return {}
        return {keys[0]: self.held[keys[1]], keys[1]: self.held[keys[0]]}

    def _take_all(
        self, found: Mapping[str, str], author: str, *, is_passed_on: bool = True
    ) -> None:
        for key, who in found.items():
            self._take(key, who, author, is_passed_on=is_passed_on)

    def _take(self, key: str, who: str, author: str, *, is_passed_on: bool = True) -> None:
        if not who:
            self._is_clear = False
            return
        holder = self.held.get(key, who)
        is_his = holder in (who, author) or author == self._first
        if not is_his and not is_passed_on:
            self._is_clear = False
        self.held[key] = who
        self._free.discard(key)
        self._pending.discard(key)
        self._wanted = (self._wanted[0], tuple(k for k in self._wanted[1] if k != key))

    def _named(self, word: str, author: str, you: str) -> str:
        return author if word in ("I", "me") else you if word.lower() == "you" else word
