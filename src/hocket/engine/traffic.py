"""Traffic: the calls in progress over all runs, and a barrier that stops new ones at shutdown."""

from __future__ import annotations

import asyncio


class Traffic:
    """Counts the calls that are expensive to lose; once closed, it lets none begin.

    Attributes:
        is_open: Whether a call may begin.
    """

    def __init__(self) -> None:
        self.is_open = True
        self._count = 0
        self._reopened = asyncio.Event()
        self._busy = asyncio.Event()
        self._idle: asyncio.Event | None = None

    async def opened(self) -> None:
        """Wait while closed, which is for ever."""
        if not self.is_open:
            await self._reopened.wait()

    def begin(self, calls: int = 1) -> None:
        """Count a call that begins, for which ``drained`` waits until ``end``; 0 is none."""
        self._count += calls
        if self._count:
            self._busy.set()

    def end(self, calls: int = 1) -> None:
        """Count a call that ended."""
        self._count -= calls
        if self._count == 0:
            self._busy.clear()
            if self._idle is not None:
                self._idle.set()

    @property
    def calls(self) -> int:
        """The calls in progress."""
        return self._count

    async def begun(self) -> None:
        """Return once a counted call is in progress."""
        await self._busy.wait()

    def close(self) -> None:
        """Let no further call begin; calls in progress continue."""
        self.is_open = False

    async def drained(self) -> None:
        """Return once no counted call is in progress."""
        if self._idle is None:
            self._idle = asyncio.Event()
        while self._count:
            self._idle.clear()
            await self._idle.wait()
