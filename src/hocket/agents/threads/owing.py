"""Who still owes money or a thing that somebody collects from a group, as a thread says it.

Each person's last plain words count, and those of the one who collects count for all. A promise
leaves open what is owed; of whom nothing plain is said, nothing is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.clauses import sentences_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ASKED = late_pattern(
    r"(?i)\b(?:who(?:m|se)?|which)\b[^.?!]{0,80}?(?:\bow(?:es?|ing)\b"
    r"|(?:\bnot|n['\u2019]t|\byet to|\bstill (?:has to|have to|needs? to|must)) (?:yet )?"
    r"(?:pay|paid|transfer\w*|sen[dt]|settled?|return\w*"
    r"|(?:give|giving|given|bring|brought|hand)\w* (?:\w+ ){0,6}(?:back|in))\b)"
)
_ASKS_BACK = late_pattern(r"(?i)\b(?:return\w*|back|hand(?:ed)? (?:\w+ ){0,3}in)\b")
_DONE = (
    r"paid|pa?yed|transferr?ed|wired|sent|settled|dropped (?:it|mine|the money) (?:off|in)"
    r"|(?:gave|handed|brought|given|slipped) (?:it to )?(?:you|{who})|(?:put|left)"
    r" (?:it|mine|the \w+|\d+|my \w+) (?:in|on|with|under|through) (?:your|{who}'s)"
)
_BACK = (
    r"returned|(?:brought|gave|given|taken|handed|put) (?:it|mine|them|the \w+|my \w+)"
    r" (?:back|in)|(?:gave|brought|handed) (?:you|{who}) (?:it|mine|the \w+|my \w+)"
    r"|(?:gave|brought|handed|took|dropped) (?:it|mine|them|the \w+|my \w+)(?: off)? (?:to|at)"
    r" (?:you|{who})|(?:mine|it|my \w+) is (?:in|on|with|under) (?:your|{who})"
)
_FRAGMENT = late_pattern(
    r"(?i)^(?:(?:great|ok(?:ay)?|yes|yep|hi|ah|all|just|already|money|mine|it'?s|that'?s|is|sorry|now)"
    r"\b[\s,!:-]*)*(?:done|sent|paid|transferred|settled|returned)\b"
    r"(?! (?:to|by|on|when|if|it to|with))"
)
_HINDERED = late_pattern(
    r"(?i)(?:n['\u2019]t|\b(?:nearly|almost|not|never|cannot|will|shall|'ll|would|want(?:ed)? to"
    r"|tried|try|going to|gonna|have to|has to|must|should|could|can|if|once|when|until|unless"
    r"|forgot|thought|about to|need to|be))\b[^,.;!?]{0,30}$"
)
_NEGATED = late_pattern(
    r"(?i)(?:n['\u2019]t|\b(?:not|never|nothing|still missing|still open|come back|came back"
    r"|bounced|returned to me|typo|wrong account|failed))\b"
)
_NOW = r"(?:is|are|has|have|'s)(?: just| now| already| also)?"
_HERE = rf"(?:{_NOW} (?:here|arrived|come|there|landed|back)|came(?: in| back)?|arrived)"
"""What money does, and people do too."""
_GIVEN = (
    rf"(?:{_NOW} (?:in\b(?! (?!too\b|now\b|as well\b)[a-z])|been (?:paid|received)|done|settled"
    r"|square|paid)|paid|gave me|brought me|handed me)"
)
_IN_PART = late_pattern(
    r"(?i)\b(?:half|part of|the rest|remain\w*|instal\w+|only \d+|too little|still open"
    r"|(?:is|are) open|\d+ (?:out )?of (?:the )?\d+)\b"
)
_ALL_PAID = late_pattern(
    r"(?i)\b(?:all(?: of (?:you|them|us))?|every(?:one|body)(?: else)?|(?:the )?(?:rest|others))"
    r"(?: (?:but|except|apart from|besides) [^.;!?]{1,40}?)?(?:'s|'ve| has| have| is| are)?"
    r"(?: now| already| also)* (?:paid|sent|here|in|arrived|settled|square|done|returned|back)\b"
    r"|\b(?:got|received|have)\b[^.?!]{0,20} from (?:all|every(?:one|body))\b"
)
"""What is said of all together, so that nobody's last own words count any more."""
_FREE = late_pattern(
    r"(?i)(?:n['\u2019]t|\bnot) (?:have|need|owe|pay)\b|\bneed(?:n['\u2019]t| not)\b"
    r"|(?:n['\u2019]t|\bnot|\bcannot) (?:be )?(?:come|coming|join\w*|make it|go|going|there)\b"
)
"""What may free somebody of their part."""
_ELSEHOW = late_pattern(
    r"(?i)\b(?:sorted|pay ?pal\w*|venmo\w*|revolut\w*|twint\w*|zelle\w*|bizum\w*|cancel\w*)\b"
)
"""What may say in other words that somebody has paid, or takes no part."""
_FAILED = late_pattern(r"(?i)\b(?:failed|bounced|ca(?:me|n) back|wrong account|typo|rejected)\b")
_IF = late_pattern(r"(?i)\b(?:if|once|when|until|unless|as soon as|whether|should)\b")
_OUT = late_pattern(
    r"(?i)\b(?:i'm out|i am out|count me out(?! of)|without me|not (?:joining|taking part"
    r"|in this time)"
    r"|leave me out|i(?:'ll| will) (?:skip|pass)|i don't (?:join|take part)"
    r"|i never (?:had|got) (?:one|any))\b"
)
_PROMISE = late_pattern(
    r"(?i)^will\b|\b(?:i(?:'ll| will| promise)|you(?:'ll| will) (?:get|have)"
    r"|you get (?:it|mine|the)|will do|promise"
    r"|forgot(?:ten)?|next (?:week|month|time)|tomorrow|tonight|later|soon|at the weekend"
    r"|(?:on|by) \w+day"
    r"|(?:then|so) i (?:bring|give|pay|send)|put me down|i'm in\b|count me in|in cash|cash on)\b"
)
_TIME = late_pattern(r"(?i)next \w+|tomorrow|tonight|later|soon|at the weekend|(?:on|by) \w+day")
"""What says when, of somebody who may not take part at all: ``See you tomorrow!``"""
_GOT = late_pattern(
    r"(?i)^(?:(?:ok(?:ay)?|yes|great|thanks?|thank you|perfect|and|right|you're right"
    r"|true)\b[\s,!]*)*"
    r"(?:got it|it's here|it is here|it has arrived|received|arrived|money's here)\b"
)
_ALL_BUT = late_pattern(
    r"(?i)\b(?:all|every\w+)\b[^.?!]{0,60}\b(?:except|but|apart from|besides|save)\b"
)
"""What tells of all at once, but for some."""
_COLLECTS = late_pattern(
    r"(?i)\b(?:send|transfer|pay|give|bring|return|hand)\b[^.?!]{0,40}\b(?:me|back|in)\b"
    r"|\bneed (?:the |your |all )*\w+ back\b"
    r"|\bi(?:'ve| have)? (?:bought|paid|laid|lay|advanced|lent)\b"
)
"""What the one who collects says first, if the task does not name them."""
_ALSO = late_pattern(r"(?i)\b(?:as well|too|also)\b")
_OWN_ONE = late_pattern(r"(?i)\b(?:mine|ours|my|had any|had one|have any|have one|it|them)\b")
"""What may tell where one's own one is."""
_MISSING = late_pattern(
    r"(?i)\b(?:missing|still (?:open|outstanding|waiting for|owes?)|i(?:'m| am) waiting for"
    r"|nothing (?:yet )?from|not yet from|ha(?:s|ve)(?: not|n't) paid)\b"
)
_TWO_SIDED = late_pattern(
    r"(?i)\b(?:but|while|whereas)\b|, (?:and )?(?-i:[A-Z])\w+ (?:has|have|did|is)(?! not\b)\b(?!n)"
)
"""What says of one that they have paid, and of another that they have not."""
_ONLY = late_pattern(r"(?i)\b(?:only|just|except|apart from|all (?:but|others))\b")
_EACH = late_pattern(
    r"(?i)\b(?:each|per (?:person|head)|from everybody|from everyone|a head|apiece)\b"
)
_FROM_YOU = late_pattern(r"(?i)\bfrom you(?: too| as well)?\b|\bthen you(?:'re| are) in\b")
_EVEN = late_pattern(r"(?i)\b(?:even|quits|square|all set|is done|are done)\b")
_MONEY = late_pattern(
    r"(?i)\b(?:g[ai]ve|paid|pay|ow(?:e|es|ed)|transfer\w*|money|cash|lent|\d+(?! o'clock)|done|sent"
    r"|returned|back)\b"
)
"""What may say that something was paid or given in other words."""
_OTHER = late_pattern(
    r"(?i)\s*(?:you )?(?:for )?(?:an?|the|some|my|those|our|that|this)\b (?!money|cash"
    r"|transfer|share|part|rest|\d|euros?|amount|fee|tenner|fiver|twenty|note|envelope|whole|full|lot)"
)
"""What somebody paid for or sent that may be something else."""


_SHARES = frozenset(
    ("money", "cash", "share", "part", "coins", "notes", "amount", "envelope", "fee", "sum")
)


def owing(goal: str, names: Sequence[str], messages: Iterable[tuple[str, str]]) -> dict[str, bool]:
    """Who still owes what a task asks about, and who does not; of others nothing is certain.

    Args:
        goal: Such as "Who still owes Ada the money?"
        names: First names of the people.
        messages: (first name of the author, what they say), in order.

    Examples:
        >>> said = [("Ada", "The tickets are 9 each: Bo, Cy, Di and me. I lay it out.")]
        >>> said += [("Bo", "Paid for me and for Cy."), ("Di", "You'll get it on Monday.")]
        >>> said += [("Ada", "Bo's money is here.")]
        >>> owing("Who still owes Ada the money?", ["Ada", "Bo", "Cy", "Di"], said)
        {'Bo': False, 'Cy': False, 'Di': True, 'Ada': False}
    """
    asked = _ASKED.search(goal)
    if asked is None:
        return {}
    reader = _Reader(goal, asked, names, list(messages))
    return reader.read() if reader.collector else {}


class _Reader:
    """Reads who has paid or given what one person collects."""

    def __init__(
        self,
        goal: str,
        asked: re.Match[str],
        names: Sequence[str],
        messages: Sequence[tuple[str, str]],
    ) -> None:
        self._goal = goal.lower()
        self._messages = messages
        self._names = names
        one = rf"(?:{'|'.join(map(re.escape, names)) or '(?!)'})"
        self._name = re.compile(rf"\b(?:{one})\b")
        authors = {author for author, _ in messages}
        said = [name for name in self._name.findall(goal[asked.start() :]) if name in authors]
        self.collector = said[0] if len(set(said)) == 1 else ""
        self.collector = self.collector or ("" if said else self._first_to_collect())
        self._is_thing = _ASKS_BACK.search(asked.group()) is not None
        done = _BACK if self._is_thing else _DONE
        done = done.replace("{who}", re.escape(self.collector) or "(?!)")
        self._done = re.compile(rf"(?i)\b(?:{done})\b")
        some = rf"(?:{one})(?:'s)?(?:(?:, | and |, and | & )(?:{one})(?:'s)?)*"
        self._arrived = re.compile(
            rf"\b(?P<who>{some})(?:(?:(?<='s)(?: \w+)?| (?:money|transfers?|payments?|share|part"
            rf"|\d+|\d+ euros?|cash|key|book|form|copy|one)) (?:{_HERE}|{_GIVEN})| {_GIVEN})\b"
        )
        self._received = re.compile(
            rf"(?i:\b(?:got|received|have|thanks for) )(?P<who>{some})(?:'s|\b)"
            rf"|(?i:\b(?:got|received|have) (?:it|the money|\w+) from )(?P<giver>{some})\b"
        )
        self._for_other = re.compile(
            rf"(?P<who>{one}) (?:has |had |already )*(?:did it|paid|done it|transferred|sent it"
            r"|gave it|settled) (?:it )?for me\b"
        )
        self._for = re.compile(
            rf"(?i:\bfor )(?P<for>(?:me|myself|{one})(?:(?:, | and |, and | & )"
            rf"(?:for )?(?:me|myself|{one}))*)\b"
        )
        self._yours = re.compile(rf"\b(?P<name>{one}), yours\b")
        self._called = re.compile(rf"\b{one}[,!]? ?")
        self._listed = re.compile(rf"\b{one}\b(?:(?:, | and |, and | & )(?:{one}|me|I)\b){{1,}}")
        self._owes: dict[str, bool | None] = {}
        self._is_listed = False
        self._is_asking = False

    def read(self) -> dict[str, bool]:
        """Who owes it and who does not, of those of whom it is certain."""
        before = ""
        for author, body in self._messages:
            self._is_asking = author == self.collector and bool(_COLLECTS.search(body))
            for sentence in sentences_of(body):
                if author == self.collector:
                    self._collected(sentence, before)
                elif author:
                    self._said(author, sentence)
            before = author if author != self.collector else before
        self._owes[self.collector] = False
        if self._is_listed:
            authors = {author for author, _ in self._messages}
            for name in self._names:
                if name not in authors:
                    self._owes.setdefault(name, False)
        return {name: owes for name, owes in self._owes.items() if owes is not None}

    def _first_to_collect(self) -> str:
        """Who begins the thread by asking several people for their part."""
        author, body = self._messages[0] if self._messages else ("", "")
        others = set(self._name.findall(body)) - {author}
        is_asking = _COLLECTS.search(body) and (len(others) > 1 or _EACH.search(body))
        return author if is_asking else ""

    def _said(self, author: str, sentence: str) -> None:
        """Take in what somebody says of their own part."""
        payer = self._for_other.search(sentence)
        if payer or _OUT.search(sentence):
            self._owes[author] = False
            if payer and self._owes.get(payer["who"]):
                self._owes[payer["who"]] = None  # for themselves too?
            return
        done = self._done.search(sentence) or _FRAGMENT.match(sentence)
        is_asked = sentence.endswith("?")
        if done and not is_asked and not _HINDERED.search(sentence[: done.start()]):
            behind = sentence[done.end() :]
            is_sure = self._is_whole(sentence) and not self._is_other(behind)
            is_sure = is_sure and not _NEGATED.search(behind) and self._is_asked_for(done.group())
            for name in self._paid_for(author, behind):
                self._owes[name] = False if is_sure else None
        elif not is_asked and (_FREE.search(sentence) or _ELSEHOW.search(sentence)):
            self._owes[author] = None if self._owes.get(author, True) else False
        elif (promise := _PROMISE.search(sentence)) or (done and _NEGATED.search(sentence)):
            is_loose = promise and _TIME.fullmatch(promise.group()) and not _MONEY.search(sentence)
            if self._owes.get(author) is not False and not (is_loose and author not in self._owes):
                self._owes[author] = True
        elif (not is_asked and self._is_thing and _OWN_ONE.search(sentence)) or (
            not is_asked and (done or _MONEY.search(sentence) or _FAILED.search(sentence))
        ):
            self._owes[author] = None
        for match in self._arrived.finditer(sentence):
            others = [name for name in self._name.findall(match["who"]) if name != author]
            self._owes |= dict.fromkeys(others)

    def _is_whole(self, sentence: str) -> bool:
        return self._is_thing or _IN_PART.search(sentence) is None

    def _is_asked_for(self, done: str) -> bool:
        """Whether what was put or brought somewhere is what the task asks about."""
        thing = re.search(r"(?i)\b(?:the|my) (\w+)", done)
        return thing is None or thing[1].lower() in _SHARES or thing[1].lower() in self._goal

    def _is_other(self, behind: str) -> bool:
        """Whether something else was paid or sent, or to somebody else."""
        to = self._name.match(behind.removeprefix(" to").lstrip())
        if to is not None and to.group() != self.collector:
            return True
        return not self._is_thing and _OTHER.match(behind) is not None

    def _paid_for(self, author: str, behind: str) -> list[str]:
        """For whom somebody has paid."""
        match = self._for.search(behind)
        if match is None:
            return [author]
        people = self._name.findall(match["for"])
        is_own = re.search(r"\b(?:me|myself)\b", match["for"]) or _ALSO.search(behind)
        return [*people, *([author] if is_own else [])]

    def _unsettle(self, names: Iterable[str]) -> None:
        self._owes |= dict.fromkeys(list(names))

    def _collected(self, sentence: str, before: str) -> None:
        """Take in what the one who collects says of others."""
        sentence = self._yours.sub(r"\g<name>'s", sentence)
        people = [name for name in self._name.findall(sentence) if name != self.collector]
        listed = self._listed.search(sentence) if _EACH.search(sentence) else None
        several = self._listed.search(sentence) if self._is_asking and not self._owes else None
        if several and len(self._name.findall(several.group())) > len("ab"):
            listed = several
        if listed:
            people = self._name.findall(listed.group())
            self._owes |= dict.fromkeys(people, True)
            self._is_listed = True
            return
        if sentence.endswith("?") or _IF.search(sentence):
            self._unsettle(name for name in people if self._owes.get(name) is False)
            return
        if _ALL_PAID.search(sentence) or _ALL_BUT.search(sentence):
            self._unsettle({*self._owes, *people})
            return
        if not self._is_told(sentence, people):
            self._even_or_open(sentence, people, before)

    def _is_told(self, sentence: str, people: Sequence[str]) -> bool:
        """Take in whose part is missing or there; whether the sentence says so."""
        missing = _MISSING.search(sentence)
        if missing and people:
            if _ONLY.search(sentence):
                self._owes = dict.fromkeys(self._owes, False)
            self._owes |= dict.fromkeys(people, None if _TWO_SIDED.search(sentence) else True)
        elif people and _FREE.search(sentence):
            self._unsettle(people)
        elif people and _NEGATED.search(sentence):
            self._owes |= dict.fromkeys(people, True if len(set(people)) == 1 else None)
        elif match := self._arrived.search(sentence) or self._received.search(sentence):
            groups = match.groupdict()
            who = groups["who"] or groups.get("giver") or ""
            is_sure = self._is_whole(sentence) and not self._is_other(sentence[match.end() :])
            owes = False if is_sure and self._is_asked_for(sentence[match.end() :]) else None
            self._unsettle(name for name in people if self._owes.get(name))
            self._owes |= dict.fromkeys(self._name.findall(who), owes)
        else:
            return False
        return True

    def _even_or_open(self, sentence: str, people: Sequence[str], before: str) -> None:
        """Take in who is even, or owes their part too, and what is told of the last message."""
        if len(people) == 1 and _EVEN.search(sentence):
            self._owes[people[0]] = False
        elif len(people) == 1 and _FROM_YOU.search(sentence):
            self._owes[people[0]] = True
        elif _GOT.match(self._called.sub("", sentence)) and (before if not people else people[0]):
            self._owes |= dict.fromkeys(people or [before], False)
        elif before and self._owes.get(before) is False and _NEGATED.search(sentence):
            self._owes[before] = None
        else:  # something that these rules do not read
            self._unsettle(name for name in people if self._owes.get(name))
