"""Retention: whole finished runs go, the oldest first, and with them the texts only they name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.rows import digests_of
from hocket.ports.projection import SPACE

if TYPE_CHECKING:
    import sqlite3

SPARE = 10
"""Of the allowed size, this part is free once runs were dropped."""


def prune(connection: sqlite3.Connection, max_bytes: int) -> list[str]:
    """Drop the oldest finished runs if the file's used pages do not fit, until a tenth is spare.

    Dropping costs the snapshots, so the room to spare keeps it from happening at every start. An
    unfinished run is never dropped, so the file may stay larger than asked.

    Returns:
        The ids of the dropped runs, oldest first.
    """
    surplus = used_bytes(connection) - max_bytes
    if surplus <= 0:
        return []
    surplus += max_bytes // SPARE
    sql = queries()
    finished = [run_id for (run_id,) in connection.execute(sql["finished"])]
    connection.execute("BEGIN IMMEDIATE")
    try:
        dropped, unused = _chosen(connection, finished, surplus)
        connection.executemany(sql["drop_events"], [(r,) for r in dropped])
        connection.executemany(sql["drop_head"], [(r,) for r in dropped])
        connection.executemany(sql["drop_blob"], [(d,) for d in unused])
        if dropped:
            # Snapshots know of what is gone; without them the rest is read again.
            connection.execute(sql["drop_space"], (SPACE,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return dropped


def _chosen(
    connection: sqlite3.Connection, finished: list[str], surplus: int
) -> tuple[list[str], list[str]]:
    """Which runs go, and which texts no run will name afterwards."""
    sql = queries()
    event_bytes: Counter[str] = Counter()
    named: dict[str, set[str]] = {}
    for run_id, size, digests in connection.execute(sql["references"]):
        event_bytes[run_id] += size
        named.setdefault(run_id, set()).update(digests_of(digests))
    blob_bytes = dict(connection.execute(sql["blob_sizes"]).fetchall())
    users = Counter(d for digests in named.values() for d in digests)
    unused = [d for d in blob_bytes if d not in users]
    surplus -= sum(blob_bytes[d] for d in unused)
    dropped: list[str] = []
    for run_id in finished:
        if surplus <= 0:
            break
        dropped.append(run_id)
        surplus -= event_bytes[run_id]
        for found in named.get(run_id, ()):
            users[found] -= 1
            if users[found] == 0 and found in blob_bytes:
                unused.append(found)
                surplus -= blob_bytes[found]
    return dropped, unused


def used_bytes(connection: sqlite3.Connection) -> int:
    """Bytes in the file's pages that hold something."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
