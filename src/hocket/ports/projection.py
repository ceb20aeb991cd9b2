"""The projection port: a view that is computed from all events and kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from hocket.ports.journal import Record

SPACE = "projection"
"""The store's space for snapshots; deleting records from the journal deletes them too."""


class Projection(Protocol):
    """Takes every record of the journal once, in order.

    Its state is never a source of truth: rebuilding it from the first record gives the same state.

    Attributes:
        name: Key of its snapshot, and its name for `hocket journal rebuild`.
        version: Increase it when ``take`` or the format of ``dump`` changes.
    """

    name: ClassVar[str]
    version: ClassVar[int]

    def take(self, record: Record) -> None:
        """Take one record; irrelevant or unreadable records change nothing."""
        ...

    def dump(self) -> bytes:
        """The state after the last record."""
        ...

    def load(self, state: bytes) -> None:
        """Restore the state that ``dump`` returned, before the first ``take``.

        Raises:
            ValueError: ``state`` is not from ``dump``; nothing changed.
        """
        ...
