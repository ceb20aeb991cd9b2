"""The feed: durable events and streamed text, for everything that watches a run.

A slow watcher never delays the run: its queue is bounded, and what does not fit is replaced by one
gap marker with the ``seq`` from which to read the journal.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from hocket.core.event import Event

QUEUE_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class DurableEvent:
    """An event in the journal.

    ``joined``: it was decided in one step with the event before it.
    """

    run_id: str
    seq: int
    at_us: int
    event: Event
    joined: bool = False


@dataclass(frozen=True, slots=True)
class StreamedText:
    """A piece of text from a call in progress; transient, it is not in the journal."""

    run_id: str
    attempt_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Signals that this watcher missed; read the journal after ``after_seq``."""

    run_id: str
    after_seq: int


Signal = DurableEvent | StreamedText | Gap


class Watch:
    """The queue of one watcher; iterate over it."""

    def __init__(self, run_id: str | None, limit: int) -> None:
        self.run_id = run_id
        self._limit = limit
        self._queue: deque[Signal] = deque()
        self._wake = asyncio.Event()
        self._closed = False
        self._last_seq = 0
        self._has_gap = False

    def put(self, signal: Signal) -> None:
        if len(self._queue) >= self._limit:
            if isinstance(signal, StreamedText):
                return
            if not self._has_gap:
                self._has_gap = True
                self._queue.append(Gap(signal.run_id, self._last_seq))
        else:
            self._queue.append(signal)
            if isinstance(signal, DurableEvent):
                self._last_seq = signal.seq
        self._wake.set()

    def close(self) -> None:
        self._closed = True
        self._wake.set()

    async def __aiter__(self) -> AsyncIterator[Signal]:
        while True:
            while self._queue:
                signal = self._queue.popleft()
                if isinstance(signal, Gap):
                    self._has_gap = False
                yield signal
            if self._closed:
                return
            self._wake.clear()
            await self._wake.wait()


class Feed:
    """Sends each signal to every watch of its run.

    Attributes:
        watches: Those there are now; without any, nothing needs to be sent.
    """

    def __init__(self) -> None:
        self.watches: list[Watch] = []

    @contextmanager
    def watch(self, run_id: str | None = None, limit: int = QUEUE_LIMIT) -> Iterator[Watch]:
        """A watch of one run, or of all, from now until the block ends."""
        watch = Watch(run_id, limit)
        self.watches.append(watch)
        try:
            yield watch
        finally:
            watch.close()
            self.watches.remove(watch)

    def send(self, signal: Signal) -> None:
        for watch in self.watches:
            if watch.run_id is None or watch.run_id == signal.run_id:
                watch.put(signal)

    def publish(self, run_id: str, first_seq: int, at_us: int, events: Sequence[Event]) -> None:
        """Give every watch the durable events of one write."""
        for seq, event in enumerate(events, first_seq):
            self.send(DurableEvent(run_id, seq, at_us, event, seq > first_seq))
