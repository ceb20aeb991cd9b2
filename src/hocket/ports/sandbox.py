"""A place where code that nobody has read may run and touch nothing but its own folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bounds on one run. The end of stdout and of stderr is kept, ``output_bytes`` of each.

    ``memory_bytes`` holds for each process, ``file_bytes`` for each file, ``folder_bytes`` for all
    that the folder holds.
    """

    timeout_s: float = 30.0
    cpu_s: float = 30.0
    memory_bytes: int = 1 << 30
    processes: int = 32
    file_bytes: int = 64 << 20
    folder_bytes: int = 256 << 20
    output_bytes: int = 64 << 10


DEFAULT_LIMITS = SandboxLimits()


@dataclass(frozen=True, slots=True)
class SandboxResult:
    """How a run ended.

    ``ended_by`` is empty, or ``timeout``, ``cpu``, ``memory``, ``disk``, ``signal``.
    """

    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    ended_by: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class SandboxReport:
    """Whether this machine can isolate. ``missing`` says in a sentence what to do if it cannot."""

    name: str
    available: bool
    missing: str = ""
    details: dict[str, str] = field(default_factory=dict)


class Sandbox(Protocol):
    async def probe(self) -> SandboxReport:
        """Find out, by running it, whether isolation holds here; cached after the first call."""
        ...

    async def run_python(
        self,
        folder: Path,
        argv: Sequence[str],
        limits: SandboxLimits = DEFAULT_LIMITS,
        stdin: str = "",
    ) -> SandboxResult:
        """Run ``python ARGV`` with ``folder`` as its only writable place and no network.

        ``argv`` is what follows the interpreter, such as ``["script.py"]`` relative to ``folder``.
        Cancelling kills the whole process tree before it returns.

        Raises:
            SandboxUnavailableError: This machine cannot isolate; nothing was run.
        """
        ...
