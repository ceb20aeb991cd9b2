"""A bulkhead: so many calls at once and no more; the others wait in order of their priority."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from hocket.errors import UnavailableError

OVERTAKINGS = 64
"""So many later calls of a higher priority may go before the one that has waited longest."""


class _Turn:
    """A waiting call."""

    __slots__ = ("granted", "number", "priority")

    def __init__(self, number: int, priority: int) -> None:
        self.number = number
        self.priority = priority
        self.granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Bulkhead:
    """Limits the calls in flight to a number that may change.

    Args:
        size: Calls at once, at least 1.
        most_waiting: Maximum number of waiting calls; a further one is refused.

    Attributes:
        size: As given, or as set by ``resize``.
        in_flight: Calls that were let through and have not left; while a smaller size takes hold,
            there may be more than ``size``.
    """

    def __init__(self, size: int, most_waiting: int = 10_000) -> None:
        self.size = size
        self.in_flight = 0
        self._most_waiting = most_waiting
        self._count = 0
        self._overtakings = 0
        self._by_age: OrderedDict[int, _Turn] = OrderedDict()
        self._by_priority: dict[int, OrderedDict[int, _Turn]] = {}

    @property
    def waiting(self) -> int:
        """Number of waiting calls."""
        return len(self._by_age)

    async def enter(self, priority: int) -> None:
        """Return once the call may be sent; ``leave`` in a ``finally``.

        Args:
            priority: The highest goes first, then the one that came first.

        Raises:
            UnavailableError: Too many calls are waiting.
        """
        if self.in_flight < self.size and not self._by_age:
            self.in_flight += 1
            return
        if self.waiting >= self._most_waiting:
            message = (
                f"{self.in_flight} calls are in progress and {self.waiting} are waiting; "
                "try again later, or allow more concurrent calls"
            )
            raise UnavailableError(message, waiting=self.waiting, sent=False)
        self._count += 1
        turn = _Turn(self._count, priority)
        self._by_age[turn.number] = turn
        self._by_priority.setdefault(priority, OrderedDict())[turn.number] = turn
        try:
            await turn.granted
        except asyncio.CancelledError:
            if turn.number in self._by_age:
                self._remove(turn)
            elif not turn.granted.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """A call has ended."""
        self.in_flight -= 1
        self._grant()

    def resize(self, size: int) -> None:
        """Let so many calls through at once from now on."""
        self.size = size
        self._grant()

    def _grant(self) -> None:
        while self.in_flight < self.size and self._by_age:
            turn = self._next()
            self._remove(turn)
            if not turn.granted.cancelled():
                self.in_flight += 1
                turn.granted.set_result(None)

    def _next(self) -> _Turn:
        oldest = next(iter(self._by_age.values()))
        if self._overtakings >= OVERTAKINGS:
            return oldest
        turns = self._by_priority[max(self._by_priority)]
        turn = next(iter(turns.values()))
        self._overtakings += turn is not oldest
        return turn

    def _remove(self, turn: _Turn) -> None:
        if next(iter(self._by_age)) == turn.number:
            self._overtakings = 0  # another one is the oldest now
        del self._by_age[turn.number]
        turns = self._by_priority[turn.priority]
        del turns[turn.number]
        if not turns:
            del self._by_priority[turn.priority]
