"""The sandbox port: runs untrusted code with access to nothing but its own folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Limits of one execution. The last ``output_bytes`` of stdout and of stderr are kept.

    ``memory_bytes`` and ``processes`` apply to all processes together, ``file_bytes`` to each file,
    ``folder_bytes`` to the whole folder. Too many or too deep folders count as too large.
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
    """The result of an execution.

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
    """Whether this machine can isolate code; if not, ``missing`` says in a sentence what to do."""

    name: str
    available: bool
    missing: str = ""
    details: dict[str, str] = field(default_factory=dict)


class Sandbox(Protocol):
    async def probe(self) -> SandboxReport:
        """Check by a trial whether this machine can isolate code; cached after the first call."""
        ...

    async def run_python(
        self,
        folder: Path,
        argv: Sequence[str],
        limits: SandboxLimits = DEFAULT_LIMITS,
        stdin: str = "",
        channel: int | None = None,
        libraries: Sequence[str] = (),
    ) -> SandboxResult:
        """Run ``python ARGV`` with ``folder`` as the only writable folder and without network.

        ``argv`` are the interpreter's arguments, such as ``["script.py"]`` relative to ``folder``.
        ``channel`` is a descriptor that the code gets under the same number, such as one end of a
        socket pair whose other end is in another sandbox.
        ``libraries`` are the installed distributions that the code may import, with what they
        require; without any it has the standard library only.
        Cancelling kills the whole process tree before it returns.

        Raises:
            SandboxUnavailableError: This machine cannot isolate code, or a library is not
                installed; nothing ran.
        """
        ...
