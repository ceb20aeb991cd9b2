"""Wide rows melted: a line for each figure, with the name of the column that it stood in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows
    from hocket.documents.profile import Column

NAME_AND_VALUE = 2
FEWEST_SPREAD = 3
MONTH = len("2024-05")

_MELTS = late_pattern(
    r"\b(?:unpivot\w*|melt\w*|long (?:form|format|table)|columns? (?:per|for (?:each|every))"
    r"|every \w+ (?:is|has) a column)\b",
    re.IGNORECASE,
)
_LINE = late_pattern(
    r"\b(?:(?:one|a|each|its own|separate|single) )?(?:line|row|record|entr(?:y|ie)|object)s?"
    r" (?:per|for (?:each|every)) (\w+)(?:,? (?:and|and (?:per|for)|per|by|in) (?:each |every |a )?"
    r"|/|\u00d7|, )(\w+)",
    re.IGNORECASE,
)
"""Lines for each of two things: of a column, and of the columns that are melted."""
_COLUMN = late_pattern(
    r"\bcolumns? (?:per|for (?:each|every)|of (?:its|their) own for (?:each|every)) (\w+)"
    r"|\b(?:each|every) (\w+) (?:is|has) a column\b",
    re.IGNORECASE,
)
_SKIPS = late_pattern(
    r"\b(?:skip(?:s|ping)?|without|leav(?:e|es|ing)(?: out)?|omit(?:s|ting)?|no|drop(?:s|ping)?"
    r"|ignor(?:e|es|ing))\b(?! nothing)[^.;]*?"
    r"\b(?:empty|blank|missing|nothing|none|zeros?|gaps?|nulls?|values?|counts?|figures?|cells?)\b",
    re.IGNORECASE,
)
_NOTHING = late_pattern(r"\b(?:nothing|none|zeros?)\b", re.IGNORECASE)
_OTHER = late_pattern(
    r"(?:.*[ _])?(?:id|no|nr|number|index|rank|year|yr|month|week|day|total|totals|sum|gesamt|summe"
    r"|average|mean|lat|lon|latitude|longitude)",
    re.IGNORECASE,
)
"""What a column of numbers is called that is no figure of its own."""
_TOTAL = late_pattern(
    r"(?:.*[ _])?(?:(?:grand|sub)[ _]?)?(?:totals?|sums?|gesamt|summe)", re.IGNORECASE
)
_REST = late_pattern(
    r"(?:(?:grand|sub|year(?:ly)?|annual|month(?:ly)?|dai?ly|day|row|column)[ _-]?)?"
    r"(?:totals?|sums?|gesamt|summe|averages?|avg|means?|all|year|annual)[:.]?",
    re.IGNORECASE,
)
"""What a row or a column is called that sums up others."""
_ORDERED = late_pattern(
    r"\b(?:order\w*|sort(?!s? of\b)\w*|arrang\w*|rank\w*|alphabetical\w*|ascending|descending"
    r"|increasing|decreasing|A ?(?:to|-|\u2013) ?Z|chronological\w*|from (?:the )?\w+ to"
    r"|(?:\w+(?:est|st)|least|first|last|top)(?: \w+){0,3}? (?:first|last|on top|at the \w+))\b",
    re.IGNORECASE,
)
"""What asks for an order of the lines."""
_FILE = late_pattern(r"\b[\w-]+\.[a-z]\w{1,4}\b")
"""A name of a file, such as ``orders.csv``, which asks for no order."""
_AS_IT_IS = late_pattern(
    r"\b(?:in (?:the )?(?:same |original )?order (?:of|as in|in) (?:the |its )?(?:file|source|table"
    r"|columns?|input|original)|in (?:the|its|this|that|exactly this)(?: (?:same|given|original"
    r"|following))? order(?! of)"
    r"|(?:first|given)(?: names?)? and (?:the )?(?:last|family|sur)[ _]?names?"
    r"|without changing the order|keep(?:ing)? the order)\b",
    re.IGNORECASE,
)
"""The order that melting gives by itself."""


def melted(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form, stay: Sequence[int]
) -> Rows | None:
    """A row for each figure, with the name of its column; None unless all words fit that.

    Two of the keys are no columns: what the melted columns are called, and what their figures are.
    Which is which the words say ('one line per month and cause'), or their order in the goal.

    Args:
        columns: The columns of the file.
        rows: Its rows.
        form: What is asked for, and the task.
        stay: The places of the columns that are keys.
    """
    own = {normal(columns[place].name) for place in stay}
    two = [key for key in form.keys if normal(key) not in own]
    if len(two) != NAME_AND_VALUE or not stay or len(own) + len(two) != len(form.keys):
        return None
    spread = _figures(columns, stay)
    name = _name_key(form, two, own)
    if not name or not spread or is_ordered_otherwise(form):
        return None
    skips = _SKIPS.search(form.task)
    kept = (None, 0) if skips and _NOTHING.search(form.task, skips.start()) else (None,)
    by_key = {normal(columns[place].name): place for place in stay}
    lines = [
        [
            row[by_key[normal(key)]]
            if normal(key) in by_key
            else columns[figure].name
            if key == name
            else row[figure]
            for key in form.keys
        ]
        for row in rows
        for figure in spread
        if not skips or row[figure] not in kept
    ]
    if not _are_apart(lines, form, form.keys.index(next(key for key in two if key != name))):
        return None
    return _in_order(lines, form)


def _are_apart(lines: Sequence[Sequence[Any]], form: Form, value_at: int) -> bool:
    """Whether no two lines are of the same things, so that nothing has to be added up."""
    months = {
        form.keys.index(key)
        for key, looks in form.looks.items()
        if key in form.keys and any(getattr(look, "type", "") == "month" for look in looks)
    }
    things = {
        tuple(
            str(value)[:MONTH] if place in months else value
            for place, value in enumerate(line)
            if place != value_at
        )
        for line in lines
    }
    return len(things) == len(lines)


def _in_order(lines: list[list[Any]], form: Form) -> Rows | None:
    """The lines in the order that is asked for; None if it is not certain which.

    The names of the columns are no scale but words, so they can be sorted.
    """
    if form.order is None or len(lines) < 2:  # noqa: PLR2004 - nothing to order
        return list(form.keys), lines
    places = order_of(replace(form.order, is_spelled=True), form.keys, lines)
    return None if places is None else (list(form.keys), [lines[place] for place in places])


def _figures(columns: Sequence[Column], stay: Sequence[int]) -> list[int]:
    """The columns that are melted: all that are left of numbers, side by side; none if not sure.

    A column of their total is left out, and so are texts and dates that nobody asks for.
    """
    rest = [p for p, c in enumerate(columns) if p not in stay and c.is_number]
    rest = [place for place in rest if not _TOTAL.fullmatch(columns[place].name)]
    if len(rest) < FEWEST_SPREAD or rest != [*range(rest[0], rest[-1] + 1)]:
        return []
    return [] if any(_OTHER.fullmatch(columns[place].name) for place in rest) else rest


def is_of_rest(name: str) -> bool:
    """Whether a row or a column of this name is no figure of its own: a total, or an average.

    Examples:
        >>> [is_of_rest(name) for name in ("Total", "Annual mean", "Jan", "")]
        [True, True, False, False]
    """
    return _REST.fullmatch(name.strip()) is not None


def is_ordered_otherwise(form: Form) -> bool:
    """Whether the words ask for an order that is not understood."""
    said = _AS_IT_IS.sub("", _FILE.sub("", form.task))
    for key in form.keys:
        said = re.sub(rf"\b{re.escape(key)}\b", "_", said, flags=re.IGNORECASE)
    return form.order is None and _ORDERED.search(said) is not None


def _name_key(form: Form, two: Sequence[str], own: set[str]) -> str:
    """Which of two keys is the name of the melted columns; empty if the words do not say so."""
    said = [word for match in _COLUMN.finditer(form.task) for word in match.groups() if word]
    for match in _LINE.finditer(form.task):
        words = {_one(word) for word in match.groups()}
        if words & {_one(name) for name in own}:
            said += match.groups()
    named = [key for key in two if _one(key) in {_one(word) for word in said}]
    if len(named) == 1:
        return named[0]
    is_last = tuple(form.keys[-NAME_AND_VALUE:]) == tuple(two)
    return two[0] if not named and is_last and _MELTS.search(form.task) else ""


def _one(name: str) -> str:
    """A name in the singular, as far as an ending shows it."""
    return normal(name).removesuffix("s")
