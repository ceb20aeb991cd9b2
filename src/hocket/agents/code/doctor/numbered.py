"""Numbers from one on and down to one, and both ends of what lies between them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.counted import BOTH, FROM_ZERO, NEITHER
from hocket.agents.code.doctor.patient import is_call, method_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_FROM_ONE = re.compile(
    r"\b(?:counted|numbered|numbers? (?:begin|start)s?|counting|count(?:s|ed)?|places? begin) "
    r"(?:\w+ )?(?:(?:from|with) (?:1|one)|at 1)\b|\b1-based\b"
    r"|\bthe first (?:\w+ )?is (?:number )?(?:1|one)\b",
    re.IGNORECASE,
)


def numbered_from_one(patient: Patient) -> Iterator[str]:
    """Numbers that begin with 0, though the first one is said to be 1."""
    if not _FROM_ONE.search(patient.said) or FROM_ZERO.search(patient.said):
        return
    for node in ast.walk(patient.function):
        if not isinstance(node, ast.For | ast.comprehension) or not isinstance(node.iter, ast.Call):
            continue
        call, args = node.iter, node.iter.args
        if call.keywords or len(args) != 1 or not is_call(call, "enumerate", "range"):
            continue
        number = node.target.elts[0] if isinstance(node.target, ast.Tuple) else node.target
        if not isinstance(number, ast.Name) or _is_moved_on(patient, number.id):
            continue
        text = ast.unparse(args[0])
        if is_call(call, "enumerate") and isinstance(node.target, ast.Tuple):
            yield patient.swapped(call, f"enumerate({text}, 1)")
        elif is_call(call, "range") and isinstance(args[0], ast.Name):
            yield patient.swapped(call, f"range(1, {text} + 1)")


def _is_moved_on(patient: Patient, number: str) -> bool:
    """Whether a number is a place in a list, is reckoned with or compared, or is not used."""
    uses = 0
    for node in ast.walk(patient.function):
        is_reckoned = isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp)
        if isinstance(node, ast.Compare):
            is_reckoned = not isinstance(node.ops[0], ast.In | ast.NotIn)
        if is_reckoned and number in names_of(node):
            return True
        if isinstance(node, ast.Subscript) and number in names_of(node.slice):
            return True
        if isinstance(node, ast.Call) and is_call(node, "range") and number in names_of(node):
            return True
        uses += isinstance(node, ast.Name) and node.id == number
    return uses < 2  # noqa: PLR2004 - where it gets its value, and another one


def both_ends_between(patient: Patient) -> Iterator[str]:
    """What lies between two ends that both belong to it, compared without one of them."""
    if not BOTH.search(patient.said) or NEITHER.search(patient.said):
        return
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or len(node.ops) != 2:  # noqa: PLR2004 - a chain
            continue
        ends = [ast.unparse(node.left), ast.unparse(node.comparators[1])]
        kinds = {type(one) for one in node.ops}
        is_one = re.search(rf"\b{re.escape(ends[0])}\W{{1,4}}inclusive\b", patient.said)
        if not _are_said(patient, ends) or (is_one and not re.search(r"\bboth\b", patient.said)):
            continue
        sign = "<=" if kinds <= {ast.Lt, ast.LtE} else ">=" if kinds <= {ast.Gt, ast.GtE} else ""
        if sign and kinds & {ast.Lt, ast.Gt}:
            middle = ast.unparse(node.comparators[0])
            yield patient.swapped(node, f"{ends[0]} {sign} {middle} {sign} {ends[1]}")


def _are_said(patient: Patient, ends: list[str]) -> bool:
    """Whether two parameters are said to be the ends of what both belong to."""
    if not all(re.split(r"\W", end)[0] in patient.parameters for end in ends):
        return False
    names = [re.findall(r"\w+", end)[-1] for end in ends]
    one, other = (rf"[`'\"]?\b{re.escape(name)}\b[`'\"]?" for name in names)
    return any(
        re.search(rf"{first}[^.;]{{1,30}}{then}", patient.said)
        for first, then in ((one, other), (other, one))
    )


def counted_down(patient: Patient) -> Iterator[str]:
    """A range downwards that ends before the number that is said to be the last one."""
    said = re.findall(r"\bdown to (?:and including )?[`'\"]?(\w+)", patient.said)
    if len(said) != 1 or re.search(r"\b(?:without|exclu\w+|not including|before)\b", patient.said):
        return
    for node in patient.nodes(ast.Call):
        if not is_call(node, "range") or not isinstance(node, ast.Call) or len(node.args) != 3:  # noqa: PLR2004
            continue
        start, stop, step = map(ast.unparse, node.args)
        last = {"zero": "0", "one": "1"}.get(said[0], said[0])
        if step == "-1" and stop == last and not start.startswith("len("):
            below = str(int(stop) - 1) if stop.isdigit() else f"{stop} - 1"
            yield patient.swapped(node.args[1], below)


_TURNED = re.compile(
    r"\blast [`'\"]?(?P<last>\w+)[`'\"]? (?:\w+ )?(?:at|to|in|on|come|go|moved) [^.;]*"
    r"\b(?:front|beginning"
    r"|start|top|first)\b"
    r"|\bfirst [`'\"]?(?P<first>\w+)[`'\"]? (?:\w+ )?(?:at|to|in|come|go|moved) [^.;]*"
    r"\b(?:end|back|last)\b",
    re.IGNORECASE,
)


def turned_lists(patient: Patient) -> Iterator[str]:
    """A list turned to the left by two slices, where its last entries come to the front."""
    match = _TURNED.search(patient.said)
    if match is None:
        return
    count = match["last"] or match["first"]
    for node in patient.nodes(ast.BinOp):
        found = re.fullmatch(rf"(\w+)\[(-?){count}:\] \+ \1\[:(-?){count}\]", ast.unparse(node))
        is_right = found is not None and found[2] == found[3] == "-"
        if found is not None and found[2] == found[3] and isinstance(node, ast.BinOp):
            sign = "-" if match["last"] else ""
            if is_right is not bool(match["last"]):
                of = found[1]
                yield patient.swapped(node, f"{of}[{sign}{count}:] + {of}[:{sign}{count}]")


def popped_by_place(patient: Patient) -> Iterator[str]:
    """A loop over the places of a list from which it takes entries, so that places move."""
    for loop in patient.loops():
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            continue
        match = re.fullmatch(r"range\(len\((\w+)\)\)", ast.unparse(loop.iter))
        only = loop.body[0] if len(loop.body) == 1 else None
        if match is None or not isinstance(only, ast.If) or only.orelse or len(only.body) != 1:
            continue
        act, place = only.body[0], loop.target.id
        is_pop = isinstance(act, ast.Expr) and method_of(act.value) == (match[1], "pop")
        is_pop = is_pop and ast.unparse(act) == f"{match[1]}.pop({place})"
        if is_pop or ast.unparse(act) == f"del {match[1]}[{place}]":
            yield patient.swapped(loop.iter, f"reversed({ast.unparse(loop.iter)})")


RULES = (numbered_from_one, both_ends_between, counted_down, turned_lists, popped_by_place)
