"""One connection over HTTP/1.1, bounded: how large a head is, how slow a client, and how many.

A client that sends a byte now and then, or nothing at all, costs the server a connection; enough of
them would leave none for others.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

HEAD_BYTES = 64 << 10
CONNECTIONS = 4096
# Share of the descriptors of the process that connections may take; the journal needs some too.
SHARE = 0.75


def _refusal(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


TOO_LARGE = _refusal("431 Request Header Fields Too Large")
TOO_SLOW = _refusal("408 Request Timeout")
TOO_MANY = _refusal("503 Service Unavailable")


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 with bounds; a client beyond them is refused, its connection closed.

    Where there are too many connections, the oldest one that waits for its client is closed for a
    new one: those that hold a connection without using it are the first to lose it.

    Attributes:
        head_s: Time for the whole head of a request.
        body_s: Time for a body, beside that for each of its bytes.
        body_bytes_per_s: The least average rate of a body after that.
        read_s: Time for a client to take some of what waits for it.
        most: Number of connections at once.
    """

    head_s: ClassVar[float] = 10.0
    body_s: ClassVar[float] = 15.0
    body_bytes_per_s: ClassVar[int] = 4096
    read_s: ClassVar[float] = 60.0
    most: ClassVar[int] = CONNECTIONS

    _head_bytes = 0
    _body_bytes = 0
    _body_started_s = 0.0
    _opened_s = 0.0
    _in_head = True
    _in_body = False
    _timer: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._opened_s = self.loop.time()
        self._time_head()
        if len(self.connections) > connections_of(self.most) and not self._displace():
            self._close(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self._stop_unread()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._time_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_unread()

    def data_received(self, data: bytes) -> None:
        if self._in_head:
            self._head_bytes += len(data)
            if self._timer is None:
                self._time_head()
            if self._head_bytes > HEAD_BYTES + self._body_allowance(data):
                self._close(TOO_LARGE)
                return
        else:
            self._body_bytes += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_timer()
        self._in_head, self._in_body, self._body_bytes = False, True, 0
        self._body_started_s = self.loop.time()
        if not (self.parser.should_upgrade() and self._should_upgrade()):
            self._timer = self.loop.call_later(self.body_s, self._check_body)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._stop_timer()
        super().on_message_complete()
        self._in_head, self._in_body, self._head_bytes = True, False, 0

    @property
    def waits(self) -> bool:
        """Whether nothing is to do before the client sends or reads more."""
        if self.flow is not None and self.flow.write_paused:
            return True
        return self._in_body or self.cycle is None or self.cycle.response_complete

    def rank(self) -> tuple[bool, float]:
        """Which connection gives way first: one without a request, then the oldest."""
        return self._in_body, self._opened_s

    def give_way(self) -> None:
        """Close the connection for another one."""
        if self.flow is not None and self.flow.write_paused:
            self.transport.abort()
        self._close(b"")

    def _displace(self) -> bool:
        """Close the oldest connection that waits for its client; whether there is one."""
        others = [c for c in self.connections if isinstance(c, BoundedHttp) and c is not self]
        waiting = [c for c in others if c.waits and not c.transport.is_closing()]
        if waiting:
            min(waiting, key=BoundedHttp.rank).give_way()
        return bool(waiting)

    def _time_head(self) -> None:
        self._timer = self.loop.call_later(self.head_s, self._close, TOO_SLOW)

    def _check_body(self) -> None:
        if self.flow.read_paused:
            self._body_started_s = self.loop.time()  # it is the server that is slow
        due_s = self.body_s + self._body_bytes / self.body_bytes_per_s
        left_s = self._body_started_s + due_s - self.loop.time()
        if left_s <= 0:
            self._close(TOO_SLOW)
        else:
            self._timer = self.loop.call_later(max(left_s, 0.05), self._check_body)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self, refusal: bytes) -> None:
        self._stop_timer()
        if self.transport.is_closing():
            return
        cycle = self.cycle
        if refusal and (cycle is None or cycle.response_complete or not cycle.response_started):
            self.transport.write(refusal)
        self.transport.close()
        self._time_reading()

    def _time_reading(self) -> None:
        """Give up a client that does not take what waits for it: closing alone waits for that."""
        if self._unread is None:
            self._unread = self.loop.call_later(self.read_s, self.transport.abort)

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    @staticmethod
    def _body_allowance(data: bytes) -> int:
        """The bytes of the body that arrived together with the end of its head."""
        end = data.find(b"\r\n\r\n")
        return 0 if end < 0 else len(data) - end


def connections_of(most: int) -> int:
    """How many connections this process can hold: at most ``most``, and a share of its files."""
    if sys.platform == "win32":
        return most
    import resource  # noqa: PLC0415 - not on every system

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if files == resource.RLIM_INFINITY else min(most, int(files * SHARE))
