"""Sums and counts of a loop: set instead of added, divided by all, never begun again."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.nothing import value_of_nothing
from hocket.agents.code.doctor.patient import is_call, names_of, single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_MEAN = re.compile(r"^[^.;]{0,30}\b(?:mean|average)\b[^.;]{0,60}\b(?:that|which|who|with|without|of"
                   r" the \w+ (?:ones|values))\b", re.IGNORECASE)  # fmt: skip
_IN_A_ROW = re.compile(r"\bin (?:a row|succession)\b|\bconsecutive\w*\b|\bone after the other\b",
                       re.IGNORECASE)  # fmt: skip
_RUNS = re.compile(rf"{_IN_A_ROW.pattern}|\bstreaks?\b|\bruns?\b|\breset\b", re.IGNORECASE)
_SUMMED = re.compile(
    r"\b(?:points|sum|totals?|scores?|costs?|prices?|fees?|worth|pay)\b", re.IGNORECASE
)
_PAIRS = re.compile(
    r"\bpairs?\b|\beach other\b|\bagainst\b|\btwo (?:different|distinct)\b", re.IGNORECASE
)
_WITH_ITSELF = re.compile(
    r"\bitself\b|\bthemselves\b|\brepeat\w*|\brepetition\w*|\bequal\b|\bsame\b", re.IGNORECASE
)


def set_not_added(patient: Patient) -> Iterator[str]:
    """A sum that one branch of a loop sets, where the other branches add to it."""
    if not _SUMMED.search(patient.said) or _RUNS.search(patient.said):
        return
    for loop in patient.loops():
        for node in loop.body:
            if not isinstance(node, ast.If):
                continue
            branches: list[list[ast.stmt]] = [node.body]
            while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                node = node.orelse[0]  # noqa: PLW2901 - the next branch
                branches.append(node.body)
            branches += [node.orelse] if node.orelse else []
            steps = [branch[0] for branch in branches if len(branch) == 1]
            added = {single_target(one) for one in steps if isinstance(one, ast.AugAssign)}
            for one in steps:
                value = one.value if isinstance(one, ast.Assign) else None
                name = single_target(one)
                if not isinstance(value, ast.Constant) or added != {name} or not value.value:
                    continue
                # What counts one by one may begin again with 1.
                is_again = value.value == 1 and any(ast.unparse(n).endswith("+= 1") for n in steps)
                is_number = type(value.value) in (int, float) and not is_again
                if is_number and _begins_with(patient, loop, name, "0"):
                    yield patient.swapped(one, f"{name} += {ast.unparse(value)}")


def _begins_with(patient: Patient, loop: ast.stmt, name: str, value: str) -> bool:
    """Whether a name has a value before a loop."""
    before = [n for n in patient.nodes(ast.Assign) if isinstance(n, ast.Assign)]
    given = [n for n in before if single_target(n) == name and n.lineno < loop.lineno]
    return bool(given) and ast.unparse(given[-1].value) == value


def divided_by_all(patient: Patient) -> Iterator[str]:
    """The sum of some of the values, divided by the number of all."""
    if not _MEAN.search(patient.said):
        return
    body = patient.body
    for loop, last in pairwise(body):
        if not isinstance(loop, ast.For) or not isinstance(last, ast.Return) or len(loop.body) != 1:
            continue
        test = loop.body[0]
        if not isinstance(test, ast.If) or test.orelse or len(test.body) != 1:
            continue
        name = single_target(test.body[0])
        of = ast.unparse(loop.iter)
        given = ast.unparse(last.value) if last.value else ""
        if given != f"{name} / len({of})" or not isinstance(test.body[0], ast.AugAssign):
            continue
        if not _begins_with(patient, loop, name, "0") or "count" in names_of(patient.function):
            continue
        none = value_of_nothing(patient.said)
        lines = patient.code.split("\n")
        outer, inner = " " * loop.col_offset, " " * test.body[0].col_offset
        end = f"{outer}return {name} / count" + (f" if count else {none}" if none else "")
        yield "\n".join([
            *lines[: loop.lineno - 1], f"{outer}count = 0",
            *lines[loop.lineno - 1 : loop.end_lineno], f"{inner}count += 1",
            *lines[loop.end_lineno : last.lineno - 1], end, *lines[last.end_lineno :],
        ])  # fmt: skip


def runs_not_broken(patient: Patient) -> Iterator[str]:
    """A run of entries in a row that goes on though an entry between them does not count."""
    if not _IN_A_ROW.search(patient.said):
        return
    for loop in patient.loops():
        for node in loop.body if isinstance(loop, ast.For) else ():
            if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1:
                continue
            step = node.body[0]
            name = single_target(step) if isinstance(step, ast.AugAssign) else ""
            given = [n for n in ast.walk(loop) if single_target(n) == name]
            is_step = name and ast.unparse(step) == f"{name} += 1"
            looked_at = [
                n for n in ast.walk(loop) if isinstance(n, ast.Compare) or is_call(n, "max")
            ]
            is_held = any(name in names_of(n) for n in looked_at)
            if is_step and is_held and len(given) == 1 and _begins_with(patient, loop, name, "0"):
                text = f"{' ' * node.col_offset}else:\n{' ' * step.col_offset}{name} = 0"
                end = node.end_lineno or 0
                yield patient.with_lines(end, end, text.split("\n"))


def counted_before(patient: Patient) -> Iterator[str]:
    """A count held against 'at least so many' once the entry at hand is in it."""
    said = re.findall(r"\bat least [`'\"]?(\w+)", patient.said)
    for loop in patient.loops():
        for place, node in enumerate(loop.body):
            test = node.test if isinstance(node, ast.If) else None
            match = re.fullmatch(r"(\w+) > (\w+)", ast.unparse(test)) if test else None
            if match is None or test is None or match[2] not in said:
                continue
            before = [n for one in loop.body[:place] for n in ast.walk(one)]
            after = [n for one in loop.body[place + 1 :] for n in ast.walk(one)]
            raised = [n for n in before if isinstance(n, ast.AugAssign)
                      and ast.unparse(n) == f"{match[1]} += 1"]  # fmt: skip
            if raised and not any(
                single_target(n) == match[1] for n in after if isinstance(n, ast.AST)
            ):
                yield patient.swapped(test, f"{match[1]} >= {match[2]}")


def pairs_with_itself(patient: Patient) -> Iterator[str]:
    """Pairs of entries, of which each is also paired with itself."""
    if not _PAIRS.search(patient.said) or _WITH_ITSELF.search(patient.said):
        return
    for outer in ast.walk(patient.function):
        if not isinstance(outer, ast.For) or not isinstance(outer.target, ast.Name):
            continue
        match = re.fullmatch(r"range\(len\((\w+)\)\)", ast.unparse(outer.iter))
        inner = outer.body[0]
        if match is None or len(outer.body) != 1 or not isinstance(inner, ast.For):
            continue
        one, of = outer.target.id, match[1]
        other = ast.unparse(inner.target)
        body = "\n".join(map(ast.unparse, inner.body))
        is_from_one = ast.unparse(inner.iter) == f"range({one}, len({of}))"
        if is_from_one and f"{of}[{one}]" in body and f"{of}[{other}]" in body and ":" not in body:
            yield patient.swapped(inner.iter, f"range({one} + 1, len({of}))")


def last_digits_lost(patient: Patient) -> Iterator[str]:
    """A loop over the digits of a number that ends before the first of them."""
    for loop in patient.loops():
        match = re.fullmatch(r"(\w+) (?:> 9|>= 10)", ast.unparse(loop.test)) if isinstance(
            loop, ast.While) else None  # fmt: skip
        if match is None or not isinstance(loop, ast.While):
            continue
        name = match[1]
        inside = "\n".join(map(ast.unparse, loop.body))
        is_walk = f"{name} % 10" in inside and f"{name} //= 10" in inside
        end = loop.end_lineno or 0
        named = (n for n in ast.walk(patient.function) if isinstance(n, ast.Name))
        later = [n for n in named if n.id == name and n.lineno > end]
        is_inner = any(loop in ast.walk(one) for one in patient.loops() if one is not loop)
        if is_walk and not later and not is_inner:
            yield patient.swapped(loop.test, f"{name} > 0")


RULES = (
    set_not_added, divided_by_all, runs_not_broken, counted_before, pairs_with_itself,
    last_digits_lost,
)  # fmt: skip
