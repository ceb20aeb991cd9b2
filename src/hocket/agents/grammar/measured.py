"""Which measure of the options a question means: by its name, or by what is said of its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.choosing import (
    DISTANCE,
    HIGHEST,
    LENGTH,
    LOWEST,
    MONEY,
    OF_SPEED,
    SPEED,
    TIME,
)
from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.lexicon import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.grammar.choosing import Chosen
    from hocket.documents.profile.choices import Choices

LEAST = 2
"""Letters of a name that is looked for in a text."""
_BY_VERB = {
    "pay": MONEY, "spend": MONEY, "paid": MONEY, "spent": MONEY,
    "could": frozenset[str](), "would": frozenset[str](),
    "travel": DISTANCE | TIME, "take": TIME, "wait": TIME,
}  # fmt: skip
_TOLD = {
    MONEY: MONEY | {"pay", "paid", "euro", "dollar", "asked", "offered", "cent", "pound"},
    TIME: TIME | {"long", "take", "took", "taken", "minutes", "hours"},
    DISTANCE: DISTANCE | {"far", "away"},
}
"""By quantity the words of sentences that say that columns measure it."""
_GENERAL = frozenset(("total", "overall", "own", "travel", "full", "asking"))
"""Words that a name may leave out."""
_PLAIN = frozenset(("buy", "get", "take", "use", "have", "choose", "order", "book", "reach"))
"""What is done with any option, so that 'cheapest to buy' says no more than 'cheapest'."""


def measure_of(
    found: Chosen, choices: Sequence[Choices], told: str, columns: Sequence[str]
) -> Choices:
    """The only measure that a question can mean.

    Args:
        found: The question.
        choices: The measures.
        told: What the task says of the table.
        columns: The names of all columns.

    Raises:
        Unread: There is none, or there are several.
    """
    extreme = found.extreme
    words = found.words or (extreme.words if extreme else "")
    purpose = extreme.purpose.partition(" ")[0] if extreme else ""
    adjective = extreme.adjective if extreme else ""
    quantity = LOWEST.get(adjective, frozenset()) | HIGHEST.get(adjective, frozenset())
    quantity |= SPEED if adjective in OF_SPEED else frozenset()
    fitting = _named(words, choices)
    if any(not _may_be(quantity, _words(one)) for one in fitting):
        raise Unread
    if not fitting:
        quantity = _quantity(words) if words else quantity
        by_verb = _BY_VERB.get(found.pays, frozenset())
        if by_verb and quantity:
            quantity &= by_verb
        quantity = quantity or by_verb
        fitting = [one for one in choices if _words(one) & quantity]
        if not quantity:
            raise Unread
    if len(fitting) == 1 and (not purpose or purpose in _PLAIN):
        return fitting[0]
    said = _said_of(choices, told, columns)
    signs = {*quantity}.union(*(words for kind, words in _TOLD.items() if kind & quantity))
    if len(fitting) != 1:
        fitting = [one for one in fitting or choices if said[one.measure] & {*map(folded, signs)}]
    if purpose and purpose not in _PLAIN:
        meant = [one for one in choices if folded(purpose) in said[one.measure]]
        fitting = [one for one in meant if one in fitting] if len(meant) == 1 else []
    if len(fitting) != 1:
        raise Unread
    return fitting[0]


def means_lowest(adjective: str, one: Choices) -> bool:
    """Whether an adjective means the lowest of a measure: the quickest has the highest speed."""
    is_speed = {*spoken(one.measure).split()} & SPEED
    return (adjective in LOWEST) is not bool(adjective in OF_SPEED and is_speed)


def _may_be(quantity: frozenset[str], words: set[str]) -> bool:
    """Whether an adjective of a quantity may go with a measure of these words."""
    if quantity <= LENGTH:
        return not quantity or not words & MONEY
    return bool(words & quantity)


def _named(words: str, choices: Sequence[Choices]) -> list[Choices]:
    """The measure that some words name; none if they name a quantity or nothing.

    Raises:
        Unread: Several are called so.
    """
    known = {*map(folded, words.split())}
    known = known - _GENERAL or known
    found = [one for one in choices if known and known <= _words(one)]
    alike = [one for one in found if _words(one) in (known, {*map(folded, words.split())})]
    if len(alike or found) > 1:
        raise Unread
    return alike or found


def _quantity(words: str) -> frozenset[str]:
    """The words for what some words measure.

    Raises:
        Unread: They are no quantity.
    """
    known = {*map(folded, words.split())} - _GENERAL
    for quantity in (MONEY, TIME, DISTANCE, SPEED):
        if known and known <= quantity:
            return quantity
    raise Unread


def _words(one: Choices) -> set[str]:
    return {*map(folded, spoken(one.measure).split())}


def _said_of(choices: Sequence[Choices], told: str, columns: Sequence[str]) -> dict[str, set[str]]:
    """By measure the words that a text says behind the names of its columns.

    Raises:
        Unread: A name stands where the text before it may tell of it.
    """
    owners = dict.fromkeys(columns, "")
    owners |= {name: one.measure for one in choices for name in one.columns}
    marks = _marks(owners, told)
    if not any(owner for _, _, owner in marks):
        marks = _marks({one.measure: one.measure for one in choices}, told)
    found: dict[str, set[str]] = {one.measure: set() for one in choices}
    starts = [start for start, _, _ in marks[1:]]
    for (start, end, owner), until in zip(marks, [*starts, len(told)], strict=bool(marks)):
        if not owner:
            continue
        if re.search(r"(?:\(|\b(?:in|as|is|are|by|under)|:)\s*$", told[:start]):
            raise Unread
        words = re.findall(r"[a-z]+", told[end:until].casefold())
        found[owner] |= {*map(folded, words)}
    return found


def _marks(owners: Mapping[str, str], told: str) -> list[tuple[int, int, str]]:
    """(start, end, what it belongs to) of each name in a text, in its order."""
    found = []
    for name, owner in owners.items():
        if len(name) < LEAST:
            continue  # it may be a word
        pattern = rf"(?<![\w.]){re.escape(name)}(?!\w|\.\w)"
        found += [(m.start(), m.end(), owner) for m in re.finditer(pattern, told)]
    return sorted(found)
