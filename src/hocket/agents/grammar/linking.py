"""The words of a question tied to its table: columns, values, numbers and the rows themselves.

A question becomes a line such as ``what is the average C2 for each C0``, in which ``C2`` is a
column, ``V0`` a value, ``N0`` a number, ``F`` a file and ``R`` the rows. What is left are words of
the lexicon; with any other one the question is not understood.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.explained import explained
from hocket.agents.grammar.lexicon import (
    ABBREVIATED,
    AMBIGUOUS_NUMBERS,
    BROAD,
    GENDERS,
    LEAST,
    MOST,
    NUMBERS,
    PEOPLE,
    PERSONAL,
    ROWS,
    SCALES,
    UNITS,
    folded,
)
from hocket.agents.grammar.linked import Linked, is_free
from hocket.agents.grammar.words import VOCABULARY
from hocket.documents.profile.values import is_true

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.grammar.sheet import Sheet

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?![\w.]*[^\W\d])|\d+\w+"
    r"|[^\W\d_][\w'.\u2019&-]*[\w]|[^\W\d_]|[(),:;%-]"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HYPHENED = re.compile(rf"\b({MOST}|{LEAST})-\w+ing\b", re.IGNORECASE)
_APART = re.compile(r"\b(?P<n>an?|one|\d+|[a-z]+) (?P<unit>week|decade)s? apart\b", re.IGNORECASE)
_SHORTER = {"week": (7, "days"), "decade": (10, "years")}
MOST_WORDS = 6
_EXPENSIVE = re.compile(r"\b(most|least) expensive\b", re.IGNORECASE)
MOST_VALUES = 3000
LEAST_VALUE = 3
"""Characters of a value that may stand in a sentence without the name of its column."""
SAID = frozenset(
    ("first", "last", "number", "count", "total", "average", "mean", "median", "most", "least",
     "time", "times", "point", "name", "names", "type", "kind", "value", "values", "rank",
     "rate", "order", "half", "share", "change", "series", "top", "one", "all", "any", "more",
     "less")
)  # fmt: skip
"""Names of columns that are mostly words of the question."""
_BEFORE_NAMES = frozenset(("each", "every", "per", "by", "(", "different", "distinct"))
_AFTER_NAMES = re.compile(r"^C\d+ (?:and|,)$")
_COUNTED = re.compile(r"(?:^| )(?:N\d+|most|fewest|number of)$")
"""What stands before things that are counted."""
ORDERED = 2
"""Words of a name that may stand in another order."""


class Names:
    """What the words of a sheet are: the ways to name its columns and values.

    Args:
        sheet: The rows.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.label = sheet.label
        self._columns: dict[str, set[int]] = {}
        self._values: dict[str, set[tuple[int, str]]] = {}
        for place, column in enumerate(sheet.columns):
            for said in said_of(column.name):
                self._columns.setdefault(said, set()).add(place)
        self._more_names()
        for place, column in enumerate(sheet.columns):
            if column.type == "text" and column.distinct <= MOST_VALUES:
                for value in {str(v) for v in sheet.values(place)}:
                    self._values.setdefault(value.casefold(), set()).add((place, value))

    def _more_names(self) -> None:
        """The only column of dates is the day; the name of the rows is what they are called."""
        dates = self._sheet.dates
        if dates is not None:
            for word in ("day", "date"):
                self._columns.setdefault(word, {dates})

    def column(self, text: str) -> int | None:
        """The only column that is called so."""
        found = self._columns.get(_key(text)) or self._columns.get(text.casefold(), set())
        return next(iter(found)) if len(found) == 1 else None

    def is_column(self, text: str) -> bool:
        """Whether several columns may be called so, or one is."""
        return _key(text) in self._columns or text.casefold() in self._columns

    def value(self, text: str, column: int | None = None) -> tuple[int, str] | None:
        """The only value that is written so, in capitals as in the table where it is short."""
        found = self._values.get(text.casefold(), set())
        if not found and (folded(text) != text.casefold()):
            found = self._values.get(folded(text), set())
        if not found and text.casefold() in GENDERS:
            found = self._gender(GENDERS[text.casefold()])
        if column is not None:
            found = {one for one in found if one[0] == column}
        elif len(text) < LEAST_VALUE:
            return None
        return next(iter(found)) if len(found) == 1 else None

    def told(self, text: str, line: list[str]) -> tuple[int, Any] | None:
        """A value behind the name of its column and 'is', however short it is."""
        match = re.search(r"C(\d+) (?:is|was|=|equals)$", " ".join(line[-3:]))
        if match is None:
            return None
        place = int(match[1])
        if self._sheet.columns[place].type == "boolean":
            truth = is_true(text)
            return None if truth is None else (place, truth)
        return self.value(text, place)

    def _gender(self, gender: str) -> set[tuple[int, str]]:
        found = self._values.get(gender, set()) | self._values.get(gender[0], set())
        both = {place for place, _ in self._values.get("male", set())} | {
            place for place, _ in self._values.get("m", set())
        }
        return {(place, value) for place, value in found if place in both}


def said_of(name: str) -> set[str]:
    """The ways in which people say the name of a column.

    Examples:
        >>> sorted(said_of("body_mass_g"))
        ['body mass', 'body mass g', 'body of mass', 'body_mass_g', 'mass body', 'mass of body']
    """
    words = spoken(re.sub(r"\([^)]*\)|\[[^\]]*\]", "", name)).split()
    if not words:
        return {spoken(name) or name.casefold()}
    forms = [words]
    if len(words) > 1 and words[-1] in UNITS:
        forms.append(words[:-1])
    full = [ABBREVIATED.get(word, word) for word in forms[-1]]
    forms += [full] if full != forms[-1] else []
    said = {_key(" ".join(form)) for form in forms} | {name.casefold()}
    if len(forms[-1]) == ORDERED:
        for first, second in permutations(forms[-1]):
            said |= {_key(f"{first} {second}"), f"{first} of {folded(second)}"}
    return said


def _key(text: str) -> str:
    """Words without marks, the last of them without the ending of a plural."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return " ".join((*words[:-1], folded(words[-1]))) if words else ""


def linked(text: str, sheet: Sheet, names: Names) -> Linked | None:
    """A question with its words tied to a sheet; None if a word is of none.

    Args:
        text: The question.
        sheet: The rows.
        names: What they are called.
    """
    found = Linked()
    text = _APART.sub(_in_shorter, _HYPHENED.sub(r"\1", text))
    text = _EXPENSIVE.sub(lambda m: "dearest" if m[1].lower() == "most" else "cheapest", text)
    line: list[str] = []
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    place = 0
    while place < len(tokens):
        token, taken = _linked_at(text, tokens, place, names, found, line)
        line.append(token)
        place += taken
    found.line = " ".join(line)
    explained(found, sheet)
    return found if _names_rows(found, sheet) else None


def _in_shorter(match: re.Match[str]) -> str:
    """A distance in weeks or decades in days or years, which the times of tables are."""
    said = match["n"].lower()
    number = 1 if said in ("a", "an", "one") else _number_in(said)
    if number is None:
        return match[0]
    each, unit = _SHORTER[match["unit"].lower()]
    return f"{int(number) * each} {unit} apart"


def _linked_at(
    text: str,
    tokens: list[tuple[str, int, int]],
    place: int,
    names: Names,
    found: Linked,
    line: list[str],
) -> tuple[str, int]:
    """What stands at a place, and how many tokens it takes."""
    for length in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
        start, end = tokens[place][1], tokens[place + length - 1][2]
        phrase = text[start:end]
        if not (phrase[0] + phrase[-1]).isalnum():
            continue
        if token := _name_of(phrase, names, found, line):
            return token, length
    word = tokens[place][0]
    if (number := _number_in(word)) is not None:
        following = tokens[place + 1][0].casefold() if place + 1 < len(tokens) else ""
        found.numbers.append(number * SCALES.get(following, 1))
        return f"N{len(found.numbers) - 1}", 2 if following in SCALES else 1
    return word.casefold().replace("\u2019", "'"), 1


def _name_of(phrase: str, names: Names, found: Linked, line: list[str]) -> str:
    """The column or value that a phrase names; empty if it is none of them, or of several."""
    before = line[-1] if line else ""
    if (of_truth := names.told(phrase, line)) is not None:
        found.values.append(of_truth)
        return f"V{len(found.values) - 1}"
    if (column := names.column(phrase)) is not None and not _is_said(phrase, line):
        is_counted = column == names.label and _COUNTED.search(" ".join(line[-2:]))
        return "R" if is_counted else f"C{column}"
    of = int(before[1:]) if re.fullmatch(r"C\d+", before) else None
    value = names.value(phrase, of) or names.value(phrase)
    is_said = phrase.casefold() in VOCABULARY and of is None and not phrase[:1].isupper()
    if value is not None and not is_said and not names.is_column(phrase):
        found.values.append(value)
        token = f"V{len(found.values) - 1}"
        return f"{token} R" if phrase.casefold() in GENDERS else token
    return ""


def _is_said(phrase: str, line: list[str]) -> bool:
    """Whether the name of a column is a word of the question here, such as 'most' or 'number'."""
    is_named = bool(line) and (
        line[-1] in _BEFORE_NAMES or _AFTER_NAMES.search(" ".join(line[-2:]))
    )
    return phrase.casefold() in SAID and not is_named


def _number_in(word: str) -> float | None:
    if _NUMBER.fullmatch(word):
        text = word.replace(",", "")
        return float(text) if "." in text else int(text)
    lowered = word.casefold()
    return None if lowered in AMBIGUOUS_NUMBERS else NUMBERS.get(lowered)


def _names_rows(found: Linked, sheet: Sheet) -> bool:
    """Whether all words that are left are one word for the rows, which becomes ``R``."""
    free = {word for word in found.line.split() if is_free(word)}
    asked = {*re.findall(r"(?:which|each|every) ([a-z]+)", found.line)}
    found.rows = {word for word in free if _may_be_rows(word, sheet, is_asked=word in asked)}
    if free - found.rows or len({folded(word) for word in found.rows} - _GENERAL) > 1:
        return False
    stems = {folded(stem) for stem in sheet.stems}
    found.is_sure = all(folded(word) in stems or word in ROWS for word in found.rows)
    found.line = " ".join("R" if word in found.rows else word for word in found.line.split())
    return True


_GENERAL = frozenset(map(folded, ROWS))


def _may_be_rows(word: str, sheet: Sheet, *, is_asked: bool) -> bool:
    """Whether a word can stand for the rows of a sheet; in the singular only behind 'which'."""
    stems = {folded(stem) for stem in sheet.stems}
    if word in ROWS or folded(word) in stems:
        return True
    words = {word for column in sheet.columns for word in spoken(column.name).split()}
    if (word in PEOPLE or folded(word) in {*map(folded, PEOPLE)}) and words & PERSONAL:
        return True
    is_broad = folded(word) in BROAD and (is_asked or word != folded(word))
    if not is_broad:
        return False  # 'bats' may be some of the animals
    return (sheet.label is not None and sheet.years is None) or not sheet.is_grid


def places_in(line: str) -> Iterator[int]:
    """The columns that a line names, in order.

    Examples:
        >>> list(places_in("the C2 of each C0"))
        [2, 0]
    """
    return (int(match[1]) for match in re.finditer(r"\bC(\d+)\b", line))
