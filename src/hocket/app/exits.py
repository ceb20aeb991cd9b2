"""Exits of what user code started: an event loop in which they end neither program nor run."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import _worker
from contextlib import contextmanager
from contextvars import copy_context
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from hocket.app.protocols import guarded_factory
from hocket.core.containment import WATCH, Watch
from hocket.core.fault import described, is_interruption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextvars import Context

LOG = logging.getLogger(__name__)
FROM_THREADS, STOP = "call_soon_threadsafe", "stop"

_POSITIONS = {
    "call_soon": 0,
    "call_later": 1,
    "call_at": 1,
    "add_reader": 1,
    "add_writer": 1,
}
"""The methods of an event loop that take a callback, and where it stands in their arguments."""

_FACTORIES = (
    "create_connection",
    "create_server",
    "create_unix_connection",
    "create_unix_server",
    "create_datagram_endpoint",
    "connect_accepted_socket",
    "connect_read_pipe",
    "connect_write_pipe",
    "subprocess_exec",
    "subprocess_shell",
)
"""The methods of an event loop whose first argument makes protocols."""

_thread_watches: WeakKeyDictionary[threading.Thread, Watch] = WeakKeyDictionary()
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
        setattr(loop, FROM_THREADS, _guarding_threads(loop.call_soon_threadsafe))
        setattr(loop, STOP, _guarding_stop(loop.stop))
        for name in _FACTORIES:
            setattr(loop, name, _guarding_protocols(getattr(loop, name)))
    _watch_threads()
    try:
        yield
    finally:
        _guarded[loop] -= 1
        if not _guarded[loop]:
            for name in (*_POSITIONS, *_FACTORIES, FROM_THREADS, STOP):
                delattr(loop, name)


def _watch(context: Context | None = None) -> Watch | None:
    """The watch over the code that runs here; a thread has that of the code that started it."""
    watch = WATCH.get(None) if context is None else context.get(WATCH)
    return watch or _thread_watches.get(threading.current_thread())


def _guarding(method: Callable[..., Any], position: int) -> Callable[..., Any]:
    """A method of an event loop whose callbacks are guarded where user code passes them."""

    def soon(callback: Any, *args: Any, context: Context | None = None) -> Any:
        watch = WATCH.get(None) if context is None else context.get(WATCH)
        if watch is None:
            if not args:  # as for each step of a task
                return method(callback, context=context)
            if len(args) == 1:  # as for each future that a task awaits
                return method(callback, args[0], context=context)
            return method(callback, *args, context=context)
        return method(_called, watch, callback, *args, context=context)

    def schedule(*args: Any, **options: Any) -> Any:
        context = options.get("context")
        # Not that of a thread, as in `soon`: these methods are for the thread of the loop alone.
        watch = WATCH.get(None) if context is None else context.get(WATCH)
        if watch is None or len(args) <= position:
            return method(*args, **options)
        return method(*args[:position], _called, watch, *args[position:], **options)

    return schedule if position else soon


def _guarding_threads(method: Callable[..., Any]) -> Callable[..., Any]:
    """``call_soon_threadsafe`` with all callbacks guarded: no exit of a thread is meant for all."""

    def schedule(callback: Any, *args: Any, context: Context | None = None) -> Any:
        watch = _watch(context)
        if watch is not None:
            # What the callback starts is watched too; a thread has no context of its own.
            context = copy_context() if context is None else context.copy()
            context.run(WATCH.set, watch)
        return method(_called, watch, callback, *args, context=context)

    return schedule


def _guarding_stop(method: Callable[[], None]) -> Callable[[], None]:
    """``stop`` of an event loop, which is an exit of the user code that calls it."""

    def stop() -> None:
        if _watch() is not None:
            message = "it stopped the event loop"
            raise SystemExit(message)
        method()

    return stop


def _guarding_protocols(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of an event loop that makes protocols, whose callbacks are guarded."""

    def create(*args: Any, **options: Any) -> Any:
        watch = _watch()
        if watch is None:
            return method(*args, **options)
        if "protocol_factory" in options:
            options["protocol_factory"] = guarded_factory(options["protocol_factory"], watch)
        elif args:
            args = (guarded_factory(args[0], watch), *args[1:])
        return method(*args, **options)

    return create


@cache
def _watch_threads() -> None:
    """Have threads that user code starts or uses know its watch, from now on."""
    start, submit = threading.Thread.start, ThreadPoolExecutor.submit

    def start_watched(thread: threading.Thread) -> None:
        watch, run = _watch(), thread.run
        if watch is not None and getattr(thread, "_target", None) is not _worker:
            _thread_watches[thread] = watch

            def run_watched() -> None:
                try:
                    run()
                except (SystemExit, KeyboardInterrupt) as error:
                    is_plain_end = isinstance(error, SystemExit) and not error.code
                    if not is_plain_end and not is_interruption(error):
                        watch.blame_from_thread(error)
                    raise

            thread.run = run_watched  # type: ignore[method-assign]
        start(thread)

    def submit_watched(
        executor: ThreadPoolExecutor, function: Callable[..., Any], /, *args: Any, **options: Any
    ) -> Any:
        watch = _watch()
        if watch is None:
            return submit(executor, function, *args, **options)
        return submit(executor, _within, watch, function, *args, **options)

    setattr(threading.Thread, start.__name__, start_watched)
    setattr(ThreadPoolExecutor, submit.__name__, submit_watched)


def _within(watch: Watch, function: Callable[..., Any], /, *args: Any, **options: Any) -> Any:
    """Call a function under a watch, in a thread that other code uses too."""
    token = WATCH.set(watch)
    try:
        return function(*args, **options)
    finally:
        WATCH.reset(token)


def _called(watch: Watch | None, callback: Callable[..., Any], *args: Any) -> None:
    try:
        callback(*args)
    except (SystemExit, KeyboardInterrupt) as error:
        if is_interruption(error):
            raise
        if watch is None or not watch.blame(error):
            LOG.warning(
                "What a tool, agent or check left running raised %s; nothing else ended by it",
                described(error),
            )
