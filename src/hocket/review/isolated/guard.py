"""Keeps the code of the work out of the judge: what would load or run it goes to the other sandbox.

This covers imports, text that is executed, programs, and data formats that run code.
"""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import runpy
import subprocess
import sys
from os import fspath, walk  # by name: a check may patch the module
from pathlib import Path
from posixpath import abspath, realpath
from traceback import format_exc
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.modules import FOREIGN, LOOK_INSIDE, WorkFinder, ask_the_work
from hocket.review.isolated.programs import program_class
from hocket.review.isolated.standins import Remote, RemoteMeta, RemoteModule, is_own
from hocket.review.isolated.values import NotPlainError, WorkExit

if TYPE_CHECKING:
    import types

    from hocket.review.isolated.judge import Judge

HARMLESS = frozenset(
    {
        ("builtins", name)
        for name in ("set", "frozenset", "bytearray", "complex", "range", "slice", "object")
    }
    | {("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")}
    | {("decimal", "Decimal"), ("collections", "OrderedDict"), ("collections", "deque")}
    | {("collections", "Counter"), ("collections", "defaultdict"), ("_codecs", "encode")}
    | {("copyreg", "_reconstructor"), ("uuid", "UUID")}
)


Scope = tuple[tuple[Any, ...], bool]
"""Names that text is executed with, and whether they are those of the check itself."""
LOADERS = (
    importlib.machinery.SourceFileLoader,
    importlib.machinery.SourcelessFileLoader,
    importlib.machinery.ExtensionFileLoader,
)


class Guard:
    """Puts the judge's own ways to load and run code in place.

    Args:
        judge: Asks the process of the work.
        folder: The folder with the files.
        given: Paths of files that are the user's: they are trusted as the check is.
        own: The text of the check.
        answer: The answer of the work.
    """

    def __init__(
        self, judge: Judge, folder: str, given: frozenset[str], own: str, answer: str
    ) -> None:
        self.judge = judge
        self.folder = folder
        self.given = given
        self._own_lines = {line.strip() for line in own.splitlines()}
        self._lines = _lines_of(folder, given) | {line.strip() for line in answer.splitlines()}
        self._lines.discard("")
        self._exec, self._eval, self._compile = exec, eval, compile
        self._run_path = runpy.run_path

    def install(self) -> None:
        """Put everything in place."""
        sys.meta_path.insert(0, WorkFinder(self))
        builtins.exec = self._guarded_exec
        builtins.eval = self._guarded_eval
        builtins.compile = self._guarded_compile
        runpy.run_path = self._guarded_run_path
        for kind in LOADERS:
            self._guard_loader(kind)
        subprocess.Popen = program_class(self)  # type: ignore[misc, assignment]
        os.system = self._system
        for name in LOOK_INSIDE.keys() & sys.modules.keys():
            ask_the_work(sys.modules[name], self.judge)
        self.judge.surroundings.replacements.watch()
        sys.addaudithook(self._audit)

    def _guard_loader(self, kind: Any) -> None:
        create, execute = kind.create_module, kind.exec_module

        def create_module(loader: Any, spec: importlib.machinery.ModuleSpec) -> Any:
            if not self.is_work(loader.path):
                return create(loader, spec)
            if spec.name.partition(".")[0] in FOREIGN:
                raise ModuleNotFoundError(f"No module named {spec.name!r}", name=spec.name)
            return RemoteModule(spec.name)

        def exec_module(loader: Any, module: types.ModuleType) -> None:
            if self.is_work(loader.path):
                self.fill_from_path(module, loader.path)
            else:
                execute(loader, module)

        kind.create_module, kind.exec_module = create_module, exec_module

    def is_work(self, path: str) -> bool:
        """Whether a path leads to a file that is not the user's."""
        real = realpath(path)
        return real.startswith((f"{self.folder}/", "/tmp/")) and real not in self.given

    def _is_file_of_the_work(self, filename: str) -> bool:
        return filename.startswith("/") and not filename.endswith(">") and self.is_work(filename)

    def fill_from_path(self, module: types.ModuleType, path: str) -> None:
        """Load a module by its path in the process of the work."""
        loaded = self.judge.ask("load", module.__name__, path)
        if isinstance(module, RemoteModule):
            self.judge.module(module, vars(loaded)["_remote"])

    # Text that is executed

    def _is_of_the_work(self, source: Any) -> bool:
        """Whether text to be executed has lines of the work that are not lines of the check."""
        if isinstance(source, bytes | bytearray | memoryview):
            source = bytes(source).decode(errors="replace")
        if not isinstance(source, str):
            return False
        lines = {line.strip() for line in source.splitlines()} - self._own_lines
        return bool(lines & self._lines)

    def _guarded_exec(self, source: Any, /, *names: Any, **options: Any) -> None:
        scope = _scope(sys._getframe(1), names)
        if isinstance(source, WorkCode):
            self._remotely(source.source, "exec", scope)
        elif self._is_of_the_work(source):
            self._remotely(source, "exec", scope)
        else:
            self._exec(source, *scope[0], **options)

    def _guarded_eval(self, source: Any, /, *names: Any) -> Any:
        scope = _scope(sys._getframe(1), names)
        if isinstance(source, WorkCode):
            return self._remotely(source.source, source.mode, scope)
        if self._is_of_the_work(source):
            return self._remotely(source, "eval", scope)
        return self._eval(source, *scope[0])

    def _remotely(self, source: Any, mode: str, scope: Scope) -> Any:
        if not isinstance(source, str):
            source = bytes(source).decode()
        target, own = scope[0][-1], scope[1]
        names = {n: v for n, v in target.items() if _can_cross(n, v, own=own)}
        value, after = self.judge.ask("exec", source, mode, names)
        target.update({n: v for n, v in after.items() if not (own and is_own(n, target))})
        return value

    def _guarded_compile(
        self, source: Any, filename: Any, mode: str, flags: int = 0, *args: Any, **options: Any
    ) -> Any:
        if not flags & 0x400 and self._is_of_the_work(source):  # 0x400: only a syntax tree
            self._compile(source, filename, mode, flags | 0x400, *args, **options)
            return WorkCode(source, mode)
        return self._compile(source, filename, mode, flags, *args, **options)

    def _guarded_run_path(
        self, path_name: Any, init_globals: Any = None, run_name: Any = None
    ) -> Any:
        path = abspath(fspath(path_name))
        if not self.is_work(path):
            return self._run_path(path, init_globals, run_name)
        return self.judge.ask("path", path, run_name or "<run_path>", init_globals)

    # Programs and data that run code

    def _system(self, command: Any) -> int:
        code = self.judge.ask("run", str(command), None, None, None, None, 0)[0]
        return int(code) << 8

    def judges(self, argv: list[str]) -> bool:
        """Whether a program is the user's own test: it runs here, not with the work."""
        if len(argv) < 2 or not Path(argv[0]).name.startswith("python"):  # noqa: PLR2004 - a program
            return False
        if argv[1] == "-c":
            return not self._is_of_the_work(" ".join(argv[2:3]))
        if argv[1:3] == ["-m", "unittest"]:
            return any(Path(path).name.startswith("test") for path in self.given)
        return realpath(argv[1]) in self.given

    def run_here(self, argv: list[str], data: bytes) -> tuple[int, bytes, bytes]:
        """Run a program of the user's; (exit code, its output, its errors)."""
        saved = sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.modules["__main__"]
        out, err = io.StringIO(), io.StringIO()
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(data.decode(errors="replace")), out, err
        try:
            if argv[1] == "-c":
                sys.argv = ["-c", *argv[3:]]
                self._exec(argv[2], {"__name__": "__main__", "__builtins__": builtins})
            elif argv[1] == "-m":
                sys.argv = [argv[2], *argv[3:]]
                runpy.run_module(argv[2], run_name="__main__")
            else:
                sys.argv = argv[1:]
                self._run_path(argv[1], run_name="__main__")
            code = 0
        except SystemExit as error:
            code = _exit_code(error, err)
        except BaseException:
            err.write(format_exc())
            code = 1
        finally:
            sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.modules["__main__"] = saved
        return code, out.getvalue().encode(), err.getvalue().encode()

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "ctypes.dlopen"):
            self.judge.unsupported(f"a check cannot use {event}; subprocess.run starts programs")
        if event == "pickle.find_class" and tuple(args[:2]) not in HARMLESS:
            message = f"{'.'.join(map(str, args[:2]))}: data that runs code is not read by a check"
            raise NotPlainError(message)
        if event == "exec" and self._is_file_of_the_work(getattr(args[0], "co_filename", "")):
            message = "code of the work cannot run in a check"
            raise RuntimeError(message)


def _exit_code(error: SystemExit, err: io.StringIO) -> int:
    if isinstance(error, WorkExit):
        err.write("the work called sys.exit")
        return 1
    if error.code is None or isinstance(error.code, int):
        return int(error.code or 0)
    err.write(str(error.code))
    return 1


class WorkCode:
    """Code of the work that a check has compiled."""

    def __init__(self, source: Any, mode: str) -> None:
        self.source = source
        self.mode = mode


def _scope(frame: types.FrameType, names: tuple[Any, ...]) -> Scope:
    given = tuple(n for n in names if n is not None)
    if not given:
        return (frame.f_globals, frame.f_locals), True
    return given, "__file__" in given[-1] or given[-1] is frame.f_locals


def _can_cross(name: str, value: Any, *, own: bool) -> bool:
    """Whether a name is given to text of the work; of the check's own names, no data is."""
    if name.startswith("__") or (isinstance(value, type(sys)) and type(value) is not RemoteModule):
        return False
    return not own or isinstance(value, Remote | RemoteMeta | RemoteModule)


def _lines_of(folder: str, given: frozenset[str]) -> set[str]:
    """The lines of all small text files of the work."""
    lines: set[str] = set()
    for root, _, files in walk(folder):
        for name in files:
            path = Path(root, name)
            if str(path) not in given and path.stat().st_size < 1 << 20:
                lines |= {ln.strip() for ln in path.read_text(errors="replace").splitlines()}
    return lines
