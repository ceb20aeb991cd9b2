"""Columns that a file gives no name: most hold the numbers of its rows, some the years.

R writes its row names so, pandas its index; a reader calls such a column ``column1`` here,
``Unnamed: 0`` in pandas and ``column0`` in DuckDB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Column, TableProfile

YEAR = "year"
_NAMELESS = re.compile(
    r"column[01]|Unnamed: ?\d+(?:_level_\d+)?|(?:row[ _.]?)(?:names?|num(?:ber)?s?|no)",
    re.IGNORECASE,
)
_FIRST, _LAST = 1500, 2100


def is_nameless(column: Column) -> bool:
    """Whether the name of a column is one that it gets where it has none."""
    return _NAMELESS.fullmatch(column.name) is not None


def numbers_rows(column: Column, profile: TableProfile) -> bool:
    r"""Whether a column without a name counts the rows, from 0 or 1, and says nothing of them.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> profile = table_profile("a.csv", b",town,people\n1,Ulm,5\n2,Bonn,7\n3,Kiel,9\n")
        >>> [column.name for column in profile.columns if numbers_rows(column, profile)]
        ['column1']
    """
    first, last = column.minimum, column.maximum
    if not is_nameless(column) or column.type != "integer" or column.missing or column.odd_count:
        return False
    if not isinstance(first, int) or not isinstance(last, int) or first not in (0, 1):
        return False
    span = last - first + 1
    is_all = span == profile.rows or (profile.sampled > 0 and span <= profile.rows)
    return is_all and (column.unique or profile.rows == 1)


def nameless_years(profile: TableProfile) -> Column | None:
    r"""The only column without a name that holds years; None if another is called the year.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> nameless_years(table_profile("a.csv", b",Ulm,Bonn\n1951,5,7\n1956,6,8\n")).name
        'column1'
    """
    if any(column.name.strip().lower() == YEAR for column in profile.columns):
        return None
    years = [column for column in profile.columns if is_nameless(column) and _holds_years(column)]
    return years[0] if len(years) == 1 else None


def _holds_years(column: Column) -> bool:
    low, high = column.minimum, column.maximum
    return (
        column.type == "integer"
        and not column.odd_count
        and isinstance(low, int)
        and isinstance(high, int)
        and _FIRST <= low < high <= _LAST
    )
