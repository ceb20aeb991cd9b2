"""Long rows spread out: a line for each thing, with a column for each value of another column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.shaping import normal
from hocket.core.late_pattern import late_pattern

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
_LINE_PER = late_pattern(r"\b(?:line|row|record)s? (?:per|for (?:each|every)) (\w+)", re.IGNORECASE)


_CHANGES = late_pattern(
    r"\b(?:round\w*|per|divid\w*|multipl\w*|differ\w*|sums?|summed|added|minus|plus|times|ratios?"
    r"|shares?|percent\w*|averages?|means?|medians?|total\w*|doubled?|halved?|instead|growth"
    r"|changes?|(?:in|to) (?:the nearest )?(?:tens?|hundreds?|thousands?|millions?))\b",
    re.IGNORECASE,
)
"""What asks for other figures than those of the file."""


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
    return [names[label_at], *map(str, headings)], wide


def whole(value: Any) -> Any:
    """A value as a whole number if it is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _by_values(columns: Sequence[Column], rows: Sequence[list[Any]], form: Form) -> Rows | None:
    """The rows with a column for each value that is asked for by its name, as of a country."""
    if _CHANGES.search(_LINE_PER.sub("", form.task)):
        return None
    label, *wanted = form.keys or ("",)
    names = [normal(column.name) for column in columns]
    if normal(label) not in names or len(wanted) < FEWEST_NAMED or len(columns) != 3:  # noqa: PLR2004 - things, names, figures
        return None
    label_at = names.index(normal(label))
    others = [place for place in range(len(columns)) if place != label_at]
    heads = [p for p in others if columns[p].type == "text"]
    if len(heads) != 1 or set(map(normal, wanted)) & set(names):
        return None
    [head_at] = heads
    [value_at] = [place for place in others if place != head_at]
    cells = _cells(rows, label_at, head_at, value_at)
    known = {normal(str(row[head_at])): row[head_at] for row in rows if row[head_at] is not None}
    headings = [known.get(normal(name)) for name in wanted]
    if not cells or None in headings:
        return None
    wide = [[thing, *map(own.get, headings)] for thing, own in cells.items()]
    if any(all(value is None for value in line[1:]) for line in wide):
        return None  # whether a thing that has none of them is to have a line nobody says
    return list(form.keys), wide


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
