"""Seals: a digest over the events of a run, written with the event that ends it.

A run that goes on is sealed while nothing is written, and when its journal is closed. A seal shows
that an event before it was changed or taken out since. It is no signature: whoever can write the
file can also compute a new seal, or remove a run as a whole with its seal.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.connection import connect, translated
from hocket.adapters.sqlite.queries import queries
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.quick import Computed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hocket.ports.journal import Entry

SPACE = "seal"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified.

    Attributes:
        sealed: Number of finished runs whose events are as they were when they ended.
        open: Number of unfinished runs whose events are as they were at their last seal.
        unsealed: Number of runs without a seal: just begun, or of an earlier release.
        altered: Runs whose events are not as they were.
        texts: Number of texts that have their digest.
        texts_altered: Digests of those that do not.
        damage: What SQLite finds wrong with the file itself.
    """

    sealed: int
    open: int
    unsealed: int
    altered: tuple[str, ...]
    texts: int
    texts_altered: tuple[str, ...]
    damage: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not (self.altered or self.texts_altered or self.damage)


class RunningSeal:
    """The digest over the events of a run that one process writes from its first event on.

    It comes from what was written, not from the file, so an event that something else changes
    meanwhile is noticed too; and no event is read again to seal its run. One thread adds to it;
    others may look at its ``state``.
    """

    def __init__(self, run_id: str) -> None:
        self._running = hashlib.sha256(run_id.encode())
        self._seq = 0

    def add(self, entries: Sequence[Entry]) -> None:
        """The entries that follow those before."""
        parts: list[bytes] = []
        seq, last_us, time = self._seq, -1, ""
        for entry in entries:
            at_us, kind, version, body = entry[:4]
            if at_us != last_us:  # most entries that are written at once have one time
                last_us, time = at_us, _number(at_us)
            seq += 1
            head = f"{_number(seq)}{time}{_types[kind, version]}"
            parts += (head.encode(), len(body).to_bytes(8), body)
        self._seq = _CHANGING
        self._running.update(b"".join(parts))
        self._seq = seq

    def hexdigest(self) -> str:
        """The digest over all that was added."""
        return self._running.hexdigest()

    def state(self) -> tuple[int, str] | None:
        """The seq of the last entry and the digest up to it; None while entries are added."""
        seq = self._seq
        sealed = self._running.hexdigest()
        return (seq, sealed) if seq == self._seq != _CHANGING else None


_CHANGING = -1


def seal(connection: sqlite3.Connection, run_id: str) -> None:
    """Write the seal of a run that another process began, from the events in the file.

    In a transaction; a seal that shows a change is kept as it is.
    """
    row = connection.execute(queries()["document"], (SPACE, run_id, 0)).fetchone()
    if row is not None:
        before = json.loads(row[2])
        if not _holds(connection, run_id, before):
            return
    seq, sealed = _digest(connection, run_id, None)
    if not seq:
        return  # its first write was undone
    put_seal(connection, run_id, seq, sealed)


def put_seal(connection: sqlite3.Connection, run_id: str, seq: int, sealed: str) -> None:
    """Write a seal over the events of a run up to ``seq``, in a transaction."""
    body = b'{"seq": %d, "digest": "%b"}' % (seq, sealed.encode())
    connection.execute(queries()["put_document"], (SPACE, run_id, 1, None, body))


def verify(path: Path) -> Verified:
    """Check the events of all finished runs, all texts, and the file.

    Raises:
        UnavailableError: There is no such file.
        JournalCorruptError: It cannot be read to its end.
    """
    with translated(path), closing(connect(path, write=False)) as connection:
        damage = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        rows = connection.execute(queries()["documents"], (SPACE, 0)).fetchall()
        seals = {run_id: json.loads(body) for run_id, _, body in rows}
        altered = [run for run, stored in seals.items() if not _holds(connection, run, stored)]
        runs = [run for (run,) in connection.execute(queries()["runs"]) if ids.is_run(run)]
        over = {run for run, _, _, _, is_over in connection.execute(queries()["heads"]) if is_over}
        intact = seals.keys() - set(altered)
        texts, texts_altered = _texts(connection)
    return Verified(
        sealed=len(intact & over),
        open=len(intact - over),
        unsealed=sum(1 for run_id in runs if run_id not in seals),
        altered=tuple(altered),
        texts=texts,
        texts_altered=texts_altered,
        damage=tuple(damage) if damage != ["ok"] else (),
    )


def unpacked(content: bytes, *, packed: bool) -> bytes | None:
    """A text as it was before it was stored; None if it cannot be unpacked."""
    try:
        return zlib.decompress(content) if packed else content
    except zlib.error:
        return None


def _holds(connection: sqlite3.Connection, run_id: str, stored: Mapping[str, object]) -> bool:
    """Whether the events of a run are as they were at a seal."""
    last = stored["seq"]
    assert isinstance(last, int)  # noqa: S101 - as `seal` writes it
    return _digest(connection, run_id, last) == (last, stored["digest"])


def _digest(connection: sqlite3.Connection, run_id: str, last: int | None) -> tuple[int, str]:
    """The seq of a run's last event, not after ``last``, and a digest over all up to it."""
    running, seq = hashlib.sha256(run_id.encode()), 0
    # What no later release rewrites: the other columns are derived from the body.
    for seq, *columns in connection.execute(queries()["sealed"], (run_id, last)):
        parts = [c if isinstance(c, bytes) else str(c).encode() for c in (seq, *columns)]
        running.update(b"".join([_framed(part) for part in parts]))
    return seq, running.hexdigest()


def _framed(part: bytes) -> bytes:
    """A part after its length, so that none can pass for another."""
    return len(part).to_bytes(8) + part


def _number(value: int) -> str:
    """A number, as the part that its digits are; its length too is a character of ASCII."""
    digits = str(value)
    return _lengths[len(digits)] + digits


_lengths: Computed[int, str] = Computed(lambda length: length.to_bytes(8).decode())
_types: Computed[tuple[str, int], str] = Computed(
    lambda form: _framed(form[0].encode()).decode() + _number(form[1])
)
"""Type and version of an event, as the parts that they are."""


def _texts(connection: sqlite3.Connection) -> tuple[int, tuple[str, ...]]:
    count, altered = 0, []
    for name, packed, content in connection.execute(queries()["blobs"]):
        text = unpacked(content, packed=bool(packed))
        if text is not None and digest(text) == name:
            count += 1
        else:
            altered.append(name)
    return count, tuple(altered)
