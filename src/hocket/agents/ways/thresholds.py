"""Limits that a task states, held against the numbers with which a program compares columns.

Small LLMs compare with a number of a worked example, or with what a limit would be in another unit.
"""

from __future__ import annotations

import ast
import math
import re
from fractions import Fraction

from hocket.core.late_pattern import late_pattern

_NUMBER = r"(?P<{}>\d+(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/]|[.,-]\d)"
_LIMIT = late_pattern(
    r"\b(?:(?:more|less|fewer|greater|older|younger|longer|shorter|higher|lower|larger|smaller"
    r"|bigger|heavier|lighter|faster|slower|later|earlier) than|over|above|below|under|beyond"
    r"|at least|at most|up to|exceed\w*|not (?:below|above|under|over)) "
    rf"(?:about |[$\u20ac\u00a3] ?)?{_NUMBER.format('behind')}"
    rf"|(?<![\w.,:/-]){_NUMBER.format('before')}(?: [\w\u00b0%]+){{0,2}},? (?:or|and) "
    r"(?:more|less|fewer|over|above|below|under|older|younger|higher|lower|longer|up)\b",
    re.IGNORECASE,
)
_COMPARED = late_pattern(
    r"(?:<=?|>=?|(?<![<>!])=|\bbetween|\band)\s*(-?\d+(?:\.\d+)?)\b(?!\s*[-'/])", re.IGNORECASE
)
_LITERAL = late_pattern(r"(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])")
_TIMES = late_pattern(
    r"seconds|timedelta|interval|\bdt\.|\bdate_|strftime|to_datetime", re.IGNORECASE
)
"""A limit on times can be in any unit."""
_TIMES_OF = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_COUNTS = late_pattern(r" (thousand|million|billion)s?\b", re.IGNORECASE)
SMALL = 12
"""Up to this a number may be a month, a place or a count that no task has to state."""
_SCALES = tuple(Fraction(n) for n in (1, 100, 1000, 1_000_000))
_UNITS: dict[str, tuple[float, ...]] = {
    "second": (1 / 60, 1 / 3600), "minute": (60, 1 / 60, 1 / 1440), "hour": (60, 3600, 1 / 24),
    "day": (24, 1440, 86_400, 1 / 7, 1 / 30), "week": (7, 168), "month": (1 / 12, 30, 30.4),
    "year": (12, 52, 365), "feet": (12, 0.3048), "foot": (12, 0.3048), "inch": (1 / 12, 0.0254),
    "mile": (1.609, 5280), "km": (0.6214,), "kilomet": (0.6214,), "met": (3.281,),
    "pound": (16, 0.4536), "lb": (16, 0.4536), "ounce": (1 / 16, 28.35), "kg": (2.205,),
    "kilo": (2.205,), "dozen": (12,), "billion": (1e9,), "bn": (1e9,), "trillion": (1e12, 1e9),
}  # fmt: skip
"""By how the word behind a limit begins, what one of it is in the units that a column may have."""
_UNIT = late_pattern(rf"[ -]?(?:full )?({'|'.join(_UNITS)})", re.IGNORECASE)
ROUNDED = 0.01
"""By which share a limit in another unit may be rounded."""


def other_limit(task: str, code: str) -> str:
    """What is wrong with a comparison: it is with a number that the task does not state.

    A limit of the task must be missing in the program as well, so that one has taken its place.

    Examples:
        >>> other_limit("Which took more than 15 minutes?", 'df[df["minutes"] > 90]')
        'it compares with 90, which the task does not state; the limit there is 15'
        >>> other_limit("Which took more than 15 minutes?", 'df[df["minutes"] > 15]')
        ''
        >>> other_limit("Which took more than 2 hours?", 'df[df["minutes"] > 120]')
        ''
    """
    limits = [_value(m["behind"] or m["before"]) for m in _LIMIT.finditer(task)]
    if not limits or _TIMES.search(code):
        return ""
    stated = {_value(text) for text in re.findall(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?", task)}
    compared = _compared(code)
    known = {_value(text.replace("_", "")) for text in _LITERAL.findall(code)} | {*compared}
    missing = [limit for limit in limits if not near(limit) & known]
    others = converted(task, code)
    foreign = [
        number
        for number in compared
        if (number > SMALL or number.denominator > 1)
        and not near(number) & stated
        and not any(math.isclose(number, one, rel_tol=ROUNDED) for one in others)
    ]
    if not missing or not foreign:
        return ""
    number, limit = (f"{float(n):g}" for n in (foreign[0], missing[0]))
    return f"it compares with {number}, which the task does not state; the limit there is {limit}"


def stated_limits(task: str) -> set[Fraction]:
    """The limits that a task states, such as 2000000 for ``more than 2 million``.

    Examples:
        >>> sorted(map(int, stated_limits("20,000 dollars or more, over 3 million people")))
        [20000, 3000000]
        >>> stated_limits("how many there are for a million people")
        set()
    """
    found = set()
    for match in _LIMIT.finditer(task):
        place = "behind" if match["behind"] else "before"
        word = _COUNTS.match(task[match.end(place) :])
        found.add(_value(match[place]) * (_TIMES_OF[word[1].lower()] if word else 1))
    return found


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def near(number: Fraction) -> set[Fraction]:
    """A number in what it may be written as: of 100 or 1000, and the next whole ones."""
    forms = {number * scale for scale in _SCALES} | {number / scale for scale in _SCALES}
    return forms | {number + 1, number - 1, 100 - number}


def converted(task: str, code: str) -> list[float]:
    """The limits of a task in other units, for columns that do not have its own in their names."""
    limits = []
    for match in _LIMIT.finditer(task):
        number = "behind" if match["behind"] else "before"
        unit = _UNIT.match(task, match.end(number))
        if unit is None or re.search(rf"(?i){unit[1]}\w*[\"'\])]*\s*[<>]", code):
            continue
        limit = float(_value(match[number]))
        forms = [limit * factor for factor in _UNITS[unit[1].lower()]]
        limits += [form * scale for form in forms for scale in map(float, _SCALES)]
    return limits


def _compared(code: str) -> list[Fraction]:
    """The numbers with which a program or a statement compares, in their order."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return [abs(Fraction(text)) for text in _COMPARED.findall(code)]
    sides = [
        side
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
    ]
    values = [side.value for side in sides if isinstance(side, ast.Constant)]
    return [
        abs(Fraction(str(value)))
        for value in values
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ]
