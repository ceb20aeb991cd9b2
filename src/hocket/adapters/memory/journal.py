"""A journal in memory, with the contract of the others; it ends with the process."""

from __future__ import annotations

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

    async def append(
        self,
        run_id: str,
        expected_seq: int,
        entries: Sequence[Entry],
        blobs: Mapping[str, bytes] | None = None,
    ) -> int:
        records = self._runs.setdefault(run_id, [])
        seq = len(records)
        if seq != expected_seq:
            message = f"Run {run_id} is at event {seq}, not {expected_seq}; read it again"
            raise JournalConflictError(message, run_id=run_id, seq=seq, expected=expected_seq)
        position = len(self._order)
        for entry in entries:
            position += 1
            seq += 1
            self._order.append((run_id, seq))
            records.append((position, *entry))
            if entry.ends:
                self._over.add(run_id)
        if blobs:
            self._blobs.update(blobs)
        return seq

    async def read(self, run_id: str, after_seq: int = 0) -> list[Record]:
        stored = self._runs.get(run_id, [])[after_seq:]
        return [_record(run_id, seq, row) for seq, row in enumerate(stored, after_seq + 1)]

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        places = self._order[after_position : after_position + limit]
        return [_record(run_id, seq, self._runs[run_id][seq - 1]) for run_id, seq in places]

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        within = [r for r in self._runs if r == run_id or ids.is_within(r, run_id)]
        records = [record for r in within for record in await self.read(r)]
        later = (record for record in records if record.position > after_position)
        return sorted(later, key=lambda record: record.position)[:limit]

    async def blob(self, digest: str) -> bytes:
        try:
            return self._blobs[digest]
        except KeyError as error:
            message = f"The journal has no text with the digest {digest}"
            raise JournalCorruptError(message, digest=digest) from error

    async def heads(self) -> list[RunHead]:
        heads = [
            RunHead(run_id, stored[0][1], stored[-1][1], len(stored), run_id in self._over)
            for run_id, stored in self._runs.items()
            if stored
        ]
        return sorted(heads, key=lambda h: (h.started_us, h.run_id), reverse=True)

    async def ask(self, request: Request) -> None:
        self._requests.append(request)

    async def take_requests(self) -> list[Request]:
        taken, self._requests = self._requests, []
        return taken

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


def _record(run_id: str, seq: int, row: tuple[Any, ...]) -> Record:
    return Record(row[0], run_id, seq, Entry(*row[1:]))
