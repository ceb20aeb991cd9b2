"""Turns of the other tasks, where an adapter on disk would wait for the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

EVERY = 50
"""So many waits have one turn: a turn takes longer than the rest of a write to memory."""


class Turns:
    """Awaited, lets all tasks run that are ready, as ``asyncio.sleep(0)`` does; now and then.

    It depends only on the order of the calls, so a test that fails by a turn fails again.

    Args:
        every: So many waits have one turn, 1 or more.
    """

    def __init__(self, every: int = EVERY) -> None:
        self._every = every
        self._waits = 0

    def __await__(self) -> Generator[None, None, None]:
        self._waits += 1
        if self._waits % self._every == 0:
            yield
