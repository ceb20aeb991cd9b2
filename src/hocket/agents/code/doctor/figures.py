"""Figures reckoned in another way than is said: powers, means of a few, places after the point."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_BITS = re.compile(
    r"\bbits?\b|\bxor\b|\bparity\b|\bmask\w*|\bhash\w*|\bflags?\b|\bchecksum|\bhamming\b|\bsymmetric\b",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"\bsquar\w+|\bpowers?\b|\bcub(?:e|ed|es|ic)\b|\bdistances?\b|\bcompound\b|\binterest\b"
    r"|\bvarian\w+|\bdeviation\b|\barea\b|\bvolume\b|\bhypotenuse\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:average|mean|middle|midpoint)\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:^|_)(?:width|height|length|size|len|span|duration|depth|side|diameter|extent|thickness"
    r"|range|step|gap|delta|diff|distance|interval|offset|days|hours|minutes|seconds|[wh]|d[xyt])$",
    re.IGNORECASE,
)
_HALVED = re.compile(r"\b(?:half|halves|halved|long|wide|high|tall|deep)\b", re.IGNORECASE)
"""What may say that half of a length is added to where it begins."""
_PLACES = re.compile(
    r"\bround\w* to (?P<n>one|two|three|four|\d) (?:decimal places?|decimals?"
    r"|places?|digits? (?:after|behind))",
    re.IGNORECASE,
)
_EXPONENTS = ("n", "k", "years", "months", "periods", "exponent", "power", "terms")
"""What a power is named that is no number."""
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}


def powers(patient: Patient) -> Iterator[str]:
    """``x ^ 2``, which is no square."""
    if _BITS.search(patient.said) or not _POWER.search(f"{patient.said} {patient.function.name}"):
        return
    if any(isinstance(n.op, ast.BitAnd | ast.BitOr | ast.LShift | ast.RShift)
           for n in patient.nodes(ast.BinOp) if isinstance(n, ast.BinOp)):  # fmt: skip
        return
    for node in patient.nodes(ast.BinOp):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitXor):
            continue
        is_number = isinstance(node.right, ast.Constant)
        if not is_number and ast.unparse(node.right) not in _EXPONENTS:
            return
        # ``^`` binds less than ``+`` and ``**`` more, as is meant: only the sign is changed.
        line, start, end = node.right.lineno, node.left.end_col_offset or 0, node.right.col_offset
        if node.left.end_lineno == line:
            text = patient.code.split("\n")[line - 1].encode()
            sign = text[start:end].replace(b"^", b"**")
            new = (text[:start] + sign + text[end:]).decode()
            yield patient.with_lines(line - 1, line, [new])


def means_of_the_last(patient: Patient) -> Iterator[str]:
    """``a + b / 2``, where only the last one is divided."""
    if not _MEAN.search(patient.said) or _HALVED.search(patient.said):
        return
    for node in patient.nodes(ast.Return, ast.Assign):
        value = node.value if isinstance(node, ast.Return | ast.Assign) else None
        terms = _terms(value) if value is not None else []
        last = terms[-1] if terms else None
        if len(terms) < 2 or not isinstance(last, ast.BinOp):  # noqa: PLR2004 - a sum
            continue
        is_divided = isinstance(last.op, ast.Div | ast.FloorDiv)
        others = {type(one) for one in (*terms[:-1], last.left)}
        if is_divided and ast.unparse(last.right) == str(len(terms)) and len(others) == 1:
            names = [ast.unparse(one) for one in (*terms[:-1], last.left)]
            sign = "/" if isinstance(last.op, ast.Div) else "//"
            is_begun = bool(_LENGTH.search(names[-1])) and not _LENGTH.search(names[0])
            is_plain = not is_begun and not others & {ast.BinOp, ast.Constant}
            if value is not None and is_plain:
                yield patient.swapped(value, f"({' + '.join(names)}) {sign} {len(terms)}")


def _terms(node: ast.expr) -> list[ast.expr]:
    """The terms of a sum."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_terms(node.left), node.right]
    return [node]


def means_turned_round(patient: Patient) -> Iterator[str]:
    """``len(values) / sum(values)``, where a mean is meant."""
    if not _MEAN.search(patient.said):
        return
    for node in patient.nodes(ast.BinOp):
        match = re.fullmatch(r"len\((\w+)\) / sum\(\1\)", ast.unparse(node))
        if match is not None and isinstance(node, ast.BinOp):
            yield patient.swapped(node, f"sum({match[1]}) / len({match[1]})")


def places_after_the_point(patient: Patient) -> Iterator[str]:
    """A figure that is rounded to other places than is said, or not at all."""
    said = {match["n"].lower() for match in _PLACES.finditer(patient.said)}
    if len(said) != 1:
        return
    word = said.pop()
    digits = _NUMBERS.get(word) or int(word)
    calls = [n for n in patient.nodes(ast.Call) if isinstance(n, ast.Call)]
    rounded = [n for n in calls if is_call(n, "round")]
    code = "\n".join(map(ast.unparse, patient.body))
    if re.search(r"quantize|ROUND|format|f'|f\"", code):
        return
    if len(rounded) == 1 and len(rounded[0].args) == 2:  # noqa: PLR2004 - what, and to what
        given = rounded[0].args[1]
        if isinstance(given, ast.Constant) and given.value != digits:
            yield patient.swapped(given, str(digits))
    elif len(rounded) == 1 and len(rounded[0].args) == 1:
        yield patient.swapped(rounded[0].args[0], f"{ast.unparse(rounded[0].args[0])}, {digits}")
    returns = [n for n in patient.nodes(ast.Return) if isinstance(n, ast.Return)]
    if rounded or len(returns) != 1 or "%" in code:
        return
    value = returns[0].value
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div | ast.Mult):
        yield patient.swapped(value, f"round({ast.unparse(value)}, {digits})")


RULES = (powers, means_of_the_last, means_turned_round, places_after_the_point)
