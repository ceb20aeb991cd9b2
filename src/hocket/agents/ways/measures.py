"""What a task measures by, and a program on its tables leaves out or takes for something else.

Both methods of a small LLM sum the readings of a counter, and take the rent for the rent per square
metre; so their agreement would not show it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.misreading import names_column
from hocket.core.late_pattern import late_pattern
from hocket.documents.units import CALLED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.documents.profile import Column

_PER = late_pattern(r"(?i)\b(?:per|a|each) (?P<unit>square \w+|[a-z]+\d?|\w+\u00b2)(?!\w)")
_RATE = late_pattern(r"(?i)(?<![a-z])per(?![a-z])|/")
_BRACKETED = late_pattern(r"[(\[]\s*([^)\]]+?)\.?\s*[)\]]\s*$|_([A-Za-z]{1,3}\d?)$")
_MEAN_READING = late_pattern(
    r"(?i)\b(?:average|mean|median) (?:\w+ ){0,2}(?:readings?|mileage|odometer|counter)\b"
)
_CLOCK = ("h", "min")
"""Units by which times of the day are parted too: trips per hour."""
_STEPS = late_pattern(
    r"(?i)\b(?:diff|shift|lag|lead|pct_change|iloc|first|last|max|min|first_value|last_value"
    r"|arg_max|arg_min|pairwise|zip)\b|-\s*\w+\[|\]\s*-"
)
_SUMS = (
    r"""{column}["']?\s*\]*\s*\)?\s*\.\s*(?:sum|mean)\(""",
    r"""\b(?:sum|avg|mean|total)\(\s*(?:distinct\s+)?(?:\w+\.)?["'\[(]*{column}""",
    r"""\bsum\([^\n]*\[["']{column}["']\]\s+for\b""",
)


_SHARE_OF = late_pattern(
    r"(?i)(?P<asked>\b(?:what|which|how many) )?"
    r"\b(?:share|percent\w*|proportion|fraction|part) of (?:all |the )*\w+(?: \w+)? "
    r"(?:that|which|who) (?:were|was|are|is|got|have been|has been|had been) (?P<done>\w+ed)\b"
    r"(?: (?:that|which|who|and) "
    r"|(?(asked) (?!by\b|in\b|to\b|on\b|per\b|for\b|from\b|at\b)\w+ \w|$^))"
)
"""A share of what is told by one thing (``that were returned``) and has another (``came late``)."""
_ALL_ROWS = late_pattern(r"(?i)\bcount\(\s*(?:\*|1)\s*\)|\blen\(|\.size\b|\.mean\(|\bavg\(")
_HAVING = late_pattern(
    r"(?i)\b(?:notna|notnull|dropna|isna|isnull|is not null|is not none|is none)\b"
    r"|\bcount\(\s*[\"'\w.]+\s*\)|\.count\("
)
SHORTEST = 4
"""Letters of a word that names a column."""


def mismeasured(
    task: str, code: str, columns: Sequence[Column], counters: Collection[str] = ()
) -> str:
    """What is wrong with what a program measures by, in words for the LLM; empty if nothing shows.

    Args:
        task: What is asked.
        code: The program or statement.
        columns: The columns of the only table.
        counters: Those of them that are readings of a counter.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> flats = [Column("size", "number", unit="m2"), Column("rent", "number")]
        >>> mismeasured("The median rent per square metre", "df['rent'].median()", flats)
        "per square metre means divided by 'size' of the same row"
        >>> mismeasured("How much was used in 2024?", "df['kwh'].sum()", flats, ["kwh"])
        "'kwh' is read from a counter: what was used is the difference of readings, not their sum"
    """
    return (
        _summed(task, code, counters)
        or _undivided(task, code, columns)
        or _of_all(task, code, columns)
    )


def _summed(task: str, code: str, counters: Collection[str]) -> str:
    """A sum of readings, or their mean where it is not asked for."""
    for name in () if _MEAN_READING.search(task) else counters:
        patterns = (part.format(column=re.escape(name)) for part in _SUMS)
        if not _STEPS.search(code) and any(re.search(p, code, re.IGNORECASE) for p in patterns):
            return (
                f"{name!r} is read from a counter: what was used is the difference of readings, "
                "not their sum"
            )
    return ""


def _undivided(task: str, code: str, columns: Sequence[Column]) -> str:
    """A rate whose divisor the program does not use."""
    for match in _PER.finditer(task):
        said = match["unit"].casefold()
        names = next((names for names in CALLED if said in names), ())
        if names and names[0] in _CLOCK and any(one.is_moment for one in columns):
            continue
        measuring = [one for one in columns if one.is_number and _unit_of(one) in names]
        rates = [one for one in columns if one.is_number and _is_rate(one, names)]
        if len(measuring) == 1 and not rates and not names_column(measuring[0].name, code):
            return f"per {said} means divided by {measuring[0].name!r} of the same row"
    return ""


def _of_all(task: str, code: str, columns: Sequence[Column]) -> str:
    """A share of those that have something, which the program takes of all rows."""
    if not _ALL_ROWS.search(code) or _HAVING.search(code):
        return ""
    for match in _SHARE_OF.finditer(task):
        stem = match["done"].casefold().removesuffix("ed")
        having = [
            one.name
            for one in columns
            if (one.missing or one.odd_count) and stem in re.split(r"[\W_]+|ed\b", one.name.lower())
        ]
        if len(having) == 1 and len(stem) >= SHORTEST:
            name = having[0]
            return f"the whole is the rows with a value in {name!r} alone: count({name})"
    return ""


def _unit_of(column: Column) -> str:
    """The unit of a column, by its values or by the end of its name."""
    match = _BRACKETED.search(column.name)
    named = (match[1] or match[2]) if match else ""
    return (column.unit or named).casefold() if not _RATE.search(column.name) else ""


def _is_rate(column: Column, names: Collection[str]) -> bool:
    """Whether a column has what is measured for one such unit already."""
    said = re.split(r"(?i)(?<![a-z])per(?![a-z])|/", f"{column.name} {column.unit}")[1:]
    return any(part.strip(" _()[].").lstrip("0123456789").casefold() in names for part in said)
