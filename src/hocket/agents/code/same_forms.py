"""What a script prints in the form of what it reads, where the goal wants it so."""

from __future__ import annotations

import re

from hocket.agents.code.shown import read_line
from hocket.core.late_pattern import late_pattern

_SAME = late_pattern(
    r"\bin the same (?:form|format|way|notation)\b|\b(?:written|shown|printed) (?:alike|likewise)\b"
    r"|\b(?:the same|in that|in this) (?:form|format)(?: again| too| as well)?\b",
    re.IGNORECASE,
)
_VALUE = late_pattern(r"(?<!\d)\d+(?:[^\s\d]+\d+)+")
"""Numbers with marks between them, such as times and dates."""
_GROUPED = late_pattern(r"\d{1,3}(?:[.,'](?=\d{3}(?!\d))\d{3})+(?:[.,]\d+)?")
"""Amounts with marks between their thousands, which smaller ones do not need."""


def of_another_form(goal: str, printed: str) -> str:
    r"""A value that is not of the form of those that are read, as the goal wants; else empty.

    Examples:
        >>> goal = "It reads times like 7:45, one per line, and prints the sum in the same form."
        >>> of_another_form(goal, "sum 9:30:00")
        "it prints '9:30:00', which is not of the form of '7:45' that it reads"
        >>> of_another_form(goal, "sum 12:05\nlines 3")
        ''
    """
    read = _VALUE.fullmatch(read_line(goal).strip()) if _SAME.search(goal) else None
    if read is None:
        return ""
    marks = _marks(read.group())
    for value in _VALUE.findall(printed):
        if _GROUPED.fullmatch(value):
            continue
        if _marks(value) != marks and set(_marks(value)) & set(marks):
            return (
                f"it prints {value!r}, which is not of the form of {read.group()!r} that it reads"
            )
    return ""


def _marks(value: str) -> list[str]:
    """What stands between the numbers of a value."""
    return re.findall(r"[^\d]+", value)
