"""Loops and recursions that never end, halvings that miss their place, and stacks that run out."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import method_of, names_of, single_target, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient


def never_moved(patient: Patient) -> Iterator[str]:
    """A loop on a number that is never made smaller, or on a place that is not moved on."""
    for loop in patient.loops():
        if not isinstance(loop, ast.While) or loop.orelse or _leaves(loop):
            continue
        tested = sorted(names_of(loop.test) - {"len"})
        if stored_in(loop) & {*tested}:
            continue
        body = "\n".join(ast.unparse(one) for one in loop.body)
        for name in tested:
            digit = re.search(rf"\b{name} % (\d+)", body)
            is_place = re.search(rf"\[{name}\]", body) and f"{name} < " in ast.unparse(loop.test)
            if digit or is_place:
                step = f"{name} //= {digit[1]}" if digit else f"{name} += 1"
                yield patient.put_after(loop.body[-1], step)


def _leaves(loop: ast.While) -> bool:
    """Whether a loop can end by itself, or calls what may change what it looks at."""
    return any(
        isinstance(n, ast.Break | ast.Return | ast.Raise | ast.Continue) for n in ast.walk(loop)
    )


def nothing_taken(patient: Patient) -> Iterator[str]:
    """A loop that takes as much as fits in each round, and nothing if the first does not fit."""
    for outer in patient.loops():
        name = (
            outer.test.id
            if isinstance(outer, ast.While) and isinstance(outer.test, ast.Name)
            else ""
        )
        begun = ""
        for one in outer.body if name else ():
            if isinstance(one, ast.Assign) and ast.unparse(one.value) in ("''", "[]", "0"):
                begun = single_target(one)
            if not isinstance(one, ast.While) or not begun or not isinstance(one.test, ast.BoolOp):
                continue
            first, *rest = one.test.values
            takes = any(method_of(n) == (name, "pop") for n in ast.walk(one))
            is_and = isinstance(one.test.op, ast.And) and ast.unparse(first) == name
            says = " and ".join(map(ast.unparse, rest))
            if takes and is_and and f"not {begun}" not in says:
                yield patient.swapped(one.test, f"{name} and (not {begun} or {says})")


def recursions_past_their_end(patient: Patient) -> Iterator[str]:
    """A recursion that ends at one number alone, which smaller ones never meet."""
    name = patient.function.name
    steps = {
        match[1]
        for node in ast.walk(patient.function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
        for argument in node.args
        if (match := re.fullmatch(r"(\w+) - \d+", ast.unparse(argument)))
    }
    tests = [n for n in patient.nodes(ast.If, ast.IfExp) if isinstance(n, ast.If | ast.IfExp)]
    for node in tests:
        test = node.test
        if not isinstance(test, ast.Compare) or len(test.ops) != 1 or len(tests) > 1:
            continue
        left, right = ast.unparse(test.left), ast.unparse(test.comparators[0])
        if isinstance(test.ops[0], ast.Eq) and left in steps and right == "1":
            yield patient.swapped(test, f"{left} <= {right}")


@dataclass(frozen=True, slots=True)
class _Halving:
    """A search by halves: the loop, the middle, and where the two ends are moved."""

    loop: ast.While
    low: str
    high: str
    middle: ast.Assign
    up: ast.Assign
    down: ast.Assign
    is_strict: bool
    has_hit: bool

    @property
    def place(self) -> str:
        """The name of the middle."""
        return single_target(self.middle)

    @property
    def is_closed(self) -> bool:
        """Whether the loop goes on while both ends are the same."""
        return "<=" in ast.unparse(self.loop.test)


def halvings(patient: Patient) -> Iterator[str]:
    """Ends of a search by halves that are moved too little, so that it hangs, or too far."""
    for loop in patient.loops():
        one = _halving(loop) if isinstance(loop, ast.While) else None
        if one is None:
            continue
        top = _first_value(patient, one.high)
        is_size = top.startswith("len(") and top.endswith(")")
        wanted = _moves(one, is_size=is_size)
        if not wanted:
            continue
        yield from _bounds(patient, one, wanted, top)
        for node, new in zip((one.up.value, one.down.value), wanted, strict=True):
            if ast.unparse(node) != new:
                yield patient.swapped(node, new)
        if is_size and not one.has_hit:
            yield from _place_behind(patient, one.loop, one.low, top)


def _moves(one: _Halving, *, is_size: bool) -> tuple[str, ...]:
    """Where the two ends are to be moved; empty if that is open."""
    place, down = one.place, ast.unparse(one.down.value)
    if one.has_hit:
        return f"{place} + 1", place if is_size and not one.is_closed else f"{place} - 1"
    if one.is_strict or down == place:
        return f"{place} + 1", place
    is_kept = (ast.unparse(one.up.value), down) == (place, f"{place} - 1")
    return (place, f"{place} - 1") if is_kept else ()


def _bounds(patient: Patient, one: _Halving, wanted: tuple[str, ...], top: str) -> Iterator[str]:
    """The condition of the loop and the middle that go with how the ends are moved."""
    place = one.place
    if one.has_hit and not one.is_closed and top.endswith("- 1"):
        yield patient.swapped(one.loop.test, f"{one.low} <= {one.high}")
    if one.is_closed and wanted == (f"{place} + 1", place):
        yield patient.swapped(one.loop.test, f"{one.low} < {one.high}")
    if wanted == (place, f"{place} - 1") and "+ 1" not in ast.unparse(one.middle.value):
        # The middle of two is the upper one, else the lower end stays where it is.
        yield patient.swapped(one.middle.value, f"({one.low} + {one.high} + 1) // 2")


def _halving(loop: ast.While) -> _Halving | None:
    match = re.fullmatch(r"(\w+) (?:<=?|!=) (\w+)", ast.unparse(loop.test))
    if match is None or len(loop.body) != 2 or not isinstance(loop.body[1], ast.If):  # noqa: PLR2004
        return None
    low, high = match[1], match[2]
    middle, test = loop.body
    place = single_target(middle)
    is_middle = re.fullmatch(
        rf"\({low} \+ {high}(?: \+ 1)?\) // 2|{low} \+ \({high} - {low}\) // 2",
        ast.unparse(middle).partition(" = ")[2],
    )
    if not isinstance(middle, ast.Assign) or not place or not is_middle:
        return None
    has_hit = False
    if isinstance(test, ast.If) and isinstance(test.body[0], ast.Return) and len(test.orelse) == 1:
        has_hit, test = True, test.orelse[0]
    is_pair = isinstance(test, ast.If) and len(test.body) == len(test.orelse) == 1
    if not is_pair or not isinstance(test, ast.If) or not isinstance(test.test, ast.Compare):
        return None
    first, other, operator = test.body[0], test.orelse[0], type(test.test.ops[0])
    goes_up = operator in (ast.Lt, ast.LtE)
    is_plain = (
        len(test.test.ops) == 1
        and operator in (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
        and place in names_of(test.test.left)
        and place not in names_of(test.test.comparators[0])
        and [single_target(first), single_target(other)] == [low, high][:: 1 if goes_up else -1]
    )
    if not is_plain or not isinstance(first, ast.Assign) or not isinstance(other, ast.Assign):
        return None
    is_strict = operator in (ast.Lt, ast.GtE)
    up, down = (first, other) if goes_up else (other, first)
    return _Halving(loop, low, high, middle, up, down, is_strict, has_hit)


def _first_value(patient: Patient, name: str) -> str:
    """What a name is set to first, also in a pair of names."""
    for node in patient.nodes(ast.Assign):
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, is_set in zip(target.elts, value.elts, strict=False):
                if ast.unparse(one) == name:
                    return ast.unparse(is_set)
        elif single_target(node) == name:
            return ast.unparse(value)
    return ""


def _place_behind(patient: Patient, loop: ast.While, low: str, top: str) -> Iterator[str]:
    """A look at the place found, which may be behind the last one."""
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or node.lineno <= (loop.end_lineno or 0):
            continue
        text = ast.unparse(node)
        is_guarded = f"{low} < {top}" in ast.unparse(patient.function).rpartition("while ")[2]
        if f"{top[4:-1]}[{low}]" in text and "==" in text and not is_guarded:
            yield patient.swapped(node, f"{low} < {top} and {text}")


CLOSED = re.compile(r"\b(?:closed|balanced|match\w*|nested|pair\w*|paired)\b", re.IGNORECASE)


def stacks(patient: Patient) -> Iterator[str]:
    """What is taken from an empty stack, and what is left on one at the end."""
    if not CLOSED.search(patient.said) or not re.match(r"Whether|True|Return", patient.said):
        return
    stacked = {method_of(n)[0] for n in patient.nodes(ast.Call) if method_of(n)[1] == "append"}
    for node in patient.nodes(ast.If):
        test = node.test if isinstance(node, ast.If) else None
        if not isinstance(node, ast.If) or not isinstance(test, ast.Compare):
            continue
        of = next((method_of(n)[0] for n in ast.walk(test) if method_of(n)[1] == "pop"), "")
        is_refusal = [ast.unparse(one) for one in node.body] == ["return False"]
        if of in stacked and is_refusal:
            yield patient.swapped(test, f"not {of} or {ast.unparse(test)}")
    last = patient.body[-1] if patient.body else None
    loops = [one for one in patient.body if isinstance(one, ast.For)]
    if isinstance(last, ast.Return) and ast.unparse(last) == "return True" and loops:
        inside = {method_of(n)[0] for n in ast.walk(loops[-1]) if method_of(n)[1] == "pop"}
        if len(stacked & inside) == 1:
            yield patient.swapped(last, f"return not {(stacked & inside).pop()}")


RULES = (never_moved, nothing_taken, recursions_past_their_end, halvings, stacks)
