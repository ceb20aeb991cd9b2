"""Columns of ranges such as ``65-69``: where each begins and ends, as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import TableProfile

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:[.]\d+)?"
_UNIT = r"(?: ?[A-Za-z%\u20ac$\u00a3]{1,6}){0,2}"
_BELOW = rf"(?:[<\u2264]|under|below|up to|less than|to) ?(?P<below>{_NUMBER}){_UNIT}"
_ABOVE = (
    rf"(?:[>\u2265]|over|above|more than|from|at least) ?(?P<above>{_NUMBER}){_UNIT}"
    rf"|(?P<open>{_NUMBER}){_UNIT} ?(?:\+|(?:and|or) (?:over|older|more|above|up))"
)
_BETWEEN = (
    rf"(?P<first>{_NUMBER}){_UNIT} ?(?:-|\u2013|to|until) ?"
    rf"(?:under |below |less than )?(?P<last>{_NUMBER}){_UNIT}"
)
_RANGE = re.compile(rf"(?:{_BETWEEN}|{_BELOW}|{_ABOVE})", re.IGNORECASE)
_SINGLE = re.compile(rf"(?P<one>{_NUMBER}){_UNIT}", re.IGNORECASE)
_MONEY = re.compile(r"(?<!\w)[\u20ac$\u00a3] ?(?=\d)")
MOST = 0.75
"""The share of the values of a column of ranges that are some."""
FROM, TO = "_from", "_to"
"""How the names of the columns of bounds end."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """A column of ranges, one of them as an example, and the names of the columns of its bounds."""

    column: str
    example: str
    begins: str
    ends: str


def bounds(text: str) -> tuple[float | None, float | None] | None:
    """Where a range begins and ends, None where it is open; None if it is neither range nor number.

    One that is open below begins at 0, as those that people write of ages, sizes and amounts do.

    Examples:
        >>> bounds("65-69"), bounds("1,000+"), bounds("under 5"), bounds("7"), bounds("n/a")
        ((65.0, 69.0), (1000.0, None), (0.0, 5.0), (7.0, 7.0), None)
    """
    plain = _MONEY.sub("", text.strip())
    match = _RANGE.fullmatch(plain)
    if match is None:
        single = _SINGLE.fullmatch(plain)
        return (_number(single["one"]), _number(single["one"])) if single else None
    if match["below"]:
        return 0.0, _number(match["below"])
    if match["first"]:
        return _number(match["first"]), _number(match["last"])
    return _number(match["above"] or match["open"]), None


def ranges_in(profile: TableProfile) -> list[Ranges]:
    r"""The columns of ranges of a table, as far as their most frequent values show.

    Columns that state the same bounds already leave nothing to add.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> profile = table_profile("a.csv", b"age,n\n0-4,7\n5-9,8\n100+,1\n")
        >>> [(one.begins, one.ends) for one in ranges_in(profile)]
        [('age_from', 'age_to')]
    """
    taken = {column.name for column in profile.columns}
    found = []
    for column in profile.columns:
        texts = [text for text, _ in column.values] if column.type == "text" else []
        wide = _wide(texts)
        names = column.name + FROM, column.name + TO
        if len(wide) > 1 and not taken.intersection(names):
            found.append(Ranges(column.name, wide[0], *names))
    return found


def _wide(texts: Sequence[str]) -> list[str]:
    """The texts that are ranges; none if others are frequent, or if one falls.

    A few others such as "all ages" may be among them. Scores (3-1) and seasons (2019-20) fall.
    """
    pairs = {text: pair for text in texts if (pair := bounds(text)) is not None}
    if len(pairs) < MOST * len(texts) or any(
        first is not None and last is not None and first > last for first, last in pairs.values()
    ):
        return []
    return [text for text, (first, last) in pairs.items() if first != last]


def _number(text: str) -> float:
    return float(text.replace(",", ""))
