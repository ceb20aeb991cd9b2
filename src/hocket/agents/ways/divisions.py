"""A number that is divided by itself: the whole of a share was lost when rows were chosen."""

from __future__ import annotations

import ast
import re

_IN_SQL = re.compile(
    r"(?<![\w.])(?P<part>\w+\([^()]*\))\s*/\s*(?:nullif\s*\(\s*)?(?P=part)(?!\s*(?:filter|over)\b)",
    re.IGNORECASE,
)


def divided_by_itself(code: str) -> str:
    r"""What is wrong with a share that is always 1 or 100, in words for the LLM.

    Examples:
        >>> divided_by_itself('part = df[df["age"] > 9]\nshare = 100 * len(part) / len(part)')
        'len(part) / len(part) is always 1; divide by the whole, before rows are chosen: len(df)'
        >>> divided_by_itself("SELECT 100.0 * count(*) / count(*) AS share FROM df WHERE age > 9")
        'count(*) / count(*) is always 1; the part is count(*) FILTER (WHERE …), without WHERE'
        >>> divided_by_itself("share = len(part) / len(df)")
        ''
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        match = _IN_SQL.search(code)
        part = match["part"] if match else ""
        said = (
            f"{part} / {part} is always 1; the part is {part} FILTER (WHERE \u2026), without WHERE"
        )
        return said if part else ""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            whole = ast.unparse(node.right)
            if not isinstance(node.right, ast.Constant) and whole in _factors(node.left):
                advice = "divide by the whole, before rows are chosen: len(df)"
                return f"{whole} / {whole} is always 1; {advice}"
    return ""


def _factors(node: ast.expr) -> list[str]:
    """The expressions whose product a number is."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return [*_factors(node.left), *_factors(node.right)]
    return [ast.unparse(node)]
