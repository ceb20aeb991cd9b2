"""The columns of a table: which are times, which are numbers, which name things."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.conversion import cell_text
from hocket.documents.profile.decimal_years import periods_in
from hocket.documents.profile.table import read_table
from hocket.prose.times import (
    MONTHS,
    QUARTERS,
    YEAR,
    Time,
    is_season,
    month_of,
    quarter,
    quarter_of,
    season_of,
    time_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MISSING = {"", "-", "--", "na", "n/a", "nan", "null", "none", "..", "...", ":", "?", "."}
REGULAR = 0.9
"""Share of the values of a column that must be of its kind."""
_YEARS = r"year|jahr|time|date|season|period|ann[ée]e|a[nñ]o\b|anno|jaar|^\W*$"
_CALLED_YEARS = r"years?|yr|jahr|ann[ée]e|a[nñ]o|anno|jaar"
CENTURY = 100
_NOTED = r"(.*\d\s?%?)\s*(?:\[[^\]]*\]|\([a-z]\)|[*†‡]+)"
"""A number with a note behind it."""
SIGNS = "%$€£"
MIN_YEARS = 3
MAX_ENTITY_CHARS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its fields as texts.

    ``numbers`` has the values of each column as numbers, None where one is missing; ``places`` the
    number of each row in the file, the first after the header being 1.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    decimal: str = "."
    places: tuple[int, ...] = ()

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows]

    def numbers(self, index: int) -> list[float | None]:
        return [number_of(text, self.decimal) for text in self.column(index)]


def table_of(name: str, content: bytes) -> Table | None:
    """The table in a file; None if it holds none.

    Raises:
        csv.Error: The table is damaged.
    """
    table = read_table(name, content)
    if table is None or len(table.names) < 2:  # noqa: PLR2004 - a time and a value
        return None
    rows = tuple(tuple(_field(cell) for cell in row) for row in table.rows)
    decimal = table.dialect.decimal
    return _long(Table(tuple(table.names), rows, decimal, tuple(range(1, len(rows) + 1))))


def _field(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, dict | list) else cell_text(cell).strip()


def _long(table: Table) -> Table:
    """The table with a row for each year where the years are columns of their own.

    Their names may say what is measured beside the year: ``gdp_1952``, ``1990 [YR1990]``.
    """
    measures: dict[str, dict[str, int]] = {}
    for index, name in enumerate(table.header):
        if (parts := _measure_and_year(name)) is not None:
            measures.setdefault(parts[0], {})[parts[1]] = index
    measures = {name: years for name, years in measures.items() if len(years) >= MIN_YEARS}
    if not measures:
        return table
    used = {index for years in measures.values() for index in years.values()}
    kept = [i for i in range(len(table.header)) if i not in used]
    every_year = sorted({year for years in measures.values() for year in years})
    rows = [
        (
            *[row[i] for i in kept],
            year,
            *[row[years[year]] if year in years else "" for years in measures.values()],
        )
        for row in table.rows
        for year in every_year
    ]
    header = (*[table.header[i] for i in kept], "year", *[name or "value" for name in measures])
    places = tuple(place for place in table.places for _ in every_year)
    return Table(header, tuple(rows), table.decimal, places)


def _measure_and_year(name: str) -> tuple[str, str] | None:
    """What a column measures and its year; None if its name has no year at its start or end.

    Examples:
        >>> _measure_and_year("gdp_1952"), _measure_and_year("1990 [YR1990]")
        (('gdp', '1952'), ('', '1990'))
        >>> _measure_and_year("founded") is None
        True
    """
    plain = re.sub(r"\s*\[YR\d{4}\]$", "", name.strip())
    between = r"[\s_.:-]*"
    for pattern in (
        rf"(?P<of>.*?){between}(?P<year>{YEAR})",
        rf"(?P<year>{YEAR}){between}(?P<of>.*)",
    ):
        match = re.fullmatch(pattern, plain)
        if match and not match["of"][-1:].isdigit():
            return match["of"], match["year"]
    return None


def number_of(text: str, decimal: str = ".") -> float | None:
    """The number that a field is; None if it is none.

    Examples:
        >>> number_of("1,234.5"), number_of("1.234,5", ","), number_of("12 %"), number_of("n/a")
        (1234.5, 1234.5, 12.0, None)
        >>> number_of("120*"), number_of("630 [495-801]")
        (120.0, 630.0)
    """
    noted = re.fullmatch(_NOTED, text.strip())
    text = noted[1] if noted else text
    text = re.sub(r"^[$€£]\s*|\s*[%$€£]$|[ \u00a0\u202f']", "", text.strip())
    if decimal == ",":
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not re.fullmatch(r"[-+\u2212]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text):
        return None
    return float(text.replace("\u2212", "-"))


def times_in(table: Table) -> tuple[list[Time | None], set[int]]:
    """The time of each row and the columns it stands in; no columns if the table has no times."""
    for index, name in enumerate(table.header):
        stated = [text for text in table.column(index) if text.lower() not in MISSING]
        if len(stated) == len(table.rows) and (periods := periods_in(stated)):
            of = quarter if periods.per_year == len(QUARTERS) else int
            return [(year, of(number), 0) for year, number in periods.of], {index}
        read = season_of if stated and all(map(is_season, stated)) else time_of
        times = [read(text) for text in stated]
        known = [time for time in times if time is not None]
        if len(known) < max(2, REGULAR * len(stated)):
            continue
        is_date = any(time[1] for time in known)
        part, months = (None, []) if is_date else _part_of_year(table)
        if part is None and len(set(known)) < 2:  # noqa: PLR2004
            continue
        if not is_date and not (re.search(_YEARS, name.lower()) or _counts_up(index, known)):
            continue
        every = [read(text) for text in table.column(index)]
        if part is None:
            return every, {index}
        dated = [(t[0], m, 0) if t and m else None for t, m in zip(every, months, strict=True)]
        return list(dated), {index, part}
    return [None] * len(table.rows), set()


def with_centuries(table: Table, first: int, last: int) -> Table:
    """The table with its years of two digits in the century of a period that is asked for.

    A column is one of years if it is called so and all of its values are years of the period.

    Examples:
        >>> table = Table(("year", "n"), (("98", "3"), ("99", "4"), ("00", "5")), places=(1, 2, 3))
        >>> with_centuries(table, 1998, 2000).column(0)
        ['1998', '1999', '2000']
        >>> with_centuries(table, 1998, 1999).column(0)
        ['98', '99', '00']
    """
    if not 0 < last - first < CENTURY:
        return table
    known = {f"{year % CENTURY:02}": str(year) for year in range(first, last + 1)}
    columns = [
        index
        for index, name in enumerate(table.header)
        if re.fullmatch(_CALLED_YEARS, name.strip(), re.IGNORECASE)
        and any(len(text) > 1 for text in table.column(index))  # 1 and 2 may be years of a course
        and known.keys() >= {text.zfill(2) for text in table.column(index)}
    ]
    if not columns or not table.rows:
        return table
    rows = tuple(
        tuple(known[text.zfill(2)] if n in columns else text for n, text in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _counts_up(index: int, years: Sequence[Time]) -> bool:
    """Whether the first column goes up or down by its years, so that no other number is meant."""
    steps = {(b > a) - (b < a) for a, b in pairwise(years)}
    return index == 0 and len(years) >= MIN_YEARS and len(steps) == 1 and 0 not in steps


def _part_of_year(table: Table) -> tuple[int | None, list[int]]:
    """The column of months or quarters beside that of years, with the month of each row."""
    for index, name in enumerate(table.header):
        kind = name.strip().lower()
        if kind in {"month", "monat", "mon"}:
            months = [month_of(text) for text in table.column(index)]
        elif kind in {"quarter", "quartal", "qtr", "q"}:
            numbers = [quarter_of(text) for text in table.column(index)]
            months = [quarter(number) if number else 0 for number in numbers]
        else:
            continue
        if len([m for m in months if m]) >= REGULAR * len(months):
            return index, months
    return None, []


def unit_sign(table: Table, index: int) -> str:
    """The sign of percent or money that stands beside the numbers of a column; empty without."""
    texts = [text.strip() for text in table.column(index) if text.lower() not in MISSING]
    signs = [text[-1] if text[-1:] in SIGNS else text[:1] for text in texts]
    usual = max(SIGNS, key=signs.count)
    return usual if texts and signs.count(usual) >= REGULAR * len(texts) else ""


def month_headers(table: Table) -> list[int]:
    """The columns that are months, of a table with a row for each year."""
    starts = {month[:3].lower() for month in MONTHS}
    columns = [i for i, n in enumerate(table.header) if re.fullmatch(r"[A-Za-z]{3,9}", n)]
    months = [
        i for i in columns if table.header[i][:3].lower() in starts and month_of(table.header[i])
    ]
    return months if len(months) == len(MONTHS) else []


def numeric(table: Table, besides: set[int]) -> list[int]:
    """The columns of numbers."""
    columns = []
    for index in range(len(table.header)):
        texts = [t for t in table.column(index) if t.lower() not in MISSING]
        numbers = [number_of(text, table.decimal) for text in texts]
        known = sum(1 for number in numbers if number is not None)
        if index not in besides and texts and known >= REGULAR * len(texts):
            columns.append(index)
    return columns


def _has_decimals(text: str) -> bool:
    """Whether a text is a number with decimals, as names never are."""
    return re.fullmatch(r"[-+]?\d+[.,]\d+", text) is not None


def naming(table: Table, besides: Sequence[int] | set[int]) -> list[int]:
    """The columns that name things, each of which comes several times, the best first."""
    columns = []
    for index in range(len(table.header)):
        names = [text for text in table.column(index) if text]
        count = len(set(names))
        short = all(len(text) <= MAX_ENTITY_CHARS for text in names)
        measured = sum(map(_has_decimals, names)) > len(names) / 2
        if index not in besides and names and short and not measured and 2 * count <= len(names):
            columns.append((-count, index))
    return [index for _, index in sorted(columns)]
