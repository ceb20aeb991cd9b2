"""The columns of a table that say which of its options has the lowest, and what was chosen has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.choices import choices_in, of_row
from hocket.execute.tables.inside.fractions import takes

if TYPE_CHECKING:
    from hocket.documents.profile import TableProfile
    from hocket.documents.profile.families import Families


OF_OPTIONS = "of options"
"""Where a table keeps the names of these columns, by measure."""


def add_choices(table: Any, profile: TableProfile, families: Families, code: str) -> None:
    """Give a table the columns that follow from measures of its options and that the code names.

    Args:
        table: The table, which is changed.
        profile: What it holds.
        families: Its options and their measures.
        code: The program or statement.
    """
    choices = choices_in(profile, families)
    table.attrs[OF_OPTIONS] = {
        one.measure: tuple(filter(None, (one.lowest, one.least, one.own))) for one in choices
    }
    for one in choices:
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


def about_options(said: str, table: Any) -> list[str]:
    """What to take in place of a measure that a program or a statement takes for one column.

    Args:
        said: What names the measure.
        table: The table.
    """
    return [
        f"Each option has a {measure!r} of its own: {names[0]!r} is the option with the lowest on "
        f"each line, {names[1]!r} that {measure}"
        + (f", {names[2]!r} that of the option that was chosen." if names[2:] else ".")
        for measure, names in table.attrs.get(OF_OPTIONS, {}).items()
        if re.search(rf"(?<![\w.]){re.escape(measure)}(?![\w.])", said, re.IGNORECASE)
    ]
