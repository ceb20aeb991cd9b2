"""Which figures of a table are meant: the last of each year, those of December, and the like."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from hocket.prose.times import MONTHS, QUARTERS, SEASON, quarter, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hocket.prose.times import Time

Values = dict["Time", list[tuple[float, int]]]
"""The values of each time with the numbers of their rows; none where the row has no value."""

QUARTER_MONTHS = 3
_ENDS = {
    "year": {"last": {12, quarter(4)}, "first": {1, quarter(1)}},
    "quarter": {"last": {3, 6, 9, 12}, "first": {1, 4, 7, 10}},
}
"""The months, and quarters, in which a period ends and begins."""
_DAYS = {"last": range(25, 32), "first": range(1, 8)}
_FIGURES = {"highest": "maximum", "lowest": "minimum", "middle": "median"}
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 10: "tenth"}
MOSTLY = 0.9
"""Share of the usual number of figures that a whole year has: markets close on holidays."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures that are meant; all of them where nothing is said.

    Attributes:
        pick: Which of each period: ``last``, ``first``, ``highest``, ``lowest`` or ``middle``.
        per: That period: ``year``, ``quarter``, ``month`` or ``week``.
        at_end: Whether it has to be of the end, or the start, of the period itself.
        months: The only months, or quarters as months of times.
        stride: 5 for every fifth year; 0 for every one.
        whole: ``last`` without a last year that is not whole, ``every`` without any such year.
        without: Years that are left out.
        since: The first time, if it is a month or a day.
        until: The last one.
        rest: The goal without the words that say so.
    """

    pick: str = ""
    per: str = ""
    at_end: bool = False
    months: tuple[int, ...] = ()
    stride: int = 0
    whole: str = ""
    without: tuple[int, ...] = ()
    since: Time | None = None
    until: Time | None = None
    rest: str = ""

    def holds(self, time: Time) -> bool:
        """Whether a time is among those that are meant.

        Examples:
            >>> march = Selection(months=(3,), since=(2001, 3, 0))
            >>> [march.holds((year, 3, 9)) for year in (2000, 2001)], march.holds((2001, 4, 1))
            ([False, True], False)
        """
        if self.months and not _is_of(time, self.months):
            return False
        if time[0] in self.without:
            return False
        since, until = (bound and _part(bound, time) for bound in (self.since, self.until))
        after = since is None or _part(time, since) >= since
        return after and (until is None or _part(time, until) <= until)

    @property
    def picked(self) -> tuple[str, ...]:
        """Which figure of which period is meant, by its time; empty if only some of them count."""
        is_by_time = self.pick in ("last", "first") and self.per in ("year", "month")
        is_all = not (self.months or self.since or self.until or self.without)
        return (self.pick, self.per) if is_by_time and is_all else ()

    @property
    def figure(self) -> str:
        """What each value is that is no figure of a moment; empty if it is one.

        Examples:
            >>> Selection(pick="highest", per="year").figure, Selection(pick="last").figure
            ('yearly maximum', '')
        """
        name = _FIGURES.get(self.pick, "")
        return f"{self.per}ly {name}" if name else ""

    @property
    def notes(self) -> list[str]:
        """Sentences that say what a reader must know of the figures."""
        notes = []
        if self.at_end:
            end = "end" if self.pick == "last" else "start"
            notes.append(f"Each figure is that of the {end} of its {self.per}.")
        elif self.pick and not self.figure:
            notes.append(f"Each figure is the {self.pick} one of its {self.per}.")
        if self.months:
            notes.append(f"Each figure is of {' or '.join(map(_named, self.months))}.")
        if self.stride:
            notes.append(f"Only every {_ordinal(self.stride)} year is told.")
        if self.whole:
            notes.append("Years that are not whole are left out.")
        return notes


def _is_of(time: Time, months: Iterable[int]) -> bool:
    """Whether a time lies in some months or quarters."""
    return time[1] in months or (0 < time[1] <= len(MONTHS) and _quarter(time) in months)


def _quarter(time: Time) -> int:
    """The quarter that a month lies in."""
    return quarter((time[1] + QUARTER_MONTHS - 1) // QUARTER_MONTHS)


def _part(time: Time, bound: Time) -> Time:
    """As much of a time as a bound has: all of March is until March."""
    month = time[1]
    if len(MONTHS) < month < SEASON:  # a quarter, by the month that it begins in
        month = (month - len(MONTHS)) * QUARTER_MONTHS - 2
    return (time[0], month, time[2] if bound[2] else 0)


def _ordinal(number: int) -> str:
    """A number as it is counted to, from the second on."""
    if number in _ORDINALS:
        return _ORDINALS[number]
    teens = range(11, 14)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in teens else ending}"


def _named(month: int) -> str:
    if month <= len(MONTHS):
        return MONTHS[month - 1]
    return f"the {QUARTERS[month - len(MONTHS) - 1]} quarter"


def selected(
    raw: Values, chosen: Selection, asked: Iterable[int | None] = ()
) -> tuple[Values, str]:
    """The values that are meant, by the period they are of, and why that may not be so.

    Args:
        raw: Values by time; each time has one at least.
        chosen: Which of them are meant.
        asked: Years that the goal names as its first and last.
    """
    doubt = ""
    if chosen.whole:
        raw, doubt = _whole(raw, every=chosen.whole == "every")
    if chosen.pick and raw:
        raw, why = _picked(raw, chosen, {*asked})
        doubt = doubt or why
    return raw, doubt


def every_nth(values: Values, stride: int) -> tuple[Values, str]:
    """The values of every so many years from the first, and why they may not be meant."""
    if not stride or not values:
        return values, ""
    first = min(values)[0]
    kept = {time: pairs for time, pairs in values.items() if (time[0] - first) % stride == 0}
    years = [time[0] for time in sorted(kept)]
    missing = {*range(first, years[-1] + 1, stride)} - {*years}
    return kept, f"there is no value for {min(missing)}" if missing else ""


def _whole(raw: Values, *, every: bool) -> tuple[Values, str]:
    """The values of whole years; where there are no parts of years, those before the last."""
    years: dict[int, list[Time]] = defaultdict(list)
    for time in raw:
        years[time[0]].append(time)
    if all(time[1] in (0, SEASON) for time in raw):
        if every:
            return raw, "the table does not show which years are whole"
        return {time: pairs for time, pairs in raw.items() if time[0] != max(years)}, ""
    least = MOSTLY * max(map(len, years.values()))
    begins, ends = min(time[1] for time in raw), max(time[1] for time in raw)
    whole = {
        year
        for year, times in years.items()
        if len(times) >= least and {begins, ends} <= {time[1] for time in times}
    }
    dropped = {*years} - whole if every else {max(years)} - whole
    doubt = "" if dropped or every else f"{max(years)} is a whole year in the table"
    return {time: pairs for time, pairs in raw.items() if time[0] not in dropped}, doubt


def period_of(time: Time, per: str) -> Time | None:
    """The year, quarter, month or week that a time lies in; None if it does not say."""
    year, month, day = time
    if per == "year":
        return (year, SEASON if month == SEASON else 0, 0)
    if per == "quarter":
        if len(MONTHS) < month < SEASON:
            return (year, month, 0)
        return (year, _quarter(time), 0) if 0 < month < SEASON else None
    if per == "month":
        return (year, month, 0) if 0 < month <= len(MONTHS) else None
    if not 0 < day <= monthrange(year, month)[1]:
        return None
    week = date(year, month, day).isocalendar()
    return (week.year, week.week, 0)


def by_period(raw: Values, per: str) -> dict[Time, list[Time]] | None:
    """The times of each period; None if some time does not say which it lies in."""
    periods: dict[Time, list[Time]] = defaultdict(list)
    for time in sorted(raw):
        key = period_of(time, per)
        if key is None:
            return None
        periods[key].append(time)
    return periods


def _picked(raw: Values, chosen: Selection, asked: set[int | None]) -> tuple[Values, str]:
    periods = by_period(raw, chosen.per)
    if periods is None:
        return raw, f"the table does not show the {chosen.per}s of its figures"
    doubt = ""
    if chosen.pick == "middle" and any(len(pairs) > 1 for pairs in raw.values()):
        doubt = "the table has several rows for one time"
    if chosen.pick in ("last", "first"):
        if chosen.at_end:
            periods, doubt = _reaching(periods, chosen, asked)
    else:
        periods = _filled(periods, asked)
    picked: Values = {}
    for key, times in periods.items():
        own = _own(raw, times, chosen.pick)
        # A week is no time that a sentence can name, so its figure has its own.
        label = own[0] if chosen.per == "week" else key
        picked[label] = [pair for time in own for pair in raw[time]]
    return picked, doubt


def _own(raw: Values, times: list[Time], pick: str) -> list[Time]:
    """The times of a period whose values are picked: two if the middle lies between them."""
    if pick in ("last", "first"):
        return [times[-1 if pick == "last" else 0]]

    def level(time: Time) -> float:
        return sum(number for number, _ in raw[time]) / len(raw[time])

    order = sorted(times, key=lambda time: (level(time), time))
    if pick == "middle":
        return order[(len(order) - 1) // 2 : len(order) // 2 + 1]
    return [order[0] if pick == "lowest" else order[-1]]


def _filled(periods: dict[Time, list[Time]], asked: set[int | None]) -> dict[Time, list[Time]]:
    """The periods without a first or last one of which there are less than half of the figures."""
    usual = median(map(len, periods.values()))
    ends = {min(periods), max(periods)}
    return {
        key: times
        for key, times in periods.items()
        if key not in ends or key[0] in asked or 2 * len(times) >= usual
    }


def _reaching(
    periods: Mapping[Time, list[Time]], chosen: Selection, asked: set[int | None]
) -> tuple[dict[Time, list[Time]], str]:
    """The periods that have a figure of their end, or their start; others are a doubt."""
    place = -1 if chosen.pick == "last" else 0
    short = {k: t[place] for k, t in periods.items() if not _is_at_end(t[place], chosen)}
    unfinished = max(periods) if chosen.pick == "last" else min(periods)
    if unfinished in short and unfinished[0] not in asked:
        del short[unfinished]
        periods = {key: times for key, times in periods.items() if key != unfinished}
    if not short:
        return dict(periods), ""
    key, time = min(short.items())
    return dict(periods), f"the {chosen.pick} figure of {worded(key)} is of {worded(time)}"


def _is_at_end(time: Time, chosen: Selection) -> bool:
    if not time[1] or time[1] == SEASON:
        return True  # of a whole year
    if time[2] and time[2] not in _DAYS[chosen.pick]:
        return False
    if chosen.per == "month":
        return True
    is_quarter = time[1] > len(MONTHS)
    months = _ENDS.get(chosen.per, {}).get(chosen.pick)
    return months is None or time[1] in months or (is_quarter and chosen.per == "quarter")
