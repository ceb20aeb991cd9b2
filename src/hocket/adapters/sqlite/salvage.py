"""Salvage: what can still be read of a damaged journal, copied to a new file.

The damaged file is never written to; it is set aside under another name when the copy stands.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.adapters.sqlite.connection import connect
from hocket.adapters.sqlite.lock import WriterLock
from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.upgrades import VERSION, fill
from hocket.core.digest import digest
from hocket.errors import UnavailableError
from hocket.ports.projection import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDER_COLUMNS = "position, run_id, seq, at_us, type, version, body"
COLUMNS = f"{OLDER_COLUMNS}, digests, ends, joined"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved, and where the damaged file lies now.

    ``runs_cut`` are runs whose later events could not be read: they stand as of their last
    readable event, and go on from there when they are resumed.
    """

    journal: str
    set_aside: str
    runs: int
    events: int
    events_lost: int
    texts: int
    texts_lost: int
    runs_cut: tuple[str, ...]


def salvage(path: Path) -> Salvaged:
    """Copy what can be read to a new journal in place of the damaged one.

    Of each run the unbroken beginning is kept: an event after a gap has lost its meaning. A text
    is kept if its content still has its digest.

    Raises:
        UnavailableError: There is no file, or what was damaged before is still set aside.
        JournalHeldError: A process works on it.
    """
    aside = path.with_name(path.name + ".damaged")
    if not path.exists():
        message = f"There is no journal at {path}"
        raise UnavailableError(message, path=str(path))
    if aside.exists():
        message = f"{aside} is there from an earlier salvage; move it away first"
        raise UnavailableError(message, path=str(aside))
    lock = WriterLock(path)
    try:
        copy = path.with_name(path.name + ".salvage")
        copy.unlink(missing_ok=True)
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        target = connect(copy, write=True)
        try:
            told = _copy(source, target)
        finally:
            source.close()
            target.close()
        _swap(path, copy, aside)
    finally:
        lock.release()
    return Salvaged(journal=str(path), set_aside=str(aside), **told)


def _swap(path: Path, copy: Path, aside: Path) -> None:
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    path.rename(aside)
    copy.rename(path)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> dict[str, Any]:
    rows: dict[str, list[tuple[Any, ...]]] = {}
    is_older = source.execute("PRAGMA user_version").fetchone()[0] < VERSION
    columns = OLDER_COLUMNS if is_older else COLUMNS
    for row in _rows(source, "event", columns):
        rows.setdefault(row[1], []).append(row)
    lengths = _lengths(source)
    target.execute("BEGIN IMMEDIATE")
    kept: dict[str, int] = {}
    for run_id, found in rows.items():
        whole = _unbroken(found)
        if whole:
            kept[run_id] = len(whole)
            marks = ", ".join("?" * len(whole[0]))
            target.executemany(f"INSERT INTO event ({columns}) VALUES ({marks})", whole)  # noqa: S608 - our own names
    texts, lost = _copy_texts(source, target)
    documents = _rows(
        source, "document", "space || char(0) || key, space, key, version, expires_us, body"
    )
    target.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        # A snapshot may know of events that are lost.
        (row[1:] for row in documents if row[1] != SPACE),
    )
    target.execute("COMMIT")
    if is_older:
        fill(target)
    target.execute(queries()["add_heads"])
    there = {r: max(lengths.get(r, 0), len(rows.get(r, ()))) for r in {*lengths, *rows}}
    return {
        "runs": len(kept),
        "events": sum(kept.values()),
        "events_lost": sum(there.values()) - sum(kept.values()),
        "texts": texts,
        "texts_lost": lost,
        "runs_cut": tuple(sorted(r for r, n in there.items() if kept.get(r, 0) < n)),
    }


def _unbroken(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows from sequence 1 up to the first gap."""
    whole = []
    for seq, row in enumerate(sorted(rows, key=lambda row: row[2]), 1):
        if row[2] != seq:
            break
        whole.append(row)
    return whole


def _copy_texts(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[int, int]:
    texts = lost = 0
    for named, packed, content in _rows(source, "blob", "digest, packed, content"):
        try:
            whole = zlib.decompress(content) if packed else content
        except zlib.error:
            lost += 1
            continue
        if digest(whole) != named:
            lost += 1
            continue
        texts += 1
        target.execute("INSERT INTO blob VALUES (?, ?, ?)", (named, packed, content))
    return texts, lost


def _rows(source: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows from the front up to the damage, then from the back down to it."""
    key = columns.split(",", 1)[0]
    seen: set[Any] = set()
    for order in ("ASC", "DESC"):
        try:
            for row in source.execute(f"SELECT {columns} FROM {table} ORDER BY {key} {order}"):  # noqa: S608 - our own names
                if row[0] in seen:
                    if order == "DESC":
                        return  # the damage was not met on the way
                    continue
                seen.add(row[0])
                yield row
        except sqlite3.DatabaseError:
            continue
        else:
            return


def _lengths(source: sqlite3.Connection) -> dict[str, int]:
    """How many events each run had, from the index, whose pages may be whole where rows are not."""
    found: dict[str, int] = {}
    with suppress(sqlite3.DatabaseError):
        for run_id, seq in source.execute("SELECT run_id, seq FROM event ORDER BY run_id, seq"):
            found[run_id] = seq  # noqa: PERF403 - keeps what was read before any damage
    return found
