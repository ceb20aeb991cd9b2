"""The first program inside the sandbox: it takes on the limits, then becomes the interpreter."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.sandbox import SandboxLimits

PYTHON = str(Path(sys.executable).resolve())
# Joins its cgroup if there is one, sets the limits, drops root, and executes the code.
LAUNCHER = """\
import os, resource, sys
cpu, memory, processes, size, user, group = map(int, sys.argv[1:7])
if group:
    try: os.write(group, b"0"); os.close(group)
    except OSError: pass
for limit, soft, hard in (
    (resource.RLIMIT_CPU, cpu, cpu + 1), (resource.RLIMIT_AS, memory, memory),
    (resource.RLIMIT_NPROC, processes, processes), (resource.RLIMIT_FSIZE, size, size),
    (resource.RLIMIT_NOFILE, 128, 128), (resource.RLIMIT_CORE, 0, 0),
):
    most = resource.getrlimit(limit)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(limit, (soft, hard))
try:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
except OSError:
    pass
if user:
    os.setgroups([]); os.setgid(user); os.setuid(user)
os.execv(sys.executable, [sys.executable, "-s", "-B", *sys.argv[7:]])
"""


def command(argv: Sequence[str], limits: SandboxLimits, user: int, group: int) -> list[str]:
    """The command line that runs ``python ARGV`` with these limits.

    Args:
        argv: Arguments of the interpreter.
        limits: What each process may use.
        user: To switch to; 0 to stay.
        group: Descriptor by which it joins its cgroup; 0 where there is none.
    """
    numbers = (
        max(1, math.ceil(limits.cpu_s)),
        limits.memory_bytes,
        limits.processes,
        limits.file_bytes,
        user,
        group,
    )
    return [PYTHON, "-I", "-S", "-c", LAUNCHER, *map(str, numbers), *argv]
