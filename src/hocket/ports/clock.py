"""The clock port: time and sleep, passed in so that tests and replays control them."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    def now_us(self) -> int:
        """Microseconds since the epoch, UTC; never goes back within a process."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after this many seconds."""
        ...
