"""Weeks of a year and seasons over two years in the form of an example: 2005-W07, 1975/76."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = 12
_WEEK = re.compile(r"(?P<year>[12]\d{3})(?P<mark>[- ]?W)(?P<week>[0-5]?\d)")
_SEASON = re.compile(r"(?P<year>[12]\d{3})(?P<mark>[/\u2013-])(?P<next>\d{4}|\d\d)")
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of ISO 8601 in one form.

    Attributes:
        example: What one looks like.
        mark: What stands between the year and the number.
        digits: Of the number, at least.
    """

    example: str
    mark: str
    digits: int
    strict: bool = True

    def fits(self, value: Any) -> bool:
        """Whether a value is in the form."""
        return isinstance(value, str) and self._written(value) == value

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values in the form: weeks in others, and days by the week that they are in."""
        return [(self._written(v) or v) if isinstance(v, str) else v for v in values]

    def of_pair(self, year: int, number: int) -> str:
        """The week of a year and a number."""
        return f"{year}{self.mark}{number:0{self.digits}}"

    def _written(self, text: str) -> str | None:
        if match := _WEEK.fullmatch(text.strip()):
            return self.of_pair(int(match["year"]), int(match["week"]))
        # pandas writes a period of a week as its first and its last day
        moment = read_moment(text.partition("/")[0].strip(), day_first=False)
        if moment is None or moment.type not in ("date", "datetime") or moment.is_open:
            return None
        return self.of_pair(*date.fromisoformat(moment.iso[:10]).isocalendar()[:2])


@dataclass(frozen=True, slots=True)
class Seasons:
    """Seasons that begin in one year and end in the next, in one form.

    Attributes:
        example: What one looks like.
        mark: What stands between the years.
        digits: Of the second year.
    """

    example: str
    mark: str
    digits: int
    strict: bool = True

    def fits(self, value: Any) -> bool:
        """Whether a value is in the form."""
        return isinstance(value, str) and self._written(value) == value

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values in the form: seasons in others, and years by the season that begins then."""
        return [self._written(value) or value for value in values]

    def _written(self, value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        text = str(value).strip()
        match = _SEASON.fullmatch(text)
        year = text if _YEAR.fullmatch(text) else match["year"] if match and _is_next(match) else ""
        return f"{year}{self.mark}{str(int(year) + 1)[-self.digits :]}" if year else None


def weeks_like(example: str) -> Weeks | None:
    """The form of an example; None if it is no week of a year.

    Examples:
        >>> weeks_like("2005-W07").mended(["2021-01-03", "2021W5", "late"])
        ['2020-W53', '2021-W05', 'late']
    """
    match = _WEEK.fullmatch(example)
    return Weeks(example, match["mark"], len(match["week"])) if match else None


def seasons_like(example: str) -> Seasons | None:
    """The form of an example; None if it is no season, or may be a month.

    Examples:
        >>> seasons_like("1975/76").mended([1999, "2003", "1988-89", "early"])
        ['1999/00', '2003/04', '1988/89', 'early']
        >>> seasons_like("2005/06") is None
        True
    """
    match = _SEASON.fullmatch(example)
    if match is None or not _is_next(match) or int(match["next"]) <= MONTHS:
        return None
    return Seasons(example, match["mark"], len(match["next"]))


def periods_of(values: Sequence[Any], looks: Sequence[Any]) -> list[Any]:
    """The values, pairs of a year and a number as the period of the look that has such.

    Examples:
        >>> periods_of([[2005, 7], [2006, 12]], [weeks_like("1999-W01")])
        ['2005-W07', '2006-W12']
        >>> periods_of([[2005, 7], [3, 4]], [weeks_like("1999-W01")])
        [[2005, 7], [3, 4]]
    """
    pairs = [value for value in values if value is not None]
    if not pairs or not all(map(_is_pair, pairs)):
        return list(values)
    for look in looks:
        if (of_pair := getattr(look, "of_pair", None)) is not None:
            written = [value if value is None else of_pair(*value) for value in values]
            if all(text is None or look.fits(text) for text in written):
                return written if written.count(None) == values.count(None) else list(values)
    return list(values)


def _is_pair(value: Any) -> bool:
    is_pair = isinstance(value, list) and [type(part) for part in value] == [int, int]
    return is_pair and _YEAR.fullmatch(str(value[0])) is not None


def _is_next(match: re.Match[str]) -> bool:
    """Whether the second year is the one after the first."""
    return str(int(match["year"]) + 1).endswith(match["next"])
