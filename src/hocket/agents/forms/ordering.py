"""Rows in the order that a task asks for, given by a stable sort.

A result that is in an order that the words can mean stays as it is: with or without regard to case
or accents, equal values in any order. Where the column that is meant is not certain nothing moves.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.kinds import kind_of
from hocket.agents.forms.naming import spoken
from hocket.agents.forms.sorting import WORD_KEYS, counted, moments, numbers, sort_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms.orders import Order

_VERSIONS = re.compile(r"(?:.* )?(?:version|release|chapter|section|revision)(?: .*)?")
_ROUND = frozenset({"day", "month", "week", "weekday"})
_NAMES = frozenset({"name", "title", "surname"})
SCALE = 12
"""More texts than these are the values of no scale, such as low, middle and high."""

_PARTIAL = frozenset({"last", "first", "family", "given", "middle", "maiden", "surname", "length"})
"""What with the name of a column may say another order than its values have."""

_LABELS = re.compile(r"(?:.* )?(?:id|rank|no|nr|code|position|place|zip|postcode|index)")
_WHEN = frozenset({"time", "date", "day", "month", "year", "when"})
"""What a column of times can be called in a sentence."""

_BEGUN = frozenset({"built", "born", "founded", "established", "opened", "launched", "since"})
"""What a column of the years of things, not of their ages, can be called."""

_SMALL_WORDS = frozenset({"the", "of", "its", "their", "by", "in", "a", "an"})
_GENERAL = frozenset(
    {"increase", "rise", "growth", "gain", "change", "value", "number", "total", "amount", "share"}
    | {"percentage", "percent", "sum", "difference", "figure", "count", "one", "frequent"}
    | {"common"}
)
"""What a column of figures can be called in a sentence, whatever its name is."""


def ordered(order: Order | None, names: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """The rows in the order; as they are if they are in it, or if it is not certain which is meant.

    Args:
        order: The order, if one is asked for.
        names: Of the columns.
        rows: The rows.

    Examples:
        >>> from hocket.agents.forms.orders import order_in
        >>> ordered(order_in("A to Z"), ["name", "n"], [["b", 1], ["A", 2]])
        [['A', 2], ['b', 1]]
    """
    places = order_of(order, names, rows)
    return rows if places is None else [rows[place] for place in places]


def order_of(
    order: Order | None, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> list[int] | None:
    """The places of the rows in their order; None if it is not certain which is meant."""
    if order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return None
    columns = [list(column) for column in zip(*rows, strict=True)]
    by = _certain(order, names, columns)
    if by and order.is_parted:
        words = [place for place in _by_alphabet("", names, columns) if sort_keys(columns[place])]
        by += [(words[0], False)] if len(words) == 1 and words[0] not in dict(by) else []
    readings = [sort_keys(columns[place]) for place, _ in by]
    if not by or not all(readings):
        return None
    downs = [is_down for _, is_down in by]
    most = max(map(len, readings))
    even = [[*reading, *reading[-1:] * (most - len(reading))] for reading in readings]
    chosen = list(range(len(rows)))
    if any(_is_ordered(keys, downs) for keys in zip(*even, strict=True)):
        return chosen
    for reading, is_down in reversed(list(zip(readings, downs, strict=True))):
        keys = reading[-1]
        given = [row for row in chosen if keys[row] is not None]
        given.sort(key=keys.__getitem__, reverse=is_down)
        chosen = [*given, *(row for row in chosen if keys[row] is None)]
    return chosen


def _certain(
    order: Order, names: Sequence[str], columns: Sequence[list[Any]]
) -> list[tuple[int, bool]]:
    """The columns to order by, up to the first whose values have no order that is certain."""
    certain = []
    for number, (place, is_down) in enumerate(_places(order, names, columns)):
        name, column = names[place], columns[place]
        values = numbers(column)
        if _are_versions(name, column):
            break
        if order.is_turned and _stems(name) & _ROUND:
            break
        if values and order.is_fall and any(value is not None and value < 0 for value in values):
            break
        phrase = order.parts[number][0] if number < len(order.parts) else ""
        if not (values or moments(column) or _is_spelled(order, phrase, name, column)):
            break
        certain.append((place, is_down))
    return certain


def _are_versions(name: str, column: list[Any]) -> bool:
    """Whether numbers may be versions, of which 1.10 follows 1.2."""
    texts = [value for value in column if isinstance(value, str) and "." in value]
    tails = {len(text.partition(".")[2]) for text in texts}
    is_uneven = len(tails) > 1 and any(text.endswith("0") for text in texts)
    return is_uneven or _VERSIONS.fullmatch(spoken(name)) is not None


def _is_spelled(order: Order, phrase: str, name: str, column: list[Any]) -> bool:
    """Whether the order of texts is the alphabet's, or that of the calendar: they are no scale."""
    texts = {value for value in column if isinstance(value, str) and value}
    if sorted(texts, key=counted) != sorted(texts, key=str.casefold):
        return False  # item10 can stand before item2 or behind it
    if (kind := kind_of(name)) is not None and kind.noun in ("month", "day of the week"):
        return len(sort_keys(column)) > WORD_KEYS
    if order.is_spelled or order.is_bare:
        return True
    said = _stems(phrase)
    return said - _stems(name) <= _NAMES and (len(texts) > SCALE or bool(said & _NAMES))


def _places(
    order: Order, names: Sequence[str], columns: Sequence[list[Any]]
) -> list[tuple[int, bool]]:
    """The columns to order by, the first one first, and whether each is descending."""
    phrase, is_down = order.parts[0]
    if order.kind == "columns":
        named = _named_places(order, names)
        if not named and phrase and _stems(phrase) <= _WHEN:
            return [(place, is_down) for place in _of_times(names, columns)]
        return named or ([(p, True) for p in _by_size(phrase, names, columns)] if is_down else [])
    if order.kind == "alphabet":
        return [(place, is_down) for place in _by_alphabet(phrase, names, columns)[:1]]
    if order.kind == "size":
        places = _by_size(phrase, names, columns)
        if order.is_bare and not phrase:
            of = _named(order.of, names) if order.of else None
            places = _of_any(names, columns) if of is None else [of]
        return [(place, is_down) for place in places]
    for is_meant in (_is_time, _is_since):
        if times := [p for p, name in enumerate(names) if is_meant(name, columns[p])]:
            exact = [p for p in times if moments(columns[p])] if len(times) > 1 else times
            return [(exact[0], is_down)] if len(exact) == 1 else []
    ages = [place for place, name in enumerate(names) if "age" in spoken(name).split()]
    return [(ages[0], not is_down)] if len(ages) == 1 else []


def _named_places(order: Order, names: Sequence[str]) -> list[tuple[int, bool]]:
    places: list[tuple[int, bool]] = []
    for number, (phrase, is_down) in enumerate(order.parts):
        place = _named(phrase, names, whole=number > 0)
        if place is None:
            break
        places.append((place, is_down))
    return places


def _named(phrase: str, names: Sequence[str], *, whole: bool = False) -> int | None:
    """The place of the only name whose words are all in a phrase, or are the whole of it."""
    said = _stems(phrase)
    if whole:
        matching = [place for place, name in enumerate(names) if _stems(name) == said]
        return matching[0] if len(matching) == 1 else None
    sizes = {place: len(_stems(name)) for place, name in enumerate(names) if _stems(name) <= said}
    best = [place for place, size in sizes.items() if size == max(sizes.values()) and size]
    is_other = bool(best) and bool((said - _stems(names[best[0]])) & _PARTIAL)
    return best[0] if len(best) == 1 and not is_other else None


def _stems(text: str) -> frozenset[str]:
    words = spoken(text).split()
    return frozenset(word.removesuffix("s") for word in words if word not in _SMALL_WORDS)


def _by_alphabet(phrase: str, names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The columns of words, only the one that is named if one is."""
    place = _named(phrase, names) if phrase else None
    if place is not None:
        return [place]
    if not _stems(phrase) <= {"name"}:
        return []  # it may be a column that is not there
    return [
        place
        for place, (name, column) in enumerate(zip(names, columns, strict=True))
        if any(isinstance(value, str) and value for value in column)
        and not (_is_time(name, column) or numbers(column))
    ]


def _by_size(phrase: str, names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The column of numbers that is named; else the only one, but for labels and years."""
    place = _named(phrase, names) if phrase else None
    if place is not None:
        return [place] if numbers(columns[place]) else []
    if not _stems(phrase) <= _GENERAL:
        return []  # it may be a column that is not there
    sizes = [
        place
        for place, (name, column) in enumerate(zip(names, columns, strict=True))
        if numbers(column) and not _LABELS.fullmatch(spoken(name)) and not _is_time(name, column)
    ]
    return sizes if len(sizes) == 1 else []


def _of_times(names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The only column of times; none if there are several."""
    times = [place for place, name in enumerate(names) if _is_time(name, columns[place])]
    return times if len(times) == 1 else []


def _of_any(names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The column that a direction alone can mean: the only one, or that of numbers or of times."""
    if len(names) == 1:
        return [0]
    sizes, times = _by_size("", names, columns), _of_times(names, columns)
    return [] if sizes and times else sizes or times


def _is_time(name: str, column: Sequence[Any]) -> bool:
    kind = kind_of(name)
    if kind is not None and kind.noun in ("year", "month", "day of the week"):
        return True
    return moments(column) is not None


def _is_since(name: str, column: Sequence[Any]) -> bool:
    """Whether a column has the year in which something began to be."""
    return bool(_stems(name) & _BEGUN) and numbers(list(column)) is not None


def _is_ordered(keys: Sequence[Sequence[Any]], downs: Sequence[bool]) -> bool:
    """Whether rows with these keys are in order; those with a gap may stand anywhere."""
    rows = [row for row in zip(*keys, strict=True) if None not in row]
    for row, following in pairwise(rows):
        for one, other, is_down in zip(row, following, downs, strict=True):
            if one != other:
                if (one > other) is not is_down:
                    return False
                break
    return True
