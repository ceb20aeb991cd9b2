"""The cost of a durable write to the journal: by one run, and by many that share commits.

The floor is one INSERT and COMMIT with `synchronous = FULL` on a separate connection, in the
calling thread. The journal adds the blobs, the check of the order within the run, and the hand-over
to the writer thread.

    python bench/journal.py [ROUNDS]
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.core.digest import digest
from hocket.ports.journal import Entry

WRITES = 300
BODY = b"x" * 400


def floor(path: Path) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, body BLOB)")
    began = time.perf_counter()
    for _ in range(WRITES):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event (body) VALUES (?)", (BODY,))
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took / WRITES


async def ours(journal: SqliteJournal, tag: str, width: int) -> float:
    """Seconds an append takes while `width` runs write at once."""

    async def run(number: int) -> None:
        for n in range(WRITES // width):
            text = f"{tag} {number} {n}".encode()
            await journal.append(
                f"{tag}-{number}", n, [Entry(n, "TimerFired", 1, BODY)], {digest(text): text}
            )

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(width):
            group.create_task(run(number))
    return (time.perf_counter() - began) / WRITES


async def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = await SqliteJournal.open(Path(folder) / "journal.db")
        for width in (1, 10, 100):
            rows = []
            for n in range(rounds):
                base = floor(Path(folder) / f"floor-{width}.db")
                rows.append((base, await ours(journal, f"w{width}-{n}", width)))
            base, took = (statistics.median(column) for column in zip(*rows, strict=True))
            ratio = statistics.median(b / a for a, b in rows)
            print(
                f"journal, {width:>3} runs at once: {took * 1e6:7.1f} µs an append   "
                f"floor {base * 1e6:7.1f} µs   ratio {ratio:5.2f}"
            )
        await journal.close()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
