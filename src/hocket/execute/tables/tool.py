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
from hocket.execute.tables import inside
from hocket.ports.sandbox import SandboxLimits
from hocket.ports.tool import Effect, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.sandbox import Sandbox

LIBRARIES = ("pandas", "numpy", "scipy", "scikit-learn", "duckdb")
READERS = {"pyyaml": "yaml"}
"""Libraries that read a form of files, with their modules; without them it is text."""

LIMITS = SandboxLimits(
    timeout_s=60.0, cpu_s=60.0, memory_bytes=2 << 30, processes=64, output_bytes=8 << 20
)
TEXT_CHARS = 4000
FILES = {
    "type": "array",
    "items": {"type": "string"},
    "description": "names of the files to load; by default all",
}
ALIKE = {
    "type": "boolean",
    "description": "whether names that differ in capitals and blanks alone are one",
}
ONCE = {
    "type": "string",
    "description": "the column of which rows with the same value count once, or * for all columns",
}
UNITS = {
    "type": "array",
    "items": {"type": "string"},
    "description": "units for the quantities that a column holds in several ones, such as kg, or "
    "h:mm:ss for lengths of time",
}
WIDE = {
    "type": "object",
    "description": "by file: how its table is loaded a second time, with values as columns",
}
THING = {
    "type": "string",
    "description": "a word for what each column of a table of several things of a kind is, which "
    "its long form has a column of: 'name' by default",
}
DAY_PARTS = {
    "type": "array",
    "items": {"type": "array"},
    "description": "parts of the day, each with its name and the minutes of the day at which it "
    "begins and ends",
}
ALIASES = {
    "type": "object",
    "description": "names that no column has, each with the column that is meant by it",
}
BOOT = """\
import importlib.abc, importlib.util, json, os, sys
part = json.load(sys.stdin)
sources = part.pop("sources")
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name in sources:
            return importlib.util.spec_from_loader(name, self, is_package=name in part["packages"])
    def exec_module(self, module):
        name = module.__name__
        exec(compile(sources[name], f"<{name}>", "exec"), vars(module))
sys.meta_path.insert(0, Finder())
said = importlib.import_module(part["module"]).begin(part)
sys.stdout.flush()
os.write(1, ("\\n" + part["mark"] + json.dumps(said)).encode())
"""


class _TableTool:
    """Runs one text in the sandbox with the tables loaded.

    Args:
        sandbox: Runs it.
        limits: What it may use.
    """

    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    argument: ClassVar[str]
    module: ClassVar[str]

    def __init__(self, sandbox: Sandbox, limits: SandboxLimits = LIMITS) -> None:
        self._sandbox = sandbox
        self._limits = limits

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """What it gave as JSON, in ``data['answer']`` as text; or the fault.

        ``data['doubt']`` says what looks wrong with it, such as a text that a column is compared
        with and does not hold. ``data['void']`` lists the comparisons in it that no task can mean,
        each with the column, the sign and the number, as that is far from all values.

        Raises:
            SandboxUnavailableError: This machine cannot isolate it, or the libraries of the extra
                ``tables`` are not installed.
        """
        from hocket.documents.profile.things import NAME  # noqa: PLC0415 - as in `_modules`

        code = arguments.get(self.argument)
        if not isinstance(code, str) or not code.strip():
            return ToolResult(f"{self.argument}: give it as text", ok=False)
        mark = secrets.token_hex(8)
        part = {
            **await asyncio.to_thread(_modules),
            "code": code.encode(errors="replace").decode(),
            "tables": await asyncio.to_thread(_tables, place.folder, arguments),
            "module": f"{inside.__name__}.{self.module}",
            "alike": arguments.get("alike") is True,
            "once": str(arguments.get("once") or ""),
            "units": [str(unit) for unit in arguments.get("units") or ()],
            "thing": str(arguments.get("thing") or NAME),
            "day_parts": arguments.get("day_parts") or (),
            "aliases": _aliases(arguments),
            "mark": mark,
        }
        result = await self._sandbox.run_python(
            place.folder, ["-c", BOOT], self._limits, json.dumps(part), libraries=_libraries()
        )
        _, found, said = result.stdout.rpartition(mark)
        if not found:
            return ToolResult(report_of(result)[-TEXT_CHARS:], ok=False)
        return _result_of(json.loads(said))


class Compute(_TableTool):
    """Tool that runs a Python program with the tables loaded as pandas DataFrames."""

    name: ClassVar[str] = "compute"
    argument: ClassVar[str] = "code"
    module: ClassVar[str] = "program"
    description: ClassVar[str] = (
        "Run a Python program with pandas, numpy, scipy and sklearn. The tables among the files "
        "are loaded: as `df` if there is one, else as variables named after the files. Set "
        "`answer` to what you want back."
    )
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {
            "code": {"type": "string", "description": "the whole program"},
            "files": FILES,
            "alike": ALIKE,
            "once": ONCE,
            "units": UNITS,
            "wide": WIDE,
            "thing": THING,
            "day_parts": DAY_PARTS,
            "aliases": ALIASES,
        },
        "required": ["code"],
        "additionalProperties": False,
    }


class Query(_TableTool):
    """Tool that runs one SQL statement on the tables, in DuckDB."""

    name: ClassVar[str] = "query"
    argument: ClassVar[str] = "sql"
    module: ClassVar[str] = "statement"
    description: ClassVar[str] = (
        "Run one SELECT statement in DuckDB. The tables among the files are loaded: as `df` if "
        "there is one, else under the names of the files."
    )
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {
            "sql": {"type": "string", "description": "one SELECT statement"},
            "files": FILES,
            "alike": ALIKE,
            "once": ONCE,
            "units": UNITS,
            "wide": WIDE,
            "thing": THING,
            "day_parts": DAY_PARTS,
            "aliases": ALIASES,
        },
        "required": ["sql"],
        "additionalProperties": False,
    }


@cache
def _libraries() -> tuple[str, ...]:
    """What a program may import, with the readers that are installed."""
    return (*LIBRARIES, *(name for name, module in READERS.items() if find_spec(module)))


@cache
def _modules() -> dict[str, Any]:
    """The sources of what runs inside, with the readers of documents, by full name."""
    from hocket import documents  # noqa: PLC0415 - slow to import, and few runs compute
    from hocket.documents import profile  # noqa: PLC0415 - as above
    from hocket.documents.profile import formats  # noqa: PLC0415 - as above

    sources: dict[str, str] = {}
    packages = []
    for package in (inside, documents, profile, formats):
        above = package.__name__.split(".")
        packages += [".".join(above[: n + 1]) for n in range(len(above))]
        for path in Path(package.__path__[0]).glob("*.py"):
            name = package.__name__ + ("" if path.stem == "__init__" else f".{path.stem}")
            sources[name] = path.read_text("utf-8")
    return {"sources": dict.fromkeys(packages, "") | sources, "packages": packages}


def _tables(folder: Path, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files that are loaded, those named or all: their variables and their wide forms."""
    from hocket.documents.loading import variables_of  # noqa: PLC0415 - as above

    present = [name for name, _ in regular_files(folder)]
    names, wide = arguments.get("files"), arguments.get("wide")
    wanted = names if isinstance(names, list) else present
    forms = wide if isinstance(wide, dict) else {}
    variables = variables_of(name for name in present if name in wanted)
    return [
        {"name": name, "variable": variable, "wide": forms.get(name)}
        for name, variable in variables.items()
    ]


def _aliases(arguments: Mapping[str, Any]) -> dict[str, str]:
    """The column that each name means which no column has."""
    aliases = arguments.get("aliases")
    known = aliases if isinstance(aliases, dict) else {}
    return {str(name): str(column) for name, column in known.items()}


def _result_of(said: Mapping[str, Any]) -> ToolResult:
    printed = said.get("printed", "").strip()
    if "fault" in said:
        text = f"{said['fault']}\n\nIt printed:\n{printed}" if printed else said["fault"]
        return ToolResult(text[-TEXT_CHARS:], ok=False)
    answer = json.dumps(said["answer"], ensure_ascii=False)
    doubts = {key: said[key] for key in ("doubt", "void", "scaled")}
    return ToolResult(answer[:TEXT_CHARS], data={"answer": answer, "printed": printed, **doubts})
