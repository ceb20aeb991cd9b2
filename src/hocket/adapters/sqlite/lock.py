"""The writer's lock: one process holds a journal; the error for the next one names it.

The operating system releases the lock when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.home import unwritable
from hocket.errors import JournalHeldError, Remedy

if TYPE_CHECKING:
    from pathlib import Path


class WriterLock:
    """Held from construction until ``release``.

    Raises:
        JournalHeldError: Another process holds the journal; names its pid and command.
        JournalFullError: The disk is full.
        UnavailableError: The file of the lock cannot be written.
    """

    def __init__(self, journal: Path) -> None:
        self._path = journal.with_name(journal.name + ".lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise unwritable(self._path, error) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            holder = holder_of(journal) or {}
            who = f"process {holder.get('pid', '?')} ({holder.get('command', 'unknown')})"
            message = f"{journal} is in use by {who}; wait for it, or use another journal"
            remedy = Remedy("free_journal")
            raise JournalHeldError(message, remedy=remedy, path=str(journal), **holder) from error
        holder = {"pid": os.getpid(), "command": " ".join(sys.argv)[:200]}
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps(holder).encode(), 0)
        except OSError as error:
            os.close(self._file)
            raise unwritable(self._path, error) from error

    def release(self) -> None:
        """Let the next process in; no error if it was released already."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1


def worker_of(journal: Path) -> int | None:
    """The pid of the process that holds the lock now, checked by the lock; None if none does."""
    try:
        lock = os.open(journal.with_name(journal.name + ".lock"), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        holder = holder_of(journal)
        return int(str(holder["pid"])) if holder is not None else None
    finally:
        os.close(lock)
    return None


def holder_of(journal: Path) -> dict[str, object] | None:
    """``pid`` and ``command`` of the process that holds a journal; None if none does."""
    try:
        holder: dict[str, object] = json.loads(
            journal.with_name(journal.name + ".lock").read_text(encoding="utf-8")
        )
        os.kill(int(str(holder["pid"])), 0)
    except (OSError, ValueError, KeyError):
        return None
    return holder
