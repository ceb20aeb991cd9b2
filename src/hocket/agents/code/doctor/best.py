"""The largest or smallest one so far of a loop: how it begins, is compared and is kept."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.orders import EXTREMES, NEEDED
from hocket.agents.code.doctor.patient import names_of, single_target, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_BELOW_ZERO = re.compile(
    r"\btemperatures?\b|\bdegrees\b|\bbalances?\b|\bchanges?\b|\bprofits?\b|\bloss(?:es)?\b"
    r"|\baltitudes?\b|\bnegative\b|\bbelow (?:0|zero)\b|\bfrost|\boverdrawn\b|\bdebts?\b"
    r"|\bow(?:e|es|ed)\b|\bdrops?\b|\bfalls?\b|\bfell\b",
    re.IGNORECASE,
)
"""What says that amounts may be less than nothing."""


@dataclass(frozen=True, slots=True)
class _Best:
    """A loop that keeps the best one so far: its test, and the statements that keep it."""

    loop: ast.For
    node: ast.If
    test: ast.Compare
    value: ast.expr
    kept: ast.expr
    is_largest: bool


def never_better(patient: Patient) -> Iterator[str]:
    """A best one so far that begins with 0, so that none is ever better."""
    for one in _bests(patient):
        best = ast.unparse(one.kept)
        begun = _begun(patient, one.loop)
        if not isinstance(one.kept, ast.Name) or begun.get(best) not in ("0", "0.0"):
            continue
        if one.is_largest and not _BELOW_ZERO.search(patient.said):
            continue  # the largest of what is never negative may begin with 0
        if not one.is_largest and _BELOW_ZERO.search(patient.said):
            continue  # only what is below 0 may be meant
        beside = _has_beside(one, begun)
        if beside and one.node.test is one.test:
            yield patient.swapped(one.test, f"{beside} is None or {ast.unparse(one.test)}")


def _has_beside(one: _Best, begun: dict[str, str]) -> str:
    """The name that is kept beside the best one, and is None before there is one."""
    kept = sorted({name for part in one.node.body for name in stored_in(part)})
    return next((name for name in kept if begun.get(name) == "None"), "")


def _begun(patient: Patient, loop: ast.For) -> dict[str, str]:
    """What names are given before a loop."""
    found: dict[str, str] = {}
    for node in patient.nodes(ast.Assign):
        if not isinstance(node, ast.Assign) or node.lineno >= loop.lineno:
            continue
        for target in node.targets:
            if isinstance(target, ast.Name):
                found[target.id] = ast.unparse(node.value)
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=False)
                found |= {ast.unparse(name): ast.unparse(value) for name, value in pairs}
    return found


def _bests(patient: Patient) -> Iterator[_Best]:
    """The loops that keep the best one so far."""
    for loop in patient.loops():
        if not isinstance(loop, ast.For):
            continue
        for node in loop.body:
            if not isinstance(node, ast.If) or node.orelse:
                continue
            for test in node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]:
                found = _best(loop, node, test)
                if found is not None:
                    yield found


def _best(loop: ast.For, node: ast.If, test: ast.expr) -> _Best | None:
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    if not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    is_up = isinstance(test.ops[0], ast.Gt | ast.GtE)
    sides = (test.left, test.comparators[0])
    kept = {name for one in node.body for name in stored_in(one)}
    looped = stored_in(loop.target) | {n for one in loop.body for n in stored_in(one)} - kept
    for value, best, is_largest in ((*sides, is_up), (*sides[::-1], not is_up)):
        names = names_of(best)
        is_kept = len(names & kept) == 1 and not names & looped
        if is_kept and names_of(value) & looped and not names_of(value) & kept:
            return _Best(loop, node, test, value, best, is_largest)
    return None


def worse_ones(patient: Patient) -> Iterator[str]:
    """The smallest one so far where the largest is meant, and the other way round."""
    first = patient.said.partition(".")[0]
    says = [bool(pattern.search(first)) for pattern, _, _ in EXTREMES]
    found = [*_bests(patient)]
    if (
        sum(says) != 1
        or len(found) != 1
        or not _is_given(patient, found[0])
        or re.search(r"\bat (?:most|least)\b", first)
        or NEEDED.search(first)
        or _BELOW_ZERO.search(first)
    ):
        return
    one = found[0]
    text = ast.unparse(patient.function)
    if one.is_largest is says[0] or _is_turned(one) or re.search(r"\b(?:max|min|sort\w*)\(", text):
        return
    if any(re.search(r"\b(?:rank|place|position|distance|age|born|birth|date)", ast.unparse(n))
           for n in (one.value, one.kept)):  # fmt: skip
        return  # a small one may be the best by such a measure
    sign = {ast.Gt: "<", ast.GtE: "<=", ast.Lt: ">", ast.LtE: ">="}[type(one.test.ops[0])]
    left, right = ast.unparse(one.test.left), ast.unparse(one.test.comparators[0])
    yield patient.swapped(one.test, f"{left} {sign} {right}")


def _is_given(patient: Patient, one: _Best) -> bool:
    """Whether what is kept is all that the function gives."""
    kept = {name for part in one.node.body for name in stored_in(part)}
    values = [n.value for n in patient.nodes(ast.Return) if isinstance(n, ast.Return) and n.value]
    parts = [n for value in values
             for n in (value.elts if isinstance(value, ast.Tuple) else [value])]  # fmt: skip
    return any(isinstance(n, ast.Name) and n.id in kept for n in parts) and all(
        isinstance(n, ast.Constant) or (isinstance(n, ast.Name) and n.id in kept) for n in parts
    )


def _is_turned(one: _Best) -> bool:
    """Whether a value is computed in a way by which a large one may become a small one."""
    inside = [*ast.walk(one.value), *ast.walk(one.kept)]
    return any(isinstance(n, ast.UnaryOp | ast.BinOp | ast.IfExp) for n in inside)


def kept_as_a_whole(patient: Patient) -> Iterator[str]:
    """All entries kept as the best one, where the entry that is compared is meant."""
    for one in _bests(patient):
        for node in one.node.body:
            is_best = single_target(node) == ast.unparse(one.kept)
            if (
                not is_best
                or not isinstance(node, ast.Assign)
                or not isinstance(one.value, ast.Name)
            ):
                continue
            is_all = ast.unparse(node.value) == ast.unparse(one.loop.iter)
            if is_all and ast.unparse(one.loop.target) == one.value.id:
                yield patient.swapped(node.value, one.value.id)


RULES = (never_better, worse_ones, kept_as_a_whole)
