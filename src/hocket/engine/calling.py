"""The calls of a scope in progress, which end with it at the latest.

The code of an agent may make a call in a task of its own and not wait for it, for example because
it is stopped itself. Such a call would go on, and be tried again, after its run has ended, and
what it costs would be missing in what the run spent.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.quick import quickly_made
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from hocket.ports.tool import Effect

STOP_S = 30.0
"""How long a stopped call may take to end; code that swallows its cancellation never does."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Begun:
    """A call in progress: what is noted of it if it does not end."""

    name: str
    request: bytes
    effect: Effect
    task: asyncio.Task[Any] | None


class Calling:
    """The calls in progress of one scope.

    Args:
        attempt_id: The scope.
        stop_s: How long ``stop`` waits for the calls to end.

    Attributes:
        left: The calls that did not end when they were stopped, by ordinal.
    """

    __slots__ = ("_attempt_id", "_begun", "_idle", "_is_over", "_stop_s", "left")

    def __init__(self, attempt_id: str, *, stop_s: float = STOP_S) -> None:
        self._attempt_id = attempt_id
        self._stop_s = stop_s
        self._begun: dict[int, Begun] = {}
        self._is_over = False
        self._idle: asyncio.Event | None = None
        self.left: dict[int, Begun] = {}

    def begin(self, ordinal: int, name: str, request: bytes, effect: Effect) -> None:
        """Note a call of the current task, until ``end``.

        Raises:
            PermanentError: The scope is closed.
        """
        if self._is_over:
            message = (
                f"{self._attempt_id} is over, so {name} was not called; wait for each call before "
                "the work ends"
            )
            raise PermanentError(message, attempt_id=self._attempt_id)
        self._begun[ordinal] = Begun(name, request, effect, asyncio.current_task())

    def end(self, ordinal: int) -> None:
        """The call is over, and its cost is in the events."""
        self._begun.pop(ordinal, None)
        if self._idle is not None and not self._begun:
            self._idle.set()

    def require(self, ordinal: int) -> None:
        """Refuse what comes of a call that was left.

        Raises:
            PermanentError: Its scope ended before it did.
        """
        left = self.left.get(ordinal)
        if left is not None:
            message = f"{self._attempt_id} ended before {left.name} did, so its answer is not used"
            raise PermanentError(message, attempt_id=self._attempt_id)

    async def stop(self) -> None:
        """Let no more calls begin, and stop those in progress; returns once they are over.

        Those that go on nevertheless are ``left``.
        """
        self._is_over = True
        if not self._begun:
            return
        self._idle = asyncio.Event()
        for task in dict.fromkeys(call.task for call in self._begun.values()):
            if task is not None:
                task.cancel()
        cancelled: asyncio.CancelledError | None = None
        until_s = asyncio.get_running_loop().time() + self._stop_s
        while self._begun:
            try:
                async with asyncio.timeout_at(until_s):
                    await self._idle.wait()
            except TimeoutError:
                self.left, self._begun = self._begun, {}
            except asyncio.CancelledError as error:
                # They are stopped already, and the run must not end before their cost is known.
                cancelled = error
        if cancelled is not None:
            raise cancelled
