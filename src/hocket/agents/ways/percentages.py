"""Percentages that a program adds as if they were numbers of things."""

from __future__ import annotations

import ast
import re

from hocket.core.late_pattern import late_pattern

_PERCENT = late_pattern(r"(?<![\w.,])(\d+(?:\.\d+)?)(?: ?%| ?per ?cent\b)", re.IGNORECASE)
_NUMBER = late_pattern(r"(?<![\w.,])\d+(?:\.\d+)?(?![\w]|[.,]\d)")
_ASKS_PERCENT = late_pattern(
    r"\b(?:how many|what|which|in) per ?cent(?:age)?\b|\bpercentage points?\b|%\?", re.IGNORECASE
)
WHOLE = 100


def added_percentage(question: str, code: str) -> str:
    """The fault of a program that adds a percentage itself, for who wrote it; empty if none does.

    A percentage is one whose number the question gives nowhere else. Where percentages are taken
    together (``100 - 20 - 30``), or one is asked for, nothing is said.

    Examples:
        >>> question = "A herd of 50 grew by 30 percent. How many are there?"
        >>> added_percentage(question, "print(50 + 30)")
        'The program adds 30 itself; 30 percent of something is 30 / 100 times it.'
        >>> added_percentage(question, "print(50 * (100 + 30) / 100)")
        ''
    """
    given = set(_PERCENT.findall(question))
    plain = set(_NUMBER.findall(_PERCENT.sub(" ", question)))
    shares = {float(number): number for number in given - plain}
    if not shares or _ASKS_PERCENT.search(question):
        return ""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    sums = [pair for node in ast.walk(tree) for pair in _added(node)]
    values = [(_value(left), _value(right)) for left, right in sums]
    if any({1, WHOLE} & {*pair} and {*shares} & {*pair} for pair in values):
        return ""  # what is left of the whole, to which other percentages belong
    for left, right in values:
        if left in shares and right in shares:
            continue  # two percentages of one whole
        share = next((shares[one] for one in (left, right) if one in shares), "")
        if share:
            return (
                f"The program adds {share} itself; {share} percent of something is {share} / 100 "
                "times it."
            )
    return ""


def _added(node: ast.AST) -> list[tuple[ast.expr, ast.expr]]:
    """The two sides of a sum or difference; none if it is no such."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return [(node.left, node.right)]
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        return [(node.target, node.value)]
    return []


def _value(node: ast.expr) -> float | None:
    """The number that stands there as it is; None if something is computed."""
    known = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return float(node.value) if known else None  # type: ignore[attr-defined]
