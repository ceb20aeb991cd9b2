"""The hub: distributes the follower's records to any number of readers.

The feed only wakes it. A reader that is too slow gets one gap marker in place of the events that
did not fit its queue, and can read them from the journal.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.codec import TERMINAL
from hocket.engine.feed import StreamedText
from hocket.errors import JournalCorruptError
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from hocket.engine.feed import Feed
    from hocket.ports.journal import Record
    from hocket.projections.follower import Follower, Receiver

QUEUE_LIMIT = 2000
FIRST_PAGES = 8
BEAT_S = 10.0
"""Interval at which an idle stream sends a heartbeat and credentials are checked again."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The events that a reader selects. A run includes all runs within it.

    ``text`` adds pieces of answers. ``end`` adds the run's end, regardless of type and task.
    """

    run_id: str | None = None
    types: frozenset[str] = frozenset()
    task_id: str | None = None
    text: bool = False
    end: bool = False

    def matches(self, item: Item) -> bool:
        """Whether the filter selects an item of its run."""
        if self.end and item.type in TERMINAL and item.run_id == self.run_id:
            return True
        if self.types and item.type not in self.types:
            return False
        return self.task_id is None or self._is_about(item.body, self.task_id)

    @staticmethod
    def _is_about(body: bytes, task_id: str) -> bool:
        # Bodies are compact JSON written by us, so a task appears in one of these two forms.
        name = task_id.encode()
        return b'"task_id":"' + name + b'"' in body or b'"attempt_id":"' + name + b"#" in body


@dataclass(frozen=True, slots=True)
class Item:
    """An event with its cursor, ready to send. ``body`` is the JSON of a ``Stamped`` event."""

    cursor: int
    run_id: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Missed:
    """The reader skipped the events after one cursor, up to and including another."""

    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text from a call in progress; not stored."""

    run_id: str
    attempt_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Beat:
    """A heartbeat of an idle stream."""


StreamMessage = Item | Missed | Piece | Beat


def item_of(record: Record) -> Item:
    """A record, ready to send."""
    entry = record.entry
    head = (
        f'{{"cursor":{record.position},"run_id":"{record.run_id}","seq":{record.seq},'
        f'"at":"{moment(entry.at_us).isoformat()}","type":"{entry.type}","event":'
    )
    try:
        body = entry.current()
    except JournalCorruptError:
        body = entry.body  # sent unchanged; reading the run reports the fault
    return Item(record.position, record.run_id, entry.type, head.encode() + body + b"}")


class Reader:
    """One reader's queue."""

    def __init__(self, selection: Filter, limit: int, cursor: int) -> None:
        self.selection = selection
        self.root = None if selection.run_id is None else ids.root_of(selection.run_id)
        self._limit = limit
        self._queue: deque[StreamMessage] = deque()
        self._wake = asyncio.Event()
        self._missed: Missed | None = None
        self._last = cursor
        self._closed = False

    def put(self, message: Item | Piece) -> None:
        """Queue it, or note the gap if the queue is full."""
        if not _is_of(message.run_id, self.selection.run_id):
            return
        if isinstance(message, Piece):
            if self.selection.text and len(self._queue) < self._limit:
                self._queue.append(message)
                self._wake.set()
            return
        if not self.selection.matches(message):
            return
        if len(self._queue) >= self._limit or self._missed is not None:
            after = self._last if self._missed is None else self._missed.after
            self._missed = Missed(after, message.cursor)
        else:
            self._queue.append(message)
            self._last = message.cursor
        self._wake.set()

    def close(self) -> None:
        """End the stream once the queue is empty."""
        self._closed = True
        self._wake.set()

    async def wait(self) -> list[StreamMessage]:
        """The events since the last call, or a heartbeat if there were none; empty when closed."""
        while not self._queue and self._missed is None:
            if self._closed:
                return []
            self._wake.clear()
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._wake.wait()
            except TimeoutError:
                return [Beat()]
        messages = list(self._queue)
        self._queue.clear()
        if self._missed is not None:
            messages.append(self._missed)
            self._last = self._missed.until
            self._missed = None
        return messages


class Hub:
    """Distributes a follower's records to readers; run ``follow`` as a task.

    Args:
        follower: Follower of the journal. Receivers added before ``load`` get each record before
            any reader.
        feed: Signals new records and carries streamed text.

    Attributes:
        caught_up: Set once receivers have every record from before the start.
    """

    def __init__(self, follower: Follower, feed: Feed) -> None:
        self._follower = follower
        self._feed = feed
        self._readers: dict[str | None, set[Reader]] = {}
        self._receiver: Receiver | None = None
        self.is_closed = False
        self.caught_up = asyncio.Event()

    @property
    def cursor(self) -> int:
        """The cursor of the last distributed record."""
        return self._follower.cursor if self._receiver is None else self._receiver.cursor

    @property
    def is_behind(self) -> bool:
        """Whether receivers still get records from before ``load``."""
        return self._follower.is_behind

    async def load(self) -> None:
        """Begin at the end of the journal; later readers start there.

        Of a long journal, receivers get only the first records before this returns; ``follow``
        delivers the others.
        """
        await self._follower.catch_up(FIRST_PAGES)
        self._receiver = self._follower.add(self._take, await self._follower.end())

    async def follow(self) -> None:
        """Distribute new records and text until cancelled."""
        with self._feed.watch() as watch:
            await self._follower.catch_up(gently=True)
            self.caught_up.set()
            async for signal in watch:
                if isinstance(signal, StreamedText):
                    self._send(Piece(signal.run_id, signal.attempt_id, signal.text))
                    continue
                # One read of the journal covers this signal and usually later ones.
                await self.catch_up()

    async def catch_up(self) -> None:
        """Distribute all durable records, so that a writer can read what it wrote.

        While receivers are behind, it waits for none of them: the catalogue then reads from the
        journal.
        """
        if not self.is_behind:
            await self._follower.catch_up()

    @contextmanager
    def reading(self, selection: Filter, limit: int = QUEUE_LIMIT) -> Iterator[Reader]:
        """A reader of new events, until the block ends."""
        reader = Reader(selection, limit, self.cursor)
        group = self._readers.setdefault(reader.root, set())
        group.add(reader)
        if self.is_closed:
            reader.close()
        try:
            yield reader
        finally:
            group.discard(reader)
            if not group:
                self._readers.pop(reader.root, None)

    async def past(self, selection: Filter, after: int, until: int) -> AsyncIterator[Item]:
        """The journaled events after one cursor, up to and including another, in order."""
        async for record in self._follower.past(selection.run_id, after, until):
            item = item_of(record)
            if selection.matches(item):
                yield item

    async def stream(
        self,
        selection: Filter,
        after: int | None,
        is_allowed: Callable[[], Awaitable[bool]],
        limit: int = QUEUE_LIMIT,
    ) -> AsyncIterator[StreamMessage]:
        """The events after a cursor, then new events; ends when the hub closes.

        Args:
            selection: Run, types and task of the events.
            after: Cursor to start after; None for new events only.
            is_allowed: Called every few seconds; the stream ends if it returns False.
            limit: Maximum length of the reader's queue.
        """
        with self.reading(selection, limit) as reader:
            now = self.cursor
            if after is not None:
                async for item in self.past(selection, after, now):
                    yield item
            loop = asyncio.get_running_loop()
            checked = loop.time()
            while batch := await reader.wait():
                if loop.time() - checked >= BEAT_S:
                    if not await is_allowed():
                        return
                    checked = loop.time()
                for message in batch:
                    if not isinstance(message, Item) or message.cursor > now:
                        yield message

    def close(self) -> None:
        """End all streams; clients reconnect with the last cursor they received."""
        self.is_closed = True
        for group in self._readers.values():
            for reader in group:
                reader.close()

    def _take(self, record: Record) -> None:
        group = self._readers.get(ids.root_of(record.run_id))
        everyone = self._readers.get(None)
        if group or everyone:
            item = item_of(record)
            for reader in (*(group or ()), *(everyone or ())):
                reader.put(item)

    def _send(self, piece: Piece) -> None:
        for reader in self._readers.get(ids.root_of(piece.run_id), ()):
            reader.put(piece)


def _is_of(run_id: str, selection: str | None) -> bool:
    return selection is None or run_id == selection or ids.is_within(run_id, selection)
