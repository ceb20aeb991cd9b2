"""Answers on what lines chose of several options, whose measures stand side by side on a line.

An option that is as cheap as the cheapest is the cheapest: who chose it counts. Whatever leaves
open which measure, which lines or which option is meant leaves the question to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.choosing import chosen_in
from hocket.agents.grammar.computing import Measure, figure, ranked
from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.introduced import introduced
from hocket.agents.grammar.lexicon import PEOPLE, ROWS, folded
from hocket.agents.grammar.linking import Names
from hocket.agents.grammar.measured import means_lowest, measure_of
from hocket.agents.grammar.sheet import is_doubtful, sheet_of
from hocket.agents.grammar.telling import Told, answer_of, in_order
from hocket.agents.grammar.wishes import is_understood
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.choices import Choices, OfRow, choices_in, of_row
from hocket.documents.profile.families import chooses, families_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.forms import Form
    from hocket.agents.grammar.choosing import Chosen
    from hocket.agents.grammar.introduced import Introduced
    from hocket.agents.grammar.sheet import Sheet
    from hocket.documents.profile.families import Families
    from hocket.documents.profile.nouns import TableProfile

_IDS = frozenset(("id", "no", "nr", "number", "code"))
STEM = 4
"""Letters of a word that another one may be made of."""
_PRONOUNS = frozenset(("them", "they", "person"))
_ANYBODY = frozenset(
    ("traveller", "traveler", "buyer", "shopper", "guest", "client", "user",
     "household", "respondent", "subscriber", "consumer", "diner", "purchaser")
)  # fmt: skip
"""Words for whoever chooses, which are hardly some of them."""
_CHOICE = frozenset(
    ("choice", "chosen", "choose", "chose", "selected", "selection", "select", "pick", "picked",
     "taken", "took", "decision", "bought", "ordered", "used", "booked", "purchased", "option")
)  # fmt: skip
"""Words in the names of columns that say what was chosen."""
_CHOOSERS = frozenset(("driver", "passenger", "player", "member", "dead", "victim"))
"""Words for people that may be those alone who chose one of the options."""
_OPTIONS = frozenset(
    ("kind", "type", "way", "mode", "option", "brand", "plan", "offer", "supplier", "provider",
     "shop", "store", "seller", "route", "system", "tariff", "method", "alternative", "school",
     "product", "dish", "model", "company", "service")
)  # fmt: skip
_OF_ALL = frozenset(("best", "each", "which"))
"""Kinds of questions for which it does not matter what was chosen."""
_KINDS = frozenset(("heating", "phone", "mobile", "travel", "transport"))
"""What stands before such words without a choice among them."""
_TIMES = frozenset(("day", "week", "month", "year", "time", "hour", "season", *ROWS))
"""What no option is called."""
_NUMBER = frozenset(("number", "count", "n", "how", "many", "times", "lines", "rows"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the lines that it is asked of."""

    found: Chosen
    parts: Introduced
    sheet: Sheet
    families: Families
    choices: list[Choices]

    def told(self) -> Told:
        """The values that it comes to.

        Raises:
            Unread: Something about them is open.
        """
        found = self.found
        self._refuse_unknown()
        if found.kind == "taken":
            return self._taken()
        measured = self._measure()
        lines = self._lines(measured)
        if found.kind in _OF_ALL:
            return self._best(measured, lines)
        if any(one.own is None for one in lines):
            raise Unread  # of what was chosen nobody knows the measure
        if found.kind == "own":
            if not found.figure:
                raise Unread
            return self._figure([one.own for one in lines], found.figure)
        is_low = self._is_low(measured)
        ends = [_end(one, is_low=is_low) for one in lines]
        if found.pays and found.is_not and not is_low:
            raise Unread  # nobody pays more than the dearest
        if found.kind == "extra":
            sign = -1 if found.is_less else 1
            if found.is_less is is_low or not found.figure:
                raise Unread
            pairs = zip([one.own for one in lines], ends, strict=True)
            return self._figure([sign * (own - end) for own, end in pairs], found.figure)
        number = sum(
            (one.own == end) is not found.is_not for one, end in zip(lines, ends, strict=True)
        )
        value = 100 * number / len(lines) if found.is_share else number
        return Told((_NUMBER | {"percent", "share"},), ((value,),), names=0)

    def _figure(self, values: list[Any], kind: str) -> Told:
        """A figure of numbers, one of each line."""
        value = figure([(value,) for value in values], Measure(kind, 0))
        return Told(
            (frozenset((kind, "average", "mean", "total", "number")),), ((value,),), names=0
        )

    def _is_low(self, measured: Choices) -> bool:
        """Whether the lowest of the measure is meant.

        Raises:
            Unread: No extreme is named, or of two options where there are more.
        """
        extreme = self.found.extreme
        if extreme is None or (extreme.count and extreme.count != len(self.families.options)):
            raise Unread
        is_of_two = re.search(r"er$|^(?:more|less) ", extreme.adjective)
        if is_of_two and len(self.families.options) != 2:  # noqa: PLR2004 - the better of two
            raise Unread
        return means_lowest(extreme.adjective, measured)

    def _measure(self) -> Choices:
        columns = [column.name for column in self.sheet.columns]
        return measure_of(self.found, self.choices, self.parts.told, columns)

    def _lines(self, measured: Choices) -> list[OfRow]:
        """What each line says of the measure.

        Raises:
            Unread: A number is no plain one, or may stand for an option that there was not.
        """
        names = [column.name for column in self.sheet.columns]
        places = [names.index(name) for name in measured.columns]
        for place in places:
            column = self.sheet.columns[place]
            if column.odd_count or column.unit == "mixed" or column.note or column.is_measured:
                raise Unread
            if column.minimum is None or float(column.minimum) <= 0:
                raise Unread
        chosen = names.index(measured.chosen) if measured.chosen else None
        return [
            of_row(
                measured.options,
                [row[place] for place in places],
                None if chosen is None else row[chosen],
            )
            for row in self.sheet.rows
        ]

    def _best(self, measured: Choices, lines: list[OfRow]) -> Told:
        """On how many lines each option, or the one that is named, is at the end."""
        names = [column.name for column in self.sheet.columns]
        places = [names.index(name) for name in measured.columns]
        is_low = self._is_low(measured)
        often = dict.fromkeys(self.families.options, 0)
        for row, one in zip(self.sheet.rows, lines, strict=True):
            end = _end(one, is_low=is_low)
            at_end = [
                option
                for option, place in zip(self.families.options, places, strict=True)
                if row[place] is not None and row[place] == end
            ]
            if self.found.kind != "best" and len(at_end) != 1:
                raise Unread  # whether each of several counts
            for option in at_end:
                often[option] += 1
        if self.found.kind == "best":
            said = _key(self.found.option)
            kinds = {*map(_key, (*_OPTIONS, self.families.chosen))}
            said = " ".join(said.split()[:-1]) if said.split()[-1] in kinds else said
            options = [option for option in often if _key(option) == said]
            if len(options) != 1:
                raise Unread
            number = often[options[0]]
            value = 100 * number / len(lines) if self.found.is_share else number
            return Told((_NUMBER,), ((value,),), names=0)
        if self.found.kind == "which":
            [(first, _)] = ranked([*often.items()], is_down=False, top=1)
            return Told((frozenset(("name", *self.found.nouns)),), ((first,),))
        return self._of_each(often)

    def _taken(self) -> Told:
        """How many lines chose each option."""
        place = [column.name for column in self.sheet.columns].index(self.families.chosen)
        said = [row[place] for row in self.sheet.rows]
        if None in said or self.found.is_share:
            raise Unread
        keys = [str(one).strip().lower() for one in said]
        often = {option: keys.count(option.lower()) for option in self.families.options}
        if 0 in often.values():
            raise Unread  # whether one that nobody chose is listed
        return self._of_each(often)

    def _of_each(self, often: Mapping[str, int]) -> Told:
        words = {*self.found.nouns, *map(folded, self.found.nouns), "option", "name"}
        words |= {*spoken(self.families.chosen).split()}
        rows = {self.found.rows, folded(self.found.rows)} - {""}
        return Told((frozenset(words), _NUMBER | rows), tuple(often.items()))

    def _refuse_unknown(self) -> None:
        """Refuse words that may stand for some of the lines or options.

        Raises:
            Unread: One may.
        """
        found, sheet = self.found, self.sheet
        options = [_words(option) for option in self.families.options]
        values = {
            word
            for place, column in enumerate(sheet.columns)
            if column.type in ("text", "boolean")
            for value in {*sheet.values(place)}
            for word in _words(str(value))
        } - options[0].intersection(*options)
        columns = {folded(word) for c in sheet.columns for word in spoken(c.name).split()}
        chosen = {*map(folded, spoken(self.families.chosen).split())}
        nouns = {folded(noun.split()[-1]) for noun in found.nouns} - {"one"}
        before = {folded(word) for noun in found.nouns for word in noun.split()[:-1]}
        stems = {*map(folded, sheet.stems)}
        if before & values or before - columns - stems - _KINDS - _words(self.parts.told):
            raise Unread  # only some of the options may be so
        if nouns & (values | _TIMES | self.parts.things) or (nouns & columns) - chosen:
            raise Unread
        if (nouns & (stems | _keys(sheet))) - chosen - _OPTIONS:
            raise Unread  # one of the lines, and no option
        if found.kind in ("each", "which", "taken") and nouns - chosen - _OPTIONS - _words(
            self.parts.told
        ):
            raise Unread
        self._refuse_rows(nouns, values)
        if found.kind in _OF_ALL:
            return  # whatever was chosen
        is_told = re.search(rf"\b{re.escape(self.families.chosen)}\b", self.parts.told)
        verb = {*map(folded, found.verb.split())}
        if not (is_told or chosen & (_CHOICE | _OPTIONS | nouns | verb)):
            raise Unread

    def _refuse_rows(self, nouns: set[str], values: set[str]) -> None:
        """Refuse a word for the lines that may be one for some of them, or for several at once.

        Raises:
            Unread: It may.
        """
        rows = folded(self.found.rows)
        said = {*map(folded, ROWS), *map(folded, self.sheet.stems), *self.parts.things}
        said |= _keys(self.sheet)
        people = ({*map(folded, PEOPLE)} - _CHOOSERS) | _ANYBODY | _PRONOUNS | {""}
        if rows not in said | people or rows in nouns:
            raise Unread
        if any(_are_alike(rows, value) for value in values if rows):
            raise Unread
        several = _recurring(self.sheet, self.families.chosen)
        if rows in several and not self.found.is_often:
            raise Unread
        if rows not in said and not self.found.is_often:
            is_called = self.parts.things or _keys(self.sheet) & people
            is_other = is_called and rows not in _PRONOUNS | {""}
            if is_other or several & {*people, *_IDS}:
                raise Unread  # each of them may have several lines


def _end(one: OfRow, *, is_low: bool) -> Any:
    return one.least if is_low else one.most


def _recurring(sheet: Sheet, chosen: str) -> set[str]:
    """The words in the names of columns that have something on several lines."""
    found = [c for c in sheet.columns if not c.unique and c.name != chosen]
    return {folded(word) for column in found for word in spoken(column.name).split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, re.findall(r"[^\W\d_]+", text)))


def _are_alike(word: str, value: str) -> bool:
    """Whether a word may be one for those with a value, as 'worker' is for 'work'."""
    short, long = sorted((word, value), key=len)
    return word == value or (len(short) >= STEM and long.startswith(short))


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _keys(sheet: Sheet) -> set[str]:
    """The last words of columns that tell the rows apart, and what stands before 'id' in them."""
    found = set()
    for column in sheet.columns:
        words = [w for w in spoken(column.name).split() if w not in ("id", "no", "nr", "number")]
        if column.unique and column.type in ("integer", "text") and words:
            found.add(folded(words[-1]))
    return found


def option_answer(form: Form, files: Mapping[str, bytes]) -> tuple[dict[str, Any], Form] | None:
    """(the answer to a question on what lines chose, its form); None if it is none.

    Raises:
        Unread: It is one, but leaves something open.
    """
    if len(files) != 1:
        return None
    [(name, content)] = files.items()
    parts = introduced(form, (name,), options=None)
    found = chosen_in(parts.question) if parts is not None else None
    if parts is None or found is None:
        return None
    profile, table = loaded_profile(name, content), loaded_table(name, content)
    families = families_in(profile, table) if profile is not None and table is not None else None
    if profile is None or families is None:
        return None
    if is_doubtful(profile) or not (found.kind in _OF_ALL or _is_certain(profile, families)):
        raise Unread
    parts = introduced(form, (name,), options=len(families.options))
    sheet = sheet_of(files)
    if parts is None or sheet is None:
        raise Unread
    words = {found.rows, *found.nouns, *map(folded, found.nouns)} - {""}
    if not is_understood(parts.wishes, form, Names(sheet), words):
        raise Unread
    told = _Asked(found, parts, sheet, families, choices_in(profile, families)).told()
    told = in_order(told, form)
    form = replace(form, order=None) if told.is_ranked else form
    return answer_of(told, form), form


def _is_certain(profile: TableProfile, families: Families) -> bool:
    """Whether one column alone says what was chosen."""
    kept = [column for column in profile.columns if column.name in families.kept]
    choosing = [column for column in kept if chooses(column, families.options)]
    return bool(families.chosen) and len(choosing) == 1
