"""The rows that a question is about: those of one table, or of two joined by one column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, permutations
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile import Column, typed_rows
from hocket.documents.profile.dated import date_parts
from hocket.documents.profile.subtotals import are_left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile.dated import DateParts
    from hocket.documents.profile.nouns import ColumnType, TableProfile

PAIR = 2
DECADE = "decade"
MOST_NAMES = 12
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MADE = frozenset((DECADE, "year", "weekday", "month"))
"""Columns that no file needs to have."""
_FIRST_YEAR, _LAST_YEAR = 1500, 2150
_YEARS = frozenset(("year", "yr", "jahr", "season"))
_NAMES = frozenset(("name", "title", "label"))
_IDS = frozenset(("id", "no", "nr", "number", "code", "key"))
_PARTS = frozenset(("month", "day", "week", "quarter", "hour", "weekday"))
_AMOUNTS = frozenset(
    ("count", "counts", "number", "freq", "frequency", "total", "population", "people", "persons",
     "inhabitants", "quantity", "qty", "weight", "n", "num")
)  # fmt: skip
"""Names of columns that say of how many things a row is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with their columns.

    Attributes:
        columns: What each column holds.
        rows: Numbers, truth values, ISO dates and texts; None where a value is missing.
        files: The names of the files that they come from.
        own: How many columns are of the rows themselves, where several of them belong to one row of
            another file; 0 if all are.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    files: tuple[str, ...]
    own: int = 0

    def values(self, place: int) -> list[Any]:
        """The values of a column that are there."""
        return [row[place] for row in self.rows if row[place] is not None]

    @property
    def years(self) -> int | None:
        """The only column of years; None without one."""
        found = [place for place, column in enumerate(self.columns) if self._is_year(place, column)]
        return found[0] if len(found) == 1 else None

    @property
    def dates(self) -> int | None:
        """The only column of dates; None without one."""
        found = [p for p, column in enumerate(self.columns) if column.type == "date"]
        return found[0] if len(found) == 1 else None

    @property
    def label(self) -> int | None:
        """The only column of names, none of which occurs twice: what the rows are called."""
        found = [
            place
            for place, column in enumerate(self.columns)
            if column.type == "text"
            and (not place or _NAMES & set(spoken(column.name).split()))
            and not column.missing
            and len(set(self.values(place))) == len(self.rows)
        ]
        return found[0] if len(found) == 1 else None

    @property
    def is_counted(self) -> bool:
        """Whether a column may say of how many things each row is."""
        return any(
            column.is_number and set(spoken(column.name).split()) & _AMOUNTS
            for column in self.columns
        )

    @property
    def is_grid(self) -> bool:
        """Whether its rows are figures of times, or of two things each, and no things."""
        if self.is_counted or self.is_series:
            return True
        names = [
            place
            for place, column in enumerate(self.columns)
            if column.type in ("text", "date", "month") or place == self.years
        ]
        names += [p for p, c in enumerate(self.columns) if c.type == "integer" and p not in names]
        return any(
            self._is_key(pair) and not self._is_key(pair[:1]) and not self._is_key(pair[1:])
            for pair in combinations(names[:MOST_NAMES], PAIR)
        )

    @property
    def is_series(self) -> bool:
        """Whether its rows are figures of times, without a number or name of their own."""
        times = [p for p in (self.years, self.dates) if p is not None]
        times += [p for p, c in enumerate(self.columns) if c.type in ("month", "quarter")]
        parts = [p for p, c in enumerate(self.columns) if c.name.casefold() in _PARTS]
        has_names = any(
            self._is_key((place,)) and {*spoken(column.name).split()} & (_NAMES | _IDS)
            for place, column in enumerate(self.columns)
        )
        keys = [(p,) for p in times] + [(*times[:1], *parts), *([tuple(parts)] if parts else [])]
        return not has_names and any(key and self._is_key(key) for key in keys)

    def is_number_of_thing(self, place: int) -> bool:
        """Whether whole numbers stand for things, each of which has equally many rows."""
        if self.columns[place].type != "integer" or place == self.years:
            return False
        often = set(Counter(row[place] for row in self.rows).values())
        return len(often) == 1 and often.pop() > 1

    def _is_key(self, places: Sequence[int]) -> bool:
        """Whether no two rows are alike in some columns."""
        return len({tuple(row[p] for p in places) for row in self.rows}) == len(self.rows)

    @property
    def stems(self) -> frozenset[str]:
        """The words in the names of the files."""
        words = (spoken(PurePosixPath(name).stem).split() for name in self.files)
        return frozenset(word for name in words for word in name)

    def _is_year(self, place: int, column: Column) -> bool:
        if column.type != "integer" or not set(spoken(column.name).split()) & _YEARS:
            return False
        values = self.values(place)
        return bool(values) and all(
            isinstance(v, int) and _FIRST_YEAR <= v <= _LAST_YEAR for v in values
        )


def sheet_of(files: Mapping[str, bytes], *, unit: str = "") -> Sheet | None:
    r"""The rows of one file, or of two that have exactly one column for the same things.

    Args:
        files: The content of each file, by its name.
        unit: ``month`` or ``quarter`` if those are wanted with their year, as in ``2024-05``.

    Returns:
        None if a file is no table, has sums among its rows, or leaves open how two belong together.

    Examples:
        >>> towns = b"town,land\nBonn,D\nLyon,F\n"
        >>> sheet_of({"a.csv": towns, "b.csv": b"town,n\nLyon,3\nBonn,5\n"}).rows
        (('Bonn', 'D', 5), ('Lyon', 'F', 3))
    """
    sheets = [_read(name, content, unit) for name, content in files.items()]
    known = [sheet for sheet in sheets if sheet is not None]
    if not known or len(known) < len(sheets) or len(known) > PAIR:
        return None
    sheet = known[0] if len(known) == 1 else _joined(known)
    return _with_years(sheet, in_months=unit == "month") if sheet is not None else None


def _read(name: str, content: bytes, unit: str) -> Sheet | None:
    profile = loaded_profile(name, content)
    if profile is None or is_doubtful(profile):
        return None
    rows = tuple(tuple(map(_stripped, row)) for row in typed_rows(profile, content))
    if not rows:
        return None
    sheet = _with_words(Sheet(profile.columns, rows, (name,)), content)
    parts = date_parts(profile)
    return sheet if parts is None or parts.unit != unit or parts.day else _in_time(sheet, parts)


def _in_time(sheet: Sheet, parts: DateParts) -> Sheet:
    """The sheet with the year in each month or quarter, of which another column has the year."""
    names = [column.name for column in sheet.columns]
    year, place = names.index(parts.year), names.index(parts.period)
    labels = [parts.label_of(row[year], row[place]) for row in sheet.rows]
    labels = [text and re.sub(r"(?<=\d)Q", "-Q", text) for text in labels]
    rows = tuple(
        (*row[:place], text, *row[place + 1 :])
        for row, text in zip(sheet.rows, labels, strict=True)
    )
    kind: ColumnType = "quarter" if parts.unit == "quarter" else "month"
    column = Column(parts.period, kind, distinct=len({*labels}))
    return replace(
        sheet, columns=(*sheet.columns[:place], column, *sheet.columns[place + 1 :]), rows=rows
    )


def _with_words(sheet: Sheet, content: bytes) -> Sheet:
    """The sheet with 'yes' and 'no' as they stand in the file, not as truth values."""
    flags = [p for p, column in enumerate(sheet.columns) if column.type == "boolean"]
    table = loaded_table(sheet.files[0], content) if flags else None
    if table is None:
        return sheet
    rows = [list(row) for row in sheet.rows]
    columns = list(sheet.columns)
    for place in flags:
        cells = [row[place] for row in table.rows]
        texts = {str(cell).strip().casefold() for cell in cells if isinstance(cell, str)}
        if not texts or texts <= {"true", "false", ""}:
            continue
        columns[place] = replace(columns[place], type="text")
        for row, cell in zip(rows, cells, strict=True):
            row[place] = str(cell).strip() if row[place] is not None else None
    return replace(sheet, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def _with_years(sheet: Sheet, *, in_months: bool) -> Sheet:
    """The sheet with the parts of each date, and the decade of each year, such as ``1980s``."""
    names = {column.name.casefold() for column in sheet.columns}
    moments = [p for p, column in enumerate(sheet.columns) if column.type in ("date", "datetime")]
    if sheet.years is None and len(moments) == 1 and not names & _YEARS:
        texts = [row[moments[0]] for row in sheet.rows]
        days = [None if text is None else date.fromisoformat(str(text)[:10]) for text in texts]
        sheet = _with(sheet, Column("year", "integer"), [d and d.year for d in days])
        if "weekday" not in names:
            sheet = _with(sheet, Column("weekday"), [d and DAYS[d.weekday()] for d in days])
        if in_months and "month" not in names:
            sheet = _with(sheet, Column("month", "month"), [d and f"{d:%Y-%m}" for d in days])
    place = sheet.years  # read once, as each reading looks at all rows
    if place is not None and DECADE not in names:
        years = [row[place] for row in sheet.rows]
        decades = [None if year is None else f"{year // 10 * 10}s" for year in years]
        sheet = _with(sheet, Column(DECADE), decades)
    return sheet


def _with(sheet: Sheet, column: Column, values: Sequence[Any]) -> Sheet:
    """The sheet with another column, which the file does not have."""
    rows = tuple((*row, value) for row, value in zip(sheet.rows, values, strict=True))
    column = replace(column, distinct=len({*values}))
    return replace(sheet, columns=(*sheet.columns, column), rows=rows)


def is_doubtful(profile: TableProfile) -> bool:
    """Whether the rows may hold sums, or only some were read."""
    return bool(profile.sampled) or profile.footer_rows > 0 or are_left_out(profile.notes)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _joined(sheets: Sequence[Sheet]) -> Sheet | None:
    """Each row of one sheet with that of the other that has the same key."""
    found = [
        (one, other, place, key)
        for one, other in permutations(sheets, PAIR)
        for place, key in _shared(one, other)
    ]
    is_both = len(found) == PAIR and found[0][2:] == found[1][2:][::-1]
    if is_both:
        found = found[:1]  # both are keys, so either way gives the same pairs
    if len(found) != 1:
        return None
    one, other, place, key = found[0]
    by_key = {row[key]: row for row in other.rows}
    rest = [p for p in range(len(other.columns)) if p != key]
    nothing = (None,) * len(other.columns)
    rows = tuple((*row, *(by_key.get(row[place], nothing)[p] for p in rest)) for row in one.rows)
    columns = (*one.columns, *(other.columns[p] for p in rest))
    names = [column.name.casefold() for column in columns]
    if len(set(names)) < len(names):
        return None
    own = 0 if is_both else len(one.columns)
    return Sheet(columns, rows, (*one.files, *(() if own else other.files)), own)


def _shared(one: Sheet, other: Sheet) -> list[tuple[int, int]]:
    """The columns of the same name of which the second has no value twice."""
    found = []
    for place, column in enumerate(one.columns):
        for key, of_other in enumerate(other.columns):
            if column.name.casefold() != of_other.name.casefold():
                continue
            values = other.values(key)
            is_key = len(set(map(str, values))) == len(other.rows)
            if is_key and {*one.values(place)} & {*values}:
                found.append((place, key))
    return found
