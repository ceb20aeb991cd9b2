"""Leap years, months after December, times past midnight, and times as they are written."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_LEAP = re.compile(r"leap|february|gregorian", re.IGNORECASE)
_NOT_GREGORIAN = re.compile(
    r"\bjulian\b|\bfourth\b|\bevery four\b|\bcoptic\b|\b19\d\d\b", re.IGNORECASE
)
_PAST_MIDNIGHT = re.compile(
    r"\b(?:past|over|after|beyond|across|until after|through) midnight\b|\bnext (?:day|morning)\b"
    r"|\bovernight\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[`'\"](\d{1,2}):(\d\d)[`'\"]")


def leap_years(patient: Patient) -> Iterator[str]:
    """Leap years without the rule of the centuries."""
    about = f"{patient.said} {ast.unparse(patient.function)}"
    if not _LEAP.search(about) or _NOT_GREGORIAN.search(patient.said):
        return
    code = "\n".join(map(ast.unparse, patient.body))
    if "400" in code:
        return
    for node in patient.nodes(ast.BoolOp, ast.Compare):
        text = ast.unparse(node)
        both = re.fullmatch(
            r"(\w+) % 4 == 0 and \1 % 100 != 0|(\w+) % 100 != 0 and \2 % 4 == 0", text
        )
        if both is not None and isinstance(node, ast.expr):
            year = both[1] or both[2]
            yield patient.swapped(node, f"({text} or {year} % 400 == 0)")
        alone = re.fullmatch(r"(\w+) % 4 (==|!=) 0", text)
        if alone is not None and isinstance(node, ast.expr) and "100" not in code:
            year = alone[1]
            new = f"{year} % 4 == 0 and ({year} % 100 != 0 or {year} % 400 == 0)"
            yield patient.swapped(node, f"({new})" if alone[2] == "==" else f"not ({new})")


def months_beyond_the_year(patient: Patient) -> Iterator[str]:
    """The month after December as the 13th, and the one before January as month 0."""
    code = "\n".join(map(ast.unparse, patient.body))
    if re.search(r"\b1[123]\b|timedelta|relativedelta|date\(", code):
        return
    if any(patient.nodes(ast.If, ast.IfExp, ast.While)):
        return
    for node in patient.nodes(ast.Return):
        value = node.value if isinstance(node, ast.Return) else None
        match = re.fullmatch(r"\((\w*year), (\w*month) ([+-]) 1\)", ast.unparse(value or node))
        if match is None or value is None:
            continue
        year, month = match[1], match[2]
        new = (
            f"{year} + {month} // 12, {month} % 12 + 1" if match[3] == "+"
            else f"{year} - (1 if {month} == 1 else 0), ({month} - 2) % 12 + 1"
        )  # fmt: skip
        yield patient.swapped(value, f"({new})" if _has_brackets(patient, value) else new)


def _has_brackets(patient: Patient, node: ast.expr) -> bool:
    line = patient.code.split("\n")[node.lineno - 1]
    return line.encode()[node.col_offset :].decode().startswith("(")


def times_past_midnight(patient: Patient) -> Iterator[str]:
    """The time from one hour of the day to another that is less than nothing past midnight."""
    if not _PAST_MIDNIGHT.search(patient.said):
        return
    code = "\n".join(map(ast.unparse, patient.body))
    if re.search(r"%|timedelta|datetime|\bmax\(|\babs\(|\b(?:24|1440|86400)\b", code):
        return
    if any(patient.nodes(ast.If, ast.IfExp, ast.While, ast.For)):
        return
    day = 1440 if re.search(r"\* 60\b", code) and "3600" not in code else 0
    if not day and not re.search(r"\* 3600\b|/ ?\d|\* ", code):
        units = {one for one in ("hours", "minutes", "seconds") if one in patient.said}
        day = (
            {"hours": 24, "minutes": 1440, "seconds": 86400}[units.pop()] if len(units) == 1 else 0
        )
    last = patient.body[-1] if patient.body else None
    value = last.value if isinstance(last, ast.Return) else None
    is_difference = isinstance(value, ast.BinOp) and any(
        isinstance(n, ast.BinOp) and isinstance(n.op, ast.Sub) for n in ast.walk(value)
    )
    is_sum = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add | ast.Sub)
    if day and is_difference and is_sum and isinstance(value, ast.BinOp):
        yield patient.swapped(value, f"({ast.unparse(value)}) % {day}")


def clocks(patient: Patient) -> Iterator[str]:
    """A time such as 7:5 where the docstring shows that it is written as 7:05."""
    shown = [match.groups() for match in _CLOCK.finditer(patient.said)]
    if not shown:
        return
    for node in patient.nodes(ast.JoinedStr):
        if not isinstance(node, ast.JoinedStr) or len(node.values) != 3:  # noqa: PLR2004 - h:m
            continue
        first, colon, then = node.values
        is_colon = isinstance(colon, ast.Constant) and colon.value == ":"
        if not is_colon or not isinstance(first, ast.FormattedValue):
            continue
        if not isinstance(then, ast.FormattedValue):
            continue
        has_zero = any(hour.startswith("0") and len(hour) == 2 for hour, _ in shown)  # noqa: PLR2004
        hour, minute = ast.unparse(first.value), ast.unparse(then.value)
        is_number = re.search(r"%|\bminutes?\b|\bm\b|\bint\(", minute) is not None
        hour_as = ":02d" if has_zero and first.format_spec is None else _spec(first)
        minute_as = ":02d" if then.format_spec is None else _spec(then)
        text = f"{{{hour}{hour_as}}}:{{{minute}{minute_as}}}"
        if (
            is_number
            and "'" not in text
            and '"' not in text
            and "/ " not in text.replace("// ", "")
        ):
            yield patient.swapped(node, f'f"{text}"')


def _spec(node: ast.FormattedValue) -> str:
    if not isinstance(node.format_spec, ast.JoinedStr):
        return ""
    return ":" + "".join(str(getattr(one, "value", "")) for one in node.format_spec.values)


RULES = (leap_years, months_beyond_the_year, times_past_midnight, clocks)
