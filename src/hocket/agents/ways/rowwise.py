"""Conditions of a program that no single row can meet, or that say nothing of it.

``kind = red and kind <> blue`` speaks of one row, so its second half says nothing; the names that
have red and never blue are two sets, one without the other. Small LLMs write it so in programs and
queries alike.
"""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_COLUMN = r"(?:\w+\[\s*[\"'](?P<{0}a>[^\"']+)[\"']\s*\]|\"?(?P<{0}b>[A-Za-z_][\w.]*)\"?)"
_VALUE = r"(?:[\"'](?P<{0}text>[^\"'\n]+)[\"']|(?P<{0}number>\d+)(?![\w.]))"
_CONDITION = rf"{_COLUMN}\s*(?P<{{0}}op>!=|<>|==?)\s*{_VALUE}"
_TWO = late_pattern(
    rf"{_CONDITION.format('l')}(?=\s*\)?\s*(?:&|\band\b)\s*\(?\s*{_CONDITION.format('r')})",
    re.IGNORECASE,
)
"""Two conditions that hold at once; the second may begin another such pair."""


def of_one_row(code: str) -> str:
    """What is wrong with two conditions on one column, in words for the LLM; empty if nothing.

    Examples:
        >>> of_one_row("df[(df['kind'] == 'red') & (df['kind'] == 'blue')]")
        "no row has both 'red' and 'blue' as kind; for the names that have both, make a set of \
the names of each and take set & set (SQL: INTERSECT)"
        >>> of_one_row("WHERE kind = 'red' AND size <> 'big'")
        ''
    """
    for match in _TWO.finditer(code):
        column = match["la"] or match["lb"]
        wanted, other = (match[f"{side}text"] or match[f"{side}number"] for side in "lr")
        is_first, is_second = (match[side].startswith("=") for side in ("lop", "rop"))
        is_one = column == (match["ra"] or match["rb"]) and wanted != other
        if not is_one or not (is_first or is_second) or _ends_query(code, match):
            continue
        if match["lnumber"] and not (is_first and is_second):
            continue  # another number may well be ruled out for safety
        if is_first and is_second:
            return (
                f"no row has both {wanted!r} and {other!r} as {column}; for the names that "
                "have both, make a set of the names of each and take set & set (SQL: INTERSECT)"
            )
        wanted, other = (wanted, other) if is_first else (other, wanted)
        return (
            f"a row with {wanted!r} as {column} never has {other!r}, so the second condition "
            f"says nothing; for the names that have {wanted!r} and in no row {other!r}, make a "
            "set of the names of each and take one - the other (SQL: EXCEPT)"
        )
    return ""


def _ends_query(code: str, match: re.Match[str]) -> bool:
    """Whether the first condition ends an inner query, so that the second is of other rows."""
    if not code[match.end() :].lstrip().startswith(")"):
        return False
    depth = 0
    for place in range(match.start() - 1, -1, -1):
        depth += (code[place] == ")") - (code[place] == "(")
        if depth < 0:
            return re.search(r"(?i)\bselect\b", code[place : match.start()]) is not None
    return False
