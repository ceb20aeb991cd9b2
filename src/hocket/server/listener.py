"""The listener: uvicorn with limited headers, and a shutdown that waits for calls in progress."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from hocket.errors import Remedy, UnavailableError
from hocket.server.connection import BoundedHttp

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

    from hocket.server.service import Service

CLOSE_S = 5
IDLE_CHECK_S = 5.0


class Listener(uvicorn.Server):
    """A server that leaves signal handling to ``listen``."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def listen(
    app: ASGIApp,
    service: Service,
    bound: socket.socket,
    started: Callable[[], None],
    idle_s: float | None = None,
) -> None:
    """Serve until a signal, then wait a limited time for calls in progress.

    Args:
        app: The ASGI application.
        service: Service of the application.
        bound: Socket to listen on.
        started: Called once the server accepts connections.
        idle_s: Time without connections and runs after which it stops; None for never.
    """
    config = uvicorn.Config(
        app,
        http=BoundedHttp,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=CLOSE_S,
        ws_max_size=service.bounds.body_bytes,
        proxy_headers=False,
    )
    server = Listener(config)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    try:
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(server.serve(sockets=[bound]))
            announcing = group.create_task(_announce(server, started))
            others = [announcing, group.create_task(_stop(stop, service, server))]
            if idle_s is not None:
                others.append(group.create_task(_stop_when_idle(stop, service, server, idle_s)))
            await serving
            for other in others:
                other.cancel()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


def bind(host: str, port: int) -> socket.socket:
    """A socket that is bound to an address.

    Raises:
        UnavailableError: The address is in use, or does not belong to this machine.
    """
    import socket as sockets  # noqa: PLC0415 - shadows the name of a type above

    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    made = sockets.socket(family, sockets.SOCK_STREAM)
    made.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        message = (
            f"Cannot listen on {host}:{port}: {error.strerror}; "
            "choose another port, or stop the program that uses it"
        )
        remedy = Remedy("choose_port")
        raise UnavailableError(message, remedy=remedy, host=host, port=port) from error
    return made


async def _announce(server: uvicorn.Server, started: Callable[[], None]) -> None:
    while not server.started:  # noqa: ASYNC110 - uvicorn only sets a flag
        await asyncio.sleep(0.01)
    started()


async def _stop_when_idle(
    stop: asyncio.Event, service: Service, server: uvicorn.Server, idle_s: float
) -> None:
    """Set ``stop`` after ``idle_s`` without connections and runs."""
    clock, state = service.clock, server.server_state
    requests, used_us = 0, clock.now_us()
    while not stop.is_set():
        await clock.sleep(min(IDLE_CHECK_S, idle_s))
        busy = state.connections or service.catalogue.open_runs()
        if busy or state.total_requests != requests:
            requests, used_us = state.total_requests, clock.now_us()
        elif clock.now_us() - used_us > idle_s * 1e6:
            stop.set()


async def _stop(stop: asyncio.Event, service: Service, server: uvicorn.Server) -> None:
    await stop.wait()
    await service.drain(service.bounds.shutdown_s)
    server.should_exit = True
