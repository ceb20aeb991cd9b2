"""The date that columns state together: a year beside a quarter, a month or a week, and a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

from hocket.documents.profile.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from hocket.documents.profile.nouns import Column, TableProfile

DATE, PERIOD = "date", "period"
"""What the columns are called that follow: of days, and of texts such as 1959Q1."""
FULL_DATE = "full_date"
"""What the first of them is called where a column of days of the month has its name."""
DAYS_OF_WEEK = 7
_RANGES = {
    "year": (1000, 2999), "quarter": (1, 4), "month": (1, 12), "week": (1, 53), "day": (1, 31)
}  # fmt: skip
_CALLED = {
    "year": ("year", "yr", "calendar year", "jahr"),
    "quarter": ("quarter", "qtr", "quartal"),
    "month": ("month", "mon", "month name", "month number", "month no", "monat"),
    "week": ("week", "week number", "week no", "iso week", "calendar week", "kw"),
    "day": ("day", "day of month", "day of the month", "date of month", "mday"),
}
"""What columns of parts of dates are called, in small letters and without marks."""
_Q = r"(?:q|quarter|qtr)"
_QUARTER = re.compile(rf"{_Q}[ .]?([1-4])|([1-4])(?:st|nd|rd|th|\.)? ?{_Q}", re.IGNORECASE)
_LABELS = {"quarter": "{}Q{}", "month": "{}-{:02}", "week": "{}-W{:02}"}


@dataclass(frozen=True, slots=True)
class DateParts:
    """The columns that state a date; ``day`` is empty where there is none.

    ``period`` is the column of what is ``unit``: the quarter, the month or the week of ISO 8601.
    """

    year: str
    period: str
    day: str = ""
    unit: Literal["quarter", "month", "week"] = "month"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(filter(None, (self.year, self.period, self.day)))

    @property
    def called(self) -> str:
        """What the column of the dates is called, which no column of the table is."""
        return FULL_DATE if self.day.strip().lower() == DATE else DATE

    @property
    def stands_for(self) -> str:
        """What each date is, in words."""
        return "the day" if self.day else f"the first day of each {self.unit}"

    def iso_of(self, year: Any, period: Any, day: Any = 1) -> str | None:
        """The date of a row; None if its values are none."""
        try:
            number = self._number(period)
            if self.unit == "week":
                return date.fromisocalendar(int(year), number, 1).isoformat()
            month = 3 * number - 2 if self.unit == "quarter" else number
            return f"{int(year):04}-{month:02}-{int(day):02}"
        except (TypeError, ValueError):
            return None

    def label_of(self, year: Any, period: Any) -> str | None:
        """The year with its quarter, month or week in one text, which sorts as they do."""
        try:
            return _LABELS[self.unit].format(int(year), self._number(period))
        except (TypeError, ValueError):
            return None

    def _number(self, period: Any) -> int:
        text = str(period)
        return _month_of(text) or _quarter_of(text) or int(period)


def date_parts(profile: TableProfile) -> DateParts | None:
    r"""The columns of a table that state a date together; None if another column is one.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> parts = date_parts(table_profile("a.csv", b"year,quarter,x\n1990,1,5\n1990,2,6\n"))
        >>> parts.names, parts.iso_of(1990, 2), parts.label_of(1990, 2)
        (('year', 'quarter'), '1990-04-01', '1990Q2')
    """
    by_name = {column.name: column for column in profile.columns}
    if any(c.type in ("date", "datetime") for c in profile.columns):
        return None
    return _stated(by_name, lambda name, part: _is_part(by_name[name], part))


def parts_among(values: Mapping[str, Collection[Any]]) -> DateParts | None:
    """The columns that state a date together, by the values of each.

    Examples:
        >>> parts_among({"rent": [5, 7], "yr": [2001, 2001], "month": ["May", "June"]}).names
        ('yr', 'month')
        >>> parts_among({"year": [2001, 2002], "month": [5, 13]})
    """
    return _stated(values, lambda name, part: _are_parts(values[name], part))


def _stated(names: Collection[str], fits: Callable[[str, str], bool]) -> DateParts | None:
    """The parts among columns, where ``fits`` says whether the values of one are such parts."""
    plain = [_plain(name) for name in names]
    called = {part: [name for name in names if _plain(name) in _CALLED[part]] for part in _CALLED}
    if DATE in plain:
        called["day"] += [name for name in names if _plain(name) == DATE]
        if (
            len(called["day"]) > 1
            or _plain(FULL_DATE) in plain
            or not fits(called["day"][0], "day")
        ):
            return None
    found = {
        part: next((name for name in called[part] if fits(name, part)), "") for part in _CALLED
    }
    if not found["year"] or (called["day"] and not found["day"]):
        return None  # the day may be one of the week
    if found["month"]:
        return DateParts(found["year"], found["month"], found["day"])
    if found["quarter"]:
        return DateParts(found["year"], found["quarter"], unit="quarter")
    if found["week"] and not found["day"]:
        return DateParts(found["year"], found["week"], unit="week")
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().lower()


def _is_part(column: Column, part: str) -> bool:
    """Whether all values of a column are numbers, or names, of such parts of dates."""
    if column.is_number and not column.odd_count:
        low, high = column.minimum, column.maximum
        is_known = isinstance(low, int | float) and isinstance(high, int | float)
        return is_known and _are_parts([low, high], part)
    texts = [text for text, _ in column.values]
    return column.distinct == len(texts) and _are_parts(texts, part)


def _are_parts(values: Collection[Any], part: str) -> bool:
    """Whether values are whole numbers, or names, of such parts of dates."""
    known = [value for value in values if value is not None and value == value]  # noqa: PLR0124 - NaN
    first, last = _RANGES[part]
    if not known:
        return False
    if all(isinstance(value, str) for value in known):
        names = {"month": _month_of, "quarter": _quarter_of}.get(part)
        return names is not None and all(names(text) for text in known)
    numbers = [float(n) for n in known if isinstance(n, Real) and not isinstance(n, bool)]
    is_whole = len(numbers) == len(known) and all(n % 1 == 0 for n in numbers)
    is_within = is_whole and first <= min(numbers) <= max(numbers) <= last
    return is_within and (part != "day" or max(numbers) > DAYS_OF_WEEK)


def _month_of(text: str) -> int:
    """The number of a month by its name; 0 for any other text."""
    return MONTHS.get(text.strip(" .").lower(), 0)


def _quarter_of(text: str) -> int:
    """The number of a quarter that is written as ``Q2`` or ``2nd quarter``; 0 for other texts."""
    match = _QUARTER.fullmatch(text.strip())
    return int(match[1] or match[2]) if match else 0
