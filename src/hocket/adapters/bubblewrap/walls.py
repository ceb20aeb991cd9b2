"""What code sees inside the sandbox: the bubblewrap arguments that build its walls.

The system's libraries and the interpreter with its standard library are visible, read-only, at
their own paths; of the folders above them only the path to them is. Empty folders cover packages,
settings and other programs.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
COVERED = ("/usr/local/etc", "/usr/local/share", "/usr/share", "/usr/src", "/usr/etc")
ZONES = "/usr/share/zoneinfo"
ENVIRONMENT = {"HOME": "/work", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def walls(folder: Path, scratch_bytes: int, further: Sequence[str] = ()) -> list[str]:
    """Bubblewrap arguments that make ``folder`` available as ``/work``, the only persistent folder.

    Args:
        folder: Writable for the code.
        scratch_bytes: Size limit of ``/tmp`` and of shared memory, each.
        further: Arguments for what else is visible.
    """
    size = str(scratch_bytes)
    arguments = [
        *_isolation(),
        *("--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"),
        *("--size", size, "--perms", "1777", "--tmpfs", "/tmp"),  # noqa: S108 - its own
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", size, "--perms", "1777", "--tmpfs", "/dev/shm"),  # noqa: S108 - its own
        *_mounts(),
        *("--bind", os.path.abspath(folder), "/work", "--chdir", "/work"),  # noqa: PTH100 - keeps links
        *further,
        # Otherwise code could fill the root and /dev, which are in memory, without a limit.
        *("--remount-ro", "/dev", "--remount-ro", "/"),
    ]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    return arguments


def _isolation() -> list[str]:
    """Separate namespaces and no capabilities.

    In a user namespace, root would stay exempt from the process limit. Root's sandbox therefore has
    none, and the launcher switches to an unprivileged user before it runs anything.
    """
    if os.geteuid() != 0:
        return ["--unshare-all", "--cap-drop", "ALL"]
    spaces = [f"--unshare-{name}" for name in ("ipc", "pid", "net", "uts", "cgroup-try")]
    needed = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_RESOURCE")
    return [*spaces, "--cap-drop", "ALL", *(w for cap in needed for w in ("--cap-add", cap))]


@cache
def _mounts() -> tuple[str, ...]:
    visible = _visible()
    arguments: list[str] = []
    for path in _parents(visible):
        arguments += ["--perms", "0755", "--dir", path]
    for path in visible:
        arguments += ["--ro-bind", path, path]
    for path in _covered(visible):
        arguments += ["--perms", "0755", "--tmpfs", path]
    if Path(ZONES).is_dir():
        arguments += ["--ro-bind", ZONES, ZONES]
    for path in _covered(visible):
        arguments += ["--remount-ro", path]
    return tuple(arguments)


def _visible() -> list[str]:
    """The system's libraries, and the interpreter with its own where they are elsewhere."""
    paths = [path for path in SYSTEM if Path(path).exists()]
    for path in (
        Path(sys.executable).resolve(),
        Path(sysconfig.get_path("stdlib")).resolve(),
        Path(sysconfig.get_path("platstdlib")).resolve(),
        Path(sys.base_prefix).resolve() / "lib",
    ):
        if path.exists() and not _is_within(path, paths):
            paths.append(str(path))
    return paths


def _covered(visible: list[str]) -> list[str]:
    """Folders within the visible ones that sandboxed code must not see."""
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    candidates = [
        *COVERED,
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        str(stdlib / "site-packages"),
        "/usr/lib/python3/dist-packages",
    ]
    if not Path(sys.base_prefix).resolve().is_relative_to("/usr/local"):
        candidates.append("/usr/local")
    present = [path for path in dict.fromkeys(candidates) if Path(path).is_dir()]
    outermost = [p for p in present if not _is_within(Path(p), [o for o in present if o != p])]
    return [path for path in outermost if _is_within(Path(path), visible)]


def _parents(paths: list[str]) -> list[str]:
    """The folders above these paths; inside the sandbox they are empty but can be traversed."""
    parents = {str(p) for path in paths for p in Path(path).parents if len(p.parts) > 1}
    return sorted((p for p in parents if not _is_within(Path(p), list(SYSTEM))), key=len)


def _is_within(path: Path, folders: list[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
