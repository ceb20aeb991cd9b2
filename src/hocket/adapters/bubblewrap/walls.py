"""What can be seen from inside the sandbox: the bubblewrap arguments that build its walls.

Shown, read-only, are the system's libraries and the interpreter with its standard library, at their
own paths; of the folders above them only the way through. Packages, settings and other people's
programs are covered by empty folders.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
COVERED = ("/usr/local/etc", "/usr/local/share", "/usr/share", "/usr/src", "/usr/etc")
ZONES = "/usr/share/zoneinfo"
ENVIRONMENT = {"HOME": "/work", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def walls(folder: Path, scratch_bytes: int) -> list[str]:
    """Arguments for bubblewrap with which ``folder`` is ``/work`` and the only lasting place.

    Args:
        folder: Made writable for the code.
        scratch_bytes: How much ``/tmp`` and shared memory may hold each.
    """
    size = str(scratch_bytes)
    arguments = [
        *_isolation(),
        *("--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"),
        *("--size", size, "--perms", "1777", "--tmpfs", "/tmp"),  # noqa: S108 - its own
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", size, "--perms", "1777", "--tmpfs", "/dev/shm"),  # noqa: S108 - its own
        *_seen(),
        *("--bind", os.path.abspath(folder), "/work", "--chdir", "/work"),  # noqa: PTH100 - keeps links
        # Else the root and /dev would be places in memory to fill without a limit.
        *("--remount-ro", "/dev", "--remount-ro", "/"),
    ]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    return arguments


def _isolation() -> list[str]:
    """Own namespaces, no capabilities.

    For root a user namespace would keep root's exemption from the limit on processes; so root's
    sandbox has none, and the launcher becomes somebody powerless before it runs anything.
    """
    if os.geteuid() != 0:
        return ["--unshare-all", "--cap-drop", "ALL"]
    spaces = [f"--unshare-{name}" for name in ("ipc", "pid", "net", "uts", "cgroup-try")]
    needed = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_RESOURCE")
    return [*spaces, "--cap-drop", "ALL", *(w for cap in needed for w in ("--cap-add", cap))]


@cache
def _seen() -> tuple[str, ...]:
    shown = _shown()
    arguments: list[str] = []
    for path in _above(shown):
        arguments += ["--perms", "0755", "--dir", path]
    for path in shown:
        arguments += ["--ro-bind", path, path]
    for path in _covered(shown):
        arguments += ["--perms", "0755", "--tmpfs", path]
    if Path(ZONES).is_dir():
        arguments += ["--ro-bind", ZONES, ZONES]
    for path in _covered(shown):
        arguments += ["--remount-ro", path]
    return tuple(arguments)


def _shown() -> list[str]:
    """The system's libraries and, where they are not among them, the interpreter and its own."""
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


def _covered(shown: list[str]) -> list[str]:
    """Folders within those shown that are not the sandboxed code's business."""
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    wanted = [
        *COVERED,
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        str(stdlib / "site-packages"),
        "/usr/lib/python3/dist-packages",
    ]
    if not Path(sys.base_prefix).resolve().is_relative_to("/usr/local"):
        wanted.append("/usr/local")
    there = [path for path in dict.fromkeys(wanted) if Path(path).is_dir()]
    outermost = [p for p in there if not _is_within(Path(p), [o for o in there if o != p])]
    return [path for path in outermost if _is_within(Path(path), shown)]


def _above(paths: list[str]) -> list[str]:
    """The folders above these; empty in the sandbox, but anybody may pass through them."""
    found = {str(p) for path in paths for p in Path(path).parents if len(p.parts) > 1}
    return sorted((p for p in found if not _is_within(Path(p), list(SYSTEM))), key=len)


def _is_within(path: Path, folders: list[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
