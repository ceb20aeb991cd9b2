"""The hub: what the follower hands out, passed on to any number of readers.

The feed only wakes it. A reader that is too slow gets one gap marker in place of what did not fit
its queue, and reads that from the journal if it wants it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.event import TERMINAL
from hocket.engine.feed import StreamedText
from hocket.errors import JournalCorruptError
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from hocket.engine.feed import Feed
    from hocket.ports.journal import Record
    from hocket.projections.follower import Follower

QUEUE_LIMIT = 2000
BEAT_S = 10.0
"""So often a silent stream says that it is alive, and whoever reads is looked at again."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see. A run stands for itself and all runs within it.

    ``text``: pieces of answers too. ``end``: the run's end is among it, whatever else is.
    """

    run_id: str | None = None
    types: frozenset[str] = frozenset()
    task_id: str | None = None
    text: bool = False
    end: bool = False

    def wants(self, item: Item) -> bool:
        """Whether an item is among it, its run being so already."""
        if self.end and item.type in TERMINAL and item.run_id == self.run_id:
            return True
        if self.types and item.type not in self.types:
            return False
        return self.task_id is None or self._is_about(item.body, self.task_id)

    @staticmethod
    def _is_about(body: bytes, task_id: str) -> bool:
        # Bodies are compact JSON written by us, so a task is named in one of these two ways.
        name = task_id.encode()
        return b'"task_id":"' + name + b'"' in body or b'"attempt_id":"' + name + b"#" in body


@dataclass(frozen=True, slots=True)
class Item:
    """An event in its place, ready to be sent. ``body`` is the JSON of a ``Stamped`` event."""

    cursor: int
    run_id: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Missed:
    """Events after one cursor and up to another were left out for this reader."""

    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text from a call under way; not kept."""

    run_id: str
    attempt_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Beat:
    """Nothing came for a while; the stream is alive."""


Sent = Item | Missed | Piece | Beat


def item_of(record: Record) -> Item:
    """A record as it is sent."""
    entry = record.entry
    head = (
        f'{{"cursor":{record.position},"run_id":"{record.run_id}","seq":{record.seq},'
        f'"at":"{moment(entry.at_us).isoformat()}","type":"{entry.type}","event":'
    )
    try:
        body = entry.current()
    except JournalCorruptError:
        body = entry.body  # shown as it stands; whoever folds the run says what is wrong with it
    return Item(record.position, record.run_id, entry.type, head.encode() + body + b"}")


class Reader:
    """One reader's queue."""

    def __init__(self, wanted: Filter, limit: int, cursor: int) -> None:
        self.wanted = wanted
        self.root = None if wanted.run_id is None else ids.root_of(wanted.run_id)
        self._limit = limit
        self._queue: deque[Sent] = deque()
        self._wake = asyncio.Event()
        self._missed: Missed | None = None
        self._last = cursor
        self._closed = False

    def put(self, sent: Item | Piece) -> None:
        """Queue it, or note that it was left out."""
        if not _is_of(sent.run_id, self.wanted.run_id):
            return
        if isinstance(sent, Piece):
            if self.wanted.text and len(self._queue) < self._limit:
                self._queue.append(sent)
                self._wake.set()
            return
        if not self.wanted.wants(sent):
            return
        if len(self._queue) >= self._limit or self._missed is not None:
            after = self._last if self._missed is None else self._missed.after
            self._missed = Missed(after, sent.cursor)
        else:
            self._queue.append(sent)
            self._last = sent.cursor
        self._wake.set()

    def close(self) -> None:
        """Let who waits for more know that there is none."""
        self._closed = True
        self._wake.set()

    async def wait(self) -> list[Sent]:
        """What has come since last time, or a beat if nothing did; empty when closed."""
        while not self._queue and self._missed is None:
            if self._closed:
                return []
            self._wake.clear()
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._wake.wait()
            except TimeoutError:
                return [Beat()]
        sent = list(self._queue)
        self._queue.clear()
        if self._missed is not None:
            sent.append(self._missed)
            self._last = self._missed.until
            self._missed = None
        return sent


class Hub:
    """Passes on what a follower hands out; use ``follow`` as a task.

    Args:
        follower: Of the journal. Its receivers until ``load`` get each record before any reader.
        feed: Wakes it, and gives text as it is made.
    """

    def __init__(self, follower: Follower, feed: Feed) -> None:
        self._follower = follower
        self._feed = feed
        self._readers: dict[str | None, set[Reader]] = {}
        self.is_closed = False

    @property
    def cursor(self) -> int:
        """Of the last record that was passed on."""
        return self._follower.cursor

    async def load(self) -> None:
        """Take in all that the journal holds; readers that come later begin after it."""
        await self.catch_up()
        self._follower.add(self._take, self.cursor)

    async def follow(self) -> None:
        """Hand on what comes, until cancelled."""
        with self._feed.watch() as watch:
            await self.catch_up()
            async for signal in watch:
                if isinstance(signal, StreamedText):
                    self._send(Piece(signal.run_id, signal.attempt_id, signal.text))
                    continue
                # One look at the journal finds all that woke us, and usually more.
                await self.catch_up()

    async def catch_up(self) -> None:
        """Take in what is durable by now, so that who wrote it can read it."""
        await self._follower.catch_up()

    @contextmanager
    def reading(self, wanted: Filter, limit: int = QUEUE_LIMIT) -> Iterator[Reader]:
        """A reader of what comes from now on, until the block ends."""
        reader = Reader(wanted, limit, self.cursor)
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

    async def past(self, wanted: Filter, after: int, until: int) -> AsyncIterator[Item]:
        """What stands in the journal after one cursor and up to another, in order."""
        async for record in self._follower.past(wanted.run_id, after, until):
            item = item_of(record)
            if wanted.wants(item):
                yield item

    async def stream(
        self,
        wanted: Filter,
        after: int | None,
        is_allowed: Callable[[], Awaitable[bool]],
        limit: int = QUEUE_LIMIT,
    ) -> AsyncIterator[Sent]:
        """What came after a cursor, then what comes; ends with the hub.

        Args:
            wanted: Of which run, type and task.
            after: The cursor; None for nothing of what was.
            is_allowed: Asked every few seconds: whether who reads may go on.
            limit: How much may wait for a reader.
        """
        with self.reading(wanted, limit) as reader:
            now = self.cursor
            if after is not None:
                async for item in self.past(wanted, after, now):
                    yield item
            loop = asyncio.get_running_loop()
            checked = loop.time()
            while batch := await reader.wait():
                if loop.time() - checked >= BEAT_S:
                    if not await is_allowed():
                        return
                    checked = loop.time()
                for sent in batch:
                    if not isinstance(sent, Item) or sent.cursor > now:
                        yield sent

    def close(self) -> None:
        """End all streams; their readers come again with the last cursor they saw."""
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


def _is_of(run_id: str, wanted: str | None) -> bool:
    return wanted is None or run_id == wanted or ids.is_within(run_id, wanted)
