"""A cgroup (version 2) for one run of code, where the machine lets us make one.

The kernel then limits the memory and the number of all its processes together and at once. Where no
group above ours has both controllers and can be written, as in most containers, there is none, and
what watches the processes from outside is the limit.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO

    from hocket.ports.sandbox import SandboxLimits

ROOT = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")
PREFIX = "hocket-sandbox-"
CONTROLLERS = frozenset({"memory", "pids"})
# The interpreter's own threads come on top of what the code may start.
SPARE_PROCESSES = 4
WAIT_S, GONE_S = 0.01, 1.0


class Group:
    """A group of its own; create one with ``made``.

    Attributes:
        joining: A descriptor; a process that writes ``0`` to it joins the group.
    """

    def __init__(self, place: Path, processes: FileIO) -> None:
        self.joining = processes.fileno()
        self._place = place
        self._processes = processes

    def has_run_out(self) -> bool:
        """Whether the kernel ended a process of the group for lack of memory."""
        with contextlib.suppress(OSError):
            for line in (self._place / "memory.events").read_text("utf-8").splitlines():
                name, _, count = line.partition(" ")
                if name == "oom_kill":
                    return int(count) > 0
        return False

    def remove(self) -> None:
        """Remove the group once its processes have ended; else a later run removes it."""
        self._processes.close()
        end = time.monotonic() + GONE_S
        while time.monotonic() < end:
            try:
                self._place.rmdir()
            except OSError as error:
                if error.errno != errno.EBUSY:
                    return
                time.sleep(WAIT_S)
            else:
                return


def made(limits: SandboxLimits, root: Path = ROOT, own: Path = OWN) -> Group | None:
    """A new group with these limits; None where no group can be made here.

    Args:
        limits: Of all processes in the group together.
        root: Where the hierarchy is mounted.
        own: Says in which group this process is.
    """
    for parent in _parents(root, own):
        place = parent / f"{PREFIX}{secrets.token_hex(8)}"
        try:
            _remove_empty(parent)
            place.mkdir()
        except OSError:
            continue
        try:
            _write(place / "memory.max", limits.memory_bytes)
            _write(place / "pids.max", limits.processes + SPARE_PROCESSES)
            _write(place / "memory.oom.group", 1)
            with contextlib.suppress(OSError):  # without swap there is no such file
                _write(place / "memory.swap.max", 0)
            return Group(place, (place / "cgroup.procs").open("wb", buffering=0))
        except OSError:
            with contextlib.suppress(OSError):
                place.rmdir()
    return None


def _parents(root: Path, own: Path) -> Iterator[Path]:
    """The groups from ours upwards that hand both controllers down and can be written."""
    try:
        lines = own.read_text("utf-8").splitlines()
    except OSError:
        return
    path = next((line[3:] for line in lines if line.startswith("0::/")), None)
    if path is None:
        return
    place = root / path.lstrip("/")
    for parent in (place, *place.parents):
        if not parent.is_relative_to(root):
            return
        if _hands_down(parent) and os.access(parent, os.W_OK):
            yield parent


def _hands_down(place: Path) -> bool:
    try:
        controllers = (place / "cgroup.subtree_control").read_text("utf-8").split()
    except OSError:
        return False
    return set(controllers) >= CONTROLLERS and os.access(place / "cgroup.procs", os.W_OK)


def _remove_empty(parent: Path) -> None:
    """Remove the groups that killed processes left; the kernel keeps those that are in use."""
    for place in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            place.rmdir()


def _write(path: Path, value: int) -> None:
    path.write_text(str(value), encoding="utf-8")
