"""Years that a task is about and a program leaves out, so that it takes all that there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile import Column

_YEAR = r"(?<![\w.,-])((?:1[5-9]|20)\d\d)(?!\w|[.,]\d|\.\w|-\d\d(?!\d))"
_NO_YEAR = r"(?! ?(?:dollars?|euros?|pounds?|prices|people|units|items|points|kg|g|km|m|cm|mm)\b)"
_SPAN = late_pattern(
    rf"(?:\b(?:from|(?P<between>between)|over|in|for|during|of|years?) |\()(?P<start>{_YEAR}) ?"
    r"(?:to|(?P<and>and)|through|until|till|up to|-|\u2013) ?(?P<end>(?:1[5-9]|20)\d\d)"
    rf"(?![\w-]|[.,]\d){_NO_YEAR}",
    re.IGNORECASE,
)
"""``In 2019 and 2022`` is a span only if no year lies between the two."""
_SINCE = re.compile(
    rf"\b(?:since|from) (?:the year )?{_YEAR}(?= on\b|onwards?\b|[,.;?]|$)", re.IGNORECASE
)
_UNTIL = re.compile(rf"\b(?:until|till|up to) (?:the year )?{_YEAR}", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|for|during|of) (?:the year |all of )?{_YEAR}{_NO_YEAR}", re.IGNORECASE)
_IN_CODE = late_pattern(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")
_DECADE = late_pattern(r"""["']\^?(?:1[5-9]|20)\d(?!\d)|/ ?10(?![\d.])|%y""")
"""Years by less than their four digits: ``LIKE '196%'``, ``year // 10 == 196``."""
_NAME = late_pattern(r"year|^yr$|date|time|month|season|jahr", re.IGNORECASE)
FIRST, LAST = 1500, 2100


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of a column."""

    name: str
    first: int
    last: int


def span_left_out(task: str, code: str, columns: Sequence[Column]) -> str:
    """What is wrong with a program for a task on the years from one to another; empty if nothing.

    Only one column of years or dates may be meant, and its years must go beyond those of the task.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> year = Column("year", "integer", minimum=1950, maximum=1999)
        >>> task = "Which town grew most from 1960 to 1969?"
        >>> span_left_out(task, "df.groupby('town')", [year])
        "the task is about 1960 to 1969, but 'year' goes from 1950 to 1999: keep only those years"
        >>> span_left_out(task, "df[df['year'].between(1960, 1969)]", [year])
        ''
    """
    years = _only_years(columns, code)
    match = _SPAN.search(task)
    if years is None or match is None:
        return ""
    start, end = int(match["start"]), int(match["end"])
    is_pair = match["and"] and not match["between"] and end - start > 1
    if is_pair or not years.first <= start < end <= years.last:
        return ""
    needed = {start} - {years.first} | {end} - {years.last}
    return _left_out(f"{start} to {end}", needed, code, years)


def year_left_out(task: str, code: str, columns: Sequence[Column]) -> str:
    """What looks wrong with a program for a task on one year, or on those since or until one.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> day = Column("day", "date", minimum="2019-03-01", maximum="2023-10-31")
        >>> year_left_out("The sales of 2021, please.", "df['sales'].sum()", [day])
        "the task is about 2021, but 'day' goes from 2019 to 2023: keep only that year"
        >>> year_left_out("The sales since 2021, please.", "df[df['day'] > '2020-12-31']", [day])
        ''
    """
    years = _only_years(columns, code)
    if years is None or _SPAN.search(task):
        return ""
    for pattern, words in ((_SINCE, "the years since "), (_UNTIL, "the years until "), (_IN, "")):
        named = {int(match[1]) for match in pattern.finditer(task)}
        if named:
            is_one = len(named) == 1 and all(years.first <= one <= years.last for one in named)
            edges = {years.first, years.last} if words else set()
            said = words + "".join(map(str, named))
            return _left_out(said, named - edges, code, years) if is_one else ""
    return ""


def _left_out(said: str, needed: set[int], code: str, years: _Years) -> str:
    used = {int(year) for year in _IN_CODE.findall(code)}
    if not needed or any({year - 1, year, year + 1} & used for year in needed):
        return ""
    kept = "those years" if " " in said else "that year"
    return (
        f"the task is about {said}, but {years.name!r} goes from {years.first} to {years.last}: "
        f"keep only {kept}"
    )


def _only_years(columns: Sequence[Column], code: str) -> _Years | None:
    """The only years that there are, for code that names no decade."""
    known = [years for column in columns if (years := _years_of(column)) is not None]
    return known[0] if len(known) == 1 and not _DECADE.search(code) else None


def _years_of(column: Column) -> _Years | None:
    """The years of a column of years or dates; None for any other, and for a single year."""
    ends = [str(end)[:4] for end in (column.minimum, column.maximum)]
    is_dated = column.type in ("date", "datetime", "month", "quarter")
    is_year = column.type == "integer" and _NAME.search(column.name)
    if not (is_dated or is_year) or not all(end.isdigit() for end in ends):
        return None
    if is_year and any(len(str(end)) != len("2000") for end in (column.minimum, column.maximum)):
        return None
    first, last = map(int, ends)
    return _Years(column.name, first, last) if FIRST <= first < last <= LAST else None
