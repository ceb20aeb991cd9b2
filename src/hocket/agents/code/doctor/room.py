"""What just fits and just counts: rooms that are full, last days, and what is cut to a width."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_FITS = re.compile(r"\bfits?\b|\bcapacity\b|\broom (?:for|is left)\b|\bmay hold\b",
                   re.IGNORECASE)  # fmt: skip
_BELOW = re.compile(r"\b(?:below|under|less than|fewer than|smaller than)\b", re.IGNORECASE)
_ROOM = re.compile(r"(?:^|_)(?:capacity|max|maximum|limit|seats|places)(?:_\w+)?$")
_LAST_DAY = re.compile(
    r"\b(?:last|final) day (?:still |also |itself )?(?:counts?|is included|belongs|included"
    r"|is (?:still )?valid)\b|\bon the last day (?:it|too|as well|still)\b"
    r"|\b(?:incl\w+|up to and including) (?:the|its) last day\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:^|_)(?:until|last|end|ends|expires|expiry|to|valid_to|last_day)$")
_IN_ANY_CASE = re.compile(r"\bat least\b|\bguarant\w+|\bflat\b|\bminimum\b", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?P<n>\d+) ?(?:%|per ?cent) (?:less|off|cheaper|discount|rebate)\b", re.IGNORECASE
)


def just_fitting(patient: Patient) -> Iterator[str]:
    """A room that is taken for too small where what comes fits exactly."""
    if not _FITS.search(patient.said) or _BELOW.search(patient.said):
        return
    loops = {id(n) for one in patient.loops() if isinstance(one, ast.While)
             for n in ast.walk(one.test)}  # fmt: skip
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            continue
        left, right = node.left, node.comparators[0]
        name = getattr(right, "id", getattr(right, "attr", ""))
        is_sum = isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add)
        is_number = isinstance(left, ast.BinOp) and isinstance(left.right, ast.Constant)
        sign = {ast.Lt: "<=", ast.GtE: ">"}.get(type(node.ops[0]), "")
        if id(node) not in loops and is_sum and not is_number and sign and _ROOM.search(name):
            yield patient.swapped(node, f"{ast.unparse(left)} {sign} {ast.unparse(right)}")


def last_days(patient: Patient) -> Iterator[str]:
    """The last day, which is said to count and is left out."""
    if not _LAST_DAY.search(patient.said):
        return
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare):
            continue
        operands = [node.left, *node.comparators]
        for place, sign in enumerate(node.ops):
            before, after = operands[place : place + 2]
            is_before = isinstance(sign, ast.Lt) and _is_last(after)
            is_behind = isinstance(sign, ast.Gt) and _is_last(before)
            is_refusal = isinstance(sign, ast.GtE) and _is_last(after)
            if len(node.ops) == 1 and (is_before or is_behind or is_refusal):
                new = "<=" if is_before else ">=" if is_behind else ">"
                yield patient.swapped(node, f"{ast.unparse(before)} {new} {ast.unparse(after)}")


def _is_last(node: ast.expr) -> bool:
    place = node.slice if isinstance(node, ast.Subscript) else None
    name = place.value if isinstance(place, ast.Constant) else getattr(node, "attr", "")
    return _LAST.search(str(name or getattr(node, "id", ""))) is not None


def left_of_prices(patient: Patient) -> Iterator[str]:
    """A price with so many per cent off that becomes only what is taken off."""
    rates = {match["n"] for match in _LESS.finditer(patient.said)}
    for node in patient.nodes(ast.Assign, ast.AugAssign):
        text = ast.unparse(node)
        match = re.fullmatch(r"(\w+) = (?:\1 \* (0\.\d+)|(0\.\d+) \* \1)|(\w+) \*= (0\.\d+)", text)
        if match is None or not isinstance(node, ast.Assign | ast.AugAssign):
            continue
        name, factor = match[1] or match[4], match[2] or match[3] or match[5]
        percent = f"{float(factor) * 100:g}"
        if percent in rates and percent != "50":
            rest = f"{1 - float(factor):.4g}"
            yield patient.swapped(node, f"{name} = {name} * {rest}")


def cut_texts(patient: Patient) -> Iterator[str]:
    """A text cut to a width that its dots at the end go beyond."""
    widths = set(
        re.findall(r"\b(?:at most|no longer than|not longer than|up to) [`'\"]?(\w+)", patient.said)
    )
    if not re.search(
        r"\bcounts?\b|\binclud\w+\b|\bin all\b|\btogether\b|\baltogether\b", patient.said
    ):
        return
    for node in patient.nodes(ast.BinOp):
        match = re.fullmatch(r"(\w+)\[:(\w+)\] \+ '(\.{3}|\u2026)'", ast.unparse(node))
        if match is not None and match[2] in widths and isinstance(node, ast.BinOp):
            part = f"{match[1]}[:{match[2]} - {len(match[3])}]"
            yield patient.swapped(node.left, part)


def first_hours(patient: Patient) -> Iterator[str]:
    """The full amount up to a limit, also where it is not reached, beside what goes beyond it."""
    for node in patient.nodes(ast.BinOp):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
            continue
        match = re.fullmatch(
            r"(?P<n>\d+) \* (?P<rate>\w+) \+ max\(0, (?P<of>\w+) - (?P=n)\) \* (?P=rate)\b.*",
            ast.unparse(node),
        )
        if match is not None and not _IN_ANY_CASE.search(patient.said):
            hours = f"min({match['of']}, {match['n']})"
            yield patient.swapped(node.left, f"{hours} * {match['rate']}")


RULES = (just_fitting, last_days, left_of_prices, cut_texts, first_hours)
