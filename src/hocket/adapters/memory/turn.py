"""A turn of the other tasks, where an adapter on disk would wait for the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


class _Turn:
    """What ``asyncio.sleep(0)`` does, without two coroutines for each."""

    def __await__(self) -> Generator[None, None, None]:
        yield


TURN = _Turn()
"""Awaited, it lets all tasks run that are ready."""
