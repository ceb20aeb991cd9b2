"""What counts only once however often it occurs, where the code counts it each time."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, method_of, names_of, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

ONCE = re.compile(
    r"\bmore than once\b[^.;]{0,40}\bonce\b|\bcounts? (?:only |just )?(?:as )?once\b"
    r"|\beach (?:of them |one |\w+ )?(?:only|just) once\b|\bwithout (?:duplicates|repeats"
    r"|repetitions|doubles)\b|\bno (?:duplicates|\w+ twice)\b"
    r"|\bduplicates? (?:is |are |\w+ )?(?:ignored|left out|dropped|removed|skipped)\b"
    r"|\bduplicates? (?:is |are )?(?:counted|count|given|listed) (?:only )?once\b",
    re.IGNORECASE,
)
DIFFERENT = re.compile(
    r"^(?:Return |Returns |Count )?(?:How many|The number of|the number of) "
    r"(?:different|distinct|unique)\b"
)
_IN_A_ROW = re.compile(
    r"\bin a row\b|\bneighbou?r|\bnext to\b|\bone after\b|\bconsecutive|\badjacent|\bsuccessive"
    r"|\bbehind one another\b|\bruns?\b",
    re.IGNORECASE,
)
_SIMPLE = re.compile(
    r"\b(?:names?|words?|numbers?|letters?|tags?|titles?|ids?|codes?|addresses|years?|colou?rs?"
    r"|cities|countries|places|texts?|digits?|tickets?)\b",
    re.IGNORECASE,
)
"""What says that entries are of a kind that a set can hold."""
_SEEN = re.compile(r"\bset\(|fromkeys|\bin\b (?!range)[^:]*:|unique|Counter|groupby|\{")
"""What code has that may see to it in another way."""
_BEGIN = r"(?:(?:Return|Returns|The|All|A) )*(?:\w+ ){{0,3}}?{name}(?:s|es)?\b"
_OF_LISTS = re.compile(r"\b(?:rows|lists|records|dicts|entries)\b", re.IGNORECASE)
"""What says that entries are of a kind that no set can hold."""
_ELSEWHERE = r"\bset\(|fromkeys|unique|Counter|groupby|\.count\("
_TIDY = ("strip", "lower", "upper", "casefold", "title", "capitalize")


def equal_neighbours(patient: Patient) -> Iterator[str]:
    """``x == last + 1`` in sorted numbers, where an equal one is to change nothing."""
    code = "\n".join(map(ast.unparse, patient.body))
    is_sorted = re.search(r"\bsorted\b", f"{patient.said} {code}") or ".sort(" in code
    if not ONCE.search(patient.said) or not is_sorted or re.search(r"\bset\(|fromkeys", code):
        return
    for loop in patient.loops():
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            continue
        one = loop.target.id
        kept = {name for part in loop.body for name in stored_in(part)} - {one}
        if re.search(rf"\b{one} (?:==|!=|<=|>|<|>=) (?:{'|'.join(kept) or '-'})(?! \+)\b", code):
            continue  # an equal one is looked at already
        for node in ast.walk(loop):
            found = _next_one(node, one, kept)
            if found and isinstance(node, ast.Compare):
                yield patient.swapped(node, found)


def _next_one(node: ast.AST, one: str, kept: set[str]) -> str:
    """A comparison for the next number that lets an equal one pass; empty if it is another."""
    if not isinstance(node, ast.Compare):
        return ""
    text = ast.unparse(node)
    for last in sorted(kept):
        table = {
            f"{one} == {last} + 1": f"{one} <= {last} + 1",
            f"{last} + 1 == {one}": f"{last} + 1 >= {one}",
            f"{one} - 1 == {last}": f"{one} - 1 <= {last}",
            f"{one} - {last} == 1": f"{one} - {last} <= 1",
            f"{one} != {last} + 1": f"{one} > {last} + 1",
            f"{one} - {last} != 1": f"{one} - {last} > 1",
        }
        if text in table:
            return table[text]
    return ""


def added_again(patient: Patient) -> Iterator[str]:
    """What is put into a list each time that it occurs, though each is to be there only once."""
    code = "\n".join(map(ast.unparse, patient.body))
    if not ONCE.search(patient.said) or _IN_A_ROW.search(patient.said):
        return
    loops = patient.loops()
    signs = [n.ops[0] for n in patient.nodes(ast.Compare) if isinstance(n, ast.Compare)]
    is_looked_for = any(isinstance(sign, ast.In | ast.NotIn) for sign in signs)
    if is_looked_for or re.search(_ELSEWHERE, code):
        return
    puts = [
        n for n in patient.nodes(ast.Expr)
        if isinstance(n, ast.Expr) and method_of(n.value)[1] == "append"
    ]  # fmt: skip
    if len(puts) != 1 or len(loops) != 1 or not isinstance(loops[0], ast.For):
        return
    put, loop = puts[0], loops[0]
    out, call = method_of(put.value)[0], put.value
    one = loop.target.id if isinstance(loop.target, ast.Name) else ""
    part = _argument(put)
    if isinstance(loop.target, ast.Tuple) and isinstance(part, ast.Name):
        is_begun = re.match(_BEGIN.format(name=re.escape(part.id)), patient.said) is not None
        one = part.id if is_begun and part.id in stored_in(loop.target) else ""
    of = ast.unparse(loop.iter)
    if not isinstance(call, ast.Call) or not one or _is_held(patient, loop, out):
        return
    if not _is_named(patient.said, call.args[0]):
        return
    if _is_of(call.args[0], one) and of in patient.parameters and out not in of:
        text = f"if {ast.unparse(call.args[0])} not in {out}:\n    {ast.unparse(put)}"
        yield patient.swapped(put, text)


def _is_held(patient: Patient, loop: ast.For, out: str) -> bool:
    """Whether entries may be held against the one before: what is put, or a name of the loop."""
    held = {out}.union(*(stored_in(part) for part in loop.body))
    is_compared = any(names_of(n) & held for n in patient.nodes(ast.Compare))
    return is_compared or not out.isidentifier()


def _is_of(node: ast.expr, one: str) -> bool:
    """Whether an expression is an entry of a loop, a field of it, or a tidier text of it."""
    if isinstance(node, ast.Call) and method_of(node)[1] in _TIDY and not node.args:
        return isinstance(node.func, ast.Attribute) and _is_of(node.func.value, one)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return _is_of(node.value, one)
    if isinstance(node, ast.Attribute):
        return _is_of(node.value, one)
    return isinstance(node, ast.Name) and node.id == one


def _is_named(said: str, node: ast.expr) -> bool:
    """Whether a field is what the docstring begins with; entries themselves always are."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    if isinstance(node, ast.Name):
        return True
    place = node.slice if isinstance(node, ast.Subscript) else None
    name = str(place.value if isinstance(place, ast.Constant) else getattr(node, "attr", ""))
    return re.match(_BEGIN.format(name=re.escape(name)), said) is not None


def _argument(node: ast.stmt) -> ast.expr | None:
    """The only argument of a call that is a statement."""
    value = node.value if isinstance(node, ast.Expr) else None
    is_one = isinstance(value, ast.Call) and len(value.args) == 1
    return value.args[0] if is_one and isinstance(value, ast.Call) else None


def listed_again(patient: Patient) -> Iterator[str]:
    """A list of all entries, or how many there are, where each is to be there only once."""
    code = "\n".join(map(ast.unparse, patient.body))
    if _SEEN.search(code):
        return
    for node in patient.nodes(ast.Return):
        value = node.value if isinstance(node, ast.Return) else None
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            continue
        if value.func.id not in ("sorted", "len") or len(value.args) != 1:
            continue
        given, is_count = value.args[0], value.func.id == "len"
        is_said = DIFFERENT.search(patient.said) if is_count else ONCE.search(patient.said)
        is_part = isinstance(given, ast.ListComp) and _is_part(given)
        is_plain = is_part or (not is_count and not _OF_LISTS.search(patient.said))
        if not is_said or not (is_plain or _SIMPLE.search(patient.said)):
            continue
        if isinstance(given, ast.Name) and given.id in patient.parameters:
            yield patient.swapped(given, f"set({given.id})")
        elif isinstance(given, ast.ListComp | ast.GeneratorExp):
            inner = ast.unparse(given)[1:-1]
            # The brackets of the call are those of its only argument, if that is a generator.
            is_alone = isinstance(given, ast.GeneratorExp)
            yield patient.swapped(given, f"({{{inner}}})" if is_alone else f"{{{inner}}}")
        elif is_call(given, "split") and isinstance(given, ast.Call):
            yield patient.swapped(given, f"set({ast.unparse(given)})")


def _is_part(node: ast.ListComp) -> bool:
    """Whether a list is of one part of each entry, which is no list itself."""
    target = node.generators[0].target
    if isinstance(node.elt, ast.Name):
        return isinstance(target, ast.Tuple) and node.elt.id in stored_in(target)
    return isinstance(node.elt, ast.Attribute | ast.Subscript)


RULES = (equal_neighbours, added_again, listed_again)
