"""Slots: how many attempts work at the same time, the more urgent ones first."""

from __future__ import annotations

import asyncio
import heapq
import itertools

from hocket.errors import UnavailableError


class Slots:
    """A bounded semaphore whose waiters are served by priority, equals in order of arrival.

    Args:
        count: How many may hold a slot at once.
        queue_limit: How many may wait; one more is refused.
    """

    def __init__(self, count: int, queue_limit: int = 100_000) -> None:
        self._free = count
        self._queue_limit = queue_limit
        self._order = itertools.count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    async def take(self, priority: int = 5) -> None:
        """Have a slot; ``give`` it back in a ``finally``.

        Args:
            priority: 0 to 10, the greatest is served first.

        Raises:
            UnavailableError: Too many wait already.
        """
        if self._free > 0:
            self._free -= 1
            return
        if len(self._waiting) >= self._queue_limit:
            message = f"{self._queue_limit} attempts wait for a slot already; try again later"
            raise UnavailableError(message, waiting=len(self._waiting))
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-priority, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Hand a slot on to who waits longest among the most urgent."""
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
