"""Traffic: the calls in progress over all runs, and a barrier that stops new ones at shutdown."""

from __future__ import annotations

import asyncio


class Traffic:
    """Counts the calls that are expensive to lose; once closed, it lets none begin."""

    def __init__(self) -> None:
        self._count = 0
        self._open = asyncio.Event()
        self._open.set()
        self._idle = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """Whether a call may begin."""
        return self._open.is_set()

    async def opened(self) -> None:
        """Wait while closed, which is for ever."""
        await self._open.wait()

    def begin(self) -> None:
        """Count a call that begins, for which ``drained`` waits until ``end``."""
        self._count += 1

    def end(self) -> None:
        """Count a call that ended."""
        self._count -= 1
        if self._count == 0:
            self._idle.set()

    def close(self) -> None:
        """Let no further call begin; calls in progress continue."""
        self._open.clear()

    async def drained(self) -> None:
        """Return once no counted call is in progress."""
        while self._count:
            self._idle.clear()
            await self._idle.wait()
