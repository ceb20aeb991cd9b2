"""Delimited tables: where header and footer are, and the rows between them."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, deque
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from hocket.documents.delimited import Dialect, rows_of
from hocket.documents.profile.commented import mark_above, names_above
from hocket.documents.profile.leading import located_dialect
from hocket.documents.profile.moments import read_moment
from hocket.documents.profile.nouns import Table
from hocket.documents.profile.quantities import quantity_in
from hocket.documents.profile.subtotals import noted, subtotals_in
from hocket.documents.profile.values import MISSING_BESIDE, is_missing, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 200
TAIL = 20
FEW_ROWS = 4
NEAR = 0.01
"""How far the sum of a column may be from its total row, as a share."""

SUMMED = ("h", "g", "m", "l")
"""A unit of each kind of quantity that totals are of."""

_TOTAL = re.compile(
    r"(?i)\W*(grand total|sub-?total|totals?|sum|summe|gesamt|insgesamt|average|mean|all)\b"
)
_BEGUN = re.compile(r"^(?:#+|//|%+)\s+(?=[^\W\d])")
"""What makes a comment of the names of the columns, before the first of them."""
_SUMS = re.compile(r"(?i)\W*(average|mean)\b")


def read_delimited(text: str, most_cells: int) -> Table | None:
    """The table in a delimited text; None if it is none.

    Args:
        text: The text of the file.
        most_cells: About how many values to keep; the rows are then taken from everywhere.
    """
    dialect = located_dialect(text)
    names = names_above(text, dialect)
    dialect = replace(dialect, header=False) if names else dialect
    try:
        return _read(text, dialect, most_cells, names)
    except csv.Error:
        return None


def _read(text: str, dialect: Dialect, most_cells: int, named: tuple[str, ...]) -> Table | None:
    step = _step(text, dialect, most_cells)
    kept: list[tuple[int, list[str]]] = []
    tail: deque[tuple[int, list[str]]] = deque(maxlen=TAIL)
    count = 0
    comment = mark_above(text, dialect)
    for row in rows_of(text, dialect):
        is_comment = len(row) == 1 and bool(comment) and row[0].startswith(comment)
        if is_comment or not any(value.strip() for value in row):
            continue
        entry = (count, row)
        if count < HEAD or count % step == 0:
            kept.append(entry)
        tail.append(entry)
        count += 1
    if not kept:
        return None
    return _parted(kept, tail, count, dialect, named)


def _step(text: str, dialect: Dialect, most_cells: int) -> int:
    """Every how many rows one is kept."""
    head = list(islice(rows_of(text, dialect), HEAD))
    chars = sum(len(value) + 1 for row in head for value in row) + 1
    cells = len(text) / chars * sum(map(len, head))
    return max(1, math.ceil(cells / most_cells))


def _parted(
    kept: list[tuple[int, list[str]]],
    tail: Sequence[tuple[int, list[str]]],
    count: int,
    dialect: Dialect,
    named: tuple[str, ...],
) -> Table:
    rows = [row for _, row in kept]
    header_rows = _header_rows(rows, dialect)
    width = _width(rows[header_rows:] or rows)
    first = rows[:header_rows]
    width = max(width, *(_filled_width(row) for row in first), 1)
    width = max(width, len(named))
    names = list(_fitted([*named], width)) if named else _names(first, width)
    body = [entry for entry in kept[header_rows:] if not first or entry[1] != first[0]]
    repeated = len(kept) - header_rows - len(body)
    footer = _footer([row for i, row in tail if i >= header_rows], width, body, count)
    rows = [_fitted(row, width) for i, row in body if i < count - footer]
    summing = subtotals_in(rows) if len(kept) == count else []
    left_out = [rows[place] for place in summing]
    rows = [row for place, row in enumerate(rows) if place not in {*summing}]
    wanted = [i for i in range(width) if _is_wanted(i, first, rows)]
    notes = [dialect.guess] if dialect.guess else []
    if repeated:
        notes.append(f"its header is repeated {repeated} times")
    if longer := sum(1 for _, row in body if _filled_width(row) > width):
        notes.append(f"{longer} rows have more than {width} fields; the others are left out")
    if footer:
        last = next(value for value in tail[-footer][1] if value.strip())
        rest = "its last row is" if footer == 1 else f"its last {footer} rows are"
        notes.append(f"{rest} no data: {last.strip()[:60]!r}")
    if left_out:
        label = next(cell.strip() for cell in left_out[0] if cell.strip())
        notes.append(noted(len(left_out), label[:60]))
    if totals := sum(1 for row in rows if _TOTAL.fullmatch(row[0])):
        notes.append(f"{totals} rows may be totals of others")
    return Table(
        names=_unique([names[i] for i in wanted]),
        rows=rows if len(wanted) == width else [[row[i] for i in wanted] for row in rows],
        total=count - header_rows - footer - repeated - len(left_out),
        dialect=replace(dialect, header=header_rows > 0),
        header_rows=header_rows,
        footer_rows=footer,
        notes=tuple(notes),
    )


def _is_wanted(place: int, header: list[list[str]], rows: list[list[str]]) -> bool:
    """Whether a column has a name or a value."""
    named = any(place < len(row) and row[place].strip() for row in header)
    return named or not rows or any(row[place].strip() for row in rows)


def _width(rows: list[list[str]]) -> int:
    widths = Counter(_filled_width(row) for row in rows)
    most = max(widths.values())
    # The widest that is usual: rows may end with empty fields that are not written.
    return max(width for width, n in widths.items() if n * 20 >= most)


def _filled_width(row: list[str]) -> int:
    return max((i + 1 for i, value in enumerate(row) if value.strip()), default=0)


def _fitted(row: list[str], width: int) -> list[str]:
    return row[:width] + [""] * (width - len(row))


def _header_rows(rows: list[list[str]], dialect: Dialect) -> int:
    if not dialect.header or len(rows) < 1:
        return 0
    if _is_data(rows):
        return 0
    return 2 if _has_second_header(rows) else 1


def _is_data(rows: list[list[str]]) -> bool:
    """Whether the values of the first row recur below it, so that they are no names."""
    first = rows[0]
    below = [row for row in rows[1:HEAD] if row != first]
    if len(below) < FEW_ROWS or len(first) < 2:  # noqa: PLR2004 - one column says little
        return False
    recurring = sum(
        1
        for i, value in enumerate(first)
        if value.strip() and any(i < len(row) and row[i] == value for row in below)
    )
    return recurring * 2 >= len(first)


def _has_second_header(rows: list[list[str]]) -> bool:
    """Whether the second row has names or units too: words where numbers follow."""
    if len(rows) < FEW_ROWS:
        return False
    first, second, below = rows[0], rows[1], rows[2:HEAD]
    if any(_is_value(value) for value in second if value.strip()):
        return False
    typed = [
        i for i in range(len(second)) if _share_of_values([row[i] for row in below if i < len(row)])
    ]
    words = [i for i in typed if not is_missing(second[i].strip())]
    has_gaps = any(not value.strip() for value in first) or len(set(first)) < len(first)
    return bool(words) and len(words) * 5 >= len(typed) * (3 if has_gaps else 4)


def _share_of_values(values: list[str]) -> bool:
    filled = [value for value in values if value.strip()]
    return bool(filled) and sum(map(_is_value, filled)) * 5 >= len(filled) * 4


def _is_value(text: str) -> bool:
    text = text.strip()
    if is_missing(text) or text in MISSING_BESIDE:
        return True
    number = read_number(text)
    return (number is not None and not number.unit.isalpha()) or bool(
        read_moment(text, day_first=True)
    )


def _names(header: list[list[str]], width: int) -> list[str]:
    if not header:
        return [""] * width
    rows = [_fitted(row, width) for row in header]
    rows[0][0] = _BEGUN.sub("", rows[0][0])
    if len(rows) == 1:
        return rows[0]
    above = ""
    names = []
    for upper, lower in zip(*rows, strict=True):
        above = upper.strip() or (above if lower.strip() else "")
        names.append(" ".join(part for part in (above, lower.strip()) if part))
    return names


def _unique(names: list[str]) -> tuple[str, ...]:
    """The names with their surrounding blanks, none empty and none twice."""
    taken: set[str] = {name.strip() for name in names if name.strip()}
    used: set[str] = set()
    numbers: dict[str, int] = {}
    result = []
    for place, name in enumerate(names, 1):
        wanted = " ".join(name.split("\n")) if name.strip() else f"column{place}"
        free, number = wanted, numbers.get(wanted, 1)
        while free.strip() in used or (free.strip() in taken and free != wanted):
            number += 1
            free = f"{wanted.strip()}_{number}"
        numbers[wanted] = number
        used.add(free.strip())
        result.append(free)
    return tuple(result)


def _footer(
    tail: list[list[str]], width: int, body: list[tuple[int, list[str]]], count: int
) -> int:
    """Number of rows at the end that are no data: notes, sources and totals."""
    if width < 2 or len(body) < 2:  # noqa: PLR2004 - a note could be a value
        return 0
    footer = 0
    for row in reversed(tail):
        filled = sum(1 for value in row if value.strip())
        is_note = filled == 1 and bool(row[0].strip()) and not _is_value(row[0])
        is_note = is_note and (width > 2 or len(row) == 1)  # noqa: PLR2004 - one of two
        if not is_note:
            break
        footer += 1
    if footer == len(tail):
        return 0
    above = [row for i, row in body if i < count - footer - 1]
    return footer + (1 if _is_total(tail[-1 - footer], above) else 0)


def _is_total(row: list[str], above: list[list[str]]) -> bool:
    """Whether a row sums up those above it."""
    label = next((value.strip() for value in row if value.strip()), "")
    if not _TOTAL.match(label) or not above:
        return False
    proofs = 0
    for place, value in enumerate(row):
        amount = _amount(value.strip())
        if amount is None:
            continue
        parts = [_amount(other[place].strip()) for other in above if place < len(other)]
        values = [part for part in parts if part is not None]
        total = sum(values) / (len(values) if _SUMS.match(label) and values else 1)
        if abs(total - amount) <= NEAR * abs(total):
            proofs += 1
    blanks = sum(1 for value in row[1:] if not value.strip())
    return proofs > 0 or blanks * 2 > len(row)


def _amount(text: str) -> float | None:
    """What a text counts in a sum: a quantity in one unit of its kind, else its number."""
    number = read_number(text)
    if number is not None and not number.unit:
        return number.value
    measured = (quantity_in(text, unit, short=True) for unit in SUMMED)
    known = next((value for value in measured if value is not None), None)
    return known if known is not None or number is None else number.value
