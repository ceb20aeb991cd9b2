"""The journal: one append-only list of entries per run, and texts stored once by digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from hocket.core.event import current, decode, encode
from hocket.core.mark import digests_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.check import CheckClasses
    from hocket.core.event import Event


class Entry(NamedTuple):
    """What is appended. A tuple, since several are made for each step of every run.

    Attributes:
        at_us: When, in microseconds since the epoch, UTC.
        type: Of the event.
        version: Of that type.
        body: JSON.
        digests: Of the texts that it names, which are kept as long as it is.
        ends: Whether its run is over with it.
        joined: Whether it was decided in one step with the entry before it: no crash falls
            between the two.
    """

    at_us: int
    type: str
    version: int
    body: bytes
    digests: tuple[str, ...] = ()
    ends: bool = False
    joined: bool = False

    @classmethod
    def of(cls, event: Event, at_us: int, *, joined: bool = False) -> Self:
        """An event as it is appended; see ``joined`` above."""
        kind, version, body = encode(event)
        return cls(at_us, kind, version, body, digests_in(event), event.ends, joined)

    def current(self) -> bytes:
        """The body as today's release would write it.

        Raises:
            JournalCorruptError: It cannot be read.
        """
        return current(self.type, self.version, self.body)

    def event(self, checks: CheckClasses | None = None) -> Event:
        """The event, brought to today's version.

        Args:
            checks: Kind to class of the checks that are known here, to carry the run on with.

        Raises:
            JournalCorruptError: It cannot be read.
        """
        return decode(self.type, self.version, self.body, checks)


@dataclass(frozen=True, slots=True)
class Record:
    """An entry in its place. ``seq`` counts from 1 within a run, ``position`` over all runs."""

    position: int
    run_id: str
    seq: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class RunHead:
    """The ends of a run, enough to list it without folding it.

    ``is_over``: one of its entries ended it, be it the last one or not.
    """

    run_id: str
    started_us: int
    last_us: int
    last_seq: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Something another process asks of the one that holds the journal, such as ``cancel``."""

    run_id: str
    kind: str
    body: str


class Journal(Protocol):
    """Where events are kept. One process writes; any number may read.

    Every method may raise JournalFullError, JournalCorruptError or UnavailableError.
    """

    async def append(
        self,
        run_id: str,
        expected_seq: int,
        entries: Sequence[Entry],
        blobs: Mapping[str, bytes] | None = None,
    ) -> int:
        """Add entries and blobs in one atomic step; they are durable when this returns.

        The order of calls is the order of the run: the place is taken before the first await.

        Args:
            run_id: The run to add to; a new id starts a run.
            expected_seq: The ``seq`` of the run's last entry, 0 for a new run.
            entries: At least one.
            blobs: Digest to content, stored unless already there.

        Returns:
            The ``seq`` of the last entry added.

        Raises:
            JournalConflictError: ``expected_seq`` is not the last one; nothing was added.
            JournalFullError: No room to write; nothing was added.
        """
        ...

    async def read(self, run_id: str, after_seq: int = 0) -> list[Record]:
        """A run's records in order, those after ``after_seq``; empty for an unknown run."""
        ...

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        """Records of all runs in the order of their positions, at most ``limit``."""
        ...

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        """Records of a run and of all runs within it, in the order of their positions."""
        ...

    async def blob(self, digest: str) -> bytes:
        """The content with this digest.

        Raises:
            JournalCorruptError: It is not there.
        """
        ...

    async def heads(self) -> list[RunHead]:
        """Every run's ends, newest start first."""
        ...

    async def ask(self, request: Request) -> None:
        """Leave a request for the process that holds the journal; may be called by any process."""
        ...

    async def take_requests(self) -> list[Request]:
        """The requests left since last time, oldest first; each is given out once."""
        ...

    async def close(self) -> None:
        """Write what is queued and let go of the file."""
        ...
