"""Snapshots of projections: how they are saved and restored.

A snapshot only avoids reading the whole journal again. It is used if it has the projection's
version, is undamaged and belongs to this journal; otherwise it is deleted, and the projection is
rebuilt.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.ports.projection import SPACE
from hocket.projections.follower import Follower
from hocket.projections.seal import Seal, sealed, unsealed

if TYPE_CHECKING:
    from hocket.ports.journal import Journal, Record
    from hocket.ports.projection import Projection
    from hocket.ports.store import Store

LOG = logging.getLogger("hocket.projections")


class Header(Seal):
    """The first line of a snapshot: its version and its last record."""

    version: int
    cursor: int
    run_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """A rebuilt projection: the number of its records, and the cursor of the last one."""

    name: str
    records: int
    cursor: int
    size_bytes: int


async def save(projection: Projection, cursor: int, journal: Journal, store: Store) -> int:
    """Save a snapshot; returns its size in bytes, 0 if it was not saved.

    Args:
        projection: Projection that took every record up to the cursor.
        cursor: Position of the last record.
        journal: Journal of the records.
        store: Storage of the snapshot, which replaces an earlier one.
    """
    state = projection.dump()  # before anything is awaited: it takes more records meanwhile
    last = await _record_at(journal, cursor)
    if last is None:
        return 0  # the record was deleted: nothing would show that the snapshot is of this journal
    header = Header(
        version=projection.version,
        cursor=cursor,
        run_id=last.run_id,
        seq=last.seq,
        digest=digest(state),
    )
    body = sealed(header, state)
    await store.put(SPACE, projection.name, body)
    return len(body)


async def restore(projection: Projection, journal: Journal, store: Store) -> int:
    """Restore a projection from its snapshot; returns its cursor, 0 without a usable one."""
    document = await store.get(SPACE, projection.name, now_us=0)  # snapshots do not expire
    if document is None:
        return 0
    try:
        header, state = unsealed(Header, document.body)
        await _check(header, projection, journal)
        projection.load(state)
    except ValueError as error:
        LOG.info("deleted the snapshot of %s, which is rebuilt: %s", projection.name, error)
        await store.delete(SPACE, projection.name)
        return 0
    return header.cursor


async def rebuild(projection: Projection, journal: Journal, store: Store) -> RebuildReport:
    """Rebuild a projection from the whole journal, and replace its snapshot."""
    count = 0

    def take(record: Record) -> None:
        nonlocal count
        count += 1
        projection.take(record)

    follower = Follower(journal)
    receiver = follower.add(take, 0)
    await follower.catch_up()
    await store.delete(SPACE, projection.name)
    size_bytes = await save(projection, receiver.cursor, journal, store)
    return RebuildReport(projection.name, count, receiver.cursor, size_bytes)


async def _check(header: Header, projection: Projection, journal: Journal) -> None:
    """Check that a snapshot is usable.

    Raises:
        ValueError: It is not; says why.
    """
    if header.version != projection.version:
        message = f"it has version {header.version}, not {projection.version}"
        raise ValueError(message)
    last = await _record_at(journal, header.cursor)
    if last is None or (last.run_id, last.seq) != (header.run_id, header.seq):
        message = f"the journal has no event {header.seq} of {header.run_id} at {header.cursor}"
        raise ValueError(message)


async def _record_at(journal: Journal, position: int) -> Record | None:
    records = await journal.read_all(position - 1, 1) if position > 0 else []
    return records[0] if records and records[0].position == position else None
