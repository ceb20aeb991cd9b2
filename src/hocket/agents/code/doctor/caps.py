"""Amounts for each day and beyond so many, as a docstring says them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.most import AT_MOST
from hocket.agents.code.doctor.patient import single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

EACH_DAY = re.compile(
    r"^[^.;]{0,30}?\b(?:(?:for|per|in|within|of) )?(?:each|every|any|per|a) (?:(?:full )?24 hours"
    r"|24[- ]hour (?:period|day|span)|day)\b",
    re.IGNORECASE,
)
CALENDAR = re.compile(r"\bcalendar\b|\bmidnight\b|\bdate\b|\bdifferent days\b", re.IGNORECASE)
ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth", "eleventh", "twelfth",
        ),
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fiftieth": 50, "hundredth": 100}  # fmt: skip
BEYOND = re.compile(
    r"\b(?:beyond|after|above|over|exceeding|in excess of|more than|past) (?:the (?:first )?)?"
    rf"(?P<n>\d+|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
BELOW = re.compile(r"\b(?:negative|below|fewer|minus|under|less than)\b", re.IGNORECASE)
"""What may say that an amount is not to end at nothing."""
ONE_DAY = re.compile(
    r"\b(?:longer than|at most|no more than|up to|within|only) (?:a|one|1) (?:single )?day\b"
    r"|\bday tickets?\b|\bsame day\b",
    re.IGNORECASE,
)
"""What says that nothing goes beyond a day."""
A_DAY = {"hours": 24, "minutes": 1440, "seconds": 86400}


def caps_each_day(patient: Patient) -> Iterator[str]:
    """A limit for each 24 hours that is held against the whole."""
    whole = ast.unparse(patient.function)
    if CALENDAR.search(patient.said) or ONE_DAY.search(patient.said):
        return
    if re.search(r"%|divmod|\.days\b|\bdays?\b", _code(patient)):
        return
    daily = {
        match["n"]
        for match in AT_MOST.finditer(patient.said)
        if EACH_DAY.search(patient.said[match.end() :])
    }
    for node in patient.nodes(ast.Call):
        is_min = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if not is_min or not isinstance(node, ast.Call) or ast.unparse(node.func) != "min":
            continue
        limit = [one for one in node.args if ast.unparse(one) in daily]
        value = [one for one in node.args if ast.unparse(one) not in daily]
        if len(limit) != 1 or len(value) != 1 or whole.count("min(") != 1:
            continue
        product = _product(patient, value[0])
        if product is None:
            continue
        yield patient.swapped(node, _each_day(product, ast.unparse(limit[0])))
    for node in patient.nodes(ast.If):
        found = _cut(node) if isinstance(node, ast.If) else ("", "")
        if isinstance(node, ast.If) and found[1] in daily and "min(" not in whole:
            product = _product(patient, ast.Name(found[0]), stores=2)
            if product is not None:
                yield patient.swapped(node, f"{found[0]} = {_each_day(product, found[1])}")


def _each_day(product: tuple[str, str, int], most: str) -> str:
    count, rate, day = product
    return f"{count} // {day} * {most} + min({count} % {day} * {rate}, {most})"


def _cut(node: ast.If) -> tuple[str, str]:
    """(name, limit) of a condition that cuts a name off at a limit; empty otherwise."""
    match = re.fullmatch(r"if (\w+) >=? (\w+):\n    (\w+) = (\w+)", ast.unparse(node))
    is_one = match is not None and (match[1], match[2]) == (match[3], match[4])
    return (match[1], match[2]) if match is not None and is_one else ("", "")


def _code(patient: Patient) -> str:
    return "\n".join(map(ast.unparse, patient.body))


def _product(patient: Patient, value: ast.expr, stores: int = 1) -> tuple[str, str, int] | None:
    """(count, rate, how many a day has) of an amount that is so many units of time at a rate.

    Args:
        patient: The function.
        value: The amount, or the name that it has.
        stores: How often the name is given a value; the first one counts.
    """
    if isinstance(value, ast.Name):
        every = patient.nodes(ast.Assign, ast.AugAssign)
        given = [one for one in every if single_target(one) == value.id]
        if len(given) != stores or not isinstance(given[0], ast.Assign):
            return None
        value = given[0].value
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Mult):
        return None
    for count, rate in ((value.left, value.right), (value.right, value.left)):
        day = _in_a_day(patient, count)
        if day and isinstance(rate, ast.Constant | ast.Name | ast.Attribute):
            return ast.unparse(count), ast.unparse(rate), day
    return None


def _in_a_day(patient: Patient, count: ast.expr) -> int:
    """How many of the units that a name counts a day has; 0 if that is not known."""
    name = ast.unparse(count)
    unit = next((one for one in A_DAY if re.fullmatch(rf"(?:\w+_)?{one}", name)), "")
    if unit and not re.match("half_|quarter_", name):
        return A_DAY[unit]
    for node in patient.nodes(ast.Assign):
        if single_target(node) == name and isinstance(node, ast.Assign):
            parts = re.fullmatch(r"-?\(?-?(\w+) // (\d+)\)?", ast.unparse(node.value))
            whole = A_DAY.get(parts[1].rpartition("_")[2], 0) if parts is not None else 0
            size = int(parts[2]) if parts is not None else 0
            return whole // size if size and whole % size == 0 else 0
    return 0


def beyond(patient: Patient) -> Iterator[str]:
    """What goes beyond a limit, which is taken off where it is not reached."""
    if BELOW.search(patient.said):
        return
    code = _code(patient)
    numbers = {ORDINALS.get(m["n"].lower(), m["n"]) for m in BEYOND.finditer(patient.said)}
    for number in map(str, numbers):
        guarded = rf"\bm(?:ax|in)\([^()]* - {number}\b|[<>]=? {number}\b|\b{number} [<>]|range\("
        if re.search(guarded, code):
            continue
        for node in patient.nodes(ast.BinOp):
            if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
                continue
            for side in (node.left, node.right):
                is_rest = isinstance(side, ast.BinOp) and isinstance(side.op, ast.Sub)
                if is_rest and isinstance(side, ast.BinOp) and ast.unparse(side.right) == number:
                    others = [one for one in (node.left, node.right) if one is not side]
                    rest = f"max(0, {ast.unparse(side)})"
                    yield patient.swapped(node, f"{rest} * {_bracketed(others[0])}")


def _bracketed(node: ast.expr) -> str:
    text = ast.unparse(node)
    is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    return f"({text})" if is_sum else text


INSTEAD = re.compile(r"(?P<sentence>[^.;]*\bmore\b[^.;]*\binstead\b(?! of\b)[^.;]*)", re.IGNORECASE)


def instead(patient: Patient) -> Iterator[str]:
    """What is added for one case besides what others get, though it takes the place of that."""
    quoted = {
        text
        for match in INSTEAD.finditer(patient.said)
        for text in re.findall(r"[\"'`](\w[^\"'`]*)[\"'`]", match["sentence"])
    }
    for block in patient.blocks():
        for base, more, test in zip(block, block[1:], block[2:], strict=False):
            if not isinstance(test, ast.If) or test.orelse or len(test.body) != 1:
                continue
            targets = {single_target(one) for one in (base, more, test.body[0])}
            is_sum = all(isinstance(one, ast.AugAssign) for one in (more, test.body[0]))
            compared = {
                n.value for n in ast.walk(test.test)
                if isinstance(n, ast.Constant) and isinstance(n.value, str)
            }  # fmt: skip
            is_equal = isinstance(test.test, ast.Compare) and isinstance(test.test.ops[0], ast.Eq)
            if (
                is_sum
                and is_equal
                and len(targets) == 1
                and "" not in targets
                and (compared & quoted)
            ):
                lines = patient.code.split("\n")
                own = lines[more.lineno - 1 : more.end_lineno]
                kept = lines[test.lineno - 1 : test.end_lineno]
                column = " " * test.col_offset
                new = [*kept, f"{column}else:", *(f"    {line}" for line in own)]
                yield patient.with_lines(more.lineno - 1, test.end_lineno or test.lineno, new)


RULES = (caps_each_day, beyond, instead)
