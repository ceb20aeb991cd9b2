"""Divisions that a program lacks, and those of a number by itself, where a whole was lost."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_IN_SQL = late_pattern(
    r"(?<![\w.])(?P<part>\w+\([^()]*\))\s*/\s*(?:nullif\s*\(\s*)?(?P=part)(?!\s*(?:filter|over)\b)",
    re.IGNORECASE,
)


_PER = late_pattern(
    r"\b(?:per|(?:for|to) (?:a|each|every|one)) (?P<of>(?:million|thousand|hundred(?: thousand)?"
    r"|\d{1,3}(?:[., ]?000)+)(?= (?:people|persons?|inhabitants?|residents?|citizens?|women|men"
    r"|children|households?|of (?:the )?population)\b)|capita\b|head of (?:the )?population\b"
    r"|(?:inhabitant|resident|citizen)\b)",
    re.IGNORECASE,
)
_MANY = frozenset(("million", "thousand", "hundred"))
_DIVIDES = late_pattern(r"/|\.div\(|\bdivide\(|truediv|\bmean\(|\bavg\(|normalize\s*=\s*True")
_BESIDE = late_pattern(r"\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*|--[^\n]*")


def undivided(task: str, code: str, columns: Iterable[str] = ()) -> str:
    """What is wrong with a number per so many people that a program divides by nothing.

    Args:
        task: What is asked.
        code: The program or statement.
        columns: The names of the columns; one may have such numbers already.

    Examples:
        >>> undivided("How many shops are there per 1000 inhabitants?", "df.groupby('town').size()")
        'the task wants a number per 1000 of them, but nothing is divided; divide by their sum'
        >>> undivided("How many shops per capita?", "n / people", ["people"])
        ''
    """
    match = _PER.search(task)
    if match is None or _DIVIDES.search(_BESIDE.sub(" ", code)):
        return ""
    if any(re.search(r"(?i)per[ _]|rate|capita|percent|share", name) for name in columns):
        return ""
    many = match["of"].split()[0]
    of_them = "of them" if many[0].isdigit() or many.lower() in _MANY else ""
    wanted = " ".join(filter(None, ("per", many, of_them)))
    return f"the task wants a number {wanted}, but nothing is divided; divide by their sum"


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
