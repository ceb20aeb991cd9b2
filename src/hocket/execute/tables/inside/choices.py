"""The columns of a table that say which of its options has the lowest, and what was chosen has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.choices import choices_in, of_row
from hocket.execute.tables.inside.fractions import takes

if TYPE_CHECKING:
    from hocket.documents.profile import TableProfile
    from hocket.documents.profile.families import Families


def add_choices(table: Any, profile: TableProfile, families: Families, code: str) -> None:
    """Give a table the columns that follow from measures of its options and that the code names.

    Args:
        table: The table, which is changed.
        profile: What it holds.
        families: Its options and their measures.
        code: The program or statement.
    """
    for one in choices_in(profile, families):
        names = [name for name in one.names if takes(name, code)]
        if not names:
            continue
        numbers = [pd.to_numeric(table[name], errors="coerce") for name in one.columns]
        chosen = table[one.chosen] if one.chosen else [None] * len(table)
        rows = [
            of_row(one.options, own, said if isinstance(said, str) else None).cells
            for *own, said in zip(*numbers, chosen, strict=True)
        ]
        for name in names:
            values = [row[one.names.index(name)] for row in rows]
            kind = object if name in (one.lowest, one.highest) else float
            table[name] = pd.Series(values, index=table.index, dtype=kind)
