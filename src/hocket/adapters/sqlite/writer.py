"""The writer: a thread that commits the entries of many callers at once.

While it writes one group, the next one gathers: a single caller waits for one commit, a thousand
callers for a few.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.adapters.sqlite.connection import translated
from hocket.adapters.sqlite.queries import queries
from hocket.adapters.sqlite.rows import rows_of
from hocket.adapters.sqlite.seals import put_seal, seal
from hocket.core import ids
from hocket.errors import JournalConflictError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hocket.adapters.sqlite.seals import RunningSeal
    from hocket.ports.journal import Entry

PACK_BYTES = 1024
GROUP_LIMIT = 2048
IDLE_S = 2.0
"""How long nothing is written before the runs that go on are sealed."""


@dataclass(slots=True, eq=False)
class Append:
    """The entries of one caller, and the future that completes when they are durable.

    ``ends``: one of them ends the run. ``sealed``: the digest over all events of the run up to the
    last of these, if the run ends and its digest is known.
    """

    run_id: str
    first_seq: int
    entries: Sequence[Entry]
    blobs: Mapping[str, bytes]
    ends: bool
    sealed: str
    done: asyncio.Future[int]


@dataclass(slots=True)
class Job:
    """Other work between groups, such as deleting old runs."""

    action: Callable[[sqlite3.Connection], Any]
    done: asyncio.Future[Any]


class Writer:
    """Owns the writing connection and its thread.

    Args:
        connection: Connection to write with; ``close`` closes it.
        path: Path of the journal, for messages.
        failed: Called on the loop with the ids of runs whose entries were not written.
        seals: Of the runs that began here and go on; the loop adds to them what it puts.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        failed: Callable[[set[str]], None],
        seals: Mapping[str, RunningSeal],
    ) -> None:
        self._connection = connection
        self._path = path
        self._failed = failed
        self._written: dict[str, int] = {}
        self._unsealed: set[str] = set()
        self._seals = seals
        self._queue: queue.SimpleQueue[Append | Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="hocket-journal", daemon=True)
        self._thread.start()

    def put(self, item: Append | Job) -> None:
        self._queue.put(item)

    async def close(self) -> None:
        """Write queued entries, then end the thread and the connection."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _work(self) -> None:
        ending = False
        while not ending:
            items, ending = self._gather()
            group = [i for i in items if isinstance(i, Append)]
            if group:
                self._write(group)
            for job in items:
                if isinstance(job, Job):
                    self._run(job)
        self._seal_open()

    def _seal_open(self) -> None:
        """Seal the runs that go on; without a seal only a change of their events is not noticed."""
        with suppress(sqlite3.Error):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                sealed = {run_id for run_id in self._unsealed if self._seal(run_id)}
                self._connection.execute("COMMIT")
                self._unsealed -= sealed
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _seal(self, run_id: str) -> bool:
        """Seal a run that goes on; False if more of it is on its way, which is sealed later."""
        running = self._seals.get(run_id)
        if running is None:
            seal(self._connection, run_id)
            return True
        state = running.state()
        # A failed write of another run clears what is known of this one.
        if state is None or state[0] != self._last(run_id, queries()):
            return False
        put_seal(self._connection, run_id, *state)
        return True

    def _gather(self) -> tuple[list[Append | Job], bool]:
        items: list[Append | Job] = []
        try:
            item = self._queue.get(timeout=IDLE_S if self._unsealed else None)
        except queue.Empty:
            self._seal_open()
            item = self._queue.get()
        while True:
            if item is None:
                return items, True
            items.append(item)
            if len(items) >= GROUP_LIMIT:
                return items, False
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return items, False

    def _write(self, group: list[Append]) -> None:
        try:
            with translated(self._path):
                late = self._commit(group)
        except Exception as error:  # noqa: BLE001 - each caller gets it
            self._written.clear()
            self._loop.call_soon_threadsafe(self._refuse, group, error)
            return
        if late:
            message = (
                "An earlier write of this run failed, so this one was not written; read it again"
            )
            conflict = JournalConflictError(message, run_ids=sorted({a.run_id for a in late}))
            self._loop.call_soon_threadsafe(self._refuse, late, conflict)
        self._loop.call_soon_threadsafe(_resolve, [a for a in group if a not in late])

    def _commit(self, group: list[Append]) -> list[Append]:
        """Write the group; returns the appends that were skipped because of a gap in their run."""
        sql = queries()
        execute = self._connection.execute
        late = []
        execute("BEGIN IMMEDIATE")
        try:
            for append in group:
                if self._last(append.run_id, sql) != append.first_seq - 1:
                    late.append(append)
                    continue
                self._insert(append, sql)
            execute("COMMIT")
            for append in group:
                if append.ends:
                    self._written.pop(append.run_id, None)
        except BaseException:
            if self._connection.in_transaction:
                execute("ROLLBACK")
            raise
        return late

    def _last(self, run_id: str, sql: Mapping[str, str]) -> int:
        last = self._written.get(run_id)
        if last is None:
            row = self._connection.execute(sql["last_seq"], (run_id,)).fetchone()
            last = row[0] if row else 0
        return last

    def _insert(self, append: Append, sql: Mapping[str, str]) -> None:
        run_id, seq, entries = append.run_id, append.first_seq, append.entries
        execute, executemany = self._connection.execute, self._connection.executemany
        for digest, content in append.blobs.items():
            packed = len(content) > PACK_BYTES
            stored = zlib.compress(content, 1) if packed else content
            execute(sql["add_blob"], (digest, packed, stored))
        if seq == 1:
            execute(sql["begin_run"], (run_id, entries[0].at_us))
        executemany(sql["add_event"], rows_of(run_id, seq, entries))
        last = seq + len(entries) - 1
        if append.ends:
            ended_us = next(entry.at_us for entry in entries if entry.ends)
            execute(sql["end_run"], (ended_us, run_id))
            if append.sealed:
                put_seal(self._connection, run_id, last, append.sealed)
            else:
                seal(self._connection, run_id)
            self._unsealed.discard(run_id)
        elif ids.is_run(run_id):
            self._unsealed.add(run_id)
        self._written[run_id] = last

    def _run(self, job: Job) -> None:
        try:
            with translated(self._path):
                result = job.action(self._connection)
        except Exception as error:  # noqa: BLE001 - the caller gets it
            self._loop.call_soon_threadsafe(_fail, job.done, error)
        else:
            self._loop.call_soon_threadsafe(_finish, job.done, result)

    def _refuse(self, group: list[Append], error: Exception) -> None:
        self._failed({append.run_id for append in group})
        for append in group:
            _fail(append.done, error)


def _resolve(group: list[Append]) -> None:
    for append in group:
        _finish(append.done, append.first_seq + len(append.entries) - 1)


def _finish(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
