"""The kinds of messages of a log, and which of them say what a question asks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import ANY_FAILURE, FAILING, HAPPENED, alike, stem, with_phrases
from hocket.documents.loading import loaded_profile
from hocket.documents.profile.templates import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hocket.agents.grammar.sheet import Sheet

_PART = re.compile(r"<[^<>]*>|[^\W\d_](?:[\w'-]*\w)?|\d\S*")
_PREFIX = re.compile(r"[^\W\d_][\w.-]*: ")
_FIELD = re.compile(r"[\w.-]+=")
_DEED = re.compile(r"[a-z]{3,}ed|lost|sent|begun|done|left|met|shut|gone|gave|took|found|giveup")
_PLURAL = re.compile(r"[a-z]{3,}[^s\W\d]s|times")
_LINK_WORDS = "for from to by at in on of with as via is was are were the a an and or its this that"
LINKS = frozenset(_LINK_WORDS.split())
_COUNTS = frozenset(("count", "times", "n", "num", "number", "attempts", "repeated", "total"))
"""Names of slots that may say how often it happened."""
_NO_NOUNS = frozenset(
    ("again", "still", "now", "also", "already", "here", "there", "warning", "alarm", "alert",
     "notice", "info", "fatal", "critical")
)  # fmt: skip
"""Words beside what happened that do not say to what."""
_PLACES = frozenset(("at", "in", "on", "from", "by"))
"""Prepositions behind which stands where something happened, or who did it."""
_MAY_NOT_WORDS = (
    "not no nothing none nobody if unless would will may might almost nearly too many times total"
    " summary since after before until list report never without more last count instead"
)
_MAY_NOT = frozenset(_MAY_NOT_WORDS.split())
"""Words by which a message may tell of something else than that it happened now, and once."""


@dataclass(frozen=True)
class Kind:
    """A kind of message.

    Attributes:
        template: How the log's column of events has it.
        parts: Its words in small letters, and its slots as ``<name>``.
        slots: The column of each slot that has one, by its place among the parts.
        numbers: The places of slots that hold numbers, or anything.
        prefix: The stems of the words before a colon with which it begins, such as a program's.
    """

    template: str
    parts: tuple[str, ...]
    slots: Mapping[int, int]
    numbers: frozenset[int] = frozenset()
    prefix: frozenset[str] = frozenset()

    @property
    def words(self) -> Iterator[str]:
        """Its words without the slots."""
        return (part for part in self.parts if not part.startswith("<"))

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))

    @property
    def nouns(self) -> frozenset[str]:
        """The stems of its words that neither link words nor say that something happened."""
        return frozenset(
            stem(word)
            for word in self.words
            if word not in LINKS | _NO_NOUNS and not HAPPENED.fullmatch(word)
        )

    @property
    def core(self) -> frozenset[str]:
        """The nouns that neither are a prefix, nor say where, by whom, or what a slot is."""
        found, is_place = set(), False
        labels = {
            near
            for at, part in enumerate(self.parts)
            for near in (at - 1, at + 1)
            if 0 <= near < len(self.parts) and part == f"<{self.parts[near]}>"
        }
        for at, part in enumerate(self.parts):
            if at < len(self.prefix) or at in labels:
                continue
            if part.startswith("<") or part in LINKS or HAPPENED.fullmatch(part):
                is_place = part in _PLACES
            elif not is_place and part not in _NO_NOUNS:
                found.add(stem(part))
        return frozenset(found)

    @property
    def about(self) -> frozenset[str]:
        """The stems of its nouns and of the names of its slots."""
        return self.nouns | {stem(p[1:-1]) for p in self.parts if p.startswith("<")}


def kinds_of(sheet: Sheet, name: str, content: bytes) -> list[Kind]:
    """The kinds of messages of a log whose messages follow templates; empty for any other file.

    Args:
        sheet: Its rows.
        name: Its name.
        content: Its bytes.
    """
    names = [column.name for column in sheet.columns]
    profile = loaded_profile(name, content) if EVENT in names else None
    if profile is None or profile.form != "log":
        return []
    events = dict.fromkeys(map(str, sheet.values(names.index(EVENT))))
    return [_kind(event, sheet, names) for event in events]


def _kind(event: str, sheet: Sheet, names: list[str]) -> Kind:
    parts = tuple(_PART.findall(_FIELD.sub(" ", with_phrases(event))))
    slots: dict[int, int] = {}
    for place, part in enumerate(parts):
        if part.startswith("<"):
            known = [one for one in (f"message_{part[1:-1]}", part[1:-1]) if one in names]
            slots |= {place: names.index(known[0])} if known else {}
    numbers = {p for p, part in enumerate(parts) if part.startswith("<") and p not in slots}
    numbers |= {p for p, column in slots.items() if sheet.columns[column].is_number}
    before = _PREFIX.match(event)
    prefix = frozenset(map(stem, _PART.findall(before[0].lower()))) if before else frozenset()
    return Kind(event, parts, slots, frozenset(numbers), prefix)


def kinds_saying(asked: frozenset[str], noun: str, kinds: list[Kind]) -> list[Kind]:
    """The kinds of messages that say what is asked of.

    Args:
        asked: The stems of the words for what happened.
        noun: The stem of the word for what it is counted by; empty without one.
        kinds: All kinds of messages.

    Raises:
        Unread: None does, or another may say it too, in other words.
    """
    if any({"repeat", "tim"} <= kind.stems for kind in kinds):
        raise Unread  # of which message is open
    asked, saying = _in_their_words(asked, kinds)
    if any(noun in kind.about for kind in saying):
        of_it = [kind for kind in saying if noun in kind.about]
        nouns = frozenset[str]().union(asked, *(kind.nouns for kind in of_it))
        if any(kind not in of_it and kind.nouns <= nouns for kind in saying):
            raise Unread  # 'for ben' beside 'for new user ben'
        saying = of_it
    for kind in saying:
        _refuse_doubtful(kind, asked)
    if any(kind.core - asked - {noun} for kind in saying):
        raise Unread  # it may be of something else: a check of the copy
    if len({kind.prefix - asked for kind in saying}) > 1:
        raise Unread  # whose of them
    said = {stem(w) for kind in saying for w in kind.words if _DEED.fullmatch(w)}
    verbs = asked & (said | FAILING)
    for other in kinds:
        if other not in saying and (noun in other.about or noun not in saying[0].about):
            _refuse_same(other, asked, verbs)
    return saying


def _in_their_words(asked: frozenset[str], kinds: list[Kind]) -> tuple[frozenset[str], list[Kind]]:
    """The words that kinds have for what is asked, and these kinds."""
    found: dict[frozenset[str], list[Kind]] = {}
    for kind in kinds:
        said = [alike(word) & kind.stems for word in asked]
        if asked and all(len(some) == 1 for some in said):
            found.setdefault(frozenset[str]().union(*said), []).append(kind)
    if len(found) != 1:
        raise Unread
    return next(iter(found.items()))


def _refuse_doubtful(kind: Kind, asked: frozenset[str]) -> None:
    """Refuse a kind that may tell of something else, or of several at once."""
    if kind.numbers and any(_PLURAL.fullmatch(w) and stem(w) in asked for w in kind.words):
        raise Unread  # such as 'connections lost: 3'
    for place, part in enumerate(kind.parts):
        if not part.startswith("<"):
            if stem(part) not in asked and (part in _MAY_NOT or HAPPENED.fullmatch(part)):
                raise Unread
        elif place in kind.numbers:
            before = kind.parts[place - 1] if place else ""
            after = kind.parts[place + 1] if place + 1 < len(kind.parts) else ""
            if stem(after) in asked and not _DEED.fullmatch(after):
                raise Unread  # such as '3 logins failed'
            is_loose = place not in kind.slots and stem(before) in asked
            if is_loose or _PLURAL.fullmatch(before) or part[1:-1] in _COUNTS:
                raise Unread  # such as 'failed (x3)'


def _refuse_same(other: Kind, asked: frozenset[str], verbs: frozenset[str]) -> None:
    """Refuse what another kind may say too: the same of nothing, or in another word of failing."""
    missing = frozenset(word for word in asked if not alike(word) & other.stems)
    if missing == asked:
        return
    if not missing & verbs:
        if not other.nouns - asked:
            raise Unread
    elif missing <= ANY_FAILURE and (other.stems & FAILING) - asked:
        raise Unread
