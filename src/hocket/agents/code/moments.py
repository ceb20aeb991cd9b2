"""Dates and times that code takes: which parameters are said to be any, and values for them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import accumulate

_SAID = r"\b{name}\b[`'\"]?,? ?(?:\(|is |are |: ?|as |\u2013 ?|- ?)(?:given as |both )?(?:an? )?"
_KINDS = re.compile(r"(?:datetime\.)?(?P<kind>datetime|date)\b", re.IGNORECASE)
_GAPS_MIN = (
    0, 20, 10, 1, 30, 29, 60, 1, 59, 90, 31, 240, 60, 480, 15, 720, 1440, 61, 1, 2900, 45, 30, 4321,
    1381,
)  # fmt: skip
"""Minutes from one moment to the next: around the limits that rules have, and beyond a day."""
_START = datetime(2024, 2, 27, 9, 40)  # noqa: DTZ001 - as code mostly takes them, without a zone
_MOMENTS = tuple(_START + timedelta(minutes=gap) for gap in accumulate(_GAPS_MIN))


def said_to_be(name: str, annotation: str, text: str) -> str:
    """Whether a parameter is a date or a datetime: "" if nothing says so.

    Args:
        name: The parameter.
        annotation: Of the parameter; may be empty.
        text: What is said of it, such as the docstrings of the file.

    Examples:
        >>> said_to_be("due", "", "The book is due on a day (due is a date).")
        'date'
        >>> said_to_be("at", "datetime.datetime", ""), said_to_be("day", "", "The day of a date.")
        ('datetime', '')
    """
    match = _KINDS.fullmatch(annotation.strip())
    if match is None and name:
        said = _SAID.format(name=re.escape(name)) + _KINDS.pattern
        match = re.search(said, " ".join(text.split()), re.IGNORECASE)
    return match["kind"].lower() if match is not None else ""


def moment(kind: str, number: int) -> str:
    """The source of a date or a datetime, of those that follow one another in time.

    Args:
        kind: ``date`` or ``datetime``.
        number: Its place; after the last one they begin again.

    Examples:
        >>> moment("date", 0)
        "__import__('datetime').date(2024, 2, 27)"
    """
    one = _MOMENTS[number % len(_MOMENTS)]
    parts = [one.year, one.month, one.day, *((one.hour, one.minute) if kind == "datetime" else ())]
    return f"__import__('datetime').{kind}({', '.join(map(str, parts))})"


MOMENTS = {
    kind: tuple(dict.fromkeys(moment(kind, number) for number in range(len(_MOMENTS))))
    for kind in ("date", "datetime")
}
"""The sources of dates and datetimes, in their order."""
