"""Slots: limit the attempts in progress; waiting attempts are served by priority."""

from __future__ import annotations

import asyncio
import heapq
import itertools

from hocket.errors import UnavailableError


class Slots:
    """A semaphore whose waiters are served by priority, then in order of arrival.

    Args:
        count: Number of slots.
        queue_limit: Maximum number of waiters; a further one is refused.
    """

    def __init__(self, count: int, queue_limit: int = 100_000) -> None:
        self._free = count
        self._queue_limit = queue_limit
        self._order = itertools.count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    async def acquire(self, priority: int = 5) -> None:
        """Wait for a slot; ``release`` it in a ``finally``.

        Args:
            priority: 0 to 10; the highest is served first.

        Raises:
            UnavailableError: The queue is full.
        """
        if self._free > 0:
            self._free -= 1
            return
        if len(self._waiting) >= self._queue_limit:
            message = (
                f"{self._queue_limit} attempts are already waiting for a slot; try again later"
            )
            raise UnavailableError(message, waiting=len(self._waiting))
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-priority, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            raise

    def release(self) -> None:
        """Pass the slot to the first waiter of the highest priority."""
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
