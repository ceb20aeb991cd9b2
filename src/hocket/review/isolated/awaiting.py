"""Coroutines of the work, which run in its own loop while the check's loop does other things."""

from __future__ import annotations

import itertools
from asyncio import (  # by name: a check may patch the module
    CancelledError,
    _get_running_loop,
    ensure_future,
    new_event_loop,
    sleep,
)
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future
    from collections.abc import Callable

    from hocket.review.isolated.standins import Asks

POLL_S = 0.001


async def awaited(judge: Asks, coroutine: Any) -> Any:
    """On the judge's side: the result of a coroutine of the work, which is cancelled with this."""
    number = judge.ask("begin", coroutine)
    while True:
        is_done, value = judge.ask("result", number)
        if is_done:
            return value
        try:
            await sleep(POLL_S)
        except CancelledError:
            judge.ask("cancel", number)


def is_looping() -> bool:
    """Whether the check calls from within a running loop."""
    return _get_running_loop() is not None


class Loop:
    """On the side of the work: takes requests, those from within a loop in its own loop.

    Between requests its tasks go on, as they do beside a check that waits for something.
    """

    def __init__(self) -> None:
        self._messages: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._loop: AbstractEventLoop | None = None
        self._tasks: dict[int, Future[Any]] = {}
        self._numbers = itertools.count(1)

    def put(self, message: dict[str, Any]) -> None:
        """Add a request, from any thread."""
        self._messages.put(message)

    def serve(self, serve: Callable[[dict[str, Any]], None]) -> None:
        """Serve requests for ever."""
        while True:
            if self._loop is None:
                message = self._messages.get()
            else:
                message = self._loop.run_until_complete(self._next(serve))
            if message.get("loop") and self._loop is None:
                self._loop = new_event_loop()
                self._messages.put(message)
                continue
            serve(message)

    async def _next(self, serve: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Serve what comes from within a loop; the first request that does not."""
        while True:
            try:
                message = self._messages.get_nowait()
            except Empty:
                await sleep(POLL_S)
                continue
            if not message.get("loop"):
                return message
            serve(message)
            await sleep(0)

    def is_busy(self) -> bool:
        """Whether a coroutine goes on between requests."""
        return bool(self._tasks)

    def begin(self, coroutine: Any) -> int:
        """Start a coroutine; the number to ask for its result with."""
        number = next(self._numbers)
        self._tasks[number] = ensure_future(coroutine)
        return number

    def result(self, number: int) -> list[Any]:
        """[whether it is done, its result].

        Raises:
            Exception: What the coroutine raised.
        """
        task = self._tasks[number]
        if not task.done():
            return [False, None]
        del self._tasks[number]
        return [True, task.result()]

    def cancel(self, number: int) -> None:
        """Cancel a coroutine; it may take its time to end."""
        self._tasks[number].cancel()
