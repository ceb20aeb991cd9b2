"""Who has which duty along a thread: who brings what, who does what, who has which shift.

People take duties, give them up, pass them on and swap; what is asked or offered counts once
somebody agrees. A duty that two take, that nobody has in the end, or that a sentence speaks of in
words that no rule reads, leaves all of them uncertain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.clauses import sentences_of
from hocket.agents.threads.items import Items
from hocket.agents.threads.names import PEOPLE, one_of, people_in
from hocket.agents.threads.offers import TIED, Offer, Offers
from hocket.agents.threads.slots import names_day
from hocket.core.late_pattern import late_pattern
from hocket.documents.quotes import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.passages import Passage

_COUNTS = late_pattern(
    r"(?i)\b(?:how (?:many|much|often|long)|numbers? (?:of|for)|full names?|surnames?|last names?"
    r"|family names?|at first|originally|offered)\b"
)
"""What asks for no first names, or for others than those at the end."""
_PARTS = late_pattern(
    r"[;]\s+|,\s+(?:and |but |so |then )*|\s+(?:but|so|then)\s+(?=[A-Z])"
    r"|\s+and\s+(?=(?:(?-i:I|[A-Z][a-z]+)|you|he|she|then|also)\b)"
)
_CANNOT = late_pattern(
    r"(?i)\b(?:can't|cannot|won't|not|never|unable|no longer|forgot|forget|no time)\b|n't\b"
)
_LOOSE = late_pattern(r"(?i)\b(?:maybe|perhaps|might|could|would|whether|[a-z]+'d|should|or)\b")
_DOES = (
    r"(?:(?:take|do|have|cover|work(?! (?:for|at|in|as|with)\b)|get|bring|make|buy|bake|cook"
    r"|provide|organi[sz]e|book|hire|rent|drive|handle|carry|pack|supply|fetch|collect|prepare"
    r"|contribute|order|see to|look after"
    r"|take care of|be in charge of|pick up|go for|stick to|stick with|keep)(?:e?s)?"
    r"|does|has|(?:take|look)s (?:care of|after|over)"
    r"|(?:already |just )?(?:took|bought|baked|made|booked|hired|organi[sz]ed|ordered|got))"
)
_WILLING = (
    r"(?:'d like to| would like to|'d love to| want to"
    r"|'ll|'d| will| can| could| would| might| am going to|'m going to|'m happy to| am happy to"
    r"|'ve| have)?"
    r"(?: (?:then|now|also|gladly|happily|just|both|too|still))*"
)
_CHARGE = r"(?:'m|'s| is| am| are|'re) (?:in charge of|responsible for|on|doing|bringing|making)"
_WISH = late_pattern(r"(?i)(?:\b[a-z]+'d|\bwould) (?:like|love) to\b")
_CAN = late_pattern(r"(?i)\bI can\b")
_SMALL = late_pattern(
    r"(?i)^(?:\W*(?:the|a|an|some|our|my|your|his|her|their|all|both|this|that|over|for|everybody|us"
    r"|big|small|large|fresh|two|three|few|and|it|[\w]+'s|rest|other|care of|up)\b)*\W*$"
)
"""Words between a deed and the duty that it is about."""
_SWAP = late_pattern(
    r"(?i)\b(?:swap|swaps|swapped|exchange|exchanges|trade|trades|change|changes)\b"
)
_GIVES_UP = late_pattern(
    r"(?i)\bno \w[\w ]{0,25} (?:for|from) me\b|\bwithout me\b"
    r"|\b(?:somebody|someone|anybody|anyone)(?: else)? (?:should|has to|must|could|can|please"
    r"|will have to|would have to|needs? to)\b"
    r"|\bI (?:can't|cannot|won't|don't have time|have no time|am not able to|am unable to)\b"
)
_WHO = late_pattern(
    r"(?i)\b(?:who|anyone|anybody|someone|somebody)\b"
    r"|^(?:and |but )?(?:what about |how about )?(?:the )?[\w ]{2,20}\?$"
)
_ME = late_pattern(
    r"(?i)^(?:me|i do|i can|i will|i'll|i have|i've got|(?:i'll|i can|i will) (?:bring|do|take"
    r"|make|get) (?:it|that|them|those|one|some))(?: too| then| also)?\W*$"
)
_I_ASK = late_pattern(rf"(?i)\b(?:shall|should|can|could|may) I (?:\w+ )?{_DOES}\b")
_YOU_ASK = late_pattern(
    rf"(?i)\b(?:can|could|would|will|might) you (?:\w+ )?{_DOES}\b|\byou could\b"
)
_PASSED_ON = late_pattern(
    r"(?i)\b(?:instead|then|over|so|in place)\b|\w's?\b['\u2019]|'s\b|\byour\b"
)
"""What gives a duty to somebody though another one has it."""


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
        duties.read(passage.author.split()[0] if passage.author else "", passage.body, duties.held)
    return duties.told()


def duties_of(goal: str, keys: Sequence[str], passages: Sequence[Passage]) -> Duties | None:
    """The duties that a task asks for at the end of a thread; None if it asks for others."""
    if not PEOPLE.search(goal) or _COUNTS.search(goal):
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
        self._third = ""
        self._free: set[str] = set()
        one = one_of(names)
        self._person = re.compile(rf"\b(?P<name>{one}|I|me|[Yy]ou)\b(?!['\u2019]s\b)")
        self._takes = re.compile(
            rf"\b(?P<name>{one}|I|[Yy]ou),?(?:{_WILLING} {_DOES}|{_CHARGE})\b(?! not\b)"
        )
        self._third_takes = re.compile(rf"\b[Hh]e{_WILLING} {_DOES}\b|\b[Ss]he{_WILLING} {_DOES}\b")
        self._stands_in = re.compile(
            rf"\b(?P<name>{one}|I)(?:'ll| will| can)? (?:stands? in|steps? in|fills? in|covers?"
            rf"|goe?s?) (?:for|instead of) (?P<other>{one}|me)\b"
        )
        self._behind = re.compile(
            rf"^(?:\s*(?:is|are|goes to|go to|stays? with|by|from|with|for|on)\b)"
            rf"{{0,2}}[\s:=>-]*"
            rf"(?P<name>{one}|me|mine|I)\b(?!['\u2019]s)(?=\s*(?:$|[.,;!)]|and\b|then\b|too\b))"
        )
        self._front = re.compile(
            rf"(?:^|[,;] ?)(?P<name>{one})(?: is)?(?: on| for|:| -)? (?:the )?$"
        )
        self._vocative = re.compile(rf"(?:^|, )(?P<name>{one})(?=[,.!?])|^(?P<first>{one}),")
        self._own_verbs = {
            key: re.compile(rf"\b(?P<name>{one}|I|[Yy]ou){_WILLING} {base}\b")
            for key in self.items.names
            if (base := _verb_of(key))
        }

    def told(self) -> dict[str, str] | None:
        """Who has each duty; None if nobody has one, or something was not understood."""
        names = self.items.names
        if not self._is_clear or self._free or self._wanted[1] or set(names) - self.held.keys():
            return None
        return {key: self.held[key] for key in names}

    def is_firm(self, quote: str, body: str) -> bool:
        """Whether a quote stands in a sentence that neither asks nor sets a condition."""
        sentence = next((s for s in sentences_of(body) if place_of(quote, s) is not None), quote)
        return not sentence.endswith("?") and not (TIED.search(sentence) or _LOOSE.search(sentence))

    def read(self, author: str, body: str, held: Mapping[str, str]) -> dict[str, str]:
        """The duties that a message changes for certain.

        Args:
            author: First name of who says it.
            body: What they say.
            held: Who has which duty so far.
        """
        self.held = dict(held)
        before = dict(self.held)
        for sentence in sentences_of(body.replace("\u2019", "'")):
            self._sentence(author, sentence)
        self._before, self._called = author, ""
        self._message += 1
        return {key: who for key, who in self.held.items() if before.get(key) != who}

    def _sentence(self, author: str, sentence: str) -> None:
        called = self._vocative.search(sentence)
        self._called = (called["name"] or called["first"]) if called else self._called
        you = self._called or self._before
        named = list(dict.fromkeys(mention.name for mention in self.items.mentions(sentence)))
        self._answered(author, sentence, self._called)
        if sentence.endswith("?"):
            self._asked(author, you, sentence, named)
        elif TIED.search(sentence):
            self._is_clear = self._is_clear and not named
        elif _SWAP.search(sentence) and not _CANNOT.search(sentence):
            self._swapped(author, you, sentence, named)
        else:
            self._stated(author, you, sentence)
        others = {m["name"] for m in self._person.finditer(sentence)} - {"I", "me", "you", "You"}
        self._third = others.pop() if len(others) == 1 else ""

    def _answered(self, author: str, sentence: str, called: str) -> None:
        """Apply what was offered or asked for, if the sentence agrees to it."""
        asker, wanted = self._wanted
        if len(wanted) == 1 and author != asker and _ME.match(sentence):
            self._take(wanted[0], author, author)
        for offer in self._offers.agreed_by(author, sentence, called):
            for key, who in offer.changes.items():
                self._take(key, who, author)

    def _asked(self, author: str, you: str, sentence: str, named: Sequence[str]) -> None:
        """Keep what somebody offers, or asks another one or anybody to do."""
        if _SWAP.search(sentence):
            changes = self._exchanged(author, you, named)
            self._propose(author, you, changes)
        elif named and _I_ASK.search(sentence):
            holders = {self.held.get(key, "") for key in named}
            to = holders.pop() if len(holders) == 1 else ""
            self._propose(author, to, dict.fromkeys(named, author))
        elif named and _YOU_ASK.search(sentence) and you:
            self._propose(author, you, dict.fromkeys(named, you))
        elif named and _WHO.search(sentence):
            free = [key for key in named if self.held.get(key, author) == author]
            self._wanted = (author, tuple(free))

    def _stated(self, author: str, you: str, sentence: str) -> None:
        taker = ""
        for part in filter(None, _PARTS.split(sentence)):
            mentions = self.items.mentions(part)
            named = list(dict.fromkeys(mention.name for mention in mentions))
            if self._third_takes.search(part):
                is_loose = _LOOSE.search(part) is not None
                self._by_third(author, named or self._wanted[1], is_loose=is_loose)
                continue
            found, is_read = self._part(author, you, part)
            if _GIVES_UP.search(part):
                self._given_up(author, named)
            elif found and self._is_offer(author, part, found):
                self._propose(author, self.held.get(next(iter(found)), ""), found)
            elif found and not _CANNOT.search(part):
                taker = next(iter(found.values()))
                for key, who in found.items():
                    self._take(key, who, author, is_passed_on=bool(_PASSED_ON.search(sentence)))
            elif taker and named and _is_list(part, [(m.first, m.last) for m in mentions]):
                for key in named:
                    self._take(key, taker, author)
            elif not is_read:
                self._unread(author, you, part, named)

    def _is_offer(self, author: str, part: str, found: Mapping[str, str]) -> bool:
        """Whether somebody could take what is found, such as a duty of another one."""
        others = {self.held.get(key, author) for key in found} - {author}
        return bool(_LOOSE.search(_WISH.sub("", part)) or (others and _CAN.search(part)))

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
            if not _SMALL.match(part[takes[-1].end() : behind[0].first]):
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
        people |= {author} if re.search(r"(?i)\b(?:my|mine|we)\b", part) and not people else set()
        is_denied = _CANNOT.search(part) is not None
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

    def _take(self, key: str, who: str, author: str, *, is_passed_on: bool = True) -> None:
        holder = self.held.get(key, who)
        if holder not in (who, author) and not is_passed_on:
            self._is_clear = False
        self.held[key] = who
        self._free.discard(key)
        self._wanted = (self._wanted[0], tuple(k for k in self._wanted[1] if k != key))

    def _named(self, word: str, author: str, you: str) -> str:
        return author if word in ("I", "me") else you if word.lower() == "you" else word


def _is_list(part: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a part of a sentence has nothing but things."""
    for first, last in reversed(spans):
        part = part[:first] + part[last:]
    return _SMALL.match(part) is not None


def _verb_of(key: str) -> str:
    """What somebody does whose duty is a word such as cleaning; empty for other words.

    Examples:
        >>> pairs = (("baking", "bakes"), ("shopping", "shop"), ("bread", "bread"))
        >>> [bool(re.fullmatch(_verb_of(key), verb)) for key, verb in pairs]
        [True, True, False]
    """
    if not re.fullmatch(r"[a-z]{3,}ing", key):
        return ""
    stem = key.removesuffix("ing")
    short = stem[:-1] if stem[-1] == stem[-2] else stem
    return rf"(?:{stem}|{stem}e|{short})s?"
