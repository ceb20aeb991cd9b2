"""Where a delimited table begins: after comments, titles and blank lines."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import islice

from hocket.documents.delimited import (
    DELIMITERS,
    SAMPLE_CHARS,
    SAMPLE_ROWS,
    Dialect,
    dialect_of,
    reader_of,
    stated_delimiter,
)

_COMMENT = re.compile(r"\s*(#|//|--\s|%|;;|!)")
_NUMBER = re.compile(r"[-+]?[\d.,]*\d")
WIDE = 3
"""From this many columns on, a row with one value is a title also if it has all delimiters."""


def located_dialect(text: str) -> Dialect:
    r"""The form of a table, also if comments or titles stand above it.

    Examples:
        >>> located_dialect("# made by hand\n\nOrt;Preis\nBonn;1,50\n")
        Dialect(delimiter=';', decimal=',', header=True, skip=2, padded=False, open_number='')
    """
    if stated_delimiter(text):
        return dialect_of(text)
    sample = text[:SAMPLE_CHARS]
    usual = dialect_of(text)
    skips = {delimiter: _skip(sample, delimiter) for delimiter in DELIMITERS}
    below_comments = _without(text, _comments(sample))
    of_rows = dialect_of(below_comments).delimiter if below_comments.strip() else usual.delimiter
    if of_rows == usual.delimiter and not skips[of_rows] and _parts(sample, usual):
        return usual
    for delimiter in sorted(DELIMITERS, key=lambda mark: mark != of_rows):
        skip = skips[delimiter]
        below = dialect_of(_without(text, skip))
        if skip and below.delimiter == delimiter:
            return replace(below, skip=skip)
    return usual


def _comments(sample: str) -> int:
    """Number of the comments at the beginning, which may have any marks in their sentences."""
    lines = sample.splitlines()
    return next((n for n, line in enumerate(lines) if not _COMMENT.match(line)), 0)


def _parts(sample: str, dialect: Dialect) -> bool:
    """Whether the first row has several columns."""
    rows = _numbered(sample, dialect.delimiter)
    return bool(rows) and len(rows[0][1]) > 1


def _without(text: str, count: int) -> str:
    """A text without its first lines."""
    lines = io.StringIO(text, newline="")
    for _ in range(count):
        lines.readline()
    return lines.read()


def _skip(sample: str, delimiter: str) -> int:
    """Number of lines before the table if it has this delimiter."""
    rows = _numbered(sample, delimiter)
    widths = [len(row) for _, row in rows if any(value.strip() for value in row[1:])]
    if not widths:
        return 0
    usual = max(sorted(set(widths), reverse=True), key=widths.count)
    for place, (line, row) in enumerate(rows):
        after = rows[place + 1][1] if place + 1 < len(rows) else []
        if row and not _is_leading(row, after, usual):
            return line
    return 0


def _is_leading(row: list[str], after: list[str], usual: int) -> bool:
    """Whether a row stands above the table: a comment or a title."""
    if _COMMENT.match(row[0]):
        names_columns = len(row) == usual == len(after) and not _COMMENT.match(after[0])
        return not (names_columns and any(map(_NUMBER.fullmatch, after)))
    filled = sum(1 for value in row if value.strip())
    if len(row) < usual:
        return filled <= max(1, (usual - 1) // 2)
    return filled <= 1 and usual >= WIDE


def _numbered(sample: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first rows, each with the number of lines before it."""
    reader = reader_of(io.StringIO(sample, newline=""), delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for row in islice(reader, SAMPLE_ROWS):
            rows.append((line, row))
            line = reader.line_num
    except csv.Error:
        return rows
    return rows
