"""What a sentence speaks of: its series, its times, and those of the sentence before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.prose.mentions import Mention, Number, numbers_in, times_in
from hocket.prose.naming import tokens
from hocket.prose.times import Time, within
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.figures import Figure
    from hocket.prose.series import Series

_CLAUSE = (
    r";\s|(?<!\d):\s|\s[–—]\s|,?\s(?:while|whereas|but|although|though|yet|then)\s|"
    r",\s(?=(?:in|by|on|since|its|their|from|and|the|after|before|"
    r"fell|rose|dropped|climbed|declined|grew|with an?)\s)|"
    r"\sand\s(?=(?:in|by|since|from|it|they|then|lowest|highest|its|lower|higher|had|was|were|rose|"
    r"fell|the (?:lowest|highest|largest|smallest))\b)"
)


@dataclass(frozen=True)
class Scene:
    """A sentence, or a clause of one, with what it speaks of.

    Attributes:
        text: Its words.
        every: All series of the report.
        figures: The figures of earlier tasks.
        named: The series that it names, or those that are meant where it names none.
        is_named: Whether it names them itself.
        earlier: Times of the sentence before it.
        around: The whole sentence of a clause.
    """

    text: str
    every: Sequence[Series]
    figures: Sequence[Figure]
    named: Sequence[Series]
    is_named: bool
    earlier: Sequence[Time]
    around: str = ""

    @cached_property
    def spoken(self) -> str:
        """Its words with the names of series made unreadable: a growth rate may well fall."""
        return self._masked(_NAME)

    def _masked(self, kind: re.Pattern[str]) -> str:
        """Its words with the names of series that are of some kind made unreadable."""
        text = self.text
        entities = [rf"\b{re.escape(one.entity)}\b" for one in self.every if one.entity]
        names = [form for one in self.every for form in _names_of(one)]
        names += [re.escape(one.figure) for one in self.every if one.figure]
        names += [re.escape(one.source) for one in self.every if one.source]
        for form in dict.fromkeys([*entities, *names]):
            text = re.sub(form, lambda m: _unreadable(m[0], kind), text, flags=re.IGNORECASE)
        return text

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        return times_in(self.text)

    @cached_property
    def times(self) -> Sequence[Time]:
        return list(dict.fromkeys(mention.time for mention in self.mentions))

    @cached_property
    def numbers(self) -> Sequence[Number]:
        """Its numbers, without those in names such as ``PM2.5`` and ``under 15``."""
        text = self._masked(_NAME_WITH_NUMBER)
        return numbers_in(text, tuple({one.unit for one in self.every}))

    @cached_property
    def clauses(self) -> Sequence[Scene]:
        """Its clauses; each speaks of the series it names, else of those of the one before."""
        cuts = [0, *(m.end() for m in re.finditer(_CLAUSE, self.text)), len(self.text)]
        clauses: list[Scene] = []
        named, earlier = self.named, list(self.earlier)
        for start, end in pairwise(cuts):
            text = self.text[start:end]
            own = named_in(text, self.every)
            named = own or (named if clauses else self.named)
            clause = replace(
                self, text=text, named=named, is_named=bool(own), earlier=earlier, around=self.text
            )
            clauses.append(clause)
            earlier = [*earlier, *clause.times]
        return clauses

    def at(self, number: Number) -> Time | None:
        """The time that is said of a number, right after it or before it."""
        for mention in reversed(self.mentions):
            if mention.end <= number.start:
                between = self.text[mention.end : number.start]
                if re.fullmatch(r"\)?\s*[:=(|]\s*(?:about |around )?", between):
                    return mention.time
        for mention in self.mentions:
            between = self.text[number.end : mention.start]
            if mention.start >= number.end and re.fullmatch(_AFTER, between, re.IGNORECASE):
                return mention.time
        return None


_NAME = re.compile(r".*")
_NAME_WITH_NUMBER = re.compile(r"(?=.*\d)(?!\d+$).*")


def _unreadable(name: str, kind: re.Pattern[str]) -> str:
    return re.sub(r"\w", "x", name) if kind.fullmatch(name) else name


_AFTER = (
    r"\s*\(?(?:already\s+|,\s*first\s+|,\s*last\s+)?(?:,?\s*"
    r"(?:in|by|for|as of|at|on|of|during|at the (?:start|end) of|until)"
    r"\s+)?(?:the year\s+|the years\s+|early\s+|late\s+)?"
)


def named_in(text: str, series: Sequence[Series]) -> list[Series]:
    """The series that a text names."""
    several = any(one.entity for one in series)
    columns = [one.column for one in series]
    return [
        one
        for one in series
        if _is_named(one, text, several=several, by_column=columns.count(one.column) == 1)
    ]


def _is_named(one: Series, text: str, *, several: bool, by_column: bool) -> bool:
    if one.entity:
        return bool(re.search(rf"(?<!\w){re.escape(one.entity)}(?!\w)", text, re.IGNORECASE))
    if several:
        return False
    return any(re.search(form, text, re.IGNORECASE) for form in _names_of(one, by_column=by_column))


def _names_of(one: Series, *, by_column: bool = True) -> list[str]:
    """The patterns of what a series is called besides its entity."""
    names = [tokens(one.measure), *([tokens(of_header(one.column)[0])] if by_column else [])]
    forms = (r"\W+".join(map(re.escape, words)) for words in names if words)
    return [rf"\b{form}(?:s|es)?\b" for form in forms]


def spots(series: Series, time: Time) -> list[Time]:
    """The times of a series that a named time may mean."""
    return [own for own in series.times if within(own, time)]
