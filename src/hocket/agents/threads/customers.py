"""Who orders in a thread, and who only sells, confirms or offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.threads.changes import Change

_REQUEST = late_pattern(
    r"(?i)\b(?:(?:can|could|may|might) (?:i|we)"
    r"|(?:can|could|would|will) you (?!like|want|need|prefer))\b"
)
"""What asks for a thing, rather than whether somebody else wants it."""


@dataclass(slots=True)
class Customers:
    """Who set the count of each thing first, and who began the thread.

    Examples:
        >>> customers = Customers()
        >>> customers.heard("Ada")
        >>> customers.asked("Ada", "Could we have 4 jugs?")
        >>> customers.has_set("Shop", "jugs", is_number=True)
        >>> customers.orders("Ada", "jugs"), customers.is_orderer("Shop")
        (True, False)
    """

    _first: str = ""
    _is_first_ordering: bool = False
    _setters: dict[str, str] = field(default_factory=dict)

    def heard(self, author: str) -> None:
        """Take in who writes a message."""
        self._first = self._first or author

    def asked(self, author: str, clause: str) -> None:
        """Take in a question that names things."""
        is_request = _REQUEST.search(clause) is not None
        self._is_first_ordering |= author == self._first and is_request

    def has_set(self, author: str, name: str, *, is_number: bool) -> None:
        """Take in who set the count of a thing."""
        self._setters.setdefault(name, author)
        self._is_first_ordering |= author == self._first and is_number

    def is_orderer(self, author: str) -> bool:
        """Whether somebody is the one who orders: who began the thread so, or set a count first."""
        if self._is_first_ordering:
            return author == self._first
        return author == next(iter(self._setters.values()), "")

    def orders(self, author: str, name: str) -> bool:
        """Whether somebody is the one who orders a thing."""
        return self.is_orderer(author) or self._setters.get(name, author) == author

    def is_others(self, author: str, change: Change, counts: Mapping[str, float]) -> bool:
        """Whether somebody else has set a thing to another number, who did not begin the thread."""
        if author == self._first:
            return False
        setter = self._setters.get(change.name, author)
        return setter != author and counts.get(change.name) != change.amount
