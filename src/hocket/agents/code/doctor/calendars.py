"""Leap years, months after December, times past midnight, and times as they are written."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_LEAP = re.compile(r"leap|february|gregorian", re.IGNORECASE)
_NOT_GREGORIAN = re.compile(
    r"\bjulian\b|\bfourth\b|\b4th\b|\bgames\b|\bolympi|\bevery four\b|\bcoptic\b|\b19\d\d\b",
    re.IGNORECASE,
)
_PAST_MIDNIGHT = re.compile(
    r"\b(?:past|over|after|beyond|across|until after|through) midnight\b|\bnext (?:day|morning)\b"
    r"|\bovernight\b",
    re.IGNORECASE,
)
_BELOW_NOTHING = re.compile(
    r"\bnegative\b|\bminus\b|\b24\b|\bor more\b|\b(?:one|same) day\b"
    r"|\b(?:below|less than) (?:0|zero|nothing)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[`'\"](?P<hour>\d{1,2})(?::\d\d){1,2}[`'\"]")


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


def months_carried(patient: Patient) -> Iterator[str]:
    """A month made one more or one less, and given back with its year as it is."""
    code = "\n".join(map(ast.unparse, patient.body))
    if re.search(r"\b1[123]\b|timedelta|date\(", code) or any(patient.nodes(ast.If, ast.While)):
        return
    for step, last in pairwise(patient.body):
        match = re.fullmatch(r"(\w*month) ([+-])= 1", ast.unparse(step))
        given = re.fullmatch(r"return \(?(\w*year), (\w*month)\)?", ast.unparse(last))
        if match is None or given is None or match[1] != given[2]:
            continue
        year, month = given[1], given[2]
        text = (
            f"if {month} > 12:\n    {year}, {month} = {year} + 1, 1" if match[2] == "+"
            else f"if {month} < 1:\n    {year}, {month} = {year} - 1, 12"
        )  # fmt: skip
        yield patient.put_after(step, text)


def _has_brackets(patient: Patient, node: ast.expr) -> bool:
    line = patient.code.split("\n")[node.lineno - 1]
    return line.encode()[node.col_offset :].decode().startswith("(")


def times_past_midnight(patient: Patient) -> Iterator[str]:
    """The time from one hour of the day to another that is less than nothing past midnight."""
    if not _PAST_MIDNIGHT.search(patient.said) or _BELOW_NOTHING.search(patient.said):
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
    for node in patient.nodes(ast.JoinedStr):
        parts = node.values[::2] if isinstance(node, ast.JoinedStr) else []
        colons = node.values[1::2] if isinstance(node, ast.JoinedStr) else []
        if not isinstance(node, ast.JoinedStr) or len(parts) not in (2, 3):
            continue
        are_colons = all(isinstance(one, ast.Constant) and one.value == ":" for one in colons)
        values = [one for one in parts if isinstance(one, ast.FormattedValue)]
        shown = [m for m in _CLOCK.finditer(patient.said) if m[0].count(":") == len(colons)]
        if not are_colons or len(values) != len(parts) or not shown:
            continue
        has_zero = any(match["hour"].startswith("0") for match in shown)
        last = ast.unparse(values[-1].value)
        written = [_written(one, is_two=place > 0 or has_zero) for place, one in enumerate(values)]
        text = ":".join(written)
        plain = [_written(one, is_two=False) for one in values]
        is_number = re.search(r"%|\bminutes?\b|\bseconds?\b|\bm\b|\bint\(", last) is not None
        if written != plain and is_number and not re.search(r"['\"]|(?<!/)/(?!/)", text):
            yield patient.swapped(node, f'f"{text}"')


def _written(node: ast.FormattedValue, *, is_two: bool) -> str:
    """A part of a time, with two digits unless it is written in a way of its own."""
    spec = _spec(node) or (":02d" if is_two else "")
    return f"{{{ast.unparse(node.value)}{spec}}}"


def _spec(node: ast.FormattedValue) -> str:
    if not isinstance(node.format_spec, ast.JoinedStr):
        return ""
    return ":" + "".join(str(getattr(one, "value", "")) for one in node.format_spec.values)


RULES = (leap_years, months_beyond_the_year, months_carried, times_past_midnight, clocks)
