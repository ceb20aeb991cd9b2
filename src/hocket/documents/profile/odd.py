"""Words among the numbers or dates of a column, such as ``lost`` or ``on request``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.documents.profile.conversion import converted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Column, TableProfile

MOST_ODD = 0.05
"""Share of values of another type above which a column is taken as text, if they hold digits."""
WORD = "_word"
"""How the name of the column ends that has the words of another."""


def has_its_type(column: Column, rows: int) -> bool:
    """Whether a column is loaded with its type: what is odd in it is little, or words alone.

    Odd values with digits, such as ``about 5``, are values that are written otherwise.
    """
    return column.odd_count <= MOST_ODD * rows or not any(map(_has_digit, column.odd))


def words_beside(profile: TableProfile) -> list[Column]:
    r"""The columns of numbers or dates that have words in some rows.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> profile = table_profile("a.csv", b"due,n\n2024-05-01,3\nlost,4\n2024-05-02,5\n")
        >>> [(column.name, column.odd) for column in words_beside(profile)]
        [('due', ('lost',))]
    """
    names = {column.name for column in profile.columns}
    return [
        column
        for column in profile.columns
        if column.odd_count
        and (column.is_number or column.type in ("date", "datetime"))
        and not any(map(_has_digit, column.odd))
        and column.name + WORD not in names
    ]


def words_of(column: Column, cells: Sequence[Any]) -> list[str]:
    """The word in each row of a column; empty where a value of its type stands, or nothing.

    An empty text differs from each word also in SQL, which a missing one does not.
    """
    values = [converted(column, cell) for cell in cells]
    if column.is_number:
        return [value if isinstance(value, str) else "" for value in values]
    stands = [str(cell).strip() if cell is not None else "" for cell in cells]
    return [word if value == word and not _has_digit(word) else ""
            for value, word in zip(values, stands, strict=True)]  # fmt: skip


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
