"""Which value of a result a name means that is asked for, where the result names it otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+|\d+")
_OPPOSITE = frozenset({"not", "no", "non", "un", "without"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words_of(name: Any) -> frozenset[str]:
    """The words and numbers in a name.

    Examples:
        >>> sorted(words_of("meanFare_class1"))
        ['1', 'class', 'fare', 'mean']
        >>> sorted(words_of(2.0))
        ['2']
    """
    if isinstance(name, float) and name.is_integer():
        name = int(name)
    return frozenset(word.casefold() for word in _WORD.findall(_HUMP.sub("_", str(name))))


def spoken(name: str) -> str:
    """A name as words in lower case.

    Examples:
        >>> spoken("birthYear"), spoken("birth_year")
        ('birth year', 'birth year')
    """
    return " ".join(word.casefold() for word in _WORD.findall(_HUMP.sub("_", name)))


def column_meant(key: str, names: Sequence[str]) -> str:
    """The only one of the names that has all words of a key, and more.

    Examples:
        >>> column_meant("order", ["Order No", "Date"]), column_meant("day", ["Day 1", "Day 2"])
        ('Order No', '')
    """
    asked = words_of(key)
    matching = [name for name in names if asked and asked <= words_of(name)]
    return matching[0] if len(matching) == 1 else ""


def heading_of(value: str, headings: Sequence[str]) -> str:
    """The only one of the headings that a value says, or is a part of.

    Examples:
        >>> heading_of("used", ["Used cars", "New cars"]), heading_of("cars", ["Used cars", "Cars"])
        ('Used cars', 'Cars')
    """
    said = words_of(value)
    for matching in (
        [heading for heading in headings if words_of(heading) == said],
        [h for h in headings if said and said <= words_of(h) and not words_of(h) & _OPPOSITE],
    ):
        if matching:
            return matching[0] if len(matching) == 1 else ""
    return ""


def by_words(keys: Sequence[str], values: Mapping[tuple[Any, ...], Any]) -> dict[str, Any]:
    """The value of each key, by the words of the labels that lead to it; empty if one is unclear.

    A label is meant by a key that has all its words. The last label of several, the name of a
    column, may say it in other words, as long as no other column says more of it.

    Args:
        keys: The names that are asked for.
        values: By row and column, or by the names on the way to a value in nested objects.

    Examples:
        >>> by_words(["mean_old", "mean_new"], {("new", "average"): 1, ("old", "average"): 2})
        {'mean_old': 2, 'mean_new': 1}
        >>> by_words(["mean_old", "mean_new"], {("new", "a"): 1, ("new", "b"): 2, ("old", "a"): 3})
        {}
    """
    several = len({labels[-1] for labels in values if len(labels) > 1}) > 1
    taken: dict[str, tuple[Any, ...]] = {}
    for key in keys:
        asked = words_of(key)
        scores: dict[tuple[Any, ...], int] = {}
        for labels in values:
            first = frozenset().union(*(words_of(label) for label in labels[:-1] or labels))
            last = words_of(labels[-1])
            is_other = several and asked - first and not last & (asked | {"value"})
            if first and first <= asked and not is_other:
                scores[labels] = len(first | (words_of(labels[-1]) & asked))
        best = [labels for labels, score in scores.items() if score == max(scores.values())]
        if len(best) != 1 or best[0] in taken.values() or values[best[0]] is None:
            return {}
        taken[key] = best[0]
    return {key: values[labels] for key, labels in taken.items()}
