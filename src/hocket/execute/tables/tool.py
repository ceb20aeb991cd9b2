"""The tools ``compute`` and ``query``: a program or an SQL statement, with the tables loaded."""

from __future__ import annotations

import asyncio
import json
import secrets
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.execute.folder import regular_files
from hocket.execute.python import report_of
from hocket.execute.tables import inside, layout
from hocket.ports.sandbox import SandboxLimits
from hocket.ports.tool import Effect, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.sandbox import Sandbox

LIBRARIES = ("pandas", "numpy", "scipy", "scikit-learn", "duckdb")
MODULES = ("pandas", "scipy", "sklearn", "duckdb")
LIMITS = SandboxLimits(
    timeout_s=60.0, cpu_s=60.0, memory_bytes=2 << 30, processes=64, output_bytes=8 << 20
)
TEXT_CHARS = 4000
BOOT = """\
import json, os, sys, types
part = json.load(sys.stdin)
for name, source in part.pop("sources"):
    module = sys.modules[name] = types.ModuleType(name)
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)
    exec(compile(source, f"<{name}>", "exec"), vars(module))
said = module.begin(part)
sys.stdout.flush()
os.write(1, ("\\n" + part["mark"] + json.dumps(said)).encode())
"""


def are_installed() -> bool:
    """Whether the libraries of the extra ``tables`` are here."""
    return all(find_spec(name) is not None for name in MODULES)


class _TableTool:
    """Runs one text in the sandbox with the tables loaded.

    Args:
        sandbox: Runs it.
        limits: What it may use.
    """

    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    argument: ClassVar[str]
    modules: ClassVar[tuple[str, ...]]

    def __init__(self, sandbox: Sandbox, limits: SandboxLimits = LIMITS) -> None:
        self._sandbox = sandbox
        self._limits = limits

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """What it gave as JSON, in ``data['answer']`` as text; or the fault.

        Raises:
            SandboxUnavailableError: This machine cannot isolate it, or the libraries of the extra
                ``tables`` are not installed.
        """
        code = arguments.get(self.argument)
        if not isinstance(code, str) or not code.strip():
            return ToolResult(f"{self.argument}: give it as text", ok=False)
        files = await asyncio.to_thread(_loaded_files, place.folder)
        parts = await asyncio.to_thread(layout.parts_of, files)
        mark = secrets.token_hex(8)
        part = {
            "code": code.encode(errors="replace").decode(),
            "tables": parts,
            "sources": await asyncio.to_thread(_sources, self.modules),
            "mark": mark,
        }
        result = await self._sandbox.run_python(
            place.folder, ["-c", BOOT], self._limits, json.dumps(part), libraries=LIBRARIES
        )
        _, found, said = result.stdout.rpartition(mark)
        if not found:
            return ToolResult(report_of(result)[-TEXT_CHARS:], ok=False)
        return _result_of(json.loads(said))


class Compute(_TableTool):
    """Tool that runs a Python program with the tables loaded as pandas DataFrames."""

    name: ClassVar[str] = "compute"
    argument: ClassVar[str] = "code"
    modules: ClassVar[tuple[str, ...]] = (
        "columns", "reading", "plain", "mending", "habits", "faults", "program",
    )  # fmt: skip
    description: ClassVar[str] = (
        "Run a Python program with pandas, numpy, scipy and sklearn. The tables among the files "
        "are loaded: as `df` if there is one, else as variables named after the files. Set "
        "`answer` to what you want back."
    )
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"code": {"type": "string", "description": "the whole program"}},
        "required": ["code"],
        "additionalProperties": False,
    }


class Query(_TableTool):
    """Tool that runs one SQL statement on the tables, in DuckDB."""

    name: ClassVar[str] = "query"
    argument: ClassVar[str] = "sql"
    modules: ClassVar[tuple[str, ...]] = ("columns", "reading", "plain", "statement")
    description: ClassVar[str] = (
        "Run one SELECT statement in DuckDB. The tables among the files are loaded: as `df` if "
        "there is one, else under the names of the files."
    )
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"sql": {"type": "string", "description": "one SELECT statement"}},
        "required": ["sql"],
        "additionalProperties": False,
    }


@cache
def _sources(modules: tuple[str, ...]) -> list[tuple[str, str]]:
    """The sources of these modules with the packages above them, by full name."""
    package = inside.__name__
    above = package.split(".")
    sources = [(".".join(above[: n + 1]), "") for n in range(len(above))]
    folder = Path(inside.__path__[0])
    return sources + [
        (f"{package}.{name}", (folder / f"{name}.py").read_text("utf-8")) for name in modules
    ]


def _loaded_files(folder: Path) -> dict[str, bytes]:
    """The contents of the files that are loaded, by name."""
    return {name: path.read_bytes() for name, path in regular_files(folder) if layout.loads(name)}


def _result_of(said: Mapping[str, Any]) -> ToolResult:
    printed = said.get("printed", "").strip()
    if "fault" in said:
        text = f"{said['fault']}\n\nIt printed:\n{printed}" if printed else said["fault"]
        return ToolResult(text[-TEXT_CHARS:], ok=False)
    answer = json.dumps(said["answer"], ensure_ascii=False)
    data = {"answer": answer, "printed": printed}
    return ToolResult(answer[:TEXT_CHARS], data=data)
