"""How much memory this machine, or the container or service that this process is in, has."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

_ROOT = Path("/")


def physical_bytes() -> int:
    """The memory that is built in, in bytes; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0


def resident_bytes() -> int:
    """What this process holds in memory now, in bytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError, IndexError):
        return 0


def machine_bytes(root: Path = _ROOT) -> int:
    """The memory that this process may have, in bytes; 0 where the system does not say.

    Args:
        root: Where the limits of control groups are read (``proc`` and ``sys``), as
            https://docs.kernel.org/admin-guide/cgroup-v2.html describes them.
    """
    return min([physical_bytes(), *_limits(root)])


def _limits(root: Path) -> list[int]:
    """The limits of all groups that this process is in: each holds for those below it."""
    groups = root / "sys/fs/cgroup"
    folders = {groups: "memory.max", groups / "memory": "memory.limit_in_bytes"}
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    for line in lines:
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0" and not controllers:
            top, name = groups, "memory.max"
        elif "memory" in controllers.split(","):
            top, name = groups / "memory", "memory.limit_in_bytes"  # the first version
        else:
            continue
        inner = PurePosixPath(path.lstrip("/"))
        if ".." not in inner.parts:  # else it is outside of what this container sees
            folders |= {top / group: name for group in (inner, *inner.parents)}
    limits = [_limit(folder / name) for folder, name in folders.items()]
    return [limit for limit in limits if limit is not None]


def _limit(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such group, or one without a limit
        return None
