"""The keeper: starts projections from their snapshots and saves new ones."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.errors import OrchestrationError
from hocket.projections.snapshot import restore, save

if TYPE_CHECKING:
    from hocket.ports.journal import Journal
    from hocket.ports.projection import Projection
    from hocket.ports.store import Store
    from hocket.projections.follower import Follower, Receiver

LOG = logging.getLogger("hocket.projections")


@dataclass(slots=True)
class _Entry:
    """A projection that follows the journal; ``saved`` is the cursor of its snapshot."""

    projection: Projection
    receiver: Receiver
    saved: int


class Keeper:
    """Keeps projections up to date with a journal, and saves snapshots for the next start.

    Args:
        follower: Delivers the records.
        journal: Journal of the follower.
        store: Storage of the snapshots.
    """

    def __init__(self, follower: Follower, journal: Journal, store: Store) -> None:
        self._follower = follower
        self._journal = journal
        self._store = store
        self._entries: list[_Entry] = []

    async def add(self, projection: Projection) -> bool:
        """Start a projection from its snapshot; the follower delivers the later records.

        Returns:
            Whether there was a usable snapshot; if not, it starts with the first record.
        """
        cursor = await restore(projection, self._journal, self._store)
        receiver = self._follower.add(projection.take, cursor)
        self._entries.append(_Entry(projection, receiver, cursor))
        return cursor > 0

    async def save(self, after: int = 1) -> None:
        """Save each projection that advanced at least ``after`` positions since its last snapshot.

        A snapshot that cannot be saved only slows the next start, so its error is only logged.
        """
        for entry in self._entries:
            cursor = entry.receiver.cursor
            if cursor - entry.saved < after:
                continue
            try:
                await save(entry.projection, cursor, self._journal, self._store)
            except OrchestrationError as error:
                LOG.warning(
                    "cannot save the snapshot of %s: %s", entry.projection.name, error.message
                )
            else:
                entry.saved = cursor
