"""A journal in memory, with the contract of the others; it ends with the process.

Where a journal on disk waits, it lets other tasks run now and then, so no race hides behind it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import replace
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hocket.adapters.memory.turn import EVERY, Turns
from hocket.core import ids
from hocket.errors import JournalConflictError, JournalCorruptError
from hocket.ports.journal import Entry, Record, Request, RunHead

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Fields = tuple[Any, ...]
"""Those of an entry. The garbage collector visits no plain tuples of plain values."""

TYPE = Entry._fields.index("type")
_ends = itemgetter(Entry._fields.index("ends"))


class MemoryJournal:
    """Implements ``hocket.ports.journal.Journal``.

    Args:
        turn_every: So many of its waits let other tasks run, 1 or more. A test of races wants 1.
    """

    def __init__(self, turn_every: int = EVERY) -> None:
        # By position, from 0; per run the positions of its entries, from 1.
        self._run_ids: list[str] = []
        self._entries: list[Fields] = []
        self._runs: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
        self._over: set[str] = set()
        self._blobs: dict[str, bytes] = {}
        self._asked = 0
        self._requests: dict[int, Request] = {}
        self._last: dict[str, int] = {}
        self._unwritten: deque[tuple[str, list[Fields]]] = deque()
        self._turns = Turns(turn_every)

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
        self._unwritten.append((run_id, list(map(tuple, entries))))
        try:
            await self._turns
        finally:
            self._write()
        return seq

    def _write(self) -> None:
        """Write all that is queued, in order; also what belongs to a call that was cancelled."""
        while self._unwritten:
            run_id, entries = self._unwritten.popleft()
            first, count = len(self._entries) + 1, len(entries)
            self._runs[run_id].extend(range(first, first + count))
            self._run_ids += [run_id] * count
            self._entries += entries
            if any(map(_ends, entries)):
                self._over.add(run_id)

    async def read(self, run_id: str, after_seq: int = 0, limit: int | None = None) -> list[Record]:
        await self._turns
        positions = self._runs.get(run_id)
        last = None if limit is None else after_seq + limit
        return [self._record(p) for p in positions[after_seq:last]] if positions else []

    async def read_types(
        self, run_id: str, types: Collection[str], skip: int, limit: int
    ) -> list[Record]:
        await self._turns
        positions = self._runs.get(run_id, ())
        fits = (p for p in positions if self._entries[p - 1][TYPE] in types)
        return [self._record(position) for position in islice(fits, skip, skip + limit)]

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        await self._turns
        last = min(after_position + limit, len(self._entries))
        return [self._record(position) for position in range(after_position + 1, last + 1)]

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        within = [r for r in self._runs if r == run_id or ids.is_within(r, run_id)]
        records = [record for r in within for record in await self.read(r)]
        later = (record for record in records if record.position > after_position)
        return sorted(later, key=lambda record: record.position)[:limit]

    async def blob(self, digest: str) -> bytes:
        await self._turns
        try:
            return self._blobs[digest]
        except KeyError as error:
            message = f"The journal has no text with the digest {digest}"
            raise JournalCorruptError(message, digest=digest) from error

    async def heads(self) -> list[RunHead]:
        await self._turns
        heads = [self._head(run_id) for run_id, positions in self._runs.items() if positions]
        return sorted(heads, key=lambda h: (h.started_us, h.run_id), reverse=True)

    async def head(self, run_id: str) -> RunHead | None:
        await self._turns
        return self._head(run_id) if self._runs.get(run_id) else None

    async def end(self) -> int:
        await self._turns
        return len(self._entries)

    async def ask(self, request: Request) -> None:
        await self._turns
        self._asked += 1
        self._requests[self._asked] = replace(request, number=self._asked)

    async def requests(self) -> list[Request]:
        await self._turns
        return list(self._requests.values())

    async def drop_request(self, number: int) -> None:
        await self._turns
        self._requests.pop(number, None)

    async def close(self) -> None:
        """Write what is queued."""
        self._write()

    def _head(self, run_id: str) -> RunHead:
        positions = self._runs[run_id]
        first, last = self._record(positions[0]), self._record(positions[-1])
        is_over = run_id in self._over
        return RunHead(run_id, first.entry.at_us, last.entry.at_us, len(positions), is_over)

    def _record(self, position: int) -> Record:
        run_id = self._run_ids[position - 1]
        seq = bisect_left(self._runs[run_id], position) + 1
        return Record(position, run_id, seq, Entry(*self._entries[position - 1]))
