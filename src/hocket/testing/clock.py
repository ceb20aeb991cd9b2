"""A clock for tests: sleeping takes no time, and only sleeping advances the clock."""

from __future__ import annotations

import asyncio


class FakeClock:
    """Implements ``hocket.ports.clock.Clock``.

    Attributes:
        slept_s: The requested duration of each sleep, in order.

    Examples:
        >>> clock = FakeClock(at_us=5)
        >>> asyncio.run(clock.sleep(2))
        >>> clock.now_us()
        2000005
    """

    def __init__(self, at_us: int = 1_700_000_000_000_000) -> None:
        self._at_us = at_us
        self.slept_s: list[float] = []

    def now_us(self) -> int:
        return self._at_us

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run, then advance the clock."""
        self.slept_s.append(seconds)
        await asyncio.sleep(0)
        self._at_us += round(seconds * 1e6)
