"""The columns of a log that a word may mean: slots of its messages by name, place and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import HAPPENED, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.grammar.messages import Kind

_ADDRESSES = frozenset(("address", "ip", "ip address"))
_NUMBERED = frozenset(
    ("number", "time", "code", "port", "pid", "page", "path", "file", "url", "id", "reason")
)
"""What no slot is that is not called so."""
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+")
_NAME = re.compile(r"(?=.*[^\W\d_])[\w -]+")
_WHERE = frozenset(("at", "in", "on", "to", "via", "with"))


def only(found: Sequence[Sequence[int]]) -> int:
    """The only column that all kinds have.

    Raises:
        Unread: There is none, or a kind has several.
    """
    places = {place for some in found for place in some}
    if len(places) != 1 or any(len(some) != 1 for some in found):
        raise Unread
    return places.pop()


def slots_called(kind: Kind, noun: str) -> list[int]:
    """The columns of the slots that are called so."""
    return [p for at, p in kind.slots.items() if stem(kind.parts[at][1:-1]) == noun]


def slots_behind(kind: Kind, link: str) -> list[int]:
    """The columns of the slots right behind a preposition."""
    return [p for at, p in kind.slots.items() if link and kind.parts[at - 1] == link]


def slots_of_things(kind: Kind) -> list[int]:
    """The columns of the slots that do not say where it happened."""
    return [p for at, p in kind.slots.items() if kind.parts[at - 1] not in _WHERE]


def may_be(noun: str, rows: Sequence[tuple[Any, ...]], place: int) -> bool:
    """Whether the values of a column may be what a word names that no message has."""
    values = {str(row[place]) for row in rows if row[place] is not None}
    are_addresses = all(map(_ADDRESS.fullmatch, values))
    if noun in _ADDRESSES or are_addresses:
        return are_addresses and noun in _ADDRESSES
    return noun not in _NUMBERED and all(map(_NAME.fullmatch, values))


def refuse_repeated(
    saying: list[Kind], words: frozenset[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Refuse to count things by rows that tell of numbers of them, or of one several times.

    Raises:
        Unread: There are such.
    """
    for kind in saying:
        for at, place in kind.slots.items():
            before = kind.parts[at - 1] if at else ""
            if stem(before) not in words or HAPPENED.fullmatch(before):
                continue
            values = [row[place] for row in rows if row[place] is not None]
            if len(set(values)) < len(values):
                raise Unread
