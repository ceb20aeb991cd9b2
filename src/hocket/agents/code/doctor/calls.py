"""Calls and comparisons that do not do what they look like: each is wrong wherever it stands."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import (
    MUTABLE,
    is_call,
    method_of,
    names_of,
    single_target,
    stored_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

PURE = frozenset(
    ("strip", "lstrip", "rstrip", "lower", "upper", "casefold", "title", "capitalize", "replace")
)
"""Methods of texts whose result is all that they do."""
IN_PLACE = {"sort": "sorted({of}{more})", "reverse": "list(reversed({of}))"}
_WITHOUT_ARGUMENTS = frozenset({"title", "lower", "upper", "capitalize", "casefold", "swapcase"})
"""Methods of texts that take nothing, as ``root.title("Shop")`` of a window does."""
_OF_SORT = ("key", "reverse")
_MISPLACED_SIGN = re.compile(r"^\s*[\w.\[\]]+ (=[+-]) ")
_WORDS = re.compile(r"\bwords?\b", re.IGNORECASE)
_BLANKS = re.compile(r"\b(?:blanks?|spaces?|whitespace|empty)\b", re.IGNORECASE)


def results_dropped(patient: Patient) -> Iterator[str]:
    """What a method of a text or ``sorted`` gives, where nothing takes it."""
    own = {*patient.parameters} | stored_in(patient.function)
    for node in patient.nodes(ast.Expr):
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(node, ast.Expr) or not isinstance(call, ast.Call):
            continue
        of, method = method_of(call)
        # With one argument it is a file that is put in the place of another.
        is_file = method == "replace" and len(call.args) == 1
        is_text = method in PURE and of in own and not is_file
        # A table changes itself with ``inplace=True``.
        is_text = is_text and not call.keywords and method not in patient.methods
        is_other = method in _WITHOUT_ARGUMENTS and bool(call.args)
        is_text = is_text and not is_other and not _is_made(patient, of)
        is_sorted = is_call(call, "sorted") and call.args and isinstance(call.args[0], ast.Name)
        if is_text or is_sorted:
            name = of if is_text else ast.unparse(call.args[0])
            yield patient.swapped(node, f"{name} = {ast.unparse(call)}")


def _is_made(patient: Patient, name: str) -> bool:
    """Whether a name holds an object of a class or what a method made, as ``Label(frame)`` does."""
    made = (
        one.value.func
        for one in patient.nodes(ast.Assign)
        if isinstance(one, ast.Assign) and single_target(one) == name
        if isinstance(one.value, ast.Call)
    )
    return any(
        ast.unparse(func).rpartition(".")[2][:1].isupper() or ast.unparse(func).startswith("self.")
        for func in made
    )


def values_of_changes(patient: Patient) -> Iterator[str]:
    """The value of a method that changes a list, which is None."""
    for node in patient.nodes(ast.Assign, ast.Return):
        value = node.value if isinstance(node, ast.Assign | ast.Return) else None
        of, method = method_of(value)
        if not isinstance(value, ast.Call) or not isinstance(node, ast.Assign | ast.Return):
            continue
        if method not in {*IN_PLACE, "append", "extend"} or method in patient.methods:
            continue
        if any(one.arg not in _OF_SORT for one in value.keywords):
            continue
        if method in IN_PLACE and not value.args and not of.startswith("self"):
            more = "".join(f", {ast.unparse(one)}" for one in value.keywords)
            yield patient.swapped(value, IN_PLACE[method].format(of=of, more=more))
        elif method in ("append", "extend") and single_target(node) == of != "":
            yield patient.swapped(node, ast.unparse(value))
        elif method in ("append", "extend") and of.isidentifier() and isinstance(node, ast.Return):
            yield patient.swapped(node, f"{ast.unparse(value)}\nreturn {of}")


def identities(patient: Patient) -> Iterator[str]:
    """``is`` beside a number or a text, which compares places in memory."""
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            continue
        right = node.comparators[0]
        is_value = isinstance(right, ast.Constant) and type(right.value) in (int, float, str)
        is_value = is_value or isinstance(right, ast.List | ast.Dict | ast.Tuple)
        sign = {ast.Is: "==", ast.IsNot: "!="}.get(type(node.ops[0]))
        if sign and is_value:
            text = f"{ast.unparse(node.left)} {sign} {ast.unparse(right)}"
            yield patient.swapped(node, text)


def alternatives(patient: Patient) -> Iterator[str]:
    """``x == "a" or "b"``, which is always true."""
    for node in patient.nodes(ast.BoolOp):
        if not isinstance(node, ast.BoolOp) or not isinstance(node.values[0], ast.Compare):
            continue
        first, rest = node.values[0], node.values[1:]
        sign = type(first.ops[0])
        others = [one for one in rest if isinstance(one, ast.Constant) and one.value not in ("", 0)]
        fits = (sign, type(node.op)) in ((ast.Eq, ast.Or), (ast.NotEq, ast.Or))
        if len(others) == len(rest) and fits and len(first.ops) == 1:
            values = ", ".join(ast.unparse(one) for one in (first.comparators[0], *others))
            word = "in" if sign is ast.Eq else "not in"
            yield patient.swapped(node, f"{ast.unparse(first.left)} {word} ({values})")


def repeated_lists(patient: Patient) -> Iterator[str]:
    """A list repeated within a list, and one list for all keys of a dict: all are the same one."""
    for node in patient.nodes(ast.BinOp, ast.Call):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            left, right = node.left, node.right
            items = left.elts if isinstance(left, ast.List) else []
            if len(items) == 1 and _is_new_list(items[0]):
                text = f"[{ast.unparse(items[0])} for _ in range({ast.unparse(right)})]"
                yield patient.swapped(node, text)
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "dict.fromkeys"
            and len(node.args) > 1
            and isinstance(node.args[1], MUTABLE)
        ):
            keys, value = (ast.unparse(one) for one in node.args)
            yield patient.swapped(node, f"{{key: {value} for key in {keys}}}")


def _is_new_list(node: ast.expr) -> bool:
    is_product = isinstance(node, ast.BinOp) and isinstance(node.left, ast.List)
    return is_product or isinstance(node, MUTABLE)


def missing_keys(patient: Patient) -> Iterator[str]:
    """A count or list under a key that an empty dict has not got yet."""
    fresh = {
        single_target(node)
        for node in patient.nodes(ast.Assign)
        if isinstance(node, ast.Assign) and ast.unparse(node.value) in ("{}", "dict()")
    }
    for node in patient.nodes(ast.AugAssign, ast.Expr):
        entry: ast.expr | None = None
        is_list = False
        if isinstance(node, ast.AugAssign):
            entry = node.target
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            is_list = isinstance(called, ast.Attribute) and called.attr in ("append", "extend")
            entry = called.value if is_list and isinstance(called, ast.Attribute) else None
        if not isinstance(entry, ast.Subscript) or isinstance(entry.slice, ast.Slice):
            continue
        name, key = ast.unparse(entry.value), ast.unparse(entry.slice)
        if name not in fresh or _is_guarded(patient, name):
            continue
        if is_list:
            yield patient.swapped(entry, f"{name}.setdefault({key}, [])")
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
            sign = "+" if isinstance(node.op, ast.Add) else "-"
            nothing = "''" if isinstance(node.value, ast.JoinedStr) else "0"
            text = f"{name}[{key}] = {name}.get({key}, {nothing}) {sign} {ast.unparse(node.value)}"
            yield patient.swapped(node, text)


def _is_guarded(patient: Patient, name: str) -> bool:
    """Whether the function looks whether a dict has a key, or sets entries otherwise."""
    for node in ast.walk(patient.function):
        if isinstance(node, ast.Compare) and name in names_of(node.comparators[-1]):
            return True
        if method_of(node) in {(name, "setdefault"), (name, "update")}:
            return True
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Subscript) and ast.unparse(target.value) == name:
                return True
        if isinstance(node, ast.Try):
            return True
    return False


def halves_as_places(patient: Patient) -> Iterator[str]:
    """A quotient with a fraction where a whole number is needed: places, slices and ranges."""
    if "pathlib" in patient.code or "Path(" in patient.code:
        return  # it may be the path of a file in a folder
    names = {
        ast.unparse(one)
        for node in patient.nodes(ast.Subscript, ast.Call)
        for one in _whole_numbers(node)
    }
    for node in patient.nodes(ast.Assign):
        value = node.value if isinstance(node, ast.Assign) else None
        if _is_quotient(value) and single_target(node) in names:
            yield _floored(patient, value)
    for node in patient.nodes(ast.Subscript, ast.Call):
        for one in _whole_numbers(node):
            if _is_quotient(one):
                yield _floored(patient, one)


def _whole_numbers(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions of a place, slice or range, each with what it is computed from."""
    parts: list[ast.expr | None] = []
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        parts = [node.slice.lower, node.slice.upper, node.slice.step]
    elif isinstance(node, ast.Subscript):
        parts = [node.slice]
    elif is_call(node, "range") and isinstance(node, ast.Call):
        parts = [*node.args]
    for part in parts:
        one: ast.AST | None = part
        while one is not None:
            yield one
            one = one.left if isinstance(one, ast.BinOp) else None


def _is_quotient(node: ast.AST | None) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def _floored(patient: Patient, node: ast.AST | None) -> str:
    if not isinstance(node, ast.BinOp):
        return patient.code
    return patient.swapped(node, f"{_bracketed(node.left)} // {_bracketed(node.right)}")


def _bracketed(node: ast.expr) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp) else text


def inexact_decimals(patient: Patient) -> Iterator[str]:
    """A Decimal of a number with a fraction, which is not exactly what is written."""
    for node in patient.nodes(ast.Call):
        if is_call(node, "Decimal") and isinstance(node, ast.Call) and node.args:
            one = node.args[0]
            if isinstance(one, ast.Constant) and isinstance(one.value, float):
                yield patient.swapped(one, repr(str(one.value)))


def words_by_blanks(patient: Patient) -> Iterator[str]:
    """Words taken apart at each single blank, which makes empty ones."""
    about = f"{patient.said} {patient.function.name}"
    if not _WORDS.search(about) or _BLANKS.search(about):
        return
    for node in patient.nodes(ast.Assign, ast.For):
        value = node.value if isinstance(node, ast.Assign) else getattr(node, "iter", None)
        if (
            method_of(value)[1] == "split"
            and isinstance(value, ast.Call)
            and len(value.args) == 1
            and isinstance(value.args[0], ast.Constant)
            and value.args[0].value == " "
        ):
            yield patient.swapped(value, f"{method_of(value)[0]}.split()")


def misplaced_signs(patient: Patient) -> Iterator[str]:
    """``total =+ 1``, which sets it to 1."""
    for node in patient.nodes(ast.Assign):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.UnaryOp):
            continue
        line = patient.code.split("\n")[node.lineno - 1]
        match = _MISPLACED_SIGN.match(line)
        if match is not None and node.lineno == node.end_lineno:
            start, end = match.span(1)
            new = f"{line[:start]}{match[1][::-1]}{line[end:]}"
            yield patient.with_lines(node.lineno - 1, node.lineno, [new])


RULES = (
    results_dropped, values_of_changes, identities, alternatives, repeated_lists, missing_keys,
    halves_as_places, inexact_decimals, words_by_blanks, misplaced_signs,
)  # fmt: skip
