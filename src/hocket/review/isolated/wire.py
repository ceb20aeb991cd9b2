"""The channel between the judge and the work: messages in JSON over a socket pair."""

from __future__ import annotations

import socket
import struct
import threading
from json import dumps, loads  # by name: a check may patch the modules
from select import select
from typing import Any

HEAD = struct.Struct(">Q")
LONGEST_MESSAGE = 256 << 20
CHUNK_BYTES = 1 << 20


class Wire:
    """Sends and receives messages.

    Args:
        descriptor: A connected stream socket.
    """

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)
        self._sending = threading.Lock()
        self._buffer = bytearray()

    def fileno(self) -> int:
        return self._socket.fileno()

    def send(self, message: dict[str, Any]) -> None:
        data = dumps(message).encode()
        with self._sending:
            self._socket.sendall(HEAD.pack(len(data)) + data)

    def receive(self) -> dict[str, Any] | None:
        """The next message; None if the other side ended.

        Raises:
            ValueError: It is no message.
        """
        size = HEAD.size
        while len(self._buffer) < size:
            if not self._fill():
                return None
        length = self._length()
        if length > LONGEST_MESSAGE:
            raise ValueError("the message is too long")
        while len(self._buffer) < size + length:
            if not self._fill():
                return None
        data = bytes(self._buffer[size : size + length])
        del self._buffer[: size + length]
        message = loads(data)
        if not isinstance(message, dict):
            raise ValueError("the message is not an object")  # noqa: TRY004 - a fault of the data
        return message

    def holds_message(self) -> bool:
        """Whether a whole message was read already, together with an earlier one."""
        size = HEAD.size
        return len(self._buffer) >= size and len(self._buffer) >= size + self._length()

    def is_ready(self, timeout_s: float = 0) -> bool:
        """Whether there is something to receive, or the other side ended."""
        return len(self._buffer) > 0 or bool(select([self], [], [], timeout_s)[0])

    def _length(self) -> int:
        return int(HEAD.unpack_from(self._buffer)[0])

    def _fill(self) -> bool:
        try:
            chunk = self._socket.recv(CHUNK_BYTES)
        except ConnectionError:
            return False
        self._buffer += chunk
        return bool(chunk)
