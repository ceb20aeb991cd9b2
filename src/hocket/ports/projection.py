"""A projection: something that is read from all events and kept up to date with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.journal import Record

SPACE = "projection"
"""The space of the store that holds snapshots; a journal that loses records drops them."""


class Projection(Protocol):
    """Takes every record of the journal once, in order, and adds up what it needs.

    Its state is a snapshot of the journal and never a source of truth: rebuilt from the first
    record on, it comes out the same.

    Attributes:
        name: The key of its snapshot, and its name for `hocket journal rebuild`.
        version: Raise it when ``take`` reads a record differently, or ``dump`` writes differently.
    """

    name: ClassVar[str]
    version: ClassVar[int]

    def take(self, record: Record) -> None:
        """Take in one record; records that say nothing to it, or cannot be read, change nothing."""
        ...

    def dump(self) -> bytes:
        """The state after the last record taken."""
        ...

    def load(self, state: bytes) -> Sequence[str]:
        """Begin from what ``dump`` wrote; nothing was taken before.

        Returns:
            Ids of runs under way whose state is too large to write down. Their records up to the
            snapshot are taken again, run by run, before anything else.

        Raises:
            ValueError: ``dump`` did not write this; nothing is changed.
        """
        ...
