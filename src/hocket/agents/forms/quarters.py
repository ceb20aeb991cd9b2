"""Quarters of years in the form of an example, such as 1975-Q2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = 2
_QUARTER = re.compile(r"(?P<year>\d{4})-Q(?P<quarter>[1-4])")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)\b")
_OPEN = re.compile(r"\d{4}[-/][1-4]|[1-4][-/]\d{4}")
"""A month that is written without its zero, or a quarter."""


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters in one form.

    Attributes:
        example: What one looks like.
        form: The same with ``{year}`` and ``{quarter}``.
    """

    example: str
    form: str
    strict: bool = True

    def fits(self, value: Any) -> bool:
        """Whether a value is in the form."""
        return isinstance(value, str) and self._written(value) == value

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values in the form: quarters in others, and dates by the quarter that they are in."""
        return [(self._written(v) or v) if isinstance(v, str) else v for v in values]

    def of_pair(self, year: int, number: int) -> str:
        """The quarter of a year and a number."""
        return self.form.format(year=year, quarter=number)

    def _written(self, text: str) -> str | None:
        if _OPEN.fullmatch(text.strip()):
            return None
        moment = read_moment(text.strip().upper(), day_first=False)
        if moment is None:
            return None
        if match := _QUARTER.fullmatch(moment.iso):
            return self.form.format(**match.groupdict())
        if match := _MONTH.match(moment.iso):
            return self.form.format(year=match["year"], quarter=(int(match["month"]) + 2) // 3)
        return None


def quarters_like(example: str) -> Quarters | None:
    """The form of an example; None if it is no quarter of a year.

    Examples:
        >>> quarters_like("1975-Q2").mended(["2001Q3", "2001-11-01", "late"])
        ['2001-Q3', '2001-Q4', 'late']
        >>> quarters_like("Q2 1975").mended(["2001-Q3"]), quarters_like("1975-02")
        (['Q3 2001'], None)
    """
    moment = read_moment(example, day_first=False)
    match = _QUARTER.fullmatch(moment.iso) if moment is not None else None
    if match is None:
        return None
    form = re.sub(rf"(?<=[Qq]){match['quarter']}\b", "{quarter}", example)
    form = form.replace(match["year"], "{year}")
    return Quarters(example, form) if form.count("{") == PARTS else None
