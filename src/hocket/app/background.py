"""A server in the background: started, found again and stopped by its home."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.lock import worker_of
from hocket.adapters.system.clock import SystemClock
from hocket.errors import UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "serve.json"
JOURNAL = "journal.db"
LOG = "serve.log"
START_S = 60.0
STOP_S = 30.0
POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs over a home."""

    pid: int
    address: str


def running(home: Path) -> Running | None:
    """The server over this home, if there is one."""
    try:
        told = json.loads((home / NOTE).read_text(encoding="utf-8"))
        found = Running(int(told["pid"]), str(told["address"]))
    except (OSError, ValueError, KeyError):
        return None
    # Only who works on the journal now is believed: a number in a file may be anybody's by now.
    return found if worker_of(home / JOURNAL) == found.pid else None


def note(home: Path, address: str) -> None:
    """Leave word that this process serves the home."""
    told = json.dumps(asdict(Running(os.getpid(), address)))
    (home / NOTE).write_text(told, encoding="utf-8")


def forget(home: Path) -> None:
    """Take the word back, if it is this process's."""
    found = running(home)
    if found is not None and found.pid == os.getpid():
        (home / NOTE).unlink(missing_ok=True)


async def start(home: Path, options: list[str]) -> Running:
    """A server over this home in a process of its own; the one that runs, if one does.

    Args:
        home: Also where its log goes.
        options: Of ``hocket serve``.

    Raises:
        UnavailableError: It did not begin to listen; the message has what it said.
    """
    found = running(home)
    if found is not None:
        return found
    home.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - nothing else waits meanwhile
    command = [sys.executable, "-m", "hocket.cli.main", "--home", str(home), "serve", *options]
    log = home / LOG
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own program, which outlives us
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
    clock = SystemClock()
    until_us = clock.now_us() + START_S * 1e6
    while clock.now_us() < until_us and process.poll() is None:
        found = running(home)
        if found is not None and found.pid == process.pid:
            return found
        await clock.sleep(POLL_S)
    found = running(home)
    if found is not None:
        return found  # another one was faster
    tail = log.read_text(encoding="utf-8", errors="replace")[-500:].strip()
    message = f"The server did not start: {tail or 'it said nothing'}"
    raise UnavailableError(message, log=str(log))


async def stop(home: Path) -> bool:
    """End the server over this home, letting calls under way end; whether there was one.

    Raises:
        UnavailableError: It goes on.
    """
    found = running(home)
    if found is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(found.pid, signal.SIGTERM)
    clock = SystemClock()
    until_us = clock.now_us() + STOP_S * 1e6
    while clock.now_us() < until_us and running(home) is not None:
        await clock.sleep(POLL_S)
    if running(home) is not None:
        message = f"Process {found.pid} was asked to end and goes on; end it yourself"
        raise UnavailableError(message, pid=found.pid)
    return True
