"""A clock on which many sleep at once: time goes on when nothing else is left to do."""

from __future__ import annotations

import asyncio
import heapq
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")

TURNS = 25
"""Rounds of the loop in which whatever was woken has come to its next sleep."""


class PassingTime:
    """Implements ``hocket.ports.clock.Clock``."""

    def __init__(self) -> None:
        self._now_us = 1_700_000_000_000_000
        self._began_us = self._now_us
        self._count = 0
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []

    @property
    def passed_s(self) -> float:
        """Since it was made."""
        return (self._now_us - self._began_us) / 1e6

    def now_us(self) -> int:
        return self._now_us

    async def sleep(self, seconds: float) -> None:
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        wake_us = self._now_us + round(max(0.0, seconds) * 1e6)
        heapq.heappush(self._sleepers, (wake_us, self._count, wake))
        await wake

    async def during(self, work: Coroutine[None, None, T]) -> T:
        """What the work returns or raises; time passes until it has ended."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await settled()
                self.wake_next()
        finally:
            task.cancel()
        return await task

    def wake_next(self) -> None:
        """Go on to when the next one wakes up."""
        while self._sleepers:
            self._now_us, _, wake = heapq.heappop(self._sleepers)
            if not wake.done():
                wake.set_result(None)
                return


async def settled() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)
