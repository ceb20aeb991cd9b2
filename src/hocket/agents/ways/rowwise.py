"""Conditions of a program that no single row can meet, or that say nothing of it.

``kind = red and kind <> blue`` speaks of one row, so its second half says nothing; the names that
have red and never blue are two sets, one without the other. Small LLMs write it so in programs and
queries alike.
"""

from __future__ import annotations

import re

_COLUMN = r"(?:\w+\[\s*[\"'](?P<{0}a>[^\"']+)[\"']\s*\]|\"?(?P<{0}b>[A-Za-z_][\w.]*)\"?)"
_TEXT = r"[\"'](?P<{0}>[^\"'\n]+)[\"']"
_IS = _COLUMN.format("l") + r"\s*==?\s*" + _TEXT.format("first")
_OTHER = _COLUMN.format("r") + r"\s*(?P<op>!=|<>|==?)\s*" + _TEXT.format("second")
_BOTH = re.compile(rf"{_IS}\s*\)?\s*(?:&|\band\b)\s*\(?\s*{_OTHER}", re.IGNORECASE)
_TURNED = re.compile(
    (
        _COLUMN.format("l")
        + r"\s*(?:!=|<>)\s*"
        + _TEXT.format("first")
        + r"\s*\)?\s*(?:&|\band\b)\s*\(?\s*"
        + _COLUMN.format("r")
        + r"\s*==?\s*"
        + _TEXT.format("second")
    ),
    re.IGNORECASE,
)


def of_one_row(code: str) -> str:
    """What is wrong with two conditions on one column, in words for the LLM; empty if nothing.

    Examples:
        >>> of_one_row("df[(df['kind'] == 'red') & (df['kind'] == 'blue')]")
        "no row has both 'red' and 'blue' as kind; for the names that have both, make a set of \
the names of each and take set & set (SQL: INTERSECT)"
        >>> of_one_row("WHERE kind = 'red' AND size <> 'big'")
        ''
    """
    for pattern, is_turned in ((_BOTH, False), (_TURNED, True)):
        for match in pattern.finditer(code):
            column = match["la"] or match["lb"]
            if column != (match["ra"] or match["rb"]) or match["first"] == match["second"]:
                continue
            wanted, other = match["first"], match["second"]
            if is_turned:
                wanted, other = other, wanted
            elif match["op"].startswith("="):
                return (
                    f"no row has both {wanted!r} and {other!r} as {column}; for the names that "
                    "have both, make a set of the names of each and take set & set (SQL: INTERSECT)"
                )
            return (
                f"a row with {wanted!r} as {column} never has {other!r}, so the second condition "
                f"says nothing; for the names that have {wanted!r} and in no row {other!r}, make a "
                "set of the names of each and take one - the other (SQL: EXCEPT)"
            )
    return ""
