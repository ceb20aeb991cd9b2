"""How much memory this machine, or the container that this process is in, has."""

from __future__ import annotations

import os
from pathlib import Path

_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def machine_bytes() -> int:
    """The memory in bytes; 0 where the system does not say."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0
    try:
        limit = int(_CONTAINER.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no container, or one without a limit
        return total
    return min(total, limit)
