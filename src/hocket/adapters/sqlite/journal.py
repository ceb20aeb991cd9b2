"""The journal in one SQLite file: WAL, one writer with group commit, any number of readers."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Self

from hocket.adapters.sqlite.connection import connect, translated
from hocket.adapters.sqlite.home import has_journal, make_folder_of
from hocket.adapters.sqlite.lock import WriterLock
from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.retention import prune
from hocket.adapters.sqlite.rows import record_of
from hocket.adapters.sqlite.seals import RunningSeal, unpacked
from hocket.adapters.sqlite.writer import Append, Job, Writer
from hocket.core import ids
from hocket.core.digest import digest as name_of
from hocket.errors import JournalConflictError, JournalCorruptError, Remedy, UnavailableError
from hocket.ports.journal import Entry, Record, Request, RunHead

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

RECENT_BYTES = 32 << 20


class SqliteJournal:
    """Implements ``hocket.ports.journal.Journal``; create it with ``open``."""

    def __init__(self, path: Path, reader: sqlite3.Connection, lock: WriterLock | None) -> None:
        self._path = path
        self._reader = reader
        self._lock = lock
        self._writer: Writer | None = None
        self._last: dict[str, int] = {}
        self._recent: dict[str, bytes] = {}
        self._recent_bytes = 0
        self._seen_version = -1
        self._seals: dict[str, RunningSeal] = {}
        """Of the runs that began here and go on."""

    @classmethod
    async def open(
        cls, path: Path, *, read_only: bool = False, retain_bytes: int | None = None
    ) -> Self:
        """Open the journal in a file, which is created if necessary.

        Args:
            path: The file; ``-wal``, ``-shm`` and ``.lock`` files are created next to it.
            read_only: Only read, and send requests to the process that holds the journal.
            retain_bytes: Size of the file above which the oldest finished runs are deleted.

        Raises:
            JournalHeldError: Another process holds the journal; names it.
            JournalCorruptError: The file is damaged, not a journal, or of a newer hocket.
            UnavailableError: The file cannot be opened, or is read-only and does not exist.
        """
        if read_only:
            if not has_journal(path):
                message = f"There is no journal at {path} yet; the first run creates it"
                raise UnavailableError(message, remedy=Remedy("start_run"), path=str(path))
            return cls(path, connect(path, write=False), None)
        make_folder_of(path)
        lock = WriterLock(path)
        try:
            connection = connect(path, write=True)
            journal = cls(path, connect(path, write=False), lock)
        except BaseException:
            lock.release()
            raise
        journal._writer = Writer(connection, path, journal._forget, journal._seals)
        if retain_bytes is not None:
            await journal.prune(retain_bytes)
        return journal

    async def append(
        self,
        run_id: str,
        expected_seq: int,
        entries: Sequence[Entry],
        blobs: Mapping[str, bytes] | None = None,
    ) -> int:
        last = self._last.get(run_id)
        if last is None:
            last = self._last_on_disk(run_id)
        if last != expected_seq:
            message = f"Run {run_id} is at event {last}, not {expected_seq}; read it again"
            raise JournalConflictError(message, run_id=run_id, seq=last, expected=expected_seq)
        self._last[run_id] = last + len(entries)
        texts = blobs or {}
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        ends = any(entry.ends for entry in entries)
        writer, running, sealed = self._require_writer(), self._seal_of(run_id, last), ""
        if running is not None and ends:
            running.add(entries)
            sealed = running.hexdigest()
            del self._seals[run_id]
        writer.put(Append(run_id, last + 1, entries, texts, ends, sealed, done))
        if running is not None and not ends:
            running.add(entries)  # while the thread of the writer waits for the disk
        for digest, content in texts.items():
            self._remember(digest, content)
        written = await done
        if ends and self._last.get(run_id) == written:
            del self._last[run_id]  # finished runs rarely get entries, and the file has the number
        return written

    async def read(self, run_id: str, after_seq: int = 0, limit: int | None = None) -> list[Record]:
        return await self._records("read_run", run_id, after_seq, -1 if limit is None else limit)

    async def read_types(
        self, run_id: str, types: Collection[str], skip: int, limit: int
    ) -> list[Record]:
        return await self._records("read_types", run_id, json.dumps(sorted(types)), limit, skip)

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        return await self._records("read_all", after_position, limit)

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        return await self._records("read_tree", run_id, after_position, limit)

    async def blob(self, digest: str) -> bytes:
        recent = self._recent.get(digest)
        if recent is not None:
            return recent
        rows = await self._rows("blob", digest)
        if not rows:
            message = f"{self._path} has no text with the digest {digest}"
            raise JournalCorruptError(message, path=str(self._path), digest=digest)
        packed, content = rows[0]
        text = unpacked(content, packed=bool(packed))
        if text is None or name_of(text) != digest:
            message = (
                f"The text {digest} in {self._path} is not as it was stored: the file is damaged "
                "or was edited; you can copy its readable part to a new file"
            )
            remedy = Remedy("salvage_journal")
            raise JournalCorruptError(message, remedy=remedy, path=str(self._path), digest=digest)
        return text

    async def heads(self) -> list[RunHead]:
        rows = await self._rows("heads")
        return [RunHead(run, start, end, seq, bool(over)) for run, start, end, seq, over in rows]

    async def head(self, run_id: str) -> RunHead | None:
        for run, start, end, seq, over in await self._rows("head", run_id):
            return RunHead(run, start, end, seq, bool(over))
        return None

    async def end(self) -> int:
        [(position,)] = await self._rows("end")
        return int(position)

    async def ask(self, request: Request) -> None:
        values = (request.run_id, request.kind, request.body)

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(queries()["ask"], values)

        if self._writer is not None:
            await self._job(write)
        else:
            with translated(self._path):
                await asyncio.to_thread(write, self._reader)

    async def requests(self) -> list[Request]:
        # The counter changes only when another connection, such as our own writer, writes.
        version = self._reader.execute("PRAGMA data_version").fetchone()[0]
        if version == self._seen_version:
            return []
        self._seen_version = version
        rows = await self._rows("requests")
        return [Request(run_id, kind, body, number) for number, run_id, kind, body in rows]

    async def drop_request(self, number: int) -> None:
        await self._job(lambda c: c.execute(queries()["drop_request"], (number,)))

    async def prune(self, max_bytes: int) -> list[str]:
        """Delete the oldest finished runs until the used pages fit; returns their ids."""
        deleted: list[str] = await self._job(lambda c: prune(c, max_bytes))
        for run_id in deleted:
            self._last.pop(run_id, None)
        if deleted:
            self._recent.clear()
            self._recent_bytes = 0
        return deleted

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
        self._reader.close()
        if self._lock is not None:
            self._lock.release()

    def _require_writer(self) -> Writer:
        if self._writer is None:
            message = f"{self._path} is open for reading only; open it for writing first"
            raise UnavailableError(message, path=str(self._path))
        return self._writer

    def _seal_of(self, run_id: str, last: int) -> RunningSeal | None:
        """The running seal of a run; None if it began elsewhere or is none."""
        if last == 0 and ids.is_run(run_id):
            self._seals[run_id] = RunningSeal(run_id)
        return self._seals.get(run_id)

    async def _job(self, action: Any) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._require_writer().put(Job(action, done))
        return await done

    async def _records(self, name: str, *values: Any) -> list[Record]:
        rows = await self._rows(name, *values)
        return [record_of(row) for row in rows]

    async def _rows(self, name: str, *values: Any) -> list[Any]:
        # Reads are short and come from the page cache: a thread would cost more than it saves.
        with translated(self._path):
            return self._reader.execute(queries()[name], values).fetchall()

    def _last_on_disk(self, run_id: str) -> int:
        with translated(self._path):
            row = self._reader.execute(queries()["last_seq"], (run_id,)).fetchone()
        return row[0] if row else 0

    def _remember(self, digest: str, content: bytes) -> None:
        """Cache a text that was just written; it is usually read soon."""
        if digest in self._recent:
            return
        self._recent[digest] = content
        self._recent_bytes += len(content)
        while self._recent_bytes > RECENT_BYTES:
            oldest = next(iter(self._recent))
            self._recent_bytes -= len(self._recent.pop(oldest))

    def _forget(self, run_ids: set[str]) -> None:
        """Reset the caches after a failed write, so that the state on disk counts."""
        for run_id in run_ids:
            self._last.pop(run_id, None)
            self._seals.pop(run_id, None)
        self._recent.clear()
        self._recent_bytes = 0
