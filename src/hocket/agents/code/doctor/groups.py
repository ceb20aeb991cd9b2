"""Groups and runs that a loop ends when the next one begins: the last one has no next one."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.bounds import WHOLE_ONLY
from hocket.agents.code.doctor.patient import (
    grows,
    is_call,
    method_of,
    names_of,
    single_target,
    stored_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_OPEN = re.compile(
    r"\bclosed\b|\b(?:un)?finish\w*\b|\bend(?:s|ed|ing)?\b|\buntil\b|\bterminat\w*\b|\bexcept\b"
    r"|\bwithout the last\b"
    r"|\bfollowed by\b|\bonce\b|\bonly (?:when|if)\b|\bbefore (?:an?|each|every|the next)\b"
    r"|\bbut (?:for )?the last\b|\bstill (?:open|going|running)\b|\bso far\b|\bat least two\b",
    re.IGNORECASE,
)
"""What may say that a group at the end does not count."""


_BROKEN = re.compile(r"\bbetween\b|\bbroken\b|\binterrupted\b|\bstopped\b", re.IGNORECASE)
"""What may say that a run counts only once it is over."""


@dataclass(frozen=True, slots=True)
class _Put:
    """What puts a group to the others: the statement, the names that begin anew, the branch."""

    node: ast.stmt
    reset: frozenset[str]
    branch: list[ast.stmt]


_EMPTY = ("[]", "''", "{}", "set()", "list()", "dict()")
_NOTHING = (*_EMPTY, "0", "None")


def last_group_lost(patient: Patient) -> Iterator[str]:
    """The group that a loop was at when it ended, which is put to the others nowhere."""
    if WHOLE_ONLY.search(patient.said) or _OPEN.search(patient.said):
        return
    block = patient.body
    for place, loop in enumerate(block):
        behind = block[place + 1 :]
        if not isinstance(loop, ast.For) or loop.orelse or not _is_plain(patient, loop):
            continue
        if any(isinstance(one, ast.Break | ast.Return) for one in ast.walk(loop)):
            continue
        puts = [*_puts(loop)]
        if len(puts) != 1 or not _is_lost(patient, loop, puts[0], behind):
            continue
        put, begun = puts[0], _begun(block[:place])
        used = _free(put.node)
        own = put.reset & used
        if used & (stored_in(loop.target) | (_stored(loop.body) - set(begun))):
            continue  # it looks at the entry that ends the group
        if own <= set(begun) and _goes_on(loop, put, own):
            guard = _guard(loop, {name: begun[name] for name in own})
            text = ast.unparse(put.node)
            if guard is not None:
                yield patient.put_after(loop, f"if {guard}:\n    {text}" if guard else text)


def _guard(loop: ast.For, begun: dict[str, str]) -> str | None:
    """What tells whether there is a group at the end: empty if there always is, None if open."""
    if all(_is_of_first(loop, value) for value in begun.values()):
        return ""
    if not set(begun.values()) <= {*_NOTHING}:
        return None
    for name, value in sorted(begun.items()):
        if value == "None":
            return f"{name} is not None"
    return next((name for name, value in sorted(begun.items()) if value in _EMPTY), None)


def _is_plain(patient: Patient, loop: ast.For) -> bool:
    """Whether a loop goes through what is given, without a last entry that ends the last group."""
    names = names_of(loop.iter)
    text = ast.unparse(loop.iter)
    if not re.fullmatch(r"(?:enumerate|sorted)?\(?[\w.]+(?:\[1:\])?(?:, key=.*)?\)?", text):
        return False
    return not any(
        grows(node, name)
        for name in names
        for node in ast.walk(patient.function)
        if isinstance(node, ast.stmt)
    )


def _puts(loop: ast.For) -> Iterator[_Put]:
    """What puts a group to the others in a branch that begins the next one."""
    for node in ast.walk(loop):
        if not isinstance(node, ast.If):
            continue
        later = [n for n in loop.body if n.lineno > node.lineno]
        for block in (node.body, node.orelse):
            for place, one in enumerate(block):
                # It may be put only if there is any.
                is_guarded = isinstance(one, ast.If) and len(one.body) == 1 and not one.orelse
                put = one.body[0] if is_guarded and isinstance(one, ast.If) else one
                reset = _stored(block[place + 1 :])
                if _is_put(put) and reset & _free(put):
                    yield _Put(put, frozenset(reset | _stored(later)), block)


def _stored(block: list[ast.stmt]) -> set[str]:
    return set().union(*(stored_in(one) for one in block))


def _is_put(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Expr):
        return False
    return method_of(node.value)[1] in ("append", "add") or isinstance(node.value, ast.Yield)


def _free(put: ast.stmt) -> set[str]:
    """The names of what is put, without the list and the functions that are called for it."""
    value = put.value if isinstance(put, ast.Expr) else None
    parts = value.args if isinstance(value, ast.Call) else [getattr(value, "value", None)]
    called = {
        n.func.id for part in parts if part for n in ast.walk(part)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }  # fmt: skip
    return set().union(*(names_of(part) for part in parts if part), set()) - called


def _is_lost(patient: Patient, loop: ast.For, found: _Put, behind: list[ast.stmt]) -> bool:
    """Whether nothing behind a loop looks at the last group, and the list is what is given."""
    put = found.node
    later = set().union(*(names_of(one) for one in behind), set())
    if later & (found.reset & _free(put)):
        return False
    if isinstance(put, ast.Expr) and isinstance(put.value, ast.Yield):
        return not behind and len([*patient.nodes(ast.Yield, ast.YieldFrom)]) == 1
    out = method_of(put.value)[0] if isinstance(put, ast.Expr) else ""
    last = behind[-1] if len(behind) == 1 else None
    if not out.isidentifier() or not isinstance(last, ast.Return) or last.value is None:
        return False
    value = last.value
    is_joined = method_of(value)[1] == "join" and isinstance(value, ast.Call)
    given = value.args[0] if is_joined and isinstance(value, ast.Call) and value.args else value
    counted = is_call(value, "len", "max", "tuple", "sum", "list") and isinstance(value, ast.Call)
    given = value.args[0] if counted and isinstance(value, ast.Call) and value.args else given
    others = [n for n in patient.nodes(ast.Expr) if n is not put and grows(n, out)]
    return ast.unparse(given) == out and not others and out not in names_of(loop.iter)


def _begun(block: list[ast.stmt]) -> dict[str, str]:
    """The names that have a value before the loop, with its source."""
    found: dict[str, str] = {}
    for one in block:
        if not isinstance(one, ast.Assign):
            continue
        for target in one.targets:
            if isinstance(target, ast.Name):
                found[target.id] = ast.unparse(one.value)
            elif isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
                pairs = zip(target.elts, one.value.elts, strict=False)
                found |= {ast.unparse(name): ast.unparse(value) for name, value in pairs}
    return found


def _goes_on(loop: ast.For, put: _Put, names: frozenset[str]) -> bool:
    """Whether each round may change the group elsewhere than where it is put and begun anew."""
    inside = {id(n) for one in put.branch for n in ast.walk(one)}
    return any(
        id(node) not in inside and (grows(node, name) or single_target(node) == name)
        for node in ast.walk(loop)
        for name in names
        if isinstance(node, ast.stmt)
    )


def _is_of_first(loop: ast.For, value: str) -> bool:
    """Whether a group begins with the first entry of what the loop goes through, or counts it."""
    of = ast.unparse(loop.iter).removesuffix("[1:]")
    return ast.unparse(loop.iter) == f"{of}[1:]" and (
        value in ("1", f"[{of}[0]]") or value.startswith(f"{of}[0]")
    )


def last_run_lost(patient: Patient) -> Iterator[str]:
    """The longest run, which is held against the best one only when another run begins."""
    if _OPEN.search(patient.said) or _BROKEN.search(patient.said):
        return
    for loop, last in pairwise(patient.body):
        if not isinstance(loop, ast.For) or not isinstance(last, ast.Return) or loop.orelse:
            continue
        best = ast.unparse(last.value) if isinstance(last.value, ast.Name) else ""
        tests = [one for one in loop.body if isinstance(one, ast.If)]
        if not best or len(tests) != 1 or not _is_plain_run(patient, loop):
            continue
        for ended, going in ((tests[0].body, tests[0].orelse), (tests[0].orelse, tests[0].body)):
            run = _run_of(ended, going, best)
            begun = _begun(patient.body).get(run, "")
            stored = [n for n in ast.walk(loop) if single_target(n) == best]
            if run and begun == "0" and len(stored) == 1:
                yield patient.swapped(last, f"return max({best}, {run})")
            elif run and begun == "1" and len(stored) == 1:
                of = _gone_through(patient, loop)
                if of:
                    yield patient.swapped(last, f"return max({best}, {run}) if {of} else {best}")


def _is_plain_run(patient: Patient, loop: ast.For) -> bool:
    text = ast.unparse(loop.iter)
    is_range = re.fullmatch(r"range\(1, len\(\w+\)\)", text)
    is_pairs = re.fullmatch(r"(?:pairwise|zip)\((\w+)(?:, \1\[1:\])?\)", text)
    return bool(is_range or is_pairs) or _is_plain(patient, loop)


def _gone_through(patient: Patient, loop: ast.For) -> str:
    """The parameter that a loop goes through from its second entry on."""
    match = re.fullmatch(
        r"range\(1, len\((\w+)\)\)|(\w+)\[1:\]|(?:pairwise|zip)\((\w+).*\)", ast.unparse(loop.iter)
    )
    name = next((one for one in match.groups() if one), "") if match is not None else ""
    return name if name in patient.parameters else ""


def _run_of(ended: list[ast.stmt], going: list[ast.stmt], best: str) -> str:
    """The name of a run that is held against the best one and begun anew; empty if none is."""
    if len(ended) < 2 or len(going) != 1:  # noqa: PLR2004 - the two statements
        return ""
    step = going[0]
    run = single_target(step) if isinstance(step, ast.AugAssign) else ""
    held = {
        f"{best} = max({best}, {run})", f"{best} = max({run}, {best})",
        f"if {run} > {best}:\n    {best} = {run}", f"if {best} < {run}:\n    {best} = {run}",
    }  # fmt: skip
    is_step = run and ast.unparse(step) == f"{run} += 1"
    again = {ast.unparse(one) for one in ended[1:]} & {f"{run} = 0", f"{run} = 1"}
    return run if is_step and ast.unparse(ended[0]) in held and again else ""


RULES = (last_group_lost, last_run_lost)
