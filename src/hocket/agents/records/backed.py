"""Whether the rows that an LLM takes out of a text have values that stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.backing import has_day, numbers_in
from hocket.agents.records.amounts import amounts_in
from hocket.agents.records.asides import without_asides
from hocket.documents.quotes import LEAST_CHARS, place_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_LONE = (
    r"(?:\b(?i:grade|class|category|level|type|group|mark|zone|house|block|flat|room|building|hall"
    r"|section|part|gate|platform|line|team|option|plan|unit|wing)s?\b\W{{0,3}}(?:is |was |of )?"
    r"{mark}(?!\w)|[\"'\u2018\u201c(\[|]\s*{mark}\s*[\"'\u2019\u201d)\]|]"
    r"|(?<!\w){mark}(?=\s*(?:[.,;:!?)\]|]|$)))"
)
"""Where a letter that is also a word, such as an article, is a mark."""


def backed_rows(rows: Iterable[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The rows that say something, with values that stand in the text, and not only in its asides.

    Examples:
        >>> row = {"no": 3, "broken": 2}
        >>> said = ("3. Mast and oar broke.", "3. All well. (In 2023 there were 2.)")
        >>> [len(backed_rows([row], text)) for text in said]
        [1, 0]
    """
    own = without_asides(text)
    named = amounts_in(own)
    return [
        row
        for row in rows
        if not is_void(row)
        and all(stands_in(value, own) or is_count_in(value, named) for value in row.values())
    ]


def is_count_in(value: object, named: Container[float]) -> bool:
    """Whether a value is one of the numbers of things that a text names in other words."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in named


def is_void(row: Mapping[str, Any]) -> bool:
    """Whether a row says nothing: after what names it, only noughts, several of them, or gaps."""
    values = list(row.values())[1:]
    noughts = [value for value in values if value == 0 and not isinstance(value, bool)]
    is_blank = all(value in (0, None, "") for value in values)
    return is_blank and (len(noughts) > 1 or not any(value is not None for value in values))


def stands_in(value: object, text: str) -> bool:
    """Whether a value stands in a text; yes, no, nothing and 0 can be said in any words.

    Examples:
        >>> stands_in("B", "Grade B."), stands_in("B", "Bees"), stands_in(True, "It is so.")
        (True, False, True)
    """
    if value is None or isinstance(value, bool) or value == 0:
        return True
    if isinstance(value, int | float):
        return float(value) in numbers_in(text)
    if 0 < len(str(value)) < LEAST_CHARS:  # a mark, such as a grade
        return _has_mark(str(value), text)
    return place_of(str(value), text) is not None or has_day(str(value), text)


def _has_mark(mark: str, text: str) -> bool:
    """Whether a mark stands in a text, and not the article or pronoun that it may look like."""
    if mark.casefold() in ("a", "i"):
        return re.search(_LONE.format(mark=mark), text, re.MULTILINE) is not None
    return re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", text) is not None
