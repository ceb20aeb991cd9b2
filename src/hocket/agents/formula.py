"""Formulas with numbers and days, as an LLM writes them beside an answer; computed, never run.

A formula is an expression of numbers, ``+ - * /`` and a few functions of days. Anything else is
refused, so it needs no sandbox.
"""

from __future__ import annotations

import ast
import calendar
import operator
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value = date | float
MOST_CHARS = 300
MOST = 10.0**15
MONTHS = 12
MONTH_NAMES = tuple(name.lower() for name in calendar.month_name[1:])
_EXACT = 9
"""Digits behind the point; what is beyond comes from the binary form of numbers."""

_MOVED = re.compile(
    r"(?P<day>.*\S)\s*(?P<sign>[-+])\s*(?:(?P<unit>days?|weeks?|months?|years?)\s*[=(]\s*"
    r"(?P<of>\d+)\s*\)?|(?P<count>\d+)\s*\*?\s*(?P<said>days?|weeks?|months?|years?))",
    re.IGNORECASE,
)
"""A day that is moved by signs, such as ``day(2023, 3, 9) + 24 months``."""


class FormulaError(ValueError):
    """A formula cannot be computed; the message says why, for the LLM."""


def computed(formula: str) -> Value:
    """The value of a formula.

    Raises:
        FormulaError: It is no such formula, or has no value.

    Examples:
        >>> computed("2 * 480"), computed("subtract(last(day(2020, 3, 5), months=24), days=14)")
        (960, datetime.date(2022, 2, 18))
        >>> computed("end_of_quarter(day(2024, 11, 3))")
        datetime.date(2024, 12, 31)
    """
    if len(formula) > MOST_CHARS:
        message = f"the formula has more than {MOST_CHARS} characters"
        raise FormulaError(message)
    try:
        value = _value(ast.parse(_plain(formula), mode="eval").body)
    except (SyntaxError, RecursionError, ValueError, MemoryError) as error:
        if isinstance(error, FormulaError):
            raise
        message = f"{formula!r} is no formula: {error}"
        raise FormulaError(message) from error
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        message = f"{formula!r} has no value: {error}"
        raise FormulaError(message) from error
    return value


def numbers_of(formula: str) -> list[float]:
    """The numbers that stand in a formula, in their order; none if it is no formula."""
    try:
        nodes = list(ast.walk(ast.parse(_plain(formula), mode="eval")))
    except (SyntaxError, RecursionError, ValueError, MemoryError):
        return []
    return [n.value for n in nodes if isinstance(n, ast.Constant) and _is_number(n.value)]


def _plain(formula: str) -> str:
    """The formula with the days that it moves by signs moved by functions, as LLMs write both.

    Examples:
        >>> _plain("day(2023, 3, 9) + months=24 - 1 day")
        'subtract(add(day(2023, 3, 9), months=24), days=1)'
    """
    text = formula.strip()
    moved = _MOVED.fullmatch(text) if len(text) <= MOST_CHARS else None
    if moved is None or "day(" not in moved["day"]:
        return text
    unit = (moved["unit"] or moved["said"]).lower().rstrip("s")
    name = "add" if moved["sign"] == "+" else "subtract"
    return f"{name}({_plain(moved['day'])}, {unit}s={moved['of'] or moved['count']})"


def in_words(value: Value) -> str:
    """A value for a reader: ``31 May 2025``, ``960``, ``79.2``.

    Examples:
        >>> in_words(date(2022, 2, 18)), in_words(4 * 19.80), in_words(960.0)
        ('18 February 2022', '79.2', '960')
    """
    if isinstance(value, date):
        return f"{value.day} {calendar.month_name[value.month]} {value.year}"
    rounded = round(value, _EXACT)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.10g}"


def _value(node: ast.expr) -> Value:
    if isinstance(node, ast.Constant) and _is_number(node.value):
        return _bounded(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(_value(node.operand))
    if isinstance(node, ast.BinOp):
        return _combined(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        function = _FUNCTIONS.get(node.func.id)
        if function is not None:
            arguments = [_value(argument) for argument in node.args]
            named = {k.arg: _number(_value(k.value)) for k in node.keywords if k.arg}
            return function(*arguments, **named)
    message = (
        f"{ast.unparse(node)!r} is not known; use numbers, + - * / and {', '.join(_FUNCTIONS)}"
    )
    raise FormulaError(message)


def _combined(node: ast.BinOp) -> Value:
    left, right = _value(node.left), _value(node.right)
    if isinstance(left, date) and isinstance(right, date) and isinstance(node.op, ast.Sub):
        return (left - right).days
    combine = _OPERATORS.get(type(node.op))
    if combine is None:
        message = "only + - * / combine numbers"
        raise FormulaError(message)
    return _bounded(combine(_number(left), _number(right)))


def _number(value: Value) -> float:
    if isinstance(value, date):
        message = "a day is moved by add(day, months=2) or subtract(day, days=14)"
        raise FormulaError(message)
    return value


def _bounded(value: float) -> float:
    if not -MOST <= value <= MOST:
        message = f"{value} is too large"
        raise FormulaError(message)
    return value


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _day(year: float, month: float, day: float) -> date:
    return date(int(year), int(month), int(day))


def _add(
    day: date, *, days: float = 0, weeks: float = 0, months: float = 0, years: float = 0
) -> date:
    """The day so much later; a month's day that does not exist is its last."""
    _check(day)
    count = day.year * MONTHS + day.month - 1 + int(months) + MONTHS * int(years)
    year, month = divmod(count, MONTHS)
    if not date.min.year <= year <= date.max.year:
        message = f"there is no year {year}"
        raise FormulaError(message)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days + 7 * weeks)


def _subtract(
    day: date, *, days: float = 0, weeks: float = 0, months: float = 0, years: float = 0
) -> date:
    return _add(day, days=-days, weeks=-weeks, months=-months, years=-years)


def _last(
    day: date, *, days: float = 0, weeks: float = 0, months: float = 0, years: float = 0
) -> date:
    """The last day of a time that begins on a day: of 12 months from 1 May it is 30 April."""
    return _add(_add(day, days=days, weeks=weeks, months=months, years=years), days=-1)


def _check(day: Value) -> None:
    if not isinstance(day, date):
        message = "the first argument is a day, such as day(2020, 3, 5)"
        raise FormulaError(message)


def _end_of_month(day: date) -> date:
    """The last day of the month of a day."""
    _check(day)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _end_of_quarter(day: date) -> date:
    """The last day of the quarter of a day."""
    _check(day)
    return _end_of_month(day.replace(day=1, month=-(-day.month // 3) * 3))


def _end_of_year(day: date) -> date:
    """The last day of the year of a day."""
    _check(day)
    return date(day.year, MONTHS, 31)


def _first_of_month(day: date) -> date:
    """The first of a month on or after a day."""
    _check(day)
    return day if day.day == 1 else _add(day.replace(day=1), months=1)


_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "day": _day,
    "add": _add,
    "subtract": _subtract,
    "last": _last,
    "end_of_month": _end_of_month,
    "end_of_quarter": _end_of_quarter,
    "end_of_year": _end_of_year,
    "first_of_month": _first_of_month,
}
