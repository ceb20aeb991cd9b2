"""Grids of time: rows and columns that state a moment together, as months and years do.

Each figure becomes a line with the whole moment: the month of the year, the hour of the day, the
day of the week that begins on a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.moments import Moments
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.periods import Quarters
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.headings import is_said, number_of
from hocket.agents.ways.melting import is_of_rest
from hocket.agents.ways.spreading import whole
from hocket.agents.ways.timed import is_called
from hocket.agents.ways.unrolled import in_time_there, skips_empty
from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows
    from hocket.documents.profile import Column

FEWEST = 2
"""Rows and columns of a grid at least."""
MONDAY = 1
QUARTERS = 4
_YEAR = re.compile(r"(?P<stem>[^\d]*)(?P<year>[12]\d{3})")
_OF_YEAR = re.compile(r"\b(?:of|in|for|from) (?:the year )?([12]\d{3})\b(?![-/.]\d)")
_WEEK = re.compile(r"\bweeks?\b", re.IGNORECASE)
_PARTS = {"month": "year", "quarter": "year", "clock": "date", "weekday": "date"}
"""What each part of a moment is a part of."""
_LOOKS = {
    "month": ("month", "date"),
    "quarter": ("date",),
    "clock": ("datetime",),
    "weekday": ("date",),
}
"""What a key can look like that has the whole moment of each part; quarters have their own."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """What the labels of rows or columns are.

    Attributes:
        unit: ``year``, ``date``, ``month``, ``quarter``, ``clock`` or ``weekday``.
        values: A year, a number, or the text of a date or of a time of the day, for each label.
    """

    unit: str
    values: tuple[Any, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no quarter is missing, and no month between others."""
        if self.unit not in ("month", "quarter"):
            return True
        numbers = {*self.values}
        count = max(numbers) - min(numbers) + 1 if self.unit == "month" else QUARTERS
        return len(numbers) == count


def gridded(columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form) -> Rows | None:
    """A line for each figure of a grid of time, from the oldest; None unless that is certain.

    The task has to show how the whole moment looks, such as 1973-01 or 2024-03-05 07:00. Totals of
    rows or columns are of no moment, so they have no line.

    Args:
        columns: The columns of the file.
        rows: Its rows.
        form: What is asked for, and the task.
    """
    found = [
        lines
        for place in range(len(columns))
        if (lines := _lines(place, columns, rows, form)) is not None
    ]
    of_year = None if found else _of_year(columns, rows, form)
    found += [] if of_year is None else [of_year]
    if len(found) != 1:
        return None
    [lines] = found
    is_ordered = form.order is None or order_of(form.order, form.keys, lines) is not None
    return (list(form.keys), lines) if is_ordered else None


def _lines(
    label: int, columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form
) -> list[list[Any]] | None:
    """The lines of a grid whose rows are labelled by a column; None if it is none."""
    keys = {normal(key): key for key in form.keys}
    moments = [key for key in form.keys if _has_look(key, form)]
    kept = [
        place
        for place, column in enumerate(columns)
        if place != label and normal(column.name) in keys
    ]
    if len(moments) != 1 or len(keys) != len(kept) + 2 or moments[0] in _names(kept, columns, keys):
        return None
    time = moments[0]
    [value] = [k for k in form.keys if k != time and k not in _names(kept, columns, keys)]
    rest = [place for place in range(len(columns)) if place != label and place not in kept]
    figures = [place for place in rest if not is_of_rest(columns[place].name)]
    if not all(columns[place].is_number or columns[place].type == "empty" for place in figures):
        return None
    rows = [row for row in rows if not is_of_rest(str(row[label]))]
    below = [row[label] for row in rows]
    down = _axis(below, form.task, is_named=columns[label].name)
    across = _axis([columns[place].name for place in figures], form.task)
    is_large = min(len(figures), len(set(below))) >= FEWEST
    if not is_large or down is None or across is None or not (down.is_whole and across.is_whole):
        return None
    lines: list[dict[str, Any]] = []
    for row, at in zip(rows, down.values, strict=True):
        for place, head in zip(figures, across.values, strict=True):
            moment = _moment((down.unit, at), (across.unit, head), form, time)
            if moment is None:
                return None
            own = {keys[normal(columns[p].name)]: row[p] for p in kept}
            lines.append({**own, time: moment, value: row[place]})
    lines.sort(key=lambda line: str(line[time]))
    lines = in_time_there(lines, value, form.task)
    things = {tuple(str(v) for k, v in line.items() if k != value) for line in lines}
    if not lines or len(things) < len(lines):
        return None
    return [[line[key] for key in form.keys] for line in lines]


def _of_year(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form
) -> list[list[Any]] | None:
    """The lines of columns of months of the only year that a task names; None if it is none."""
    keys = {normal(key): key for key in form.keys}
    kept = [place for place, column in enumerate(columns) if normal(column.name) in keys]
    open_keys = [key for key in form.keys if key not in _names(kept, columns, keys)]
    times = [key for key in open_keys if _has_look(key, form)]
    years = {*_OF_YEAR.findall(form.task)}
    rest = [place for place in range(len(columns)) if place not in kept]
    figures = [place for place in rest if not is_of_rest(columns[place].name)]
    across = _axis([columns[place].name for place in figures], form.task)
    are_figures = all(columns[p].is_number or columns[p].type == "empty" for p in figures)
    is_month = across is not None and across.unit == "month" and across.is_whole and are_figures
    if not kept or len(open_keys) != FEWEST or len(times) != 1 or len(years) != 1 or not is_month:
        return None
    [year], [time] = years, times
    lines = []
    for row in rows:
        own = {keys[normal(columns[place].name)]: row[place] for place in kept}
        for place, month in zip(figures, across.values if across else (), strict=True):
            moment = _moment(("month", month), ("year", int(year)), form, time)
            line = {**dict.fromkeys(form.keys, row[place]), **own, time: moment}
            if moment is None:
                return None
            if row[place] is not None or not skips_empty(form.task):
                lines.append([line[key] for key in form.keys])
    labels = {tuple(str(row[place]) for place in kept) for row in rows}
    return lines if len(labels) == len(rows) else None


def _names(kept: Sequence[int], columns: Sequence[Column], keys: dict[str, str]) -> set[str]:
    return {keys[normal(columns[place].name)] for place in kept}


def _has_look(key: str, form: Form) -> bool:
    return any(isinstance(look, Moments | Quarters) for look in form.looks.get(key, ()))


def _axis(labels: Sequence[Any], task: str, is_named: str = "") -> _Axis | None:
    """What labels are; None if they are several things, or none of time.

    Args:
        labels: The labels.
        task: What is asked, by which bare numbers are of a unit.
        is_named: The name of their column, if they have one.
    """
    texts = [str(whole(label)).strip() for label in labels if label is not None]
    if not texts or len(texts) < len(labels):
        return None
    found = [_Axis(unit, tuple(v)) for unit, v in _readings(texts, task, is_named) if None not in v]
    return found[0] if len(found) == 1 else None


def _readings(texts: Sequence[str], task: str, name: str) -> list[tuple[str, list[Any]]]:
    """What each text is in each unit."""
    years = [_YEAR.fullmatch(text) for text in texts]
    stems = {match["stem"] for match in years if match}
    found: list[tuple[str, list[Any]]] = [
        ("year", [int(m["year"]) if m and len(stems) == 1 else None for m in years]),
        ("date", _dates(texts)),
    ]
    for unit in ("month", "quarter", "weekday"):
        is_bare = is_called(name, unit) if name else is_said(unit, task)
        found.append((unit, [number_of(text, unit, is_bare=is_bare) for text in texts]))
    is_bare = is_called(name, "hour") if name else is_said("hour", task)
    found.append(("clock", [_clock(text, is_bare=is_bare) for text in texts]))
    return found


def _dates(texts: Sequence[str]) -> list[str | None]:
    """The dates that texts are, where only one order of day and month gives dates for all."""
    known: list[list[str | None]] = []
    for day_first in (True, False):
        moments = [read_moment(text, day_first=day_first) for text in texts]
        days = [m.iso if m is not None and m.type == "date" else None for m in moments]
        if None not in days:
            known.append(days)
    if len(known) > 1 and known[0] != known[1] and not all("." in text for text in texts):
        return [None]
    return known[0] if known else [None]


def _clock(text: str, *, is_bare: bool) -> str | None:
    """The time of the day that a text is, in hours and minutes."""
    moment = read_moment(text, day_first=True)
    if moment is not None and moment.type == "time":
        return moment.iso[: len("07:00")]
    hour = number_of(text, "hour", is_bare=is_bare)
    return None if hour is None else f"{hour:02}:00"


def _moment(one: tuple[str, Any], other: tuple[str, Any], form: Form, key: str) -> str | None:
    """The moment that two labels state together; None if they state none that the key can be."""
    (part, number), (of, begun) = (one, other) if one[0] in _PARTS else (other, one)
    looks = form.looks[key]
    is_shown = any(
        isinstance(look, Moments) and look.type in _LOOKS.get(part, ()) for look in looks
    )
    is_shown = is_shown or (part == "quarter" and any(isinstance(o, Quarters) for o in looks))
    if _PARTS.get(part) != of or not is_shown:
        return None
    if part == "clock":
        return f"{begun} {number}"
    if part == "weekday":
        monday = date.fromisoformat(begun)
        is_week = monday.isoweekday() == MONDAY and _WEEK.search(form.task) is not None
        return (monday + timedelta(days=number - 1)).isoformat() if is_week else None
    return f"{begun:04}-{3 * number - 2 if part == 'quarter' else number:02}-01"
