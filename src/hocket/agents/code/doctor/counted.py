"""What is counted from one to another: whether both ends belong to it, and where it begins."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

BOTH = re.compile(
    r"\bboth (?:days |dates |ends |of them |numbers )?(?:are )?(?:included|inclusive|counted|count)"
    r"|\bboth (?:days|dates|ends)(?: are)? (?:included|counted)|\binclusive\b"
    r"|\bincluding both\b|\bthe first and the last[^.;]{0,20} (?:count|incl)",
    re.IGNORECASE,
)
"""What says that the first and the last one belong to it."""
NEITHER = re.compile(
    r"\bexclu\w+|\bnot inclu\w+|\bnights?\b|\bnot counted\b"
    r"|\bwithout\b|\bhalf[- ]open\b",
    re.IGNORECASE,
)
NIGHTS = re.compile(r"^(?:Return |Returns |The |How )?(?:number of |many )?nights\b", re.IGNORECASE)
WHOLE = ("list", "tuple", "set", "sum", "sorted", "reversed", "len")
FROM_ONE = re.compile(
    r"\bthe first (?:\w+ )?is (?:number )?(?:1|one)\b"
    r"|\b(?:counted|numbered|begins?|starts?|counting) (?:from|with|at) (?:1|one)\b|\bfrom 1 on\b",
    re.IGNORECASE,
)


FROM_ZERO = re.compile(r"\b(?:from|number|is|at|with) (?:0|zero)\b", re.IGNORECASE)


def whole_ranges(patient: Patient) -> Iterator[str]:
    """A range that is taken as a whole, without the last number that belongs to it."""
    if not BOTH.search(patient.said) or NEITHER.search(patient.said):
        return
    for node in patient.nodes(ast.Call, ast.Return):
        inner = node.args[0] if isinstance(node, ast.Call) and node.args else None
        inner = node.value if isinstance(node, ast.Return) else inner
        is_whole = isinstance(node, ast.Return) or is_call(node, *WHOLE)
        if not is_whole or not isinstance(inner, ast.Call) or not is_call(inner, "range"):
            continue
        texts = [ast.unparse(one) for one in inner.args]
        if texts and re.search(rf"\b{re.escape(texts[0])}\W{{1,4}}inclusive\b", patient.said):
            continue  # only the first one is said to be
        if len(texts) == 2 and {*texts} <= {*patient.parameters}:  # noqa: PLR2004 - both ends
            yield patient.swapped(inner, f"range({texts[0]}, {texts[1]} + 1)")


def days_included(patient: Patient) -> Iterator[str]:
    """The days from one date to another, of which one is left out though both belong to them."""
    code = "\n".join(map(ast.unparse, patient.body))
    if not BOTH.search(patient.said) or NEITHER.search(patient.said) or "+ 1" in code:
        return
    found = [
        node
        for node in patient.nodes(ast.Attribute)
        if isinstance(node, ast.Attribute)
        and node.attr == "days"
        and isinstance(node.value, ast.BinOp)
        and isinstance(node.value.op, ast.Sub)
    ]
    compared = {id(n) for one in patient.nodes(ast.Compare) for n in ast.walk(one)}
    if len(found) == 1 and id(found[0]) not in compared and "timedelta" not in code:
        yield patient.swapped(found[0], f"({ast.unparse(found[0])} + 1)")


def nights(patient: Patient) -> Iterator[str]:
    """The nights from one date to another, counted as if they were days."""
    if not NIGHTS.search(patient.said):
        return
    for node in patient.nodes(ast.Return):
        value = node.value if isinstance(node, ast.Return) else None
        match = re.fullmatch(r"(\(\w+ - \w+\)\.days) \+ 1", ast.unparse(value) if value else "")
        if match is not None and value is not None:
            yield patient.swapped(value, match[1])


def parts_from_one(patient: Patient) -> Iterator[str]:
    """A part of a list by its number, as if the first one were 0 though it is 1."""
    if not FROM_ONE.search(patient.said) or FROM_ZERO.search(patient.said):
        return
    for node in patient.nodes(ast.Subscript):
        part = node.slice if isinstance(node, ast.Subscript) else None
        if not isinstance(part, ast.Slice) or not isinstance(node, ast.Subscript):
            continue
        low, high = (ast.unparse(one) if one else "" for one in (part.lower, part.upper))
        match = re.fullmatch(r"(\w+) \* (\w+)", low)
        sides = match.groups() if match is not None and part.step is None else ()
        for number, size in (sides, sides[::-1]) if sides else ():
            highs = (f"({number} + 1) * {size}", f"{size} * ({number} + 1)",
                     f"{number} * {size} + {size}")  # fmt: skip
            if high in highs and number in patient.parameters:
                of = ast.unparse(node.value)
                yield patient.swapped(node, f"{of}[({number} - 1) * {size}:{number} * {size}]")


RULES = (whole_ranges, days_included, nights, parts_from_one)
