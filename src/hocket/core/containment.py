"""User code within bounds: what comes out of it, or out of what it started, is its fault.

An ``asyncio`` task or callback that user code starts runs in a copy of its context. There a
``Watch`` says whose fault it is if an exit or an interrupt comes out of it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar, cast

from hocket.core.fault import fault_of, is_interruption

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")
P = ParamSpec("P")


class Watch:
    """User code in progress, which is stopped if something that it started wants to exit."""

    __slots__ = ("_task", "fault")

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self._task = asyncio.current_task()

    def blame(self, error: BaseException) -> bool:
        """Stop the code because of this error; False if it has already ended."""
        if self._task is None:
            return False
        if self.fault is None:
            self.fault = error
            self._task.cancel()
        return True

    def blame_from_thread(self, error: BaseException) -> None:
        """The same, from another thread than that of the event loop."""
        task = self._task
        if task is not None:
            with suppress(RuntimeError):  # the loop is closed
                task.get_loop().call_soon_threadsafe(self.blame, error)

    def close(self) -> bool:
        """The code has ended; whether it was stopped by this watch and by nobody else."""
        task, self._task = self._task, None
        return self.fault is not None and task is not None and not task.uncancel()


WATCH: ContextVar[Watch] = ContextVar("WATCH")
"""The watch over the user code that runs, or that started what runs."""


async def watched(work: Awaitable[T]) -> T:
    """The result of user code, in the same task.

    Raises:
        UserCodeError: A task or callback that it started raised ``SystemExit`` or
            ``KeyboardInterrupt``.
    """
    watch = Watch()
    token = WATCH.set(watch)
    alone = False
    try:
        try:
            return await work
        finally:
            alone = watch.close()
            WATCH.reset(token)
    except asyncio.CancelledError:
        if alone and watch.fault is not None:
            raise fault_of(watch.fault) from None
        raise


@dataclass(slots=True)
class _Outcome(Generic[T]):
    value: T | None = None
    error: BaseException | None = None


async def contained(function: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of user code, which runs in a task of its own.

    If the code cancels the task that it is in, it cancels only that one.

    Raises:
        Exception: What the code raised, as by ``fault_of``.
    """
    outcome: _Outcome[T] = _Outcome(error=asyncio.CancelledError())

    async def call() -> T:
        return await function(*args, **kwargs)

    async def run() -> None:
        try:
            outcome.value = await watched(call())
        except asyncio.CancelledError as error:
            outcome.error = error  # if the caller is cancelled, its group raises that
        except BaseException as error:  # whatever user code raises is its fault
            if is_interruption(error):
                raise
            outcome.error = error
        else:
            outcome.error = None

    async with asyncio.TaskGroup() as group:
        group.create_task(run())
    if outcome.error is not None:
        raise fault_of(outcome.error)
    return cast("T", outcome.value)
