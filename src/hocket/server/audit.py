"""The audit log: who did what, append-only, each entry sealed with the hash of the one before."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from hocket.core.digest import canonical, digest
from hocket.core.ids import AUDIT
from hocket.core.noun import Noun
from hocket.errors import EngineError
from hocket.ports.journal import Entry
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Record

TYPE = "Audited"
BEGINNING = "0" * 64


class AuditEntry(Noun):
    """One thing that was done, or refused. ``hash`` seals it and all before it."""

    seq: int
    at: datetime
    subject: str
    role: str
    action: str
    target: str
    outcome: str
    address: str
    hash: str


class Verification(Noun):
    """Whether the log is whole. ``broken_at`` is the first entry that is not as it was written."""

    ok: bool
    entries: int
    broken_at: int | None = None


class Audit:
    """Writes the log; one of them to a journal.

    Args:
        journal: Where it is kept, as a stream of its own.
        clock: Time.
    """

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._seq = 0
        self._last = BEGINNING

    async def load(self) -> None:
        """Go on from where the log stands."""
        records = await self._journal.read(AUDIT)
        if records:
            self._seq = records[-1].seq
            self._last = str(json.loads(records[-1].entry.body)["hash"])

    async def write(
        self, *, subject: str, role: str, action: str, target: str, outcome: str, address: str
    ) -> None:
        """Add an entry; it is durable when this returns.

        Raises:
            JournalFullError: There is no room.
        """
        at_us = self._clock.now_us()
        said = {
            "subject": subject,
            "role": role,
            "action": action,
            "target": target,
            "outcome": outcome,
            "address": address,
        }
        # The place in the chain is taken before the first await, so entries seal in their order.
        sealed = _seal(self._last, at_us, said)
        expected, self._seq, self._last = self._seq, self._seq + 1, sealed
        body = canonical({**said, "hash": sealed})
        try:
            await self._journal.append(AUDIT, expected, [Entry(at_us, TYPE, 1, body)])
        except EngineError:
            await self.load()
            raise

    async def entries(self, before: int | None, limit: int) -> list[AuditEntry]:
        """The newest entries first; those before a ``seq`` if one is given."""
        last = self._seq if before is None else min(before - 1, self._seq)
        records = await self._journal.read(AUDIT, max(0, last - limit))
        return [entry_of(r) for r in reversed(records) if r.seq <= last]


async def verify(journal: Journal) -> Verification:
    """Whether every entry is as it was written, and none is missing from within."""
    last = BEGINNING
    records = await journal.read(AUDIT)
    for seq, record in enumerate(records, 1):
        said = json.loads(record.entry.body)
        sealed = said.pop("hash", "")
        if record.seq != seq or sealed != _seal(last, record.entry.at_us, said):
            return Verification(ok=False, entries=len(records), broken_at=seq)
        last = sealed
    return Verification(ok=True, entries=len(records))


def entry_of(record: Record) -> AuditEntry:
    """A record of the log's stream as an entry."""
    said = json.loads(record.entry.body)
    return AuditEntry(seq=record.seq, at=moment(record.entry.at_us), **said)


def _seal(last: str, at_us: int, said: dict[str, str]) -> str:
    return digest(canonical([last, at_us, said]))
