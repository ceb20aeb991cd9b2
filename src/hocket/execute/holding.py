"""What an attempt holds while it works: its time limit and its slots, freed while it waits."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from typing import Protocol

    class SlotSource(Protocol):
        async def acquire(self, priority: int = 5) -> None: ...
        def release(self) -> None: ...


class TimeLimit:
    """The time limit of an attempt, which can be paused while it waits for a person.

    Args:
        seconds: None for no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.timeout = asyncio.timeout(seconds)
        self._waiting = 0
        self._left_s: float | None = None

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Pause the time limit within the block; blocks may overlap."""
        loop = asyncio.get_running_loop()
        due = self.timeout.when()
        if not self._waiting and due is not None:
            self._left_s = due - loop.time()
            self.timeout.reschedule(None)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
        if not self._waiting and self._left_s is not None:
            self.timeout.reschedule(loop.time() + self._left_s)


class AttemptSlots:
    """The slots of an attempt: one of its agent, then one of the process; held within the block."""

    def __init__(self, slots: Sequence[SlotSource], priority: int) -> None:
        self._slots = slots
        self._priority = priority
        self._held: list[SlotSource] = []
        self._waiting = 0

    async def __aenter__(self) -> None:
        try:
            for slot in self._slots:
                await slot.acquire(self._priority)
                self._held.append(slot)
        except BaseException:
            self._release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._release()

    @asynccontextmanager
    async def released(self) -> AsyncIterator[None]:
        """Release the slots within the block; taken again when the last overlapping block ends."""
        self._waiting += 1
        self._release()
        try:
            yield
        except Exception:
            await self._take_again()
            raise
        except BaseException:
            self._waiting -= 1
            raise
        await self._take_again()

    async def _take_again(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            await self.__aenter__()

    def _release(self) -> None:
        while self._held:
            self._held.pop().release()
