"""The rows of one year or month, where a task asks for the events of it and for nothing else."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.forms.orders import Order
    from hocket.documents.profile import Column, Table

_NAMES = "|".join(month_name[1:])
_OF_PERIOD = late_pattern(
    r"\b(?:entries|events|rows|lines|records|items|days|dates|appointments|meetings|holidays)"
    rf" (?:of|in|from|for) (?:(?P<month>{_NAMES}) )?"
    r"(?P<year>(?:1[89]|20)\d\d)\b(?! ?(?:to|-|\u2013|and|or|on|onwards?)\b)",
    re.IGNORECASE,
)
_MONTH = late_pattern(rf"\b(?:{_NAMES}) (?:1[89]|20)\d\d\b", re.IGNORECASE)
_EXAMPLE = late_pattern(r"\b(?:like|such as|e\.g\.|as in) [^,;()]*", re.IGNORECASE)
_TIMES = late_pattern(
    r"\b(?:left |leave it )?(?:empty|blank|nothing) (?:for|on|at|with|if|when) "
    r"(?:it is |they are |an? )?(?:whole|all|full)[- ]days?"
    r"(?: (?:long|events?|entries|appointments))?\b|\b(?:dates?|days?) and (?:\w+ )?times?\b",
    re.IGNORECASE,
)
"""What is said of the times of events, and that some have none."""
_DESCRIBES = late_pattern(
    r"^\W*[\w-]+\.[a-z]\w{1,4} (?:tells?|says?|shows?|records?|gives?|holds?|lists?|contains?"
    r"|has|is)(?: us| me)? (?:how (?:many|much)(?: percent)?"
    r"|(?:the |an? )?(?:\w+ )?(?:averages?|means?|totals?|sums?|percentages?|share|numbers?"
    r"|counts?))\b",
    re.IGNORECASE,
)
"""What a goal says first of the figures of its file, which asks for nothing."""
_DAYS = frozenset({"date", "dates", "day", "days", "the", "their"})
_STARTS = frozenset({"start", "starts", "time", "times", "begin", "beginning", "starting"})
REPEATS = "rrule"
"""The column of calendars with the rules of events that repeat, in small letters."""


def is_by_time(order: Order | None) -> bool:
    """Whether an order is that of the times at which events begin, not of their days alone."""
    if order is None or len({is_descending for _, is_descending in order.parts}) > 1:
        return False
    said = {word for text, _ in order.parts for word in words_of(text)}
    return order.kind == "time" or (
        order.kind == "columns" and said <= _DAYS | _STARTS and bool(said & _STARTS)
    )


def in_time(events: Table, form: Form) -> Table:
    """The events in the order of their days and times; those of whole days begin a day."""
    days, starts = events.names.index("date"), events.names.index("start")
    is_descending = form.order is not None and form.order.parts[0][1]
    rows = sorted(events.rows, key=lambda row: (row[days], row[starts]), reverse=is_descending)
    return replace(events, rows=rows)


def without_periods(task: str) -> str:
    """A task without the year or month that it asks for, and what it says of times that are empty.

    Examples:
        >>> without_periods("The events of May 2024: date, start (empty for whole days).")
        'The : date, start ().'
    """
    return _OF_PERIOD.sub("", _TIMES.sub("", task))


def without_description(task: str) -> str:
    """A task without what it says first of the figures that are in its file.

    Examples:
        >>> without_description("a.csv holds the average depth of each lake. Bring it into b.csv.")
        ' depth of each lake. Bring it into b.csv.'
    """
    return _DESCRIBES.sub("", task)


def names_month(task: str) -> bool:
    """Whether a task is about a month in other words, but for examples of dates.

    Examples:
        >>> names_month("Bring May 2024 of a.ics ..."), names_month("date (like 3 May 2024)")
        (True, False)
    """
    return _MONTH.search(_EXAMPLE.sub("", task)) is not None


def of_period(columns: Sequence[Column], rows: Sequence[list[Any]], task: str) -> list[list[Any]]:
    """The rows of the year or month that a task asks for, by the first column of days; all if none.

    There are none if no column has days, or some events repeat, of which each stands once.
    """
    period = _OF_PERIOD.search(task)
    if period is None:
        return list(rows)
    if any(column.name.casefold() == REPEATS for column in columns):
        return []
    months = [month.casefold() for month in month_name]
    month = f"-{months.index(period['month'].casefold()):02}" if period["month"] else ""
    begins = f"{period['year']}{month}"
    days = [place for place, column in enumerate(columns) if column.type in ("date", "datetime")]
    varied = [place for place in days if len({row[place] for row in rows}) > 1]
    return [row for row in rows if str(row[varied[0]]).startswith(begins)] if varied else []
