"""The keeper: projections that follow the journal from their snapshots on."""

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
    from hocket.projections.follower import Follower, Place

LOG = logging.getLogger("hocket.projections")


@dataclass(slots=True)
class _Kept:
    """A projection at work; ``saved`` is the cursor of its snapshot."""

    projection: Projection
    place: Place
    saved: int


class Keeper:
    """Has projections follow a journal, and writes snapshots of them for the next start.

    Args:
        follower: Hands them the records.
        journal: What it follows.
        store: Where snapshots are kept.
    """

    def __init__(self, follower: Follower, journal: Journal, store: Store) -> None:
        self._follower = follower
        self._journal = journal
        self._store = store
        self._kept: list[_Kept] = []

    async def add(self, projection: Projection) -> bool:
        """Begin a projection where its snapshot ends; the follower catches it up from there.

        Returns:
            Whether there was a snapshot to use; if not, it begins with the first record.
        """
        cursor = await restore(projection, self._journal, self._store)
        place = self._follower.add(projection.take, cursor)
        self._kept.append(_Kept(projection, place, cursor))
        return cursor > 0

    async def save(self, after: int = 1) -> None:
        """Write down each projection that has come this many positions since its last snapshot.

        One that cannot be written costs time at the next start, so it is logged and no error.
        """
        for kept in self._kept:
            cursor = kept.place.cursor
            if cursor - kept.saved < after:
                continue
            try:
                await save(kept.projection, cursor, self._journal, self._store)
            except OrchestrationError as error:
                LOG.warning("no snapshot of %s: %s", kept.projection.name, error.message)
            else:
                kept.saved = cursor
