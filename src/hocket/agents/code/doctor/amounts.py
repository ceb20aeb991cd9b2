"""Amounts as a docstring says them: per cent, units that have begun, averages and roundings."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from hocket.agents.code.doctor.patient import is_call, names_of, single_target, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.doctor.patient import Patient

PER_CENT = r"(?:per ?cents?|percentages?|percent)\b"
RATE = re.compile(
    rf"\b(?P<n>\d+) (?:%|{PER_CENT}) (?:(?P<off>off|less|discount|rebate|reduction)"
    r"|more|extra|on top|surcharge)\b",
    re.IGNORECASE,
)
BEGUN = re.compile(
    r"\b(?:begun|started|commenced|part of an?|part thereof|or part|fraction of an?"
    r"|rounded up to (?:the )?(?:full|whole|next))\b"
    r"|\bany part\b|\bthat (?:is|was|has) (?:begun|started)\b",
    re.IGNORECASE,
)
FULL = re.compile(r"\b(?:full|whole|integer|int|complete\w*|entire)\b", re.IGNORECASE)
LEFT_OVER = re.compile(r"\b(?:left|rest|remain\w*|cents?)\b", re.IGNORECASE)
"""What says that something is divided into whole ones."""
CENTS = re.compile(r"\bcents?\b(?<!per cent)", re.IGNORECASE)
POINTS = re.compile(r"\bpoints?\b|\bas (?:an? )?(?:fraction|decimal)s?\b|\b0?\.\d")
"""What says that rates are added up, or that a rate is no number of hundredths."""
HALF_UP = re.compile(
    r"\bhalf(?: an?| a)? ?\w* (?:is |are |being )?(?:always )?rounded up\b|\brounded half up\b"
    r"|\bhalves (?:are |being )?(?:rounded )?up\b|\bround(?:ed|ing)? half up\b"
    r"|\bcommercial(?:ly)? round\w*|\brounded commercially\b",
    re.IGNORECASE,
)
HALF_EVEN = re.compile(r"\bhalf to even\b|\bto the even\b|\bbanker\w*", re.IGNORECASE)
ROUNDED_DOWN = re.compile(r"\b(?:rounded|cut) (?:down|off)\b", re.IGNORECASE)
ROUNDED = re.compile(r"\brounded\b", re.IGNORECASE)
AVERAGE = re.compile(r"\b(?:average|mean|ratio|share|proportion|percentage)\b", re.IGNORECASE)
IN_ALL = re.compile(
    r"\bonly (?:the )?(?:sum|total|result|end|final \w+)\b[^.;]{0,20}\bround"
    r"|\bround\w* (?:only )?(?:once|at the (?:very )?end|in the end|as a whole)\b"
    r"|\bthe (?:sum|total) is (?:then )?rounded\b|\bnot (?:each|every"
    r"|the single) \w+ (?:is )?round",
    re.IGNORECASE,
)


def percentages(patient: Patient) -> Iterator[str]:
    """An amount with a rate in per cent added or taken off as if it were an amount itself."""
    rates = {name for name in patient.parameters if _is_rate(patient.said, name)}
    sums = _sums_of(patient, rates)
    for name in _rates(patient):
        for node in patient.nodes(ast.BinOp, ast.AugAssign):
            new = _as_rate(node, name)
            if not new or not isinstance(node, ast.BinOp | ast.AugAssign):
                continue
            to = node.left if isinstance(node, ast.BinOp) else node.target
            if len(rates) == 1 or not names_of(to) & sums:  # rates may be added up
                yield patient.swapped(node, new)


def _sums_of(patient: Patient, rates: set[str]) -> set[str]:
    """The rates, and the names of what is made of rates alone."""
    sums = set(rates)
    for node in patient.nodes(ast.Assign, ast.AugAssign, ast.AnnAssign):
        value = getattr(node, "value", None)
        if value is not None and names_of(value) & rates and names_of(value) <= sums:
            sums.add(single_target(node))
    return sums


def rates_as_amounts(patient: Patient) -> Iterator[str]:
    """So many per cent that are said, added or taken off as if they were an amount."""
    if POINTS.search(patient.said):
        return
    rates = {match["n"]: bool(match["off"]) for match in RATE.finditer(patient.said)}
    amounts = re.findall(r"\d+", patient.said)
    for node in patient.nodes(ast.BinOp):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
            continue
        rate, left = ast.unparse(node.right), node.left
        is_off = isinstance(node.op, ast.Sub)
        if rates.get(rate) is is_off and amounts.count(rate) == 1 and _is_total(left):
            sign = "-" if is_off else "+"
            yield patient.swapped(node, f"{ast.unparse(left)} * (100 {sign} {rate}) / 100")


def _is_total(node: ast.expr) -> bool:
    """Whether a value is a name of an amount, and not one of a count or of a length."""
    words = r"(?:\w+_)?(?:total|price|amount|sum|cost|fare|fee|pay|cents|euros|rent|bill|wage)"
    return isinstance(node, ast.Name) and re.fullmatch(words, node.id) is not None


def _rates(patient: Patient) -> list[str]:
    """The parameters that are in per cent throughout."""
    if POINTS.search(patient.said):
        return []
    own = stored_in(patient.function)
    return [n for n in patient.parameters if n not in own and _is_rate(patient.said, n)]


def _is_rate(said: str, name: str) -> bool:
    """Whether a parameter is said to be in per cent."""
    word = rf"[`'\"]?\b{re.escape(name)}\b[`'\"]?"
    spoken = rf"[`'\"]?\b{re.escape(name.replace('_', ' '))}\b[`'\"]?"
    return any(
        re.search(
            rf"{one},? \(?(?:is )?(?:an? )?(?:given )?(?:in |as |of )?(?:an? )?{PER_CENT}"
            rf"|{PER_CENT} (?:of )?{one}|{one} \(%\)|{one},? \(?(?:is )?(?:given )?(?:in|as) %"
            rf"|{one} ?%(?! ?[\w(])",  # ``a % p`` is what is left over
            said,
            re.IGNORECASE,
        )
        for one in (word, spoken)
    )


def _as_rate(node: ast.AST, name: str) -> str:
    """What an expression with a rate should be; empty if it is right, or something else."""
    if isinstance(node, ast.AugAssign):
        if ast.unparse(node.value) == name and isinstance(node.op, ast.Add | ast.Sub):
            sign = "+" if isinstance(node.op, ast.Add) else "-"
            of = ast.unparse(node.target)
            return f"{of} = {of} * (100 {sign} {name}) / 100"
        return ""
    if not isinstance(node, ast.BinOp) or ast.unparse(node.right) != name:
        return ""
    left = ast.unparse(node.left)
    if isinstance(node.op, ast.Add | ast.Sub):
        sign = "+" if isinstance(node.op, ast.Add) else "-"
        if left in ("1", "1.0"):
            return f"1 {sign} {name} / 100"
        is_number = isinstance(node.left, ast.Constant)
        return "" if is_number else f"{_bracketed(node.left)} * (100 {sign} {name}) / 100"
    return ""


def rates_of_amounts(patient: Patient) -> Iterator[str]:
    """An amount times a rate in per cent that is divided by 100 nowhere."""
    if re.search(r"100|0?\.01\b", ast.unparse(patient.function)) or CENTS.search(patient.said):
        return
    for name in _rates(patient):
        for node in patient.nodes(ast.BinOp):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
                sides = [ast.unparse(node.left), ast.unparse(node.right)]
                if name in sides:
                    yield patient.swapped(node, f"{ast.unparse(node)} / 100")


def units_begun(patient: Patient) -> Iterator[str]:
    """Whole units where one that has begun counts as well."""
    if not BEGUN.search(patient.said) or not re.search(r"\b(?:each|every|per|any)\b", patient.said):
        return
    whole = ast.unparse(patient.function)
    if "ceil" in whole or "-(-" in whole or "- 1) //" in whole:
        return
    found = [n for n in patient.nodes(ast.BinOp, ast.Call) if _is_whole_part(n)]
    if re.search(r"%|divmod|\+=? 1\b", whole) or not (len(found) == 1 or _is_chain(patient, found)):
        return  # it may be seen to in another way
    code = patient.code
    for node in sorted(found, key=lambda one: -one.lineno):
        division = node.args[0] if isinstance(node, ast.Call) else node
        if not isinstance(division, ast.BinOp):
            return
        if isinstance(division.left, ast.BinOp) and isinstance(division.left.op, ast.Add):
            return  # such as ``(minutes + 59) // 60``
        upper, lower = _bracketed(division.left), _bracketed(division.right)
        # Lines behind a change keep their places, and so do those before it.
        code = replace(patient, code=code).swapped(node, f"-(-{upper} // {lower})")
    yield code


def _is_chain(patient: Patient, found: Sequence[ast.expr]) -> bool:
    """Whether each of some whole parts but the first is one of the one before, on another line."""
    made = {
        single_target(n): n.value for n in patient.nodes(ast.Assign) if isinstance(n, ast.Assign)
    }
    ordered = sorted(found, key=lambda one: one.lineno)
    return len(ordered) > 1 and all(
        isinstance(then, ast.BinOp)
        and isinstance(then.left, ast.Name)
        and made.get(then.left.id) is first
        and first.lineno < then.lineno
        for first, then in pairwise(ordered)
    )


def _is_whole_part(node: ast.AST) -> TypeGuard[ast.BinOp | ast.Call]:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.FloorDiv)
    is_cut = is_call(node, "int", "floor", "round") and isinstance(node, ast.Call)
    inner = node.args[0] if is_cut and isinstance(node, ast.Call) and len(node.args) == 1 else None
    return isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Div)


def averages(patient: Patient) -> Iterator[str]:
    """A division that cuts off, where an average or a share is meant."""
    first = patient.said.partition(";")[0]
    if not AVERAGE.search(first) or FULL.search(patient.said) or ROUNDED.search(first):
        return
    if LEFT_OVER.search(patient.said) or "%" in ast.unparse(patient.function):
        return
    for node in patient.nodes(ast.BinOp):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
            right = ast.unparse(node.right)
            if right.startswith("len(") or right in ("count", "total", "number", "n"):
                left = _bracketed(node.left)
                yield patient.swapped(node, f"{left} / {_bracketed(node.right)}")


def roundings(patient: Patient) -> Iterator[str]:
    """A way of rounding that is another than is said."""
    wanted = (
        "ROUND_HALF_UP" if HALF_UP.search(patient.said)
        else "ROUND_HALF_EVEN" if HALF_EVEN.search(patient.said)
        else "ROUND_DOWN" if ROUNDED_DOWN.search(patient.said)
        else ""
    )  # fmt: skip
    if not wanted:
        return
    for node in patient.nodes(ast.Name, ast.Attribute):
        name = getattr(node, "id", getattr(node, "attr", ""))
        if (
            name.startswith("ROUND_")
            and name != wanted
            and isinstance(node, ast.Name | ast.Attribute)
        ):
            code = patient.swapped(node, ast.unparse(node).replace(name, wanted))
            yield _imported(code, name, wanted)
    for node in patient.nodes(ast.Call):
        if not isinstance(node, ast.Call) or any(k.arg == "rounding" for k in node.keywords):
            continue
        if is_call(node, "quantize") and len(node.args) == 1 and wanted != "ROUND_HALF_EVEN":
            given = f"{ast.unparse(node.args[0])}, rounding={wanted}"
            code = patient.swapped(node, f"{ast.unparse(node.func)}({given})")
            yield _imported(code, "", wanted)
        elif (
            is_call(node, "round")
            and len(node.args) == 1
            and wanted == "ROUND_HALF_UP"
            and isinstance(node.func, ast.Name)
        ):
            text = f"math.floor({ast.unparse(node.args[0])} + 0.5)"
            yield _with_import(patient.swapped(node, text), "math")


def _imported(code: str, old: str, new: str) -> str:
    """The file with the name of a rounding imported beside, or instead of, another."""
    if re.search(rf"import[^\n]*\b{new}\b", code) or not re.search(r"from decimal import", code):
        return code if "decimal." in code or "from decimal import" in code else (
            f"from decimal import {new}\n{code}" if new in code else code
        )  # fmt: skip
    head, _, rest = code.partition("from decimal import ")
    line, newline, after = rest.partition("\n")
    names = [one for one in re.split(r",\s*", line) if one]
    if old and not re.search(rf"\b{old}\b", after):
        names = [one for one in names if one != old]
    return f"{head}from decimal import {', '.join([*names, new])}{newline}{after}"


def _with_import(code: str, module: str) -> str:
    """The file with a module imported, behind its docstring."""
    tree = ast.parse(code)
    if any(isinstance(n, ast.Import) and any(a.name == module for a in n.names) for n in tree.body):
        return code
    lines = code.split("\n")
    first = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    place = first[0].lineno - 1 if first else len(lines)
    return "\n".join([*lines[:place], f"import {module}", "", *lines[place:]])


def rounded_apart(patient: Patient) -> Iterator[str]:
    """The sum of rounded parts, where only the sum is rounded."""
    if not IN_ALL.search(patient.said):
        return
    for node in patient.nodes(ast.Call):
        if not is_call(node, "sum") or not isinstance(node, ast.Call) or len(node.args) != 1:
            continue
        inner = node.args[0]
        if not isinstance(inner, ast.GeneratorExp | ast.ListComp):
            continue
        one = inner.elt
        if is_call(one, "round") and isinstance(one, ast.Call):
            digits = "".join(f", {ast.unparse(x)}" for x in one.args[1:])
            gone = ast.unparse(inner).strip("()[]").partition(" for ")[2]
            text = f"round(sum({ast.unparse(one.args[0])} for {gone}){digits})"
            yield patient.swapped(node, text)
    for loop in patient.loops():
        for node in ast.walk(loop):
            if isinstance(node, ast.AugAssign) and is_call(node.value, "round"):
                yield from _rounded_in_all(patient, node)


def _rounded_in_all(patient: Patient, node: ast.AugAssign) -> Iterator[str]:
    name, call = single_target(node), node.value
    returns = [n for n in ast.walk(patient.function) if isinstance(n, ast.Return)]
    if len(returns) != 1 or not isinstance(call, ast.Call) or returns[0].value is None:
        return
    if ast.unparse(returns[0].value) == name and returns[0].lineno > node.lineno:
        digits = "".join(f", {ast.unparse(x)}" for x in call.args[1:])
        lines = patient.swapped(returns[0], f"return round({name}{digits})").split("\n")
        text = f"{' ' * node.col_offset}{name} += {ast.unparse(call.args[0])}"
        yield "\n".join([*lines[: node.lineno - 1], text, *lines[node.end_lineno or 0 :]])


def alphabets(patient: Patient) -> Iterator[str]:
    """A letter moved on in the alphabet that does not begin again behind its end."""
    whole = ast.unparse(patient.function)
    if "%" in whole or not re.search(r"\balphabet\b|\bletters?\b", patient.said):
        return
    for node in patient.nodes(ast.Call):
        if not is_call(node, "chr") or not isinstance(node, ast.Call):
            continue
        match = re.fullmatch(r"chr\((ord\(\w+\)) ([+-]) (\w+)\)", ast.unparse(node))
        bases = {
            single_target(n)
            for n in patient.nodes(ast.Assign)
            if "ord(" in ast.unparse(n) and {"a", "A"} & set(re.findall(r"'(\w)'", ast.unparse(n)))
        } - {""}
        if match is not None and len(bases) == 1:
            [base] = bases
            moved = f"({match[1]} - {base} {match[2]} {match[3]}) % 26"
            yield patient.swapped(node, f"chr({moved} + {base})")


def _bracketed(node: ast.expr) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.UnaryOp | ast.IfExp) else text


RULES = (
    percentages, rates_as_amounts, rates_of_amounts,
    units_begun, averages, roundings, rounded_apart, alphabets,
)  # fmt: skip
