"""Connections to the journal's file, and the translation of SQLite's errors."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.home import unwritable
from hocket.adapters.sqlite.lock import WriterLock
from hocket.adapters.sqlite.upgrades import VERSION, show, upgrade
from hocket.errors import (
    EngineError,
    JournalCorruptError,
    JournalFullError,
    OrchestrationError,
    Remedy,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_S = 5.0
LOG_PAGES = 1000
WAL_TURNS = 100


def connect(path: Path, *, write: bool, alongside: bool = False) -> sqlite3.Connection:
    """Open a connection; one that may write creates or upgrades the schema.

    WAL gives readers a consistent state during a write. FULL makes each commit durable when it
    returns, even if the power fails.

    Args:
        path: The file.
        write: Whether the connection may write.
        alongside: Whether another connection writes too, and has lengthened the log.

    Raises:
        JournalCorruptError: The file is damaged, not a journal, or of a newer hocket.
        JournalHeldError: Another process works on a file of an older hocket.
        UnavailableError: The file cannot be opened.
    """
    with translated(path):
        if write:
            # Only the owner may read prompts and keys; SQLite copies the mode to its other files.
            with suppress(FileExistsError):
                path.touch(mode=0o600, exist_ok=False)
        mode = "rw"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_S,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, path, write=write, alongside=alongside)
            if write and not alongside:
                _lengthen_log(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool, alongside: bool) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        message = (
            f"{path} was written by a newer hocket (format {version}); open it with that version"
        )
        raise JournalCorruptError(message, path=str(path), version=version)
    if write:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        if alongside and 0 < version < VERSION:
            lock = WriterLock(path)  # an older hocket may be at work on it
            try:
                upgrade(connection)
            finally:
                lock.release()
        elif version < VERSION:
            upgrade(connection)
    elif version == 0:
        message = f"{path} is not a journal of hocket; choose another file"
        raise JournalCorruptError(message, path=str(path))
    elif version < VERSION:
        show(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Use a log; several connections that change a new file to it at once take turns.

    SQLite gives one of them up at once, without the time that it waits elsewhere.
    """
    for _ in range(WAL_TURNS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            connection.execute("BEGIN IMMEDIATE")  # this waits for the others
            connection.execute("ROLLBACK")
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _lengthen_log(connection: sqlite3.Connection) -> None:
    """Extend the log to its full length now, because syncs that extend a file take twice as long.

    This frees the pages it needs at once, for later writes.
    """
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TABLE IF EXISTS fill")  # of a process that was killed here
        connection.execute("CREATE TABLE fill (x BLOB)")
        connection.execute("INSERT INTO fill VALUES (zeroblob(?))", (LOG_PAGES * size,))
        connection.execute("COMMIT")
        connection.execute("DROP TABLE fill")
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
    except sqlite3.OperationalError:
        # The disk is too full: do without.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Translate SQLite's errors within the block into hocket's."""
    try:
        yield
    except OrchestrationError:
        raise
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except OSError as error:
        raise unwritable(path, error) from error


def _translated(path: Path, error: sqlite3.Error) -> EngineError | UnavailableError:
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        message = f"The disk is full, so {path} cannot be written; nothing is lost: free some space"
        return JournalFullError(message, remedy=Remedy("resume_runs"), path=str(path))
    if name.startswith("SQLITE_IOERR"):
        # A file size limit or quota appears as a failed write.
        message = f"{path} cannot be written ({text}); nothing is lost: check the disk"
        remedy = Remedy("resume_runs")
        return JournalFullError(message, remedy=remedy, path=str(path), sqlite=name)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or isinstance(
        error, sqlite3.IntegrityError
    ):
        message = f"{path} is damaged ({text}); you can copy its readable part to a new file"
        return JournalCorruptError(message, remedy=Remedy("salvage_journal"), path=str(path))
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        message = (
            f"{path} cannot be used: {text}. It and its folder must be writable, even to read it: "
            f"make {path.parent} writable for you, or copy the file to another folder"
        )
        return UnavailableError(message, path=str(path), sqlite=name)
    return UnavailableError(f"{path} cannot be used: {text}", path=str(path), sqlite=name)
