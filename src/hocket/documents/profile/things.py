"""The long form of a table that has a column for each of several things: one row for each of them.

Regions, shops or persons are columns then, and rows are years, days or things of another kind. A
table of different measures of each row, such as height and weight, is no such table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.profile.column import free_name
from hocket.documents.profile.figures import are_measures, is_total, tells_row, words_in_common
from hocket.documents.profile.long import MOST_ROWS, VALUE, long_form
from hocket.documents.profile.nameless import numbers_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile

NAME = "name"
"""What the column of the things is called where nobody has a word for them."""
FEWEST = 3
MOST_KEPT = 3
"""Columns beside those of the things, at most."""
MOST_OTHERS = 2
"""Columns of other figures, at most, beside those whose names have a word in common."""
FEW_ROWS = 8
"""Rows up to which one of several columns of fractions may hold whole numbers by chance."""
OVER_TIME, COUNTED, BESIDE_NAMES = 300, 50, 20
"""By what factor the largest values of the columns may differ, where rows are of years or days, and
where they are of names, of counts and of other figures: of a person, say, there are measures of
many scales."""
_FIRST, _LAST = 1000, 2999


@dataclass(frozen=True, slots=True)
class Things:
    """How a table with a column for each thing is brought into the long form.

    Attributes:
        columns: The columns of the things, which become rows.
        kept: The columns that say what each row is of, which stay.
        is_whole: Whether all values are whole numbers.
    """

    columns: tuple[str, ...]
    kept: tuple[str, ...]
    is_whole: bool = False

    def heads(self, thing: str) -> tuple[str, str]:
        """What the columns of the things and of their values are called, by a word for a thing."""
        taken = {name.lower() for name in self.kept}
        return free_name(thing or NAME, taken), free_name(VALUE, taken)


def things_in(profile: TableProfile, table: Table) -> Things | None:
    r"""The columns of a table that are things of one kind; None if it has none.

    Args:
        profile: What the table holds.
        table: Its rows.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b"year,Ash,Elm,Oak\n1990,31,4,150\n1991,30,6,144\n"
        >>> things_in(table_profile("a.csv", content), loaded_table("a.csv", content)).columns
        ('Ash', 'Elm', 'Oak')
        >>> content = b"name,age,height,weight\nAda,31,170,65\nBo,30,181,80\n"
        >>> things_in(table_profile("a.csv", content), loaded_table("a.csv", content))
    """
    columns = [c for c in profile.columns if not numbers_rows(c, profile)]
    numbers = [column for column in columns if column.is_number]
    times = [column for column in numbers if _tells_row(column, columns[0])]
    figures = [c for c in numbers if c not in times and not is_total(c.name)]
    others = [c for c in columns if not c.is_number and c.type != "empty"]
    kept = [column for column in profile.columns if column in others or column in times]
    if len(figures) < FEWEST or len(kept) > MOST_KEPT or long_form(profile) is not None:
        return None
    if any(c.type in ("list", "object") for c in others) or not _are_key(kept, profile, table):
        return None
    is_over_time = any(column.is_moment for column in kept) or bool(times)
    for spread in (figures, _sharing_a_word(figures)):
        whole = all(column.type == "integer" for column in spread)
        factor = OVER_TIME if is_over_time else COUNTED if whole else BESIDE_NAMES
        is_held = len(spread) * profile.rows <= MOST_ROWS
        if is_held and _are_of_a_kind(spread, profile.rows, factor):
            names = tuple(column.name for column in spread)
            return Things(names, tuple(column.name for column in kept), is_whole=whole)
    return None


def _tells_row(column: Column, first: Column) -> bool:
    """Whether a column of numbers tells which row it is: by its name, or the first by its years."""
    low, high = column.minimum, column.maximum
    is_year = (
        column == first
        and column.type == "integer"
        and isinstance(low, int)
        and isinstance(high, int)
        and _FIRST <= low <= high <= _LAST
    )
    return is_year or tells_row(column.name)


def _are_key(kept: Sequence[Column], profile: TableProfile, table: Table) -> bool:
    """Whether no two rows say the same in all columns that are kept."""
    places = [profile.columns.index(column) for column in kept]
    seen = {tuple(str(row[place]).strip() for place in places) for row in table.rows}
    return bool(places) and len(seen) == len(table.rows) > 1


def _sharing_a_word(figures: Sequence[Column]) -> list[Column]:
    """The columns whose names share a word, where few others are left; none if there are none."""
    words = Counter(word for c in figures for word in words_in_common([c.name]))
    if not words:
        return []
    [(word, number)] = words.most_common(1)
    if number < max(FEWEST, len(figures) - MOST_OTHERS):
        return []
    return [column for column in figures if word in words_in_common([column.name])]


def _are_of_a_kind(columns: Sequence[Column], rows: int, factor: float) -> bool:
    """Whether columns hold the same of several things: of one type, unit and magnitude."""
    names = [column.name for column in columns]
    if len(columns) < FEWEST or are_measures(names) or len({c.unit for c in columns}) > 1:
        return False
    if rows >= FEW_ROWS and any(column.distinct <= 2 for column in columns):  # noqa: PLR2004 - flags
        return False
    is_stemmed = bool(words_in_common(names))
    whole = sum(column.type == "integer" for column in columns)
    is_mixed = 0 < whole < len(columns)
    if is_mixed and not is_stemmed and (rows >= FEW_ROWS or 3 * whole > len(columns)):
        return False
    return is_stemmed or _are_near(columns, factor)


def _are_near(columns: Sequence[Column], factor: float) -> bool:
    """Whether the values of columns are of one magnitude: their ends within a factor.

    Over time they are too if the ranges overlap; if only some of others fall below zero, not.
    """
    ranges = [(float(c.minimum or 0), float(c.maximum or 0)) for c in columns]
    sizes = [max(abs(low), abs(high)) for low, high in ranges]
    sizes = [size for size in sizes if size]
    is_overlapping = max(low for low, _ in ranges) <= min(high for _, high in ranges)
    below = sum(low < 0 for low, _ in ranges)
    if not is_overlapping and 0 < below < len(ranges):
        return False
    is_near = bool(sizes) and max(sizes) <= factor * min(sizes)
    return is_near or (is_overlapping and factor == OVER_TIME)
