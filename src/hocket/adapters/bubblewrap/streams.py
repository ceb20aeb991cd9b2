"""The pipes of a sandboxed process: never more in memory than is kept, never waited for in vain.

What arrives is read at once and only its end is kept, so a process can neither fill memory nor
block on a full pipe. asyncio's own pipes of a subprocess pause where nobody reads, and its exit is
then never reported; these need no cooperation of the process to be closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

STATUS_BYTES = 1 << 16


@dataclass(slots=True)
class Tail:
    """The end of a stream: its last ``limit`` bytes, in bounded memory."""

    limit: int
    kept: bytearray = field(default_factory=bytearray)
    dropped: bool = False

    def add(self, chunk: bytes) -> None:
        self.kept += chunk
        if len(self.kept) > self.limit:
            del self.kept[: len(self.kept) - self.limit]
            self.dropped = True


@dataclass(slots=True)
class Status:
    """What bubblewrap reports: the first process inside, and whether the command was started.

    Attributes:
        pid: The first process inside.
        first: A descriptor of it; it exits after all others inside.
    """

    pid: int | None = None
    first: int | None = None
    begun: bool = False
    partial: bytes = b""

    def add(self, chunk: bytes) -> None:
        *lines, self.partial = (self.partial + chunk)[-STATUS_BYTES:].split(b"\n")
        for line in lines:
            with contextlib.suppress(ValueError):
                self._take(json.loads(line))

    def close(self) -> None:
        if self.first is not None:
            os.close(self.first)
            self.first = None

    def _take(self, report: dict[str, int]) -> None:
        self.begun = self.begun or "exit-code" in report
        if "child-pid" in report and self.first is None:
            with contextlib.suppress(OSError):
                self.first = os.pidfd_open(report["child-pid"])
                self.pid = report["child-pid"]


class _Reader(asyncio.Protocol):
    def __init__(self, add: Callable[[bytes], None]) -> None:
        self._add = add
        self.ended = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self._add(data)

    def connection_lost(self, _: Exception | None) -> None:
        self.ended.set()


class _Feeder(asyncio.BaseProtocol):
    """Writes all of a text as the other side takes it, then closes the pipe."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def feed(self, data: bytes) -> None:
        """Begin to write; only once it is connected, or asyncio watches the pipe it has closed."""
        if self._transport is not None:
            self._transport.write(data)
            self._transport.write_eof()

    def connection_lost(self, _: Exception | None) -> None:
        self._transport = None

    def close(self) -> None:
        """Drop what the other side has not taken."""
        if self._transport is not None:
            self._transport.abort()


class Streams:
    """The pipes to and from one process, within an ``async with`` block.

    Args:
        stdin: What it reads.
        stdout: Takes each chunk that it prints.
        stderr: Takes each chunk of its errors.
        status: Takes each chunk that bubblewrap reports.

    Attributes:
        inner: The descriptors for the process: of its input, output, errors and status.
    """

    def __init__(
        self,
        stdin: bytes,
        stdout: Callable[[bytes], None],
        stderr: Callable[[bytes], None],
        status: Callable[[bytes], None],
    ) -> None:
        self.inner: tuple[int, ...] = ()
        self._stdin = stdin
        self._takers = (stdout, stderr, status)
        self._readers: list[_Reader] = []
        self._closing = contextlib.ExitStack()

    async def __aenter__(self) -> Self:
        try:
            await self._open_feed()
            for take in self._takers:
                await self._open_reader(take)
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
        self._closing.close()

    def release(self) -> None:
        """Close the descriptors that the process has by now, so that its end is seen."""
        while self.inner:
            descriptor, *rest = self.inner
            self.inner = tuple(rest)
            os.close(descriptor)

    async def drain(self, limit_s: float) -> None:
        """Read what is left in the pipes of a process that has ended; give up at the limit."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                for reader in self._readers:
                    await reader.ended.wait()

    async def _open_feed(self) -> None:
        reading, writing = os.pipe()
        self.inner = (*self.inner, reading)
        pipe = os.fdopen(writing, "wb", buffering=0)
        loop = asyncio.get_running_loop()
        _, feeder = await loop.connect_write_pipe(_Feeder, pipe)
        self._closing.callback(feeder.close)
        feeder.feed(self._stdin)

    async def _open_reader(self, take: Callable[[bytes], None]) -> None:
        reading, writing = os.pipe()
        self.inner = (*self.inner, writing)
        pipe = os.fdopen(reading, "rb", buffering=0)
        loop = asyncio.get_running_loop()
        transport, reader = await loop.connect_read_pipe(lambda: _Reader(take), pipe)
        self._closing.callback(transport.close)
        self._readers.append(reader)
