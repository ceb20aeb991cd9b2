"""Branches that are never reached, conditions that are always or never met, verdicts too early."""

from __future__ import annotations

import ast
import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.words import QUANTIFIED, SOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.doctor.patient import Patient

_SOME = re.compile(
    SOME.pattern + r"|^Whether [^.;]{1,40} (?:has|have|contains?|knows?|holds?|is in|are in) "
    r"(?:any|some|at least one|one) of\b"
)
_DENIED = re.compile(r"^Whether (?:[^.;]* )?(?:no|not|nobody|none|nothing|neither|never)\b")
"""What turns a question for one of them round."""
_OVER_NIGHT = re.compile(
    r"\b(?:over|mid)?night|\bevening|\bround\b|\bwrap|\bnew year|\bwinter|\bcircular", re.IGNORECASE
)
_UP, _DOWN = (ast.Gt, ast.GtE), (ast.Lt, ast.LtE)
_PAIRS = (
    ("low", "high"), ("lower", "upper"), ("first", "last"), ("start", "end"), ("min", "max"),
    ("minimum", "maximum"), ("begin", "end"), ("earliest", "latest"), ("smallest", "largest"),
    ("opening", "closing"), ("opens", "closes"), ("least", "most"),
)  # fmt: skip
"""Names of the lower and the upper end of something."""


def unreached_steps(patient: Patient) -> Iterator[str]:
    """Steps of a scale in an order in which the first one takes what is meant for the others."""
    for node in patient.nodes(ast.If):
        chain = _chain(node) if isinstance(node, ast.If) else []
        tests = [_limit_of(one.test) for one in chain]
        if len(tests) > 1 and _is_hidden(tests):
            yield _turned(patient, chain)
    for block in patient.blocks():
        run: list[ast.If] = []
        for one in [*block, None]:
            is_step = isinstance(one, ast.If) and not one.orelse
            if is_step and isinstance(one, ast.If) and isinstance(one.body[-1], ast.Return):
                run.append(one)
                continue
            for steps in _alike(run):
                if len(steps) > 1 and _is_hidden([_limit_of(step.test) for step in steps]):
                    yield _turned(patient, steps)
            run = []


def _alike(run: Sequence[ast.If]) -> Iterator[list[ast.If]]:
    """The steps next to one another that compare the same thing in the same direction."""
    for _, steps in groupby(run, key=lambda one: (_limit_of(one.test) or ("", False, 0.0))[:2]):
        yield [*steps]


def _chain(node: ast.If) -> list[ast.If]:
    """The branches of ``if`` and ``elif`` from one on."""
    found = [node]
    while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        node = node.orelse[0]
        found.append(node)
    return found


def _limit_of(test: ast.expr) -> tuple[str, bool, float] | None:
    """(what is compared, whether it is above, number) of a comparison; None if it is another."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    sides, is_up = (test.left, test.comparators[0]), isinstance(test.ops[0], _UP)
    if not is_up and not isinstance(test.ops[0], _DOWN):
        return None
    for one, other, above in ((*sides, is_up), (*sides[::-1], not is_up)):
        if isinstance(other, ast.Constant) and type(other.value) in (int, float):
            return ast.unparse(one), above, float(str(other.value))
    return None


def _is_hidden(tests: Sequence[tuple[str, bool, float] | None]) -> bool:
    """Whether each test but the first is of what the one before has taken already."""
    steps = [one for one in tests if one is not None]
    if len(steps) != len(tests) or len({(name, above) for name, above, _ in steps}) != 1:
        return False
    sign = 1 if steps[0][1] else -1
    return all(sign * then[2] > sign * before[2] for before, then in pairwise(steps))


def _turned(patient: Patient, chain: Sequence[ast.If]) -> str:
    """The file with the tests and bodies of some branches in the opposite order."""
    lines = patient.code.split("\n")
    parts = [
        (ast.unparse(one.test), lines[one.body[0].lineno - 1 : one.body[-1].end_lineno])
        for one in chain
    ]
    if any(one.body[0].lineno == one.lineno for one in chain):
        return patient.code
    for one, (test, body) in zip(reversed(chain), parts, strict=True):
        start, end = one.body[0].lineno - 1, one.body[-1].end_lineno or 0
        head = lines[one.lineno - 1]
        word = "elif" if head.lstrip().startswith("elif") else "if"
        indent = head[: len(head) - len(head.lstrip())]
        lines[one.lineno - 1 : end] = [f"{indent}{word} {test}:", *lines[one.lineno : start], *body]
    return "\n".join(lines)


def impossible_conditions(patient: Patient) -> Iterator[str]:
    """``x < 1 and x > 9``, which is never met, and ``x != 1 or x != 2``, which always is."""
    for node in patient.nodes(ast.BoolOp):
        if not isinstance(node, ast.BoolOp) or len(node.values) != 2:  # noqa: PLR2004 - two sides
            continue
        first, second = node.values
        if not isinstance(first, ast.Compare) or not isinstance(second, ast.Compare):
            continue
        if len(first.ops) != 1 or len(second.ops) != 1:
            continue
        is_and = isinstance(node.op, ast.And)
        if is_and and _is_outside(first, second) and _may_be_turned(patient, first, second):
            continue
        if (_is_never(first, second) and is_and) or (_is_always(first, second) and not is_and):
            word = "or" if is_and else "and"
            text = f"{ast.unparse(first)} {word} {ast.unparse(second)}"
            # Brackets around it, where it needs any, are not part of it and stay.
            yield patient.swapped(node, text)


def _is_never(first: ast.Compare, second: ast.Compare) -> bool:
    """Whether two comparisons of the same thing exclude each other."""
    if _are_equalities(first, second, ast.Eq):
        return True
    limits = _limit_of(first), _limit_of(second)
    if limits[0] is not None and limits[1] is not None:
        below, above = sorted(limits, key=lambda one: bool(one and one[1]))
        assert below is not None and above is not None  # noqa: PT018, S101 - for the types
        is_pair = below[0] == above[0] and not below[1] and above[1]
        return is_pair and below[2] < above[2]
    return _is_outside(first, second)


def _is_outside(first: ast.Compare, second: ast.Compare) -> bool:
    """Whether one thing is below the lower and above the upper end of something, as named."""
    ends: dict[bool, str] = {}
    of = {ast.unparse(first.left), ast.unparse(second.left)}
    for one in (first, second):
        if isinstance(one.ops[0], (*_UP, *_DOWN)):
            ends[isinstance(one.ops[0], _UP)] = ast.unparse(one.comparators[0])
    names = ends.get(False, "").rpartition("_")[2], ends.get(True, "").rpartition("_")[2]
    return len(of) == 1 and names in _PAIRS


def _may_be_turned(patient: Patient, first: ast.Compare, second: ast.Compare) -> bool:
    """Whether the upper end may be below the lower one, as hours of opening over midnight are."""
    ends = {ast.unparse(one.comparators[0]) for one in (first, second)}
    return _OVER_NIGHT.search(patient.said) is not None or any(
        {ast.unparse(node.left), ast.unparse(node.comparators[0])} == ends
        for node in patient.nodes(ast.Compare)
        if isinstance(node, ast.Compare)
    )


def _is_always(first: ast.Compare, second: ast.Compare) -> bool:
    """Whether of two comparisons of the same thing one is met in any case."""
    return _are_equalities(first, second, ast.NotEq)


def _are_equalities(first: ast.Compare, second: ast.Compare, kind: type[ast.cmpop]) -> bool:
    """Whether the same thing is compared with two values that differ."""
    values = [one.comparators[0] for one in (first, second)]
    is_kind = isinstance(first.ops[0], kind) and isinstance(second.ops[0], kind)
    are_values = all(isinstance(one, ast.Constant) for one in values)
    is_same = ast.unparse(first.left) == ast.unparse(second.left)
    are_apart = ast.unparse(values[0]) != ast.unparse(values[1])
    return is_kind and are_values and is_same and are_apart


def verdicts(patient: Patient) -> Iterator[str]:
    """A loop that looks for one where all are meant, and the other way round."""
    is_all, is_some = (one.search(patient.said) for one in (QUANTIFIED, _SOME))
    if is_some and _DENIED.search(patient.said):
        return
    if len(patient.body) < 2:  # noqa: PLR2004 - a loop and what follows it
        return
    loop, last = patient.body[-2:]
    if not isinstance(loop, ast.For) or not isinstance(last, ast.Return) or loop.orelse:
        return
    test = loop.body[0]
    if len(loop.body) != 1 or not isinstance(test, ast.If) or test.orelse or len(test.body) != 1:
        return
    given = ast.unparse(test.body[0]), ast.unparse(last)
    found = ("return True", "return False")
    if not ((is_all and given == found) or (is_some and given == found[::-1])):
        return
    inner = test.test
    is_not = isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not)
    text = ast.unparse(inner.operand) if is_not and isinstance(inner, ast.UnaryOp) else ""
    if any(
        isinstance(n, ast.Call) and re.match(r"(?:any|all)\(", ast.unparse(n))
        for n in ast.walk(inner)
    ):
        return
    start, end = test.lineno - 1, last.end_lineno or 0
    indent, deeper = " " * last.col_offset, " " * test.col_offset
    lines = [
        f"{deeper}if {text or _negated(inner)}:", f"{deeper}    {given[1]}", f"{indent}{given[0]}",
    ]  # fmt: skip
    yield patient.with_lines(start, end, lines)


def gives_up_too_soon(patient: Patient) -> Iterator[str]:
    """A loop that gives up after its first entry, where the next ones may be what is looked for."""
    loop = patient.body[-1] if patient.body else None
    if not isinstance(loop, ast.For) or loop.orelse:
        return
    if any(isinstance(one, ast.Continue) for one in ast.walk(loop)):
        return  # only the first one that is not passed over may be looked at
    *before, last = loop.body
    if isinstance(last, ast.If) and [*map(ast.unparse, last.orelse)] == ["return None"]:
        if isinstance(last.body[-1], ast.Return):
            lines = [*patient.code.split("\n")[last.lineno - 1 : last.body[-1].end_lineno]]
            end = f"{' ' * loop.col_offset}return None"
            yield patient.with_lines(last.lineno - 1, loop.end_lineno or 0, [*lines, end])
        return
    if not before:
        return
    value = last.value if isinstance(last, ast.Return) else None
    found = before[-1]
    is_found = isinstance(found, ast.If) and isinstance(found.body[-1], ast.Return)
    is_nothing = isinstance(last, ast.Return) and (
        value is None or ast.unparse(value) in ("None", "False", "-1", "''", "0", "[]")
    )
    if is_found and isinstance(found, ast.If) and not found.orelse and is_nothing:
        yield patient.moved_out(last, loop, is_behind=True)


_OPPOSITE: dict[type[ast.cmpop], str] = {
    ast.In: "not in", ast.NotIn: "in", ast.Eq: "!=", ast.NotEq: "==", ast.Lt: ">=", ast.GtE: "<",
    ast.Gt: "<=", ast.LtE: ">", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def _negated(node: ast.expr) -> str:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        sign = _OPPOSITE[type(node.ops[0])]
        return f"{ast.unparse(node.left)} {sign} {ast.unparse(node.comparators[0])}"
    is_plain = isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.Subscript)
    return f"not {ast.unparse(node)}" if is_plain else f"not ({ast.unparse(node)})"


def values_not_returned(patient: Patient) -> Iterator[str]:
    """A value as the last line of a branch, where other branches return theirs."""
    if not any(isinstance(n, ast.Return) and n.value for n in patient.nodes(ast.Return)):
        return
    for node in patient.nodes(ast.If):
        blocks = [node.body, node.orelse] if isinstance(node, ast.If) else []
        if not all(blocks) or node is not patient.body[-1]:
            continue
        for block, other in (blocks, blocks[::-1]):
            last = block[-1]
            value = last.value if isinstance(last, ast.Expr) else None
            is_value = isinstance(value, ast.Name | ast.BinOp | ast.JoinedStr | ast.Compare)
            is_value |= isinstance(value, ast.Constant) and value.value is not ...
            if is_value and isinstance(other[-1], ast.Return):
                yield patient.swapped(last, f"return {ast.unparse(last)}")


RULES = (unreached_steps, impossible_conditions, verdicts, gives_up_too_soon, values_not_returned)
