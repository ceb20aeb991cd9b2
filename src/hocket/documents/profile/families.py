"""Families of columns: several measures of each of several options, side by side in one row.

A survey of travellers has ``cost.car, cost.bus, time.car, time.bus``, a price list ``shop1_price,
shop1_stock, shop2_price, shop2_stock``. What is asked is mostly of the options of a row, such as
the cheapest one, so each row is there once for each option (Wickham, "Tidy Data", 2014, 3.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.profile.column import Habits, column_of, free_name
from hocket.documents.profile.long import MOST_ROWS, long_form
from hocket.documents.profile.things import things_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile

OPTIONS = "_options"
"""How the variable of the form ends."""

OPTION, ROW = "option", "row"
"""What the column of the options is called, and that of the number of a row without a key."""

FEWEST_MEASURES, FEWEST_OPTIONS, CHOSEN_FROM = 2, 3, 2
"""Measures and options at least; fewer where a column says which option each row chose."""

_SPLIT = re.compile(r"(?P<first>.*[^\W_])[._\- ]+(?P<last>[^\W_].*)")
_TIME = re.compile(r"\d+|(?:19|20)\d\d.*|[wtqy]\d+|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*"
                   r"|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*", re.IGNORECASE)  # fmt: skip
_FIGURE = re.compile(
    r"min\w*|max\w*|mean|avg|average|med(?:ian)?|std\w*|sd|se|sem|var\w*|sum|total|count|n|num\w*"
    r"|lower|upper|low|high|q[1-4]|p\d+|ci\w*|pct|percent|error|rank|id|code|name|unit",
    re.IGNORECASE,
)
"""Options that are times or figures: such columns are a series or statistics, not a choice."""


@dataclass(frozen=True, slots=True)
class Families:
    """How a table with families of columns is brought into the long form.

    Attributes:
        options: What each family is of, in the order of the columns.
        measures: By measure the column for each option, in their order.
        kept: The columns that belong to the whole row.
        chosen: The column that says which option a row chose; empty if none does.
    """

    options: tuple[str, ...]
    measures: dict[str, tuple[str, ...]]
    kept: tuple[str, ...]
    chosen: str = ""


def families_in(profile: TableProfile, table: Table) -> Families | None:
    r"""The families of columns of a table; None if it has none.

    Every option has every measure, which is of numbers. Years, months, mere numbers and figures
    such as a minimum are no options.

    Args:
        profile: What the table holds.
        table: Its rows.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> text = b"id,took,cost.car,cost.bus,time.car,time.bus\n1,bus,4,2,9,20\n2,car,3,2,8,30\n"
        >>> found = families_in(table_profile("a.csv", text), loaded_table("a.csv", text))
        >>> found.options, found.measures["time"], found.chosen
        (('car', 'bus'), ('time.car', 'time.bus'), 'took')
    """
    names = [column.name for column in profile.columns if column.is_number]
    found = [_grid(names, profile, is_last=is_last) for is_last in (True, False)]
    grids = [grid for grid in found if grid is not None]
    if not grids:
        return None
    best = max(grids, key=lambda grid: (bool(grid.chosen), len(grid.options) * len(grid.measures)))
    is_held = len(best.options) * profile.rows <= MOST_ROWS
    if not is_held or profile.rows <= 1:
        return None
    # Only now, as these look at all rows, and most tables have no families.
    is_other = long_form(profile) is not None or things_in(profile, table) is not None
    return None if is_other else best


def _grid(names: Sequence[str], profile: TableProfile, *, is_last: bool) -> Families | None:
    """The options and measures of names with an option as their last or their first part."""
    cells: dict[str, dict[str, str]] = {}
    for name in names:
        match = _SPLIT.fullmatch(name)
        if match is not None:
            measure, option = (match["first"], match["last"])[:: 1 if is_last else -1]
            cells.setdefault(measure, {})[option] = name
    whole = max(cells.values(), key=len, default={})
    options = tuple(whole)
    measures = {
        measure: tuple(columns[option] for option in options)
        for measure, columns in cells.items()
        if columns.keys() == whole.keys()
    }
    if any(_TIME.fullmatch(option) or _FIGURE.fullmatch(option) for option in options):
        return None
    spread = {name for columns in measures.values() for name in columns}
    kept = [column for column in profile.columns if column.name not in spread]
    chosen = next((column.name for column in kept if _chooses(column, options)), "")
    fewest = CHOSEN_FROM if chosen else FEWEST_OPTIONS
    if len(options) < fewest or len(measures) < (1 if chosen else FEWEST_MEASURES):
        return None
    return Families(options, measures, tuple(column.name for column in kept), chosen)


def _chooses(column: Column, options: Iterable[str]) -> bool:
    """Whether a column has nothing but names of options, and more than one of them."""
    held = {value.strip().lower() for value, _ in column.values}
    known = {option.lower() for option in options}
    return column.type == "text" and 1 < len(held) == column.distinct and held <= known


def families_table(
    profile: TableProfile, table: Table, families: Families
) -> tuple[TableProfile, Table]:
    """The table with a row for each option of each row, in the order of both.

    Its columns are those that belong to the whole row, with its number from 1 if none of them
    tells the rows apart, then ``option`` and the measures. Names that the table has already, in
    capitals or small letters, end with ``_``.
    """
    names = [column.name for column in profile.columns]
    kept = [names.index(name) for name in families.kept]
    taken = {name.lower() for name in families.kept}
    has_key = any(profile.columns[place].unique for place in kept)
    numbers = [] if has_key else [free_name(ROW, taken)]
    heads = [free_name(head, taken) for head in (OPTION, *families.measures)]
    places = [[names.index(name) for name in columns] for columns in families.measures.values()]
    rows = [
        [
            *([number] * len(numbers)),
            *(row[place] for place in kept),
            option,
            *(row[columns[nth]] for columns in places),
        ]
        for number, row in enumerate(table.rows, 1)
        for nth, option in enumerate(families.options)
    ]
    every = (*numbers, *families.kept, *heads)
    like = {h: profile.columns[p[0]] for h, p in zip(heads[1:], places, strict=True)}
    like |= {name: profile.columns[place] for name, place in zip(families.kept, kept, strict=True)}
    columns = []
    for place, name in enumerate(every):
        known = like.get(name)
        cells = [row[place] for row in rows]
        columns.append(column_of(name, cells, Habits.of(known) if known else Habits()))
    return profile.remade(columns, len(rows)), table.remade(every, rows)
