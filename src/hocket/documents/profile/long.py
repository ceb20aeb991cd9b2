"""The long form of a table that has a column for each month or year: one row for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hocket.documents.profile.moments import MONTHS, read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column, TableProfile

FEWEST = 4
MOST_ROWS = 1_000_000
VALUE = "value"
_YEAR = re.compile(r"(.*?[^\d]|)([12]\d{3})")
_FIRST, _LAST = 1000, 2999


@dataclass(frozen=True, slots=True)
class LongForm:
    """How a table is brought into the long form.

    Attributes:
        moment: The new column: ``month``, which holds the first day of each, or ``year``.
        columns: The columns that become rows, with what each is of: a month (3), a month with its
            year (199003) or a year (1990).
        kept: The other columns that are not numbers, which stay.
        year: The column of the year, which stays beside ``month``; empty if years are spread.
    """

    moment: str
    columns: tuple[tuple[str, int], ...]
    kept: tuple[str, ...]
    year: str = ""


def long_form(profile: TableProfile) -> LongForm | None:
    r"""How a table is brought into the long form; None if it has none, or one of too many rows.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> wide = table_profile("a.csv", b"town,1990,1991,1992,1993\nBonn,1,2,3,4\n")
        >>> long_form(wide).columns[0], long_form(wide).kept
        (('1990', 1990), ('town',))
    """
    columns = profile.columns
    for moment, spread, needs_year in (
        ("month", _months(columns), True),
        ("month", _dated_months(columns), False),
        ("year", _years(columns), False),
    ):
        if len(spread) < FEWEST or len(spread) * profile.rows > MOST_ROWS:
            continue
        names = {name for name, _ in spread}
        others = [column for column in columns if column.name not in names]
        years = [column.name for column in others if needs_year and _is_year(column)]
        # Other numbers, such as a total of the year, are not of the single month.
        kept = tuple(column.name for column in others if not column.is_number)
        if {moment, VALUE} & {name.lower() for name in kept} or len(years) != needs_year:
            continue
        return LongForm(moment, spread, kept, *years)
    return None


def _months(columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """The columns of months, if no month has two."""
    names = [(c.name, MONTHS.get(c.name.strip(" .").lower())) for c in columns if c.is_number]
    return _each_once([(name, number) for name, number in names if number])


def _dated_months(columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """The columns of months with their years, such as ``Jan 1990``, as 199001."""
    read = [(c.name, read_moment(c.name.strip(), day_first=True)) for c in columns if c.is_number]
    months = [(name, moment.iso) for name, moment in read if moment and moment.type == "month"]
    return _each_once([(name, int(iso.replace("-", ""))) for name, iso in months])


def _each_once(spread: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(spread) if len({number for _, number in spread}) == len(spread) else ()


def _years(columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """The columns of years, if they are of one thing."""
    matches = [(c.name, _YEAR.fullmatch(c.name.strip())) for c in columns if c.is_number]
    spread = [(m[1], name, int(m[2])) for name, m in matches if m]
    stems = [stem for stem, _ in groupby(spread, key=lambda entry: entry[0])]
    numbers = {number for _, _, number in spread}
    if len(stems) != 1 or len(numbers) != len(spread):
        return ()
    return tuple((name, number) for _, name, number in spread)


def _is_year(column: Column) -> bool:
    low, high = column.minimum, column.maximum
    return (
        column.type == "integer"
        and isinstance(low, int)
        and isinstance(high, int)
        and _FIRST <= low <= high <= _LAST
    )
