"""How the tables that are loaded are described to the LLM, in the language that it writes."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from hocket.agents.forms import form_of
from hocket.agents.ways.alike import are_one, may_merge, merged
from hocket.agents.ways.headed import titles_over
from hocket.agents.ways.languages import SQL
from hocket.agents.ways.loaded_forms import OtherForms, known_as
from hocket.agents.ways.things import thing_in
from hocket.agents.ways.united import units_asked
from hocket.documents.loading import loaded_profile, loaded_table, variables_of
from hocket.documents.profile import described
from hocket.documents.profile.choices import choices_in, shown_choices
from hocket.documents.profile.counters import counters_in, names_counters
from hocket.documents.profile.dated import DATE, PERIOD, date_parts
from hocket.documents.profile.day_parts import hours_in, shown_day_part
from hocket.documents.profile.decimal_years import UNITS, decimal_years
from hocket.documents.profile.nameless import YEAR, nameless_years, numbers_rows
from hocket.documents.profile.odd import WORD, words_beside
from hocket.documents.profile.ranges import ranges_in
from hocket.documents.profile.time_parts import parts_in, shown_parts
from hocket.documents.units import factor_of, smallest_of

if TYPE_CHECKING:
    from hocket.agents.ways.examples import Trait
    from hocket.agents.ways.languages import Language
    from hocket.documents.profile import Column, Table, TableProfile
    from hocket.documents.profile.counters import Counter
    from hocket.documents.profile.decimal_years import Periods
    from hocket.documents.profile.wide import WideForm
    from hocket.ports.agent import Assignment, Workbench

PROFILE_CHARS = 3000
FEW = 40
LISTED = 400
_AN_HOUR = "01:00"
"""Times below it are durations of minutes and seconds."""
_UNIT = re.compile(
    r"[(\[](?P<unit>mg|g|kg|mm|cm|km|ft|ms|hrs?|ml|cl|lbs?|oz)[)\]]\s*$|_(?P<ending>mg|kg|cm|mm|km|ml)$"
)
"""Units behind a name; a letter such as m or t may be of many."""


@dataclass(frozen=True)
class Loaded:
    """A file with the variable of its table, and what it holds, which is read once.

    Attributes:
        name: Name of the file.
        variable: The variable of its table.
        content: Its bytes.
        merges: Whether names that differ in capitals and blanks alone are one.
        units: Those in which the task wants quantities.
        task: What is asked.
        keys: The keys or columns of what is asked for.
        is_alone: Whether the task has no other table; of several, rows are joined as they lie.
    """

    name: str
    variable: str
    content: bytes
    merges: bool = False
    units: tuple[str, ...] = ()
    task: str = ""
    keys: tuple[str, ...] = ()
    is_alone: bool = True

    @cached_property
    def table(self) -> Table | None:
        """Its rows; None for a file that is no text."""
        return loaded_table(self.name, self.content)

    @cached_property
    def profile(self) -> TableProfile | None:
        """What its table holds; None for a file that is no text."""
        profile = loaded_profile(self.name, self.content, self.units)
        if profile is None or not (self.merges and may_merge(profile)) or self.table is None:
            return profile
        return merged(profile, self.table)

    @cached_property
    def counters(self) -> tuple[Counter, ...]:
        """Its columns of readings of a counter."""
        if self.profile is None or not names_counters(self.profile) or self.table is None:
            return ()
        return tuple(counters_in(self.profile, self.table))

    @cached_property
    def fractions(self) -> tuple[Column, Periods] | None:
        """Its column of quarters or months that are years with a fraction, such as 1949.25."""
        if self.profile is None or self.table is None:
            return None
        cells = {c.name: [row[n] for row in self.table.rows] for n, c in enumerate(self.columns)}
        return decimal_years(self.columns, cells)

    @cached_property
    def forms(self) -> OtherForms | None:
        """The forms in which it is loaded besides; None for a file that is no text."""
        if self.profile is None:
            return None
        thing = thing_in(self.task, self.keys, [column.name for column in self.columns])
        return OtherForms(
            self.profile,
            self.table,
            self.task,
            self.keys,
            thing,
            merges=self.merges,
            is_alone=self.is_alone,
        )

    @property
    def wide(self) -> WideForm | None:
        """How its values stand side by side, if the task has them so."""
        return self.forms.wide if self.forms is not None else None

    @property
    def traits(self) -> frozenset[Trait]:
        """What it has that worked examples are for."""
        return self.forms.traits if self.forms is not None else frozenset()

    @property
    def thing(self) -> str:
        """A word for what its columns are, if they are things of a kind; else empty."""
        has_things = self.forms is not None and self.forms.things is not None
        return self.forms.thing if self.forms is not None and has_things else ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns; none if it is no text."""
        return self.profile.columns if self.profile is not None else ()

    @property
    def numbers(self) -> list[str]:
        """The columns of numbers, without one that counts the rows."""
        if self.profile is None:
            return []
        numbers = [column for column in self.columns if column.is_number]
        return [column.name for column in numbers if not numbers_rows(column, self.profile)]


async def loaded(assignment: Assignment, bench: Workbench) -> list[Loaded]:
    """The files of a task that are tables."""
    named = variables_of(assignment.files)
    files = [(name, variable, await bench.read(name)) for name, variable in named.items()]
    merges, objective = are_one(assignment.task), assignment.task.objective
    form = form_of(objective.description, objective.deliverables)
    units, is_alone = units_asked(form), len(files) == 1
    found = [Loaded(*file, merges, units, form.task, form.keys, is_alone) for file in files]
    await asyncio.to_thread(lambda: [one.counters for one in found])  # reads all that is known
    return found


def shown_tables(file: Loaded, language: Language, *, about: str) -> list[str]:
    """The description of the table of a file, and of its other forms.

    Args:
        file: The file.
        language: What the LLM writes.
        about: The task, whose columns come first.
    """
    profile, variable = file.profile, file.variable
    holds = described(profile, PROFILE_CHARS, about=about) if profile else file.name
    head, _, lines = holds.partition("\n")
    shown = f"{language.table} {known_as(variable, language)} ({head})\n{lines}".rstrip()
    if profile is None:
        return [shown]
    if (parts := date_parts(profile)) is not None:
        of = " and ".join(map(repr, parts.names))
        shown += f"\n- {parts.called!r}: date, {parts.stands_for}, made of {of}"
        if not parts.day and profile.column(PERIOD) is None:
            like = {"quarter": "1959Q1", "month": "1959-01", "week": "1959-W01"}[parts.unit]
            shown += f"\n- {PERIOD!r}: text made of them, like {like!r}"
    elif (fractions := file.fractions) is not None:
        shown += _fractions_in(*fractions, written=_first_of(file, fractions[0]))
    if (years := nameless_years(profile)) is not None:
        shown += f"\n- {YEAR!r}: the same as {years.name!r}, which has no name in the file"
    shown += shown_parts(parts_in(profile), file.task)
    shown += shown_day_part(profile, hours_in(file.task))
    shown += _of_options(profile, file)
    shown += _rarer_values(profile, file) + _numbers_in(profile, language)
    return [
        shown + units_in(profile) + titles_over(profile, file.content, about),
        *(file.forms.described(variable, language) if file.forms is not None else ()),
    ]


def _of_options(profile: TableProfile, file: Loaded) -> str:
    """The columns that follow from measures of several options, and what the task calls them."""
    if file.forms is None or file.forms.families is None:
        return ""
    from hocket.agents.grammar.ends import shown_ends  # noqa: PLC0415 - few tables have options

    choices = choices_in(profile, file.forms.families)
    names = [column.name for column in profile.columns]
    return shown_choices(choices, file.task) + shown_ends(file.task, choices, names)


def units_in(profile: TableProfile) -> str:
    r"""A line on columns of one quantity in several units; empty if there are none.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> units_in(table_profile("a.csv", b"name,meal (g),body (kg)\nx,5,70\ny,6,80\n"))
        "\n- 'meal (g)' is in g, but 'body (kg)' in kg: 1 kg = 1000 g"
    """
    named = [(c.name, _unit_of(c)) for c in profile.columns if c.is_number and _unit_of(c)]
    for (first, one), (second, other) in combinations(named, 2):
        small = smallest_of({one, other})
        large = other if small == one else one
        if small and (factor := factor_of(large, small)) != 1:
            line = f"{first!r} is in {one}, but {second!r} in {other}"
            return f"\n- {line}: 1 {large} = {factor:.10g} {small}"
    return ""


def _unit_of(column: Column) -> str:
    match = _UNIT.search(column.name)
    return (match["unit"] or match["ending"]) if match else ""


def _first_of(file: Loaded, column: Column) -> str:
    """The first value of a column as the file has it."""
    return str(file.table.rows[0][file.columns.index(column)]) if file.table is not None else ""


def _fractions_in(column: Column, periods: Periods, written: str) -> str:
    """The columns that follow from years with a fraction, of which the first is written so."""
    unit, (year, number) = UNITS[periods.per_year], periods.of[0]
    lines = (
        f"\n- {column.name!r} is the year with its {unit}, so these are there as well:"
        f"\n- {YEAR!r}: integer, the year, such as {year} of {written}"
        f"\n- {unit!r}: integer, 1 to {periods.per_year}, such as {number} of {written}"
    )
    return lines if column.name.lower() == DATE else f"{lines}\n- {DATE!r}: date, its first day"


def _rarer_values(profile: TableProfile, file: Loaded) -> str:
    """All values of each text column that has few: a condition names one exactly."""
    few = [c for c in profile.columns if c.type == "text" and len(c.values) < c.distinct <= FEW]
    rows = file.table.rows if few and file.table is not None else ()
    lines = ""
    for column in few if rows else ():
        place = profile.columns.index(column)
        values = dict.fromkeys(str(row[place]).strip() for row in rows)
        listed = ", ".join(map(repr, values))
        lines += f"\n- all values of {column.name!r}: {listed}" if len(listed) <= LISTED else ""
    return lines


def _numbers_in(profile: TableProfile, language: Language) -> str:
    """The columns that follow from others: bounds of ranges, words; and how times are counted."""
    lines = ""
    for ranges in ranges_in(profile):
        lines += (
            f"\n- {ranges.begins!r}: number, where each range in {ranges.column!r} such as "
            f"{ranges.example!r} begins\n- {ranges.ends!r}: number, where it ends"
        )
    for column in words_beside(profile):
        lines += (
            f"\n- {column.name + WORD!r}: text, the word that some rows have in {column.name!r}, "
            f"such as {column.odd[0]!r}"
        )
    for column in profile.columns:
        if column.type == "time":
            name = f'"{column.name}"' if language is SQL else repr(column.name)
            shown = {"program": f"df[{name}]", "query": name, "rows": f"row[{name}]"}[language.way]
            lines += f"\n- seconds_of({shown}), which is there: its seconds"
            if str(column.maximum) >= _AN_HOUR:
                lines += "; // 3600 gives the hour"
    return lines


def counted(table: Loaded) -> str:
    """What the readings of counters of a table are."""
    said = []
    for one in table.counters:
        rows = ", ".join(map(str, one.anew))
        anew = f"; a new counter begins in row{'s' * (len(one.anew) > 1)} {rows}" if rows else ""
        said.append(f"{one.column!r} is read from a counter that rises from row to row{anew}.")
    return " ".join(said)
