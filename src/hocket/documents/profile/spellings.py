"""Values that differ in capitals and blanks alone: ``Old Town``, ``OLD TOWN``, ``old  town``.

People who type names by hand mean one thing by them, and a program that groups by them counts it
several times.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.documents.profile.nouns import Table, TableProfile

MOST_NAMES = 300
"""Different things of a column that is one of names; more are texts of their own."""
LEAST_ROWS = 2
"""Rows for each thing, on average: things of a column of names recur."""
FEW_LETTERS = 3
"""Shorter values may be signs, such as Co and CO, unless all are a letter."""
SIGN_LETTERS = 4
"""Up to which capitals within a word may tell signs apart, such as mHz and MHz."""


def key_of(text: str) -> str:
    r"""What texts that differ in capitals, blanks and forms of letters alone have in common.

    Examples:
        >>> key_of(" Old\u00a0 Town ") == key_of("OLD TOWN")
        True
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def usual_spellings(texts: Iterable[str]) -> dict[str, str]:
    r"""The usual spelling of each value that is written otherwise elsewhere in its column.

    Args:
        texts: The values of a column, in the order of its rows; without missing ones.

    Returns:
        By spelling, without those that are usual; empty if the column is not one of names. The
        usual one is the most frequent; of those the one with a capital first, then the first.

    Examples:
        >>> usual_spellings(["Hill", "HILL", "Hill", "Mill", "Mill", "mill "])
        {'HILL': 'Hill', 'mill ': 'Mill'}
        >>> usual_spellings(["Co", "CO", "Co", "CO"])
        {}
    """
    counts = Counter(texts)
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for text in counts:
        by_key[key_of(text)].append(text)
        if len(by_key) > MOST_NAMES:
            return {}
    if len(by_key) == len(counts) or not _are_names(by_key, counts.total()):
        return {}
    usual: dict[str, str] = {}
    for spellings in by_key.values():
        best = max(spellings, key=lambda text: (_fine(text), counts[text], text[:1].isupper()))
        usual |= {text: best for text in spellings if text != best}
    return usual


def respelled(profile: TableProfile, table: Table) -> Table:
    """The table with the names of each column of texts in their usual spelling."""
    usual: dict[int, dict[str, str]] = {}
    for place, column in enumerate(profile.columns):
        cells = (row[place] for row in table.rows) if column.type == "text" else ()
        if spellings := usual_spellings(c.strip() for c in cells if isinstance(c, str)):
            usual[place] = spellings
    if not usual:
        return table
    rows = [list(row) for row in table.rows]
    for row in rows:
        for place, spellings in usual.items():
            if isinstance(row[place], str):
                row[place] = spellings.get(row[place].strip(), row[place])
    return replace(table, rows=rows)


def same_spellings(texts: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """How the names of a column are spelled in another column that has most of them.

    Returns:
        By spelling in the first column; empty if the columns have few names in common. A name that
        the other column has as it is, or in several spellings, is not changed.

    Examples:
        >>> same_spellings(["MILL LANE", "OLD TOWN"], ["Mill Lane", "Old Town", "Hillcrest"])
        {'MILL LANE': 'Mill Lane', 'OLD TOWN': 'Old Town'}
    """
    by_key: defaultdict[str, set[str]] = defaultdict(set)
    for text in known:
        by_key[key_of(text)].add(text)
    own = {text: key_of(text) for text in texts}
    common = [text for text, key in own.items() if key in by_key]
    if len(by_key) < LEAST_ROWS or 2 * len(common) < len(own) or min(map(len, by_key)) == 0:
        return {}
    others = [text for text in common if text not in by_key[own[text]]]
    return {text: min(by_key[own[text]]) for text in others if len(by_key[own[text]]) == 1}


def merged_counts(counts: Mapping[str, int], usual: Mapping[str, str]) -> list[tuple[str, int]]:
    """The values of a column with their numbers, each in its usual spelling, most frequent first.

    Examples:
        >>> merged_counts({"Hill": 2, "Mill": 2, "HILL": 1}, {"HILL": "Hill"})
        [('Hill', 3), ('Mill', 2)]
    """
    merged = Counter[str]()
    for text, number in counts.items():
        merged[usual.get(text, text)] += number
    return merged.most_common()


def _fine(text: str) -> bool:
    """Whether it has no blanks that nobody means."""
    return text == " ".join(text.split())


def _are_names(by_key: Mapping[str, Sequence[str]], rows: int) -> bool:
    """Whether these are names that recur, and not signs whose capitals tell them apart."""
    if not 1 < len(by_key) <= MOST_NAMES or rows < LEAST_ROWS * len(by_key):
        return False
    several = {key: spellings for key, spellings in by_key.items() if len(spellings) > 1}
    if any(_is_sign(text) for spellings in several.values() for text in spellings):
        return False
    are_letters = all(len(key) == 1 for key in by_key)
    return are_letters or all(len(key) >= FEW_LETTERS for key in several)


def _is_sign(text: str) -> bool:
    """Whether capitals stand within a short word or a code, such as mHz or aB1c."""
    word = text.strip()
    if " " in word or word in (word.lower(), word.upper(), word.capitalize()):
        return False
    return len(word) <= SIGN_LETTERS or any(map(str.isdigit, word))
