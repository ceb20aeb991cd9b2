"""Long rows spread out: a line for each thing, with a column for each value of another column."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.heads import heads_of, text_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.nameless import is_nameless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.documents.profile import Column

Rows = tuple[list[str], list[list[Any]]]

FEWEST_NAMED = 2
_SPREAD = late_pattern(
    r"\b(?:an? |own |separate )*columns? (?:per|for (?:each|every|all)) (?P<name>[A-Za-z]\w*)"
    r"(?: from (?P<first>\d{4}) to (?P<last>\d{4}))?",
    re.IGNORECASE,
)
_FILE = late_pattern(r"\b[\w-]+\.[a-z]\w{1,4}\b")
_LINE_PER = late_pattern(r"\b(?:line|row|record)s? (?:per|for (?:each|every)) (\w+)", re.IGNORECASE)


_CHANGES = late_pattern(
    r"\b(?:round\w*|per|divid\w*|multipl\w*|differ\w*|sums?|summed|added|minus|plus|times|ratios?"
    r"|shares?|percent\w*|averages?|means?|medians?|total\w*|doubled?|halved?|instead|growth"
    r"|changes?|cumulat\w*|running|so far|(?:year|month|season)[ -]to[ -]date|ytd"
    r"|(?:in|to) (?:the nearest )?(?:tens?|hundreds?|thousands?|millions?))\b",
    re.IGNORECASE,
)
"""What asks for other figures than those of the file."""


_STEPS = frozenset(
    ("low", "lower", "medium", "middle", "mid", "high", "higher", "small", "large", "big", "min",
     "max", "poor", "fair", "good", "bad", "excellent", "first", "second", "third", "fourth",
     "junior", "senior", "young", "old", "child", "adult", "always", "often", "rarely", "never",
     "s", "m", "l", "xs", "xl", "xxl", "one", "two", "three", "i", "ii", "iii", "iv", "bronze",
     "silver", "gold")
)  # fmt: skip
"""Texts that may be steps of a scale."""
_OF_THING = frozenset({"its", "the", "their", "number", "numbers", "name", "names"})
"""What the column of what a line is of can be called in an order."""


def asks_spread(task: str) -> bool:
    """Whether a task asks for a column for each of something."""
    return _SPREAD.search(task) is not None


def spread_out(columns: Sequence[Column], rows: Sequence[list[Any]], form: Form) -> Rows | None:
    """The rows with a column for each value of a column; None if nobody asks for it for certain.

    Args:
        columns: The columns of the file.
        rows: Its rows.
        form: What is asked for, and the task.
    """
    names = [column.name for column in columns]
    spread = _SPREAD.search(form.task)
    if spread is None:
        return _by_values(columns, rows, form)
    by_name = {normal(name): place for place, name in enumerate(names)}
    head_at = by_name.get(normal(spread["name"]))
    thing = _LINE_PER.search(form.task)
    label_at = by_name.get(normal(thing[1])) if thing else None
    rest = [place for place in range(len(names)) if place not in (head_at, label_at)]
    if head_at is None or label_at is None or len(rest) != 1:
        return None
    cells = _cells(rows, label_at, head_at, rest[0])
    headings: list[Any] = list(dict.fromkeys(h for own in (cells or {}).values() for h in own))
    if all(isinstance(heading, int) for heading in headings):
        headings.sort()
    if spread["first"]:
        wanted = range(int(spread["first"]), int(spread["last"]) + 1)
        headings = [*wanted] if set(headings) & set(wanted) else []
    if not cells or not headings:
        return None
    wide = [[label, *map(own.get, headings)] for label, own in cells.items()]
    return in_order([names[label_at], *map(str, headings)], wide, form, 1)


def whole(value: Any) -> Any:
    """A value as a whole number if it is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _by_values(columns: Sequence[Column], rows: Sequence[list[Any]], form: Form) -> Rows | None:
    """The rows with a column for each value that is asked for by its name, as of a country."""
    names = [normal(column.name) for column in columns]
    keys = [normal(key) for key in form.keys]
    count = next((n for n, key in enumerate(keys) if key not in names), len(keys))
    wanted = form.keys[count:]
    if not count or len(wanted) < FEWEST_NAMED or {*keys[count:]} & {*names}:
        return None
    labels = [names.index(key) for key in keys[:count]]
    others = [place for place in range(len(columns)) if place not in labels]
    heads = heads_of(wanted, columns, rows, others)
    if heads is None:
        return None
    of_names = "|".join(map(re.escape, (*wanted, columns[heads.place].name)))
    own = rf"\b(?:{of_names})s?\b(?! (?:\w+ )?(?:to the|to (?:one|two|\d)|down|up|off)\b)"
    said = _FILE.sub("", _LINE_PER.sub("", form.task))
    if _CHANGES.search(re.sub(own, "", said, flags=re.IGNORECASE)):
        return None
    rest = [place for place in others if place != heads.place]
    value_at = _value_at(rest, labels, columns, rows, f"{form.task} {heads.affix}")
    cells = None if value_at is None else _spread(rows, labels, heads.place, value_at)
    lines = (cells or {}).items()
    wide = [[*label, *(own.get(heads.of[name]) for name in wanted)] for label, own in lines]
    if not wide or any(all(value is None for value in line[count:]) for line in wide):
        return None  # whether a thing that has none of them is to have a line nobody says
    return in_order(list(form.keys), wide, form, count)


def _spread(
    rows: Sequence[list[Any]], labels: Sequence[int], head_at: int, value_at: int
) -> dict[tuple[Any, ...], dict[str, Any]] | None:
    """The value of each thing by the text of its head; None if one lacks either or has several."""
    cells: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        label = tuple(row[place] for place in labels)
        if row[head_at] is None or None in label:
            return None
        own, head = cells.setdefault(label, {}), text_of(row[head_at])
        if head in own:
            return None
        own[head] = row[value_at]
    return cells


def in_order(names: list[str], rows: list[list[Any]], form: Form, labels: int) -> Rows | None:
    """The lines in the order that is asked for, if any; None if it is not certain which it is.

    What the lines are of, in one or several columns, are names or numbers: texts are sorted as
    words, but for those that may be steps of a scale.

    Args:
        names: Of the columns.
        rows: The lines.
        form: What is asked for.
        labels: How many of the columns say what a line is of.
    """
    order = form.order
    if order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return names, rows
    texts = {str(row[place]).casefold() for row in rows for place in range(labels)}
    order = order if texts & _STEPS else replace(order, is_spelled=True)
    places = order_of(order, names, rows)
    said = {*words_of(order.parts[0][0])}
    if places is None and labels == 1 and said and said <= _OF_THING:
        own = replace(order, kind="columns", parts=((names[0], order.parts[0][1]),))
        places = order_of(own, names, rows)
    return None if places is None else (names, [rows[place] for place in places])


def _value_at(
    rest: Sequence[int],
    labels: Sequence[int],
    columns: Sequence[Column],
    rows: Sequence[list[Any]],
    said: str,
) -> int | None:
    """The place of the column that is spread; None if several may be.

    What is the same in all rows of a thing says more of it, and is not spread, nor are the numbers
    of the rows. Of several other columns what is said has to name one.
    """
    if len(rest) == 1:
        return rest[0]
    varied = []
    for place in rest:
        things: dict[tuple[Any, ...], set[str]] = {}
        for row in rows:
            things.setdefault(tuple(row[p] for p in labels), set()).add(repr(row[place]))
        if any(len(texts) > 1 for texts in things.values()) and not is_nameless(columns[place]):
            varied.append(place)
    told = {word.removesuffix("s") for word in words_of(_FILE.sub("", said))}
    named = [p for p in rest if {w.removesuffix("s") for w in words_of(columns[p].name)} <= told]
    chosen = named if len(named) == 1 and named[0] in varied else varied
    return chosen[0] if len(chosen) == 1 and (not named or chosen == named) else None


def _cells(
    rows: Sequence[list[Any]], label_at: int, head_at: int, value_at: int
) -> dict[Any, dict[Any, Any]] | None:
    """The value of each thing under each heading; None if several fall on one place."""
    cells: dict[Any, dict[Any, Any]] = {}
    for row in rows:
        label, heading = row[label_at], whole(row[head_at])
        if heading is not None and label is not None:
            own = cells.setdefault(label, {})
            if heading in own:
                return None
            own[heading] = row[value_at]
    return cells
