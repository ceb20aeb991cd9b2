"""Receipts of effects, and how alike two calls are."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.core import ids
from hocket.core.mark import Digest
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping

Likeness = Literal["equal", "alike", "different"]

_TEXT_CHARS = 20
_COMPARED_CHARS = 2000
_ALIKE = 0.6


class Receipt(Noun):
    """An unsafe effect that happened. Later attempts at the task get this instead of another call.

    ``response`` is empty if a person confirmed the effect after a crash: its answer is lost.
    """

    attempt_id: str
    ordinal: int
    tool: str
    request: Digest
    response: Digest = Field(default="", description="digest of the exact response")

    @property
    def call_id(self) -> str:
        """The call that had the effect."""
        return ids.call(self.attempt_id, self.ordinal)


def likeness(arguments: Mapping[str, Any], earlier: Mapping[str, Any]) -> Likeness:
    r"""Whether a call repeats an earlier one of the same tool, as far as its arguments tell.

    ``alike`` if some arguments are equal and others not, or a text differs only in spelling or in
    some of its words.

    Examples:
        >>> likeness({"to": "ann", "eur": 5}, {"eur": 5.0, "to": "ann"})
        'equal'
        >>> likeness({"to": "ann", "eur": 6}, {"to": "ann", "eur": 5})
        'alike'
        >>> likeness({"to": "Ann "}, {"to": "ann"}), likeness({"to": "bob"}, {"to": "ann"})
        ('alike', 'different')
        >>> likeness({"to": "Jos\u00e9"}, {"to": "Jose\u0301"})
        'alike'
    """
    left, right = _leaves(arguments), _leaves(earlier)
    if left == right:
        return "equal"
    common = left.keys() & right.keys()
    if any(left[path] == right[path] or _reads_alike(left[path], right[path]) for path in common):
        return "alike"
    return "different"


def _leaves(value: Any) -> dict[tuple[str, ...], tuple[str, Any]]:
    """The values in JSON by their path, each with its type; 5 and 5.0 are the same number."""
    leaves: dict[tuple[str, ...], tuple[str, Any]] = {}
    queue: list[tuple[tuple[str, ...], Any]] = [((), value)]
    while queue:
        path, item = queue.pop()
        if isinstance(item, dict) and item:
            queue.extend(((*path, key), inner) for key, inner in item.items())
        elif isinstance(item, list) and item:
            queue.extend(((*path, str(n)), inner) for n, inner in enumerate(item))
        elif isinstance(item, bool) or not isinstance(item, int | float):
            leaves[path] = (type(item).__name__, str(item))
        else:
            leaves[path] = ("number", item)
    return leaves


def _reads_alike(left: tuple[str, Any], right: tuple[str, Any]) -> bool:
    one, other = (_spelt_alike(str(value)) for _, value in (left, right))
    if one == other:
        return True
    one, other = one[:_COMPARED_CHARS], other[:_COMPARED_CHARS]
    if min(len(one), len(other)) < _TEXT_CHARS:
        return False
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE


def _spelt_alike(text: str) -> str:
    """The text without what is only another way to write it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
