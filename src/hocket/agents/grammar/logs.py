"""Questions on what happened in a log: how often, of what most often, when first and last.

Each word of the question must be one of the messages that it asks of, name one of their slots or a
value there, or be one of the words for asking. A word for what is counted by, such as 'machine',
that no message has is the slot behind the same preposition, or the only one that there is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import stem, with_phrases
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.log_slots import (
    may_be,
    only,
    refuse_repeated,
    slots_behind,
    slots_called,
    slots_of_things,
)
from hocket.agents.grammar.log_words import Asked, asked_of
from hocket.agents.grammar.messages import Kind, kinds_of, kinds_saying
from hocket.agents.grammar.telling import Told
from hocket.documents.profile.reasons import REASON
from hocket.documents.profile.templates import EVENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.grammar.computing import Row
    from hocket.agents.grammar.sheet import Sheet

_OFTEN = re.compile(
    r"(?:(?:count|for (?:each|every) (?P<by>ip address|[a-z]+),?) )?(?:how (?:many times|often)) "
    r"(?P<body>.+)"
)
_MANY = re.compile(r"(?:count (?:all )?(?:the )?|how many )(?P<body>.+)")
_MOST = re.compile(
    r"(?P<link>(?:for|of|on|at|to|in|from|by) )?(?:which|what) (?P<by>ip address|[a-z]+)"
    r"(?P<own>'s|s')? (?P<body>.+)"
)
_WHEN = re.compile(r"(?:when|at what time) (?P<body>(?:did|was|were|has|had) .+)")
_RANKED = re.compile(
    r" (?:the )?(?P<often>most|least) often\b| the (?:most|(?P<few>fewest))\b"
    r"(?= \w)(?: times)?"
)
_TIMES = re.compile(
    r",? and (?:(?:at )?what number|how (?:often|many times))(?: (?:was|did) [a-z ]+)?$"
)
_WHICH_TIME = re.compile(r" (?:for the )?(?P<which>first|last)(?: time)?\b")
_ALL = re.compile(r" (?:in total|in all|altogether|overall)\b")
_DIRECTED = frozenset(("from", "to", "by", "at"))
"""Prepositions that tell one of several slots from the others."""
_LETTERS = re.compile(r"\s(?!IP\b)[A-Z]+(?![\w'])")
_DAYS = frozenset(("day", "date"))
_OWN = {
    **dict.fromkeys(("host", "machine", "server", "computer", "device", "box", "node"), "host"),
    **dict.fromkeys(("process", "program", "service", "daemon"), "process"),
    **dict.fromkeys(("source", "module"), "source"),
    "level": "level",
}
"""The column of the lines themselves that a word may mean, where it is not the same in all."""
_COUNT = frozenset(("count", "number", "how", "many", "often", "times", "n", "frequency"))


def told_of_log(question: str, sheet: Sheet, files: Mapping[str, bytes]) -> Told | None:
    """What a question on a log comes to; None if not each word of it is read, or it is no log.

    Args:
        question: It, without the names of files.
        sheet: The rows of the file, one for each time that a message was said.
        files: The content of each file, by its name.
    """
    if len(files) != 1:
        return None
    kinds = kinds_of(sheet, *next(iter(files.items())))
    try:
        return _Log(sheet, kinds).told(question) if kinds else None
    except Unread:
        return None  # it may ask of the columns of the log


@dataclass(frozen=True)
class _Log:
    """The rows of a log and the kinds of its messages."""

    sheet: Sheet
    kinds: list[Kind]

    def told(self, question: str) -> Told | None:
        """What a question comes to; None if it is none of these."""
        if _LETTERS.search(question):
            return None  # a name such as A or GET, which would be taken for a word for asking
        line = _ALL.sub("", " ".join(question.rstrip(" ?.!").lower().split()))
        if (match := _OFTEN.fullmatch(line)) is not None:
            return self._counted(self._asked(match["body"], match["by"] or ""))
        if (match := _MOST.fullmatch(line)) is not None and _RANKED.search(line):
            return self._most(match)
        if (match := _WHEN.fullmatch(line)) is not None:
            return self._when(match["body"])
        if (match := _MANY.fullmatch(line)) is not None:
            return self._counted(self._asked(match["body"]), are_things=True)
        return None

    def _asked(self, body: str, by: str = "", link: str = "") -> Asked:
        return asked_of(body, self.kinds, self._texts(), by, link)

    def _texts(self) -> set[str]:
        """The values of all slots, in small letters."""
        places = {place for kind in self.kinds for place in kind.slots.values()}
        return {str(value).lower() for place in places for value in self.sheet.values(place)}

    def _saying(self, asked: Asked) -> list[Kind]:
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
        for row in self.sheet.rows if said else ():
            told = with_phrases(" ".join(str(row[p]) for p in said if row[p])).split()
            others = stems.get(str(row[names.index(EVENT)]))
            if others and not words <= others and words <= others | {*map(stem, told)}:
                raise Unread

    def _rows(self, saying: list[Kind], values: Sequence[tuple[str, str]]) -> list[Row]:
        """The rows of some kinds that have these values in their slots.

        Raises:
            Unread: A value is in no slot of theirs, in several, or behind another preposition.
        """
        event = [column.name for column in self.sheet.columns].index(EVENT)
        templates = {kind.template for kind in saying}
        rows = [row for row in self.sheet.rows if row[event] in templates]
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

    def _counted(self, asked: Asked, *, are_things: bool = False) -> Told:
        """How often it happened.

        Args:
            asked: What is asked of.
            are_things: Whether things are counted, which may be said of several times.
        """
        saying = self._saying(asked)
        rows = self._rows(saying, asked.values)
        if are_things:
            refuse_repeated(saying, asked.heads, rows)
        if not asked.by:
            return Told((_COUNT,), ((len(rows),),), names=0)
        counts = Counter(self._keys(asked, saying, rows))
        told = sorted(counts.items(), key=lambda one: str(one[0]))
        return Told((_words(asked.by), _COUNT), tuple(told))

    def _most(self, match: re.Match[str]) -> Told:
        """Of what it happened most often, with how often that was.

        Raises:
            Unread: Two share the first place, or the last one is asked for.
        """
        body = match["body"]
        with_times = _TIMES.search(f" {body}") is not None
        body = _TIMES.sub("", f" {body}")
        if (ranked := _RANKED.search(body)) is None or "least" in ranked[0] or ranked["few"]:
            raise Unread  # what it never happened to counts too
        body = f"{body[: ranked.start()]} {body[ranked.end() :]}"
        link = "of" if match["own"] else (match["link"] or "").strip()
        asked = self._asked(body, match["by"], link)
        saying = self._saying(asked)
        rows = self._rows(saying, asked.values)
        if not ranked["often"]:
            refuse_repeated(saying, asked.heads, rows)
        counts = Counter(self._keys(asked, saying, rows))
        first, *others = counts.most_common(2)
        if others and others[0][1] == first[1]:
            raise Unread
        if with_times:
            return Told((_words(asked.by), _COUNT), (first,), is_ranked=True)
        return Told((_words(asked.by),), ((first[0],),))

    def _when(self, body: str) -> Told:
        """When it happened first or last, or the only time."""
        which = _WHICH_TIME.search(body)
        asked = self._asked(_WHICH_TIME.sub(" ", body, count=1))
        saying = self._saying(asked)
        rows = self._rows(saying, asked.values)
        time = self._time("datetime")
        times: dict[Any, list[str]] = {}
        keys = self._keys(asked, saying, rows) if asked.by else [""] * len(rows)
        for key, row in zip(keys, rows, strict=True):
            times.setdefault(key, []).append(str(row[time]).replace("T", " "))
        if which is None and any(len(some) > 1 for some in times.values()):
            raise Unread
        choose = max if which is not None and which["which"] == "last" else min
        told = [(key, choose(some)) for key, some in sorted(times.items())]
        when = frozenset(("time", "when", "date", "moment"))
        if asked.by:
            return Told((_words(asked.by), when), tuple(told))
        return Told((when,), ((told[0][1],),), names=0)

    def _time(self, *types: str) -> int:
        """The only column of times.

        Raises:
            Unread: There is none, or several.
        """
        found = [p for p, column in enumerate(self.sheet.columns) if column.type in types]
        if len(found) != 1 or len(self.sheet.values(found[0])) < len(self.sheet.rows):
            raise Unread
        return found[0]

    def _keys(self, asked: Asked, saying: list[Kind], rows: Sequence[Row]) -> list[Any]:
        """What each row is counted under."""
        if asked.by in _DAYS or asked.by == "hour":
            time = self._time("datetime")
            days = {str(row[time])[:10] for row in self.sheet.rows}
            if asked.by in _DAYS:
                return [str(row[time])[:10] for row in rows]
            if len(days) != 1:
                raise Unread  # whether the same hour of two days is one
            return [int(str(row[time])[11:13]) for row in rows]
        place = self._place(asked, saying, rows)
        keys = [row[place] for row in rows]
        if None in keys or self.sheet.columns[place].odd_count:
            raise Unread
        return keys

    def _place(self, asked: Asked, saying: list[Kind], rows: Sequence[Row]) -> int:
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


def _words(by: str) -> frozenset[str]:
    return frozenset((*by.split(), folded(by), "name"))
