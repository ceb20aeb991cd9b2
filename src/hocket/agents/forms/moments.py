"""Dates and times in the form of an example, such as 2024-02-03, 3 May 2024 or 14:30."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.moments import Moment

_TOKEN = re.compile(r"%[YymdbBaAHMSIp]")
_ISO = re.compile(
    r"(?:(?P<Y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?T?(?:(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d))?)?"
)
_WORDED = re.compile(r"\b(?:YYYY|YY|MMMM|MMM|Month|Mon|MM|M|DD|D|HH|hh|mm|SS|ss|[-/.: ,T])+")
_SPELLED = (
    ("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("Month", "%B"), ("Mon", "%b"),
    ("DD", "%d"), ("D", "%d"), ("HH", "%H"), ("hh", "%H"), ("SS", "%S"), ("ss", "%S"),
    ("mm", "%M"), ("MM", "%m"), ("M", "%m"),
)  # fmt: skip
_TYPES = ("date", "datetime", "month", "time")
NOON = 12


@dataclass(frozen=True, slots=True)
class Moments:
    """Dates or times in one form.

    Attributes:
        example: What one looks like, in a message.
        form: For ``strftime``.
        type: Of ``Moment``, or ``year``.
        padded: Whether days, months and hours have two digits.
        day_first: Whether 03/04/2024 is in April in the answer; None if that is not known.
        others: Other forms that the example leaves open.
    """

    example: str
    form: str
    type: str
    padded: bool = True
    day_first: bool | None = None
    others: tuple[Moments, ...] = ()
    strict: bool = True

    def fits(self, value: Any) -> bool:
        """Whether a value is in the form."""
        return self._fits(value) or any(other.fits(value) for other in self.others)

    def _fits(self, value: Any) -> bool:
        if not isinstance(value, str | int) or isinstance(value, bool):
            return False
        if self.type in ("time", "year"):
            return self._shape().fullmatch(str(value)) is not None
        forms = {self.form}
        if "May" in str(value):  # the only name of a month that does not show whether it is short
            forms |= {self.form.replace("%B", "%b"), self.form.replace("%b", "%B")}
        return any(
            moment.form in forms and self._written(moment) == str(value)
            for moment in _readings(str(value))
        )

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values in the form, where it is certain which date or time they are."""
        day_first = self.day_first if self.day_first is not None else _day_first(values)
        return [self._mended(value, day_first=day_first) for value in values]

    def of_pair(self, year: int, number: int) -> str | None:
        """The month of a year and a number; None for another form."""
        written = self._mended(f"{year}-{number:02}", day_first=None)
        return written if self.type == "month" and self.fits(written) else None

    def of_seconds(self, values: Sequence[Any]) -> list[Any]:
        """Lengths of time, given as seconds, in the form of a time; other values as they are.

        Examples:
            >>> moments_like("1:23:45").of_seconds([4548.0, 36005, "x"])
            ['1:15:48', '10:00:05', 'x']
        """
        numbers = {n for n, v in enumerate(values) if type(v) in (int, float)}
        if self.type != "time" or "%p" in self.form or any(values[n] < 0 for n in numbers):
            return list(values)
        return [self._of_seconds(v) if n in numbers else v for n, v in enumerate(values)]

    def _of_seconds(self, seconds: float) -> str:
        whole = round(seconds)
        parts = {"H": whole // 3600, "M": whole // 60 % 60, "S": whole % 60}
        return _TOKEN.sub(lambda token: self._part(token.group()[1], parts), self.form)

    def _mended(self, value: Any, *, day_first: bool | None) -> Any:
        if not isinstance(value, str) or self.fits(value):
            return value
        readings = _readings(" ".join(value.split()))
        texts = {self._written(moment) for moment in _meant(readings, value, day_first=day_first)}
        text = texts.pop() if len(texts) == 1 else None
        return value if text is None else int(text) if self.type == "year" else text

    def _shape(self) -> re.Pattern[str]:
        """What a time or a year looks like; a length of time can be more than a day."""
        hours = r"\d{2,}" if self.padded else r"(?:\d|[1-9]\d+)"
        parts = {"H": hours, "I": r"\d\d?", "Y": r"\d{4}", "p": "[AP]M"}
        form = re.escape(self.form)
        return re.compile(_TOKEN.sub(lambda token: parts.get(token.group()[1], r"[0-5]\d"), form))

    def _written(self, moment: Moment) -> str | None:
        """A date or time in the form; None if it does not say all of it."""
        match = _ISO.fullmatch(moment.iso.removesuffix("Z"))
        if match is None or (moment.type == "time" and self.type != "time"):
            return None
        parts = {k: int(v) for k, v in match.groupdict().items() if v}
        if self.type == "datetime" and moment.type == "date":
            parts |= {"H": 0, "M": 0, "S": 0}  # midnight is not written
        try:
            return _TOKEN.sub(lambda token: self._part(token.group()[1], parts), self.form)
        except KeyError:
            return None

    def _part(self, letter: str, parts: dict[str, int]) -> str:
        if letter in "aA":
            weekday = date(parts["Y"], parts["m"], parts["d"]).weekday()
            return (day_abbr if letter == "a" else day_name)[weekday]
        if letter in "bB":
            return (month_abbr if letter == "b" else month_name)[parts["m"]]
        if letter in "Yy":
            return f"{parts['Y']:04}" if letter == "Y" else f"{parts['Y'] % 100:02}"
        if letter == "p":
            return "PM" if parts["H"] >= NOON else "AM"
        number = parts.get("S", 0) if letter == "S" else parts["H" if letter == "I" else letter]
        number = number % NOON or NOON if letter == "I" else number
        return f"{number:02}" if self.padded or letter in "MS" else str(number)


def moments_like(example: str, *, day_first: bool | None = None) -> Moments | None:
    """The form of an example; None if it is no date or time, or could be read in two ways.

    Args:
        example: A date, a month of a year or a time.
        day_first: Whether 03/04/2024 is in April, where the words around say so.

    Examples:
        >>> moments_like("3 May 2024").mended(["2024-12-01", "2024-05-13 10:00"])
        ['1 December 2024', '13 May 2024']
        >>> moments_like("03/04/2024") is None, moments_like("31/12/2024").form
        (True, '%d/%m/%Y')
    """
    readings = _meant(_readings(example), example, day_first=day_first)
    if len(readings) != 1 or readings[0].type not in _TYPES or "%z" in readings[0].form:
        return None
    form, kind = readings[0].form, readings[0].type
    is_short = re.search(r"(?<!\d)\d(?!\d)", example) is not None
    # May is the only name that does not show whether it is short.
    forms = [form.replace("%b", "%B"), form] if "May" in example else [form]
    # 11/12/2024 does not show how 1/2/2024 is written; 2024-11-12 does.
    is_open = not is_short and not form.startswith("%Y-") and not re.search(r"(?<!\d)0\d", example)
    paddings = [True, False] if is_open else [not is_short]
    each = [Moments(example, one, kind, padded) for one in forms for padded in paddings]
    return replace(each[0], others=tuple(each[1:]))


def moments_worded(words: str) -> Moments | None:
    """The form that letters such as ``DD/MM/YYYY`` or ``HH:MM`` stand for; None without any.

    Examples:
        >>> moments_worded("as DD.MM.YYYY, please").form, moments_worded("24-hour HH:MM").form
        ('%d.%m.%Y', '%H:%M')
    """
    for match in _WORDED.finditer(words):
        text = match.group().strip(" ,.:-/T")
        if not re.search(r"YY|HH|hh", text):
            continue
        form = text
        if re.search(r"HH|hh", text):
            form = re.sub(r"(?<=:)MM", "mm", form)
        for letters, token in _SPELLED:
            form = re.sub(rf"(?<![%A-Za-z]){letters}(?![A-Za-z])", token, form)
        form = re.sub(r"(?<![%A-Za-z])YYYYMMDD", "%Y%m%d", form)
        if re.sub(r"%[YymdbBHMS]|[-/.: ,T]", "", form):
            continue
        has_date, has_time = bool(re.search("%[Yy]", form)), "%H" in form
        kind = "datetime" if has_date and has_time else "time" if has_time else "date"
        if kind == "date" and "%d" not in form:
            kind = "month"
        padded = not re.search(r"(?<![A-Za-z])[DM](?![A-Za-z])", text)
        return Moments(text, form, kind, padded)
    return None


def _readings(text: str) -> list[Moment]:
    """The one or two dates that a text can be, the one with the day first before the other."""
    readings = [read_moment(text.strip(), day_first=first) for first in (True, False)]
    known = [moment for moment in readings if moment is not None and moment.type in _TYPES]
    same = len(known) > 1 and (known[0].iso == known[1].iso) and known[0].form == known[1].form
    return known[:1] if same else known


def _meant(readings: list[Moment], text: str, *, day_first: bool | None) -> list[Moment]:
    """Those of two readings that the order of day and month leaves; dots have the day first."""
    if len(readings) < 2 or (day_first is None and "." not in text):  # noqa: PLR2004 - one or two
        return readings
    return readings[:1] if "." in text or day_first else readings[1:]


def _day_first(values: Sequence[Any]) -> bool | None:
    """The order of day and month in which all texts can be read; None if both or neither is it."""
    orders = set()
    for text in values:
        if isinstance(text, str) and "." not in text:
            readings = [read_moment(text.strip(), day_first=first) for first in (True, False)]
            if (readings[0] is None) != (readings[1] is None):
                orders.add(readings[1] is None)
    return orders.pop() if len(orders) == 1 else None
