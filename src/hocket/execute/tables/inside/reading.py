"""The tables of the folder as DataFrames, typed as their profiles say."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hocket.documents.loading import LONG, WHOLE, loaded_profile, loaded_table
from hocket.documents.profile import long_form
from hocket.documents.profile.cases import case_name, case_table
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.dated import date_parts
from hocket.documents.profile.events import EVENTS, event_table
from hocket.documents.profile.families import OPTIONS, families_in, families_table
from hocket.documents.profile.long import VALUE
from hocket.documents.profile.nameless import YEAR, nameless_years
from hocket.documents.profile.nested import inner_name, inner_table
from hocket.documents.profile.odd import has_its_type
from hocket.documents.profile.sides import SIDES, sides_table
from hocket.documents.profile.spellings import (
    key_of,
    respelled,
    same_spellings,
    usual_spellings,
)
from hocket.documents.profile.things import NAME, things_in
from hocket.documents.profile.time_parts import parts_in_long
from hocket.documents.profile.wide import WIDE, WideForm, called_in, wide_table
from hocket.execute.tables.inside.choices import add_choices
from hocket.execute.tables.inside.derived import add_dates, add_derived
from hocket.execute.tables.inside.time_parts import add_day_part, add_time_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile import Column, LongForm, TableProfile
    from hocket.documents.profile.day_parts import Hours
    from hocket.documents.profile.nouns import Table
    from hocket.documents.profile.things import Things

MOST_SEEN = 100
"""Values by which a column is taken for one of texts."""

MOST_TYPED = 20_000
"""Different texts of a column up to which it may hold names that were typed by hand."""

ABSENT = frozenset(
    [
        "",
        "#N/A",
        "#N/A N/A",
        "#NA",
        "-NaN",
        "-nan",
        "<NA>",
        "N/A",
        "NA",
        "NULL",
        "NaN",
        "None",
        "n/a",
        "nan",
        "null",
    ]
)
"""What pandas takes for a missing value in text."""

TRUTH = {"true": True, "false": False}
ZONE = re.compile(r"(?<=:\d\d)(?:Z|[-+]\d\d:?\d\d)$")


def loaded_for(part: dict[str, Any]) -> dict[str, Any]:
    """The tables by the name of their variable, as a call of a tool asks for them."""
    return tables_of(
        part["tables"],
        part["code"],
        alike=part["alike"],
        once=part["once"],
        units=part.get("units", ()),
        thing=part.get("thing", NAME),
        day_parts=[(name, *ends) for name, *ends in part.get("day_parts", ())],
    )


def tables_of(
    entries: list[dict[str, Any]],
    code: str = "",
    *,
    alike: bool = False,
    once: str = "",
    units: Sequence[str] = (),
    thing: str = NAME,
    day_parts: Hours | None = None,
) -> dict[str, Any]:
    """The tables by the name of their variable; a text without a table is one of its lines.

    A table with a column for each month or year, or for each ``thing`` of a kind, is there a second
    time in the long form, one whose rows hold lists of objects in the inner form, an event log as
    one of its cases, one whose rows join two of a kind with a row for each side, and one whose
    entry says how in the wide form. Each gets the columns that follow from others where the code
    names them. Names that differ in capitals and blanks alone are ``alike`` if so said, and of the
    rows that have the same in the column ``once``, or in all, the first is taken. Quantities in
    several units are in one of ``units``, if one of them fits. Times are in ``day_parts`` by hours.
    """
    tables: dict[str, Any] = {}
    own = {entry["variable"] for entry in entries}
    for entry in entries:
        variable, path = entry["variable"], Path(entry["name"])
        if path.suffix.lower() == ".parquet":
            frame = _parquet(path)  # it has types of its own
            rows = list(frame.itertuples(index=False, name=None)) if once else []
            kept = _first_ones(list(frame.columns), rows, once, alike=alike)
            tables[variable] = frame if kept is None else frame.iloc[kept].reset_index(drop=True)
        elif (loaded := _loaded(path, units)) is None:
            tables[variable] = pd.DataFrame()
        else:
            profile, table = loaded
            kept = _first_ones([c.name for c in profile.columns], table.rows, once, alike=alike)
            if kept is not None:
                table = replace(table, rows=[table.rows[n] for n in kept])
            forms = _forms(variable, profile, table, code, thing)
            add_day_part(forms[variable], profile, day_parts or [], code)
            if (said := entry.get("wide")) is not None:
                one = respelled(profile, table) if alike else table
                forms |= _wider(variable, profile, one, WideForm.from_json(said), code)
            tables |= {name: form for name, form in forms.items() if name not in own - {variable}}
    if alike:
        _spell_alike(tables)
    return tables


def _first_ones(
    names: list[str], rows: Sequence[Sequence[Any]], once: str, *, alike: bool
) -> list[int] | None:
    """The places of the rows that are kept, the first of those that are one; None for all.

    Rows with nothing in the column are not one. The forms of a table are made of those kept, as an
    order recurs in them with each of its items.
    """
    if not once or (once != WHOLE and once not in names):
        return None
    place = names.index(once) if once != WHOLE else None
    seen: set[str | tuple[str, ...]] = set()
    kept = []
    for number, row in enumerate(rows):
        cells = row if place is None else [row[place]]
        texts = tuple("" if cell is None or cell != cell else str(cell).strip() for cell in cells)  # noqa: PLR0124 - NaN
        key = tuple(map(key_of, texts)) if alike else texts
        if key not in seen or not any(key):
            kept.append(number)
        seen.add(key)
    return kept


def _forms(
    variable: str, profile: TableProfile, table: Table, code: str, thing: str
) -> dict[str, Any]:
    """A table by its variable, with its other forms, as far as it has them."""
    forms = {variable: _derived(profile, table, code)}
    if (long := long_form(profile)) is not None:
        forms[variable + LONG] = _longer(forms[variable], long)
        add_time_parts(forms[variable + LONG], parts_in_long(long), code)
    elif (things := things_in(profile, table)) is not None:
        long_of = _of_things(_derived(profile, table), things, thing, profile)
        if (parts := date_parts(profile)) is not None and {*parts.names} <= {*long_of.columns}:
            add_dates(long_of, parts, code)
        forms[variable + LONG] = long_of
    if (inner := inner_table(profile, table)) is not None:
        forms[inner_name(variable, inner[0])] = _derived(*inner[1:], code)
    if (cases := case_table(profile, table)) is not None:
        forms[case_name(variable, cases[0])] = _derived(*cases[1:], code)
    if (sides := sides_table(profile, table)) is not None:
        forms[variable + SIDES] = _derived(*sides, code)
    if (families := families_in(profile, table)) is not None:
        forms[variable + OPTIONS] = _derived(*families_table(profile, table, families), code)
        add_choices(forms[variable], profile, families, code)
    if (events := event_table(profile, table)) is not None:
        forms[variable + EVENTS] = _derived(*events, code)
    return forms


def _wider(
    variable: str, profile: TableProfile, table: Table, form: WideForm, code: str
) -> dict[str, Any]:
    """The wide form by its variable; a column is called as the code alone calls it."""
    wide = wide_table(profile, table, form)
    if wide is None:
        return {}
    frame = _derived(*wide, code).rename(columns=called_in(code, form))
    frame.attrs[WIDE] = variable  # tells it from a file that is called so
    return {variable + WIDE: frame}


def _derived(profile: TableProfile, table: Table, code: str = "") -> Any:
    cells = _cells(profile, table)
    frame = _frame(profile, cells)
    add_derived(frame, profile, cells, code)
    return frame


def _parquet(path: Path) -> Any:
    import duckdb  # noqa: PLC0415 - not needed for other files

    return duckdb.read_parquet(str(path)).df()


def _spell_alike(tables: dict[str, Any]) -> None:
    """Give names the usual spelling of their column, or of the one that has each name once."""
    texts = [
        (variable, name) for variable, table in tables.items() for name in _text_columns(table)
    ]
    for variable, name in texts:
        column = tables[variable][name]
        usual = usual_spellings(cell for cell in column if isinstance(cell, str))
        if usual:
            tables[variable][name] = column.map(lambda cell, usual=usual: usual.get(cell, cell))
    if len(tables) == 1:
        return
    values = {text: set(tables[text[0]][text[1]].dropna()) for text in texts}
    known = {text: held for text, held in values.items() if len(held) <= MOST_TYPED}
    keys = [text for text in known if tables[text[0]][text[1]].dropna().is_unique]
    for (variable, name), key in itertools.product(known, keys):
        if variable == key[0]:
            continue
        same = same_spellings(known[variable, name], known[key])
        if same:
            column = tables[variable][name]
            tables[variable][name] = column.map(lambda cell, same=same: same.get(cell, cell))


def _text_columns(table: Any) -> list[Any]:
    """The columns that hold texts, and nothing else."""
    return [
        name
        for name in table.columns
        if table[name].dtype == object
        and all(isinstance(cell, str) for cell in table[name].dropna().head(MOST_SEEN))
    ]


def _longer(table: Any, form: LongForm) -> Any:
    """The long form: what stays, the month or year, and the value; in the order of rows."""
    numbers = dict(form.columns)
    stay = [name for name in (*form.kept, form.year) if name]
    table = table.reset_index(names="_row")
    longer = table.melt(["_row", *stay], list(numbers), var_name=form.moment, value_name=VALUE)
    longer[form.moment] = longer[form.moment].map(numbers)
    longer = longer.sort_values(["_row", form.moment], ignore_index=True).drop(columns="_row")
    if form.moment == "month":
        years = pd.to_numeric(longer[form.year], errors="coerce") if form.year else 0
        months = (longer["month"] + years * 100).astype("Int64").astype(str)
        longer["month"] = pd.to_datetime(months, format="%Y%m", errors="coerce")
    return longer


def _of_things(table: Any, things: Things, thing: str, profile: TableProfile) -> Any:
    """The long form: what stays, the name of the thing and its value; in the order of rows."""
    name, value = things.heads(thing)
    table = table.reset_index(names="_row")
    long = table.melt(["_row", *things.kept], list(things.columns), var_name=name, value_name=value)
    long = long.sort_values("_row", kind="stable", ignore_index=True).drop(columns="_row")
    years = nameless_years(profile)
    return long if years is None else long.rename(columns={years.name: YEAR})


def _loaded(path: Path, units: Sequence[str]) -> tuple[TableProfile, Table] | None:
    """What a file holds and its rows; None if it holds no table."""
    content = path.read_bytes()
    profile = loaded_profile(path.name, content, units)
    table = loaded_table(path.name, content)
    return None if profile is None or table is None else (profile, table)


def _frame(profile: TableProfile, cells: Mapping[str, Sequence[Any]]) -> Any:
    """The rows of a table, typed."""
    rows = max(1, *(len(column) for column in cells.values())) if cells else 1
    return pd.DataFrame({one.name: _series(one, cells[one.name], rows) for one in profile.columns})


def _cells(profile: TableProfile, table: Table) -> dict[str, Sequence[Any]]:
    """The cells of each column."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.names)
    return {one.name: list(v) for one, v in zip(profile.columns, columns, strict=True)}


def _series(column: Column, cells: Sequence[Any], rows: int) -> Any:
    """The values of a column; of dates with times the local time as it stands."""
    if column.type == "empty":
        return pd.Series(np.nan, index=range(len(cells)))
    if has_its_type(column, rows):
        if column.is_number:
            return _numbers([converted(column, cell) for cell in cells])
        if column.type in ("date", "datetime", "month"):
            texts = [_local(converted(column, cell)) for cell in cells]
            return pd.to_datetime(pd.Series(texts, dtype=object), format="ISO8601", errors="coerce")
    if column.type == "time":
        return pd.Series([_text(column, converted(column, cell)) for cell in cells], dtype=object)
    if column.type == "boolean" and all(_is_truth(cell) for cell in cells):
        return pd.Series([_truth(cell) for cell in cells])
    return pd.Series([_text(column, cell) for cell in cells], dtype=object)


def _numbers(values: list[Any]) -> Any:
    numbers = [np.nan if v is None or isinstance(v, str) else v for v in values]
    whole = all(isinstance(v, int) and abs(v) < 1 << 62 for v in numbers)
    return pd.Series(numbers, dtype="int64" if whole else float)


def _local(value: Any) -> Any:
    return ZONE.sub("", value) if isinstance(value, str) else value


def _is_truth(cell: Any) -> bool:
    return str(cell).strip().lower() in TRUTH


def _truth(cell: Any) -> bool:
    return TRUTH[str(cell).strip().lower()]


def _text(column: Column, cell: Any) -> Any:
    if isinstance(cell, str):
        cell = cell.strip()
        return np.nan if cell in ABSENT or cell in column.missing_as else cell
    return np.nan if cell is None else cell
