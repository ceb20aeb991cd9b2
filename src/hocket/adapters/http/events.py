"""The JSON objects of a streamed answer, however the host frames them.

Server-sent events, one object per line (NDJSON), both mixed, an array, and one document in one or
many lines are all read; what frames them says nothing about what they mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import parsed, table, tables
from hocket.errors import HostUnusableError, RefusedError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable

_FIELD = re.compile(rb"(data|event|id|retry|error)\s*:(.*)", re.DOTALL)
_BARE_ENDS = (b"[done]", b'"[done]"')
_ENDS = (*_BARE_ENDS, b"done")
_MARK = b"\xef\xbb\xbf"
"""The byte order mark that some servers put first."""

_WAITING_BYTES = 16 << 20
_SHOWN_BYTES = 80


class EventReader:
    """Reads the events of one answer.

    Args:
        lines: The lines of the stream, without line ends.
        host: Name of the host in messages.

    Attributes:
        is_complete: The host said that nothing follows.
        is_event_stream: The host sends server-sent events.
        noise: The last event that is only words, such as a ping or the reason of an end.
    """

    def __init__(self, lines: AsyncIterable[bytes], host: str) -> None:
        self.is_complete = False
        self._lines = lines
        self._host = host
        self._name = b""
        self._waiting: list[bytes] = []
        self._size = 0
        self.is_event_stream = False
        self.noise = ""
        self._stray = b""

    async def events(self) -> AsyncGenerator[dict[str, Any], None]:
        """Each object, in order.

        Raises:
            UnavailableError: An event is not JSON.
            RefusedError: An event is too long.
            HostUnusableError: The host answered with a text that is no JSON at all.
        """
        count = 0
        async for line in self._lines:
            # A lone carriage return ends a line, too; JSON has none within its strings.
            for part in line.split(b"\r"):
                for event in self._read(part.strip().removeprefix(_MARK)):
                    count += 1
                    yield event
            if self.is_complete:
                return
        for event in self._rest():
            count += 1
            yield event
        if self._stray and not count:
            text = self._stray[:_SHOWN_BYTES].decode(errors="replace")
            message = f"{self._host} answered with a text that is not JSON ({text}); check its URL"
            raise HostUnusableError(message)

    def _read(self, line: bytes) -> list[dict[str, Any]]:
        if line.startswith(b":"):
            return []  # a comment that keeps the connection open
        if not line:
            self._name = b""
            return self._rest() if self.is_event_stream else []
        if line.lower() in _BARE_ENDS:
            line = b"data: [DONE]"
        field = _FIELD.match(line)
        if field is None:
            return self._of_document(line)
        name, data = field[1], field[2].strip()
        if name == b"event":
            self._name = data
        if name == b"error":
            self._name = name
        if name not in (b"data", b"error") or not data:
            return []
        if data.lower() in _ENDS:
            self.is_complete = True
            return self._rest()
        return self._of_event(data)

    def _of_event(self, data: bytes) -> list[dict[str, Any]]:
        self.is_event_stream = True
        if not self._waiting:
            try:
                return self._named(parsed(data))
            except ValueError:
                pass
            if data[:1] not in (b"{", b"["):
                self.noise = data[:_SHOWN_BYTES].decode(errors="replace")
                return [{"error": self.noise}] if self._name == b"error" else []
        self._wait(data)
        return []

    def _of_document(self, line: bytes) -> list[dict[str, Any]]:
        if not self._waiting and line[:1] not in (b"{", b"[") and line[:2] != b'"{':
            self._stray = self._stray or line
            return []
        if not self._waiting and line[-1:] in (b"}", b"]", b'"'):
            try:
                return self._named(parsed(line))
            except ValueError:
                pass
        self._wait(line)
        return []

    def _wait(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        if self._size > _WAITING_BYTES:
            message = f"{self._host} sent an event of more than {_WAITING_BYTES >> 20} MiB"
            raise RefusedError(message, limit_bytes=_WAITING_BYTES)

    def _rest(self) -> list[dict[str, Any]]:
        """The events in the lines that were no JSON by themselves."""
        if not self._waiting:
            return []
        text = b"\n".join(self._waiting)
        self._waiting, self._size = [], 0
        try:
            return self._named(parsed(text))
        except ValueError as error:
            message = f"{self._host} sent an event that is not JSON; try again"
            raise UnavailableError(message) from error

    def _named(self, value: Any) -> list[dict[str, Any]]:
        if isinstance(value, str) and value.lstrip().startswith("{"):
            value = parsed(value)  # encoded twice
        if self._name == b"error" and not table(value).get("error"):
            return [{"error": value}]
        return tables(value)
