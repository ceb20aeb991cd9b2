"""The journal port: an append-only list of entries per run, and texts stored once by digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from hocket.core.codec import FORMS, current, decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hocket.core.check import CheckClasses
    from hocket.core.event import Event


_new = tuple.__new__


class Entry(NamedTuple):
    """An entry to append. A tuple, because every step of every run creates several.

    Attributes:
        at_us: Time, in microseconds since the epoch, UTC.
        type: Type of the event.
        version: Version of that type.
        body: The event, as JSON.
        digests: Digests of the texts that it refers to, which are kept as long as the entry.
        ends: Whether it ends its run.
        joined: Whether one step decided it together with the entry before, so that no crash can
            separate the two.
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
        """The entry of an event; ``joined`` as above."""
        [entry] = cls.of_step((event,), at_us, joined=joined)
        return entry

    @classmethod
    def of_step(cls, events: Iterable[Event], at_us: int, *, joined: bool = False) -> list[Self]:
        """The entries of events that one step decided; ``joined`` is that of the first."""
        entries: list[Self] = []
        for event in events:
            kind, version, to_json, digests_in, ends = FORMS[type(event)]
            digests = digests_in(event) if digests_in else ()
            entry = (at_us, kind, version, to_json(event), digests, ends, joined)
            # Past the `__new__` of named tuples, a function in Python that does just this.
            entries.append(_new(cls, entry))
            joined = True
        return entries

    def current(self) -> bytes:
        """The body in the current version of its type.

        Raises:
            JournalCorruptError: The body cannot be read.
        """
        return current(self.type, self.version, self.body)

    def event(self, checks: CheckClasses | None = None) -> Event:
        """The event, in the current version of its type.

        Args:
            checks: Classes of the available checks, by kind, which resuming a run needs.

        Raises:
            JournalCorruptError: The body cannot be read.
        """
        return decode(self.type, self.version, self.body, checks)


@dataclass(frozen=True, slots=True)
class Record:
    """A stored entry. ``seq`` counts from 1 within a run, ``position`` over all runs."""

    position: int
    run_id: str
    seq: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class RunHead:
    """The start and end of a run, to list it without folding it.

    ``is_over``: one of its entries, not necessarily the last, ended it.
    """

    run_id: str
    started_us: int
    last_us: int
    last_seq: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request of another process to the one that holds the journal, such as ``cancel``.

    Attributes:
        number: Its place among the waiting ones; 0 before it is sent.
    """

    run_id: str
    kind: str
    body: str
    number: int = 0


class Journal(Protocol):
    """Storage of events. One process writes; any number may read.

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

        Entries are stored in the order of calls: the position is reserved before the first await.

        Args:
            run_id: The run to add to; a new id starts a run.
            expected_seq: The ``seq`` of the run's last entry, 0 for a new run.
            entries: At least one.
            blobs: Digest to content, stored unless already there.

        Returns:
            The ``seq`` of the last entry added.

        Raises:
            JournalConflictError: ``expected_seq`` is not the last ``seq``; nothing was added.
            JournalFullError: The disk is full; nothing was added.
        """
        ...

    async def read(self, run_id: str, after_seq: int = 0, limit: int | None = None) -> list[Record]:
        """The records of a run after ``after_seq``, in order; empty for an unknown run.

        Args:
            run_id: The run.
            after_seq: The ``seq`` to start after.
            limit: The most records to read; None for all.
        """
        ...

    async def read_types(
        self, run_id: str, types: Collection[str], skip: int, limit: int
    ) -> list[Record]:
        """The records of a run whose events have one of these types, in order.

        A page far into a long run costs hardly more than its first one.

        Args:
            run_id: The run.
            types: Types of events.
            skip: The number of such records to leave out at the start.
            limit: The most records to read.
        """
        ...

    async def read_all(self, after_position: int, limit: int) -> list[Record]:
        """At most ``limit`` records of all runs after a position, in order."""
        ...

    async def read_tree(self, run_id: str, after_position: int, limit: int) -> list[Record]:
        """The same for a run and all runs within it."""
        ...

    async def blob(self, digest: str) -> bytes:
        """The content with this digest.

        Raises:
            JournalCorruptError: The content is missing, or has another digest.
        """
        ...

    async def heads(self) -> list[RunHead]:
        """The heads of all runs, newest start first."""
        ...

    async def head(self, run_id: str) -> RunHead | None:
        """The head of a run; None if there is no such run."""
        ...

    async def end(self) -> int:
        """The position of the last entry of all runs; 0 if there is none."""
        ...

    async def ask(self, request: Request) -> None:
        """Add a request to the process that holds the journal; any process may call this."""
        ...

    async def requests(self) -> list[Request]:
        """The waiting requests, oldest first; may be empty if nothing was written since."""
        ...

    async def drop_request(self, number: int) -> None:
        """Remove a request that was handled; until then a kill does not lose it."""
        ...

    async def close(self) -> None:
        """Write queued entries and close the file."""
        ...
