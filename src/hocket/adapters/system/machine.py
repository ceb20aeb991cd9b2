"""The kind of this machine, as a fingerprint that names neither it nor its user."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from pathlib import Path
from typing import NamedTuple

from hocket.adapters.system.memory import physical_bytes

GB = 1 << 30
CPU_INFO = Path("/proc/cpuinfo")


class MachineKind(NamedTuple):
    """What the speed of an LLM depends on; machines of one kind have one fingerprint."""

    fingerprint: str
    system: str
    architecture: str
    cores: int
    memory_gb: int


def machine_kind() -> MachineKind:
    """The kind of this machine; blocks for a moment.

    The fingerprint is the start of a SHA-256 over system, architecture, processor, cores and memory
    in GB. No host name, serial number, address or user is in it.
    """
    system, architecture = platform.system(), platform.machine()
    cores, memory_gb = os.cpu_count() or 1, round(physical_bytes() / GB)
    parts = (system, architecture, _processor(), str(cores), str(memory_gb))
    fingerprint = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return MachineKind(fingerprint, system, architecture, cores, memory_gb)


def waiting_per_core() -> float:
    """How many threads run or wait for each core, over the last minute; 0 where it is not known."""
    try:
        return round(os.getloadavg()[0] / (os.cpu_count() or 1), 2)
    except (OSError, AttributeError):
        return 0.0


def _processor() -> str:
    """The name of the processor; empty where the system does not say."""
    try:
        text = CPU_INFO.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor()
    names = re.findall(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return str(names[0]) if names else platform.processor()
