"""Rows that a task leaves out since they have no value in a column that it names.

A small LLM keeps them, or tests another column, and then divides by all rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile import Column

_LEFT = (
    r"\b(?:ignor\w+|skip\w*|leav\w+ out|drop\w*|exclud\w+|disregard\w*|without counting"
    r"|(?:do not|don't) count|not counting)\b[^.;:?!]{0,60}?"
)
_LEAVES_OUT = (
    r"\b(?:lack\w*|without|miss(?:es|ing)|(?:has|have|had|with) no)\s+(?:an?\s+|any\s+|the\s+)?"
)
_IS_EMPTY = r"\s+(?:is|are|was|were) (?:missing|empty|blank|null|not (?:known|given|there))\b"
_NAME = r"[\"'`]?{name}[\"'`]?(?![\w-])"
_COUNTS = re.compile(
    r"\bcount\s*\(\s*(?:\*|1|distinct\b|\))|\blen\(|\.shape\b|\bsize\(|\bvalue_counts\(|\bcounter\("
    r"|\+= ?1\b",
    re.IGNORECASE,
)
"""What counts rows, also those without a value."""
_TESTED = (
    r"[\"'`]?{name}[\"'`]?\]?\)?\s*(?:is\s+not\s+(?:null|none)\b|is\s+(?:null|none)\b|!= ?None"
    r"|\.(?:notna|notnull|isna|isnull|dropna)\()|(?:notna|notnull|isna|isnull|isfinite|isnan)\("
    r"[^()]*{name}|dropna\(\s*(?:\)|inplace|subset\s*=\s*\[?[^\])]*{name}|\[[^\]]*{name})"
    r"|\bcount\(\s*(?:\w+\.)?[\"'`]?{name}\b|{name}[\"'`]\]\s*\.count\("
    r"|if\s+\w+(?:\[|\.get\()[\"']{name}[\"'][\])]"
)


_COMPARED = r"{name}[\"'`]?\]?\)?\s*(?:[<>]|==?|!=|between\b)"
_DIVIDES = re.compile(r"/|\b(?:mean|avg|div|divide)\(|normalize", re.IGNORECASE)
"""What takes a share of rows: a comparison leaves those without a value out of its part alone."""


def lacking_left_out(task: str, code: str, columns: Iterable[Column]) -> str:
    """What looks wrong with a program that counts rows which its task leaves out; else empty.

    Args:
        task: What is asked.
        code: The program or statement.
        columns: Those of all tables.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> task = "What percent of each ward was late? Ignore patients that lack a left_on."
        >>> lacking_left_out(task, "SELECT ward, count(*) FROM t GROUP BY 1", [Column("left_on")])
        "the task leaves out rows without a 'left_on', and it counts them: test that column first"
        >>> lacking_left_out(task, "SELECT count(*) FROM t WHERE left_on IS NOT NULL", [])
        ''
    """
    for column in columns:
        name = re.escape(column.name)
        named = _NAME.format(name=name)
        asked = re.compile(
            rf"{_LEFT}(?:{_LEAVES_OUT}{named}|(?<!\w){named}{_IS_EMPTY})", re.IGNORECASE
        )
        if not asked.search(task) or not _COUNTS.search(code):
            continue
        compares = re.search(_COMPARED.replace("{name}", name), code, re.IGNORECASE)
        if compares and not _DIVIDES.search(code):
            continue  # a row without a value meets no comparison
        if not re.search(_TESTED.replace("{name}", name), code, re.IGNORECASE):
            return (
                f"the task leaves out rows without a {column.name!r}, and it counts them: test "
                "that column first"
            )
    return ""
