"""Whether a program on a series compares with the row that its task means.

Small LLMs copy the distance of an example: the month before where the same month of the year
before is meant, or the other way round.
"""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"\b(?:(?:a|the|one) year (?:before|earlier|ago)|(?:previous|prior|last) year"
    r"|year[- ](?:on|over|to)[- ]year|(?:twelve|12) months (?:apart|before|earlier|ago)"
    r"|same (?:month|quarter) (?:of|a|the|in|last|one))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:(?:month|quarter) before|(?:previous|preceding|prior) (?:month|quarter)"
    r"|(?:month|quarter)[- ](?:on|over|to)[- ](?:month|quarter)|from one (?:month|quarter) to)\b",
    re.IGNORECASE,
)
_PARTS = ((re.compile(r"\bmonth(?:s|ly)?\b", re.IGNORECASE), 12),
          (re.compile(r"\bquarter(?:ly|s)?\b", re.IGNORECASE), 4))  # fmt: skip
_SHIFT = re.compile(r"\.(?:shift|diff|pct_change)\(\s*(?:periods\s*=\s*)?(-?\d*)")
_LAG = re.compile(r"\b(?:lag|lead)\s*\((?:[^(),]|\([^()]*\))+(?:,\s*(\d+))?", re.IGNORECASE)
_COMMENT = re.compile(r"(?m)(?:#|--).*$")


def wrong_lag(task: str, code: str) -> str:
    """What is wrong with the distance over which a program compares; empty if nothing is.

    Examples:
        >>> wrong_lag("In how many months was it lower than a year before?", "x < x.shift(1)")
        'it compares with 1 row before, but a year before is 12 rows before: shift(12), lag(x, 12)'
        >>> wrong_lag("By how much did it rise on the month before?", "x - x.shift()")
        ''
    """
    bare = _COMMENT.sub("", code)
    found = [match[1] or "1" for match in (*_SHIFT.finditer(bare), *_LAG.finditer(bare))]
    distances = {abs(int(text)) for text in found if text != "-"}
    rows = next((rows for part, rows in _PARTS if part.search(task)), 0)
    if not distances or not rows:
        return ""
    named = ", ".join(map(str, sorted(distances)))
    if _YEAR.search(task) and rows not in distances:
        means = f"a year before is {rows} rows before: shift({rows}), lag(x, {rows})"
        return f"it compares with {named} row{'' if named == '1' else 's'} before, but {means}"
    if _NEXT.search(task) and not _YEAR.search(task) and 1 not in distances:
        return f"it compares with {named} rows before, but the one before is shift(1), lag(x, 1)"
    return ""
