"""A clock for tests: sleeping takes no time, and time passes only by sleeping."""

from __future__ import annotations

import asyncio


class FakeClock:
    """Implements ``hocket.ports.clock.Clock``.

    Attributes:
        slept_s: How long each sleep asked to last, in order.

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
        """Let others run, then move time on."""
        self.slept_s.append(seconds)
        await asyncio.sleep(0)
        self._at_us += round(seconds * 1e6)
