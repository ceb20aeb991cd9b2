"""What all processes of one sandbox use together, seen from outside: memory and disk.

The kernel's limits are for each process or file; code that starts many, or leaves what it wrote in
places that no file name leads to, would get a multiple of them.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.system.folder import remove_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
BLOCK_BYTES = 512  # of st_blocks, whatever the file system
SCRATCH = ("tmp", "dev/shm")
INTERNET = ("tcp", "tcp6", "udp", "udp6")
# The size of a pipe that no program has enlarged: sixteen pages of four kilobytes.
PIPE_BYTES = 64 << 10
# Files and folders, and how deep they may lie: the system takes no path of more than 4096 bytes.
ENTRIES = 20_000
DEPTH, PATH_BYTES = 64, 3700


def members(first: int) -> list[int]:
    """A process and all that descend from it; the first of a pid namespace adopts its orphans."""
    pids = [first]
    for pid in pids:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - hot
                children = _read(f"/proc/{pid}/task/{task}/children")
                pids.extend(int(child) for child in children.split())
    return pids


def memory_is_over(first: int, limit_bytes: int) -> bool:
    """Whether the processes of a sandbox take more memory than allowed.

    Its scratch folders count, and what its pipes and sockets may hold. Pages that processes share
    count once: where the quick sum is over, the exact one decides.
    """
    pids = members(first)
    scratch = scratch_bytes(first) + buffer_bytes(first, pids)
    if sum(map(_resident_bytes, pids)) + scratch <= limit_bytes:
        return False
    return sum(map(_proportional_bytes, pids)) + scratch > limit_bytes


def scratch_bytes(first: int) -> int:
    """What is in the folders of a sandbox that are in memory; an empty file takes a page too."""
    total = 0
    for place in SCRATCH:
        with contextlib.suppress(OSError):
            inside = f"/proc/{first}/root/{place}"
            # Until bubblewrap has changed the root, this is the folder of the machine itself.
            if os.stat(inside).st_dev == os.stat(f"/{place}").st_dev:  # noqa: PTH116 - hot
                continue
            usage = os.statvfs(inside)
            entries = usage.f_files - usage.f_ffree
            total += (usage.f_blocks - usage.f_bfree) * usage.f_frsize + entries * PAGE_BYTES
    return total


def buffer_bytes(first: int, pids: Sequence[int]) -> int:
    """What the pipes and sockets of a sandbox hold in the kernel, at most.

    Sockets are those of its network, so that one which is on its way through another counts too.
    """
    pipes: set[str] = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            for number in os.listdir(f"/proc/{pid}/fd"):  # noqa: PTH208 - hot
                with contextlib.suppress(OSError):
                    target = os.readlink(f"/proc/{pid}/fd/{number}")  # noqa: PTH115 - hot
                    if target.startswith("pipe:"):
                        pipes.add(target)
    return len(pipes) * PIPE_BYTES + _socket_bytes(first)


def _socket_bytes(first: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        # Until bubblewrap has made a network of its own, these are the sockets of the machine.
        if os.readlink(f"/proc/{first}/ns/net") == os.readlink("/proc/self/ns/net"):  # noqa: PTH115
            return 0
        unix = _read(f"/proc/{first}/net/unix").count("\n") - 1
        size = int(_read("/proc/sys/net/core/wmem_default"))
        return max(0, unix) * size + sum(_queued(first, name) for name in INTERNET)
    return 0


def _queued(first: int, name: str) -> int:
    """The bytes that wait in the internet sockets of one kind."""
    lines = _read(f"/proc/{first}/net/{name}").splitlines()[1:]
    queues = (line.split()[4].split(":") for line in lines)
    return sum(int(sent, 16) + int(received, 16) for sent, received in queues)


def disk_is_over(folder: Path, limit_bytes: int, first: int | None = None) -> bool:
    """Whether a folder takes more than allowed, or holds too many or too deep files and folders.

    Args:
        folder: All in it counts, folders too.
        limit_bytes: The most blocks that it may take, in bytes.
        first: First process of the sandbox; files without a name that it holds open count too.
    """
    total = 0 if first is None else unnamed_bytes(first, folder)
    entries = 0
    pending = [(str(folder), 0)]
    while pending:
        place, depth = pending.pop()
        if _is_too_deep(place, depth):
            return True
        for entry in _entries(place):
            with contextlib.suppress(OSError):
                # Blocks, not length: a sparse file takes no space.
                total += entry.stat(follow_symlinks=False).st_blocks * BLOCK_BYTES
            entries += 1
            if total > limit_bytes or entries > ENTRIES:
                return True
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, depth + 1))
    return False


def cut_deep(folder: Path) -> None:
    """Remove what lies deeper than is allowed, which no later reader of the folder can handle."""
    pending = [(str(folder), 0)]
    while pending:
        place, depth = pending.pop()
        if _is_too_deep(place, depth):
            remove_tree(Path(place), folder)
            continue
        inner = [e.path for e in _entries(place) if e.is_dir(follow_symlinks=False)]
        pending.extend((path, depth + 1) for path in inner)


def unnamed_bytes(first: int, folder: Path) -> int:
    """What deleted files on the disk of a folder take that processes still hold open."""
    device = folder.stat().st_dev
    sizes: dict[int, int] = {}
    for pid in members(first):
        with contextlib.suppress(OSError):
            for number in os.listdir(f"/proc/{pid}/fd"):  # noqa: PTH208 - hot
                with contextlib.suppress(OSError):
                    held = os.stat(f"/proc/{pid}/fd/{number}")  # noqa: PTH116 - hot
                    if not held.st_nlink and held.st_dev == device and stat.S_ISREG(held.st_mode):
                        sizes[held.st_ino] = held.st_blocks * BLOCK_BYTES
    return sum(sizes.values())


def _is_too_deep(place: str, depth: int) -> bool:
    return depth > DEPTH or len(os.fsencode(place)) > PATH_BYTES


def _entries(place: str) -> list[os.DirEntry[str]]:
    """What is in a folder; one that code closed to its user is opened: nothing hides there."""
    try:
        with os.scandir(place) as entries:
            return list(entries)
    except PermissionError:
        with contextlib.suppress(OSError):
            Path(place).chmod(0o700)
            with os.scandir(place) as entries:
                return list(entries)
    except OSError:
        pass  # it is gone meanwhile
    return []


def _resident_bytes(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(_read(f"/proc/{pid}/statm").split()[1]) * PAGE_BYTES
    return 0  # it has ended


def _proportional_bytes(pid: int) -> int:
    """Resident memory in which a page shared by two counts half for each."""
    try:
        for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    except OSError:
        return _resident_bytes(pid)
    return 0


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - hot
        return file.read()
