"""The tool that runs unreviewed Python code: in the sandbox or not at all."""

from __future__ import annotations

import asyncio
import contextlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.documents.encoding import decoded
from hocket.execute.folder import lay_out, read_regular, regular_files
from hocket.ports.sandbox import DEFAULT_LIMITS, SandboxLimits
from hocket.ports.tool import Effect, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox, SandboxResult

OUTPUT_CHARS = 6000
SOLVERS = ("sympy",)
"""The libraries of the extra ``solve``."""

HINTED_FILES = 20
HINTED_BYTES = 1 << 16


class RunPython:
    """Tool that runs a program in the folder with the files of the attempt.

    Args:
        sandbox: Runs the program.
        limits: Resources that it may use.
        libraries: Installed distributions that it may import.
    """

    name: ClassVar[str] = "run_python"
    description: ClassVar[str] = (
        "Run a Python program (standard library only) in the folder with the files. "
        "Answers with its exit code and what it printed, and if it fails, with the encoding and "
        "the delimiter of files that are no plain UTF-8 and CSV."
    )
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"code": {"type": "string", "description": "the whole program"}},
        "required": ["code"],
        "additionalProperties": False,
    }

    def __init__(
        self,
        sandbox: Sandbox,
        limits: SandboxLimits = DEFAULT_LIMITS,
        *,
        libraries: Sequence[str] = (),
    ) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._libraries = libraries

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """The output of the program; ``ok`` if its exit code is 0.

        Raises:
            SandboxUnavailableError: This machine cannot isolate the program; it was not run.
        """
        code = arguments.get("code")
        if not isinstance(code, str) or not code.strip():
            return ToolResult("code: give the whole program as text", ok=False)
        try:
            program = code.encode()
        except UnicodeEncodeError as error:
            return ToolResult(f"code: {error}; give plain text", ok=False)
        script = await asyncio.to_thread(_write_script, place.folder, program)
        try:
            result = await self._sandbox.run_python(
                place.folder, [script.name], self._limits, libraries=self._libraries
            )
        finally:
            # The program may have replaced its own file by a folder.
            with contextlib.suppress(OSError):
                await asyncio.to_thread(script.unlink, missing_ok=True)
        ok = result.exit_code == 0 and not result.ended_by
        report = report_of(result)
        if not ok:
            report += await asyncio.to_thread(_reading_hints, place.folder)
        data: dict[str, Any] = {"exit_code": result.exit_code}
        if ok:
            data["printed"] = _end(result.stdout.strip())
        return ToolResult(report, ok=ok, data=data)


def solvers() -> tuple[str, ...]:
    """The libraries of the extra ``solve`` that are installed."""
    return tuple(name for name in SOLVERS if find_spec(name) is not None)


def _write_script(folder: Path, program: bytes) -> Path:
    """Write the program to a new file in the folder."""
    number = 0
    while (script := folder / f"_program{number or ''}.py").exists():
        number += 1
    lay_out(folder, {script.name: program})
    return script


def _reading_hints(folder: Path) -> str:
    """How to read the files that a program cannot read without options."""
    from hocket.documents.preview import how_to_read  # noqa: PLC0415 - slow to import

    hints = []
    for name, path in sorted(regular_files(folder))[:HINTED_FILES]:
        with contextlib.suppress(OSError):
            content = read_regular(path, HINTED_BYTES)
            if len(content) == HINTED_BYTES:
                content = content[: content.rfind(b"\n") + 1]
            text = decoded(content)
            if text is not None and (reading := how_to_read(name, text)):
                hints.append(f"\n{name} is read so:\n{reading}")
    return "".join(hints)


def report_of(result: SandboxResult) -> str:
    """How a program ended, in words that an LLM can act on, with the end of its output."""
    parts = []
    if result.ended_by == "signal":
        parts.append(f"[crashed, exit code {result.exit_code}]")
    elif result.ended_by:
        parts.append(f"[stopped: {result.ended_by} limit reached after {result.seconds:.0f} s]")
    elif result.exit_code:
        parts.append(f"[exit code {result.exit_code}]")
    if result.stdout.strip():
        parts.append(_end(result.stdout.strip()))
    if result.stderr.strip():
        parts.append(f"stderr:\n{_end(result.stderr.strip())}")
    if result.truncated:
        parts.append("[it printed more than is kept]")
    return "\n".join(parts) or "[it printed nothing]"


def _end(text: str) -> str:
    if len(text) <= OUTPUT_CHARS:
        return text
    return f"[{len(text) - OUTPUT_CHARS} characters left out]\n{text[-OUTPUT_CHARS:]}"
