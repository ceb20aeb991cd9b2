"""The rows of a log, with what its messages say and what a word of a question means in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import stem, with_phrases
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.log_slots import (
    may_be,
    only,
    slots_behind,
    slots_called,
    slots_of_things,
)
from hocket.agents.grammar.log_words import Asked, asked_of
from hocket.agents.grammar.messages import Kind, kinds_saying
from hocket.documents.profile.reasons import REASON
from hocket.documents.profile.templates import EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.grammar.computing import Row
    from hocket.agents.grammar.sheet import Sheet

_PROCESS = "process"
_DIRECTED = frozenset(("from", "to", "by", "at"))
"""Prepositions that tell one of several slots from the others."""
_DAYS = frozenset(("day", "date"))
_OWN = {
    **dict.fromkeys(("host", "machine", "server", "computer", "device", "box", "node"), "host"),
    **dict.fromkeys(("process", "program", "service", "daemon"), "process"),
    **dict.fromkeys(("source", "module"), "source"),
    "level": "level",
}
"""The column of the lines themselves that a word may mean, where it is not the same in all."""


@dataclass(frozen=True)
class Log:
    """The rows of a log and the kinds of its messages."""

    sheet: Sheet
    kinds: list[Kind]

    @property
    def event(self) -> int:
        """The column of the templates."""
        return [column.name for column in self.sheet.columns].index(EVENT)

    def processes(self, kind: Kind) -> set[str]:
        """The stems of the programs that write messages of a kind, as far as lines name them."""
        names = [column.name for column in self.sheet.columns]
        place = names.index(_PROCESS) if _PROCESS in names else None
        rows = self.rows([kind], ()) if place is not None else []
        return {stem(str(row[place]).lower()) for row in rows if place is not None}

    def asked(self, body: str, by: str = "", link: str = "") -> Asked:
        """The words of a question, without those for asking."""
        return asked_of(body, self.kinds, self._texts(), by, link)

    def _texts(self) -> set[str]:
        """The values of all slots, in small letters."""
        places = {place for kind in self.kinds for place in kind.slots.values()}
        return {str(value).lower() for place in places for value in self.sheet.values(place)}

    def saying(self, asked: Asked) -> list[Kind]:
        """The kinds of messages that say what is asked of."""
        noun = "" if asked.by in {*_DAYS, "hour"} else stem(folded(asked.by))
        saying = kinds_saying(asked.words, noun, self.kinds)
        self._refuse_reasons(asked.words, saying)
        if any(link not in kind.parts for link in asked.places for kind in saying):
            raise Unread
        return saying

    def _refuse_reasons(self, words: frozenset[str], saying: list[Kind]) -> None:
        """Refuse what also is the reason, or the level, of messages of other kinds.

        Raises:
            Unread: Some have it.
        """
        names = [column.name for column in self.sheet.columns]
        said = [names.index(n) for n in (REASON, f"{REASON}_", "level") if n in names]
        stems = {kind.template: kind.stems for kind in self.kinds if kind not in saying}
        place = self.event
        pairs = {(str(row[place]), *(row[p] for p in said)) for row in self.sheet.rows}
        for event, *reasons in pairs if said else ():
            told = with_phrases(" ".join(str(reason) for reason in reasons if reason)).split()
            others = stems.get(event)
            if others and not words <= others and words <= others | {*map(stem, told)}:
                raise Unread

    def rows(self, saying: list[Kind], values: Sequence[tuple[str, str]]) -> list[Row]:
        """The rows of some kinds that have these values in their slots.

        Raises:
            Unread: A value is in no slot of theirs, in several, or behind another preposition.
        """
        templates = {kind.template for kind in saying}
        place = self.event
        rows = [row for row in self.sheet.rows if row[place] in templates]
        for link, value in values:
            places = {p for kind in saying for p in kind.slots.values()}
            having = [p for p in places if any(str(row[p]).lower() == value for row in rows)]
            if len(having) != 1 or any(having[0] not in k.slots.values() for k in saying):
                raise Unread
            is_directed = link in _DIRECTED
            if is_directed and any(having[0] not in slots_behind(k, link) for k in saying):
                raise Unread
            rows = [row for row in rows if str(row[having[0]]).lower() == value]
        return rows

    def time(self, *types: str) -> int:
        """The only column of times.

        Raises:
            Unread: There is none, or several.
        """
        found = [p for p, column in enumerate(self.sheet.columns) if column.type in types]
        if len(found) != 1 or len(self.sheet.values(found[0])) < len(self.sheet.rows):
            raise Unread
        return found[0]

    def keys(self, asked: Asked, saying: list[Kind], rows: Sequence[Row]) -> list[Any]:
        """What each row is counted under."""
        if asked.by in _DAYS or asked.by == "hour":
            time = self.time("datetime")
            days = {str(row[time])[:10] for row in self.sheet.rows}
            if asked.by in _DAYS:
                return [str(row[time])[:10] for row in rows]
            if len(days) != 1:
                raise Unread  # whether the same hour of two days is one
            return [int(str(row[time])[11:13]) for row in rows]
        place = self.place(asked, saying, rows)
        keys = [row[place] for row in rows]
        if None in keys or self.sheet.columns[place].odd_count:
            raise Unread
        return keys

    def place(self, asked: Asked, saying: list[Kind], rows: Sequence[Row]) -> int:
        """The column of what it is counted by.

        Raises:
            Unread: It may be none, or one of several.
        """
        noun = folded(asked.by)
        names = [column.name for column in self.sheet.columns]
        named = [slots_called(kind, stem(noun)) for kind in saying]
        if any(named):
            return only(named)
        own = names.index(_OWN[noun]) if _OWN.get(noun) in names else None
        if own is not None and (noun in names or len(set(self.sheet.values(own))) > 1):
            if noun not in names or any(kind.slots for kind in saying):
                raise Unread  # whether the log's machines are meant, or those it tells of
            return own
        if any(stem(noun) in kind.stems for kind in saying):
            raise Unread  # its name is no slot
        behind = [slots_behind(kind, asked.link) for kind in saying]
        if not any(behind) and any(asked.link in kind.parts for kind in saying):
            raise Unread
        may = [[p for p in kind.slots.values() if may_be(noun, rows, p)] for kind in saying]
        if any(behind) and asked.link in _DIRECTED:
            return only([[*{*some} & {*those}] for some, those in zip(may, behind, strict=True)])
        if not any(behind):
            things = [slots_of_things(kind) for kind in saying]
            return only(
                [[p for p in some if p in those] for some, those in zip(may, things, strict=True)]
            )
        place = only(may)
        if any(place not in some for some in behind):
            raise Unread
        return place
