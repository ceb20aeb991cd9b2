"""Traffic: the calls in progress over all runs, and a barrier that stops new ones at shutdown."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Traffic:
    """Counts the calls that are expensive to lose; once closed, it lets none begin."""

    def __init__(self) -> None:
        self._count = 0
        self._open = asyncio.Event()
        self._open.set()
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def call(self, *, counted: bool) -> AsyncIterator[None]:
        """Make a call within the block; once closed, this waits for ever.

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
        """Let no further call begin; calls in progress continue."""
        self._open.clear()

    async def drained(self) -> None:
        """Return once no counted call is in progress."""
        await self._idle.wait()
