"""What is late or too much: only what goes beyond a limit counts, and nothing if it is kept."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, names_of, single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

LATE = re.compile(
    r"\b(?:late|lateness|overdue|overtime|overweight|in time|on time|excess|surplus|beyond"
    r"|over|above|exceed\w*|too (?:many|much|long|late|fast|heavy|far)|more than|longer than)\b",
    re.IGNORECASE,
)
EITHER = re.compile(
    r"\b(?:early|earlier|ahead|too (?:little|few|short|soon|light|slow|low|small)|under|below"
    r"|fewer|less|apart|differ\w*|distance|deviat\w+|off|away|either|absolute|closest|nearest"
    r"|tolerance|error|gap|negative|minus|bonus|credit|refund|rebate|reward|saved?|sign\w*|wide|always"
    r"|or not|from the|minimum|between)\b",
    re.IGNORECASE,
)
"""What may say that it counts on both sides, or that it may be less than nothing."""
EACH_LATE = re.compile(
    r"\b(?:each|every|per|an?|for any) (?:\w+ ){1,9}?"
    r"(?:late|overdue|over|beyond|above|more than|longer than|too (?:long|late|many|much|far))\b"
    r"|\b(?:0|zero|nothing|none) (?:if|when|for|unless) [^.;]{0,40}\b(?:in time|on time|late"
    r"|overdue|over|beyond|above|exceed\w*)\b",
    re.IGNORECASE,
)
"""What says that each unit beyond the limit counts, or that there is nothing without any."""
_LIMIT = re.compile(
    r"(?:^|_)(?:due|deadline|limit|allowed|allowance|max|maximum|most|quota|included|permitted"
    r"|planned|budget|closing|closes|threshold|scheduled|agreed|free|promised|capacity|cap"
    r"|expires|expiry|best_before)(?:_\w+)?$",
    re.IGNORECASE,
)
_BEHIND = (
    r"\b(?:late|over|beyond|above|exceeds?|exceeding|exceeded|more than|longer than|after|past"
    r"|later than) (?:the )?[`'\"]?{name}(?!\.?\w)"
)
"""What stands before the name of a limit."""
_PLAIN = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Call, ast.BinOp)
_OF_TIME = re.compile(r"\.(?:days|seconds|total_seconds)\b")


def distances(patient: Patient) -> Iterator[str]:
    """A distance, which counts on both sides of a limit, where only what is beyond it counts."""
    if not LATE.search(patient.said) or EITHER.search(patient.said):
        return
    parents = {id(c): p for p in ast.walk(patient.function) for c in ast.iter_child_nodes(p)}
    for node in patient.nodes(ast.Call):
        if not isinstance(node, ast.Call) or not is_call(node, "abs") or len(node.args) != 1:
            continue
        inner = _difference(node.args[0])
        sides = _sides(patient, inner) if inner is not None else None
        if inner is None or sides is None:
            continue
        value, limit = (ast.unparse(one) for one in sides)
        if inner is not node.args[0]:
            unit = ast.unparse(node.args[0]).partition(ast.unparse(inner))[2].removeprefix(")")
            yield patient.swapped(node, f"max(0, ({value} - {limit}){unit})")
            continue
        whole, unit = _unit_behind(node, parents)
        if unit:
            yield patient.swapped(whole, f"max(0, ({value} - {limit}){unit})")
        elif isinstance(sides[1], ast.Constant):
            yield patient.swapped(node, f"max(0, {value} - {limit})")
        elif all(isinstance(one, ast.Name | ast.Attribute | ast.Subscript) for one in sides):
            # Also right for dates and times, which nothing tells from numbers here.
            text = f"max({value}, {limit}) - {limit}"
            is_alone = isinstance(parents[id(node)], ast.Assign | ast.Return)
            yield patient.swapped(node, text if is_alone else f"({text})")


def _difference(node: ast.expr) -> ast.BinOp | None:
    """The subtraction in an expression such as ``(a - b).days``; None if it is another one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
        node = node.func if node.func.attr == "total_seconds" else node
    if isinstance(node, ast.Attribute) and node.attr in ("days", "total_seconds"):
        node = node.value
    return node if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) else None


def _unit_behind(node: ast.expr, parents: dict[int, ast.AST]) -> tuple[ast.expr, str]:
    """The expression with the unit that is taken of a length of time, and the unit's text."""
    parent = parents[id(node)]
    if not isinstance(parent, ast.Attribute) or parent.attr not in ("days", "total_seconds"):
        return node, ""
    call = parents[id(parent)]
    if isinstance(call, ast.Call) and call.func is parent:
        return call, f".{parent.attr}()"
    return parent, f".{parent.attr}"


def _sides(patient: Patient, node: ast.BinOp) -> tuple[ast.expr, ast.expr] | None:
    """What is held against a limit, and the limit; None if it is open which is which."""
    pair = (node.left, node.right)
    if not all(isinstance(one, _PLAIN) for one in pair):
        return None
    by_docstring = [_is_said_as_limit(patient.said, one) for one in pair]
    by_name = [bool(_LIMIT.search(_name(one))) for one in pair]
    found = by_docstring if any(by_docstring) else by_name
    if found == [False, True]:
        return pair
    return pair[::-1] if found == [True, False] else None


def _is_said_as_limit(said: str, node: ast.expr) -> bool:
    is_number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    name = ast.unparse(node) if is_number else _name(node)
    pattern = _BEHIND.format(name=re.escape(name))
    return bool(name) and re.search(pattern, said, re.IGNORECASE) is not None


def _name(node: ast.expr) -> str:
    """The name that an expression goes by: of a variable, an attribute or a key."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return str(getattr(node, "id", getattr(node, "attr", "")))


def negative_lateness(patient: Patient) -> Iterator[str]:
    """What each unit beyond a limit costs, which is less than nothing if the limit is kept."""
    if not EACH_LATE.search(patient.said) or EITHER.search(patient.said):
        return
    if any(patient.nodes(ast.Compare, ast.If, ast.IfExp, ast.Try, ast.For, ast.While)):
        return
    if any(is_call(node, "max", "abs", "range") for node in patient.nodes(ast.Call)):
        return
    found = [node for node in patient.nodes(ast.BinOp)
             if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)]  # fmt: skip
    sides = _sides(patient, found[0]) if len(found) == 1 else None
    if sides is None or sides[0] is not found[0].left or not _is_counted(patient, found[0]):
        return
    parents = {id(c): p for p in ast.walk(patient.function) for c in ast.iter_child_nodes(p)}
    whole, unit = _unit_behind(found[0], parents)
    value, limit = (ast.unparse(one) for one in sides)
    is_time = bool(_OF_TIME.search(ast.unparse(patient.function)))
    if unit:
        yield patient.swapped(whole, f"max(0, ({value} - {limit}){unit})")
    elif not is_time:
        # The source of a node is without its brackets, which stay around it.
        yield patient.swapped(found[0], f"max({value}, {limit}) - {limit}")


def _is_counted(patient: Patient, node: ast.BinOp) -> bool:
    """Whether a difference, or the name that it is kept under, is multiplied or given back."""
    name = next(
        (single_target(one) for one in patient.nodes(ast.Assign) if node in ast.walk(one)), ""
    )
    return any(
        node in ast.walk(one) or (name and name in names_of(one))
        for one in patient.nodes(ast.BinOp, ast.Return)
        if isinstance(one, ast.Return) or isinstance(getattr(one, "op", None), ast.Mult)
    )


RULES = (distances, negative_lateness)
