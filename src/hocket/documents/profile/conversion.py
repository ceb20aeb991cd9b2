"""The values of a file as their columns have them: numbers, dates, truth values, lists or texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import in_utc, read_moment
from hocket.documents.profile.quantities import duration_in, measured_in
from hocket.documents.profile.values import is_true, read_number
from hocket.documents.units import factor_of

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Column
    from hocket.documents.profile.values import Number


def cell_text(cell: Any) -> str:
    """The text of a value of JSON, as it would stand in a table."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)


def converted(column: Column, cell: Any) -> Any:
    """A value as its column has it: a number, a truth value, an ISO date, a list or a text.

    Args:
        column: The column.
        cell: The value in the file: a text, or a value of JSON.

    Returns:
        None for a missing value; an odd value as its text.

    Examples:
        >>> from hocket.documents.profile.nouns import Column
        >>> converted(Column("day", "date", formats=("%d.%m.%Y",), day_first=True), "28.3.1959")
        '1959-03-28'
    """
    if isinstance(cell, list | dict) or cell is None:
        return cell
    text = cell.strip() if isinstance(cell, str) else cell_text(cell)
    if not text or text in column.missing_as:
        return None
    if column.is_number:
        value = _number_of(column, text)
        return text if value is None else value
    if column.is_moment:
        return _converted_moment(column, text)
    if column.type == "boolean":
        return is_true(text)
    is_parted = column.type == "list" and column.separator
    return [item.strip() for item in text.split(column.separator)] if is_parted else text


def _number_of(column: Column, text: str) -> int | float | None:
    if column.is_measured:
        value = measured_in(text, column.unit, column.decimal, column.clock or None)
        return None if value is None else plain(value)
    number = read_number(text, column.decimal)
    if number is None:
        return None
    is_share = column.of_one and not number.unit
    return plain(round(number.value * 100, 9)) if is_share else in_unit(number, column.unit)


def _converted_moment(column: Column, text: str) -> str:
    if column.is_measured:
        return duration_in(text, column.decimal, column.clock) or text
    moment = read_moment(text, day_first=column.day_first)
    wanted = {"date", "datetime"} if column.type == "datetime" else {column.type}
    if moment is None or moment.type not in wanted:
        return text
    return in_utc(moment.iso) if column.in_zones else moment.iso


def in_unit(number: Number, unit: str) -> int | float:
    """The value of a number in the unit of its column."""
    factor = factor_of(number.unit, unit) if number.unit != unit else None
    if factor is None:
        return number.value
    return plain(round(number.value * factor, 9))


def plain(value: float) -> int | float:
    """A number as a whole one if it is that."""
    return int(value) if float(value).is_integer() else value
