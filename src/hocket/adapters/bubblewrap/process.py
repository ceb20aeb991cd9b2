"""One process in the sandbox: fed, watched and stopped, with everything that it started."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import secrets
import signal
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.bubblewrap.guardian import kill_until_gone, name_arguments
from hocket.adapters.bubblewrap.streams import Status, Streams, Tail
from hocket.adapters.bubblewrap.usage import cut_deep, disk_is_over, memory_is_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.sandbox import SandboxLimits

WATCH_S = 0.1
# A walk through the folder costs more than a look at the processes.
DISK_TURNS = 3
# What a killed process leaves in its pipes is read within this time, or dropped.
DRAIN_S = 1.0
GONE_S = 2.0
GUARDIAN = Path(__file__).with_name("guardian.py")
# bubblewrap gets this variable and clears it: the probe must not see it inside.
MARK = "HOCKET_PROBE"
RUNS = itertools.count()


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
        self._status = Status()
        self._stopped = ""
        self._name = ""

    async def run(
        self, bwrap: str, arguments: Sequence[str], stdin: str, descriptors: Sequence[int] = ()
    ) -> Ending:
        """Run the command until it ends, is stopped or is cancelled; no process of it is left.

        Args:
            bwrap: Path of bubblewrap.
            arguments: Those of bubblewrap, with the command.
            stdin: What the command reads.
            descriptors: Those that the arguments name.

        Raises:
            OSError: Bubblewrap could not be started.
        """
        self._name = f"{await asyncio.to_thread(_guarded, os.getpid())}-{next(RUNS)}."
        started = time.monotonic()
        takers = (self._out.add, self._err.add, self._status.add)
        with contextlib.closing(self._status):
            async with Streams(stdin.encode(), *takers) as streams:
                code = await self._carry_out(bwrap, arguments, streams, descriptors)
                await streams.drain(DRAIN_S)
        await asyncio.to_thread(self._settle_folder)
        seconds = time.monotonic() - started
        begun = self._status.begun or bool(self._stopped)
        return Ending(code, self._out, self._err, self._stopped, begun, seconds)

    async def _carry_out(
        self, bwrap: str, arguments: Sequence[str], streams: Streams, descriptors: Sequence[int]
    ) -> int:
        """The exit code; -1 where the process could not even be killed in time."""
        stdin, stdout, stderr, status = streams.inner
        process = await asyncio.create_subprocess_exec(
            bwrap,
            *name_arguments(self._name),
            *("--json-status-fd", str(status), *arguments),
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env={"PATH": "/usr/bin:/bin", MARK: "1"},
            start_new_session=True,
            pass_fds=(status, *descriptors),
        )
        try:
            streams.release()
            async with asyncio.timeout(self._limits.timeout_s), asyncio.TaskGroup() as group:
                watch = group.create_task(self._watch(process))
                await process.wait()
                watch.cancel()
        except TimeoutError:
            self._stopped = self._stopped or "timeout"
        finally:
            await self._end(process)
        return -1 if process.returncode is None else process.returncode

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Stop the command if all its processes use too much together: no rlimit bounds a sum."""
        for turn in itertools.count(1):
            await asyncio.sleep(WATCH_S)
            if limit := await asyncio.to_thread(self._over, disk=turn % DISK_TURNS == 0):
                self._stopped = limit
                _kill(process)
                return

    def _over(self, *, disk: bool) -> str:
        """The limit that the command is over, or nothing."""
        first, limits = self._status.pid, self._limits
        if first is not None and memory_is_over(first, limits.memory_bytes):
            return "memory"
        over = disk and disk_is_over(self._folder, limits.folder_bytes, first)
        return "disk" if over else ""

    def _settle_folder(self) -> None:
        """Judge what the command left, which may have been too quick to be watched."""
        if disk_is_over(self._folder, self._limits.folder_bytes):
            self._stopped = self._stopped or "disk"
            cut_deep(self._folder)

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        """Kill what is left and wait until no process of the sandbox exists; each wait is bounded.

        The first process of a pid namespace exits after all others in it; waiting for bubblewrap
        alone does not ensure that.
        """
        _kill(process)
        if self._status.first is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                signal.pidfd_send_signal(self._status.first, signal.SIGKILL)
        await asyncio.to_thread(kill_until_gone, self._name, GONE_S)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GONE_S):
                await process.wait()
                if self._status.first is not None:
                    await _is_readable(self._status.first)


@cache
def _guarded(pid: int) -> str:
    """The name of all sandboxes of this process, which are killed once it has ended.

    Args:
        pid: Of this process; another one after a fork.
    """
    name = f"hocket-sandbox-{secrets.token_hex(8)}"
    python = sys.executable
    arguments = [python, "-I", "-S", str(GUARDIAN), str(pid), name]
    nowhere = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in range(3)]
    # A session of its own: what kills this process and its group must not kill the guardian.
    os.posix_spawn(python, arguments, {}, file_actions=nowhere, setsid=True)
    return name


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


async def _is_readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
