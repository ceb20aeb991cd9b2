"""A converted table read again beside its source, by other rules than those that made it.

Each value is looked for in the cells of the source as they are written: its digits, the numbers of
its date, its words. Each row and each figure has to be there once.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from hocket.documents.encoding import decoded
from hocket.documents.units import is_known_unit, value_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Rows = list[list[str]]

FEWEST = 2
"""Rows of a table at least: one may be anything."""
NEAR = 5
MOST_LOOKED_AT = 30_000
"""Rows or figures that are compared; more take long, and what is that large stays unconfirmed."""
FAR = 30
"""By what factor figures of one column differ at most; a thousandth is farther."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TOTAL = re.compile(
    r"(?i)\W*(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|gesamt|summe|averages?|avg|means?|all)\b.*"
)
_NUMBER = re.compile(r"\d+(?:[.,'\u2019 \u00a0\u202f]\d+)*")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_ISO = re.compile(r"\d{4}-(?:\d\d(?:-\d\d(?:[ T]\d\d:\d\d)?)?|Q[1-4])")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_DATED = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"[ ,\d]*\d{4}"
)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\u00b0 ?[CF]|[A-Za-z]+)?\.?\s*")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_NEXT = {"h": "min", "hr": "min", "hour": "min", "hours": "min", "m": "cm"}
"""The unit of a number without one, by that of the number before it."""
_YES, _NO = frozenset({"yes", "y", "true", "ja", "1"}), frozenset({"no", "n", "false", "nein", "0"})
_OPEN = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\u2019 \u00a0\u202f]\d{3})+")


def retraced(source: bytes, result: bytes) -> int:
    r"""How many values of a table were found in its source, all of them; 0 if that is not certain.

    Args:
        source: The bytes of a delimited table.
        result: Those of the table that it was converted to, with commas, semicolons or tabs.

    Examples:
        >>> raw, made = b"Day;Kg\n3.5.2024;1,5 kg\n14.5.2024;2\n", b"day,kg\n2024-05-03,1.5\n"
        >>> [retraced(raw, made + last) for last in (b"2024-05-14,2\n", b"2024-05-14,20\n")]
        [4, 0]
    """
    given, made = _rows(source), _rows(result)
    if len(given) <= FEWEST or len(made) <= FEWEST:
        return 0
    head, *body = given
    body = [row for row in body if row != head and not _TOTAL.fullmatch(_first(row))]
    names, *lines = made
    if len(lines) == len(body) and len(names) <= len(head):
        found = _row_by_row(head, body, names, lines)
    else:
        found = _figure_by_figure(head, body, lines)
    return len(lines) * len(names) if found else 0


def cuts_open_marks(source: bytes, result: bytes) -> bool:
    r"""Whether numbers whose mark may part thousands lost what is behind it.

    Args:
        source: The bytes of a delimited table.
        result: Those of the table that it was converted to.

    Examples:
        >>> raw = b"shop,sales\na,1.234\nb,945\n"
        >>> [cuts_open_marks(raw, b"shop,sales\na,%s\nb,945\n" % n) for n in (b"1", b"1234")]
        [True, False]
    """
    given, made = _rows(source), _rows(result)
    if not given or not made:
        return False
    places = {name.casefold(): place for place, name in enumerate(made[0])}
    for column, name in enumerate(given[0]):
        place = places.get(name.casefold())
        if place is None:
            continue
        opened = [row[column] for row in given[1:] if _OPEN.fullmatch(row[column])]
        found = {row[place] for row in made[1:]}
        if any({text, text.replace(".", "")}.isdisjoint(found) for text in opened):
            return all(re.fullmatch(r"-?\d*", cell) for cell in found)
    return False


def _rows(content: bytes) -> Rows:
    text = decoded(content)
    if text is None or not text.text.strip():
        return []
    first = text.text.lstrip().partition("\n")[0]
    mark = max(";\t,", key=first.count)
    rows = list(csv.reader(io.StringIO(text.text, newline=""), delimiter=mark))
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, filled), default=0)
    return [row + [""] * (width - len(row)) for row in filled]


def _first(row: Sequence[str]) -> str:
    return next(filter(None, row), "")


def _unit_in(name: str) -> str:
    """The unit that the name of a column has; empty if none."""
    words = re.findall(r"[^\W\d_]{2,}", name.casefold())
    return next((word for word in words if is_known_unit(word) and word != "in"), "")


def _quantity(text: str, unit: str) -> float | None:
    """What a quantity in other units says in a unit; None if that is not certain.

    Examples:
        >>> _quantity("1h20", "min"), _quantity("1,5 kg", "g"), _quantity("1:05", "min")
        (80.0, 1500.0, 65.0)
    """
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[1]) * 60 + int(clock[2])
        return value_in(minutes, "min", unit)
    parts = _PART.findall(text)
    if not unit or not parts or _PART.sub("", text).strip(" -\u2212"):
        return None
    sign = -1 if text[0] in "-\u2212" else 1
    total, before = 0.0, ""
    for number, own in parts:
        before = own.replace(" ", "") or _NEXT.get(before.casefold(), "")
        known = value_in(sign * float(number.replace(",", ".")), before, unit)
        if known is None:
            return None
        total += known
    return round(total, 9)


def _row_by_row(head: list[str], body: Rows, names: list[str], lines: Rows) -> bool:
    """Whether each line is a row of the source, and each column one column of it."""
    units = [_unit_in(name) for name in names]
    pairs = _paired(body, lines, units)
    if pairs is None:
        return False
    fitting = [
        [column for column in range(len(head)) if _is_column(pairs, place, column, units[place])]
        for place in range(len(names))
    ]
    taken: set[int] = set()
    nameless = []
    for name, fits in zip(names, fitting, strict=True):
        called = [c for c in fits if c not in taken and _words(name) & _words(head[c])]
        if called and [one.casefold() for one in head].count(head[called[0]].casefold()) > 1:
            return False  # two columns have one name
        taken |= {*called[:1]}
        nameless += [] if called else [fits]
    for fits in nameless:  # the only one of its kind that is left is meant
        left = [column for column in range(len(head)) if column not in taken]
        alike = [column for column in left if fits and _are_alike(body, fits[0], column)]
        if len(alike) != 1 or alike[0] not in fits:
            return False
        taken |= {*alike}
    return True


def _paired(
    body: Rows, lines: Rows, units: Sequence[str]
) -> list[tuple[list[str], list[str]]] | None:
    """Each line with the row that has all of its values; None if one has none that is free."""
    left = list(body)
    pairs = []
    looked_at = 0
    for line in lines:
        cells = list(zip(line, units, strict=True))
        for row in left:
            looked_at += 1
            if looked_at > MOST_LOOKED_AT:
                return None
            if all(_is_in(cell, row, unit) for cell, unit in cells):
                break
        else:
            return None
        left.remove(row)
        pairs.append((row, line))
    return pairs


def _is_in(cell: str, row: Sequence[str], unit: str = "") -> bool:
    return any(_is_same(cell, other, unit) for other in row)


def _is_column(
    pairs: Sequence[tuple[list[str], list[str]]], place: int, column: int, unit: str
) -> bool:
    """Whether a column of the lines is one of the rows, and open marks are read by their sizes."""
    cells = [(line[place], row[column]) for row, line in pairs]
    if not all(_is_same(cell, other, unit) for cell, other in cells):
        return False
    if not _are_days_sure(cells) or (not unit and _are_of_several_units(cells)):
        return False
    if not _are_alike_in_size(cells):
        return False
    figures = [(float(c), o) for c, o in cells if c and _PLAIN.fullmatch(c)]
    sure = [abs(n) for n, other in figures if not _GROUPED.fullmatch(_digits(other)) and n]
    opened = [abs(n) for n, other in figures if _GROUPED.fullmatch(_digits(other)) and n]
    usual = median(sure) if sure else 0
    return not opened or (usual > 0 and all(usual / FAR < n < usual * FAR for n in opened))


def _are_days_sure(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether no day could be a month: by the mark, by a name, or by a day beyond the twelfth."""
    for mark in "/-":
        numbers = [re.fullmatch(rf"(\d\d?){mark}(\d\d?){mark}\d{{4}}", other) for _, other in cells]
        known = [(int(m[1]), int(m[2])) for m in numbers if m]
        if known and not any(max(pair) > len(_MONTHS) for pair in known):
            return False
    return True


def _digits(text: str) -> str:
    match = _NUMBER.search(text)
    return match[0] if match else ""


def _are_of_several_units(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether numbers are of several units, of which nobody says which is wanted."""
    units = {unit for _, other in cells for unit in re.findall(r"[A-Za-z]+", other)}
    known = [unit for unit in units if is_known_unit(unit)]
    are_figures = all(_PLAIN.fullmatch(cell) for cell, _ in cells if cell)
    return are_figures and any(value_in(1, unit, known[0]) != 1 for unit in known)


def _are_alike_in_size(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether numbers without a unit are as large as those beside them that have one."""
    sizes: dict[bool, list[float]] = {True: [], False: []}
    for cell, other in cells:
        units = [unit for unit in re.findall(r"[A-Za-z]+", other) if is_known_unit(unit)]
        if _PLAIN.fullmatch(cell) and float(cell) and ":" not in other:
            sizes[bool(units)].append(abs(float(cell)))
    known, bare = sizes[True], sizes[False]
    return not known or all(min(known) / NEAR <= n <= max(known) * NEAR for n in bare)


def _are_alike(body: Rows, one: int, other: int) -> bool:
    """Whether two columns hold the same kind of values."""
    return _kind(body, one) == _kind(body, other)


def _kind(body: Rows, column: int) -> str:
    """What most values of a column are: dates, other values with digits, or texts."""
    kinds = Counter(
        "date" if _DATED.search(row[column]) else "figure" if _DIGIT.search(row[column]) else "text"
        for row in body
        if row[column]
    )
    return kinds.most_common(1)[0][0] if kinds else ""


def _words(name: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in re.findall(r"[^\W\d_]{2,}", name)}


def _is_same(cell: str, other: str, unit: str = "") -> bool:
    """Whether a value is what a cell of the source says."""
    if not cell or not other:
        return cell == other or (not cell and other in {"-", "n/a", "N/A", "?", "\u2013"})
    if " ".join(cell.split()).casefold() == " ".join(other.split()).casefold():
        return True
    if _ISO.fullmatch(cell):
        return _is_moment(cell, [other])
    if cell.casefold() in _YES | _NO and other.casefold() in _YES | _NO:
        return (cell.casefold() in _YES) == (other.casefold() in _YES)
    return _PLAIN.fullmatch(cell) is not None and _is_figure_of(cell, other, unit)


def _is_figure_of(cell: str, other: str, unit: str) -> bool:
    """Whether a number is that of a text, in a unit where the text says another."""
    quantity = _quantity(other, unit) if unit and not _GROUPED.search(other) else None
    if quantity is not None:
        return _is_near(cell, quantity)
    is_clock = _CLOCK.fullmatch(other) is not None
    return not is_clock and any(_is_near(cell, number) for number in _readings(other))


def _is_near(cell: str, number: float) -> bool:
    """Whether a number is the one of a cell, to the decimals that it has."""
    decimals = len(cell.partition(".")[2])
    off = abs(float(cell) - number)
    return off <= 0.5 * 10**-decimals + 1e-9 if decimals else off == 0


def _readings(text: str) -> Iterator[float]:
    """The numbers that a text with one number can be."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return
    digits = re.sub(r"['\u2019 \u00a0\u202f]", "", found[0])
    is_less = re.search(rf"[-\u2212(] ?\D?{re.escape(found[0][0])}", text) is not None
    sign = -1 if is_less else 1
    if _GROUPED.fullmatch(found[0]):
        yield sign * float(re.sub(r"\D", "", digits))
    mark = max(digits.rfind("."), digits.rfind(","))
    whole, rest = (digits[:mark], digits[mark + 1 :]) if mark >= 0 else (digits, "")
    yield sign * float(f"{re.sub(r'[.,]', '', whole)}.{rest or 0}")


def _is_moment(cell: str, sources: Sequence[str]) -> bool:
    """Whether the numbers of a date or time are those of texts together."""
    own = Counter(int(text) for text in re.findall(r"\d+", cell))
    numbers: Counter[int] = Counter()
    for text in sources:
        for token in _TOKEN.findall(text):
            month = token[:3].casefold()
            if token.isdecimal():
                numbers[int(token)] += 1
            elif month in _MONTHS:
                numbers[_MONTHS.index(month) + 1] += 1
    numbers[0] = own[0] = 0
    return +own == +numbers


def _figure_by_figure(head: list[str], body: Rows, lines: Rows) -> bool:
    """Whether each line is one figure of a grid, with the labels of its row and its column."""
    columns = [p for p, name in enumerate(head) if not _TOTAL.fullmatch(name)]
    open_cells = {
        (place, column): cell
        for place, row in enumerate(body)
        for column in columns
        if (cell := row[column])
    }
    labels: set[int] = set()
    looked_at = 0
    for *told, value in lines:
        if not value:
            continue
        for place, cell in open_cells.items():
            looked_at += 1
            if looked_at > MOST_LOOKED_AT:
                return False
            if _is_same(value, cell) and _is_told(told, body[place[0]], head, place[1]):
                break
        else:
            return False
        del open_cells[place]
        labels.add(place[1])
    are_used = all(column not in labels for _, column in open_cells)
    of_time = {_is_of_time(head[column]) for column in labels}
    others = [p for p in columns if p not in labels]
    are_rest = all(not _is_figure(body, column) for column in others[1:])
    return are_used and len(of_time) == 1 and are_rest


def _is_of_time(name: str) -> bool:
    """Whether a column is called by a month or a number, as Jan and 1998; a target is not."""
    return name[:3].casefold() in _MONTHS or _DIGIT.search(name) is not None


def _is_told(told: Sequence[str], row: Sequence[str], head: Sequence[str], column: int) -> bool:
    """Whether what a line says besides its figure are the labels of a row and a column."""
    if len(told) == 1:
        return _ISO.fullmatch(told[0]) is not None and _is_moment(told[0], [row[0], head[column]])
    names = [cell for cell in told if cell.casefold() == head[column].casefold()]
    rest = [cell for cell in told if cell not in names]
    return len(names) == 1 and all(_is_in(cell, row) for cell in rest)


def _is_figure(body: Rows, column: int) -> bool:
    cells = [row[column] for row in body if row[column]]
    return bool(cells) and all(re.fullmatch(r"[-\d.,' ]+", cell) for cell in cells)
