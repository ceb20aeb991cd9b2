"""The oldest, the newest and what waits longest: early points in time, but great ages."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.orders import NEEDED, WAITED
from hocket.agents.code.doctor.patient import is_call, method_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

POINT, AGE, LENGTH, SPAN = "point", "age", "length", "span"
"""A point in time, an age, another length of time, and an end, which may be a time."""
_KINDS = (
    (AGE, re.compile(r"(?:^|_)(?:ages?)$")),
    (LENGTH, re.compile(
        r"(?:^|_)(?:days|hours|minutes|weeks|months|seconds|waited|waiting|wait|waits|overdue"
        r"|delay|delays|duration|durations|lateness)$|^days_|_ago$|(?:wait|waiting|idle)_time$")),
    (POINT, re.compile(
        r"(?:^|_)(?:due|date|dates|day|since|at|when|deadline|deadlines|arrived|arrival"
        r"|joined|created|added|born|birth|birthday|birthdays|birthdate|year"
        r"|published|opened|posted|received|updated|modified|timestamp|timestamps|expires|expiry"
        r"|bought|hired|founded|dob)$|_on$|^(?:birth|date)_"
        r"|(?:^|_)(?:start|arrival|departure|order|due|begin|opening)_time$")),
    (SPAN, re.compile(r"(?:^|_)(?:starts?|ends?|begins?|first|last|until|from|to|closes)$")),
)  # fmt: skip
"""What the names of measures of time end with."""
_WORDS = {
    "oldest": {POINT: False, AGE: True},
    "youngest": {POINT: True, AGE: False},
    "newest": {POINT: True, AGE: False},
    "latest": {POINT: True, SPAN: True},
    "most recent": {POINT: True},
    "earliest": {POINT: False, SPAN: False},
    "soonest": {POINT: False, SPAN: False},
    "longest": {POINT: False, LENGTH: True},
}
"""Whether the largest comes first, by what is measured; nothing is certain of other measures."""
_STATE = r"(?:overdue|late|waiting|unpaid|delayed|open|idle|unanswered|unused|pending|kept|lent)"
_FIRST = re.compile(
    r"\b(?P<word>oldest|youngest|newest|latest|most recent|earliest|soonest)(?:ly \w+)?"
    r"(?: (?:one|ones|entry|entries|\w+s?))? (?:(?:is|are|come|comes) )?first\b"
    rf"|\b(?P<long>longest) {_STATE} (?:(?:is|are|come|comes) )?first\b"
    r"|\b(?P<far>oldest|earliest|newest|youngest|latest) to (?:the )?(?:\w+est|most recent)\b"
    r"|\b(?P<most>most) (?:overdue|delayed) first\b"
    rf"|{WAITED.pattern.replace('longest', '(?P<then>longest)')}",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"\b(?P<word>oldest|youngest|newest|latest|most recent|earliest)\b", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:all|both|every\w*|nothing|nobody|complete\w*|together|ready|too late|in time|by which"
    r"|until)\b",
    re.IGNORECASE,
)
"""What may say that it is the last one that all wait for, or the first that all must meet."""
_GIVEN = re.compile(
    r"\b(?:come|comes|arrives?|given|has|have|holds?|stored|kept) (?:the )?"
    r"(?:oldest|newest|latest|earliest|youngest) first\b",
    re.IGNORECASE,
)
"""What may be said of the order in which entries come."""
_TUPLE = re.compile(r"\((\w+(?:, \w+)+)\)")
_PARSED = ("fromisoformat", "strptime", "date", "datetime")
"""Calls that make points in time."""


def orders_in_time(patient: Patient) -> Iterator[str]:
    """What is sorted by time the other way round than is said."""
    found = {_word(match) for match in _FIRST.finditer(patient.said)}
    calls = [
        n
        for n in patient.nodes(ast.Call)
        if isinstance(n, ast.Call) and is_call(n, "sorted", "sort")
    ]
    if len(found) != 1 or len(calls) != 1 or _GIVEN.search(patient.said):
        return
    call, turns = calls[0], _turns(patient)
    key = _key(call)
    wanted = _WORDS[found.pop()].get(_measure(patient, call, key))
    flag = next((one.value for one in call.keywords if one.arg == "reverse"), None)
    if wanted is None or len(turns) > 1 or "pop(" in ast.unparse(patient.function):
        return
    if flag is not None and not (isinstance(flag, ast.Constant) and isinstance(flag.value, bool)):
        return
    is_down = (flag is not None and ast.unparse(flag) == "True") ^ bool(turns) ^ _is_negated(key)
    if is_down is wanted:
        return
    if turns:
        yield _without_turn(patient, turns[0])
    elif _is_negated(key) and flag is None:
        first = _first(key)
        if isinstance(first, ast.UnaryOp):
            yield patient.swapped(first, ast.unparse(first.operand))
    elif flag is not None:
        kept = [one for one in call.keywords if one.arg != "reverse"]
        yield _called(patient, call, [*call.args, *kept])
    elif not isinstance(key, ast.Tuple):  # what comes second would be turned round as well
        turned = ast.keyword("reverse", ast.Constant(True))  # noqa: FBT003 - a constant
        yield _called(patient, call, [*call.args, *call.keywords, turned])


def extremes_in_time(patient: Patient) -> Iterator[str]:
    """``max`` of birthdays where the oldest one is meant, and the like."""
    first = patient.said.partition(".")[0]
    found = {match["word"].lower() for match in _WORD.finditer(first)}
    calls = [
        n for n in patient.nodes(ast.Call) if isinstance(n, ast.Call) and is_call(n, "min", "max")
    ]
    if len(found) != 1 or len(calls) != 1 or len(calls[0].args) != 1 or " first" in first:
        return
    if NEEDED.search(first) or _TOGETHER.search(first):
        return
    call, key = calls[0], _key(calls[0])
    wanted = _WORDS[found.pop()].get(_measure(patient, call, key))
    is_returned = any(call in ast.walk(one) for one in patient.nodes(ast.Return))
    if wanted is None or not is_returned or not isinstance(call.func, ast.Name):
        return
    if isinstance(key, ast.Tuple) or any(
        is_call(n, "sort", "sorted") for n in patient.nodes(ast.Call)
    ):
        return
    is_largest = (call.func.id == "max") ^ _is_negated(key)
    if is_largest is not wanted:
        yield patient.swapped(call.func, "min" if call.func.id == "max" else "max")


def _word(match: re.Match[str]) -> str:
    if match["most"]:
        return "longest"
    return next(one for one in match.groupdict().values() if one).lower()


def _key(call: ast.Call) -> ast.expr | None:
    """What a call sorts by: the body of its function, or the call that makes it."""
    key = next((one.value for one in call.keywords if one.arg == "key"), None)
    return key.body if isinstance(key, ast.Lambda) else key


def _first(key: ast.expr | None) -> ast.expr | None:
    """What counts first of what a call sorts by."""
    return key.elts[0] if isinstance(key, ast.Tuple) and key.elts else key


def _is_negated(key: ast.expr | None) -> bool:
    first = _first(key)
    return isinstance(first, ast.UnaryOp) and isinstance(first.op, ast.USub)


def _measure(patient: Patient, call: ast.Call, key: ast.expr | None) -> str:
    """Of what kind the measure is that a call orders by; empty if that is open."""
    first = _first(key)
    if first is None:
        is_method = isinstance(call.func, ast.Attribute) and not call.args
        sorted_ = call.func.value if is_method and isinstance(call.func, ast.Attribute) else None
        sorted_ = call.args[0] if call.args else sorted_
        return _kind(getattr(sorted_, "id", getattr(sorted_, "attr", "")))
    if any(
        isinstance(n, ast.BinOp | ast.IfExp | ast.BoolOp | ast.Compare) for n in ast.walk(first)
    ):
        return ""
    if any(is_call(n, *_PARSED) for n in ast.walk(first)):
        return POINT
    if isinstance(first, ast.Name) and first.id in names_of(patient.tree):
        return ""  # a function of the file, or one that is passed
    names = [*_fields(patient, first)]
    if any(_is_said_as_time(patient.said, name) for name in names):
        return POINT
    kinds = {_kind(name) for name in names} - {""}
    return kinds.pop() if len(kinds) == 1 else ""


def _is_said_as_time(said: str, name: str) -> bool:
    """Whether a docstring says of a field that it is a year, a date or a time of the day."""
    pattern = (
        rf"\b{re.escape(name)}\b[`'\"]?,? \(?(?:an? |the |as an? )(?:ISO )?(?:year|date\w*|day)\b"
    )
    return bool(name) and re.search(pattern, said) is not None


def _kind(name: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(name.lower())), "")


def _fields(patient: Patient, key: ast.expr) -> Iterator[str]:
    """The names of the attributes, keys and places of entries that a key looks at."""
    tuples = [match[1].split(", ") for match in _TUPLE.finditer(patient.said)]
    for node in ast.walk(key):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Constant) and type(node.value) is int and len(tuples) == 1:
            place = node.value
            yield tuples[0][place] if 0 <= place < len(tuples[0]) else ""


def _turns(patient: Patient) -> list[ast.expr]:
    """The places where a list is turned round."""
    found: list[ast.expr] = []
    for node in ast.walk(patient.function):
        is_slice = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
        if (is_slice and isinstance(node, ast.Subscript) and ":-" in ast.unparse(node.slice)) or (
            is_call(node, "reversed", "reverse") and isinstance(node, ast.Call)
        ):
            found.append(node)
    return found


def _without_turn(patient: Patient, node: ast.expr) -> str:
    """The file with a list as it was before it is turned round."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "::-1":
        return patient.swapped(node, ast.unparse(node.value))
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "reversed"
    ):
        return patient.swapped(node, ast.unparse(node.args[0]))
    for block in patient.blocks():
        for one in block:
            is_alone = isinstance(one, ast.Expr) and one.value is node and len(block) > 1
            if is_alone and method_of(node)[1] == "reverse":
                return patient.without(one)
    return patient.code


def _called(patient: Patient, call: ast.Call, given: list[ast.expr | ast.keyword]) -> str:
    text = f"{ast.unparse(call.func)}({', '.join(map(ast.unparse, given))})"
    return patient.swapped(call, text)


RULES = (orders_in_time, extremes_in_time)
