"""Salvage: copies the readable part of a damaged journal to a new file.

The damaged file is never changed; it is renamed once the copy is complete.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.adapters.sqlite.connection import connect, translated
from hocket.adapters.sqlite.home import has_journal, is_there
from hocket.adapters.sqlite.lock import WriterLock
from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.seals import SPACE as SEALS
from hocket.adapters.sqlite.seals import unpacked
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
    """What was saved, and the new path of the damaged file.

    ``runs_cut`` are runs whose later events cannot be read; they continue from their last readable
    event when you resume them.
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
    """Replace a damaged journal by a copy of its readable part.

    Each run keeps its events up to the first gap, because later ones are meaningless. A text is
    kept if its content still has its digest.

    Raises:
        UnavailableError: There is no file, it cannot be opened, or one of an earlier salvage is in
            the way.
        JournalFullError: The disk has no room for the copy.
        JournalHeldError: Another process holds the journal.
    """
    aside = path.with_name(path.name + ".damaged")
    if not has_journal(path):
        message = f"There is no journal at {path}; nothing to salvage"
        raise UnavailableError(message, path=str(path))
    if is_there(aside):
        message = f"{aside} exists from an earlier salvage; move it away first"
        raise UnavailableError(message, path=str(aside))
    lock = WriterLock(path)
    try:
        with translated(path):
            copy = path.with_name(path.name + ".salvage")
            copy.unlink(missing_ok=True)
            counts = _copied(path, copy)
            _swap(path, copy, aside)
    finally:
        lock.release()
    return Salvaged(journal=str(path), set_aside=str(aside), **counts)


def _copied(path: Path, copy: Path) -> dict[str, Any]:
    """Copy what is readable; a copy that cannot be completed is removed."""
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        target = connect(copy, write=True)
        try:
            return _copy(source, target)
        finally:
            target.close()
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
        raise
    finally:
        source.close()


def _swap(path: Path, copy: Path, aside: Path) -> None:
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + suffix))
    path.rename(aside)
    copy.rename(path)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> dict[str, Any]:
    rows: dict[str, list[tuple[Any, ...]]] = {}
    is_older = _version(source) < VERSION
    columns = OLDER_COLUMNS if is_older else COLUMNS
    for row in _rows(source, "event", columns):
        rows.setdefault(row[1], []).append(row)
    lengths = _lengths(source)
    target.execute("BEGIN IMMEDIATE")
    kept: dict[str, int] = {}
    for run_id, events in rows.items():
        usable = _before_gap(events)
        if usable:
            kept[run_id] = len(usable)
            marks = ", ".join("?" * len(usable[0]))
            target.executemany(f"INSERT INTO event ({columns}) VALUES ({marks})", usable)  # noqa: S608 - our own names
    known = {r: max(lengths.get(r, 0), len(rows.get(r, ()))) for r in {*lengths, *rows}}
    cut = tuple(sorted(r for r, n in known.items() if kept.get(r, 0) < n))
    texts, lost = _copy_texts(source, target)
    documents = _rows(
        source, "document", "space || char(0) || key, space, key, version, expires_us, body"
    )
    target.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        # Snapshots may contain lost events; a seal covers events that may be lost.
        (
            row[1:]
            for row in documents
            if row[1] != SPACE and not (row[1] == SEALS and row[2] in cut)
        ),
    )
    target.execute("COMMIT")
    if is_older:
        fill(target)
    target.execute(queries()["add_heads"])
    return {
        "runs": len(kept),
        "events": sum(kept.values()),
        "events_lost": sum(known.values()) - sum(kept.values()),
        "texts": texts,
        "texts_lost": lost,
        "runs_cut": cut,
    }


def _version(source: sqlite3.Connection) -> int:
    """The format of the file; the current one if its first page cannot be read."""
    with suppress(sqlite3.DatabaseError):
        return int(source.execute("PRAGMA user_version").fetchone()[0])
    return VERSION


def _before_gap(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows from ``seq`` 1 up to the first gap."""
    usable = []
    for seq, row in enumerate(sorted(rows, key=lambda row: row[2]), 1):
        if row[2] != seq:
            break
        usable.append(row)
    return usable


def _copy_texts(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[int, int]:
    texts = lost = 0
    for text_digest, packed, content in _rows(source, "blob", "digest, packed, content"):
        text = unpacked(content, packed=bool(packed))
        if text is None or digest(text) != text_digest:
            lost += 1
            continue
        texts += 1
        target.execute("INSERT INTO blob VALUES (?, ?, ?)", (text_digest, packed, content))
    return texts, lost


def _rows(source: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows before the damage, read forwards, then those after it, read backwards."""
    key = columns.split(",", 1)[0]
    seen: set[Any] = set()
    for order in ("ASC", "DESC"):
        try:
            for row in source.execute(f"SELECT {columns} FROM {table} ORDER BY {key} {order}"):  # noqa: S608 - our own names
                if row[0] in seen:
                    if order == "DESC":
                        return  # reading backwards did not reach the damage
                    continue
                seen.add(row[0])
                yield row
        except sqlite3.DatabaseError:
            continue
        else:
            return


def _lengths(source: sqlite3.Connection) -> dict[str, int]:
    """The number of events per run, from the index, which may be intact where rows are not."""
    lengths: dict[str, int] = {}
    with suppress(sqlite3.DatabaseError):
        for run_id, seq in source.execute("SELECT run_id, seq FROM event ORDER BY run_id, seq"):
            lengths[run_id] = seq  # noqa: PERF403 - keeps the rows before any damage
    return lengths
