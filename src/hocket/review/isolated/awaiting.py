"""Coroutines of the work, which run in its own loop while the check's loop does other things."""

from __future__ import annotations

import itertools
from asyncio import (  # by name: a check may patch the module
    CancelledError,
    Event,
    _get_running_loop,
    _set_running_loop,
    ensure_future,
    get_running_loop,
    new_event_loop,
    run,
    sleep,
)
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from hocket.review.isolated.standins import Asks

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future
    from collections.abc import Callable


class Waits(Asks, Protocol):
    """The judge, as what awaits the work sees it."""

    async def until_done(self, number: int) -> None: ...
    def is_called(self) -> bool: ...


async def awaited(judge: Waits, coroutine: Any) -> Any:
    """On the judge's side: the result of a coroutine of the work, which is cancelled with this."""
    if judge.is_called():
        # The loop of the work waits for the check, so its coroutine would never go on.
        judge.unsupported("a coroutine that the work calls cannot await the work")
    number = judge.ask("begin", coroutine)
    while True:
        is_done, value = judge.ask("result", number)
        if is_done:
            return value
        try:
            await judge.until_done(number)
        except CancelledError:
            judge.ask("cancel", number)


class Notices:
    """On the judge's side: which coroutines of the work are done, for those that wait for them."""

    def __init__(self) -> None:
        self._done: set[int] = set()
        self._waiting: dict[int, Future[None]] = {}

    def note(self, number: int) -> None:
        """Note that a coroutine is done, in any thread."""
        self._done.add(number)
        future = self._waiting.get(number)
        if future is not None:
            future.get_loop().call_soon_threadsafe(_end, future)

    async def wait(self, number: int, channel: int, attend: Callable[[], None]) -> None:
        """Wait until a coroutine is done.

        Args:
            number: That of the coroutine.
            channel: The descriptor on which the work says so.
            attend: Takes what came on it.
        """
        loop = get_running_loop()
        self._waiting[number] = future = loop.create_future()
        loop.add_reader(channel, attend)
        attend()  # what came together with the last answer
        try:
            if number not in self._done:
                await future
        finally:
            self._done.discard(number)
            del self._waiting[number]
            if not any(f.get_loop() is loop for f in self._waiting.values()):
                loop.remove_reader(channel)


def _end(future: Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def is_looping() -> bool:
    """Whether the check calls from within a running loop."""
    return _get_running_loop() is not None


def run_here(coroutine: Any) -> Any:
    """The result of a coroutine of the check, in this thread: what it calls may ask the work."""
    outer = _get_running_loop()
    _set_running_loop(None)
    try:
        return run(coroutine)
    finally:
        _set_running_loop(outer)


class Loop:
    """On the side of the work: takes requests, those from within a loop in its own loop.

    Between requests its tasks go on, as they do beside a check that waits for something.

    Args:
        tell: Tells the judge that the coroutine with a number is done.
    """

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell
        self._arrived = Event()
        self._messages: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._loop: AbstractEventLoop | None = None
        self._tasks: dict[int, Future[Any]] = {}
        self._numbers = itertools.count(1)

    def put(self, message: dict[str, Any]) -> None:
        """Add a request, from any thread."""
        self._messages.put(message)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._arrived.set)

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
            self._arrived.clear()
            try:
                message = self._messages.get_nowait()
            except Empty:
                await self._arrived.wait()
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
        """[whether it is done, its result]; the judge is told once it is.

        Raises:
            Exception: What the coroutine raised.
        """
        task = self._tasks[number]
        if not task.done():
            task.add_done_callback(lambda _: self._tell(number))
            return [False, None]
        del self._tasks[number]
        return [True, task.result()]

    def cancel(self, number: int) -> None:
        """Cancel a coroutine; it may take its time to end."""
        self._tasks[number].cancel()
