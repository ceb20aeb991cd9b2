"""The wide form of a table that is long by things and years: a column for each year, side by side.

What compares two values of a column, such as the yield of 1932 with that of 1931, compares two rows
of the table, and two columns of this form (H. Wickham, "Tidy Data", Journal of Statistical Software
59, 2014, section 3). Which columns those are depends on what is asked, so the form is given.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.column import Habits, column_of, free_name
from hocket.documents.profile.conversion import cell_text, converted, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile

WIDE = "_wide"
"""How the variable of the form ends."""

MIN_WORD = 3
"""Letters of a word that tells a value alone."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CODE_NAME = re.compile(r"""(["'`])((?:(?!\1)[^\\\n])+)\1|(?<![\w"'`])([A-Za-z_]\w*)""")
"""A text in quotes, or a name, in a program or a statement."""
_FILLERS = frozenset(("in", "of", "the", "y", "yr", "year", "value", "for", "at"))


@dataclass(frozen=True, slots=True)
class WideForm:
    """How a table is brought into the wide form.

    Attributes:
        column: The column whose values become columns.
        values: Those values, as texts.
        keys: The columns that tell the rows: one for each of their combinations.
        kept: Other columns, which say the same in all rows of a combination.
        measures: What the cells hold; without any, how many rows there are.
        sums: Whether the values of several rows are added up.
    """

    column: str
    values: tuple[str, ...]
    keys: tuple[str, ...]
    kept: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    sums: bool = False

    @property
    def names(self) -> dict[tuple[str, str], str]:
        """The name of the column of each value and measure, which is empty for numbers of rows."""
        taken = {name.lower() for name in (*self.keys, *self.kept)}
        several = len(self.measures) > 1
        return {
            (value, measure): free_name(f"{value} {measure}" if several else value, taken)
            for measure in (self.measures or ("",))
            for value in self.values
        }

    def as_json(self) -> dict[str, Any]:
        """The form as plain JSON; see ``from_json``."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> WideForm:
        """The form that is written so."""
        values, keys, kept, measures = (
            tuple(said[name]) for name in ("values", "keys", "kept", "measures")
        )
        return cls(said["column"], values, keys, kept, measures, said["sums"])


def label_of(column: Column, cell: Any) -> str:
    """A value as a text, by which it names a column; empty for a missing one.

    Examples:
        >>> from hocket.documents.profile.nouns import Column
        >>> label_of(Column("year", "integer"), "1932.0"), label_of(Column("kind"), " Coal ")
        ('1932', 'Coal')
    """
    value = converted(column, cell)
    if isinstance(value, float):
        value = plain(value)
    return cell_text(value).strip()


def wide_table(
    profile: TableProfile, table: Table, form: WideForm
) -> tuple[TableProfile, Table] | None:
    r"""The table in the wide form; None if it lacks a column of the form.

    Args:
        profile: What the table holds.
        table: Its rows.
        form: What becomes what.

    Returns:
        The table: the keys and what follows from them as they are in the file, then a column for
        each value. Without a row for a value nothing stands there, or 0 if rows are counted.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b"site,year,yield\nBray,1931,3\nCove,1931,4\nBray,1932,5\n"
        >>> profile, table = table_profile("a.csv", content), loaded_table("a.csv", content)
        >>> form = WideForm("year", ("1931", "1932"), ("site",), measures=("yield",))
        >>> _, wide = wide_table(profile, table, form)
        >>> wide.names, wide.rows
        (('site', '1931', '1932'), [['Bray', 3, 5], ['Cove', 4, None]])
    """
    places = {column.name: place for place, column in enumerate(profile.columns)}
    stay = [*form.keys, *form.kept]
    if not {form.column, *stay, *form.measures} <= places.keys():
        return None
    spread = places[form.column]
    firsts, cells = _grouped(profile, table, form, places)
    names = form.names
    rows: list[list[Any]] = []
    for key, first in firsts.items():
        own = [_cell(cells.get((key, *named), []), form) for named in names]
        rows.append([*(first[places[name]] for name in stay), *own])
    like = [profile.columns[places[name]] for name in stay]
    like += [profile.columns[places[measure] if measure else spread] for _, measure in names]
    every = (*stay, *names.values())
    columns = [
        column_of(name, [row[place] for row in rows], Habits.of(known))
        for place, (name, known) in enumerate(zip(every, like, strict=True))
    ]
    return profile.remade(columns, len(rows)), table.remade(every, rows)


def _grouped(
    profile: TableProfile, table: Table, form: WideForm, places: Mapping[str, int]
) -> tuple[dict[tuple[str, ...], Sequence[Any]], dict[tuple[Any, ...], list[Any]]]:
    """The first row of each combination of keys, and the values of each cell."""
    columns, spread = profile.columns, places[form.column]
    firsts: dict[tuple[str, ...], Sequence[Any]] = {}
    cells: dict[tuple[Any, ...], list[Any]] = {}
    for row in table.rows:
        value = label_of(columns[spread], row[spread])
        if value not in form.values:
            continue
        key = tuple(label_of(columns[places[name]], row[places[name]]) for name in form.keys)
        firsts.setdefault(key, row)
        for measure in form.measures:
            held = converted(columns[places[measure]], row[places[measure]])
            cells.setdefault((key, value, measure), []).append(held)
        if not form.measures:
            cells.setdefault((key, value, ""), []).append(1)
    return firsts, cells


def _cell(values: Sequence[Any], form: WideForm) -> Any:
    """What stands in a cell: how many rows there are, their sum, or the value of the only one."""
    if not form.measures:
        return len(values)
    if not form.sums:
        return values[0] if values else None
    numbers = [value for value in values if isinstance(value, int | float)]
    return plain(sum(numbers)) if numbers else None


def words_of(text: str) -> list[str]:
    """The words and numbers of a name in small letters, without the ending of a plural.

    Examples:
        >>> words_of("Fossil Fuels"), words_of("yield_y1932"), words_of("countries")
        (['fossil', 'fuel'], ['yield', 'y', '1932'], ['country'])
    """
    return [_singular(word) for word in _WORD.findall(text.casefold())]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > MIN_WORD + 1:
        return f"{word[:-3]}y"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and len(word) > MIN_WORD else word


def telling_words(values: Iterable[str]) -> dict[str, str]:
    """The word by which each value can be called: its first that no other value has.

    Only the first word of all, or the only one in which it differs, is meant by a short name.

    Examples:
        >>> telling_words(["Fossil Fuels", "Nuclear Energy", "Wind Energy"])
        {'fossil': 'Fossil Fuels', 'nuclear': 'Nuclear Energy', 'wind': 'Wind Energy'}
        >>> telling_words(["Visit one", "Visit two"])
        {'one': 'Visit one', 'two': 'Visit two'}
    """
    said = {value: words_of(value) for value in values}
    telling: dict[str, str] = {}
    for value, words in said.items():
        others = {word for other, known in said.items() if other != value for word in known}
        own = [word for word in words if word not in others]
        if own and (own[0] == words[0] or len(own) == 1) and len(own[0]) >= MIN_WORD:
            telling[own[0]] = value
    return telling


def value_named(name: str, values: Iterable[str], besides: Iterable[str] = ()) -> str:
    """The value that a name of a column means; empty if none, or several.

    Args:
        name: The name, as of a column that is asked for or that a program takes.
        values: The values.
        besides: Names whose words may stand beside the value, as of what is measured.

    Examples:
        >>> value_named("fossil", ["Fossil Fuels", "Renewables"])
        'Fossil Fuels'
        >>> value_named("yield_1932", ["1931", "1932"], ["yield"])
        '1932'
        >>> value_named("yield", ["1931", "1932"], ["yield"])
        ''
    """
    values = list(values)
    fillers = _FILLERS.union(*(words_of(text) for text in besides))
    said = words_of(name)
    rest = [word for word in said if word not in fillers]
    whole = [v for v in values if (own := words_of(v)) and own in (said, rest)]
    if whole:
        return whole[0] if len(whole) == 1 else ""
    telling = telling_words(values)
    return telling.get(rest[0], "") if len(rest) == 1 else ""


def called_in(code: str, form: WideForm) -> dict[str, str]:
    """How a program or a statement calls columns of the form that it never names as they are.

    Args:
        code: The program or statement.
        form: The form.

    Returns:
        By the name of the column: the only name of the code that can mean it.

    Examples:
        >>> form = WideForm("source", ("Fossil Fuels", "Wind"), ("year",), measures=("output",))
        >>> called_in("SELECT year, fossil + wind FROM df_wide", form)
        {'Fossil Fuels': 'fossil', 'Wind': 'wind'}
    """
    said = {match[2] or match[3] for match in _CODE_NAME.finditer(code)}
    used = {name.lower() for name in (*form.keys, *form.kept, form.column, *form.measures)}
    called: dict[str, set[str]] = {}
    for name in said:
        if name.lower() in used or not name.replace("_", "").isalnum():
            continue
        if column := _column_meant(name, form):
            called.setdefault(column, set()).add(name)
    return {
        column: min(called[column])
        for column in form.names.values()
        if column not in said and len(called.get(column, ())) == 1
    }


def _column_meant(name: str, form: WideForm) -> str:
    """The column of the form that a name can mean; empty if none, or several."""
    names = form.names
    if len(form.measures) < 2:  # noqa: PLR2004 - values alone tell the columns
        value = value_named(name, form.values, (form.column, *form.measures))
        return names.get((value, (form.measures or ("",))[0]), "")
    said = {*words_of(name)}
    for measure in form.measures:
        if said.issuperset(words_of(measure)):
            value = value_named(name, form.values, (form.column, measure))
            if value:
                return names[value, measure]
    return ""
