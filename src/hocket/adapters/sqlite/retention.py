"""Retention: deletes the oldest finished runs, and the texts that only they refer to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.rows import digests_of
from hocket.adapters.sqlite.seals import SPACE as SEALS
from hocket.ports.projection import SPACE

if TYPE_CHECKING:
    import sqlite3

SPARE = 10
"""The part of the allowed size that is free after deletion: one tenth."""


def prune(connection: sqlite3.Connection, max_bytes: int) -> list[str]:
    """Delete the oldest finished runs if the used pages do not fit, until a tenth is free.

    Deletion invalidates the snapshots; the free tenth avoids that at every start. Unfinished runs
    and the runs within them are never deleted, so the file may stay larger than ``max_bytes``.

    Returns:
        The ids of the deleted runs, oldest first.
    """
    surplus = used_bytes(connection) - max_bytes
    if surplus <= 0:
        return []
    surplus += max_bytes // SPARE
    sql = queries()
    finished = [run_id for (run_id,) in connection.execute(sql["finished"])]
    connection.execute("BEGIN IMMEDIATE")
    try:
        deleted, unused = _chosen(connection, finished, surplus)
        connection.executemany(sql["drop_events"], [(r,) for r in deleted])
        connection.executemany(sql["drop_head"], [(r,) for r in deleted])
        connection.executemany(sql["drop_blob"], [(d,) for d in unused])
        connection.executemany(sql["drop_document"], [(SEALS, r) for r in deleted])
        if deleted:
            # Snapshots contain deleted runs; without them, the projections read the rest again.
            connection.execute(sql["drop_space"], (SPACE,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return deleted


def _chosen(
    connection: sqlite3.Connection, finished: list[str], surplus: int
) -> tuple[list[str], list[str]]:
    """The runs to delete, and the texts that no run refers to afterwards."""
    sql = queries()
    event_bytes: Counter[str] = Counter()
    references: dict[str, set[str]] = {}
    for run_id, size, digests in connection.execute(sql["references"]):
        event_bytes[run_id] += size
        references.setdefault(run_id, set()).update(digests_of(digests))
    blob_bytes = dict(connection.execute(sql["blob_sizes"]).fetchall())
    users = Counter(d for digests in references.values() for d in digests)
    unused = [d for d in blob_bytes if d not in users]
    surplus -= sum(blob_bytes[d] for d in unused)
    deleted: list[str] = []
    for run_id in finished:
        if surplus <= 0:
            break
        deleted.append(run_id)
        surplus -= event_bytes[run_id]
        for text in references.get(run_id, ()):
            users[text] -= 1
            if users[text] == 0 and text in blob_bytes:
                unused.append(text)
                surplus -= blob_bytes[text]
    return deleted, unused


def used_bytes(connection: sqlite3.Connection) -> int:
    """Bytes in the used pages of the file."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
