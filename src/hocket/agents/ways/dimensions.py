"""Areas and volumes in another unit of length: each of their lengths has to be converted."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

from hocket.core.late_pattern import late_pattern

_LENGTH = (
    r"(?:foot|feet|ft|inch|inches|yards?|miles?|cm|centimet(?:re|er)s?|m|met(?:re|er)s?|km"
    r"|kilomet(?:re|er)s?|mm|millimet(?:re|er)s?|ells?|fathoms?)"
)
_FACTOR = late_pattern(
    rf"(?i)\b(?:one|an?|1) {_LENGTH} (?:is|are|equals|has|=|corresponds to) (?:about )?"
    rf"(?P<factor>\d+(?:\.\d+)?) ?{_LENGTH}\b"
)
_SQUARE = late_pattern(
    rf"(?i)\b(?:in|how many) (?:square|sq\.?) {_LENGTH}\b|\b(?:in|how many) m(?:2|\u00b2)(?!\w)"
)
_CUBIC = late_pattern(
    rf"(?i)\b(?:in|how many) (?:cubic|cu\.?) {_LENGTH}\b|\b(?:in|how many) m(?:3|\u00b3)(?!\w)"
)
_GIVEN = late_pattern(rf"(?i)\d ?(?P<unit>{_LENGTH})\b")
_GIVEN_SO = late_pattern(
    rf"(?i)\d ?(?:square|sq\.?|cubic|cu\.?) {_LENGTH}\b|\b(?:one|an?|1) (?:square|cubic)\b"
)
"""Areas or volumes that are given as such, of which no length is known."""


def dimension_slip(question: str, code: str) -> str:
    """Why an area or a volume is wrong, as a sentence to who wrote the program; empty if it may be.

    Examples:
        >>> asked = "A mat is 6 feet by 4 feet. How big is it in square metres? A foot is 0.3048 m."
        >>> dimension_slip(asked, "print(6 * 4 * 0.3048)")
        'An area has 2 lengths; each has to be multiplied by 0.3048, so that is needed 2 times.'
        >>> dimension_slip(asked, "print(6 * 0.3048 * 4 * 0.3048)")
        ''
    """
    factors = {match["factor"] for match in _FACTOR.finditer(question)}
    square, cubic = bool(_SQUARE.search(question)), bool(_CUBIC.search(question))
    units = {match["unit"].lower() for match in _GIVEN.finditer(_FACTOR.sub("", question))}
    is_open = len(units) > 1 or _GIVEN_SO.search(question)  # one length may be converted already
    if len(factors) != 1 or square == cubic or is_open:
        return ""
    factor = factors.pop()
    needed = 2 if square else 3
    if _uses(code, Fraction(factor)) != 1:
        return ""
    what = "An area" if square else "A volume"
    return (
        f"{what} has {needed} lengths; each has to be multiplied by {factor}, so that is needed "
        f"{needed} times."
    )


def _uses(code: str, factor: Fraction) -> int:
    """How often a program computes with a number, by itself or by a name; 0 if that is open.

    It is open where it is raised to a power, or used in a function or loop, which may run often,
    and where what is computed with it is used more than once: a radius times itself.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return 0
    names = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is(node.value, factor)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    repeated = (ast.For, ast.While, ast.Lambda, ast.comprehension, ast.Pow)
    inner = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.args.args]
    if inner or any(isinstance(node, repeated) for node in ast.walk(tree)):
        return 0
    if re.search(r"\bpow\(|\bsquare\(|\breduce\(|\bmap\(", code):
        return 0
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and not _is(node.value, factor)
        for target in node.targets
        if isinstance(target, ast.Name)
        and any(
            _is(n, factor) or (isinstance(n, ast.Name) and n.id in names)
            for n in ast.walk(node.value)
        )
    }
    reads = [
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    ]
    if any(reads.count(name) > 1 for name in made):
        return 0
    direct = sum(_is(node, factor) for node in ast.walk(tree))
    loaded = sum(
        isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load)
        for node in ast.walk(tree)
    )
    return direct - len(names) + loaded


def _is(node: ast.AST, factor: Fraction) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and Fraction(str(value)) == factor
