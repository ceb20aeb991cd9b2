"""What a file is found to hold: the nouns of a profile, plain and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from hocket.documents.delimited import Dialect

if TYPE_CHECKING:
    from collections.abc import Sequence

ColumnType = Literal[
    "integer", "number", "boolean", "date", "datetime", "time", "month", "quarter",
    "text", "list", "object", "empty",
]  # fmt: skip
Form = Literal["delimited", "json", "json lines", "fixed width", "log", "blocks"]


@dataclass(frozen=True, slots=True)
class Column:
    """What the values of one column are.

    Attributes:
        name: Its name, without surrounding blanks; unique in the table.
        type: The type of its values; ``odd`` ones are of another.
        missing: Number of rows without a value.
        missing_as: The marks that stand for a missing value, besides an empty field.
        distinct: Number of different values.
        unique: Whether no value occurs twice, with more than one row.
        minimum: Lowest value: a number, or an ISO date or time.
        maximum: Highest value.
        values: The most frequent values with their numbers, or three examples if few recur.
        odd: Examples of values of another type, at most three.
        odd_count: Number of rows with such values.
        formats: The forms of its dates for ``strptime``, most frequent first.
        day_first: Whether its dates begin with the day.
        is_open: Whether day and month in its dates could be swapped.
        in_zones: Whether rows have times of several zones; they are then read in UTC.
        decimal: The decimal mark of its numbers.
        grouped: The character between groups of three digits; empty without one.
        unit: The currency, percent sign or unit beside each number; ``mixed`` if they differ.
        is_measured: Whether its numbers are quantities in several forms, all read in ``unit``.
        of_one: Whether its numbers without a percent sign are shares of 1, unlike those with one.
        clock: What clocks among these begin with, ``h`` or ``min``; empty if there are none.
        note: Why its texts are not read as the numbers that they look like; else empty.
        noted: A number with a note behind it, as it is written; empty if none has one.
        separator: What parts the items of a list; empty for a JSON array.
        is_code: Whether its values are digits that are no numbers, such as ``007``.
        written: Its name in the file if that has surrounding blanks.
    """

    name: str
    type: ColumnType = "text"
    missing: int = 0
    missing_as: tuple[str, ...] = ()
    distinct: int = 0
    unique: bool = False
    minimum: int | float | str | None = None
    maximum: int | float | str | None = None
    values: tuple[tuple[str, int], ...] = ()
    odd: tuple[str, ...] = ()
    odd_count: int = 0
    formats: tuple[str, ...] = ()
    day_first: bool = False
    is_open: bool = False
    in_zones: bool = False
    decimal: str = "."
    grouped: str = ""
    unit: str = ""
    noted: str = ""
    is_measured: bool = False
    of_one: bool = False
    clock: str = ""
    note: str = ""
    separator: str = ""
    is_code: bool = False
    written: str = ""

    @property
    def is_number(self) -> bool:
        return self.type in ("integer", "number")

    @property
    def is_moment(self) -> bool:
        return self.type in ("date", "datetime", "time", "month", "quarter")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: the names of its columns and its rows.

    Attributes:
        names: The names of the columns; unique, not empty.
        rows: The rows; as many values in each as there are names. Texts, or values of JSON.
        total: Number of rows of data in the file; more than there are here if it was sampled.
        form: How its rows are written.
        dialect: Delimiter, decimal mark and lines before the header.
        header_rows: As in the profile.
        footer_rows: As in the profile.
        path: As in the profile.
        pattern: As in the profile.
        notes: As in the profile.
    """

    names: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    total: int
    form: Form = "delimited"
    dialect: Dialect = field(default_factory=Dialect)
    header_rows: int = 1
    footer_rows: int = 0
    path: str = ""
    pattern: str = ""
    notes: tuple[str, ...] = ()

    def remade(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
        """The table in another form, with these columns and rows."""
        return replace(self, names=tuple(names), rows=rows, total=len(rows), notes=())


@dataclass(frozen=True, slots=True)
class TableProfile:
    """What a table holds.

    Attributes:
        name: Name of the file.
        form: How its rows are written.
        encoding: The encoding of the file, for Python's ``open``.
        dialect: Delimiter, decimal mark and lines before the header, of a delimited table.
        header_rows: Number of rows with names: 0, 1, or 2 whose names are joined by a blank.
        footer_rows: Number of rows after the last row of data, such as totals and notes.
        rows: Number of rows of data.
        columns: Its columns, in order.
        path: The keys that lead to the rows in a JSON document, joined by dots.
        pattern: What matches a line of a log, with a group for each column.
        sampled: Number of rows from which the columns are described; 0 if from all.
        notes: For people: what else is worth knowing.
    """

    name: str
    form: Form = "delimited"
    encoding: str = "utf-8"
    dialect: Dialect = field(default_factory=Dialect)
    header_rows: int = 1
    footer_rows: int = 0
    rows: int = 0
    columns: tuple[Column, ...] = ()
    path: str = ""
    pattern: str = ""
    sampled: int = 0
    notes: tuple[str, ...] = ()
    kind: Literal["table"] = "table"

    def remade(self, columns: Sequence[Column], rows: int) -> TableProfile:
        """What the table holds in another form, with these columns and so many rows."""
        return TableProfile(self.name, form=self.form, rows=rows, columns=tuple(columns))

    def column(self, name: str) -> Column | None:
        """The column of a name; None if there is none."""
        return next((column for column in self.columns if column.name == name), None)
