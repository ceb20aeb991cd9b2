"""Opening the file, and what SQLite's errors mean for whoever journals."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.queries import script
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


def connect(path: Path, *, write: bool, beside: bool = False) -> sqlite3.Connection:
    """A connection, with the schema in place if it may write; ``beside`` another that works.

    WAL lets readers see a whole state while one writes. FULL makes each commit durable when it
    returns, also against a loss of power.

    Raises:
        JournalCorruptError: The file is no journal, damaged, or of a newer hocket.
        UnavailableError: It cannot be opened.
    """
    with translated(path):
        if write:
            # Prompts and keys are in it: nobody else's to read. What SQLite puts beside it follows.
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
            _prepare(connection, path, write=write)
            if write and not beside:
                _lengthen_log(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        message = f"{path} was written by a newer hocket (format {found}); use that one to open it"
        raise JournalCorruptError(message, path=str(path), version=found)
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        if found == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {script('schema')} COMMIT;")
        elif found < VERSION:
            upgrade(connection, found)
    elif found == 0:
        message = f"{path} is no journal of hocket's"
        raise JournalCorruptError(message, path=str(path))
    elif found < VERSION:
        show(connection)


def _lengthen_log(connection: sqlite3.Connection) -> None:
    """Give the log its full length now: a sync that need not lengthen a file takes half the time.

    The pages it needs for that are free again at once, and are used by what is written later.
    """
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE fill (x BLOB)")
        connection.execute("INSERT INTO fill VALUES (zeroblob(?))", (LOG_PAGES * size,))
        connection.execute("COMMIT")
        connection.execute("DROP TABLE fill")
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
    except sqlite3.OperationalError:
        # No room for it: then without.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors within the block into hocket's."""
    try:
        yield
    except OrchestrationError:
        raise
    except sqlite3.Error as error:
        raise _told(path, error) from error


def _told(path: Path, error: sqlite3.Error) -> EngineError | UnavailableError:
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        message = f"No room left to write {path}; nothing is lost: free some"
        return JournalFullError(message, remedy=Remedy("resume_runs"), path=str(path))
    if name.startswith("SQLITE_IOERR"):
        # A file size limit or quota shows as a failed write.
        message = f"{path} could not be written ({text}); nothing is lost: check the disk"
        remedy = Remedy("resume_runs")
        return JournalFullError(message, remedy=remedy, path=str(path), sqlite=name)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or isinstance(
        error, sqlite3.IntegrityError
    ):
        message = f"{path} is damaged ({text}); what can still be read can be copied to a new file"
        return JournalCorruptError(message, remedy=Remedy("salvage_journal"), path=str(path))
    return UnavailableError(f"{path} cannot be used: {text}", path=str(path), sqlite=name)
