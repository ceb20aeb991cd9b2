"""Wide rows unrolled in time: a line for each quarter or month, with the whole period in it."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.headings import NUMBERS, headings_in
from hocket.agents.ways.spreading import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows
    from hocket.documents.profile import Column

_YEARS = frozenset({"year", "yr", "jahr"})
_TIMES = frozenset({"quarter", "month", "date", "period", "time", "when"})
"""What the column of periods can be called."""
_SKIPS = re.compile(
    r"\b(?:skip(?:ping)?|without|leav\w+ out|omit|no|drop|ignor\w+)\b[^.;]*"
    r"\b(?:empty|blank|missing|nothing|none|no value|not there)\b",
    re.IGNORECASE,
)
_MONTHS = 12


def unrolled(columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form) -> Rows | None:
    """A line for each quarter or month of each year, its first day as the time; None if not sure.

    The task has to show how the time looks, such as 1949-01 or Q1 1949. Where the file ends or
    begins within a year, the periods that it lacks have no lines.

    Args:
        columns: The columns of the file.
        rows: Its rows.
        form: What is asked for, and the task.
    """
    figures = [column.name for column in columns if column.is_number or column.type == "empty"]
    headings = headings_in(figures, form.task)
    by_name = {normal(column.name): place for place, column in enumerate(columns)}
    years = [place for name, place in by_name.items() if name in _YEARS]
    open_keys = [key for key in form.keys if normal(key) not in by_name]
    if headings is None or not headings.are_all or len(years) != 1 or len(open_keys) != len("tv"):
        return None
    time, value = open_keys
    per_year = len(NUMBERS[headings.unit])
    is_once = len(headings.of) == per_year and headings.unit in ("quarter", "month")
    if not is_once or normal(time) not in _TIMES or normal(value) in _TIMES | _YEARS:
        return None
    if not form.looks.get(time) or any(normal(key) in _YEARS for key in form.keys):
        return None
    kept = [by_name[normal(key)] for key in form.keys if key not in open_keys]
    if not all(isinstance(whole(row[years[0]]), int) for row in rows):
        return None
    places = {column.name: place for place, column in enumerate(columns)}
    ordered = sorted((number, places[name]) for name, (_, number) in headings.of.items())
    step = _MONTHS // per_year
    lines: list[dict[str, Any]] = []
    for row in rows:
        for number, place in ordered:
            day = f"{whole(row[years[0]]):04}-{step * (number - 1) + 1:02}-01"
            own = {columns[p].name: row[p] for p in kept}
            lines.append({**{normal(k): v for k, v in own.items()}, time: day, value: row[place]})
    lines = in_time_there(lines, value, form.task)
    if len({tuple(v for k, v in line.items() if k != value) for line in lines}) < len(lines):
        return None
    table = [[line[k if k in open_keys else normal(k)] for k in form.keys] for line in lines]
    is_ordered = form.order is None or order_of(form.order, form.keys, table) is not None
    return (list(form.keys), table) if is_ordered and table else None


def skips_empty(task: str) -> bool:
    """Whether a task leaves out what has no value."""
    return _SKIPS.search(task) is not None


def in_time_there(lines: list[dict[str, Any]], value: str, task: str) -> list[dict[str, Any]]:
    """The lines from the first value to the last, or those with a value alone.

    Args:
        lines: Lines in their order in time, by the names of their columns.
        value: The name of the column of values.
        task: What is asked, which may leave out what has no value.
    """
    if skips_empty(task):
        return [line for line in lines if line[value] is not None]
    begun = list(dropwhile(lambda line: line[value] is None, lines))
    return list(dropwhile(lambda line: line[value] is None, begun[::-1]))[::-1]
