"""Nested data of other languages as plain JSON, and the table in it."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.records import KEY, table_in

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

FEW = 2
MOST_VALUES = 2_000_000
MERGED = "<<"


def table_of_nested(value: Any) -> Table | None:
    """The table in a list or a mapping of objects; None if it has fewer than two rows.

    Examples:
        >>> table_of_nested({"bonn": {"people": 5}, "ulm": {"people": 7}}).rows
        [['bonn', 5], ['ulm', 7]]
    """
    if not is_bounded(value):
        return None
    table = table_in(plain(value))
    is_whole = table is not None and table.total >= FEW and table.names != (KEY, "value")
    return table if is_whole else None


def plain(value: Any) -> Any:
    """A value as plain JSON: dates as ISO texts, merged mappings in their place."""
    if isinstance(value, dict):
        items = {str(key): plain(inner) for key, inner in value.items()}
        merged = items.pop(MERGED, None)
        return {**merged, **items} if isinstance(merged, dict) else items
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def is_bounded(value: Any) -> bool:
    """Whether it has a bearable number of values; what refers to itself has no end of them.

    Examples:
        >>> is_bounded([[1], {"a": 2}])
        True
    """
    left = [value]
    count = 0
    while left:
        count += 1
        inner = left.pop()
        if isinstance(inner, dict):
            left.extend(inner.values())
        elif isinstance(inner, list):
            left.extend(inner)
        if count + len(left) > MOST_VALUES:
            return False
    return True
