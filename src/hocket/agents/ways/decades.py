"""Decades and centuries of a task, whose last year a program takes for their first."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_DECADE = late_pattern(r"\b((?:1[5-9]|20)\d0)s\b")
_CENTURY = late_pattern(r"\bcentur(?:y|ies)\b", re.IGNORECASE)
_OF_DECADES = late_pattern(r"""decade\w*["'\])]*\s*(?:<=|\.between|between\b)""", re.IGNORECASE)
_UP_TO = late_pattern(r"\b(?:before|until|till|prior to)\b", re.IGNORECASE)


def whole_decades(task: str, code: str) -> str:
    """The code up to the last year of the last decade or century of a task, not up to its first.

    Examples:
        >>> whole_decades("From the 1960s to the 1970s?", "df[df['year'] <= 1970]")
        "df[df['year'] <= 1979]"
    """
    last, end = _last_years(task, code)
    return re.sub(_bound(last), rf"\g<1>{end}", code, flags=re.IGNORECASE) if last else code


def decade_cut(task: str, code: str) -> str:
    """What is wrong with the last year of a decade or a century: it is taken for its first."""
    last, end = _last_years(task, code)
    if not last or not re.search(_bound(last), code, re.IGNORECASE):
        return ""
    return f"the {last}s are the years {last} to {end}, so the last year is {end}, not {last}"


def _last_years(task: str, code: str) -> tuple[int, int]:
    """The first and the last year of the last decade or century of a task; 0 if there is none."""
    decades = [int(first) for first in _DECADE.findall(task)]
    if not decades or _UP_TO.search(task) or _OF_DECADES.search(code):
        return 0, 0
    last = max(decades)
    are_centuries = _CENTURY.search(task) and not any(first % 100 for first in decades)
    return last, last + (99 if are_centuries else 9)


def _bound(year: int) -> str:
    return rf"(<=\s*|\bbetween\b[^\n]{{1,40}}?\band\s+|\.between\([^,()]+,\s*){year}\b"
