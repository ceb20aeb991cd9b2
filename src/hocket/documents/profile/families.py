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
from hocket.documents.profile.long import MOST_ROWS, VALUE, long_form
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
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
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
    grids = [grid for last in (True, False) if (grid := _grid(names, profile, is_last=last))]
    if not any(grid.chosen for grid in grids):
        grids += _chosen_grids(names, profile)
    if not grids:
        return _bare_grid(names, profile, table)
    best = max(grids, key=lambda grid: (bool(grid.chosen), len(grid.options) * len(grid.measures)))
    is_held = len(best.options) * profile.rows <= MOST_ROWS
    if not is_held or profile.rows <= 1 or long_form(profile) is not None:
        return None
    # Only now, as this looks at all rows, and most tables have no families.
    return best if best.chosen or things_in(profile, table) is None else None


def _bare_grid(names: Sequence[str], profile: TableProfile, table: Table) -> Families | None:
    """The columns of several things, named as they are, of which a column of text says one.

    Nothing in their names tells them from other numbers, so each of them is chosen by some row.
    """
    choosing = [column for column in profile.columns if chooses(column, names)]
    things = things_in(profile, table) if choosing else None
    if things is None:
        return None
    first = profile.columns[0]
    said = {value.strip().lower() for value, _ in choosing[0].values}
    is_key = first.unique and first.type == "integer" and first.name.lower() not in said
    options = tuple(n for n in things.columns if n != first.name or not is_key)
    kept = tuple(column.name for column in profile.columns if column.name not in options)
    if {option.lower() for option in options} != said:
        return None
    return Families(options, {VALUE: options}, kept, choosing[0].name)


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
    chosen = next((column.name for column in kept if chooses(column, options)), "")
    fewest = CHOSEN_FROM if chosen else FEWEST_OPTIONS
    if len(options) < fewest or len(measures) < (1 if chosen else FEWEST_MEASURES):
        return None
    return Families(options, measures, tuple(column.name for column in kept), chosen)


def _chosen_grids(names: Sequence[str], profile: TableProfile) -> list[Families]:
    """The grids of names with the values of a column of text as their first or their last words.

    So options of several words are found: ``price_green_tea`` where a column says ``Green tea``.
    """
    words = {_words(name): name for name in names}
    found = []
    for column in profile.columns:
        values = {_words(value): value.strip() for value, _ in column.values}
        is_listed = 1 < len(values) == len(column.values) == column.distinct
        if column.type != "text" or not is_listed or () in values:
            continue
        for is_last in (True, False):
            measures = _measures(words, values, is_last=is_last)
            options = tuple(next(iter(measures.values()), {}))
            spelled = tuple(values.get(option, " ".join(option)) for option in options)
            if {*values} <= {*options} and not any(
                _TIME.fullmatch(o) or _FIGURE.fullmatch(o) for o in spelled
            ):
                spread = {" ".join(m): tuple(held.values()) for m, held in measures.items()}
                taken = {name for held in spread.values() for name in held}
                kept = tuple(c.name for c in profile.columns if c.name not in taken)
                found.append(Families(spelled, spread, kept, column.name))
    return found


_Words = tuple[str, ...]


def _measures(
    words: dict[_Words, str], options: Iterable[_Words], *, is_last: bool
) -> dict[_Words, dict[_Words, str]]:
    """By measure the column of each option; an option that no row chose is one as well."""
    ends = {option: len(option) for option in options}
    cut = {
        name[:-size] if is_last else name[size:]: None
        for name in words
        for option, size in ends.items()
        if (name[-size:] if is_last else name[:size]) == option
    }
    found: dict[_Words, dict[_Words, str]] = {}
    for measure in cut:
        for name, column in words.items():
            size = len(measure)
            own, rest = (name[:size], name[size:]) if is_last else (name[-size:], name[:-size])
            if measure and own == measure and rest:
                found.setdefault(measure, {})[rest] = column
    whole = max(found.values(), key=len, default={})
    return {measure: held for measure, held in found.items() if held.keys() == whole.keys()}


def _words(name: str) -> _Words:
    """The words of a name in small letters."""
    return tuple(re.findall(r"[^\W_]+", _HUMP.sub(" ", name).lower()))


def chooses(column: Column, options: Iterable[str]) -> bool:
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
