"""Checkpoints: explanations of long runs as of some of their events, kept in the store.

An explanation as of any event starts from the checkpoint before it. A checkpoint is never a source
of truth: one of another release, of another journal or damaged is passed over.
"""

from __future__ import annotations

import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.ports.projection import SPACE
from hocket.projections.explanation import Explainer
from hocket.projections.seal import Seal, sealed, unsealed

if TYPE_CHECKING:
    from hocket.ports.journal import Journal, Record
    from hocket.ports.store import Store

STRIDE = 2000
"""Few enough events to be folded in a moment."""

RELEASE = version("hocket")
VERSION = 1
"""Increase it when the reducer or the explanation changes."""


class Header(Seal):
    """The first line of a checkpoint: what wrote it, and its last event."""

    version: int
    release: str
    position: int
    event: str


class Checkpoints:
    """Saves and finds checkpoints.

    Args:
        journal: Journal of the runs.
        store: Where the checkpoints are.
        stride: Events from one checkpoint of a run to the next.
    """

    def __init__(self, journal: Journal, store: Store, stride: int = STRIDE) -> None:
        self._journal = journal
        self._store = store
        self._stride = stride

    async def save(self, explainer: Explainer, last: Record) -> None:
        """Keep the explanation as of a record, the last one that the explainer took."""
        state = zlib.compress(explainer.dump(), 1)
        header = Header(
            version=VERSION,
            release=RELEASE,
            position=last.position,
            event=digest(last.entry.body),
            digest=digest(state),
        )
        await self._store.put(SPACE, _key(last.run_id, last.seq), sealed(header, state))

    async def before(self, run_id: str, seq: int) -> Explainer | None:
        """An explainer of the run that goes on from the newest checkpoint up to an event."""
        for place in range(seq // self._stride * self._stride, 0, -self._stride):
            document = await self._store.get(SPACE, _key(run_id, place), now_us=0)
            if document is None:
                continue
            try:
                header, state = unsealed(Header, document.body)
                if await self._is_usable(header, run_id, place):
                    return Explainer.load(zlib.decompress(state))
            except (ValueError, zlib.error):
                continue
        return None

    async def _is_usable(self, header: Header, run_id: str, seq: int) -> bool:
        if (header.version, header.release) != (VERSION, RELEASE):
            return False
        records = await self._journal.read(run_id, seq - 1, 1)
        known = [(record.position, digest(record.entry.body)) for record in records]
        return known == [(header.position, header.event)]


def _key(run_id: str, seq: int) -> str:
    return f"{run_id}@{seq}"
