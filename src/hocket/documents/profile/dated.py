"""The date that columns state together: a year beside a quarter, a month or a week, and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from hocket.documents.profile.moments import MONTHS

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Column, TableProfile

DATE, PERIOD = "date", "period"
"""What the columns are called that follow: of days, and of texts such as 1959Q1."""
DAYS_OF_WEEK = 7
_FIRST, _LAST = 1000, 2999
_RANGES = {"quarter": (1, 4), "month": (1, 12), "week": (1, 53), "day": (1, 31)}
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
        return MONTHS.get(str(period).strip(" .").lower()) or int(period)


def date_parts(profile: TableProfile) -> DateParts | None:
    r"""The columns of a table that state a date together; None if another column is one.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> parts = date_parts(table_profile("a.csv", b"year,quarter,x\n1990,1,5\n1990,2,6\n"))
        >>> parts.names, parts.iso_of(1990, 2), parts.label_of(1990, 2)
        (('year', 'quarter'), '1990-04-01', '1990Q2')
    """
    by_name = {column.name.strip().lower(): column for column in profile.columns}
    is_dated = any(c.type in ("date", "datetime") for c in profile.columns) or DATE in by_name
    year = by_name.get("year")
    if is_dated or year is None or not _is_within(year, _FIRST, _LAST):
        return None
    quarter, month, week, day = (by_name.get(name) for name in _RANGES)
    if day is not None and not _is_of_month(day):
        return None  # it may be one of the week
    if month is not None and (_is_within(month, *_RANGES["month"]) or _is_named(month)):
        return DateParts(year.name, month.name, day.name if day is not None else "")
    if quarter is not None and _is_within(quarter, *_RANGES["quarter"]):
        return DateParts(year.name, quarter.name, unit="quarter")
    if week is not None and day is None and _is_within(week, *_RANGES["week"]):
        return DateParts(year.name, week.name, unit="week")
    return None


def _is_within(column: Column, first: int, last: int) -> bool:
    """Whether all values are whole numbers within these."""
    low, high = column.minimum, column.maximum
    is_whole = column.is_number and not column.odd_count
    return (
        is_whole
        and isinstance(low, int | float)
        and isinstance(high, int | float)
        and (first <= low <= high <= last and float(low).is_integer() and float(high).is_integer())
    )


def _is_of_month(day: Column) -> bool:
    """Whether the days are certainly those of a month."""
    is_within = _is_within(day, *_RANGES["day"])
    return is_within and isinstance(day.maximum, int | float) and day.maximum > DAYS_OF_WEEK


def _is_named(column: Column) -> bool:
    """Whether all values are names of months."""
    texts = [text for text, _ in column.values]
    return column.distinct == len(texts) > 0 and all(
        text.strip(" .").lower() in MONTHS for text in texts
    )
