"""Series: the values of one thing over time, and what follows from them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.prose.times import MONTHS
from hocket.prose.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.times import Time


@dataclass(frozen=True)
class Series:
    """Values by time, in their order.

    Attributes:
        measure: What is measured, such as ``life expectancy``.
        entity: Whose values they are, such as a country; empty if there is only one.
        values: At least two.
        unit: The unit of the values.
        decimals: With how many decimals a value is written.
        source: Name of the file.
        column: Header of the column.
        link: The word between the measure and the entity.
        mean_of: ``yearly`` or ``monthly`` if the values are such averages; else empty.
        is_total: Whether it is the sum of the others.
        rows: Numbers of the rows of each value, the first after the header being 1.
        definite: Whether 'the' goes before the measure.
        absent: Times of rows that have no value.
        sum_of: Whether each value is the sum of several rows.
        figure: ``yearly maximum`` and the like if each value is that of its period; else empty.
        left_out: Years that are not meant.
        picked: ``last`` or ``first`` and the period that each value is that of, if all its figures
            are meant; else empty.
        doubt: Why the values may not be those that are meant; empty if they are.
        is_share: Whether the values are shares that were computed of the rows' values.
    """

    measure: str
    entity: str
    values: Mapping[Time, float]
    unit: Unit = field(default_factory=Unit)
    decimals: int = 1
    source: str = ""
    column: str = ""
    link: str = "in"
    mean_of: str = ""
    is_total: bool = False
    rows: Mapping[Time, tuple[int, ...]] = field(default_factory=dict)
    definite: bool = False
    absent: tuple[Time, ...] = ()
    is_share: bool = False
    sum_of: bool = False
    figure: str = ""
    left_out: tuple[int, ...] = ()
    picked: tuple[str, ...] = ()
    doubt: str = ""

    @cached_property
    def times(self) -> Sequence[Time]:
        return sorted(self.values)

    @property
    def name(self) -> str:
        """What tells it from the other series."""
        return self.entity or self.measure

    @property
    def first(self) -> Time:
        return self.times[0]

    @property
    def last(self) -> Time:
        return self.times[-1]

    @property
    def aggregate(self) -> str:
        """What each value is of its period: its average, or its maximum; empty if neither."""
        average = f"{self.mean_of} average" if self.mean_of else ""
        return " of the ".join(part for part in (average, self.figure) if part)

    @cached_property
    def low(self) -> Time:
        return min(self.times, key=lambda time: self.values[time])

    @cached_property
    def high(self) -> Time:
        return max(self.times, key=lambda time: self.values[time])

    def times_of(self, extreme: Time) -> Sequence[Time]:
        """The times that have the same value as one of them."""
        value = self.values[extreme]
        return [t for t in self.times if math.isclose(self.values[t], value, rel_tol=1e-9)]

    @property
    def is_constant(self) -> bool:
        return len(self.times_of(self.first)) == len(self.times)

    @cached_property
    def gaps(self) -> Sequence[Time]:
        """The times without a value: rows that have none, and years left out of a yearly series."""
        years = [time[0] for time in self.times]
        every = all(not time[1] for time in self.times)
        usual = sum(b - a == 1 for a, b in pairwise(years)) > len(years) / 2
        skipped = set(range(years[0], years[-1])) - set(years) if every and usual else set()
        skipped -= {*self.left_out}
        return sorted({*self.absent, *((year, 0, 0) for year in skipped)} - set(self.times))

    @cached_property
    def mean(self) -> float:
        return sum(self.values.values()) / len(self.values)

    @cached_property
    def steps(self) -> Sequence[tuple[Time, Time, float]]:
        """Neighbouring times with the change between them."""
        return [(a, b, self.values[b] - self.values[a]) for a, b in pairwise(self.times)]

    @property
    def trend(self) -> int:
        """1 if every step goes up, -1 if every step goes down, else 0."""
        if all(change > 0 for _, _, change in self.steps):
            return 1
        return -1 if all(change < 0 for _, _, change in self.steps) else 0

    @property
    def is_yearly(self) -> bool:
        """Whether there is one value for each year, without a gap."""
        years = [time[0] for time in self.times]
        return all(b - a == 1 for a, b in pairwise(years))

    @property
    def is_monthly(self) -> bool:
        """Whether there is one value for each month, without a gap."""
        months = [time[0] * 12 + time[1] for time in self.times if 0 < time[1] <= len(MONTHS)]
        return len(months) > 1 and all(b - a == 1 for a, b in pairwise(months))

    def change(self, start: Time, end: Time) -> float:
        return self.values[end] - self.values[start]

    def percent(self, start: Time, end: Time) -> float | None:
        """The change in percent; None where that says nothing."""
        base = self.values[start]
        if self.unit.is_percent or base <= 0 or self.values[end] < 0:
            return None
        return 100 * self.change(start, end) / base


def rounded(value: float, decimals: int) -> str:
    """A number as a sentence writes it, without its sign.

    Examples:
        >>> rounded(-1120.04, 1), rounded(53.44, 1)
        ('1,120.0', '53.4')
    """
    return f"{abs(value):,.{decimals}f}"
