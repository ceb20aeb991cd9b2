r"""The names of the columns of a table that stand in a comment above it: ``# day<tab>rain``."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from hocket.documents.delimited import rows_of
from hocket.documents.profile.moments import read_moment
from hocket.documents.profile.values import is_missing, read_number

if TYPE_CHECKING:
    from hocket.documents.delimited import Dialect

FEWEST, LONGEST = 2, 40
"""Columns, and characters of the name of one."""
HEAD = 50
"""Rows that are looked at."""
_MARK = re.compile(r"\s*(?:#+|//|--(?=\s)|%+|;;|!)\s*")


def names_above(text: str, dialect: Dialect) -> tuple[str, ...]:
    r"""The names in the comment right above a table; none if it says something else.

    There have to be as many as the table has columns, and its first row must not be names as well.
    Tabs in a row stand for one, and a name can begin in the line before, where it is hyphenated.

    Args:
        text: The text of the file.
        dialect: The form of the table.

    Examples:
        >>> from hocket.documents.delimited import Dialect
        >>> names_above("# towns\n#town-\n#code\tname\nULM\tUlm\n", Dialect("\t", skip=3))
        ('town-code', 'name')
        >>> names_above("# of two towns\ntown;rain\nUlm;3\n", Dialect(";", skip=1))
        ()
    """
    if not dialect.skip:
        return ()
    lines = [line.rstrip("\r\n") for line in islice(io.StringIO(text, newline=""), dialect.skip)]
    mark = _MARK.match(lines[-1])
    rows = _head(text, dialect)
    if mark is None or not rows:
        return ()
    raw = lines[-1][mark.end() :].split(dialect.delimiter)
    is_spaced = dialect.delimiter != "\t" and any(part[:1].isspace() for part in raw[1:])
    parts = [part.strip() for part in raw]
    names = [part for part in parts if part] if dialect.delimiter == "\t" else parts
    if not _are_names(names, rows):
        return ()
    if is_spaced and not any(cell.strip() and _is_value(cell) for cell in rows[0]):
        return ()  # a sentence with a comma, perhaps, as in "# Contacts, private"
    before = lines[-2].strip() if len(lines) > 1 else ""
    begun = _MARK.match(before)
    start = before[begun.end() :] if begun else ""
    if start.endswith("-") and " " not in start:
        names[0] = f"{start}{names[0]}"
    return tuple(names)


def mark_above(text: str, dialect: Dialect) -> str:
    r"""What comments above a table begin with; empty without any.

    Examples:
        >>> from hocket.documents.delimited import Dialect
        >>> mark_above("# towns\na,b\n", Dialect(skip=1)), mark_above("T\na,b\n", Dialect(skip=1))
        ('#', '')
    """
    lines = islice(io.StringIO(text, newline=""), dialect.skip)
    marks = {mark[0].strip() for line in lines if (mark := _MARK.match(line))}
    return marks.pop() if len(marks) == 1 else ""


def _head(text: str, dialect: Dialect) -> list[list[str]]:
    try:
        return [row for row in islice(rows_of(text, dialect), HEAD) if any(map(str.strip, row))]
    except csv.Error:
        return []


def _are_names(names: list[str], rows: list[list[str]]) -> bool:
    """Whether these are the names of the columns, of which the first row has values."""
    widths = Counter(len(row) for row in rows)
    usual = {width for width, count in widths.items() if count * 20 >= len(rows)}
    if len(names) < FEWEST or not usual or len(names) != max(usual):
        return False
    if len({name.casefold() for name in names}) < len(names):
        return False
    if not all(0 < len(name) <= LONGEST and _is_word(name) for name in names):
        return False
    return not any(_is_named(place, rows) for place in range(len(names)))


def _is_word(text: str) -> bool:
    return any(char.isalpha() for char in text) and not _is_value(text)


def _is_named(place: int, rows: list[list[str]]) -> bool:
    """Whether a column has a word in the first row and values such as numbers below it."""
    first, *below = [row[place].strip() for row in rows if place < len(row)] or [""]
    filled = [text for text in below if text]
    return bool(filled) and _is_word(first) and all(map(_is_value, filled))


def _is_value(text: str) -> bool:
    number = read_number(text)
    is_number = number is not None and not number.unit.isalpha()
    return is_number or is_missing(text) or read_moment(text, day_first=True) is not None
