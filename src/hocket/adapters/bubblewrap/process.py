"""One process in the sandbox: fed, watched and stopped, with everything that it started."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hocket.ports.sandbox import SandboxLimits

CHUNK_BYTES = 1 << 16
WATCH_S = 0.25
GONE_S = 2.0
FOLDER_FILES = 20_000
# bubblewrap gets this variable and clears it: the probe must not see it inside.
MARK = "HOCKET_PROBE"


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


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended: ``stopped`` names the limit that it hit, ``begun`` whether code ran."""

    code: int
    out: Tail
    err: Tail
    stopped: str
    begun: bool
    seconds: float


class SandboxProcess:
    """Runs one command in bubblewrap.

    Args:
        folder: The working folder, whose size is watched.
        limits: What the command may use.
    """

    def __init__(self, folder: Path, limits: SandboxLimits) -> None:
        self._folder = folder
        self._limits = limits
        self._out = Tail(limits.output_bytes)
        self._err = Tail(limits.output_bytes)
        self._stopped = ""
        self._begun = False
        self._first: int | None = None

    async def run(self, bwrap: str, arguments: Sequence[str], stdin: str) -> Ending:
        """Run the command until it ends, is stopped or is cancelled; no process of it is left.

        Raises:
            OSError: Bubblewrap could not be started.
        """
        started = time.monotonic()
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", buffering=0) as status:
            try:
                process = await asyncio.create_subprocess_exec(
                    bwrap,
                    *("--json-status-fd", str(writing), *arguments),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.PIPE,
                    env={"PATH": "/usr/bin:/bin", MARK: "1"},
                    start_new_session=True,
                    pass_fds=(writing,),
                )
            finally:
                os.close(writing)
            try:
                async with asyncio.timeout(self._limits.timeout_s):
                    await self._follow(process, status.fileno(), stdin.encode())
            except TimeoutError:
                self._stopped = "timeout"
            finally:
                await self._end(process)
        seconds = time.monotonic() - started
        code = -1 if process.returncode is None else process.returncode
        begun = self._begun or bool(self._stopped)
        return Ending(code, self._out, self._err, self._stopped, begun, seconds)

    async def _follow(self, process: asyncio.subprocess.Process, status: int, data: bytes) -> None:
        assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - piped
        async with asyncio.TaskGroup() as outer:
            watch = outer.create_task(self._watch(process))
            async with asyncio.TaskGroup() as group:
                group.create_task(self._follow_status(status))
                group.create_task(_feed(process.stdin, data))
                group.create_task(_read(process.stdout, self._out))
                group.create_task(_read(process.stderr, self._err))
            await process.wait()
            watch.cancel()

    async def _follow_status(self, status: int) -> None:
        """Read from bubblewrap the first process inside and whether the command was started."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        pipe = os.fdopen(os.dup(status), "rb", buffering=0)
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        try:
            while line := await reader.readline():
                report = json.loads(line)
                self._begun = self._begun or "exit-code" in report
                if "child-pid" in report and self._first is None:
                    with contextlib.suppress(ProcessLookupError):
                        self._first = os.pidfd_open(report["child-pid"])
        finally:
            transport.close()

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Stop the command if its folder grows too large: no rlimit bounds the sum of its files."""
        while True:
            await asyncio.sleep(WATCH_S)
            if await asyncio.to_thread(_is_over, self._folder, self._limits.folder_bytes):
                self._stopped = "disk"
                _kill(process)
                return

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        """Kill what is left and wait until no process of the sandbox exists.

        The first process of a pid namespace exits after all others in it; waiting for bubblewrap
        alone does not ensure that.
        """
        try:
            _kill(process)
            await process.wait()
            if self._first is not None:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    signal.pidfd_send_signal(self._first, signal.SIGKILL)
                await _is_readable(self._first)
        finally:
            if self._first is not None:
                os.close(self._first)


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


async def _is_readable(descriptor: int) -> bool:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[bool] = loop.create_future()

    def set_ready() -> None:
        if not ready.done():
            ready.set_result(True)

    loop.add_reader(descriptor, set_ready)
    try:
        async with asyncio.timeout(GONE_S):
            return await ready
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(descriptor)


async def _feed(pipe: asyncio.StreamWriter, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(data)
        await pipe.drain()
    pipe.close()


async def _read(pipe: asyncio.StreamReader, tail: Tail) -> None:
    while chunk := await pipe.read(CHUNK_BYTES):
        tail.add(chunk)


def _is_over(folder: Path, limit_bytes: int) -> bool:
    total = files = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                # Blocks, not length: a sparse file takes no space.
                total += os.lstat(os.path.join(root, name)).st_blocks * 512  # noqa: PTH118 - hot
            files += 1
            if total > limit_bytes or files > FOLDER_FILES:
                return True
    return False
