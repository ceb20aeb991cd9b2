"""What is said of conditions that nothing meets: what there is instead, and what to write."""

from __future__ import annotations

import datetime as dt
import decimal
import difflib
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SHOWN = 8
MOST_DISTINCT = 200
SHOWN_CHARS = 60
HUNDRED, FACTORS = 100, (1_000, 1_000_000)
"""Units in which a column may count what a task counts one by one."""
ORDERED = (">", ">=", "<", "<=")
MOST_COLUMNS = 2
MOST_EXACT = 2**53
"""Up to it each whole number is a float; what is beyond has no business in a question."""
EQUAL = ("==", "=")
COMPARES: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
    "==": operator.eq, "=": operator.eq, "in": lambda value, values: value in values,
}  # fmt: skip
ONE_LESS = "Leave out the one that the task does not ask of the same row."
NEAR = " If the task asks for just that, write the same again; else leave the condition out."
ONE_OF_THESE = " Compare with one of these, or leave the condition out."


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of conditions.

    Attributes:
        text: In words for the LLM; empty if nothing is said.
        void: Of the comparisons of which it is said, those that no task can mean: a column, how it
            is compared, and the number that is far from all values of all columns.
        scaled: Those that hold in another unit: the same, and by what the number is divided there.
    """

    text: str = ""
    void: tuple[tuple[str, str, float], ...] = ()
    scaled: tuple[tuple[str, str, float, int], ...] = ()


@dataclass(slots=True)
class Range:
    """The values that were compared.

    Attributes:
        low: The smallest; None if they have no order or there are none.
        high: The largest.
        distinct: Those that differ, in the order in which they were seen, if they are few.
        is_whole: Whether ``distinct`` has them all.
    """

    low: Any = None
    high: Any = None
    distinct: dict[Any, None] = field(default_factory=dict)
    is_whole: bool = True

    def add(self, values: Any) -> None:
        """Take in more values: a column, or a list of single ones."""
        series = values if isinstance(values, pd.Series) else pd.Series(values, dtype=object)
        series = series.dropna()
        try:
            unique = series.unique().tolist() if series.dtype.kind != "M" else [*series.unique()]
            if series.dtype.kind in "iufM" or not any(isinstance(v, str) for v in unique):
                ends = [v for v in (self.low, self.high) if v is not None] + unique
                self.low, self.high = (min(ends), max(ends)) if ends else (None, None)
            for value in unique:
                if len(self.distinct) >= MOST_DISTINCT:
                    self.is_whole = self.is_whole and value in self.distinct
                    continue
                self.distinct.setdefault(value)
        except TypeError:  # values of several kinds, or lists
            self.low = self.high = None
            self.is_whole = False

    @property
    def kind(self) -> str:
        """What the values are, in words; empty if they differ."""
        kinds = {_kind(value) for value in self.distinct}
        return kinds.pop() if len(kinds) == 1 else ""


def said(name: str, sign: str, wanted: Any, values: Range, columns: Mapping[str, Any]) -> str:
    """What is wrong with a comparison that nothing meets, and what to do.

    Args:
        name: What is compared.
        sign: How, such as ``>``.
        wanted: With what.
        values: What it is.
        columns: The columns of numbers that there are, by their names.

    Examples:
        >>> times = Range()
        >>> times.add([9.6, 12.6])
        >>> said('"Time"', ">", 200, times, {"Time": [9.6, 12.6], "Miles": [150, 400]})
        'No row has "Time" > 200: it runs from 9.6 to 12.6. So 200 is no condition on "Time": \
compare "Miles" with it if the task means that, else leave the condition out.'
    """
    condition = f"{name} {sign} {_wanted(sign, wanted)}"
    if values.kind == "moments" and isinstance(wanted, str):
        wanted = pd.to_datetime(wanted, errors="coerce")
    if not values.distinct:
        return f"No row has {condition}: it has no value there."
    if other := of_another_kind(name, wanted, values.kind):
        return f"No row has {condition}: {other}."
    return f"No row has {condition}: {_there_is(sign, wanted, values)}." + _remedy(
        name, sign, wanted, values, columns
    )


def remark_on(
    name: str, sign: str, wanted: Any, values: Range, columns: Mapping[str, Any]
) -> Remark:
    """What is said of a comparison that nothing meets, and whether it is void.

    Args:
        name: What is compared.
        sign: How, such as ``>``.
        wanted: With what.
        values: What it is.
        columns: The columns of numbers that there are, by their names.

    Examples:
        >>> times = Range()
        >>> times.add([9.6, 12.6])
        >>> remark_on('"Time"', ">", 200, times, {"Time": [9.6, 12.6]}).void
        (('Time', '>', 200.0),)
        >>> remark_on('"Time"', ">", 200, times, {"Miles": [150, 400]}).void
        ()
        >>> remark_on('"Time"', ">", 10000, times, {"Time": [9.6, 12.6]}).scaled
        (('Time', '>', 10000.0, 1000),)
    """
    text, column = said(name, sign, wanted, values, columns), name.strip('"')
    is_known = sign in (*ORDERED, *EQUAL) and is_far(wanted, values) and abs(wanted) <= MOST_EXACT
    if not is_known:
        return Remark(text)
    if unit := _unit_of(wanted, values):
        return Remark(text, scaled=((column, sign, float(wanted), unit),))
    is_void = not _others_reaching(name, wanted, columns)
    return Remark(text, void=((column, sign, float(wanted)),) if is_void else ())


def said_of_all(name: str, sign: str, wanted: Any, values: Range, reaching: Sequence[str]) -> str:
    """What is said of a comparison of a column that every row meets, as its number is of another.

    Args:
        name: The column.
        sign: How it is compared.
        wanted: With what.
        values: What the column has.
        reaching: The columns with numbers around that.
    """
    named = " or ".join(f'"{column}"' for column in reaching[:MOST_COLUMNS])
    return (
        f'Every row has "{name}" {sign} {shown(wanted)}: it runs from {shown(values.low)} to '
        f'{shown(values.high)}. So {shown(wanted)} is no condition on "{name}": compare {named} '
        "with it if the task means that, else leave the condition out."
    )


def said_of_rest(name: str, sign: str, wanted: Any, values: Range) -> str:
    """What is said of a comparison that rows meet, but none of those chosen before.

    Examples:
        >>> rest = Range()
        >>> rest.add([9.6, 12.6])
        >>> said_of_rest('"Time"', ">", 20, rest)
        'Rows have "Time" > 20, but none of those that the conditions before it keep: there it \
runs from 9.6 to 12.6. Leave out the one that the task does not ask of the same row.'
    """
    return (
        f"Rows have {name} {sign} {_wanted(sign, wanted)}, but none of those that the conditions "
        f"before it keep: there {_there_is(sign, wanted, values)}. {ONE_LESS}"
    )


def said_together(parts: Sequence[tuple[str, int]]) -> str:
    """What is said of conditions each of which holds, but never all at once.

    Args:
        parts: Each with how often it holds.

    Examples:
        >>> said_together([("town = 'Ulm'", 3), ("people > 9", 1)]).partition(". ")[0]
        "No row meets these together: town = 'Ulm' (holds 3 times), people > 9 (holds 1 time)"
    """
    listed = ", ".join(
        f"{text} (holds {times} time{'s' if times != 1 else ''})" for text, times in parts
    )
    return f"No row meets these together: {listed}. {ONE_LESS}"


def _wanted(sign: str, wanted: Any) -> str:
    if sign == "between" and isinstance(wanted, tuple):
        return " and ".join(map(shown, wanted))
    return shown(wanted)


def shown(value: Any) -> str:
    """A value as a program has it.

    Examples:
        >>> shown(np.float64(2.0)), shown("a"), shown(pd.Timestamp("2020-03-01"))
        ('2', "'a'", "'2020-03-01'")
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, dt.datetime | dt.date):
        return repr(str(value).removesuffix(" 00:00:00"))
    text = repr(value)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}..."


def plain(value: Any) -> Any:
    """A value of a database as pandas has it."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    return pd.Timestamp(value) if isinstance(value, dt.date) else value


def is_number(value: Any) -> bool:
    """Whether a value is a number, and no truth."""
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "texts"
    if isinstance(value, pd.Timestamp):
        return "moments"
    if isinstance(value, dt.date):
        return "dates"
    return "numbers" if is_number(value) else ""


def is_far(wanted: Any, values: Range) -> bool:
    """Whether a number is further from the values than those are from each other.

    Of one that is near, there may just be nothing above it.

    Examples:
        >>> rain = Range()
        >>> rain.add([0, 35])
        >>> is_far(40, rain), is_far(200, rain), is_far("a", rain)
        (False, True, False)
    """
    if isinstance(wanted, tuple):
        return all(is_far(one, values) for one in wanted)
    if not is_number(wanted) or not is_number(values.low) or not is_number(values.high):
        return False
    gap = max(values.low - wanted, wanted - values.high)
    return bool(gap > values.high - values.low)


def of_another_kind(name: str, wanted: Any, kind: str) -> str:
    """What is said of a comparison with a value of another kind, which never holds."""
    other = _kind(wanted)
    if not kind or not other or other == kind or "moments" in (kind, other):
        return ""
    if kind == "numbers" and other == "texts":
        digits = wanted.strip().replace(".", "", 1).removeprefix("-").isdigit()
        better = f", so write {wanted.strip()} without quotes" if digits else ""
        return f"{name} holds numbers and {shown(wanted)} is a text{better}"
    if kind == "texts" and other == "numbers":
        return f"{name} holds texts and {shown(wanted)} is a number, so write '{shown(wanted)}'"
    if kind == "dates" and other == "texts":
        return f"{name} holds dates and {shown(wanted)} is a text, so compare str(...) of it"
    return f"{name} holds {kind} and {shown(wanted)} is none of them"


def _there_is(sign: str, wanted: Any, values: Range) -> str:
    if sign == "between" and isinstance(wanted, tuple):
        sign, wanted = ORDERED[0], wanted[0]
    few = values.is_whole and len(values.distinct) <= SHOWN
    is_ordered = values.low is not None and values.high is not None
    outside = is_ordered and _is_outside(wanted, values)
    if is_ordered and (sign in ORDERED or outside or not few):
        ends = f"it runs from {shown(values.low)} to {shown(values.high)}"
        if sign in ORDERED or outside or not is_number(wanted):
            return ends
        near = sorted(values.distinct, key=lambda v: abs(v - wanted))[:2]
        listed = " and ".join(map(shown, sorted(near)))
        return f"{ends}, and the nearest are {listed}" if values.is_whole else ends
    own = list(values.distinct)
    if isinstance(wanted, str):
        texts = [value for value in own if isinstance(value, str)]
        near = difflib.get_close_matches(wanted, texts, SHOWN)
        own = [*near, *(value for value in own if value not in near)]
    elif is_ordered:
        own = sorted(own)
    more = " and more" if len(own) > SHOWN or not values.is_whole else ""
    return f"its values are {', '.join(map(shown, own[:SHOWN]))}{more}"


def _is_outside(wanted: Any, values: Range) -> bool:
    try:
        return bool(wanted < values.low or wanted > values.high)
    except TypeError:
        return False


def _remedy(name: str, sign: str, wanted: Any, values: Range, columns: Mapping[str, Any]) -> str:
    """What to do about a number or a date that is not among the values."""
    if isinstance(wanted, tuple) and all(_is_outside(one, values) for one in wanted):
        wanted = min(wanted, key=lambda one: abs(one - values.low)) if is_number(wanted[0]) else 0
    if values.low is None or not is_number(wanted) or not _is_outside(wanted, values):
        return ONE_OF_THESE if values.low is None or sign in EQUAL else ""
    if not is_number(values.high):
        return ""
    if scaled := _in_its_unit(wanted, values):
        return scaled
    if not is_far(wanted, values):
        return NEAR
    reaching = _others_reaching(name, wanted, columns)
    no = f" So {shown(wanted)} is no condition on {name}: "
    if not reaching:
        return f"{no}leave the condition out."
    named = " or ".join(reaching[:MOST_COLUMNS])
    return f"{no}compare {named} with it if the task means that, else leave the condition out."


def _others_reaching(name: str, wanted: Any, columns: Mapping[str, Any]) -> list[str]:
    """The columns besides that have numbers around one, in quotes."""
    quoted = (f'"{column}"' for column in reaching_columns(wanted, columns))
    return [column for column in quoted if column != name]


def _in_its_unit(wanted: Any, values: Range) -> str:
    """What to write where a column has shares, or counts in thousands or millions."""
    unit = _unit_of(wanted, values)
    if not unit:
        return ""
    write = f"write {shown(wanted / unit)}"
    if unit == HUNDRED:
        return f" It is a share of 1: {write}."
    return f" If it counts in units of {unit}, {write}; else leave the condition out."


def _unit_of(wanted: Any, values: Range) -> int:
    """By what a number is to be divided to be among the values; 0 if by nothing that is known."""
    if values.low >= 0 and values.high <= 1 and values.low <= wanted / HUNDRED <= values.high:
        return HUNDRED
    near = (one for one in FACTORS if wanted >= one and values.low <= wanted / one <= values.high)
    return next(near, 0)


def reaching_columns(wanted: Any, columns: Mapping[str, Any]) -> list[str]:
    """The columns with numbers below and above one."""
    found = []
    for name, values in columns.items():
        numbers = [v for v in values if v == v]  # noqa: PLR0124 - NaN
        if numbers and min(numbers) <= wanted <= max(numbers) and min(numbers) < max(numbers):
            found.append(name)
    return found


def numbers_of(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of numbers of all tables, by their names."""
    return {
        str(name): table[name].dropna()
        for table in tables.values()
        for name in table.columns
        if isinstance(table[name], pd.Series) and table[name].dtype.kind in "iuf"
    }


def is_met(name: str, sign: str, wanted: Any, tables: Mapping[str, Any]) -> bool:
    """Whether a column of any table has a value that meets a condition."""
    columns = [table[name].dropna() for table in tables.values() if name in table.columns]
    for values in columns:
        try:
            if sign == "between":
                held = values.between(*wanted)
            elif sign == "in":
                held = values.isin([*wanted])
            else:
                held = COMPARES[sign](values, wanted)
            if held.any():
                return True
        except (TypeError, ValueError):
            continue
    return False
