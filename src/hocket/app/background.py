"""The server in the background: start, find and stop it by its home folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING

from hocket.adapters.sqlite.lock import worker_of
from hocket.adapters.system.clock import SystemClock
from hocket.errors import UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "serve.json"
JOURNAL = "journal.db"
LOG = "serve.log"
START_S = 60.0
STOP_S = 30.0
POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A running server: its process and address."""

    pid: int
    address: str


def running_server(home: Path) -> RunningServer | None:
    """The server of this home, or None."""
    try:
        document = json.loads((home / RECORD).read_text(encoding="utf-8"))
        server = RunningServer(int(document["pid"]), str(document["address"]))
    except (OSError, ValueError, KeyError):
        return None
    # Another process may have this number by now; only the holder of the journal is the server.
    return server if worker_of(home / JOURNAL) == server.pid else None


def register(home: Path, address: str) -> None:
    """Record that this process serves the home."""
    text = json.dumps(asdict(RunningServer(os.getpid(), address)))
    (home / RECORD).write_text(text, encoding="utf-8")


def unregister(home: Path) -> None:
    """Remove the record, if it is of this process."""
    server = running_server(home)
    if server is not None and server.pid == os.getpid():
        (home / RECORD).unlink(missing_ok=True)


async def start(home: Path, options: list[str]) -> RunningServer:
    """Start a server for this home in the background; or return the running one.

    Args:
        home: The home folder; its log is written here too.
        options: Options of ``hocket serve``.

    Raises:
        UnavailableError: The home cannot be written, or the server did not start to listen; the
            message has its last output.
    """
    server = running_server(home)
    if server is not None:
        return server
    command = [sys.executable, "-m", "hocket.cli.main", "--home", str(home), "serve", *options]
    log = home / LOG
    with _created(log) as output:
        process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own program, which outlives us
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    clock = SystemClock()
    until_us = clock.now_us() + START_S * 1e6
    while clock.now_us() < until_us and process.poll() is None:
        server = running_server(home)
        if server is not None and server.pid == process.pid:
            return server
        await clock.sleep(POLL_S)
    server = running_server(home)
    if server is not None:
        return server  # another process started one first
    tail = log.read_text(encoding="utf-8", errors="replace")[-500:].strip()
    message = f"The server did not start: {tail}"
    if not tail:
        message = f"The server did not start, nor write why to {log}; look for room on its disk"
    raise UnavailableError(message, log=str(log))


def _created(log: Path) -> IO[bytes]:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        return log.open("wb")
    except OSError as error:
        message = f"Cannot write {log}: {error.strerror}; choose another folder"
        raise UnavailableError(message, path=str(log)) from error


async def stop(home: Path) -> bool:
    """Stop the server of this home after its calls in flight; False if none was running.

    Raises:
        UnavailableError: The server did not stop in time.
    """
    server = running_server(home)
    if server is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGTERM)
    clock = SystemClock()
    until_us = clock.now_us() + STOP_S * 1e6
    while clock.now_us() < until_us and running_server(home) is not None:
        await clock.sleep(POLL_S)
    if running_server(home) is not None:
        message = f"Process {server.pid} did not stop within {STOP_S:g} s; stop it yourself"
        raise UnavailableError(message, pid=server.pid)
    return True
