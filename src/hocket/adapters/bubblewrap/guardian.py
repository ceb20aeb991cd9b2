"""Kills sandboxes by name: those of one run of code, or all of a process that has ended.

Bubblewrap asks the kernel to kill it when its parent dies, but only some time after it was
started, and so does each process that it starts in turn. A kill between those moments leaves one
behind, which runs on. As a program, this file therefore waits in a process of its own until its
parent ends, however it ends, and kills every sandbox whose name begins as its argument says. It
uses the standard library only, and is started by path.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time

SCAN_S = 0.02
# One started at the last moment may take this long until its name can be read.
LINGER_S = 0.6
GONE_S = 3.0
# The name is among bubblewrap's first arguments.
HEAD_BYTES = 4096


def name_arguments(name: str) -> list[str]:
    """Arguments of bubblewrap that only give its processes a name: it unsets what is not set."""
    return ["--unsetenv", name]


def named(name: str) -> list[int]:
    """The processes with a name that begins like this."""
    pids = []
    words = "\0".join(["", *name_arguments(name)]).encode()
    for entry in os.listdir("/proc"):  # noqa: PTH208 - hot
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:  # noqa: PTH123 - hot
                    if words in file.read(HEAD_BYTES):
                        pids.append(int(entry))
            except OSError:
                continue  # it has ended
    return pids


def kill_named(name: str) -> list[int]:
    """Kill the processes with a name, once; returns which there were.

    One that is the first of a pid namespace takes everything inside with it.
    """
    pids = named(name)
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            continue  # it has ended meanwhile
    return pids


def kill_until_gone(name: str, limit_s: float = GONE_S) -> bool:
    """Kill until no process has the name; False if one is left at the limit."""
    end = time.monotonic() + limit_s
    while kill_named(name):
        if time.monotonic() > end:
            return False
        time.sleep(SCAN_S)
    return True


def main() -> None:
    """Wait for the parent to end, then kill what it has left."""
    parent, name = int(sys.argv[1]), sys.argv[2]
    try:
        descriptor = os.pidfd_open(parent)
    except OSError:
        descriptor = -1
    if descriptor >= 0 and os.getppid() == parent:
        select.select([descriptor], [], [])
    end = time.monotonic() + LINGER_S
    while kill_named(name) or time.monotonic() < end:
        time.sleep(SCAN_S)


if __name__ == "__main__":
    main()
