"""Traffic: the calls under way over all runs, and a barrier for when a process is to end."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Traffic:
    """Counts the calls whose loss would cost something; lets none begin once it is closed."""

    def __init__(self) -> None:
        self._count = 0
        self._open = asyncio.Event()
        self._open.set()
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def passing(self, *, counted: bool) -> AsyncIterator[None]:
        """A call within the block; waits at the barrier first, for ever if need be.

        Args:
            counted: Whether ``drained`` waits for it.
        """
        if not self._open.is_set():
            await self._open.wait()
        if not counted:
            yield
            return
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            if self._count == 0:
                self._idle.set()

    def close(self) -> None:
        """Let no call begin any more; those under way go on."""
        self._open.clear()

    async def drained(self) -> None:
        """Return once no counted call is under way."""
        await self._idle.wait()
