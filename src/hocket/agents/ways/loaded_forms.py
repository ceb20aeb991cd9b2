"""How the other forms of a loaded table are described: long, inner, wide, of its cases or sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hocket.agents.ways.beside import wide_form_of
from hocket.agents.ways.languages import ROWS, SQL
from hocket.agents.ways.things import names_several
from hocket.documents.loading import LONG, ONLY
from hocket.documents.profile import described, long_form
from hocket.documents.profile.cases import case_name, case_table, tells_all
from hocket.documents.profile.dated import PERIOD, date_parts
from hocket.documents.profile.events import EVENTS, event_table
from hocket.documents.profile.families import OPTIONS, families_in, families_table
from hocket.documents.profile.long import VALUE
from hocket.documents.profile.nameless import YEAR, nameless_years
from hocket.documents.profile.nested import inner_name, inner_table
from hocket.documents.profile.sides import SIDES, sides_table
from hocket.documents.profile.spellings import respelled
from hocket.documents.profile.things import NAME, things_in
from hocket.documents.profile.time_parts import parts_in_long, shown_parts
from hocket.documents.profile.wide import WIDE

if TYPE_CHECKING:
    from hocket.agents.ways.examples import Trait
    from hocket.agents.ways.languages import Language
    from hocket.documents.profile import Column, Table, TableProfile
    from hocket.documents.profile.families import Families
    from hocket.documents.profile.things import Things
    from hocket.documents.profile.wide import WideForm

FORM_CHARS = 3000
SHOWN_THINGS = 2
_HOW_OFTEN = re.compile(r"(?i)\bhow (?:often|many times)\b|\bnumber of times\b")


@dataclass(frozen=True)
class OtherForms:
    """The forms in which a table is loaded beside its own, each made once.

    Attributes:
        profile: What the table holds.
        table: Its rows, as far as they were read.
        task: What is asked, which says whether values are set side by side.
        keys: The keys or columns of what is asked for.
        thing: A word for what each column is, where each of several things of a kind has one.
        merges: Whether names that differ in capitals and blanks alone are one.
        is_alone: Whether the task has no other table.
    """

    profile: TableProfile
    table: Table | None
    task: str = ""
    keys: tuple[str, ...] = ()
    thing: str = NAME
    merges: bool = False
    is_alone: bool = True

    @cached_property
    def things(self) -> Things | None:
        """Its columns that are things of a kind; see ``things_in``.

        None if the task names several of them: what it says of each is in one row as they lie, and
        if each row chose one of them, as the options of a row say more.
        """
        if self.families is not None and self.families.chosen:
            return None
        found = things_in(self.profile, self.table) if self.table else None
        return None if found is None or names_several(self.task, found.columns) else found

    @cached_property
    def inner(self) -> tuple[str, TableProfile, Table] | None:
        """Its rows' lists of objects; see ``inner_table``."""
        has_lists = any(column.type == "list" for column in self.profile.columns)
        return inner_table(self.profile, self.table) if has_lists and self.table else None

    @cached_property
    def cases(self) -> tuple[str, TableProfile, Table] | None:
        """The cases of an event log; see ``case_table``.

        None if the task asks how often something happened that they tell once.
        """
        found = case_table(self.profile, self.table) if self.table else None
        if found is None or self.table is None or not _HOW_OFTEN.search(self.task):
            return found
        return found if tells_all(found[0], self.table, found[2]) else None

    @cached_property
    def sides(self) -> tuple[TableProfile, Table] | None:
        """Its rows by their sides; see ``sides_table``."""
        return sides_table(self.profile, self.table) if self.table else None

    @cached_property
    def families(self) -> Families | None:
        """Its measures of each of several options; see ``families_in``."""
        return families_in(self.profile, self.table) if self.table else None

    @cached_property
    def options(self) -> TableProfile | None:
        """What the table has with a row for each of these options; see ``families_table``."""
        if self.families is None or self.table is None:
            return None
        return families_table(self.profile, self.table, self.families)[0]

    @cached_property
    def wide(self) -> WideForm | None:
        """Its values side by side as the task has them; see ``wide_form_of``."""
        table = self.table
        is_asked = self.task and self.is_alone and not self.cases
        if table is None or not is_asked or long_form(self.profile):
            return None
        if self.merges:
            table = respelled(self.profile, table)
        return wide_form_of(self.profile, table, self.task, self.keys)

    @cached_property
    def events(self) -> tuple[TableProfile, Table] | None:
        """The events of a calendar; see ``event_table``."""
        return event_table(self.profile, self.table) if self.table else None

    @property
    def traits(self) -> frozenset[Trait]:
        """Those of them that have a worked example of their own."""
        known: dict[Trait, object] = {
            "cases": self.cases,
            "sides": self.sides,
            "options": self.families,
            "beside": self.wide,
            "things": self.things,
        }
        return frozenset(trait for trait, form in known.items() if form is not None)

    def described(self, variable: str, language: Language) -> list[str]:
        """Their descriptions, for a table of this variable, in the language that is written."""
        shown = _long_form(self.profile, variable, language, self.task)
        if self.things is not None:
            holds, lines = _of_things(self.things, self.profile, self.thing)
            shown.append(_shown(variable + LONG, language, holds, lines))
        if self.inner is not None:
            column, about, _ = self.inner
            holds = f"the same, with one row for each {column!r}"
            shown.append(_shown(inner_name(variable, column), language, holds, _lines(about)))
        if self.cases is not None:
            column, about, _ = self.cases
            holds = (
                f"the events of each {column!r} in one row, with the time of each that happened "
                f"and the last one as {about.columns[-1].name!r}"
            )
            shown.append(_shown(case_name(variable, column), language, holds, _lines(about)))
        if self.sides is not None:
            holds, lines = _sides(self.profile, self.sides[0])
            shown.append(_shown(variable + SIDES, language, holds, lines))
        if self.families is not None and self.options is not None:
            chosen = f" that {self.families.chosen!r} could be" if self.families.chosen else ""
            holds = f"the same, with one row for each option{chosen}"
            lines = _of_options(self.families, self.options)
            shown.append(_shown(variable + OPTIONS, language, holds, lines))
        if self.wide is not None:
            shown.append(_shown(variable + WIDE, language, *_wide(self.wide, language)))
        if self.events is not None:
            holds = "the same, in plain columns; start and end are empty for whole days"
            shown.append(_shown(variable + EVENTS, language, holds, _lines(self.events[0])))
        return shown


def known_as(variable: str, language: Language) -> str:
    """The name of a table in this language."""
    if language is not ROWS:
        return variable
    return "rows" if variable == ONLY else f"{variable}_rows"


def _long_form(profile: TableProfile, variable: str, language: Language, task: str) -> list[str]:
    """The description of the long form of a table that has one."""
    form = long_form(profile)
    if form is None:
        return []
    numbers = [number for _, number in form.columns]
    holds = (
        "date, the first of each month"
        if form.moment == "month"
        else f"integer, {min(numbers)} to {max(numbers)}"
    )
    stays = "".join(f"- {name!r}: as above\n" for name in (*form.kept, form.year) if name)
    lines = f"{stays}- {form.moment!r}: {holds}\n- {VALUE!r}: number"
    lines += shown_parts(parts_in_long(form), task)
    return [
        _shown(variable + LONG, language, f"the same, with one row for each {form.moment}", lines)
    ]


def _of_things(things: Things, profile: TableProfile, thing: str) -> tuple[str, str]:
    """What the long form of a table of several things is, and its lines."""
    name, value = things.heads(thing)
    years = nameless_years(profile)
    own = {years.name: f"- {YEAR!r}: integer, {years.minimum} to {years.maximum}"} if years else {}
    columns = [column for column in profile.columns if column.name in things.columns]
    ends = [end for column in columns for end in (column.minimum, column.maximum)]
    known = [end for end in ends if isinstance(end, int | float)]
    first = ", ".join(map(repr, things.columns[:SHOWN_THINGS]))
    lines = [own.get(kept, f"- {kept!r}: as above") for kept in things.kept]
    parts = date_parts(profile)
    if parts is not None and {*parts.names} <= {*things.kept}:
        more = "" if parts.day else f" and {PERIOD!r}"
        lines.append(f"- {parts.called!r}{more}: as above")
    lines.append(f"- {name!r}: text, the names of the columns {first} … {things.columns[-1]!r}")
    kind = "integer" if things.is_whole else "number"
    lines.append(f"- {value!r}: {kind}, {min(known):.10g} to {max(known):.10g}")
    each = name if name == thing and thing != NAME else "column"
    return f"the same, with one row for each {each}", "\n".join(lines)


def _of_options(families: Families, options: TableProfile) -> str:
    """A line for each column that the table of options has anew, and one for all others."""
    own = [column for column in options.columns if column.name not in families.kept]
    as_above = f"- {', '.join(map(repr, families.kept))}: as above\n" if families.kept else ""
    return as_above + _lines(options.remade(own, options.rows))


def _shown(variable: str, language: Language, holds: str, lines: str) -> str:
    return f"{language.table} {known_as(variable, language)} ({holds})\n{lines}"


def _lines(profile: TableProfile) -> str:
    """A line for each column."""
    return described(profile, FORM_CHARS).partition("\n")[2]


def _sides(profile: TableProfile, sides: TableProfile) -> tuple[str, str]:
    """What the table of the sides of another is, and its lines: those of what it has anew."""
    one, other = (value for value, _ in sides.columns[0].values)
    own = [column for column in sides.columns if profile.column(column.name) is None]
    holds = f"the same, with each row twice, once for its {one!r} and once for its {other!r}"
    lines = [f"- {column.name!r}: {_of_side(column, one, other)}" for column in own]
    return holds, "\n".join([*lines, "- the other columns as above"])


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


def _wide(form: WideForm, language: Language) -> tuple[str, str]:
    """What the wide form of a table is, and its lines: those of what it has anew."""
    of = " and ".join(map(repr, form.keys))
    holds = f"one row for each {of}, one column for each {form.column!r}"
    lines = [f"- {', '.join(map(repr, (*form.keys, *form.kept)))}: as above"]
    for (value, measure), name in form.names.items():
        named = f'"{name}"' if language is SQL else repr(name)
        held = f"the {'sum of ' * form.sums}{measure!r}" if measure else "how many rows are"
        lines.append(f"- {named}: {held} of {value}")
    return holds, "\n".join(lines)
