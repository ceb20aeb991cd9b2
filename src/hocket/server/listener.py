"""The listener: uvicorn with bounded headers, and an end that waits for calls under way."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hocket.errors import Remedy, UnavailableError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

    from hocket.server.service import Service

HEAD_BYTES = 64 << 10
CLOSE_S = 5
IDLE_LOOK_S = 5.0
REFUSAL = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 whose request heads are bounded; one that is larger is refused and cut off."""

    _head_bytes = 0
    _in_head = True

    def data_received(self, data: bytes) -> None:
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES + self._body_allowance(data):
                self.transport.write(REFUSAL)
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_head, self._head_bytes = True, 0

    @staticmethod
    def _body_allowance(data: bytes) -> int:
        """A head may come together with the beginning of its body."""
        end = data.find(b"\r\n\r\n")
        return 0 if end < 0 else len(data) - end


class Listener(uvicorn.Server):
    """A server whose signals are ours."""

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
    """Serve until a signal asks for the end, then let calls under way end, within the given time.

    Args:
        app: The program.
        service: Behind it.
        bound: Where to listen.
        started: Called once connections are taken.
        idle_s: After how long without a connection or a run it ends by itself; None for never.
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
            telling = group.create_task(_tell(server, started))
            others = [telling, group.create_task(_stop(stop, service, server))]
            if idle_s is not None:
                others.append(group.create_task(_end_unused(stop, service, server, idle_s)))
            await serving
            for other in others:
                other.cancel()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        UnavailableError: The address is taken, or is none of this machine's.
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
            f"{host}:{port} cannot be listened on: {error.strerror}; "
            "choose another port, or end the program that has it"
        )
        remedy = Remedy("choose_port")
        raise UnavailableError(message, remedy=remedy, host=host, port=port) from error
    return made


async def _tell(server: uvicorn.Server, started: Callable[[], None]) -> None:
    while not server.started:  # noqa: ASYNC110 - uvicorn tells it by a flag only
        await asyncio.sleep(0.01)
    started()


async def _end_unused(
    stop: asyncio.Event, service: Service, server: uvicorn.Server, idle_s: float
) -> None:
    """Ask for the end once nothing was connected and nothing ran for so long."""
    clock, state = service.clock, server.server_state
    requests, used_us = 0, clock.now_us()
    while not stop.is_set():
        await clock.sleep(min(IDLE_LOOK_S, idle_s))
        busy = state.connections or service.catalogue.open_runs()
        if busy or state.total_requests != requests:
            requests, used_us = state.total_requests, clock.now_us()
        elif clock.now_us() - used_us > idle_s * 1e6:
            stop.set()


async def _stop(stop: asyncio.Event, service: Service, server: uvicorn.Server) -> None:
    await stop.wait()
    await service.drain(service.bounds.shutdown_s)
    server.should_exit = True
