"""How the other forms of a loaded table are described: long, inner, of its cases, of its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.languages import ROWS
from hocket.documents.loading import LONG, ONLY
from hocket.documents.profile import described, long_form
from hocket.documents.profile.cases import case_name, case_table
from hocket.documents.profile.long import VALUE
from hocket.documents.profile.nested import inner_name, inner_table
from hocket.documents.profile.sides import SIDES, sides_table

if TYPE_CHECKING:
    from hocket.agents.ways.languages import Language
    from hocket.documents.profile import Column, Table, TableProfile

FORM_CHARS = 3000


def forms_of(
    profile: TableProfile, table: Table | None, variable: str, language: Language
) -> list[str]:
    """The descriptions of the forms in which a table is loaded beside its own.

    Args:
        profile: What the table holds.
        table: Its rows, as far as they were read.
        variable: The variable of the table.
        language: What the LLM writes.
    """
    described_forms = _long_form(profile, variable, language)
    if table is not None:
        for form in (_inner_form, _case_form, _sides_form):
            described_forms += form(profile, table, variable, language)
    return described_forms


def known_as(variable: str, language: Language) -> str:
    """The name of a table in this language."""
    if language is not ROWS:
        return variable
    return "rows" if variable == ONLY else f"{variable}_rows"


def _long_form(profile: TableProfile, variable: str, language: Language) -> list[str]:
    """The description of the long form of a table that has one."""
    form = long_form(profile)
    if form is None:
        return []
    known = known_as(variable + LONG, language)
    numbers = [number for _, number in form.columns]
    holds = (
        "date, the first of each month"
        if form.moment == "month"
        else f"integer, {min(numbers)} to {max(numbers)}"
    )
    stays = "".join(f"- {name!r}: as above\n" for name in (*form.kept, form.year) if name)
    head = f"{language.table} {known} (the same, with one row for each {form.moment})"
    return [f"{head}\n{stays}- {form.moment!r}: {holds}\n- {VALUE!r}: number"]


def _inner_form(
    profile: TableProfile, table: Table, variable: str, language: Language
) -> list[str]:
    """The description of the inner form of a table whose rows hold lists of objects."""
    has_lists = any(column.type == "list" for column in profile.columns)
    if not has_lists or (inner := inner_table(profile, table)) is None:
        return []
    column, about, _ = inner
    known = known_as(inner_name(variable, column), language)
    lines = described(about, FORM_CHARS).partition("\n")[2]
    return [f"{language.table} {known} (the same, with one row for each {column!r})\n{lines}"]


def _case_form(profile: TableProfile, table: Table, variable: str, language: Language) -> list[str]:
    """The description of the table of the cases of an event log."""
    if (cases := case_table(profile, table)) is None:
        return []
    column, about, _ = cases
    known = known_as(case_name(variable, column), language)
    holds = f"the events of each {column!r} in one row, with the time of each that happened"
    lines = described(about, FORM_CHARS).partition("\n")[2]
    return [f"{language.table} {known} ({holds})\n{lines}"]


def _sides_form(
    profile: TableProfile, table: Table, variable: str, language: Language
) -> list[str]:
    """The description of the table that has each row once for each of its two sides."""
    if (sides := sides_table(profile, table)) is None:
        return []
    about, _ = sides
    one, other = (value for value, _ in about.columns[0].values)
    own = [column for column in about.columns if profile.column(column.name) is None]
    known = known_as(variable + SIDES, language)
    head = (
        f"{known} (the same, with each row twice, once for its {one!r} and once for its {other!r})"
    )
    lines = [f"- {column.name!r}: {_of_side(column, one, other)}" for column in own]
    return ["\n".join([f"{language.table} {head}", *lines, "- the other columns as above"])]


def _of_side(column: Column, one: str, other: str) -> str:
    """What a column says of a side, in the words of the two columns that it is made of."""
    plain = column.name.rstrip("_")
    known = {
        "side": f"text, {one!r} or {other!r}",
        "name": f"{column.type}, what the row has as its side",
        "other": f"{column.type}, what it has as the other one",
    }
    if plain in known:
        return known[plain]
    return f"{column.type}, of the {'other' if plain.startswith('other_') else 'same'} side"
