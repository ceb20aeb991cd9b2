"""Conditions of a program as they were met: how often each held, and what it compared."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hocket.execute.tables.inside import unmet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_TIMES = 2_000_000
"""So many conditions of single rows are looked at."""
MOST_SAID = 2
MOST_NAMED = 3
_NO_PART = re.compile(
    r"(?i)(?:^|[\W_])(?:years?|months?|days?|weeks?|dates?|ids?|codes?|zip|ranks?|no|nr|numbers?"
    r"|totals?)(?:$|[\W_])"
)
"""Names of columns that nobody adds to others."""
_EVERYDAY = (0, 1, -1)
"""What programs compare with as a matter of course."""


class EnoughError(Exception):
    """So many conditions have been looked at that the rest says no more."""


@dataclass(slots=True)
class Condition:
    """A condition of a program.

    Attributes:
        text: As the program has it.
        name: What is compared.
        sign: How; empty for a call.
        has_column: Whether it is a column that is compared.
        is_needed: Whether nothing holds without it: it is no alternative, and not negated.
        parts: The texts of the conditions that it joins.
        times: How often it was looked at.
        held: How often it held.
        held_parts: How often each of its parts held.
        compared: What was compared.
        wanted: With what.
    """

    text: str
    name: str = ""
    sign: str = ""
    has_column: bool = False
    is_needed: bool = True
    parts: tuple[str, ...] = ()
    times: int = 0
    held: int = 0
    held_parts: list[int] = field(default_factory=list)
    compared: unmet.Range = field(default_factory=unmet.Range)
    wanted: list[Any] = field(default_factory=list)
    singles: list[Any] = field(default_factory=list)

    def settle(self) -> None:
        """Take in the single values that were compared."""
        self.compared.add(self.singles)
        self.singles = []


class Watch:
    """What is noted while a program runs."""

    def __init__(self) -> None:
        self.conditions: list[Condition] = []
        self._times = 0

    def compared(self, place: int, value: Any, wanted: Any) -> Any:
        """What a comparison gives."""
        one = self.conditions[place]
        result = unmet.COMPARES[one.sign](value, wanted)
        self._note(one, value, wanted, result)
        return result

    def called(self, place: int, value: Any, method: str, /, *args: Any, **options: Any) -> Any:
        """What a method gives that tells which rows meet a condition."""
        one = self.conditions[place]
        result = getattr(value, method)(*args, **options)
        wanted = args[0] if len(args) == 1 else args
        self._note(one, value, wanted, result)
        return result

    def joined(self, place: int, *parts: Any) -> Any:
        """What conditions on columns give that are joined by ``&``."""
        result = reduce(operator.and_, parts)
        one = self.conditions[place]
        if isinstance(result, pd.Series) and result.dtype.kind in "bO":
            self._count(one, _held(result), len(result))
            one.held_parts = [
                sum(pair)
                for pair in zip(one.held_parts or [0] * len(parts), map(_held, parts), strict=True)
            ]
        return result

    def all_of(self, place: int, *parts: Callable[[], Any]) -> Any:
        """What conditions give that are joined by ``and``; those after one that fails are tried."""
        one = self.conditions[place]
        one.held_parts = one.held_parts or [0] * len(parts)
        result: Any = True
        for number, part in enumerate(parts):
            if not result:
                try:
                    one.held_parts[number] += bool(part())
                except EnoughError:
                    raise
                except Exception:  # noqa: BLE001, S112 - the one before guards against it
                    continue
                continue
            result = part()
            one.held_parts[number] += bool(result)
        self._count(one, int(bool(result)), 1)
        return result

    def _note(self, one: Condition, value: Any, wanted: Any, result: Any) -> None:
        if isinstance(result, pd.Series | np.ndarray):
            if not isinstance(result, pd.Series) or isinstance(value, pd.DataFrame):
                one.is_needed = False
                return
            self._count(one, _held(result), len(result))
            if isinstance(value, pd.Series):
                one.compared.add(value)
        else:
            try:
                self._count(one, int(bool(result)), 1)
            except (TypeError, ValueError):
                one.is_needed = False  # a table, or something of another library
                return
            one.singles.append(value)
            if len(one.singles) > unmet.MOST_DISTINCT:
                one.settle()
        if isinstance(wanted, pd.Series | pd.DataFrame | np.ndarray):
            one.is_needed = False
        elif len(one.wanted) <= 1 and not any(_is_same(wanted, known) for known in one.wanted):
            one.wanted.append(wanted)

    def _count(self, one: Condition, held: int, times: int) -> None:
        one.held, one.times = one.held + held, one.times + times
        self._times += 1
        if self._times > MOST_TIMES:
            raise EnoughError


def doubt_of(watch: Watch, tables: Mapping[str, Any], *, only_far: bool = False) -> unmet.Remark:
    """What is said of the conditions that nothing met, or never all together.

    Args:
        watch: What was noted.
        tables: The tables by their variables.
        only_far: Whether it is said of numbers alone that are far from all values.
    """
    columns = unmet.numbers_of(tables)
    found: list[unmet.Remark] = []
    for one in watch.conditions:
        one.settle()
        if not one.times or one.held or not one.is_needed or one.parts:
            continue
        if only_far and not _is_far(one):
            continue
        if not one.sign:
            found.append(unmet.Remark(f"No row meets {one.text}{_values(one.compared)}."))
        elif len(one.wanted) == 1 and _says_something(one):
            found.append(_said(one, tables, columns))
    for one in watch.conditions:
        joined = not only_far and one.parts and one.times and not one.held and one.is_needed
        if not found and joined and all(one.held_parts):
            pairs = zip(one.parts, one.held_parts, strict=True)
            found.append(unmet.Remark(unmet.said_together([*pairs])))
    said = [*dict.fromkeys(found[:MOST_SAID])]
    text = "\n".join(one.text for one in said)
    void = tuple(each for one in said for each in one.void)
    return unmet.Remark(text, void, tuple(each for one in said for each in one.scaled))


def _is_far(one: Condition) -> bool:
    return len(one.wanted) == 1 and (
        unmet.is_far(one.wanted[0], one.compared)
        or bool(unmet.of_another_kind(one.name, one.wanted[0], one.compared.kind))
    )


def _said(one: Condition, tables: Mapping[str, Any], columns: Mapping[str, Any]) -> unmet.Remark:
    [wanted] = one.wanted
    column = one.name.strip('"') if one.has_column else ""
    if total := _total_of(column, one.sign, wanted, tables):
        return unmet.Remark(total)
    is_of_kind = not unmet.of_another_kind(one.name, wanted, one.compared.kind)
    if is_of_kind and unmet.is_met(column, one.sign, wanted, tables):
        return unmet.Remark(unmet.said_of_rest(one.name, one.sign, wanted, one.compared))
    return unmet.remark_on(one.name, one.sign, wanted, one.compared, columns)


def _total_of(column: str, sign: str, wanted: Any, tables: Mapping[str, Any]) -> str:
    """What is said of a value that is held against the sum of a column over all rows.

    A small LLM takes that for the sum of other columns of the same row.

    Examples:
        >>> table = pd.DataFrame({"tea": [4, 9], "milk": [2, 12], "cocoa": [1, 2]})
        >>> _total_of("tea", ">", 13, {"df": table}).partition(". ")[0]
        'No row has "tea" > 13, the sum of "tea" over all rows'
        >>> _total_of("tea", ">", 20, {"df": table})
        ''
    """
    if sign not in (">", ">=") or not unmet.is_number(wanted):
        return ""
    for variable, table in tables.items():
        if column not in table.columns or len(table) < MOST_SAID:
            continue
        numbers = unmet.numbers_of({variable: table})
        summed = next((name for name, values in numbers.items() if values.sum() == wanted), "")
        others = [name for name in numbers if name != column and not _NO_PART.search(name)]
        if summed and column in numbers and others:
            listed = ", ".join(f'"{name}"' for name in others[:MOST_NAMED])
            more = ", ..." if len(others) > MOST_NAMED else ""
            return (
                f'No row has "{column}" {sign} {unmet.shown(wanted)}, the sum of "{summed}" over '
                "all rows. If the task means the other columns of the same row together, add those "
                f"up: {variable}[[{listed}{more}]].sum(axis=1)."
            )
    return ""


def _values(values: unmet.Range) -> str:
    listed = [unmet.shown(value) for value in values.distinct][: unmet.SHOWN]
    return f"; there are {', '.join(listed)}" if listed else ""


def _says_something(one: Condition) -> bool:
    [wanted] = one.wanted
    if wanted is None or isinstance(wanted, bool):
        return False
    return one.has_column or not unmet.is_number(wanted) or wanted not in _EVERYDAY


def _held(result: Any) -> int:
    return int((pd.Series(result) == True).sum())  # noqa: E712 - of objects too


def _is_same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except (TypeError, ValueError):
        return False
