"""The answer to a question on tables, read as a whole by rules and computed from the rows.

The text is split into the question, what is to be written, and sentences on the files. Each word of
the question must be one of the grammar, or name something in the table; else nothing is answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms import Filled, fill
from hocket.agents.forms.moments import Moments
from hocket.agents.forms.naming import spoken
from hocket.agents.forms.periods import Quarters
from hocket.agents.grammar.compounds import by_order, halves_of, periods_of, reached
from hocket.agents.grammar.computing import Query, figure, grouped, ranked, selected
from hocket.agents.grammar.conditions import Condition, Unread
from hocket.agents.grammar.doubts import refuse_doubtful, refuse_vanished
from hocket.agents.grammar.frames import LEADS, query_of
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.linking import Names, linked, places_in
from hocket.agents.grammar.logs import told_of_log
from hocket.agents.grammar.optioned import option_answer
from hocket.agents.grammar.panels import panel_of
from hocket.agents.grammar.parting import Parted, parted
from hocket.agents.grammar.sheet import MADE, Sheet, sheet_of
from hocket.agents.grammar.slopes import slope_of
from hocket.agents.grammar.spans import span_of
from hocket.agents.grammar.telling import Told, answer_of, in_order, span_answer
from hocket.agents.grammar.wishes import is_understood

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.forms import Form
    from hocket.agents.grammar.linked import Linked

_KINDS = {
    "mean": "average mean avg", "median": "median", "sum": "total sum",
    "max": "highest max maximum", "min": "lowest min minimum",
    "count": "number count n how many frequency times",
    "distinct": "number count different", "share": "percent share percentage proportion",
    "missing": "number missing count gaps", "sd": "standard deviation sd",
    "correlation": "correlation r", "value": "value",
}  # fmt: skip


def answered(form: Form, files: Mapping[str, bytes]) -> Filled | None:
    """The answer in its form; None if the question is not understood as a whole.

    Args:
        form: What is asked for.
        files: The content of each file, by its name.
    """
    try:
        if (found := option_answer(form, files)) is not None:
            return _filled(found[1], found[0])
        return _answered(form, files)
    except Unread:
        return None


def _answered(form: Form, files: Mapping[str, bytes]) -> Filled | None:
    text = parted(form, tuple(files))
    sheet = sheet_of(files, unit=_unit_of(form))
    if text is None or sheet is None:
        return None
    if _GAPS.fullmatch(text.question):
        return _filled(form, _gaps(text, sheet, form))
    names = Names(sheet)
    if (happened := told_of_log(text.question, sheet, files)) is not None:
        if text.without or not is_understood(text.wishes, form, names, set()):
            return None
        return _filled(*_as_asked(happened, form))
    found = linked(text.question, sheet, names)
    if found is None or not is_understood(text.wishes, form, names, found.rows):
        return None
    line = LEADS.sub("", found.line, count=1) if LEADS.match(found.line) else found.line
    line = line.rstrip(" ?.,:;")
    asked = _Asked(found, sheet, form, tuple(_left_out(text, sheet, names)))
    answer, form = asked.answer(line)
    return _filled(form, answer)


def _unit_of(form: Form) -> str:
    """Whether months or quarters are wanted with their year; empty if neither."""
    looks = [look for each in form.looks.values() for look in each]
    if any(isinstance(look, Quarters) for look in looks):
        return "quarter"
    return "month" if any(isinstance(k, Moments) and k.type == "month" for k in looks) else ""


def _as_asked(told: Told, form: Form) -> tuple[Form, dict[str, Any]]:
    """(the form without an order that the answer has already, the answer)."""
    if told.is_ranked and form.shape == "list" and len(told.rows) == 1:
        raise Unread  # of how many the first are wanted nobody says
    if not told.is_ranked:
        told = in_order(told, form)
    form = replace(form, order=None) if told.is_ranked else form
    return form, answer_of(told, form)


def _filled(form: Form, answer: dict[str, Any]) -> Filled | None:
    filled = fill(form, answer)
    return None if filled.lacks or filled.wrong or filled.is_empty else filled


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is tied to its sheet."""

    found: Linked
    sheet: Sheet
    form: Form
    left_out: tuple[Condition, ...]

    def answer(self, line: str) -> tuple[dict[str, Any], Form]:
        """(the answer, the form without an order that the answer has already)."""
        if any(self.sheet.columns[p].odd_count for p in places_in(line)):
            raise Unread
        line = self._of_values(line)
        if (span := span_of(line, self.found, self.sheet)) is not None:
            if self.left_out:
                raise Unread
            return span_answer(span.found, self.form), self.form
        for read in (reached, panel_of, slope_of):
            if (told := read(line, self.found, self.sheet)) is not None:
                if self.left_out:
                    raise Unread
                form = replace(self.form, order=None) if told.is_ranked else self.form
                return answer_of(told, self.form), form
        if periods := periods_of(line, self.found, self.sheet):
            return by_order([self._value(one) for one in periods], self.form), self.form
        form, answer = _as_asked(self._told(line), self.form)
        return answer, form

    def _of_values(self, line: str) -> str:
        """A line with groups in the place of several values, where a figure of each is wanted."""
        match = _VALUES.search(line)
        if match is None or self.form.shape != "mapping" or " each " in line or " per " in line:
            return line
        said = [self.found.values[int(n)] for n in re.findall(r"V(\d+)", match.group())]
        places = {place for place, _ in said}
        if len(places) != 1:
            return line
        values = " and ".join(re.findall(r"V\d+", match.group()))
        place = places.pop()
        rest = f"{line[: match.start()]} {line[match.end() :]}"
        return " ".join(f"{rest} in C{place} {values} for each C{place}".split())

    def _value(self, line: str) -> Any:
        told = self._told(line)
        if told.names or len(told.rows) != 1:
            raise Unread
        return told.rows[0][0]

    def _told(self, line: str) -> Told:
        parts = [self._told_once(half) for half in halves_of(line)]
        if len(parts) == 1:
            return parts[0]
        if not all(len(part.rows) == 1 and part.is_ranked for part in parts):
            raise Unread
        words = tuple(part.words[1] for part in parts)
        return Told(words, (tuple(part.rows[0][0] for part in parts),), names=0)

    def _told_once(self, line: str) -> Told:
        query = _counted(query_of(line, self.found, self.sheet), self.found)
        query = replace(query, where=(*query.where, *self.left_out))
        return told_of(query, self.sheet, self.found.rows)


_VALUES = re.compile(
    r",? ?\b(?:for|of|among|by)(?: the)? V\d+(?: R)?(?:(?: ,| and| , and)(?: the)? V\d+(?:"
    r" R)?)+(?: ,)?"
)
_GAPS = re.compile(
    r"(?:how many (?:values|entries|cells) (?:are missing|are empty|lack)|how many missing"
    r" (?:values|entries|cells)"
    r"(?: are there| does)?) (?:in )?(?:each|every)(?: of the)? columns?(?: have| has)?\W*",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"only (?:the )?columns (?:that|which) (?:have|has) (?:any|some|one)|only (?:the )?columns"
    r" with (?:any|some|missing values)",
    re.IGNORECASE,
)


def _gaps(text: Parted, sheet: Sheet, form: Form) -> dict[str, Any]:
    """How many values each column lacks."""
    if len(sheet.files) > 1 or text.without:
        raise Unread
    only = _ONLY.search(text.wishes)
    rest = _ONLY.sub("", text.wishes)
    columns = [c.name for c in sheet.columns if c.name not in MADE or c.values]
    if not is_understood(rest, form, Names(sheet), {"column", "missing", "values"}):
        raise Unread
    places = [p for p, c in enumerate(sheet.columns) if c.name in columns]
    gaps = {sheet.columns[p].name: sum(row[p] is None for row in sheet.rows) for p in places}
    rows = tuple((name, n) for name, n in gaps.items() if n or not only)
    words = (frozenset(("column", "name")), frozenset(_KINDS["missing"].split()))
    return answer_of(Told(words, rows), form)


def _counted(query: Query, found: Linked) -> Query:
    """The query with how many of the first it wants, where the line has a number for that."""
    return replace(query, top=int(found.numbers[-10 - query.top])) if query.top <= -10 else query  # noqa: PLR2004


def _left_out(text: Parted, sheet: Sheet, names: Names) -> list[Condition]:
    """The conditions of what is left out for want of a value."""
    del sheet
    found = []
    for said in text.without:
        place = names.column(said)
        if place is None:
            raise Unread
        found.append(Condition(place, "known"))
    return found


def told_of(query: Query, sheet: Sheet, rows_called: set[str]) -> Told:
    """The values that a query comes to.

    Raises:
        Unread: Something about them is open.
    """
    rows = selected(sheet, query.where)
    measure = query.measure
    refuse_doubtful(query, sheet, rows)
    said = frozenset(_KINDS[measure.kind].split()) | _words(measure.place, sheet)
    if query.label >= 0:
        return _of_rows(query, sheet, rows, said, rows_called)
    if not query.groups:
        value = figure(rows, measure)
        if value is None:
            raise Unread
        return Told((said,), ((value,),), names=0)
    refuse_vanished(query, sheet, rows)
    groups = {k: g for k, g in grouped(rows, query.groups).items() if len(g) >= query.least}
    figures = [(key, figure(group, measure)) for key, group in groups.items()]
    if query.top:
        figures = ranked(figures, is_down=query.is_down, top=query.top)
    known = [(key, value) for key, value in figures if value is not None]
    words = (*(_words(place, sheet) for place in query.groups), said)
    return Told(
        words,
        tuple((*key, value) for key, value in known),
        names=len(query.groups),
        is_ranked=bool(query.top),
        is_down=query.is_down,
    )


def _of_rows(
    query: Query, sheet: Sheet, rows: list[tuple[Any, ...]], said: frozenset[str], called: set[str]
) -> Told:
    """The names of rows: of all that meet the conditions, or of the first."""
    label = _words(query.label, sheet) | {"name", *map(folded, called)}
    if query.measure.kind == "count":
        names = [row[query.label] for row in rows]
        if None in names:
            raise Unread
        return Told((label,), tuple((name,) for name in names))
    place = query.measure.place
    if not sheet.columns[place].is_number or sheet.columns[place].odd_count:
        raise Unread
    if query.within:
        return _within(query, sheet, rows, label)
    pairs = [(row[query.label], row[place]) for row in rows]
    first = ranked(pairs, is_down=query.is_down, top=query.top)
    return Told((label, said), tuple(first), is_ranked=True, is_down=query.is_down)


def _within(query: Query, sheet: Sheet, rows: list[tuple[Any, ...]], label: frozenset[str]) -> Told:
    """The first of each group: one name, or a list of them."""
    if len(query.within) != 1 or query.top < 1:
        raise Unread
    found = []
    for (key,), group in grouped(rows, query.within).items():
        pairs = [(row[query.label], row[query.measure.place]) for row in group]
        known = [one for one in pairs if one[1] is not None]
        if not known:
            raise Unread
        first = ranked(known, is_down=query.is_down, top=min(query.top, len(known)))
        names = [name for name, _ in first]
        found.append((key, names[0] if query.top == 1 else names))
    return Told((_words(query.within[0], sheet), label), tuple(found))


def _words(place: int, sheet: Sheet) -> frozenset[str]:
    return frozenset(spoken(sheet.columns[place].name).split()) if place >= 0 else frozenset()
