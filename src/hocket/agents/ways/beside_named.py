"""The values of a column, and the columns, that the words of a task name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.wide import telling_words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hocket.documents.profile import Column

FEWEST, FEW = 2, 12
"""Different values of a column up to which a word tells one; of more, the whole value does."""
MIN_NAME, MIN_TELLING = 3, 4
"""Letters of a value that is named whole, and of a word that tells one."""
_YEAR = re.compile(r"(?<![\w.,/-])([12]\d{3})(?![\w/]|[.,]\d)")
_FILE = re.compile(r"[\w-]+\.(?:csv|tsv|json|jsonl|xlsx|md|txt|parquet)\b")
_LINK = r"(?:and|or|than|versus|vs\.?|minus|against|to)"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL = rf"(?:{'|'.join(_PLACES)}|last|final)"
MOST_PLACES = 24
"""Different numbers up to which a task tells them by their places, as 'the last round'."""
_SAYS_LITTLE = frozenset(
    ("all", "and", "any", "both", "each", "false", "for", "from", "high", "how", "in", "less",
     "low", "may", "more", "most", "no", "none", "not", "off", "on", "one", "only", "other", "out",
     "same", "than", "the", "to", "total", "true", "two", "was", "what", "which", "with", "yes")
)  # fmt: skip
"""Values that are words of any task."""


def values_named(
    task: str, column: Column, values: Sequence[str], others: Iterable[str] = ()
) -> set[str]:
    """The values of a column that a task names, whole or by the word that tells one of few.

    Args:
        task: What is asked.
        column: The column.
        values: All its values, as texts.
        others: The names of the other columns, whose words tell no value.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> sources = ["Fossil Fuels", "Nuclear Energy", "Renewables"]
        >>> sorted(values_named("Was it more fossil than renewable?", Column("source"), sources))
        ['Fossil Fuels', 'Renewables']
    """
    text = _FILE.sub(" ", task)
    if column.type == "integer":
        return _numbers_named(text, column, values)
    named = {value for value in values if _is_marked(text, value)}
    bare = text
    for value in sorted((v for v in values if v not in named), key=len, reverse=True):
        if len(value) < MIN_NAME:
            is_there = _is_code_in(text, column, value, values)
        elif value.casefold() in _SAYS_LITTLE:
            is_there = False
        else:
            flags = re.IGNORECASE if len(values) <= FEW else re.NOFLAG
            shorter = value[:-1] if value.endswith("s") and len(value) > MIN_TELLING else value
            pattern = re.compile(rf"(?<!\w){re.escape(shorter)}(?:e?s)?(?!\w)", flags)
            is_there = pattern.search(bare) is not None
            bare = pattern.sub(" ", bare) if is_there else bare
        named |= {value} if is_there else set()
    if len(values) > FEW:
        return named
    said_so = {value.casefold() for value in named}
    named |= {value for value in values if value.casefold() in said_so}
    # The word of another column tells no value: 'energy' may be what is measured.
    taken = {word for name in (column.name, *others) for word in words_of(name)}
    said = {*words_of(bare)} - taken - _SAYS_LITTLE
    telling = telling_words(values)
    return named | {v for word, v in telling.items() if word in said and len(word) >= MIN_TELLING}


def _is_marked(text: str, value: str) -> bool:
    """Whether a value stands in quotation marks, as it is."""
    marked = rf"['\"\u2018\u201c`]{re.escape(value)}['\"\u2019\u201d`]"
    return bool(value) and re.search(marked, text) is not None


def _is_code_in(text: str, column: Column, value: str, values: Sequence[str]) -> bool:
    """Whether a short value stands behind the name of its column, or beside another one."""
    codes = [re.escape(v) for v in values if len(v) < MIN_NAME and v != value]
    own = re.escape(value)
    named = _after(column, own)
    other = rf"(?:{'|'.join(codes)})" if codes else r"(?!)"
    link = rf" {_LINK} (?:in |for |of )?"
    is_code = rf"(?:(?<!\w){own}{link}{other}|(?<!\w){other}{link}{own})(?!\w)"
    is_word = value.casefold() in (
        "a",
        "i",
        "an",
        "as",
        "at",
        "by",
        "in",
        "is",
        "it",
        "of",
        "on",
        "to",
    )
    return named.search(text) is not None or (
        not (is_word and value.islower()) and re.search(is_code, text) is not None
    )


def _numbers_named(text: str, column: Column, values: Sequence[str]) -> set[str]:
    """Years stand alone; smaller numbers stand behind the name of their column, or are ordinals."""
    years = {*_YEAR.findall(text)} & {*values}
    if years:
        return years
    named = {value for value in values if _after(column, re.escape(value)).search(text)}
    return named | (_places_named(text, column, values) if len(named) < FEWEST else set())


def _places_named(text: str, column: Column, values: Sequence[str]) -> set[str]:
    """The values that a task tells by their places, two or more: 'the first and the last round'.

    One ordinal stands before the name of the column, the others may stand alone.
    """
    ordered = sorted(values, key=int)
    name = r"[ _-]?".join(map(re.escape, words_of(column.name))) or r"(?!)"
    pattern = re.compile(
        rf"\b({_ORDINAL})(?: ({name})s?\b|(?= {_LINK}\b| ones?\b|[?.,;:!)]|$))", re.IGNORECASE
    )
    said = [*pattern.finditer(text)]
    if len(ordered) > MOST_PLACES or not any(match[2] for match in said):
        return set()
    ends = {"last": -1, "final": -1}
    places = {
        ends.get(word, _PLACES.index(word) if word in _PLACES else 0)
        for word in (match[1].lower() for match in said)
    }
    within = [place for place in places if place < len(ordered)]
    return {ordered[place] for place in within} if len(within) > 1 else set()


def _after(column: Column, value: str) -> re.Pattern[str]:
    """A value behind the name of its column, also as the second of two."""
    name = r"[ _-]?".join(map(re.escape, words_of(column.name))) or r"(?!)"
    link = rf"(?:, | {_LINK} (?:in )?(?:{name} )?)"
    return re.compile(rf"(?i:(?<!\w){name}s?)[ _-]?(?:\w{{1,12}}(?i:{link}))*{value}(?!\w)")


def columns_named(task: str, keys: Iterable[str], columns: Collection[Column]) -> list[Column]:
    """The columns whose names a task says, or that are the keys of what it asks for."""
    said = {*words_of(_FILE.sub(" ", task))}
    asked = [{*words_of(key)} for key in keys]
    return [
        column
        for column in columns
        if (own := {*words_of(column.name)}) and (own <= said or any(own <= key for key in asked))
    ]
