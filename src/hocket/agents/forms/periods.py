"""Quarters, weeks and seasons of years in the form of an example: 1975-Q2, 2005-W07, 1975/76."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = 12
_PARTS = 2
"""Those of a quarter: the year and the number."""
_QUARTER = late_pattern(r"(?P<year>\d{4})-Q(?P<quarter>[1-4])")
_MONTH = late_pattern(r"(?P<year>\d{4})-(?P<month>\d\d)\b")
_OPEN = late_pattern(r"\d{4}[-/][1-4]|[1-4][-/]\d{4}")
"""A month that is written without its zero, or a quarter."""
_WEEK = late_pattern(r"(?P<year>[12]\d{3})(?P<mark>[- ]?W)(?P<week>[0-5]?\d)")
_SEASON = late_pattern(r"(?P<year>[12]\d{3})(?P<mark>[/\u2013-])(?P<next>\d{4}|\d\d)")
_YEAR = late_pattern(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class _Periods(ABC):
    """Periods in one form.

    Attributes:
        example: What one looks like.
    """

    strict: ClassVar[bool] = True
    example: str

    def fits(self, value: Any) -> bool:
        """Whether a value is in the form."""
        return isinstance(value, str) and self._written(value) == value

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values in the form, those of other forms and the dates that are within a period."""
        return [self._written(value) or value for value in values]

    @abstractmethod
    def _written(self, value: Any) -> str | None:
        """A value in the form; None if it is no such period."""


@dataclass(frozen=True, slots=True)
class Quarters(_Periods):
    """Quarters in one form; a date is the quarter that it is in.

    Attributes:
        form: The example with ``{year}`` and ``{quarter}``.
    """

    form: str

    def of_pair(self, year: int, number: int) -> str:
        """The quarter of a year and a number."""
        return self.form.format(year=year, quarter=number)

    def _written(self, value: Any) -> str | None:
        if not isinstance(value, str) or _OPEN.fullmatch(value.strip()):
            return None
        moment = read_moment(value.strip().upper(), day_first=False)
        if moment is None:
            return None
        if match := _QUARTER.fullmatch(moment.iso):
            return self.form.format(**match.groupdict())
        if match := _MONTH.match(moment.iso):
            return self.form.format(year=match["year"], quarter=(int(match["month"]) + 2) // 3)
        return None


@dataclass(frozen=True, slots=True)
class Weeks(_Periods):
    """Weeks of ISO 8601 in one form; a day is the week that it is in.

    Attributes:
        mark: What stands between the year and the number.
        digits: Of the number, at least.
    """

    mark: str
    digits: int

    def of_pair(self, year: int, number: int) -> str:
        """The week of a year and a number."""
        return f"{year}{self.mark}{number:0{self.digits}}"

    def _written(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return None
        if match := _WEEK.fullmatch(value.strip()):
            return self.of_pair(int(match["year"]), int(match["week"]))
        # pandas writes a period of a week as its first and its last day
        moment = read_moment(value.partition("/")[0].strip(), day_first=False)
        if moment is None or moment.type not in ("date", "datetime") or moment.is_open:
            return None
        return self.of_pair(*date.fromisoformat(moment.iso[:10]).isocalendar()[:2])


@dataclass(frozen=True, slots=True)
class Seasons(_Periods):
    """Seasons that begin in one year and end in the next; a year is the season that begins then.

    Attributes:
        mark: What stands between the years.
        digits: Of the second year.
    """

    mark: str
    digits: int

    def _written(self, value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        text = str(value).strip()
        match = _SEASON.fullmatch(text)
        year = text if _YEAR.fullmatch(text) else match["year"] if match and _is_next(match) else ""
        return f"{year}{self.mark}{str(int(year) + 1)[-self.digits :]}" if year else None


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
    return Quarters(example, form) if form.count("{") == _PARTS else None


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
