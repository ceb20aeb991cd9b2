"""Lengths of time between two moments: their days lost, or compared as if they were numbers."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import single_target
from hocket.agents.code.moments import said_to_be

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

OF_A_DAY = re.compile(
    r"\bmidnight\b|\bovernight\b|\btimes? of (?:the )?day\b|\bnext (?:day|morning)\b|\bclock\b"
    r"|\bwithin (?:a|one|the) day\b",
    re.IGNORECASE,
)
"""What says that whole days between two times are left out on purpose."""
UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
"""Names of lengths of time, and how many seconds each unit has."""


def days_dropped(patient: Patient) -> Iterator[str]:
    """The seconds of a length of time, which are those of its last day only."""
    whole = ast.unparse(patient.function)
    has_no_date = "%H" in whole and "%d" not in whole
    if OF_A_DAY.search(patient.said) or has_no_date or re.search(r"\.days\b", whole):
        return
    lengths = {single_target(n) for n in patient.nodes(ast.Assign) if _is_difference(n)} - {""}
    for node in patient.nodes(ast.Attribute):
        if not isinstance(node, ast.Attribute) or node.attr != "seconds":
            continue
        if _is_subtraction(node.value) or ast.unparse(node.value) in lengths:
            of = ast.unparse(node.value)
            of = f"({of})" if isinstance(node.value, ast.BinOp) else of
            yield patient.swapped(node, f"int({of}.total_seconds())")


def numbers_of_lengths(patient: Patient) -> Iterator[str]:
    """A length of time under the name of a unit, where the number of these units is meant."""
    for node in patient.nodes(ast.Assign):
        if not isinstance(node, ast.Assign) or not _is_difference(node):
            continue
        name = single_target(node)
        unit = next((one for one in UNITS if re.fullmatch(rf"(?:\w+_)?{one}", name)), "")
        kind = _kind_of(patient, node.value)
        if not unit or not kind or not _is_counted(patient, name):
            continue
        of = f"({ast.unparse(node.value)})"
        if kind == "date" and unit == "days":
            yield patient.swapped(node.value, f"{of}.days")
        elif kind == "datetime":
            text = f"{of}.total_seconds()"
            text = text if unit == "seconds" else f"{text} / {UNITS[unit]}"
            yield patient.swapped(node.value, f"{of}.days" if unit == "days" else text)


def _is_subtraction(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)


def _is_difference(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and _is_subtraction(node.value)


def _kind_of(patient: Patient, difference: ast.expr) -> str:
    """Whether both sides of a subtraction are said to be dates, or datetimes."""
    if not isinstance(difference, ast.BinOp):
        return ""
    kinds = set()
    notes = {
        one.arg: ast.unparse(one.annotation)
        for one in patient.function.args.args
        if one.annotation is not None
    }
    for side in (difference.left, difference.right):
        name = getattr(side, "id", getattr(side, "attr", ""))
        kinds.add(said_to_be(name, notes.get(name, ""), patient.code) if name else "")
    return kinds.pop() if len(kinds) == 1 else ""


def _is_counted(patient: Patient, name: str) -> bool:
    """Whether a name is compared with a number, or reckoned with one."""
    for node in patient.nodes(ast.Compare, ast.BinOp):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mod):
            sides = [node.left, node.right]
        else:
            continue
        is_named = any(isinstance(one, ast.Name) and one.id == name for one in sides)
        if is_named and any(
            isinstance(one, ast.Constant) and isinstance(one.value, int) for one in sides
        ):
            return True
    return False


RULES = (days_dropped, numbers_of_lengths)
