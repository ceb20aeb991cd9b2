"""What a docstring says beyond doubt, held against the code: limits, cases, ties, ends."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, names_of, single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_NO_NAME = r"(?!(?:of|for|with|are|is|the|to|at|in|on|and|or|than|has|have|from|by)\b)"
_AMOUNT = rf"[`'\"]?(?P<{{0}}>\d+(?:\.\d+)?|{_NO_NAME}[A-Za-z_]\w*)[`'\"]?"
UP = re.compile(
    r"\b(?:at least|no less than|not less than|not (?:before|below|under)|not? earlier than"
    r"|minimum of|from(?= \d+(?! ?to\b| ?[-\u2013] ?\d))) "
    + _AMOUNT.format("a")
    + r"|\b" + _AMOUNT.format("b") + r" (?:\w+ )?(?:or|and) (?:more|over|above|older|later"
    r"|longer|higher)\b",
    re.IGNORECASE,
)  # fmt: skip
DOWN = re.compile(
    r"\b(?:at most|no more than|not more than|not (?:after|above)|not? later than|no longer than"
    r"|up to(?: and including)?|maximum of) "
    + _AMOUNT.format("a")
    + r"|\b" + _AMOUNT.format("b") + r" (?:\w+ )?(?:or|and) (?:less|fewer|under|below"
    r"|younger|shorter)\b",
    re.IGNORECASE,
)  # fmt: skip
OVER = re.compile(
    r"\b(?:more than|over|above|longer than|older than|greater than|larger than|exceeds|exceeding) "
    + _AMOUNT.format("a"), re.IGNORECASE,
)  # fmt: skip
UNDER = re.compile(
    r"\b(?:less than|fewer than|under|below|shorter than|younger than|smaller than) "
    + _AMOUNT.format("a"), re.IGNORECASE,
)  # fmt: skip
OF_LENGTHS = re.compile(
    r"\b(?:characters?|letters?|digits?|long|length|longer|shorter)\b", re.IGNORECASE
)
"""What says that a length itself has a limit, and not how many more there may be."""
FREE = re.compile(
    r"\bfirst (?P<a>\d+(?:\.\d+)?) \w+ (?:(?:are|is) (?:free|for free)|costs? nothing)\b",
    re.IGNORECASE,
)
_ARTICLES = {"a", "an"}
"""Also names of parameters, but not where they stand for one."""
_NEGATED = re.compile(r"\b(?:no|not|isn't|never)\s+$", re.IGNORECASE)
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="
}  # fmt: skip
_ABOVE = {">": ">=", "<=": "<"}
"""The limit belongs to what is above it; the other table to what is below."""
_BELOW = {">=": ">", "<": "<="}


def limits(patient: Patient) -> Iterator[str]:
    """A comparison with a limit that puts the limit itself on the other side than is said."""
    above, below = _limits_of(patient.said)
    named = patient.constants
    found: dict[str, list[str]] = {}
    for node, limit, sign in _compared(patient):
        text = named.get(ast.unparse(limit), ast.unparse(limit))
        table = _ABOVE if text in above - below else _BELOW if text in below - above else {}
        is_left = limit is node.left
        new = table.get(_FLIPPED[sign] if is_left else sign, "")
        new = _FLIPPED[new] if new and is_left else new
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        code = patient.swapped(node, f"{left} {new} {right}") if new else ""
        found.setdefault(text, []).append(code)
    for codes in found.values():
        # Where one comparison is as it is said, another one may be of something else.
        if all(codes):
            yield from codes


def _compared(patient: Patient) -> Iterator[tuple[ast.Compare, ast.expr, str]]:
    """(comparison, limit, sign) for each side of a comparison that may be a limit."""
    steps = {id(test) for test in _tests_of_steps(patient)}
    counted = {
        ast.unparse(n.target)
        for n in ast.walk(patient.owner or patient.function)
        if isinstance(n, ast.AugAssign) and isinstance(n.value, ast.Constant)
    }
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or id(node) in steps:
            continue
        sign, sides = _SIGNS.get(type(node.ops[0])), (node.left, node.comparators[0])
        for limit, other in (sides, sides[::-1]):
            is_apart = isinstance(limit, ast.Constant) or not isinstance(other, ast.Constant)
            if is_call(other, "len") and not OF_LENGTHS.search(patient.said):
                continue  # it may be whether there is room for one more
            if ast.unparse(other) in counted:
                continue  # one may be counted before or behind it
            if sign is not None and is_apart and not isinstance(limit, ast.BinOp):
                yield node, limit, sign


def _tests_of_steps(patient: Patient) -> Iterator[ast.AST]:
    """The conditions that end a loop once it has come as far as a number."""
    for node in ast.walk(patient.function):
        if isinstance(node, ast.While):
            grown = {single_target(n) for n in ast.walk(node)} - {""}
            for one in ast.walk(node.test):
                sides = [one.left, *one.comparators] if isinstance(one, ast.Compare) else []
                if any(is_call(n, "len") or getattr(n, "id", "") in grown for n in sides):
                    yield one
        elif isinstance(node, ast.If) and isinstance(node.body[-1], ast.Break):
            yield from ast.walk(node.test)


def _limits_of(said: str) -> tuple[set[str], set[str]]:
    """The limits that belong to what is above them, and those that belong to what is below."""
    above: set[str] = set()
    below: set[str] = set()
    patterns = (UP, above), (DOWN, below), (OVER, below), (UNDER, above), (FREE, below)
    for pattern, into in patterns:
        for match in pattern.finditer(said):
            if not _NEGATED.search(said[: match.start()]):
                name = next(one for one in match.groupdict().values() if one)
                if name not in _ARTICLES or re.search(rf"[`'\"]{name}[`'\"]", match[0]):
                    into.add(name)
    return above, below


CASELESS = re.compile(
    r"\b(?:upper|lower|capital|small)(?:[- ]?case)?(?: letters)? (?:and|or) (?:upper|lower"
    r"|small|capital)"
    r"(?:[- ]?case| letters)?(?: letters)? (?:don't|do not|doesn't|does not|make no|are|count|is)"
    r"(?: (?:matter|count|difference|alike|as the same|ignored|the same))?"
    r"|\bcase[- ]insensitiv\w+|\bregardless of (?:upper|lower|the )?\w*[ -]?case\b"
    r"|\bignor\w+ (?:upper|lower|the )?\w*[ -]?case\b|\bwhatever (?:the|their|its) case\b"
    r"|\bcase (?:does not|doesn't|is not to|isn't to) (?:matter|count)\b",
    re.IGNORECASE,
)


def cases(patient: Patient) -> Iterator[str]:
    """Texts compared as they are, though upper and lower case do not matter."""
    if not CASELESS.search(patient.said):
        return
    whole = ast.unparse(patient.function)
    if re.search(r"\.(?:lower|casefold|upper)\(|IGNORECASE", whole):
        return
    made = _lists_made(patient)
    for node in patient.nodes(ast.Compare):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            continue
        sides = (node.left, node.comparators[0])
        is_eq = isinstance(node.ops[0], ast.Eq | ast.NotEq) and not names_of(node) & made
        if is_eq and not any(map(_is_no_text, sides)):
            sign = "==" if isinstance(node.ops[0], ast.Eq) else "!="
            left, right = (f"{_bracketed(one)}.lower()" for one in sides)
            yield patient.swapped(node, f"{left} {sign} {right}")
            return
    for name in patient.parameters:
        if re.search(rf"\b{name}\b[^\n]*\b(?:in|\.split|\.count)\b|in {name}\b", whole):
            body = patient.body
            if body and re.search(r"text|string|word|line|sentence|phrase|title|name", name):
                yield patient.put_before(body[0], f"{name} = {name}.lower()")
                return


def _lists_made(patient: Patient) -> set[str]:
    """The names of what is computed here and is no text, as far as can be seen."""
    return {
        single_target(node)
        for node in patient.nodes(ast.Assign)
        if isinstance(node, ast.Assign) and _is_no_text(node.value)
    }


def _is_no_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str)
    if isinstance(node, ast.Call):  # of another kind than a method of a text it may be anything
        return not is_call(node, "strip", "replace", "title", "str", "input", "join")
    return not isinstance(node, ast.Name | ast.Subscript | ast.Attribute)


def _bracketed(node: ast.expr) -> str:
    text = ast.unparse(node)
    whole = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.Constant)
    return text if isinstance(node, whole) else f"({text})"


FIRST_OF = re.compile(r"\b(?:the )?first (?:one )?(?:of|if) (?:several|there are several"
    r"|equal|many|more|two)"
                      r"|\bof several the first\b", re.IGNORECASE)  # fmt: skip
LAST_OF = re.compile(r"\b(?:the )?last (?:one )?(?:of|if) (?:several|there are several"
    r"|equal|many|two)"
                     r"|\bof several the last\b", re.IGNORECASE)  # fmt: skip


def ties(patient: Patient) -> Iterator[str]:
    """Of several equal ones the last where the first is meant, and the other way round."""
    is_first, is_last = FIRST_OF.search(patient.said), LAST_OF.search(patient.said)
    if (is_first is None) == (is_last is None):
        return
    table = {">=": ">", "<=": "<"} if is_first else {">": ">=", "<": "<="}
    for loop in patient.loops():
        is_for = isinstance(loop, ast.For) and "reversed" not in ast.unparse(loop.iter)
        for node in loop.body if is_for else ():
            test = node.test if isinstance(node, ast.If) else None
            if not isinstance(test, ast.Compare) or len(test.ops) != 1:
                continue
            sign = _SIGNS.get(type(test.ops[0]), "")
            set_here = (
                {single_target(one) for one in node.body} if isinstance(node, ast.If) else set()
            )
            if sign in table and set_here & names_of(test):
                sides = ast.unparse(test.left), ast.unparse(test.comparators[0])
                yield patient.swapped(test, f"{sides[0]} {table[sign]} {sides[1]}")


QUANTIFIED = re.compile(r"^(?:Whether|True if|Return whether|Returns whether) (?:all|every|each)\b")
SOME = re.compile(
    r"^(?:Whether|True if|Return whether|Returns whether) (?:any|some|at least one|one of)\b"
)


def quantifiers(patient: Patient) -> Iterator[str]:
    """``any`` where all are meant, and the other way round."""
    calls = [
        n for n in patient.nodes(ast.Call) if isinstance(n, ast.Call) and is_call(n, "any", "all")
    ]
    if len(calls) != 1 or "not " in ast.unparse(patient.function):
        return
    function = calls[0].func
    name = function.id if isinstance(function, ast.Name) else ""
    if QUANTIFIED.search(patient.said) and name == "any":
        yield patient.swapped(function, "all")
    if SOME.search(patient.said) and name == "all":
        yield patient.swapped(function, "any")


LAST_ONES = re.compile(
    r"\b(?:the )?(?:last|newest|latest|most recent) `?(?P<n>[a-z_]\w*)`?", re.IGNORECASE
)


def ends_of_lists(patient: Patient) -> Iterator[str]:
    """The first few entries where the last few are meant; no entries are the last none of them."""
    for match in LAST_ONES.finditer(patient.said):
        count = match["n"]
        if count not in patient.parameters or names_of(patient.function) & {"max", "min"}:
            continue
        if re.search(r"\bfirst\b", patient.said, re.IGNORECASE):
            continue  # such as those of a list with the newest first
        slices = [n for n in patient.nodes(ast.Subscript) if count in names_of(n)]
        for node in slices if len(slices) == 1 else ():  # several put parts into another order
            part = node.slice if isinstance(node, ast.Subscript) else None
            if not isinstance(part, ast.Slice) or not isinstance(node, ast.Subscript):
                continue
            of = ast.unparse(node.value)
            if of in patient.parameters and ast.unparse(part) in (f":{count}", f"-{count}:"):
                yield patient.swapped(node, f"{of}[max(0, len({of}) - {count}):]")


RULES = (
    limits, cases, ties, quantifiers, ends_of_lists,
)  # fmt: skip
