"""The audit log: append-only; the hash of each entry covers the hash of the entry before it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical, digest
from hocket.core.ids import AUDIT
from hocket.core.noun import Noun
from hocket.core.usage import Usage
from hocket.errors import EngineError
from hocket.ports.journal import Entry
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Record

TYPE = "Audited"
BEGINNING = "0" * 64


class AuditEntry(Noun):
    """One change, refused request or call of an LLM outside runs.

    ``usage`` is what a call took. ``hash`` covers the entry and all entries before it.
    """

    seq: int
    at: datetime
    subject: str
    role: str
    action: str
    target: str
    outcome: str
    address: str
    usage: Usage | None = None
    hash: str


class Verification(Noun):
    """Whether the log is intact. ``broken_at`` is the first altered or misplaced entry."""

    ok: bool
    entries: int
    broken_at: int | None = None


class Audit:
    """Writer of the log; a journal has at most one.

    Args:
        journal: Journal that stores the log in a stream of its own.
        clock: Clock of the entries.
    """

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._seq = 0
        self._last = BEGINNING

    async def load(self) -> None:
        """Read the last entry, so that new entries continue from it."""
        records = await self._journal.read(AUDIT)
        if records:
            self._seq = records[-1].seq
            self._last = str(json.loads(records[-1].entry.body)["hash"])

    async def write(
        self,
        *,
        subject: str,
        role: str,
        action: str,
        target: str,
        outcome: str,
        address: str,
        usage: Usage | None = None,
    ) -> None:
        """Add an entry; it is durable when this returns.

        Raises:
            JournalFullError: The disk is full.
        """
        at_us = self._clock.now_us()
        content: dict[str, Any] = {
            "subject": subject,
            "role": role,
            "action": action,
            "target": target,
            "outcome": outcome,
            "address": address,
        }
        if usage is not None:
            content["usage"] = usage.model_dump(mode="json", exclude_defaults=True)
        # Reserve the position before the first await, so that hashes follow the order of entries.
        entry_hash = _hash(self._last, at_us, content)
        expected, self._seq, self._last = self._seq, self._seq + 1, entry_hash
        body = canonical({**content, "hash": entry_hash})
        try:
            await self._journal.append(AUDIT, expected, [Entry(at_us, TYPE, 1, body)])
        except EngineError:
            await self.load()
            raise

    async def entries(self, before: int | None, limit: int) -> list[AuditEntry]:
        """Entries, newest first; only those before ``seq`` ``before`` unless it is None."""
        last = self._seq if before is None else min(before - 1, self._seq)
        records = await self._journal.read(AUDIT, max(0, last - limit))
        return [entry_of(r) for r in reversed(records) if r.seq <= last]


async def verify(journal: Journal) -> Verification:
    """Check that no entry was altered, and that none is missing before the last."""
    last = BEGINNING
    records = await journal.read(AUDIT)
    for seq, record in enumerate(records, 1):
        content = json.loads(record.entry.body)
        entry_hash = content.pop("hash", "")
        if record.seq != seq or entry_hash != _hash(last, record.entry.at_us, content):
            return Verification(ok=False, entries=len(records), broken_at=seq)
        last = entry_hash
    return Verification(ok=True, entries=len(records))


def entry_of(record: Record) -> AuditEntry:
    """The entry in a record of the log's stream."""
    content = json.loads(record.entry.body)
    return AuditEntry(seq=record.seq, at=moment(record.entry.at_us), **content)


def _hash(last: str, at_us: int, content: dict[str, Any]) -> str:
    return digest(canonical([last, at_us, content]))
