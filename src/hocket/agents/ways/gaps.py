"""Missing values of the columns that a program reads, for a result that has no number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.documents.profile import Column

_LEAVES_OUT = re.compile(
    r"\.(?:dropna|fillna|notna|notnull|isna|isnull|interpolate|isfinite)\(|\bis not None\b"
    r"|^\s*(?:select|with)\b",
    re.IGNORECASE,
)
"""What deals with missing values already, as the functions of SQL do by themselves."""


def gaps_in(code: str, columns: Collection[Column]) -> str:
    r"""Which of the columns that a program reads have missing values, and how to leave those out.

    Args:
        code: The program.
        columns: Those of the table.

    Returns:
        Words for the LLM, or nothing if no column has any.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> ages = table_profile("a.csv", b"age,fare\n1,2\n,3\n").columns
        >>> gaps_in("stats.pearsonr(df['age'], df['fare'])", ages)
        "'age' has 1 missing: leave those rows out first, df = df.dropna(subset=['age', 'fare'])"
    """
    read = [column for column in columns if _reads(code, column.name)]
    lacking = [column for column in read if column.missing]
    if not lacking or _LEAVES_OUT.search(code):
        return ""
    has = ", ".join(f"{column.name!r} has {column.missing} missing" for column in lacking)
    if "row[" in code and re.search(r"\brows\b", code):
        names = " and ".join(f"row[{column.name!r}] is not None" for column in lacking)
        return f"{has}: leave those rows out first, [row for row in rows if {names}]"
    left = [column for column in read if column.is_number or column.missing]
    names = ", ".join(repr(column.name) for column in left)
    return f"{has}: leave those rows out first, df = df.dropna(subset=[{names}])"


def _reads(code: str, name: str) -> bool:
    return re.search(rf"""["']{re.escape(name)}["']""", code) is not None
