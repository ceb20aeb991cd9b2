"""Code in a sandbox, and what it leaves."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hocket.ports.sandbox import SandboxLimits

TIGHT = SandboxLimits(timeout_s=20, cpu_s=5, memory_bytes=256 << 20, processes=16)


async def run(sandbox, folder: Path, code: str, limits: SandboxLimits = TIGHT, **options):
    (folder / "main.py").write_text(code, encoding="utf-8")
    return await sandbox.run_python(folder, ["main.py"], limits, **options)


def processes() -> list[str]:
    """The command lines of all processes on this machine."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            commands.append(path.read_bytes().decode(errors="replace"))
    return commands
