"""The rows that belong to a passage: one on a numbered thing has one row, with its number."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.documents.passages import Passage

_NUMBERED = re.compile(r"(?i)(?:^|_)(?:number|no|nr|num|id|item|point|position|index)$")
_DIGITS = re.compile(r"\d+")
_HEADING = re.compile(r"(?:#{1,6} +)?\S+(?: [^\s.!?]+){0,9}[^.!?\n]?(?:\n\n|$)")
"""A first line that is no sentence."""


def owned_rows(
    rows: Sequence[dict[str, Any]], keys: Sequence[str], passage: Passage
) -> list[dict[str, Any]]:
    r"""The rows of a passage without those of things that it is not about.

    Examples:
        >>> from hocket.documents.passages import passages_of
        >>> text = "Lot 44. Clock. 45, then 50 bid.\\nLot 45. Vase. 20 bid."
        >>> rows = [{"lot": 44, "bid": 50}, {"lot": 45, "bid": 50}, {"lot": 50, "bid": 45}]
        >>> owned_rows(rows, ["lot", "bid"], passages_of(text)[0])
        [{'lot': 44, 'bid': 50}]
    """
    key = _numbering(keys, passage, rows)
    if not key:
        return list(rows)
    numbers = numbers_of(key, passage)
    own = [row for row in rows if _number(row[key]) in numbers] if numbers else list(rows)
    if not own and _label(passage) != _word(key):
        return list(rows)  # the passages are numbered otherwise than the things
    first: dict[int | None, dict[str, Any]] = {}
    for row in own:
        first.setdefault(_number(row[key]), row)
    return list(first.values())


def placed_rows(
    rows: Sequence[dict[str, Any]],
    keys: Sequence[str],
    passages: Sequence[Passage],
    stands: Callable[[dict[str, Any], str], bool],
) -> list[dict[str, Any]]:
    """The rows of a whole text that stand in the passage with their number, one for each.

    Args:
        rows: Rows from anywhere in the text.
        keys: Their keys.
        passages: Those of the text.
        stands: Whether the values of a row stand in a text.
    """
    marked = [passage for passage in with_headings(passages) if passage.mark]
    if not marked or not all(_numbering(keys, passage, rows) for passage in marked):
        return list(rows)
    placed = []
    for passage in marked:
        there = [row for row in rows if stands(row, passage.text)]
        placed += owned_rows(there, keys, passage)
    return placed


def with_headings(passages: Sequence[Passage]) -> list[Passage]:
    r"""The passages, with what stands below a bare heading in one passage with it.

    Examples:
        >>> from hocket.documents.passages import passages_of
        >>> text = "3. Roof\n\nWe mend it.\n\nCarried.\n\n4. Pond\n\nPut off."
        >>> [passage.text for passage in with_headings(passages_of(text))]
        ['3. Roof\n\nWe mend it.\n\nCarried.', '4. Pond\n\nPut off.']
    """
    joined: list[Passage] = []
    for passage in passages:
        before = joined[-1] if joined else None
        is_head = before is not None and (before.mark or before.text.startswith("#"))
        is_own = passage.mark or passage.text.startswith("#")
        if before is None or not is_head or is_own or not _HEADING.match(before.text):
            joined.append(passage)
            continue
        text = f"{before.text}\n\n{passage.text}"
        joined[-1] = replace(before, text=text, last=passage.last)
    return joined


def numbers_of(key: str, passage: Passage) -> set[int]:
    """The numbers of what a passage is about: in its heading, or behind the word of the key."""
    if marked := _DIGITS.findall(passage.mark):
        return {int(marked[-1])}
    word = re.escape(_word(key))
    listed = re.findall(
        rf"(?i)\b{word}s?\b\W{{0,3}}(?:no\.? ?)?(\d+(?:(?:, | and |, and | & )\d+)*)", passage.text
    )
    return {int(number) for each in listed for number in _DIGITS.findall(each)}


def _numbering(keys: Sequence[str], passage: Passage, rows: Sequence[dict[str, Any]]) -> str:
    """The key that holds the number of a thing; empty if none does."""
    for key in keys[:2]:
        values = [row[key] for row in rows if row[key] is not None]
        if not values or any(_number(value) is None for value in values):
            continue
        if _NUMBERED.search(key) or _label(passage) == _word(key):
            return key
        if key == keys[0] and not passage.mark and numbers_of(key, passage):
            return key
    return ""


def _label(passage: Passage) -> str:
    """The word before the number of a passage; empty without one."""
    label = re.match(r"[^\W\d_]+", passage.mark)
    return label[0].lower() if label else ""


def _word(key: str) -> str:
    return re.split(r"[\W_]", key)[0].lower()


def _number(value: object) -> int | None:
    """The whole number that a value is, with a word before it or not."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) else None
    match = re.fullmatch(r"(?:[^\W\d_]+\.? ?)?(\d+)\.?", str(value).strip())
    return int(match[1]) if match else None
