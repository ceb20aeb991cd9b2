"""A journal in memory, with the contract of the others; it ends with the process.

It lets other tasks run where a journal on disk would, so that no race hides behind it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from hocket.core import ids
from hocket.errors import JournalConflictError, JournalCorruptError
from hocket.ports.journal import Entry, Record, Request, RunHead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MemoryJournal:
    """Implements ``hocket.ports.journal.Journal``."""

    def __init__(self) -> None:
        # Plain tuples of plain values, which the garbage collector stops tracking.
        self._runs: dict[str, list[tuple[Any, ...]]] = {}
        self._over: set[str] = set()
        self._blobs: dict[str, bytes] = {}
        self._requests: list[Request] = []
        self._order: list[tuple[str, int]] = []
        self._last: dict[str, int] = {}
        self._unwritten: deque[tuple[str, tuple[Entry, ...]]] = deque()

    async def append(
        self,
        run_id: str,
        expected_seq: int,
        entries: Sequence[Entry],
        blobs: Mapping[str, bytes] | None = None,
    ) -> int:
        seq = self._last.get(run_id, 0)
        if seq != expected_seq:
            message = f"Run {run_id} is at event {seq}, not {expected_seq}; read it again"
            raise JournalConflictError(message, run_id=run_id, seq=seq, expected=expected_seq)
        self._last[run_id] = seq = seq + len(entries)
        if blobs:
            self._blobs.update(blobs)
        self._unwritten.append((run_id, tuple(entries)))
        try:
            await asyncio.sleep(0)
        finally:
            self._write()
        return seq

    def _write(self) -> None:
        """Write all that is queued, in order; also what belongs to a call that was cancelled."""
        while self._unwritten:
            run_id, entries = self._unwritten.popleft()
            records = self._runs.setdefault(run_id, [])
            for entry in entries:
                self._order.append((run_id, len(records) + 1))
                records.append((len(self._order), *entry))
                if entry.ends:
                    self._over.add(run_id)

    async def read(self, run_id: str, after_seq: int = 0) -> list[Record]:
        await asyncio.sleep(0)
        stored = self._runs.get(run_id, [])[after_seq:]
        return [_record(run_id, seq, row) for seq, row in enumerate(stored, after_seq + 1)]

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        await asyncio.sleep(0)
        places = self._order[after_position : after_position + limit]
        return [_record(run_id, seq, self._runs[run_id][seq - 1]) for run_id, seq in places]

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        within = [r for r in self._runs if r == run_id or ids.is_within(r, run_id)]
        records = [record for r in within for record in await self.read(r)]
        later = (record for record in records if record.position > after_position)
        return sorted(later, key=lambda record: record.position)[:limit]

    async def blob(self, digest: str) -> bytes:
        await asyncio.sleep(0)
        try:
            return self._blobs[digest]
        except KeyError as error:
            message = f"The journal has no text with the digest {digest}"
            raise JournalCorruptError(message, digest=digest) from error

    async def heads(self) -> list[RunHead]:
        await asyncio.sleep(0)
        heads = [
            RunHead(run_id, stored[0][1], stored[-1][1], len(stored), run_id in self._over)
            for run_id, stored in self._runs.items()
            if stored
        ]
        return sorted(heads, key=lambda h: (h.started_us, h.run_id), reverse=True)

    async def ask(self, request: Request) -> None:
        await asyncio.sleep(0)
        self._requests.append(request)

    async def take_requests(self) -> list[Request]:
        await asyncio.sleep(0)
        taken, self._requests = self._requests, []
        return taken

    async def close(self) -> None:
        """Write what is queued."""
        self._write()


def _record(run_id: str, seq: int, row: tuple[Any, ...]) -> Record:
    return Record(row[0], run_id, seq, Entry(*row[1:]))
