"""Who wants what somebody offers to all, such as a lift, a bed or a ticket, as rules read a thread.

The one who offers is none of them; of each other one the last plain words count, and what is said
of them. What is left open, or not understood, is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.threads import wanting as words
from hocket.agents.threads.clauses import clauses_of, sentences_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SPOKE = late_pattern(
    r"\b(?P<name>[A-Z][a-z\u00df-\u00f6\u00f8-\u017f]{1,15}) (?:rang|called|phoned|asks|asked|needs"
    r"|wants|would like|texted|wrote)\b"
)
_NO_NAME = frozenset(("Nobody", "Somebody", "Everybody", "Who", "They", "She", "He", "It", "That"))
_THIRD = frozenset(("he", "she", "they", "him", "her", "them"))
_FIRST = frozenset(("i", "we", "me", "us"))
_OFFERS = late_pattern(
    r"(?i)\bI(?:'ve| have|'ll| can| could| will)? (?:also )?(?:room|space|(?:take|fetch|collect"
    r"|give|offer|share|lend)\b (?:you|two|three|four|\d|somebody|someone|anybody|people)\b)"
    r"|\b(?:come|ride|drive|go|stay) with (?:me|us)\b|\b(?:can|could|may) (?:have|take|get) mine\b"
)
"""What may be an offer of somebody else."""


_TAG = late_pattern(r"(?i),\s+(?=(?:please|thanks|thank you)\b)")
_TURN = late_pattern(r"(?i)\b(?:but|though|although|except|however)\b")
_SHORT = 2
_BARE = late_pattern(r"(?i)(?:oh |and |but )?(?:yes|no|yeah|yep)\W*")


@dataclass(frozen=True, slots=True)
class Wants:
    """Who wants what is offered.

    Attributes:
        known: Whether each person of whom that is certain wants it.
        is_whole: Whether it is certain of all.
    """

    known: dict[str, bool] = field(default_factory=dict)
    is_whole: bool = False


def wants_told(
    goal: str, names: Sequence[str], messages: Sequence[tuple[str, str]]
) -> Wants | None:
    """Who wants what the first message offers; None where there is no offer, or another question.

    Args:
        goal: What is asked for.
        names: First names of the people.
        messages: (first name of the author, what they say), in order.

    Examples:
        >>> said = [("Ada", "Who wants a ticket?"), ("Bo", "Yes, please!"), ("Cy", "Not for me.")]
        >>> wants_told("Who gets a ticket?", ["Ada", "Bo", "Cy"], said)
        Wants(known={'Ada': False, 'Bo': True, 'Cy': False}, is_whole=True)
    """
    asked = words.GOAL.search(goal)
    if asked is None or not messages or words.GOAL_ELSE.search(goal) or not messages[0][0]:
        return None
    host, offer = messages[0]
    if not words.OFFER.search(offer):
        return None
    is_transport = bool(words.TRANSPORT.search(f"{asked.group()} {offer}"))
    wanted = stems(words.ALL_ALIKE.sub(" ", asked["what"]))
    is_same = set(wanted) <= set(stems(offer)) and not re.search(r"\d", asked["what"])
    if not is_same or not (wanted or is_transport):
        return None
    spoken = {m["name"] for _, body in messages for m in _SPOKE.finditer(body)} - _NO_NAME
    people = list(dict.fromkeys([*names, *sorted(spoken)]))
    things = [rf"{re.escape(stem)}\w*" for stem in wanted if len(stem) > _SHORT]
    reader = _Reader(host, people, words.Words(people, things, is_transport=is_transport))
    for author, body in messages[1:]:
        reader.read(author, body.replace("\u2019", "'"))
    return reader.told([author for author, _ in messages], offer)


class _Reader:
    """Keeps what each person wants, message by message."""

    def __init__(self, host: str, names: Sequence[str], said: words.Words) -> None:
        self._host = host
        self._names = list(names)
        self._words = said
        self._held: dict[str, bool | None] = {}
        self._last: bool | None = True
        self._asks_else = False
        self._is_clear = True

    def told(self, authors: Sequence[str], offer: str) -> Wants:
        """What is known in the end."""
        known = {name: wants for name, wants in self._held.items() if wants is not None}
        silent = set(self._names) - set(authors) - self._held.keys()
        known |= dict.fromkeys(sorted(silent), False)
        known[self._host] = False
        supply = words.supply_of(offer)
        number = sum(known.values())
        is_enough = not words.LIMITED.search(offer) and (supply is None or number <= supply)
        is_read = all(name in known for name in (*authors, *self._held))
        ordered = {name: known[name] for name in self._names if name in known}
        return Wants(ordered, self._is_clear and is_enough and is_read)

    def read(self, author: str, body: str) -> None:
        """Take a message."""
        pairs = [n for m in self._words.pair.finditer(body) for n in m.groups() if n]
        read: dict[str, bool | None] = {}
        self._before = ""
        asks_else = is_moved = False
        for sentence in sentences_of(body):
            plain = words.POLITE.sub("", sentence)
            named = {m["who"] for m in self._words.subject.finditer(plain)} - {author}
            self._before = "" if len(named) > 1 else "".join(named) or self._before
            found = self._sentence(author, plain, pairs)
            is_calm = found or named or words.CALM.search(sentence)
            is_moved |= not is_calm or bool(words.TURNED.search(sentence) and not found)
            for name, wants in found.items():
                is_other = name in read and read[name] is not wants
                read[name] = None if is_other else wants
            asks_else |= sentence.endswith("?") and not found and not words.OFFER.search(sentence)
        if author == self._host:
            read.pop(author, None)
            self._is_clear = self._is_clear and not words.LIMITED.search(body)
        elif author not in read and is_moved:
            read[author] = None
        self._held |= read
        self._asks_else = asks_else
        self._last = True if author == self._host else read.get(author)

    def _sentence(self, author: str, sentence: str, pairs: Sequence[str]) -> dict[str, bool | None]:
        """Who wants it by a sentence, who does not, and of whom that is left open (None)."""
        spoken = {m["who"] for m in self._words.subject.finditer(sentence)}
        if words.OPEN.search(sentence):
            is_of_others = spoken and not re.search(r"\b(?:I|me|we|us)\b", sentence)
            return dict.fromkeys(spoken if is_of_others else {author, *spoken})
        if author == self._host and sentence.endswith("?"):
            return {}
        if author != self._host and _OFFERS.search(sentence):
            self._is_clear = False
            return dict.fromkeys({author, *spoken})
        found, is_settled = self._clauses(author, sentence, pairs, spoken)
        called = {n for m in self._words.called.finditer(sentence) for n in m.groups() if n}
        is_to_others = bool(called - {self._host}) and author != self._host
        if found and (not is_settled or (is_to_others and author in found)):
            found[author] = None
        return found

    def _clauses(
        self, author: str, sentence: str, pairs: Sequence[str], spoken: Collection[str]
    ) -> tuple[dict[str, bool | None], bool]:
        """What the clauses of a sentence say, and whether what is behind a "but" was read."""
        found: dict[str, bool | None] = {}
        read: dict[str, bool | None] = {}
        for clause in clauses_of(_TAG.sub(" ", sentence)):
            if _BARE.fullmatch(clause) and not _BARE.fullmatch(sentence):
                continue  # what follows tells what it is a yes or no to
            read = self._clause(author, clause, pairs, is_asked=sentence.endswith("?"))
            is_open = not read and self._words.thing.search(clause)
            if is_open and author != self._host:
                read = dict.fromkeys([*spoken] or [author])
            elif is_open and spoken:
                read = dict.fromkeys(spoken)
            for name, wants in read.items():
                is_other = name in found and found[name] is not wants and wants is not None
                found[name] = None if is_other and not _TURN.search(sentence) else wants
        return found, bool(read) or not _TURN.search(sentence)

    def _clause(
        self, author: str, clause: str, pairs: Sequence[str], *, is_asked: bool
    ) -> dict[str, bool | None]:
        if words.ECHO.search(clause):
            return {author: True if self._last or "please" in clause else None}
        if words.ECHO_NO.search(clause):
            return {author: False if self._last is False else None}
        matches = [(p.search(clause), False) for p in self._words.no]
        matches += [(p.search(clause), True) for p in self._words.yes]
        for match, wants in matches:
            if match:
                who = match.groupdict().get("who") or ""
                is_reply = not who and self._asks_else  # to another question
                is_open = is_reply or (is_asked and not words.ASKS.search(match.group()))
                people = [author] if is_open else self._whom(author, who, pairs)
                return dict.fromkeys(people, None if is_open else wants)
        if match := self._words.absent.search(clause):
            is_no = False if self._words.is_attended else None
            return dict.fromkeys(self._whom(author, match["who"] or "", pairs), is_no)
        return {}

    def _whom(self, author: str, who: str, pairs: Sequence[str]) -> list[str]:
        """The people whom a word is about; all is uncertain where nobody is named."""
        people: list[str] = []
        for word in who.split(" and ") if who else [author]:
            if word.lower() in _FIRST:
                people += [author, *(pairs if word.lower() in ("we", "us") else [])]
                self._is_clear = self._is_clear and (
                    word.lower() not in ("we", "us") or bool(pairs)
                )
            elif word.lower() in _THIRD:
                people += [self._before] if self._before else []
                self._is_clear = self._is_clear and bool(self._before)
            else:
                people.append(word)
        return people
