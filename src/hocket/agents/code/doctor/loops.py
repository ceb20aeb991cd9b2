"""Loops that end too soon, begin anew too often, or change what they go through."""

from __future__ import annotations

import ast
import itertools
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.bounds import WHOLE_ONLY
from hocket.agents.code.doctor.patient import (
    grows,
    is_call,
    method_of,
    names_of,
    single_target,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Loop, Patient

RUNNING = re.compile(
    r"\brunning\b|\bcumulat\w+|\bso far\b|\buntil then\b|\bup to (?:that|each|then)\b"
    r"|\bbalances?\b|\bprefix\b|\bafter (?:each|every)\b|\bsince\b|\bat the end of\b"
    r"|\bstocks?\b|\blevels?\b",
    re.IGNORECASE,
)
"""What is meant to go on from one round to the next."""
TAKES_OUT = ("remove", "pop", "discard", "popitem", "clear")


def changed_while_read(patient: Patient) -> Iterator[str]:
    """A list or dict from which its own loop takes entries, so that others are passed over."""
    for loop in patient.loops():
        if not isinstance(loop, ast.For):
            continue
        of, view = method_of(loop.iter)
        name = of if view in ("items", "keys", "values") else ast.unparse(loop.iter)
        if not re.fullmatch(r"[\w.]+", name):
            continue
        if any(_takes_out(node, name) for node in _staying(loop.body)):
            yield patient.swapped(loop.iter, f"list({ast.unparse(loop.iter)})")


def _staying(block: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a loop behind which it may go on."""
    if any(isinstance(one, ast.Break | ast.Return) for one in block):
        return
    for one in block:
        inner = [getattr(one, name, None) for name in ("body", "orelse")]
        blocks = [b for b in inner if isinstance(b, list) and b]
        if blocks and isinstance(one, ast.stmt):
            for deeper in blocks:
                yield from _staying(deeper)
        else:
            yield from ast.walk(one)


def _takes_out(node: ast.AST, name: str) -> bool:
    of, method = method_of(node)
    if of == name and method in TAKES_OUT:
        return True
    targets = node.targets if isinstance(node, ast.Delete) else []
    return any(isinstance(t, ast.Subscript) and ast.unparse(t.value) == name for t in targets)


def returns_too_soon(patient: Patient) -> Iterator[str]:
    """What a loop gathers, returned in its first round; also a verdict of the first item alone."""
    for loop in patient.loops():
        last = loop.body[-1]
        value = last.value if isinstance(last, ast.Return) else None
        if isinstance(value, ast.Name) and len(loop.body) > 1:
            earlier = [n for one in loop.body[:-1] for n in ast.walk(one)]
            outer = not any(
                isinstance(n, ast.Assign)
                and single_target(n) == value.id
                and value.id not in names_of(n.value)
                for n in earlier
            )
            if outer and any(grows(n, value.id) for n in earlier):
                yield patient.moved_out(last, loop, is_behind=True)
        if isinstance(last, ast.If) and len(last.orelse) == 1:
            yield from _verdict(patient, loop, last)


def _verdict(patient: Patient, loop: Loop, last: ast.If) -> Iterator[str]:
    """``if test: return True`` with ``else: return False`` as the end of a loop."""
    first, other = last.body[-1], last.orelse[0]
    if not isinstance(first, ast.Return) or not isinstance(other, ast.Return):
        return
    is_for = isinstance(loop, ast.For) and not loop.orelse
    values = [ast.unparse(one.value) if one.value else "" for one in (first, other)]
    if sorted(values) != ["False", "True"] or len(last.body) > 1 or not is_for:
        return
    body = patient.body
    if loop is not body[-1]:
        return
    says_all = re.search(r"\b(?:all|every|each)\b", patient.said, re.IGNORECASE)
    keeps_true = not says_all
    test = ast.unparse(last.test)
    if (values[0] == "True") is keeps_true:
        text = f"if {test}:\n    return {values[0]}"
    else:
        text = f"if not ({test}):\n    return {values[1]}"
    end = "False" if keeps_true else "True"
    start, stop = last.lineno - 1, loop.end_lineno or 0
    inner = [f"{' ' * last.col_offset}{line}" for line in text.split("\n")]
    yield patient.with_lines(start, stop, [*inner, f"{' ' * loop.col_offset}return {end}"])


def returns_nothing(patient: Patient) -> Iterator[str]:
    """What is gathered or computed, and not returned though the docstring says what is given."""
    returned = [n for n in ast.walk(patient.function) if isinstance(n, ast.Return) and n.value]
    if (
        returned
        or not patient.said
        or (patient.owner is not None and not _says_value(patient.said))
    ):
        return
    body = patient.body
    if not body or not _says_value(patient.said) or list(patient.nodes(ast.Yield, ast.YieldFrom)):
        return
    last = body[-1]
    if any(is_call(node, "print") for node in ast.walk(patient.function)):
        return
    if isinstance(last, ast.Assign | ast.AugAssign) and single_target(last):
        yield patient.put_after(last, f"return {single_target(last)}")
    elif isinstance(last, ast.For | ast.While):
        made = [single_target(one) for one in body if isinstance(one, ast.Assign)]
        grown = [n for n in made if n and any(grows(node, n) for node in ast.walk(last))]
        if len(grown) == 1:
            yield patient.put_after(last, f"return {grown[0]}")
    elif isinstance(last, ast.Expr) and isinstance(last.value, ast.BinOp | ast.Compare | ast.Name):
        yield patient.swapped(last, f"return {ast.unparse(last)}")


def _says_value(said: str) -> bool:
    """Whether a docstring begins with what a function gives."""
    return bool(
        re.match(r"(?:Return|Give|The|A|An|All|Whether|How|What|True|Is|Count)\b", said)
        or re.search(r"\breturns?\b", said, re.IGNORECASE)
    )


def results_of_itself(patient: Patient) -> Iterator[str]:
    """A call of the function by itself whose result is dropped, in the last place of a branch."""
    name = patient.function.name
    has_value = any(isinstance(n, ast.Return) and n.value for n in ast.walk(patient.function))
    if not has_value:
        return
    for block in patient.blocks():
        last = block[-1]
        if (
            isinstance(last, ast.Expr)
            and is_call(last.value, name)
            and _is_at_the_end(patient, last)
        ):
            yield patient.swapped(last, f"return {ast.unparse(last)}")


def _is_at_the_end(patient: Patient, last: ast.stmt) -> bool:
    """Whether nothing is run behind a statement."""
    block = patient.body
    while block[-1] is not last:
        one = block[-1]
        if not isinstance(one, ast.If):
            return False
        inside = [
            b for b in (one.body, one.orelse) if any(last is n for x in b for n in ast.walk(x))
        ]
        if not inside:
            return False
        block = inside[0]
    return True


def begun_anew(patient: Patient) -> Iterator[str]:
    """What a loop gathers, made empty in each of its rounds."""
    for loop in patient.loops():
        for node in loop.body[:-1]:
            name = single_target(node)
            if not isinstance(node, ast.Assign) or not name or not _is_nothing(node.value):
                continue
            rest = [n for one in loop.body if one is not node for n in ast.walk(one)]
            used = [n for n in rest if isinstance(n, ast.Name) and n.id == name]
            grown = [n for n in rest if grows(n, name)]
            is_left = any(isinstance(n, ast.Break) for n in ast.walk(loop))
            if (
                grown
                and not is_left
                and len(used) == len(grown)
                and _is_used_behind(patient, loop, name)
            ):
                yield patient.moved_out(node, loop, is_behind=False)


def _is_nothing(node: ast.expr) -> bool:
    return ast.unparse(node) in ("0", "0.0", "1", "[]", "{}", "''", "set()", "dict()", "list()")


def _is_used_behind(patient: Patient, loop: Loop, name: str) -> bool:
    end = loop.end_lineno or 0
    used = (n for n in ast.walk(patient.function) if isinstance(n, ast.Name) and n.id == name)
    return any(n.lineno > end for n in used)


def not_begun_anew(patient: Patient) -> Iterator[str]:
    """A sum or list of one round of the outer loop that still holds those of earlier rounds."""
    if RUNNING.search(patient.said):
        return
    for block in patient.blocks():
        for before, loop in itertools.pairwise(block):
            if isinstance(loop, ast.For) and isinstance(before, ast.Assign):
                names = [n for n in (before, *_between(block, loop)) if isinstance(n, ast.Assign)]
                for one in names:
                    if _belongs_within(patient, loop, one):
                        yield _moved_within(patient, one, loop)


def _between(block: list[ast.stmt], loop: ast.For) -> list[ast.stmt]:
    return block[: block.index(loop)]


def _belongs_within(patient: Patient, loop: ast.For, node: ast.Assign) -> bool:
    """Whether a name grows in an inner loop, is handed on behind it, and is of no use later."""
    name = single_target(node)
    if not name or not _is_nothing(node.value) or name in RUNNING.findall(name):
        return False
    inner = [one for one in loop.body if isinstance(one, ast.For)]
    grown = [one for one in inner if any(grows(n, name) for n in ast.walk(one))]
    if len(grown) != 1 or _is_used_behind(patient, loop, name):
        return False
    behind = loop.body[loop.body.index(grown[0]) + 1 :]
    before = loop.body[: loop.body.index(grown[0])]
    is_set = any(single_target(n) == name for one in behind for n in ast.walk(one))
    is_read = any(name in names_of(one) for one in behind)
    return is_read and not is_set and not any(name in names_of(one) for one in before)


def _moved_within(patient: Patient, node: ast.Assign, loop: ast.For) -> str:
    lines = patient.code.split("\n")
    text = f"{' ' * loop.body[0].col_offset}{ast.unparse(node)}"
    place = loop.body[0].lineno - 1
    start, end = node.lineno - 1, node.end_lineno or node.lineno
    return "\n".join([*lines[:start], *lines[end:place], text, *lines[place:]])


def last_part_lost(patient: Patient) -> Iterator[str]:
    """The part that a loop was at when it ended, which only a next one would have finished."""
    if WHOLE_ONLY.search(patient.said) or re.search(
        r"\bclosed\b|\b(?:un)?finished\b|\bend(?:s|ed|ing)\b|\buntil\b|\bfollowed by\b",
        patient.said,
    ):
        return
    for block in patient.blocks():
        for loop, after in itertools.pairwise(block):
            if not isinstance(loop, ast.For) or not isinstance(after, ast.Return):
                continue
            for added, name in _parts_ended(loop):
                out = method_of(added.value)[0] if isinstance(added, ast.Expr) else ""
                begun = [n for n in block if single_target(n) == name]
                if not begun or ast.unparse(begun[0]).partition(" = ")[2] not in ("[]", "''", "{}"):
                    continue
                if isinstance(after.value, ast.Name) and after.value.id == out:
                    yield patient.put_after(loop, f"if {name}:\n    {ast.unparse(added)}")


def _parts_ended(loop: ast.For) -> Iterator[tuple[ast.stmt, str]]:
    """(statement, name): a part is put into a list, and its name begun anew, in a branch."""
    for node in ast.walk(loop):
        if not isinstance(node, ast.If):
            continue
        for block in (node.body, node.orelse):
            for one, following in itertools.pairwise(block):
                name = single_target(following)
                is_put = isinstance(one, ast.Expr) and method_of(one.value)[1] == "append"
                if is_put and name and name in names_of(one):
                    yield one, name


def first_best(patient: Patient) -> Iterator[str]:
    """A largest one that begins with 0, so that it stays 0 where all are below."""
    if re.search(r"\bat least\b|\bpositive\b|\bnegative\b|\bbelow\b", patient.said):
        return
    body = patient.body
    for node in body:
        name = single_target(node)
        if not isinstance(node, ast.Assign) or ast.unparse(node.value) not in ("0", "-1", "0.0"):
            continue
        for loop in body:
            if not isinstance(loop, ast.For) or len(loop.body) != 1:
                continue
            test = loop.body[0]
            item = loop.target.id if isinstance(loop.target, ast.Name) else ""
            is_most = isinstance(test, ast.If) and ast.unparse(test.test) in (
                f"{item} > {name}", f"{name} < {item}", f"{item} < {name}", f"{name} > {item}",
                f"{item} >= {name}", f"{item} <= {name}",
            )  # fmt: skip
            of = ast.unparse(loop.iter)
            if (
                is_most
                and of.isidentifier()
                and isinstance(test, ast.If)
                and item
                and [ast.unparse(one) for one in test.body] == [f"{name} = {item}"]
            ):
                none = "None" if re.search(r"\bNone\b", patient.said) else ast.unparse(node.value)
                yield patient.swapped(node, f"{name} = next(iter({of}), {none})")


def unordered(patient: Patient) -> Iterator[str]:
    """One round of exchanges of neighbours, which puts only the largest one in its place."""
    body = patient.body
    for loop in body:
        if not isinstance(loop, ast.For) or not is_call(loop.iter, "range"):
            continue
        if len(loop.body) != 1 or not isinstance(loop.body[0], ast.If):
            continue
        index = ast.unparse(loop.target)
        swap = loop.body[0].body
        text = [ast.unparse(one) for one in swap]
        one, after = rf"\1\[{index}\]", rf"\1\[{index} \+ 1\]"
        pair = rf"\(?(\w+)\[{index}\], {after}\)? = \(?{after}, {one}\)?"
        match = re.fullmatch(pair, text[0])
        if match is None or len(swap) != 1 or not re.search(r"\bsorted\b|\border\b", patient.said):
            continue
        lines = patient.code.split("\n")
        start, end = loop.lineno - 1, loop.end_lineno or 0
        outer = f"{' ' * loop.col_offset}for _ in range(len({match[1]})):"
        if any(isinstance(n, ast.For | ast.While) for n in patient.loops() if n is not loop):
            continue
        yield patient.with_lines(start, end, [outer, *(f"    {line}" for line in lines[start:end])])


RULES = (
    changed_while_read, returns_too_soon, returns_nothing, results_of_itself, begun_anew,
    not_begun_anew, last_part_lost, first_best, unordered,
)  # fmt: skip
