"""Receipts of effects, and how alike two calls are."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.core import ids
from hocket.core.mark import Digest
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from asyncio import CancelledError
    from collections.abc import Mapping

Likeness = Literal["equal", "alike", "different"]

_TEXT_CHARS = 20
_COMPARED_CHARS = 2000
_ALIKE = 0.6
"""Least share of common words of two longer texts."""

_SPELT_ALIKE = 0.8
"""Least share of common letters of two spellings of a word."""

_WORD = re.compile(r"\w+")


class Receipt(Noun):
    """An unsafe effect that happened. Later attempts at the task get this instead of another call.

    ``response`` is empty if a person confirmed the effect after a crash: its answer is lost.
    ``by`` is the attempt of this run for which an inner run had it; empty for one's own.
    """

    attempt_id: str
    ordinal: int
    tool: str
    request: Digest
    response: Digest = Field(default="", description="digest of the exact response")
    by: str = Field(default="", description="attempt of this run for which a run within it had it")

    @property
    def call_id(self) -> str:
        """The call that had the effect."""
        return ids.call(self.attempt_id, self.ordinal)


def report_effects(error: CancelledError, effects: tuple[Receipt, ...]) -> None:
    """Have the cancellation of a call say what a run within the run did until then."""
    vars(error)["effects"] = effects


def effects_in(error: CancelledError) -> tuple[Receipt, ...]:
    """The effects that a cancellation reports; removed from it, so that they are kept once."""
    effects: tuple[Receipt, ...] = vars(error).pop("effects", ())
    return effects


def likeness(arguments: Mapping[str, Any], earlier: Mapping[str, Any]) -> Likeness:
    r"""Whether a call repeats an earlier one of the same tool, as far as its arguments tell.

    ``alike`` if some arguments are equal and others not, or a text differs only in spelling or in
    some of its words. Texts with other numbers, such as two invoices, are different.

    Examples:
        >>> likeness({"to": "ann", "eur": 5}, {"eur": 5.0, "to": "ann"})
        'equal'
        >>> likeness({"to": "ann", "eur": 6}, {"to": "ann", "eur": 5})
        'alike'
        >>> likeness({"to": "Ann "}, {"to": "ann"}), likeness({"to": "bob"}, {"to": "ann"})
        ('alike', 'different')
        >>> likeness({"to": "Jos\u00e9"}, {"to": "Jose\u0301"}), likeness({"to": "A."}, {"to": "a"})
        ('alike', 'alike')
        >>> likeness({"bill": "INV-12"}, {"bill": "INV-13"})
        'different'
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
            leaves[path] = ("number", _number(item))
    return leaves


def _number(value: float) -> float:
    """A number without what only the last bits of a sum differ in."""
    return value if isinstance(value, int) or value.is_integer() else float(f"{value:.15g}")


def _reads_alike(left: tuple[str, Any], right: tuple[str, Any]) -> bool:
    one, other = (_spelt_plainly(str(value)) for _, value in (left, right))
    if one == other:
        return True
    words, others = _WORD.findall(one[:_COMPARED_CHARS]), _WORD.findall(other[:_COMPARED_CHARS])
    if not words or not others:
        return False
    if words == others or _holds(words, others) or _holds(others, words):
        return True
    if min(len(one), len(other)) >= _TEXT_CHARS:
        return SequenceMatcher(None, words, others, autojunk=False).ratio() >= _ALIKE
    return len(words) == len(others) and all(map(_are_spellings, words, others))


def _holds(words: list[str], others: list[str]) -> bool:
    """Whether the others are all among the words, and all numbers of the words among the others."""
    missing = set(words) - set(others)
    return set(others) <= set(words) and not any(map(_has_digit, missing))


def _are_spellings(one: str, other: str) -> bool:
    """Whether these are spellings of one word; a number has only one."""
    if one == other or _has_digit(one + other):
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SPELT_ALIKE


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _spelt_plainly(text: str) -> str:
    """The text without what is only another way to write it: accents, case, invisible signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join("".join(kept).split())
