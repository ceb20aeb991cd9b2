"""Snapshots of projections: how they are written down, and when they are used.

A snapshot saves reading the whole journal again, no more. It is used if it is of the projection's
version, undamaged, and of this journal; otherwise it is dropped and the projection is rebuilt.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.noun import Noun
from hocket.ports.projection import SPACE
from hocket.projections.follower import Follower

if TYPE_CHECKING:
    from hocket.ports.journal import Journal, Record
    from hocket.ports.projection import Projection
    from hocket.ports.store import Store

LOG = logging.getLogger("hocket.projections")


class Seal(Noun):
    """The first line of a snapshot: its version, its last record, and the digest of the rest."""

    version: int
    cursor: int
    run_id: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a projection was rebuilt from: so many records, the last one at ``cursor``."""

    name: str
    records: int
    cursor: int
    size_bytes: int


async def save(projection: Projection, cursor: int, journal: Journal, store: Store) -> int:
    """Write a snapshot down; its size in bytes.

    Args:
        projection: It has taken every record up to the cursor.
        cursor: The position of the last one.
        journal: Where they are.
        store: Gets the snapshot, in place of an earlier one.
    """
    last = await _record_at(journal, cursor)
    if last is None:
        return 0  # dropped meanwhile: such a snapshot could not be told from one of another journal
    state = projection.dump()
    seal = Seal(
        version=projection.version,
        cursor=cursor,
        run_id=last.run_id,
        seq=last.seq,
        digest=digest(state),
    )
    body = seal.model_dump_json().encode() + b"\n" + state
    await store.put(SPACE, projection.name, body)
    return len(body)


async def restore(projection: Projection, journal: Journal, store: Store) -> int:
    """Begin a projection with its snapshot; the cursor it ends at, 0 where there is none to use."""
    document = await store.get(SPACE, projection.name, now_us=0)  # snapshots do not expire
    if document is None:
        return 0
    head, _, state = document.body.partition(b"\n")
    try:
        seal = Seal.model_validate_json(head)
        await _check(seal, state, projection, journal)
        under_way = projection.load(state)
    except ValueError as error:
        LOG.info("The snapshot of %s is dropped and rebuilt: %s", projection.name, error)
        await store.delete(SPACE, projection.name)
        return 0
    for run_id in under_way:
        for record in await journal.read(run_id):
            if record.position <= seal.cursor:
                projection.take(record)
    return seal.cursor


async def rebuild(projection: Projection, journal: Journal, store: Store) -> Rebuilt:
    """Build a new projection from the whole journal, and keep its snapshot in place of the old."""
    count = 0

    def take(record: Record) -> None:
        nonlocal count
        count += 1
        projection.take(record)

    follower = Follower(journal)
    place = follower.add(take, 0)
    await follower.catch_up()
    await store.delete(SPACE, projection.name)
    size_bytes = await save(projection, place.cursor, journal, store)
    return Rebuilt(projection.name, count, place.cursor, size_bytes)


async def _check(seal: Seal, state: bytes, projection: Projection, journal: Journal) -> None:
    """Let pass what can be used.

    Raises:
        ValueError: It cannot; says why.
    """
    if seal.version != projection.version:
        message = f"it has version {seal.version}, not {projection.version}"
        raise ValueError(message)
    if seal.digest != digest(state):
        message = "it is damaged"
        raise ValueError(message)
    last = await _record_at(journal, seal.cursor)
    if last is None or (last.run_id, last.seq) != (seal.run_id, seal.seq):
        message = f"the journal has no event {seal.seq} of {seal.run_id} at {seal.cursor}"
        raise ValueError(message)


async def _record_at(journal: Journal, position: int) -> Record | None:
    records = await journal.read_all(position - 1, 1) if position > 0 else []
    return records[0] if records and records[0].position == position else None
