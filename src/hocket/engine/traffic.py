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
        self._idle.set()

    def call(self, *, counted: bool) -> Call:
        """Make a call within the block of this; once closed, entering it waits for ever.

        Args:
            counted: Whether ``drained`` waits for it.
        """
        return Call(self, counted=counted)

    async def begin(self, *, counted: bool) -> None:
        """Wait while closed, then count a call that begins."""
        if not self._open.is_set():
            await self._open.wait()
        if counted:
            self._count += 1
            self._idle.clear()

    def end(self) -> None:
        """Count a counted call that ended."""
        self._count -= 1
        if self._count == 0:
            self._idle.set()

    def close(self) -> None:
        """Let no further call begin; calls in progress continue."""
        self._open.clear()

    async def drained(self) -> None:
        """Return once no counted call is in progress."""
        await self._idle.wait()


class Call:
    """The block of one call. A class, since a generator would cost a tenth of a short call."""

    __slots__ = ("_counted", "_traffic")

    def __init__(self, traffic: Traffic, *, counted: bool) -> None:
        self._traffic = traffic
        self._counted = counted

    async def __aenter__(self) -> None:
        await self._traffic.begin(counted=self._counted)

    async def __aexit__(self, *_: object) -> None:
        if self._counted:
            self._traffic.end()
