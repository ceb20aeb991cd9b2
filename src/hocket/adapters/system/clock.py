"""The system clock."""

from __future__ import annotations

import asyncio
import time


class SystemClock:
    """Wall-clock time that never goes back within a process, even if the system clock does."""

    def __init__(self) -> None:
        self._offset_ns = time.time_ns() - time.monotonic_ns()

    def now_us(self) -> int:
        return (self._offset_ns + time.monotonic_ns()) // 1000

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
