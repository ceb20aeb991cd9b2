"""Spans of time: overlaps seen from one end alone, spans joined, and acts before their check."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.nothing import looks_at
from hocket.agents.code.doctor.patient import method_of, names_of, single_target
from hocket.agents.code.repairs import CHANGING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

OVERLAPS = re.compile(
    r"overlap|free\b|taken|book|reserv|clash|conflict|collid|\blet\b|busy|occup|availab"
    r"|at the same time"
    r"|in use|double",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\bwithin\b|\binside\b|\bfits?\b|\bcontain|\bcover|\benclos", re.IGNORECASE)
"""What says that a span lies in another one, which is more than to overlap."""
TOUCHES = re.compile(
    r"\bmay (?:begin|start|arrive|come|follow)\b[^.]*\b(?:ends?|leaves?|left|goes|stops?)\b"
    r"|\bback[- ]to[- ]back\b|\b(?:touch\w*|meet\w*) (?:is|are|do|does)(?: not|n't)\b"
    r"|\bend(?:s|ing)? (?:when|as|where|at the (?:very )?\w+) (?:the )?(?:next|other"
    r"|another)\b[^.]*\b(?:free|allowed|fine|possible)"
    r"|\b(?:up to but )?(?:not|without) includ\w+ (?:the )?(?:end|last)",
    re.IGNORECASE,
)
"""What says that one may begin where another ends."""
INCLUSIVE = re.compile(
    r"\binclusive\w*|\bboth included\b|\bincluding (?:both|the last)\b", re.IGNORECASE
)
JOINS = re.compile(
    r"\boverlap\w*|\bmerg\w+|\bjoin\w*|\btouch\w*|\bbecomes? one\b|\bare one\b", re.IGNORECASE
)
JOINS_TOUCHING = re.compile(
    r"\btouch\w*|\badjacent\b|\b(?:begins?|starts?) (?:when|where|as|at)\b[^.;]*\bends?\b"
    r"|\bends? (?:when|where|as|at)\b[^.;]*\b(?:begins?|starts?)\b",
    re.IGNORECASE,
)


def half_overlaps(patient: Patient) -> Iterator[str]:
    """A look whether one end of a span lies within another, which misses spans around it."""
    about = f"{patient.said} {patient.function.name}"
    if not OVERLAPS.search(about) or WITHIN.search(about):
        return
    for first, last in _unpacked(patient):
        for node, parent, looked_at in _tests(patient, first, last):
            beside = parent.values if isinstance(parent, ast.BoolOp) else []
            held = {n for one in beside if one is not node for n in names_of(one)}
            for start, end in _spans(patient, looked_at):
                if held & {start, end}:
                    continue  # the other end is looked at too: it may have to lie within as well
                sign = "<=" if INCLUSIVE.search(patient.said) else _sign(patient.said, node)
                text = f"{start} {sign} {last} and {first} {sign} {end}"
                is_alone = isinstance(parent, ast.If) or (
                    isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.And)
                )
                if ast.unparse(node) != text and not {start, end} & {first, last}:
                    yield patient.swapped(node, text if is_alone else f"({text})")


def _sign(said: str, node: ast.expr) -> str:
    """Whether a span that begins where another ends is apart from it."""
    is_within = any(isinstance(n, ast.LtE | ast.GtE) for n in ast.walk(node))
    return "<" if TOUCHES.search(said) or not is_within else "<="


def _unpacked(patient: Patient) -> list[tuple[str, str]]:
    """The last two names that a loop takes out of each entry."""
    targets = [
        n.target for n in ast.walk(patient.function) if isinstance(n, ast.For | ast.comprehension)
    ]
    pairs = []
    for target in targets:
        names = (
            [e.id for e in target.elts if isinstance(e, ast.Name)]
            if isinstance(target, ast.Tuple)
            else []
        )
        if len(names) > 1:
            pairs.append((names[-2], names[-1]))
    return pairs


def _spans(patient: Patient, looked_at: str) -> list[tuple[str, str]]:
    """The start and the end of what is held against the entries, of which one is looked at."""
    pairs = [*pairwise(patient.parameters)]
    for node in patient.nodes(ast.Assign):
        value = node.value if isinstance(node, ast.Assign) else None
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
            left = ast.unparse(value.left)
            if left in patient.parameters and single_target(node):
                pairs.insert(0, (left, single_target(node)))
    other = _no_ends(patient)
    pairs = [pair for pair in pairs if not other & {*pair}]
    begun = [pair for pair in pairs if pair[0] == looked_at]
    return begun[:1] or [pair for pair in pairs if pair[1] == looked_at][:1]


def _no_ends(patient: Patient) -> set[str]:
    """The names that are gone through, looked for or multiplied: those of no start and no end."""
    found: set[str] = set()
    for node in ast.walk(patient.function):
        if isinstance(node, ast.For | ast.comprehension):
            found |= names_of(node.iter)
        elif isinstance(node, ast.Compare):
            is_order = all(isinstance(n, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for n in node.ops)
            found |= set() if is_order else names_of(node)
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub):
            found |= names_of(node)
    return found


def _tests(patient: Patient, first: str, last: str) -> Iterator[tuple[ast.expr, ast.AST, str]]:
    """(test, parent, end): of whether an end of another span lies between first and last."""
    parents = {id(c): p for p in ast.walk(patient.function) for c in ast.iter_child_nodes(p)}
    for node in ast.walk(patient.function):
        looked_at = _within(node, first, last) if isinstance(node, ast.Compare) else ""
        if isinstance(node, ast.expr) and looked_at:
            one: ast.expr = node
            parent = parents[id(one)]
            # Of several such tests that are joined by ``or`` the whole is meant.
            while isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.Or):
                one, parent = parent, parents[id(parent)]
            yield one, parent, looked_at


def _within(node: ast.Compare, first: str, last: str) -> str:
    """What a chain such as ``first <= start < last`` looks at; empty if it is none."""
    texts = [ast.unparse(one) for one in (node.left, *node.comparators)]
    signs = {type(one) for one in node.ops}
    is_chain = len(texts) == 3 and {texts[0], texts[2]} == {first, last}  # noqa: PLR2004
    is_one_way = signs <= {ast.Lt, ast.LtE} or signs <= {ast.Gt, ast.GtE}
    return texts[1] if is_chain and is_one_way and texts[1].isidentifier() else ""


def joined_spans(patient: Patient) -> Iterator[str]:
    """Spans that are joined: the end is the later one of both."""
    if not JOINS.search(f"{patient.said} {patient.function.name}"):
        return
    for node in patient.nodes(ast.If):
        if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
            continue
        test = ast.unparse(node.test)
        match = re.fullmatch(r"(\w+) (<=?) (.+)|(.+) (>=?) (\w+)", test)
        if match is None:
            continue
        start, sign, kept = (
            (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        )
        for one in node.body:
            if isinstance(one, ast.Assign) and len(one.targets) == 1:
                new = _later_end(one, kept)
                if new:
                    yield patient.swapped(one.value, new)
                if _joins(one, kept) and "=" not in sign and JOINS_TOUCHING.search(patient.said):
                    text = f"{start} <= {kept}" if match[1] else f"{kept} >= {start}"
                    yield patient.swapped(node.test, text)


def _joins(node: ast.Assign, kept: str) -> bool:
    """Whether a statement sets the end of the span whose end is tested."""
    target = ast.unparse(node.targets[0])
    return kept in (target, f"{target}[1]", f"{target}[-1]")


def _later_end(node: ast.Assign, kept: str) -> str:
    """The value with the later end instead of that of the next span; empty if it has it."""
    value = node.value
    if not _joins(node, kept) or "max(" in ast.unparse(value):
        return ""
    if isinstance(value, ast.Name) and ast.unparse(node.targets[0]) == kept:
        return f"max({kept}, {value.id})"
    if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == 2:  # noqa: PLR2004 - a span
        first, end = map(ast.unparse, value.elts)
        if end == kept:
            return ""
        text = f"{first}, max({kept}, {end})"
        return f"({text})" if isinstance(value, ast.Tuple) else f"[{text}]"
    return ""


def first_of_nothing(patient: Patient) -> Iterator[str]:
    """A list that begins with the first entry of another, and a loop over the others.

    The first entry as a slice is there also if nothing is.
    """
    for block in patient.blocks():
        for one, loop in pairwise(block):
            if not isinstance(one, ast.Assign) or not isinstance(loop, ast.For):
                continue
            match = re.fullmatch(r"(\w+) = \[(\w+)\[0\]\]", ast.unparse(one))
            is_guarded = match is not None and looks_at(patient, match[2])
            if match and not is_guarded and ast.unparse(loop.iter) == f"{match[2]}[1:]":
                yield patient.swapped(one.value, f"list({match[2]}[:1])")


REFUSES = re.compile(r"\bFalse\b[^.;]*\b(?:if|when|unless)\b")


def acts_before_check(patient: Patient) -> Iterator[str]:
    """What is done before it is known whether it may be done."""
    if not REFUSES.search(patient.said):
        return
    for block in patient.blocks():
        for act, check in pairwise(block):
            of = _changed(act)
            if not (of in patient.parameters or of.startswith("self.")):
                continue
            is_return = isinstance(check, ast.Return) and check.value is not None
            if is_return and block[-1] is check and of in ast.unparse(check):
                yield from _checked_first(patient, act, check)
            refuses = (
                isinstance(check, ast.If)
                and of in ast.unparse(check.test)
                and not check.orelse
                and [ast.unparse(one) for one in check.body] == ["return False"]
            )
            if refuses and isinstance(act, ast.Expr):
                lines = patient.code.split("\n")
                start, middle, end = act.lineno - 1, check.lineno - 1, check.end_lineno or 0
                yield patient.with_lines(start, end, [*lines[middle:end], *lines[start:middle]])


def _changed(act: ast.stmt) -> str:
    """What a statement adds to or takes from; empty if nothing."""
    if isinstance(act, ast.Expr):
        of, method = method_of(act.value)
        return of if method in CHANGING else ""
    if isinstance(act, ast.AugAssign):
        return ast.unparse(act.target)
    return ""


def _checked_first(patient: Patient, act: ast.stmt, check: ast.stmt) -> Iterator[str]:
    value = check.value if isinstance(check, ast.Return) else None
    if not isinstance(value, ast.Compare | ast.Call | ast.UnaryOp):
        return
    test = ast.unparse(value)
    if isinstance(act, ast.AugAssign) and not names_of(act.value) <= names_of(value):
        return  # what is left over is looked at, as it should be
    text = f"if not {test}:" if isinstance(value, ast.Call) else f"if not ({test}):"
    new = [text, "    return False", *ast.unparse(act).split("\n"), "return True"]
    lines = [f"{' ' * act.col_offset}{line}" for line in new]
    yield patient.with_lines(act.lineno - 1, check.end_lineno or 0, lines)


ENDS_AFTER = re.compile(
    r"\b(?:does not|doesn't|not) (?:end|come|lie|finish|begin|start)?s? ?(?:after"
    r"|later than|behind|before)\b"
)


def empty_spans(patient: Patient) -> Iterator[str]:
    """A refusal of what 'does not end after its start', which lets what ends with it pass."""
    if not ENDS_AFTER.search(patient.said):
        return
    for node in patient.nodes(ast.If):
        if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
            continue
        test = node.test
        is_raise = isinstance(node.body[-1], ast.Raise)
        sign = {ast.Lt: "<=", ast.Gt: ">="}.get(type(test.ops[0]))
        if is_raise and sign and len(test.ops) == 1 and names_of(test) <= set(patient.parameters):
            text = f"{ast.unparse(test.left)} {sign} {ast.unparse(test.comparators[0])}"
            yield patient.swapped(test, text)


RULES = (half_overlaps, joined_spans, first_of_nothing, acts_before_check, empty_spans)
