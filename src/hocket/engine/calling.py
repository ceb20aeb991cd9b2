"""The calls of a scope in progress, which end with it at the latest.

The code of an agent may make a call in a task of its own and not wait for it, for example because
it is stopped itself. Such a call would go on, and be tried again, after its run has ended, and
what it costs would be missing in what the run spent.
"""

from __future__ import annotations

import asyncio
from typing import Any

from hocket.errors import PermanentError


class Calling:
    """The calls in progress of one scope.

    Args:
        attempt_id: The scope.
    """

    __slots__ = ("_attempt_id", "_idle", "_tasks")

    def __init__(self, attempt_id: str) -> None:
        self._attempt_id = attempt_id
        self._tasks: dict[int, asyncio.Task[Any] | None] = {}
        self._idle: asyncio.Event | None = None

    def begin(self, ordinal: int, name: str) -> None:
        """Note a call of the current task, until ``end``.

        Raises:
            PermanentError: The scope is closed.
        """
        if self._idle is not None:
            message = (
                f"{self._attempt_id} is over, so {name} was not called; wait for each call before "
                "the work ends"
            )
            raise PermanentError(message, attempt_id=self._attempt_id)
        self._tasks[ordinal] = asyncio.current_task()

    def end(self, ordinal: int) -> None:
        """The call is over, and its cost is in the events."""
        del self._tasks[ordinal]
        if self._idle is not None and not self._tasks:
            self._idle.set()

    async def stop(self) -> None:
        """Let no more calls begin, and stop those in progress; returns once they are over."""
        self._idle = asyncio.Event()
        for task in dict.fromkeys(self._tasks.values()):
            if task is not None:
                task.cancel()
        cancelled: asyncio.CancelledError | None = None
        while self._tasks:
            try:
                await self._idle.wait()
            except asyncio.CancelledError as error:
                # They are stopped already, and the run must not end before their cost is known.
                cancelled = error
        if cancelled is not None:
            raise cancelled
