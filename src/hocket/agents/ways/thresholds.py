"""Limits that a task states, held against the numbers with which a program compares columns.

Small LLMs compare with a number of a worked example, or with what a limit would be in another unit.
"""

from __future__ import annotations

import ast
import re
from fractions import Fraction

_NUMBER = r"(?P<{}>\d+(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/]|[.,-]\d)"
_LIMIT = re.compile(
    r"\b(?:(?:more|less|fewer|greater|older|younger|longer|shorter|higher|lower|larger|smaller"
    r"|bigger|heavier|lighter|faster|slower|later|earlier) than|over|above|below|under|beyond"
    r"|at least|at most|up to|exceed\w*|not (?:below|above|under|over)) "
    rf"(?:about |[$\u20ac\u00a3] ?)?{_NUMBER.format('behind')}"
    rf"|(?<![\w.,:/-]){_NUMBER.format('before')}(?: [\w\u00b0%]+){{0,2}},? (?:or|and) "
    r"(?:more|less|fewer|over|above|below|under|older|younger|higher|lower|longer|up)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:<=?|>=?|(?<![<>!])=|\bbetween|\band)\s*(-?\d+(?:\.\d+)?)\b(?!\s*[-'/])", re.IGNORECASE
)
_LITERAL = re.compile(r"(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])")
_TIMES = re.compile(
    r"seconds|timedelta|interval|\bdt\.|\bdate_|strftime|to_datetime", re.IGNORECASE
)
"""A limit on times can be in any unit."""
SMALL = 12
"""Up to this a number may be a month, a place or a count that no task has to state."""
_SCALES = tuple(Fraction(n) for n in (1, 100, 1000, 1_000_000))


def other_limit(task: str, code: str) -> str:
    """What is wrong with a comparison: it is with a number that the task does not state.

    A limit of the task must be missing in the program as well, so that one has taken its place.

    Examples:
        >>> other_limit("Which took more than 15 minutes?", 'df[df["minutes"] > 90]')
        'it compares with 90, which the task does not state; the limit there is 15'
        >>> other_limit("Which took more than 15 minutes?", 'df[df["minutes"] > 15]')
        ''
    """
    limits = [_value(m["behind"] or m["before"]) for m in _LIMIT.finditer(task)]
    if not limits or _TIMES.search(code):
        return ""
    stated = {_value(text) for text in re.findall(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?", task)}
    known = {_value(text.replace("_", "")) for text in _LITERAL.findall(code)}
    missing = [limit for limit in limits if not _near(limit) & known]
    foreign = [
        number
        for number in _compared(code)
        if (number > SMALL or number.denominator > 1) and not _near(number) & stated
    ]
    if not missing or not foreign:
        return ""
    number, limit = (f"{float(n):g}" for n in (foreign[0], missing[0]))
    return f"it compares with {number}, which the task does not state; the limit there is {limit}"


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _near(number: Fraction) -> set[Fraction]:
    """A number in what it may be written as: of 100 or 1000, and the next whole ones."""
    forms = {number * scale for scale in _SCALES} | {number / scale for scale in _SCALES}
    return forms | {number + 1, number - 1, 100 - number}


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
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
