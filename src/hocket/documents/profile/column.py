"""What one column holds: its type, its range or most frequent values, and what does not fit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.conversion import cell_text, converted
from hocket.documents.profile.durations import durations, is_no_result
from hocket.documents.profile.measured import OPEN_MARK, examples_of, measured, open_clocks
from hocket.documents.profile.moments import (
    Moment,
    in_utc,
    offsets_of,
    patterns_of,
    read_moment,
)
from hocket.documents.profile.nouns import Column
from hocket.documents.profile.shares import OPEN_SHARES, PERCENT, are_shares
from hocket.documents.profile.thousands import FAR, are_thousands
from hocket.documents.profile.values import (
    MISSING_ALWAYS,
    MISSING_BESIDE,
    PAIRS,
    Number,
    is_missing,
    read_number,
)
from hocket.documents.units import same_kind, smallest_of, value_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hocket.documents.profile.nouns import ColumnType

SAMPLE = 300
"""Number of different values by which the type is chosen."""

FITTING = 0.6
"""Share of rows that must be of a type; the others are odd."""

SEVERAL = "mixed"
"""The unit of amounts in several currencies."""

CURRENCIES = "amounts in several currencies: {}"
FEW_ODD = 5
"""Different odd values that may be many rows; more of them are a column of words."""

MANY_ODD = 0.1
"""Share of rows from which on odd values are many."""

FITTING_DATES = 0.98
"""The same for digits alone, which may also be numbers."""

MOST_VALUES = 12
MOST_EXAMPLES = 3
VALUE_CHARS = 60
MOST_FORMATS = 4
_CODE = re.compile(r"0\d+")
_DIGITS = re.compile(r"\d{8}")
_COUNTRY = re.compile(r"[A-Z]{2,3}")
_SYMBOL = re.compile(r"[^A-Za-z]*")
_YEARS = range(1700, 2101)
_CURRENCIES = {
    "eur": "\u20ac", "euro": "\u20ac", "euros": "\u20ac", "usd": "$", "us$": "$", "dollar": "$",
    "dollars": "$", "gbp": "\u00a3",
}  # fmt: skip
"""One sign for each currency that is written in several ways; pounds may be a weight."""
_LISTS = (";", "|", ", ")
_RECURRING = 0.6
"""Different items of lists as a share of all items, at most."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a table writes what could be read in two ways.

    Attributes:
        decimal: Its decimal mark.
        day_first: Whether dates begin with the day if nothing shows it.
        in_utc: Whether times are read in UTC, as those of another column are of several zones.
        units: Those in which quantities are wanted that stand in several units.
    """

    decimal: str = "."
    day_first: bool = False
    in_utc: bool = False
    units: tuple[str, ...] = ()

    @classmethod
    def of(cls, column: Column) -> Habits:
        """Those of a column whose values another one has too."""
        units = (column.unit,) if column.unit else ()
        return cls(column.decimal, column.day_first, column.in_zones, units)


def column_of(name: str, cells: Iterable[Any], habits: Habits) -> Column:
    """What a column holds.

    Args:
        name: Its name.
        cells: Its values in the order of the rows: texts, or values of JSON.
        habits: How the table writes what could be read in two ways.

    Examples:
        >>> column_of("price", ["1.50 €", "2 €", "n/a"], Habits()).maximum
        2
    """
    cells = list(cells)
    kinds = {type(cell) for cell in cells} - {type(None)}
    counts = Counter(cell.strip() if isinstance(cell, str) else cell_text(cell) for cell in cells)
    column = Column(name=name.strip(), written=name if name != name.strip() else "")
    if kinds and kinds <= {list, dict}:
        return _nested(column, counts, "list" if list in kinds else "object")
    missing = _missing(counts)
    values = Counter({text: n for text, n in counts.items() if text not in missing})
    beside = {text: n for text, n in values.items() if text.lower() in MISSING_BESIDE}
    rest = Counter({text: n for text, n in values.items() if text not in beside})
    lengths = durations(column, rest, habits.decimal, habits.units)
    if lengths is not None:
        missing |= beside.keys() | {text for text in rest if is_no_result(text)}
        known = Counter({text: n for text, n in rest.items() if text not in missing})
        return _with_counts(lengths, known, {text: counts[text] for text in missing})
    typed = _typed(column, rest, habits)
    if beside and typed.type != "text":
        missing |= beside.keys()
        values = rest
    elif beside:
        always = {text for text in beside if text in MISSING_ALWAYS}
        missing |= always
        values = Counter({text: n for text, n in values.items() if text not in always})
        typed = _typed(column, values, habits)
    return _with_counts(typed, values, {text: counts[text] for text in missing})


def free_name(name: str, taken: set[str]) -> str:
    """A name that no other column has in capitals or small letters, which is then taken.

    Examples:
        >>> free_name("name", {"name", "side"})
        'name_'
    """
    while name.lower() in taken:
        name += "_"
    taken.add(name.lower())
    return name


def _missing(counts: Mapping[str, int]) -> set[str]:
    marks = {text for text in counts if is_missing(text)}
    others = [text for text in counts if text not in marks]
    if "NA" in marks and len(others) > 1 and all(map(_COUNTRY.fullmatch, others)):
        marks -= {"NA"}  # Namibia, beside other codes
    return marks


def _with_counts(column: Column, values: Counter[str], missing: Mapping[str, int]) -> Column:
    total = values.total()
    common = values.most_common(MOST_VALUES)
    if column.is_measured:
        common = examples_of(values)
    elif column.is_number and len(values) > MOST_VALUES:
        common = []
    elif common and common[0][1] == 1 and len(values) > MOST_EXAMPLES:
        common = list(islice(values.items(), MOST_EXAMPLES))
    return replace(
        column,
        missing=sum(missing.values()),
        missing_as=tuple(sorted(text for text in missing if text)),
        distinct=len(values),
        unique=len(values) == total > 1,
        values=tuple((text[:VALUE_CHARS], n) for text, n in common),
    )


def _nested(column: Column, counts: Counter[str], kind: ColumnType) -> Column:
    missing = counts.pop("", 0)
    return replace(_with_counts(column, counts, {"": missing}), type=kind)


def _typed(column: Column, values: Counter[str], habits: Habits) -> Column:
    """The column with its type, range and odd values."""
    if not values:
        return replace(column, type="empty")
    if len(values) <= 2 and any({t.lower() for t in values} <= pair for pair in PAIRS):  # noqa: PLR2004 - two truth values
        return replace(column, type="boolean")
    sample = _spread(list(values))
    shares = {text: values[text] for text in sample}
    return (
        _code(column, shares)
        or measured(column, values, habits.decimal, habits.units)
        or _moments(column, values, shares, habits)
        or _numbers(column, values, shares, habits)
        or _items(column, shares)
        or open_clocks(column, values)
        or replace(column, type="text")
    )


def _spread(texts: list[str]) -> list[str]:
    """A sample of texts from everywhere in a list."""
    step = max(1, len(texts) // SAMPLE)
    return texts[::step][: 2 * SAMPLE]


def _fits(fitting: Iterable[str], shares: Mapping[str, int], least: float = FITTING) -> bool:
    return sum(shares[text] for text in fitting) >= least * sum(shares.values())


def _code(column: Column, shares: Mapping[str, int]) -> Column | None:
    """The column if its values are digits that are no numbers, such as ``007``."""
    digits = [text for text in shares if text.isdecimal()]
    is_code = any(map(_CODE.fullmatch, digits)) and _fits(digits, shares)
    return replace(column, type="text", is_code=True) if is_code else None


def _moments(
    column: Column, values: Counter[str], shares: Mapping[str, int], habits: Habits
) -> Column | None:
    patterns = patterns_of(shares)
    if not patterns:
        return None
    day_first, is_open = _day_first(shares, habits)
    fitting = [text for text in shares if read_moment(text, day_first=day_first, patterns=patterns)]
    are_digits = any(map(_DIGITS.fullmatch, fitting))
    if not fitting or not _fits(fitting, shares, FITTING_DATES if are_digits else FITTING):
        return None
    if are_digits and not all(int(text[:4]) in _YEARS for text in fitting):
        return None
    moments = {
        text: moment
        for text in values
        if (moment := read_moment(text, day_first=day_first, patterns=patterns))
    }
    kind, fitting_moments = _one_kind(moments, values)
    formats = Counter[str]()
    for text, moment in fitting_moments.items():
        formats[moment.form] += values[text]
    isos = [moment.iso for moment in fitting_moments.values()]
    in_zones = habits.in_utc and kind == "datetime" and bool(offsets_of(isos))
    isos = list(map(in_utc, isos)) if in_zones else isos
    column = replace(
        column,
        type=kind,
        minimum=min(isos),
        maximum=max(isos),
        in_zones=in_zones,
        formats=tuple(form for form, _ in formats.most_common(MOST_FORMATS) if form),
        day_first=day_first,
        is_open=is_open and any(moment.is_open for moment in fitting_moments.values()),
    )
    return _with_odd(column, values, fitting_moments)


def _one_kind(
    moments: Mapping[str, Moment], values: Counter[str]
) -> tuple[ColumnType, Mapping[str, Moment]]:
    """The most frequent type of moments and those of it; dates may stand among times of days."""
    kinds = Counter[str]()
    for text, moment in moments.items():
        kinds[moment.type] += values[text]
    if kinds.keys() <= {"date", "datetime"}:
        return ("datetime" if "datetime" in kinds else "date"), moments
    kind: Any = kinds.most_common(1)[0][0]
    return kind, {text: moment for text, moment in moments.items() if moment.type == kind}


def _day_first(shares: Mapping[str, int], habits: Habits) -> tuple[bool, bool]:
    """Whether dates begin with the day, and whether that is open."""
    ways = {
        day_first: [m for text in shares if (m := read_moment(text, day_first=day_first))]
        for day_first in (True, False)
    }
    if len(ways[True]) != len(ways[False]):
        return len(ways[True]) > len(ways[False]), False
    dotted = any(".%m" in moment.form for moment in ways[True])
    dashed = any("%d-%m" in moment.form for moment in ways[True])
    return habits.day_first or dotted or dashed, not dotted


def _numbers(
    column: Column, values: Counter[str], shares: Mapping[str, int], habits: Habits
) -> Column | None:
    decimal, open_text = _decimal(shares, habits.decimal)
    numbers = {text: number for text in shares if (number := read_number(text, decimal))}
    unit = _unit(numbers.values(), habits.units)
    odd = shares.keys() - numbers.keys()
    if unit is None or not _fits(numbers, shares):
        return None
    if len(odd) > FEW_ODD and _fits(odd, shares, MANY_ODD):
        return None
    if open_text:
        return replace(column, type="text", note=OPEN_MARK.format(open_text))
    if unit == SEVERAL:
        signs = sorted({number.unit for number in numbers.values() if number.unit})
        return replace(column, type="text", note=CURRENCIES.format(" and ".join(signs)))
    numbers = {text: number for text in values if (number := read_number(text, decimal))}
    of_one = are_shares(numbers.values()) if unit == PERCENT else False
    if of_one is None:
        return replace(column, type="text", note=OPEN_SHARES)
    column = replace(column, type="number", decimal=decimal, unit=unit, of_one=of_one)
    parsed = [value for text in numbers if not isinstance(value := converted(column, text), str)]
    whole = all(isinstance(value, int) for value in parsed)
    grouped = Counter(number.grouped for number in numbers.values() if number.grouped)
    column = replace(
        column,
        type="integer" if whole else "number",
        minimum=min(parsed),
        maximum=max(parsed),
        grouped=grouped.most_common(1)[0][0] if grouped else "",
        noted=next((text for text, number in numbers.items() if number.note), ""),
    )
    return _with_odd(column, values, numbers)


def _decimal(shares: Mapping[str, int], usual: str) -> tuple[str, str]:
    """(the decimal mark of a column, a number that can be read in two ways; empty if none).

    The numbers that can be read in one way only show it, unless they have one mark and the other.
    It is empty if these are as large as the others are where their marks part thousands.
    """
    numbers = {text: number for text in shares if (number := read_number(text))}
    marks = {number.decimal for number in numbers.values() if number.decimal}
    if len(marks) == 1:
        return next(iter(marks)), ""
    opened = {text: n for text, n in numbers.items() if n != read_number(text, ",")}
    whole = [number.value for text, number in numbers.items() if text not in opened]
    thousands = [number.value for text in opened if (number := read_number(text, ""))]
    if are_thousands(whole, thousands):
        return "", ""
    are_mixed = len({mark for text in opened for mark in ".," if mark in text}) > 1
    return usual, next(iter(opened), "") if marks or are_mixed else ""


def _unit(numbers: Iterable[Number], wanted: Collection[str] = ()) -> str | None:
    """The unit of the numbers; None if these are no units.

    Of several units of one quantity it is a wanted one, else the smallest, in which the numbers
    then are; of several currencies it is ``SEVERAL``.
    """
    numbers = list(numbers)
    units = {number.unit for number in numbers}
    named = {unit for unit in units if unit}
    signs = {_CURRENCIES.get(unit.casefold().strip("."), unit) for unit in named}
    if len(signs) == 1 < len(named):  # one currency, written in several ways
        units, named = units - named | signs, signs
    if len(named) <= 1 and ("" not in units or not named or _is_sign(next(iter(named)))):
        return next(iter(named), "")
    is_money = all(_SYMBOL.fullmatch(unit) or (unit.isupper() and len(unit) > 2) for unit in named)  # noqa: PLR2004 - as in EUR
    if is_money:
        return SEVERAL
    if "" in units:
        return _unit_of_bare(numbers, wanted, named)
    return same_kind(wanted, named) or smallest_of(named) or None


def _unit_of_bare(
    numbers: Sequence[Number], wanted: Collection[str], named: set[str]
) -> str | None:
    """A wanted unit in which numbers with one are, and those without one, which are as large."""
    unit = same_kind(wanted, named)
    if not unit or any(value_in(1, other, unit) != 1 for other in named):
        return None
    sizes = [abs(number.value) for number in numbers if number.unit and number.value]
    bare = [abs(number.value) for number in numbers if not number.unit and number.value]
    is_alike = sizes and min(sizes) / FAR <= min(bare) and max(bare) <= max(sizes) * FAR
    return unit if bare and is_alike else None


def _is_sign(unit: str) -> bool:
    """Whether a unit is a sign, or a currency, that people leave out at times."""
    return _SYMBOL.fullmatch(unit) is not None or unit.casefold() in _CURRENCIES


def _items(column: Column, shares: Mapping[str, int]) -> Column | None:
    """The column if its texts are lists whose items recur."""
    for separator in _LISTS:
        parted = [text for text in shares if separator.strip() in text.strip(separator)]
        if len(parted) * 2 < len(shares):
            continue
        items = [item.strip() for text in shares for item in text.split(separator)]
        if len(set(items)) <= _RECURRING * len(items):
            return replace(column, type="list", separator=separator.strip())
    return None


def _with_odd(column: Column, values: Counter[str], fitting: Iterable[str]) -> Column:
    known = set(fitting)
    odd = [text for text in values if text not in known]
    return replace(
        column,
        odd=tuple(text[:VALUE_CHARS] for text in odd[:MOST_EXAMPLES]),
        odd_count=sum(values[text] for text in odd),
    )
