"""Protocols of user code: an exit in one of their callbacks is a fault of that code alone.

An event loop calls the methods of a protocol from where it reads, not through a callback that could
be guarded.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from hocket.core.fault import fault_of, is_interruption

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.containment import Watch

CALLBACKS = (
    "connection_made",
    "connection_lost",
    "data_received",
    "eof_received",
    "get_buffer",
    "buffer_updated",
    "datagram_received",
    "error_received",
    "pause_writing",
    "resume_writing",
    "pipe_data_received",
    "pipe_connection_lost",
    "process_exited",
)


def guarded_factory(factory: Callable[[], Any], watch: Watch) -> Callable[[], Any]:
    """What makes the same protocols, whose exits stop the code that is watched."""

    def make() -> Any:
        protocol = factory()
        if type(protocol).__module__.startswith("anyio."):
            return protocol  # runs no other code, and there is one for each request of an LLM
        kind = _guarded_class(type(protocol), watch)
        try:
            protocol.__class__ = kind
        except TypeError:
            return protocol  # of a class that is not written in Python, which exits nowhere
        return protocol

    return make


def _guarded_class(cls: type, watch: Watch) -> type:
    callbacks = {name: getattr(cls, name) for name in CALLBACKS if hasattr(cls, name)}
    methods = {name: _guarded(method, watch) for name, method in callbacks.items()}
    return type(cls.__name__, (cls,), {"__slots__": (), **methods})


def _guarded(method: Callable[..., Any], watch: Watch) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, **options: Any) -> Any:
        try:
            return method(*args, **options)
        except (SystemExit, KeyboardInterrupt) as error:
            if is_interruption(error):
                raise
            watch.blame(error)
            raise fault_of(error) from None  # the event loop then closes the connection

    return call
