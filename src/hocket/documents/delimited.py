r"""Tables in text: which delimiter, decimal mark and header a file has, and its rows.

Spreadsheets write ``;`` and a decimal comma in much of the world, a first line ``sep=;``, and line
breaks within quotes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable, Iterator

DELIMITERS = ("\t", ";", "|", ",")
"""In order of preference: a comma also stands within numbers and sentences."""

NAMES = {"\t": "a tab", ";": "';'", "|": "'|'", ",": "','"}
TABLES = (".csv", ".tsv", ".tab", ".psv")
SAMPLE_CHARS = 1 << 16
SAMPLE_ROWS = 200
REGULAR = 0.9
"""Share of rows that must have the same number of fields."""

# Compiled when they are first used, as most runs read no such table.
_SEP = r"(?i)sep=(.)\r?\n"
_COMMA = r"[-+]?(\d{1,3}([.' \u00a0\u202f]\d{3})+|\d+),\d+ ?[%€$£]?"
_DOTTED = r"[-+]?[1-9]\d{0,2}(\.\d{3})+ ?[%€$£]?"
FEW_DOTTED, FEW_WHOLE = 4, 2
_POINT = r"[-+]?(\d{1,3}([,' \u00a0\u202f]\d{3})+|\d+)\.\d+ ?[%€$£]?"
_THOUSANDS = r"[-+]?[1-9]\d{0,2}(,\d{3})+ ?[%€$£]?"
_VALUE = r"[-+]?[\d.,' \u00a0]*\d ?[%€$£]?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*"
_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
NUMBERED = 3
"""Columns that are numbered in the header."""
_YEAR = r"(1[89]|20|21)\d\d"
_ESCAPED = r'(?m)(?:^|[,;|\t]) *"(?:[^"\\\n]|\\.)*\\"[^"\s,;|]'
"""A quote behind a backslash within a field in quotes; a folder ``"C:\\x\\"`` ends with one."""


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""The form of a table in text.

    Attributes:
        delimiter: The character between fields.
        decimal: The decimal mark of its numbers.
        header: Whether the first row has the names of the columns.
        skip: Number of lines before the table, such as ``sep=;`` or a title.
        padded: Whether spaces stand between a delimiter and an opening quote, as in ``1, "a"``.
        open_number: One of its numbers if all of them could be decimals as well as thousands.
        escapes: Whether a backslash stands before quotes within a field, as in ``"a \"b\""``.
    """

    delimiter: str = ","
    decimal: Literal[".", ","] = "."
    header: bool = True
    skip: int = 0
    padded: bool = False
    open_number: str = ""
    escapes: bool = field(default=False, repr=False)

    @property
    def guess(self) -> str:
        """How numbers are read that could be read in two ways; empty if there are none.

        Examples:
            >>> Dialect(";", ",", open_number="84.312").guess
            "numbers such as '84.312' are read as thousands (a guess)"
        """
        if not self.open_number:
            return ""
        kind = "decimals" if self.decimal in self.open_number else "thousands"
        return f"numbers such as {self.open_number!r} are read as {kind} (a guess)"

    @property
    def is_plain(self) -> bool:
        """Whether ``csv.DictReader`` reads it without options."""
        return self == Dialect()

    def described(self) -> str:
        """What differs from a plain CSV file, in words; empty if nothing does.

        Examples:
            >>> Dialect(";", ",", header=False).described()
            "columns separated by ';', decimal commas, no header"
        """
        parts = [f"columns separated by {NAMES[self.delimiter]}"] if self.delimiter != "," else []
        parts += ["spaces before quotes"] if self.padded else []
        parts += ["backslashes before quotes"] if self.escapes else []
        parts += ["decimal commas"] if self.decimal == "," else []
        parts += ["no header"] if not self.header else []
        lines = "the first line" if self.skip == 1 else f"the first {self.skip} lines"
        parts += [f"{lines} to skip"] if self.skip else []
        parts += [self.guess] if self.guess else []
        return ", ".join(parts)

    def reading(self, name: str, encoding: str) -> str:
        """How a Python program reads it.

        Examples:
            >>> print(Dialect(";", ",").reading("a.csv", "cp1252"))
            with open("a.csv", encoding="cp1252", newline="") as file:
                rows = list(csv.DictReader(file, delimiter=";"))
            number = float("".join(text.split()).replace(".", "").replace(",", "."))
        """
        named = f', encoding="{encoding}"' if encoding != "utf-8" else ""
        delimiter = f", delimiter={_quoted(self.delimiter)}" if self.delimiter != "," else ""
        delimiter += ", skipinitialspace=True" if self.padded else ""
        delimiter += ', escapechar="\\\\"' if self.escapes else ""
        reader = "DictReader" if self.header else "reader"
        lines = [f'with open({_quoted(name)}{named}, newline="") as file:']
        lines += ["    next(file)"] * self.skip
        lines.append(f"    rows = list(csv.{reader}(file{delimiter}))")
        if self.decimal == ",":
            lines.append('number = float("".join(text.split()).replace(".", "").replace(",", "."))')
        return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def is_table(name: str) -> bool:
    """Whether a file is a table by its name."""
    return name.lower().endswith(TABLES)


def stated_delimiter(text: str) -> re.Match[str] | None:
    """The line ``sep=;`` at the beginning of a table, with its delimiter; None if it has none."""
    stated = re.match(_SEP, text)
    return stated if stated and stated[1] in NAMES else None


def dialect_of(text: str) -> Dialect:
    r"""The form of a table.

    Examples:
        >>> dialect_of("Ort;Preis\nBonn;1,50\n")
        Dialect(delimiter=';', decimal=',', header=True, skip=0, padded=False, open_number='')
        >>> dialect_of("sep=|\na|b\n1|2\n").skip
        1
        >>> dialect_of('a, b\n1, "x"\n').described()
        'spaces before quotes'
    """
    sample = text[:SAMPLE_CHARS]
    escapes = re.search(_ESCAPED, sample) is not None
    if stated := stated_delimiter(text):
        return _with_values(text[stated.end() :], stated[1], skip=1, escapes=escapes)
    rows = {d: _sample_rows(sample, d, escapes=escapes) for d in DELIMITERS}
    regular = {d: width for d in DELIMITERS if (width := _regular_width(rows[d])) > 1}
    for delimiter, width in regular.items():
        if len(rows[delimiter][0]) == width:
            return _with_values(text, delimiter, escapes=escapes)
    usual = max(reversed(DELIMITERS), key=sample.partition("\n")[0].count)
    return _with_values(text, next(iter(regular), usual), escapes=escapes)


def reader_of(
    lines: Iterable[str], delimiter: str, *, strips: bool = True, escapes: bool = False
) -> Reader:
    """Reads rows as Python's ``csv`` does.

    Args:
        lines: The lines of a table.
        delimiter: What stands between its fields.
        strips: Whether blanks before fields are left out.
        escapes: Whether a backslash stands before quotes within a field.
    """
    escape = "\\" if escapes else None
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=strips, escapechar=escape)


def rows_of(text: str, dialect: Dialect) -> Iterator[list[str]]:
    """The rows of a table with their fields, its header included; empty lines are left out."""
    lines = io.StringIO(text, newline="")
    for _ in range(dialect.skip):
        lines.readline()
    for row in reader_of(lines, dialect.delimiter, escapes=dialect.escapes):
        if row:
            yield row


def first_rows(text: str, dialect: Dialect, count: int) -> str:
    r"""The text of the first rows, whole also where a field has several lines.

    Examples:
        >>> first_rows('a,b\n"1\n2",3\n4,5\n', Dialect(), 2)
        'a,b\n"1\n2",3\n'
    """
    lines = list(islice(io.StringIO(text, newline=""), SAMPLE_CHARS))
    reader = reader_of(lines[dialect.skip :], dialect.delimiter, escapes=dialect.escapes)
    try:
        for _ in islice(reader, count):
            pass
    except csv.Error:
        return "".join(lines[: dialect.skip + count])
    return "".join(lines[: dialect.skip + reader.line_num])


def row_count(text: str, dialect: Dialect) -> int:
    """Number of rows, its header included; of lines if it is no valid table."""
    try:
        return sum(1 for _ in rows_of(text, dialect))
    except csv.Error:
        return len(text.splitlines())


def _regular_width(rows: list[list[str]]) -> int:
    """The number of fields that nearly all rows have; 0 if there is no such number."""
    if not any(value.strip() for row in rows for value in row[1:]):
        return 0  # it only ends the lines
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count)
    return usual if widths.count(usual) >= REGULAR * len(widths) else 0


def _sample_rows(
    text: str, delimiter: str, *, strips: bool = True, escapes: bool = False
) -> list[list[str]]:
    try:
        lines = io.StringIO(text, newline="")
        reader = reader_of(lines, delimiter, strips=strips, escapes=escapes)
        rows = list(islice(reader, SAMPLE_ROWS))
    except csv.Error:
        return []
    if len(text) >= SAMPLE_CHARS and len(rows) > 1:
        rows.pop()  # the sample may end within it
    return [row for row in rows if row]


def _with_values(text: str, delimiter: str, skip: int = 0, *, escapes: bool = False) -> Dialect:
    rows = _sample_rows(text[:SAMPLE_CHARS], delimiter, escapes=escapes)
    decimal, open_number = _decimal_of(rows, delimiter)
    first = [value.strip() for value in rows[0]] if rows else []
    data = [value for value in first if re.fullmatch(_VALUE, value)]
    is_named = bool(data) and data[0] != first[0]
    header = not data or (is_named and (_are_times(rows, data) or _are_numbered(rows, data)))
    as_written = _sample_rows(text[:SAMPLE_CHARS], delimiter, strips=False, escapes=escapes)
    padded = any(
        value[:1] == " " and value.lstrip(" ")[:1] == '"' for r in as_written for value in r
    )
    return Dialect(delimiter, decimal, header, skip, padded, open_number, escapes)


def _are_times(rows: list[list[str]], data: list[str]) -> bool:
    """Whether values of the first row are years, or days above columns of no days."""
    if all(re.fullmatch(_YEAR, value) for value in data):
        return True
    places = [place for place, value in enumerate(rows[0]) if value.strip() in data]
    below = [row[place].strip() for row in rows[1:] for place in places if place < len(row)]
    are_days = len({*data}) == len(data) and all(re.fullmatch(_DAY, value) for value in data)
    return are_days and bool(below) and not any(re.fullmatch(_DAY, value) for value in below)


def _are_numbered(rows: list[list[str]], data: list[str]) -> bool:
    """Whether all but the first value of the first row count up by one, and no other row does."""
    if len(data) < NUMBERED or len(data) + 1 != len(rows[0]):
        return False
    return _counts_up(rows[0]) and not any(map(_counts_up, rows[1:]))


def _counts_up(row: list[str]) -> bool:
    values = [value.strip() for value in row[1:]]
    if not all(value.isdecimal() for value in values):
        return False
    numbers = [*map(int, values)]
    return numbers == [*range(numbers[0], numbers[0] + len(numbers))] if numbers else False


def _decimal_of(rows: list[list[str]], delimiter: str) -> tuple[Literal[".", ","], str]:
    """(the decimal mark of the numbers, one of them if each could be read in two ways)."""
    values = [value.strip() for row in rows for value in row]
    pointed, parted = _marked(values, _POINT, _DOTTED), _marked(values, _COMMA, _THOUSANDS)
    point = pointed.decimal + parted.thousands
    comma = parted.decimal + pointed.thousands
    if point or comma or delimiter == ",":
        return ("," if comma > point else "."), ""
    if len(parted.open) > len(pointed.open):
        return ("." if _beside_whole(parted.open, rows) else ","), parted.open[0]
    if _beside_whole(pointed.open, rows):
        return ",", pointed.open[0]
    # Shares and measures are often below ten; of thousands not all are.
    are_thousands = (
        delimiter == ";"
        and len(pointed.open) >= FEW_DOTTED
        and any(number.lstrip("+-").find(".") > 1 for number in pointed.open)
    )
    return ("," if are_thousands else "."), next(iter(pointed.open), "")


def _beside_whole(numbers: list[str], rows: list[list[str]]) -> bool:
    """Whether a column has such numbers and whole ones below 1000: thousands, then.

    Decimals with three places have them in each row.
    """
    if len(numbers) < FEW_DOTTED:
        return False
    doubtful = set(numbers)
    for column in zip_longest(*rows, fillvalue=""):
        stripped = [value.strip() for value in column]
        whole = sum(1 for value in stripped if re.fullmatch(r"[-+]?[1-9]\d{0,2}", value))
        if whole >= FEW_WHOLE and any(value in doubtful for value in stripped):
            return True
    return False


class _Marked(NamedTuple):
    """The numbers with one mark: how many must be decimals, how many thousands, and the others."""

    decimal: int
    thousands: int
    open: list[str]


def _marked(values: list[str], decimal: str, thousands: str) -> _Marked:
    grouped = [value for value in values if re.fullmatch(thousands, value)]
    fractions = {value for value in values if re.fullmatch(decimal, value)}
    in_doubt = [value for value in grouped if value in fractions]
    sure = sum(1 for value in values if value in fractions) - len(in_doubt)
    return _Marked(sure, len(grouped) - len(in_doubt), in_doubt)
