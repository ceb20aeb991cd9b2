"""Exits of what user code started: an event loop in which they end neither program nor run."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from hocket.core.containment import WATCH, Watch
from hocket.core.fault import described, is_interruption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextvars import Context

LOG = logging.getLogger(__name__)

_POSITIONS = {
    "call_soon": 0,
    "call_soon_threadsafe": 0,
    "call_later": 1,
    "call_at": 1,
    "add_reader": 1,
    "add_writer": 1,
}
"""The methods of an event loop that take a callback, and where it stands in their arguments."""

_guarded: WeakKeyDictionary[asyncio.AbstractEventLoop, int] = WeakKeyDictionary()


@contextmanager
def contained_exits() -> Iterator[None]:
    """Let no exit that a task or callback of user code raises stop the running event loop.

    An event loop passes ``SystemExit`` and ``KeyboardInterrupt`` on to whoever runs it, which ends
    the program. Here those of user code stop that code instead; all others pass.
    """
    loop = asyncio.get_running_loop()
    count = _guarded.get(loop, 0)
    _guarded[loop] = count + 1
    if not count:
        for name, position in _POSITIONS.items():
            setattr(loop, name, _guarding(getattr(loop, name), position))
    try:
        yield
    finally:
        _guarded[loop] -= 1
        if not _guarded[loop]:
            for name in _POSITIONS:
                delattr(loop, name)


def _guarding(method: Callable[..., Any], position: int) -> Callable[..., Any]:
    """A method of an event loop whose callbacks are guarded where user code passes them."""

    def soon(callback: Any, *args: Any, context: Context | None = None) -> Any:
        watch = WATCH.get(None) if context is None else context.get(WATCH)
        if watch is None:
            return method(callback, *args, context=context)
        return method(_called, watch, callback, *args, context=context)

    def schedule(*args: Any, **options: Any) -> Any:
        context = options.get("context")
        watch = WATCH.get(None) if context is None else context.get(WATCH)
        if watch is None or len(args) <= position:
            return method(*args, **options)
        before, callback, after = args[:position], args[position], args[position + 1 :]
        return method(*before, _called, watch, callback, *after, **options)

    return schedule if position else soon


def _called(watch: Watch, callback: Callable[..., Any], *args: Any) -> None:
    try:
        callback(*args)
    except (SystemExit, KeyboardInterrupt) as error:
        if is_interruption(error):
            raise
        if not watch.blame(error):
            LOG.warning(
                "What a tool, agent or check left running raised %s; nothing else ended by it",
                described(error),
            )
